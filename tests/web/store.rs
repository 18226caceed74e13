//! The store's contract on IndexedDB.

use guanxi::storage::{IndexedDb, Packed, Store, StoreError};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::contract::{self, Tabs, books::*};

struct Browser(&'static str);

impl Tabs for Browser {
    type Bytes = IndexedDb;

    async fn bytes(&self) -> IndexedDb {
        IndexedDb::open(self.0).await.unwrap()
    }
}

#[wasm_bindgen_test]
async fn indexed_db_keeps_the_contract() {
    IndexedDb::delete("guanxi-contract").await.unwrap();
    contract::run(&Browser("guanxi-contract")).await;
}

#[wasm_bindgen_test]
async fn a_connection_gives_way_and_its_book_is_written_back() {
    let tabs = Browser("guanxi-deleted");
    let (store, mut book) = contract::tab(&tabs).await;
    book.apply(&every_kind());
    store.commit(&book, &every_kind()).await.unwrap();
    // Resolves only because the open connection closes itself.
    IndexedDb::delete("guanxi-deleted").await.unwrap();
    // What is in memory is never written over by the empty store, nor into it as if nothing had happened.
    let more = customers(1);
    assert_eq!(store.commit(&after(&book, &more), &more).await, Err(StoreError::Gone));
    assert_eq!(store.news(&book).await, Err(StoreError::Gone));
    assert_eq!(store.load(&|_, _| {}).await.map(drop), Err(StoreError::Gone));
    store.write_back(&book, &|_, _| {}).await.unwrap();
    assert_same(&contract::tab(&tabs).await.1, &book);
}

#[wasm_bindgen_test]
async fn the_browser_tells_how_much_room_there_is() {
    let store = Packed::new(IndexedDb::open("guanxi-usage").await.unwrap());
    store.erase().await.unwrap();
    let usage = store.usage().await.unwrap();
    assert!(usage.bytes > 0 && usage.bytes < 1_000);
    assert!(usage.origin.is_some_and(|(_, quota)| quota > 1_000_000));
}
