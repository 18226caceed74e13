use guanxi::exchange::{source::*, layout::Table};
fn main(){ let b=std::fs::read(std::env::args().nth(1).unwrap()).unwrap(); let mut s=Source::open(&b, Told::default(), &mut |_,_|true).unwrap(); let f=s.first(); let sh=s.read(f,&mut |_,_|true).unwrap(); for r in &sh.rows { println!("{} {:?}", r.at, r.cells);} let t=Table::of(sh,None); println!("{:?}",t.head);}
