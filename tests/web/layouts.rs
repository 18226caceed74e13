//! Which layout is quickest? Prints the table of `storage`'s page. Run by hand, it takes minutes:
//! `cargo test --release --target wasm32-unknown-unknown --test web -- --include-ignored --nocapture layouts`.

use guanxi::domain::book::Book;
use guanxi::domain::kind::{Customer, Interaction, Order};
use guanxi::storage::{IndexedDb, Layout, Packed, Store};
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

use crate::contract::books::*;

const QUIET: &dyn Fn(usize, usize) = &|_, _| {};

fn now_ms() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |clock| clock.now())
}

/// Customers with ten events each, and about as much text as real ones.
fn big_book(customers: usize) -> Book {
    let mut book = Book::default();
    for n in 0..customers {
        let json = format!(
            r#"{{"id":"c{n:06}","name":"客户有限公司 {n}","kind":"enterprise","industry":"制造业","region":"华东","owner":"小张",
            "employees":{n},"annual_revenue":{n}.25,"created_on":"2023-05-01","needs":"稳定的交货期和价格","notes":"第 {n} 位客户的备注",
            "contacts":[{{"name":"李雷","title":"采购经理","phone":"138{n:08}","email":"c{n}@example.com"}}],"tags":["老客户","展会"]}}"#
        );
        book.customers
            .put(std::sync::Arc::new(serde_json::from_str::<Customer>(&json).unwrap()));
        for e in 0..5 {
            let (month, id) = (1 + (n + e) % 12, n * 5 + e);
            let order = format!(
                r#"{{"id":"o{id:07}","customer":"c{n:06}","date":"2024-{month:02}-17","amount":{id}.5,"items":[{{"product":"轴承","quantity":3}}]}}"#
            );
            book.orders
                .put(std::sync::Arc::new(serde_json::from_str::<Order>(&order).unwrap()));
            let visit = format!(
                r#"{{"id":"i{id:07}","customer":"c{n:06}","at":"2024-{month:02}-18T10:00:00+08:00","kind":"call","direction":"outbound",
                "by":"小张","content":"谈了新的订单和交货期","responded":true}}"#
            );
            book.interactions.put(std::sync::Arc::new(
                serde_json::from_str::<Interaction>(&visit).unwrap(),
            ));
        }
    }
    book
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Saves changes of so many scattered customers; the times.
async fn edits(store: &Packed<IndexedDb>, book: &mut Book, many: usize, times: usize) -> f64 {
    let all = book.customers.len();
    let mut took = Vec::new();
    for round in 0..times {
        let one = |n| {
            let slot = ((n * 7_919 + round * 104_729) % all) as u32;
            let mut after = (**book.customers.at(slot).unwrap()).clone();
            after.notes = Some(format!("改 {round}").into());
            put::<Customer>(book, &serde_json::to_string(&after).unwrap())
        };
        let change = set((0..many).map(one).collect());
        book.apply(&change);
        let start = now_ms();
        store.commit(book, &change).await.unwrap();
        took.push(now_ms() - start);
    }
    median(took)
}

async fn measure(book: &Book, block: u32, journal: bool) {
    IndexedDb::delete("guanxi-layouts").await.unwrap();
    let entry_max = if journal { 64 << 20 } else { 0 };
    let layout = Layout {
        block,
        master: block,
        entry_max,
        journal_max: 1 << 20,
    };
    let store = Packed::with_layout(IndexedDb::open("guanxi-layouts").await.unwrap(), layout);
    let (mut imports, mut loads) = (Vec::new(), Vec::new());
    store.load(QUIET).await.unwrap();
    let rounds = if block == 1 || book.customers.len() > 50_000 {
        1
    } else {
        3
    };
    for _ in 0..rounds {
        let start = now_ms();
        store.replace(book, QUIET).await.unwrap();
        imports.push(now_ms() - start);
    }
    for _ in 0..rounds {
        let start = now_ms();
        let loaded = store.load(QUIET).await.unwrap();
        loads.push(now_ms() - start);
        assert!(loaded.book.customers.len() == book.customers.len());
    }
    let mut edited = book.clone();
    let one = edits(&store, &mut edited, 1, 21).await;
    let ten = edits(&store, &mut edited, 10, 7).await;
    let hundred = edits(&store, &mut edited, 100, 5).await;
    let thousand = edits(&store, &mut edited, 1_000, 3).await;
    let start = now_ms();
    store.compact(&edited).await.unwrap();
    let compaction = now_ms() - start;
    let bytes = store.usage().await.unwrap().bytes as f64 / 1e6;
    console_log!(
        "| {block} {} | {:.0} | {:.0} | {one:.1} | {ten:.1} | {hundred:.1} | {thousand:.0} | {compaction:.0} | {bytes:.1} |",
        if journal { "+ journal" } else { "" },
        median(imports),
        median(loads),
    );
}

#[wasm_bindgen_test]
#[ignore = "a measurement of minutes, run by hand"]
async fn layouts_at_10k() {
    let book = big_book(10_000);
    console_log!("| block | import | load | edit 1 | 10 | 100 | 1,000 | compact | MB |");
    for block in [64, 256, 1_000, 4_000] {
        measure(&book, block, false).await;
        measure(&book, block, true).await;
    }
    measure(&book, 1, false).await;
}

#[wasm_bindgen_test]
#[ignore = "a measurement of minutes, run by hand"]
async fn layouts_at_100k() {
    measure(&big_book(100_000), Layout::default().block, true).await;
}
