//! Every file of the collection of messy sheets: what is read, asked, refused.

use guanxi::domain::book::Book;
use guanxi::exchange::columns::mapping;
use guanxi::exchange::layout::Table;
use guanxi::exchange::plan::plan;
use guanxi::exchange::source::Format;

use crate::exchange::{columns, open, shown, wanted};

#[test]
fn dump() {
    let mut files: Vec<_> = std::fs::read_dir("/work/shared/oracle/messy").unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    for path in files {
        let bytes = std::fs::read(&path).unwrap();
        println!("=== {}", path.file_name().unwrap().to_string_lossy());
        let mut source = match open(&bytes) { Ok(s) => s, Err(r) => { println!("REFUSED {r:?}"); continue } };
        println!("{:?} {:?} {:?}", source.format, source.encoding, source.sheets());
        let first = source.first();
        let sheet = source.read(first, &mut |_, _| true).unwrap();
        println!("rows {} width {} hidden {} merged {} 1904 {}", sheet.rows.len(), sheet.width(), sheet.hidden_rows(), sheet.merged.len(), sheet.is_1904);
        let table = Table::of(sheet, None);
        println!("head {:?} title {:?} totals {:?} footers {:?} rep {:?} rows {} cols {}", table.head, table.title.iter().map(|t| t.chars().take(50).collect::<String>()).collect::<Vec<_>>(), table.totals, table.footers, table.repeated, table.rows.len(), table.columns.len());
        if !table.rows.is_empty() { println!("first {:?}", shown(&table, 0).iter().map(|t| t.chars().take(24).collect::<String>()).collect::<Vec<_>>());  println!("last {} {:?}", table.rows.last().unwrap().at, shown(&table, table.rows.len()-1).iter().map(|t| t.chars().take(24).collect::<String>()).collect::<Vec<_>>()); }
        let map = mapping(&table);
        println!("{:?} known {:?}", map.subject, map.known);
        for (h, k, s) in columns(&table, &map).into_iter().take(26) { println!("   {h} -> {k} {s}"); }
        let plan = plan(&Book::default(), &table, &wanted(&table));
        println!("{:?} q {:?}", plan.counts, plan.questions);
        for row in plan.rows.iter().filter(|r| !r.problems.is_empty()).take(3) { println!("  {row:?}"); }
    }
    let _ = Format::Xlsx;
}
