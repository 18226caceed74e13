//! Amounts with the sign of the currency under a heading that says another unit, codes with zeros before them, texts that only look as if digits
//! were lost, and Big5.

use guanxi::domain::book::Book;
use guanxi::domain::id::CustomerId;
use guanxi::domain::kind::{Contact, Customer};
use guanxi::domain::money::Fen;
use guanxi::exchange::plan::{Wanted, plan};
use guanxi::exchange::source::{Encoding, Source, Told};
use guanxi::exchange::values::{Answer, Ask};

use crate::exchange::{open, planned, shown, table, wanted};

/// What is asked of a text's columns, and the amounts that it leads to once that is answered so.
fn amounts(text: &str, answers: Vec<(usize, Answer)>) -> (Vec<(usize, Ask)>, Vec<Option<Fen>>) {
    let table = table(text);
    let wanted = Wanted {
        answers,
        ..wanted(&table)
    };
    let plan = plan(&Book::default(), &table, &wanted);
    let mut book = Book::default();
    book.apply(&guanxi::domain::change::ChangeSet {
        changes: plan.changes,
        ..Default::default()
    });
    let asked = plan
        .questions
        .iter()
        .map(|question| (question.column, question.reason))
        .collect();
    (
        asked,
        book.customers.iter().map(|(_, one)| one.annual_revenue).collect(),
    )
}

#[test]
fn a_yuan_sign_under_a_heading_of_another_unit_is_asked_about_once() {
    let text = "客户名称,营收（万元）\n甲公司,12\n乙公司,\"¥3,000\"\n丙公司,\"¥4,000\"\n丁公司,3000元\n戊公司,¥5万\n己公司,¥0\n";
    let (asked, known) = amounts(text, Vec::new());
    assert_eq!(asked, [(1, Ask::Sign)]);
    // What does not hang on it comes: 12万元, 3000元, 5万元, nothing.
    let of = |yuan: i64| Some(Fen(yuan * 100));
    assert_eq!(known, [of(120_000), of(3_000), of(50_000), of(0)]);
    let (asked, all) = amounts(text, vec![(1, Answer::SignPower(0))]);
    assert_eq!(
        (asked.len(), all),
        (0, vec![of(120_000), of(3_000), of(4_000), of(3_000), of(50_000), of(0)])
    );
    let (asked, all) = amounts(text, vec![(1, Answer::SignPower(4))]);
    assert_eq!((asked.len(), all[1], all[2]), (0, of(30_000_000), of(40_000_000)));
    // Where the heading says yuan, or nothing, the sign says it.
    for heading in ["营收（元）", "营收"] {
        let (asked, all) = amounts(&format!("客户名称,{heading}\n乙公司,\"¥3,000\"\n"), Vec::new());
        assert_eq!((asked.len(), all), (0, vec![of(3_000)]), "{heading}");
    }
}

#[test]
fn what_the_book_says_itself_has_lost_nothing() {
    let mut book = Book::default();
    let mut known = Customer::new(CustomerId::new("K1").unwrap(), "甲公司");
    known.contacts = vec![Contact {
        name: Some("张三".into()),
        wechat: Some("1.38E+10".into()),
        ..Contact::blank()
    }];
    book.customers.put(known);
    let own = "客户编号,客户名称,联系人,微信\nK1,甲公司,张三,1.38E+10\n";
    let plan = planned(&book, own);
    assert_eq!((plan.questions.len(), plan.counts.same, plan.changes.len()), (0, 1, 0));
    // Another one is asked about, and so is the same in a book that does not say it.
    let other = planned(&book, "客户编号,客户名称,联系人,微信\nK1,甲公司,张三,1.39E+10\n");
    assert_eq!(
        other.questions.iter().map(|q| q.reason).collect::<Vec<_>>(),
        [Ask::LostDigits]
    );
    assert_eq!(planned(&Book::default(), own).questions.len(), 1);
}

#[test]
fn zeros_before_a_code_stay() {
    let mut book = Book::default();
    let plan = planned(&book, "客户编号,客户名称,地区\n000123,甲公司,苏州\n");
    book.apply(&guanxi::domain::change::ChangeSet {
        changes: plan.changes,
        ..Default::default()
    });
    assert_eq!(book.customers.iter().next().unwrap().1.id.as_str(), "000123");
}

#[test]
fn big5_is_told_from_gb18030() {
    let text = "客戶名稱,地區,聯絡人,電話\n臺北機械股份有限公司,臺北市,陳小明,0912345678\n高雄貿易有限公司,高雄市,林美麗,0922333444\n";
    let of = |bytes: &[u8]| (open(bytes).unwrap().encoding, open(bytes).unwrap().unreadable);
    let big5 = encoding_rs::BIG5.encode(text).0.into_owned();
    assert_eq!(of(&big5), (Some(Encoding::Big5), 0));
    let mut source = open(&big5).unwrap();
    let sheet = source.read(0, &mut |_, _| true).unwrap();
    let read = guanxi::exchange::layout::Table::of(sheet, None);
    assert_eq!(shown(&read, 1), ["高雄貿易有限公司", "高雄市", "林美麗", "0922333444"]);
    // The same in the encoding of the mainland, and simplified, and a few rare characters of names.
    for text in [
        text,
        "客户名称,地区\n宁波恒拓机械有限公司,宁波\n",
        "客户名称,联系人\n镕基厂,朱镕喆\n喆镕堃玥玥公司,翀旻\n",
    ] {
        let gbk = encoding_rs::GB18030.encode(text).0.into_owned();
        assert_eq!(of(&gbk), (Some(Encoding::Gb18030), 0), "{text}");
    }
    // Whoever says another one is right.
    let told = Told {
        encoding: Some(Encoding::Gb18030),
        delimiter: None,
    };
    let told = Source::open(&big5, told, &mut |_, _| true).unwrap();
    assert_eq!(told.encoding, Some(Encoding::Gb18030));
}
