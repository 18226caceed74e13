//! The store's contract: what holds for every backend. Run natively on the memory twin and in a browser on IndexedDB.

pub mod books;

use guanxi::domain::book::Book;
use guanxi::domain::kind::{Customer, Order};
use guanxi::storage::{Area, Backend, Key, Layout, News, Packed, Plan, Store, StoreError};

use books::*;

/// Small sizes, so that a small book has several blocks.
pub const SMALL: Layout = Layout {
    block: 4,
    master: 4,
    entry_max: 4_000,
    journal_max: 2_000,
};

const QUIET: &dyn Fn(usize, usize) = &|_, _| {};

/// Opens a handle on one and the same store.
pub trait Tabs {
    type Bytes: Backend;
    async fn bytes(&self) -> Self::Bytes;
}

/// A handle that has loaded, and the book it found.
pub async fn tab<T: Tabs>(tabs: &T) -> (Packed<T::Bytes>, Book) {
    let store = Packed::with_layout(tabs.bytes().await, SMALL);
    let book = store.load(QUIET).await.unwrap().book;
    (store, book)
}

/// Saves a change set and checks that another tab then finds the same book.
async fn save<T: Tabs>(tabs: &T, store: &Packed<T::Bytes>, book: &mut Book, set: guanxi::domain::change::ChangeSet) {
    book.apply(&set);
    let receipt = store.commit(book, &set).await.unwrap();
    assert!(receipt.bytes > 0);
    assert_same(&tab(tabs).await.1, book);
}

async fn overwrite<B: Backend>(bytes: &B, key: Key, value: Vec<u8>) {
    let plan = Plan {
        guard: (key.clone(), &|_| Ok(())),
        clear: &[],
        gone: &[],
        puts: &mut std::iter::once(Ok((key, value))),
        total: 1,
        progress: QUIET,
    };
    bytes.write(plan).await.unwrap();
}

/// All of it, on one store that is empty at first.
pub async fn run<T: Tabs>(tabs: &T) {
    empty_then_every_kind(tabs).await;
    blocks_and_journal(tabs).await;
    replaced_and_erased(tabs).await;
    two_tabs(tabs).await;
    news(tabs).await;
    damage(tabs).await;
}

async fn empty_then_every_kind<T: Tabs>(tabs: &T) {
    let unloaded = Packed::with_layout(tabs.bytes().await, SMALL);
    assert_eq!(
        unloaded.commit(&Book::default(), &customers(1)).await,
        Err(StoreError::Stale)
    );
    let (store, mut book) = tab(tabs).await;
    assert!(book == Book::default());
    save(tabs, &store, &mut book, every_kind()).await;
    assert_eq!(book.customers.get("c1").unwrap().extra.len(), 1);
    assert_eq!(store.commit(&book, &set(vec![])).await.unwrap().bytes, 0);
    let removal = set(vec![remove::<Customer>(&book, "c1"), remove::<Order>(&book, "o1")]);
    save(tabs, &store, &mut book, removal.clone()).await;
    store.compact(&book).await.unwrap();
    assert_same(&tab(tabs).await.1, &book);
    // The slot was kept through compaction and a new tab.
    let (store, mut book) = tab(tabs).await;
    save(tabs, &store, &mut book, removal.inverse()).await;
    assert_eq!(book.customers.slot("c1"), Some(0));
    let head = set(vec![company(&book, "新名字")]);
    save(tabs, &store, &mut book, head).await;
}

async fn blocks_and_journal<T: Tabs>(tabs: &T) {
    let (store, mut book) = tab(tabs).await;
    // Too much for the journal: goes into blocks at once.
    save(tabs, &store, &mut book, customers(300)).await;
    assert!(!store.wants_compaction());
    let mut edits = 0;
    while !store.wants_compaction() {
        let id = format!("c{}", edits * 7 % 320);
        let edit = set(vec![put::<Customer>(&book, &customer(&id, &format!("改 {edits}")))]);
        book.apply(&edit);
        store.commit(&book, &edit).await.unwrap();
        edits += 1;
    }
    assert_same(&tab(tabs).await.1, &book);
    // Compaction by a tab that knows the journal only from loading.
    let (store, _) = tab(tabs).await;
    assert!(store.wants_compaction());
    let before = store.usage().await.unwrap().bytes;
    store.compact(&book).await.unwrap();
    assert!(!store.wants_compaction() && store.usage().await.unwrap().bytes < before);
    assert_eq!(store.compact(&book).await.unwrap().bytes, 0);
    assert_same(&tab(tabs).await.1, &book);
    // A record that was taken back in memory, never stored, has a slot there: the store must follow, not drift.
    let ghost = set(vec![put::<Customer>(&book, &customer("ghost", "x"))]);
    book.apply(&ghost);
    book.apply(&ghost.inverse());
    let edit = set(vec![put::<Customer>(&book, &customer("real", "y"))]);
    save(tabs, &store, &mut book, edit).await;
}

async fn replaced_and_erased<T: Tabs>(tabs: &T) {
    let (store, _) = tab(tabs).await;
    let other = after(&Book::default(), &customers(33));
    let steps = std::cell::Cell::new(0);
    store
        .replace(&other, &|done, of| steps.set(done * 100 / of))
        .await
        .unwrap();
    assert_eq!(steps.get(), 100);
    assert_same(&tab(tabs).await.1, &other);
    let erased = store.erase().await.unwrap().bytes;
    // An empty store still holds its state, and says so.
    assert!(erased > 0 && store.usage().await.unwrap().bytes == erased);
    assert!(tab(tabs).await.1 == Book::default());
    let mut book = Book::default();
    save(tabs, &store, &mut book, customers(9)).await;
}

async fn two_tabs<T: Tabs>(tabs: &T) {
    let ((one, mut book), (two, _)) = (tab(tabs).await, tab(tabs).await);
    let edit = set(vec![put::<Customer>(&book, &customer("c0", "one"))]);
    save(tabs, &one, &mut book, edit.clone()).await;
    assert_eq!(two.commit(&book, &edit).await, Err(StoreError::Stale));
    assert_eq!(two.replace(&book, QUIET).await, Err(StoreError::Stale));
    assert_eq!(two.compact(&book).await, Err(StoreError::Stale));
    assert_same(&tab(tabs).await.1, &book);
    two.load(QUIET).await.unwrap();
    save(tabs, &two, &mut book, edit).await;
    two.erase().await.unwrap();
    assert_eq!(one.commit(&book, &customers(1)).await, Err(StoreError::Stale));
    one.load(QUIET).await.unwrap();
    one.replace(&book, QUIET).await.unwrap();
}

/// A tab hears what another one wrote, change set by change set, and goes on from there without loading.
async fn news<T: Tabs>(tabs: &T) {
    let unloaded = Packed::with_layout(tabs.bytes().await, SMALL);
    assert_eq!(unloaded.news(&Book::default()).await, Err(StoreError::Stale));
    let ((one, mut book), (two, mut seen)) = (tab(tabs).await, tab(tabs).await);
    assert_eq!(two.news(&seen).await, Ok(News::Nothing));
    let first = set(vec![put::<Customer>(&book, &customer("news", "one"))]);
    save(tabs, &one, &mut book, first.clone()).await;
    let second = set(vec![
        remove::<Customer>(&book, "c0"),
        put::<Customer>(&book, &customer("news", "two")),
    ]);
    save(tabs, &one, &mut book, second.clone()).await;
    // With the images before as this tab has them, so that they can be taken back.
    let wanted = [first, second];
    assert_eq!(two.news(&seen).await, Ok(News::Changes(wanted.to_vec())));
    wanted.iter().for_each(|set| seen.apply(set));
    assert_same(&seen, &book);
    assert_eq!(two.news(&seen).await, Ok(News::Nothing));
    let third = set(vec![put::<Customer>(&seen, &customer("more", "three"))]);
    save(tabs, &two, &mut seen, third.clone()).await;
    // Tidying changes nothing that is told; what comes after it is.
    two.compact(&seen).await.unwrap();
    assert_eq!(
        one.news(&book).await,
        Ok(News::Whole),
        "it had not seen all that was tidied"
    );
    one.load(QUIET).await.unwrap();
    let fourth = set(vec![put::<Customer>(&seen, &customer("last", "four"))]);
    save(tabs, &two, &mut seen, fourth.clone()).await;
    assert_eq!(one.news(&after(&book, &third)).await, Ok(News::Changes(vec![fourth])));
    one.compact(&seen).await.unwrap();
    assert_eq!(two.news(&seen).await, Ok(News::Nothing));
    let fifth = set(vec![put::<Customer>(&seen, &customer("fifth", "five"))]);
    save(tabs, &two, &mut seen, fifth).await;
    // Too much for the journal, and another book.
    let many = set(customers(300).changes);
    save(tabs, &two, &mut seen, many).await;
    assert_eq!(one.news(&seen).await, Ok(News::Whole));
    let one = tab(tabs).await.0;
    two.replace(&seen, QUIET).await.unwrap();
    assert_eq!(one.news(&seen).await, Ok(News::Whole));
    assert_eq!(
        one.commit(&seen, &customers(1)).await,
        Err(StoreError::Stale),
        "nothing counts as known"
    );
}

async fn damage<T: Tabs>(tabs: &T) {
    let (_, book) = tab(tabs).await;
    let bytes = tabs.bytes().await;
    let key = Key::new(Area::Blocks, "customers/00000001");
    let good = bytes
        .fetch(std::slice::from_ref(&key))
        .await
        .unwrap()
        .remove(0)
        .unwrap();
    let mut bad = good.clone();
    bad[20] ^= 1;
    overwrite(&bytes, key.clone(), bad).await;
    let store = Packed::with_layout(tabs.bytes().await, SMALL);
    let error = store.load(QUIET).await.unwrap_err();
    assert!(
        matches!(&error, StoreError::Corrupt { place, .. } if place == "customers/00000001"),
        "{error}"
    );
    assert_eq!(
        store.commit(&book, &customers(1)).await,
        Err(StoreError::Stale),
        "nothing is written over it"
    );
    let (rest, damage) = store.rescue(QUIET).await.unwrap();
    assert_eq!((rest.customers.len(), damage.len()), (book.customers.len() - 4, 1));
    overwrite(&bytes, key, good).await;
    assert_same(&tab(tabs).await.1, &book);
}
