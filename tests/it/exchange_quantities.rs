//! How many of its product a row of orders says, and what of it stands in the remark.

use guanxi::domain::book::Book;
use guanxi::domain::change::ChangeSet;
use guanxi::exchange::columns::{Subject, Use, mapping};
use guanxi::exchange::plan::{SheetPlan, Wanted, plan};
use guanxi::exchange::values::Answer;

use crate::exchange::{columns, table, wanted};

/// What becomes of a text, its customers brought along.
fn with(text: &str, edit: impl FnOnce(&mut Wanted)) -> (SheetPlan, Book) {
    let table = table(text);
    let mut wanted = wanted(&table);
    wanted.answers.push((1, Answer::Brings(true)));
    edit(&mut wanted);
    let mut book = Book::default();
    let plan = plan(&book, &table, &wanted);
    book.apply(&ChangeSet {
        changes: plan.changes.clone(),
        ..ChangeSet::default()
    });
    (plan, book)
}

/// The items of an order (product and how many), and its remark.
fn order(book: &Book, id: &str) -> (Vec<(String, String)>, String) {
    let mut orders = book.orders.iter().map(|(_, order)| order);
    let order = orders.find(|order| order.id.as_str() == id).unwrap();
    let items = order.items.iter().map(|item| {
        let number = item.quantity.as_ref().map(ToString::to_string);
        (
            item.product.as_deref().unwrap_or_default().to_owned(),
            number.unwrap_or_default(),
        )
    });
    (items.collect(), order.note.as_deref().unwrap_or_default().to_owned())
}

fn item(product: &str, number: &str) -> Vec<(String, String)> {
    vec![(product.to_owned(), number.to_owned())]
}

#[test]
fn a_column_beside_the_product_says_how_many() {
    for heading in ["数量", "件数", "购买数量", "quantity", "Qty", "数量（件）"] {
        let text =
            format!("订单编号,客户名称,订单日期,订单金额,产品,{heading}\nA1,远山木业,2026-03-01,1200,伺服电机,12\n");
        let table = table(&text);
        let of = columns(&table, &mapping(&table));
        assert_eq!(of[5].1, "items.quantity", "{heading}");
        let (plan, book) = with(&text, |_| {});
        assert_eq!((plan.counts.new, plan.counts.wrong), (1, 0), "{heading}");
        assert_eq!(order(&book, "A1"), (item("伺服电机", "12"), String::new()), "{heading}");
    }
    // What is in stock is no quantity of the order.
    let text = "订单编号,客户名称,订单日期,订单金额,产品,库存数量\nA1,远山木业,2026-03-01,1200,伺服电机,12\n";
    let table = table(text);
    assert_eq!(columns(&table, &mapping(&table))[5].1, "-");
}

#[test]
fn what_is_no_number_of_one_product_stands_in_the_remark() {
    let text = "订单编号,客户名称,订单日期,订单金额,产品,数量,备注\n\
        A1,远山木业,2026-03-01,1200,伺服电机、减速机,3,急\n\
        A2,远山木业,2026-03-02,1200,伺服电机,10箱,\n\
        A3,远山木业,2026-03-03,1200,,7,\n\
        A4,远山木业,2026-03-04,1200,伺服电机 ×2,2,\n\
        A5,远山木业,2026-03-05,1200,A4*80,5,\n\
        A6,远山木业,2026-03-06,1200,伺服电机,\"1,200\",\n\
        A7,远山木业,2026-03-07,1200,伺服电机,,\n\
        A8,远山木业,2026-03-08,1200,伺服电机,2.5,\n";
    let (plan, book) = with(text, |_| {});
    assert_eq!((plan.counts.new, plan.counts.wrong), (8, 0));
    let two = vec![
        ("伺服电机".to_owned(), String::new()),
        ("减速机".to_owned(), String::new()),
    ];
    assert_eq!(order(&book, "A1"), (two, "急\n数量：3".to_owned()));
    assert_eq!(order(&book, "A2"), (item("伺服电机", ""), "数量：10箱".to_owned()));
    assert_eq!(order(&book, "A3"), (Vec::new(), "数量：7".to_owned()));
    assert_eq!(order(&book, "A4"), (item("伺服电机", "2"), String::new()));
    assert_eq!(order(&book, "A5"), (item("A4*80", "5"), String::new()));
    assert_eq!(order(&book, "A6"), (item("伺服电机", "1200"), String::new()));
    assert_eq!(order(&book, "A7"), (item("伺服电机", ""), String::new()));
    assert_eq!(order(&book, "A8"), (item("伺服电机", "2.5"), String::new()));
}

#[test]
fn the_rows_of_an_order_say_how_many_each_and_the_same_file_again_changes_nothing() {
    let text = "订单编号,客户名称,订单日期,订单金额,产品,数量\n\
        A1,远山木业,2026-03-01,1200,伺服电机,2\n\
        A1,远山木业,2026-03-01,1200,减速机,3\n";
    let (plan, book) = with(text, |_| {});
    assert_eq!((plan.counts.new, plan.counts.wrong, plan.counts.asked), (1, 0, 0));
    let both = [item("伺服电机", "2"), item("减速机", "3")].concat();
    assert_eq!(order(&book, "A1"), (both, String::new()));
    let table = table(text);
    let again = guanxi::exchange::plan::plan(&book, &table, &wanted(&table));
    assert_eq!(
        (again.counts.same, again.counts.changed, again.changes.len()),
        (1, 0, 0)
    );
}

#[test]
fn a_row_of_one_more_item_says_how_many_of_it() {
    let text = "订单编号,客户名称,订单日期,订单金额,产品,数量\n\
        A1,远山木业,2026-03-01,1200,伺服电机,2\n\
        ,,,,减速机,3\n\
        ,,,,联轴器,10箱\n";
    let (plan, book) = with(text, |_| {});
    assert_eq!((plan.counts.new, plan.counts.wrong, plan.counts.asked), (1, 0, 0));
    let all = [item("伺服电机", "2"), item("减速机", "3"), item("联轴器", "")].concat();
    assert_eq!(order(&book, "A1"), (all, "数量：10箱".to_owned()));
}

#[test]
fn a_column_of_orders_that_is_no_field_can_stand_in_the_remark() {
    let text = "订单编号,客户名称,订单日期,订单金额,包装,备注\n\
        A1,远山木业,2026-03-01,1200,木箱,急\n\
        A2,远山木业,2026-03-02,800,纸箱,\n\
        A3,远山木业,2026-03-03,800,,\n";
    let (plan, book) = with(text, |wanted| wanted.mapping.columns[4].used = Use::Note);
    assert_eq!((plan.counts.new, plan.counts.wrong), (3, 0));
    assert_eq!(order(&book, "A1").1, "急\n包装：木箱");
    assert_eq!(order(&book, "A2").1, "包装：纸箱");
    assert_eq!(order(&book, "A3").1, "");
    assert_eq!(
        Subject::ALL.map(Subject::takes_notes),
        [true, true, false, false],
        "customers and orders have a remark"
    );
}
