//! Tables on their way out: read by another library and by the import they are what the book says, and change nothing.

use calamine::{Data, Reader, Xlsx};
use guanxi::domain::book::Book;
use guanxi::domain::field::FieldKind;
use guanxi::domain::label::Lang;
use guanxi::exchange::columns::mapping;
use guanxi::exchange::grid::Cell;
use guanxi::exchange::layout::Table;
use guanxi::exchange::plan::{Counts, Outcome, SheetPlan, Wanted, plan};
use guanxi::exchange::write::records::{RowKind, RowWriter};
use guanxi::exchange::write::template::template;
use guanxi::exchange::write::{FileForm, Look, OutColumn, OutTable, TableWriter, Unwritten, write};

use crate::exchange::{columns, planned, sheet, today};
use crate::exchange_hard::hard;

const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];

/// All records of a kind as a table.
fn rows(book: &Book, kind: RowKind, lang: Lang, is_masked: bool) -> OutTable {
    let writer = RowWriter::new(book, kind, lang, is_masked);
    let mut rows = Vec::new();
    (0..writer.slots(book)).for_each(|slot| writer.rows(book, slot, &mut rows));
    assert_eq!(rows.len(), writer.count(book, None));
    OutTable {
        name: kind.label().get(lang).to_owned(),
        columns: writer.columns(),
        rows,
    }
}

fn file(form: FileForm, table: OutTable) -> Vec<u8> {
    write(form, table, Vec::new()).unwrap().bytes
}

fn imported(book: &Book, bytes: &[u8]) -> (Table, SheetPlan) {
    let table = Table::of(sheet(bytes), None);
    let wanted = Wanted::of(mapping(&table), today(), "+08:00");
    let plan = plan(book, &table, &wanted);
    (table, plan)
}

/// What is written and read again changes nothing and asks nothing.
fn changes_nothing(book: &Book, is_masked: bool) {
    for kind in RowKind::ALL {
        for form in FileForm::ALL {
            for lang in LANGS {
                let out = rows(book, kind, lang, is_masked);
                let count = out.rows.len();
                let (table, plan) = imported(book, &file(form, out));
                let what = format!("{kind:?} {form:?} {lang:?}");
                let own = mapping(&table);
                assert_eq!(own.subject, kind.subject(), "{what}");
                assert_eq!(table.rows.len(), count, "{what}");
                let keys: Vec<String> = columns(&table, &own).into_iter().map(|(_, key, _)| key).collect();
                let known: Vec<&str> = kind.columns().iter().map(|column| column.key).collect();
                assert_eq!(keys, known, "{what}");
                assert!(plan.questions.is_empty(), "{what}: {:?}", plan.questions);
                let other = plan.rows.iter().find(|row| row.outcome != Outcome::Same);
                assert!(other.is_none(), "{what}: {other:?}");
                assert!(plan.changes.is_empty(), "{what}");
                assert_eq!(
                    (plan.counts.new, plan.counts.changed, plan.counts.wrong),
                    (0, 0, 0),
                    "{what}"
                );
            }
        }
    }
}

#[test]
fn the_demo_book_goes_out_and_comes_back_unchanged() {
    let book = guanxi::sample::book(today());
    assert!(book.customers.len() > 100);
    changes_nothing(&book, false);
    changes_nothing(&book, true);
}

#[test]
fn what_is_hard_to_write_goes_out_and_comes_back_unchanged() {
    changes_nothing(&hard(), false);
    changes_nothing(&hard(), true);
}

#[test]
fn contacts_are_masked_unless_the_person_says_otherwise() {
    let book = hard();
    let phone = |is_masked| {
        let out = rows(&book, RowKind::Contacts, Lang::Zh, is_masked);
        let place = out.columns.iter().position(|column| column.head == "联系方式").unwrap();
        (out.rows[0][place].shown(), out.rows[1][place].shown())
    };
    assert_eq!(phone(false), ("15400006142".to_owned(), "0512-55500385".to_owned()));
    assert_eq!(phone(true), ("*******6142".to_owned(), "********0385".to_owned()));
}

#[test]
fn another_library_reads_numbers_days_and_texts_as_what_they_are() {
    let book = hard();
    let bytes = file(FileForm::Xlsx, rows(&book, RowKind::Orders, Lang::Zh, true));
    let mut read: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(read.sheet_names(), ["订单"]);
    let range = read.worksheet_range("订单").unwrap();
    let head: Vec<String> = range.rows().next().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(
        head,
        [
            "编号",
            "客户编号",
            "客户",
            "订单日期",
            "金额（元）",
            "产品",
            "应付款日",
            "付款日",
            "活动",
            "备注"
        ]
    );
    let row: Vec<Data> = range.rows().nth(1).unwrap().to_vec();
    assert_eq!(row[1], Data::String("0001".into()));
    assert_eq!(row[4], Data::Float(-50.5));
    assert!(
        matches!(&row[3], Data::DateTime(day) if day.as_f64() == 46_027.0),
        "{:?}",
        row[3]
    );
    assert_eq!(row[6], Data::Empty);
    assert_eq!(
        row[7],
        Data::String("1900-02-28".into()),
        "a day that programs count differently"
    );
    assert_eq!(row[8], Data::String("双十一".into()));
    assert_eq!(row[9], Data::String("=1+1".into()));
    assert!(read.worksheet_formula("订单").unwrap().is_empty());
    let row: Vec<Data> = range.rows().nth(4).unwrap().to_vec();
    assert_eq!(row[4], Data::Float(999_999_999_999.99), "the largest amount there is");
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    std::io::read_to_string(zip.by_name(name).unwrap()).unwrap()
}

#[test]
fn columns_are_as_wide_as_what_they_hold_and_the_head_stays_in_sight() {
    let columns = ["编号", "很长很长很长的标题", "金额", "占比", "说明"];
    let looks = [Look::Text, Look::General, Look::Money, Look::Percent, Look::Wrapped];
    let table = OutTable {
        name: "一/二[三]:'".to_owned(),
        columns: columns
            .iter()
            .zip(looks)
            .map(|(head, look)| OutColumn::new(*head, look))
            .collect(),
        rows: vec![vec![
            Cell::text("=1"),
            Cell::text("短"),
            Cell::Number(-1_234_567.5),
            Cell::Number(0.465),
            Cell::text(&"长".repeat(200)),
        ]],
    };
    let bytes = file(FileForm::Xlsx, table);
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    let widths: Vec<&str> = sheet
        .split("width=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert_eq!(widths, ["8", "20", "16", "8", "48"]);
    assert!(sheet.contains(r#"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>"#));
    assert!(sheet.contains(r#"<autoFilter ref="A1:E2"/>"#));
    assert!(part(&bytes, "xl/workbook.xml").contains(r#"<sheet name="一_二_三___" sheetId="1""#));
    // The head is bold; what would run is a text that stays one; the numbers have their forms.
    let styles = part(&bytes, "xl/styles.xml");
    let xfs: Vec<&str> = styles.split("<xf ").skip(2).collect();
    let of = |cell: &str| {
        let rest = sheet.split(&format!("<c r=\"{cell}\" s=\"")).nth(1).unwrap();
        xfs[rest.split('"').next().unwrap().parse::<usize>().unwrap()]
    };
    assert!(of("A1").contains("fontId=\"1\""));
    assert!(of("A2").contains("quotePrefix=\"1\""));
    assert!(of("C2").contains("numFmtId=\"4\""));
    assert!(of("D2").contains("numFmtId=\"165\"") && styles.contains("numFmtId=\"165\" formatCode=\"0.0%\""));
}

#[test]
fn what_no_cell_holds_is_cut_and_told_and_too_many_rows_are_refused() {
    let table = |text: String| OutTable {
        name: "表".to_owned(),
        columns: vec![OutColumn::new("甲", Look::General)],
        rows: vec![vec![Cell::text(&text)]],
    };
    let whole = write(FileForm::Xlsx, table("甲".repeat(32_767)), Vec::new()).unwrap();
    assert_eq!(whole.cut, 0);
    let written = write(FileForm::Xlsx, table("甲".repeat(40_000)), Vec::new()).unwrap();
    assert_eq!(written.cut, 1);
    let cell = sheet(&written.bytes).rows[1].cell(0).shown();
    assert_eq!((cell.chars().count(), cell.ends_with("甲…")), (32_767, true));
    let plain = write(FileForm::Csv, table("甲".repeat(40_000)), Vec::new()).unwrap();
    assert_eq!((plain.cut, plain.bytes.len()), (0, 3 + 5 + 120_000 + 2));

    let some = || vec![vec![Cell::Blank]; 50_000];
    let fill = |form| {
        let mut writer = TableWriter::begin(form, table("1".to_owned()), Vec::new()).unwrap();
        (0..21).try_for_each(|_| writer.add(some()))
    };
    assert_eq!(fill(FileForm::Xlsx), Err(Unwritten::TooManyRows));
    assert_eq!(fill(FileForm::Csv), Ok(()));
}

#[test]
fn slices_make_the_file_that_the_whole_makes() {
    let book = guanxi::sample::book(today());
    for form in FileForm::ALL {
        let whole = rows(&book, RowKind::Interactions, Lang::Zh, false);
        assert!(whole.rows.len() > 1_500, "more rows than say how wide columns are");
        let mut writer = TableWriter::begin(
            form,
            OutTable {
                rows: Vec::new(),
                ..whole.clone()
            },
            Vec::new(),
        )
        .unwrap();
        for some in whole.rows.chunks(700) {
            writer.add(some.to_vec()).unwrap();
        }
        let parts = sheet(&writer.finish().unwrap().bytes);
        assert!(parts == sheet(&file(form, whole)), "{form:?}");
    }
}

/// The template filled in with its own examples.
fn filled(book: &Book, kind: RowKind, lang: Lang) -> Vec<u8> {
    let (mut empty, explained) = template(book, kind, lang);
    let example = |row: &Vec<Cell>| row[4].clone();
    empty.rows = vec![explained.rows.iter().map(example).collect()];
    write(FileForm::Xlsx, empty, vec![explained]).unwrap().bytes
}

#[test]
fn a_template_that_is_filled_in_is_understood_without_a_question() {
    let book = guanxi::sample::book(today());
    for kind in RowKind::ALL {
        for lang in LANGS {
            let what = format!("{kind:?} {lang:?}");
            let company = guanxi::domain::kind::Customer::new(
                guanxi::domain::id::CustomerId::new("KH-0001").unwrap(),
                if lang == Lang::Zh {
                    "宁波恒拓机械有限公司"
                } else {
                    "Hengtuo Machinery"
                },
            );
            let mut known = Book::default();
            known.head.settings = book.head.settings.clone();
            known.head.rulebook = book.head.rulebook.clone();
            let set =
                guanxi::domain::apply::apply(&known, guanxi::domain::command::Command::AddCustomer(company.into()));
            if !matches!(kind, RowKind::Customers) {
                known.apply(&set.unwrap());
            }
            let (table, plan) = imported(&known, &filled(&known, kind, lang));
            let own = mapping(&table);
            assert_eq!(own.subject, kind.subject(), "{what}");
            let keys: Vec<String> = columns(&table, &own).into_iter().map(|(_, key, _)| key).collect();
            let wanted: Vec<&str> = kind.columns().iter().map(|column| column.key).collect();
            assert_eq!(keys, wanted, "{what}");
            assert!(plan.questions.is_empty(), "{what} {:?}", plan.questions);
            let counts = Counts {
                new: usize::from(kind != RowKind::Contacts),
                changed: usize::from(kind == RowKind::Contacts),
                ..Counts::default()
            };
            assert_eq!(plan.counts, counts, "{what} {:?}", plan.rows);
        }
    }
}

#[test]
fn an_empty_template_says_what_its_columns_want() {
    let book = guanxi::sample::book(today());
    for kind in RowKind::ALL {
        let (empty, explained) = template(&book, kind, Lang::Zh);
        assert!(empty.rows.is_empty());
        assert_eq!(explained.rows.len(), empty.columns.len());
        for (row, column) in explained.rows.iter().zip(kind.columns()) {
            assert!(!row[2].is_blank(), "{} says how it is filled in", column.key);
            let wants_choice = matches!(column.kind, FieldKind::Choice(list) if list.closed());
            assert!(!wants_choice || !row[3].is_blank(), "{} has its choices", column.key);
        }
        let bytes = write(FileForm::Xlsx, empty, vec![explained]).unwrap().bytes;
        let read = sheet(&bytes);
        assert_eq!((read.rows.len(), &*read.name), (1, kind.label().get(Lang::Zh)));
        let xml = part(&bytes, "xl/worksheets/sheet1.xml");
        assert_eq!(
            xml.contains("<dataValidation "),
            kind != RowKind::Orders || !book.campaigns.is_empty(),
            "{kind:?}"
        );
    }
}

#[test]
fn a_template_says_which_columns_must_be_filled_and_has_an_example_that_fits() {
    let book = guanxi::sample::book(today());
    let said = |kind: RowKind, key: &str, lang: Lang| {
        let (_, explained) = template(&book, kind, lang);
        let place = kind.columns().iter().position(|column| column.key == key).unwrap();
        let row = &explained.rows[place];
        (row[1].shown(), row[4].shown())
    };
    for (key, zh, en) in [
        ("preferences.channels", "电话、微信", "Phone, WeChat"),
        ("preferences.avoid", "短信、上门", "Text messages, visits"),
    ] {
        assert_eq!(said(RowKind::Customers, key, Lang::Zh), (String::new(), zh.to_owned()));
        assert_eq!(said(RowKind::Customers, key, Lang::En), (String::new(), en.to_owned()));
    }
    // Whose an order is, its number or its name says: neither is needed beside the other.
    for kind in [RowKind::Orders, RowKind::Interactions, RowKind::Tickets] {
        let needed = said(kind, "customer", Lang::Zh).0;
        assert_eq!(
            (&*needed, &*said(kind, "customer", Lang::En).0),
            ("编号或名称填一样", "Number or name"),
            "{kind:?}"
        );
    }
    assert_eq!(said(RowKind::Customers, "name", Lang::Zh).0, "是");
}

#[test]
fn apostrophes_that_keep_texts_from_running_are_taken_off_again() {
    let plan = planned(&Book::default(), "客户名称,地区\n青禾,'＝1\n远山,'0512\n北岸,'甲'\n");
    let regions: Vec<String> = plan
        .changes
        .iter()
        .filter_map(|change| match change {
            guanxi::domain::change::Change::Customer(delta) => {
                delta.after.as_ref()?.region.as_deref().map(str::to_owned)
            }
            _ => None,
        })
        .collect();
    assert_eq!(regions, ["＝1", "0512", "'甲'"]);
}
