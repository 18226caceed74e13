//! A table that is read beside the page and told in pieces is the table as the engine itself would read it.

use guanxi::domain::apply::apply;
use guanxi::domain::book::Book;
use guanxi::domain::change::{Change, Kind};
use guanxi::domain::command::Command;
use guanxi::domain::label::Lang;
use guanxi::exchange::columns::{Subject, Use};
use guanxi::exchange::grid::{Cell, Sheet};
use guanxi::exchange::layout::HeadTold;
use guanxi::exchange::plan::{Outcome, SheetPlan, Wanted, plan};
use guanxi::exchange::source::{Encoding, Reason, Told, begins_as_book};
use guanxi::exchange::write::{FileForm, Look, OutColumn, OutTable, Unwritten};
use guanxi::storage::hand_over;
use guanxi::worker::sheets::{
    Layout, Planned, Reply, Request, Show, ShownRow, TableReader, beginning, change_at, compared, message, said,
};

use crate::exchange::{open, sheet, table, wanted};
use crate::generate::Dice;

/// A reader that is asked in messages, as a worker is.
#[derive(Default)]
struct Beside(TableReader);

impl Beside {
    fn open(&mut self, bytes: &[u8]) -> Vec<Reply> {
        let mut heard = Vec::new();
        self.0.open(bytes.to_vec(), &mut |reply| heard.push(passed(reply)));
        heard
    }

    fn ask(&mut self, request: Request) -> Vec<Reply> {
        let mut heard = Vec::new();
        let request = said(&message(&request).unwrap()).unwrap();
        self.0.hear(request, &mut |reply| heard.push(passed(reply)));
        heard
    }

    fn copy(&mut self, book: &Book, subject: Subject) {
        let kinds = compared(subject);
        assert!(self.ask(beginning(book, kinds).unwrap()).is_empty());
        for kind in kinds {
            let slots = hand_over::slots(book, *kind);
            for from in (0..slots).step_by(100) {
                let packed = hand_over::pack(book, *kind, from..slots.min(from + 100)).unwrap();
                assert!(self.ask(Request::Records(*kind, packed)).is_empty());
            }
        }
    }

    fn plan(&mut self, wanted: &Wanted) -> Planned {
        match self.ask(Request::Plan(Box::new(wanted.clone()))).pop().unwrap() {
            Reply::Planned(planned) => *planned,
            other => panic!("{other:?}"),
        }
    }

    fn rows(&mut self, show: Show, from: usize, most: usize) -> Vec<ShownRow> {
        match self.ask(Request::Rows(show, from, most)).pop().unwrap() {
            Reply::Rows(rows) => rows,
            other => panic!("{other:?}"),
        }
    }

    fn changes(&mut self, book: &Book) -> Vec<Change> {
        let mut becoming = Book::default();
        let mut is_whole = false;
        for reply in self.ask(Request::Changes) {
            match reply {
                Reply::Room(kinds) => kinds
                    .into_iter()
                    .for_each(|(kind, n)| hand_over::grow(&mut becoming, kind, n)),
                Reply::Records(kind, packed) => hand_over::unpack(&mut becoming, kind, &packed).unwrap(),
                Reply::End => is_whole = true,
                other => panic!("{other:?}"),
            }
        }
        assert!(is_whole);
        let of = |kind: &Kind| {
            let slots = 0..hand_over::slots(&becoming, *kind);
            slots
                .filter_map(|slot| change_at(book, &becoming, *kind, slot))
                .collect::<Vec<_>>()
        };
        Kind::ALL.iter().flat_map(of).collect()
    }
}

fn passed(reply: Reply) -> Reply {
    said(&message(&reply).unwrap()).unwrap()
}

fn layout(heard: Vec<Reply>) -> Layout {
    match heard.into_iter().next_back().unwrap() {
        Reply::Read(layout) => *layout,
        other => panic!("{other:?}"),
    }
}

/// A file of customers, most of whom a book of the same seed has.
fn customers(seed: u64, rows: usize) -> String {
    let dice = &mut Dice::new(seed);
    let mut text = String::from("客户名称,地区,营收（万元）,姓名,联系方式\n");
    for i in 0..rows {
        let region = ["宁波", "上海", ""][dice.below(3)];
        let wrong = if dice.below(20) == 0 { "很多" } else { "12.5" };
        text.push_str(&format!("客户{},{region},{wrong},张{i},1380000{:04}\n", i % 700, i));
    }
    text
}

fn after(book: &Book, changes: Vec<Change>) -> Book {
    let source = "表.csv".into();
    let mut after = book.clone();
    after.apply(
        &apply(
            book,
            Command::Import {
                source,
                changes,
                about: Default::default(),
            },
        )
        .unwrap(),
    );
    after
}

#[test]
fn it_plans_as_the_engine_does_and_hands_over_the_same_changes() {
    let (first, second) = (customers(1, 900), customers(2, 1_800));
    let first = table(&first);
    let book = after(
        &Book::default(),
        plan(&Book::default(), &first, &wanted(&first)).changes,
    );
    assert!(book.customers.len() > 600);
    let here = table(&second);
    let wanted = wanted(&here);
    let direct: SheetPlan = plan(&book, &here, &wanted);

    let mut beside = Beside::default();
    let read = layout(beside.open(second.as_bytes()));
    assert_eq!((read.rows, read.mapping.clone()), (1_800, wanted.mapping.clone()));
    beside.copy(&book, Subject::Customers);
    let planned = beside.plan(&wanted);
    assert_eq!((planned.counts, planned.changes), (direct.counts, direct.changes.len()));
    assert!(planned.counts.wrong > 20 && planned.counts.changed > 300);
    assert_eq!(planned.rows[Show::All as usize], 1_800);
    let all: Vec<ShownRow> = (0..1_800)
        .step_by(50)
        .flat_map(|from| beside.rows(Show::All, from, 50))
        .collect();
    assert!(all.iter().map(|row| &row.plan).eq(direct.rows.iter()));
    assert_eq!(all[7].cells[0], here.rows[7].cells[0].shown());
    let wrong = beside.rows(Show::Wrong, 0, usize::MAX);
    assert_eq!(wrong.len(), planned.rows[Show::Wrong as usize]);
    assert!(wrong.iter().all(|row| row.plan.outcome == Outcome::Wrong));
    assert!(after(&book, beside.changes(&book)) == after(&book, direct.changes));
}

#[test]
fn the_same_file_is_read_in_another_way_when_that_is_said() {
    let mut beside = Beside::default();
    let text = "标题\n客户名称,地区\n青禾,杭州\n";
    let read = layout(beside.open(text.as_bytes()));
    assert_eq!(
        (read.head.clone(), read.encoding, read.rows),
        (vec![2], Some(Encoding::Utf8), 1)
    );
    let read = layout(beside.ask(Request::Sheet(0, Some(HeadTold::None), Vec::new())));
    assert_eq!((read.head.len(), read.rows), (0, 3));
    let read = layout(beside.ask(Request::Again(Told {
        encoding: Some(Encoding::Western),
        delimiter: None,
    })));
    assert_eq!(read.encoding, Some(Encoding::Western));
    let read = layout(beside.ask(Request::Subject(Subject::Orders)));
    assert_eq!(read.mapping.subject, Subject::Orders);
    let read = layout(beside.ask(Request::Paste("客户名称\t地区\n青禾\t杭州\n".to_owned())));
    assert_eq!((read.rows, read.encoding), (1, None));
}

/// The bytes of a file that came in pieces.
fn whole(heard: Vec<Reply>) -> Vec<u8> {
    let piece = |reply| match reply {
        Reply::Piece(bytes) => bytes,
        other => panic!("{other:?}"),
    };
    heard.into_iter().flat_map(piece).collect()
}

#[test]
fn a_table_is_written_in_slices_and_comes_in_pieces() {
    let table = |rows: std::ops::Range<u32>| OutTable {
        name: "客户".to_owned(),
        columns: vec![OutColumn::new("编号", Look::Text), OutColumn::new("金额", Look::Money)],
        rows: rows
            .map(|i| {
                vec![
                    Cell::text(&format!("KH-{i:05}-{:x}", u64::from(i) * 0x9E37_79B9_7F4A)),
                    Cell::Number(f64::from(i) / 4.0),
                ]
            })
            .collect(),
    };
    for form in FileForm::ALL {
        let mut beside = Beside::default();
        assert!(
            beside
                .ask(Request::Write(form, Box::new(table(0..0)), Vec::new()))
                .is_empty()
        );
        for from in (0..30_000).step_by(5_000) {
            assert!(beside.ask(Request::AddRows(table(from..from + 5_000).rows)).is_empty());
        }
        let mut heard = beside.ask(Request::EndWriting);
        assert_eq!(heard.pop(), Some(Reply::Written(0)));
        assert!(heard.len() > 1, "{form:?} is too large for one message");
        let back = sheet(&whole(heard));
        assert_eq!(back.rows.len(), 30_001);
        assert_eq!(shown(&back)[29_999 + 1][1], "7499.75");
        assert_eq!(beside.ask(Request::EndWriting), [Reply::Failed]);
    }
    let mut beside = Beside::default();
    beside.ask(Request::Write(FileForm::Xlsx, Box::new(table(0..0)), Vec::new()));
    (0..21).for_each(|_| drop(beside.ask(Request::AddRows(vec![vec![Cell::Blank]; 50_000]))));
    assert_eq!(
        beside.ask(Request::EndWriting),
        [Reply::Unwritten(Unwritten::TooManyRows)]
    );
}

fn problems(beside: &mut Beside, lang: Lang) -> Vec<u8> {
    let mut heard = beside.ask(Request::Problems(lang));
    assert_eq!(heard.pop(), Some(Reply::End));
    whole(heard)
}

fn shown(sheet: &Sheet) -> Vec<Vec<String>> {
    let rows = sheet.rows.iter();
    rows.map(|row| row.cells.iter().map(Cell::shown).collect()).collect()
}

/// A workbook with a title, two levels of headings, a column that is no field, typed cells, a hidden row, sums and a line below.
fn own_sheet() -> Vec<u8> {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
    let mut book = Workbook::new();
    book.add_worksheet()
        .set_name("别的")
        .unwrap()
        .write(0, 0, "说明")
        .unwrap();
    let sheet = book.add_worksheet().set_name("客户2026").unwrap();
    let (plain, day) = (Format::new(), Format::new().set_num_format("yyyy-mm-dd"));
    sheet.merge_range(0, 0, 0, 4, "客户名单", &plain).unwrap();
    sheet.merge_range(1, 0, 2, 0, "客户名称", &plain).unwrap();
    sheet.merge_range(1, 1, 1, 2, "合作", &plain).unwrap();
    sheet.write(2, 1, "合作起始时间").unwrap();
    sheet.write(2, 2, "内部编码").unwrap();
    sheet.write(2, 3, "营收（万元）").unwrap();
    sheet.write(2, 4, "是否上门").unwrap();
    let rows = [
        ("青禾", "哪天", "A-1", 12.5),
        ("远山", "", "A-2", 30.0),
        ("北岸", "2026-02-30", "A-3", 45.0),
    ];
    for (at, (name, since, code, revenue)) in (4u32..).zip(rows) {
        sheet.write(at, 0, name).unwrap();
        sheet.write(at, 1, since).unwrap();
        sheet.write(at, 2, code).unwrap();
        sheet.write(at, 3, revenue).unwrap();
        sheet.write(at, 4, at == 4).unwrap();
    }
    sheet.write(6, 2, 1_234_567_890_123_456.0).unwrap();
    let since = ExcelDateTime::from_ymd(2025, 3, 5).unwrap();
    sheet.write_datetime_with_format(5, 1, &since, &day).unwrap();
    sheet.set_row_hidden(6).unwrap();
    sheet.write(7, 0, "合计").unwrap();
    sheet.write(7, 3, 99).unwrap();
    sheet.write(9, 0, "制表：张三").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn problems_come_back_as_the_persons_own_sheet() {
    let bytes = own_sheet();
    let mut source = open(&bytes).unwrap();
    let before = source.read(1, &mut |_, _| true).unwrap();
    let mut beside = Beside::default();
    beside.open(&bytes);
    let read = layout(beside.ask(Request::Sheet(1, None, Vec::new())));
    assert_eq!(
        (&read.head[..], read.rows, &read.totals[..]),
        (&[2, 3][..], 3, &[8][..])
    );
    assert_eq!(read.mapping.columns[2].used, Use::Out);
    let mut wanted = Wanted::of(read.mapping, crate::exchange::today(), "+08:00");
    wanted.corrected.push((5, 1, "还是不知道".to_owned()));
    wanted.takes_hidden = Some(true);
    let counts = beside.plan(&wanted).counts;
    assert_eq!((counts.wrong, counts.asked, counts.new), (2, 0, 1));

    let bytes = problems(&mut beside, Lang::Zh);
    let back = sheet(&bytes);
    assert_eq!(back.name, "客户2026（问题）");
    assert_eq!(back.merged, before.merged);
    // Every row and every cell is where it was, of its own type; what was corrected is as it was corrected.
    assert_eq!(back.rows.len(), before.rows.len());
    for (own, row) in before.rows.iter().zip(&back.rows) {
        assert_eq!((own.at, own.is_hidden), (row.at, row.is_hidden));
        for place in (0..5).filter(|place| (own.at, *place) != (5, 1)) {
            assert_eq!(own.cell(place), row.cell(place), "{} {place}", own.at);
        }
    }
    let said = |at: u32| back.rows.iter().find(|row| row.at == at).unwrap().cell(5).shown();
    assert_eq!(back.rows[3].cell(1), &Cell::text("还是不知道"));
    assert_eq!(
        (said(3), said(6), said(8), said(10)),
        ("问题".to_owned(), String::new(), String::new(), String::new())
    );
    let begins = [said(5), said(7)].map(|said| said.split('：').next().unwrap().to_owned());
    assert_eq!(begins, ["合作 合作起始时间"; 2]);

    // It comes back: what we said of the rows is no field of theirs, and stands there once.
    let read = layout(beside.open(&bytes));
    assert_eq!(
        (read.mapping.subject, &read.head[..], read.rows),
        (Subject::Customers, &[2, 3][..], 3)
    );
    assert_eq!(read.mapping.columns.last().map(|column| &column.used), Some(&Use::Out));
    wanted.mapping = read.mapping;
    wanted.corrected.clear();
    beside.plan(&wanted);
    let again = sheet(&problems(&mut beside, Lang::En));
    assert_eq!((&*again.name, again.width()), ("客户2026（问题）", 6));
    assert_eq!(again.rows[2].cell(5).shown(), "Problem");
}

#[test]
fn problems_of_texts_come_back_too() {
    let mut beside = Beside::default();
    let text = "客户名称,合作起始时间,统一社会信用代码\n青禾,2026-02-30,914403001922038216\n远山,2025-03-05,\n";
    layout(beside.open(text.as_bytes()));
    beside.plan(&wanted(&table(text)));
    let back = sheet(&problems(&mut beside, Lang::Zh));
    assert_eq!(back.name, "问题行");
    let said = shown(&back);
    assert_eq!(said[0], ["客户名称", "合作起始时间", "统一社会信用代码", "问题"]);
    assert_eq!(said[1][..3], ["青禾", "2026-02-30", "914403001922038216"]);
    assert_eq!(said[2], ["远山", "2025-03-05"]);
    // Without a head nothing is put above the rows.
    let text = "青禾,2026-02-30\n远山,2025-03-05\n";
    layout(beside.open(text.as_bytes()));
    let mut wanted = wanted(&table(text));
    for (column, key) in wanted.mapping.columns.iter_mut().zip(["name", "cooperation_since"]) {
        column.used = Use::Field(key.to_owned());
    }
    beside.plan(&wanted);
    let said = shown(&sheet(&problems(&mut beside, Lang::Zh)));
    assert_eq!(
        (said.len(), said[0].len(), &said[1][..]),
        (2, 3, &["远山".to_owned(), "2025-03-05".to_owned()][..])
    );
}

#[test]
fn what_is_no_table_is_refused_and_what_makes_no_sense_ends_in_words() {
    let mut beside = Beside::default();
    let refused = |heard: Vec<Reply>| match heard.last() {
        Some(Reply::Refused(refusal)) => refusal.reason,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(beside.open(b"%PDF-1.7 ")), Reason::Pdf);
    assert_eq!(refused(beside.ask(Request::Sheet(3, None, Vec::new()))), Reason::Pdf);
    assert_eq!(
        beside.ask(Request::Records(Kind::Customer, vec![1, 2, 3])),
        [Reply::Failed]
    );
    assert_eq!(beside.rows(Show::Asked, 5, 5), []);
    assert_eq!(
        refused(Beside::default().ask(Request::Sheet(0, None, Vec::new()))),
        Reason::Empty
    );
    assert!(said::<Request>(&[63]).is_none() && said::<Reply>(&[63]).is_none());
}

#[test]
fn a_book_is_told_from_a_table_by_how_it_begins() {
    let wide: Vec<u8> = "\u{feff}{\"format\""
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let books: [&[u8]; 7] = [b"{}", b" \r\n{", b"\xEF\xBB\xBF{", b"[{", b"[ 1", b"\0\0\0", &wide];
    for book in books {
        assert!(begins_as_book(book), "{book:?}");
    }
    let wide: Vec<u8> = "\u{feff}客户名称\t地区"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    // The first byte of 登 in pairs is a brace; without a mark too.
    let braced: Vec<u8> = "\u{feff}登记时间\t客户"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let tables: [&[u8]; 7] = [
        &braced,
        &braced[2..],
        "客户,地区".as_bytes(),
        b"PK\x03\x04",
        "[客户],[地区]".as_bytes(),
        b"<html>",
        &wide,
    ];
    for table in tables {
        assert!(!begins_as_book(table), "{table:?}");
    }
}
