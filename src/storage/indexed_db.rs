//! IndexedDB as a backend: three object stores of bytes under names, and transactions with strict durability.
//!
//! Written on `web-sys` alone: a request's two handlers are the two ends of a promise, so no closure has to be kept alive, and
//! a promise settled in a handler goes on before the browser closes the transaction. Inside a transaction nothing else may be
//! awaited than its own requests.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, Event, IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest,
    IdbTransaction, StorageEstimate,
};

use crate::storage::backend::{Area, Backend, Key, Plan, Progress, Visit};
use crate::storage::early::Early;
use crate::storage::error::StoreError;

/// The version of the three object stores. The schema of what lies in them is counted in the state, see `migration`.
const VERSION: u32 = 1;
/// How many values are handed over before the browser is given time to paint.
const PUTS_AT_ONCE: usize = 2;
/// Where the names of what is put away begin.
const AWAY_NAME: &str = "~";

/// How long to wait before each new connection, in milliseconds: a browser that was asleep needs a moment.
const PAUSES: [i32; 3] = [0, 300, 1_500];

/// What hears that a connection was closed from outside.
type Heard = Rc<RefCell<Option<Box<dyn Fn()>>>>;

/// A database, over a connection that is opened again when it was lost.
pub struct IndexedDb {
    name: String,
    connection: RefCell<Option<Connection>>,
    heard: Heard,
    early: Cell<Option<Early>>,
}

/// An open connection.
struct Connection {
    database: IdbDatabase,
    // Kept alive: one closes it when another tab needs the database for itself, both tell that it is closed.
    _listeners: [Closure<dyn FnMut(Event)>; 2],
}

impl Connection {
    async fn open(name: &str, heard: &Heard) -> Result<Self, StoreError> {
        let database = open(name).await?;
        let tell = |heard: &Heard| {
            if let Some(heard) = heard.borrow().as_ref() {
                heard();
            }
        };
        let (connection, to_tell) = (database.clone(), heard.clone());
        let on_version_change = Closure::wrap(Box::new(move |_| {
            connection.close();
            tell(&to_tell);
        }) as Box<dyn FnMut(Event)>);
        database.set_onversionchange(Some(on_version_change.as_ref().unchecked_ref()));
        let to_tell = heard.clone();
        let on_close = Closure::wrap(Box::new(move |_| tell(&to_tell)) as Box<dyn FnMut(Event)>);
        database.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        Ok(Self {
            database,
            _listeners: [on_version_change, on_close],
        })
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.set_onversionchange(None);
        self.database.set_onclose(None);
        self.database.close();
    }
}

/// Opens a database of this name, making it where there is none.
async fn open(name: &str) -> Result<IdbDatabase, StoreError> {
    let factory = factory()?;
    let request = factory.open_with_u32(name, VERSION).map_err(failure)?;
    let upgrade = Closure::once(|event: Event| {
        let request: Option<IdbOpenDbRequest> = event.target().and_then(|target| target.dyn_into().ok());
        let database = request
            .and_then(|r| r.result().ok())
            .and_then(|v| v.dyn_into::<IdbDatabase>().ok());
        if let Some(database) = database {
            for area in Area::ALL {
                // A failure aborts the upgrade, and the open request then says so.
                let _ = database.create_object_store(area.name());
            }
        }
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    let opened = JsFuture::from(Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
        request.set_onblocked(Some(&reject));
    }))
    .await;
    if let Err(event) = opened {
        let blocked = event.dyn_ref::<Event>().is_some_and(|event| event.type_() == "blocked");
        return Err(if blocked {
            StoreError::Blocked
        } else {
            request_failure(&request)
        });
    }
    request.result().map_err(failure)?.dyn_into().map_err(failure)
}

/// Waits.
async fn pause(milliseconds: i32) {
    let timer = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            // Without a timer nothing is waited for but the next turn.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        }
    });
    let _ = JsFuture::from(timer).await;
}

impl IndexedDb {
    /// Opens a database of this name, making it where there is none. One that fails for the moment is tried again.
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        let opened = Self {
            name: name.to_owned(),
            connection: RefCell::default(),
            heard: Heard::default(),
            early: Cell::default(),
        };
        let mut attempt = 0;
        while let Err(error) = opened.reopen(attempt).await {
            attempt += 1;
            if !error.passes() || attempt as usize >= PAUSES.len() {
                return Err(error);
            }
        }
        Ok(opened)
    }

    /// Takes what the page has asked of this database at its start for the first look at all of it.
    pub fn with_early(self) -> Self {
        self.early.set(Early::take());
        self
    }

    /// Visits what came early; tells whether there was something.
    async fn visit_early(&self, visit: Visit<'_>, progress: Progress<'_>) -> Result<bool, StoreError> {
        let Some(early) = self.early.take() else {
            return Ok(false);
        };
        let mut read = 0;
        loop {
            match early.next().await {
                Ok(Some(part)) => {
                    visit_part(part.area, &part.keys, &part.values, visit)?;
                    read += part.keys.length() as usize;
                    progress(read, part.total);
                }
                Ok(None) => return Ok(read > 0),
                // Nothing was visited, so the store can still be asked.
                Err(_) if read == 0 => return Ok(false),
                Err(error) => return Err(error),
            }
        }
    }

    /// Calls back when a connection was closed from outside: the site's data are cleared, or another tab needs the database.
    pub fn on_closed(&self, heard: impl Fn() + 'static) {
        self.heard.replace(Some(Box::new(heard)));
    }

    /// Deletes a database; open connections close on their own.
    pub async fn delete(name: &str) -> Result<(), StoreError> {
        let request = factory()?.delete_database(name).map_err(failure)?;
        done(&request).await.map(|_| ())
    }

    /// A transaction; `web-sys` knows durability only as an unstable interface, hence the call by name.
    fn transaction(&self, areas: &[Area], mode: &str) -> Result<IdbTransaction, StoreError> {
        let names: Array = areas.iter().map(|area| JsValue::from_str(area.name())).collect();
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(failure)?;
        let database = self.connection.borrow().as_ref().map(|open| open.database.clone());
        let database = database.ok_or_else(|| StoreError::Lost("not connected".to_owned()))?;
        let method: Function = Reflect::get(&database, &"transaction".into())
            .and_then(JsCast::dyn_into)
            .map_err(failure)?;
        method
            .call3(&database, &names, &mode.into(), &options)
            .and_then(JsCast::dyn_into)
            .map_err(failure)
    }

    async fn fill(&self, transaction: &IdbTransaction, plan: &mut Plan<'_>) -> Result<(), StoreError> {
        let (key, guard) = &plan.guard;
        let found = done(
            &area(transaction, key.area)?
                .get(&key.name.as_str().into())
                .map_err(failure)?,
        )
        .await?;
        let found = (!found.is_undefined()).then(|| bytes_of(&found));
        guard(found.as_deref())?;
        for cleared in plan.clear {
            area(transaction, *cleared)?.clear().map_err(failure)?;
        }
        for gone in plan.gone {
            area(transaction, gone.area)?
                .delete(&gone.name.as_str().into())
                .map_err(failure)?;
        }
        // The last of the group that is with the browser while the next one is packed.
        let mut before: Option<(IdbRequest, JsFuture)> = None;
        for (count, put) in (&mut plan.puts).enumerate() {
            let (key, bytes) = put?;
            let value = Uint8Array::from(bytes.as_slice());
            let request = area(transaction, key.area)?
                .put_with_key(&value, &key.name.as_str().into())
                .map_err(failure)?;
            if count % PUTS_AT_ONCE == PUTS_AT_ONCE - 1 {
                let answered = answer(&request);
                if let Some((request, answered)) = before.replace((request, answered)) {
                    answered.await.map_err(|_| request_failure(&request))?;
                }
                (plan.progress)(count + 1, plan.total);
            }
        }
        Ok(())
    }
}

impl Backend for IndexedDb {
    async fn scan(
        &self,
        areas: &[Area],
        batch: u32,
        visit: Visit<'_>,
        progress: Progress<'_>,
    ) -> Result<(), StoreError> {
        if areas == Area::ALL && self.visit_early(visit, progress).await? {
            return Ok(());
        }
        let transaction = self.transaction(areas, "readonly")?;
        let (mut read, mut total) = (0, 0);
        for a in areas {
            let count = done(&area(&transaction, *a)?.count().map_err(failure)?).await?;
            total += count.as_f64().unwrap_or(0.0) as usize;
        }
        for a in areas {
            let store = area(&transaction, *a)?;
            let mut asked = Some(Asked::after(&store, &JsValue::from_str(""), batch)?);
            while let Some(part) = asked.take() {
                let (keys, values) = part.answer().await?;
                // The browser looks for the next ones while these are taken.
                if keys.length() == batch {
                    asked = Some(Asked::after(&store, &keys.get(batch - 1), batch)?);
                }
                visit_part(*a, &keys, &values, visit)?;
                read += keys.length() as usize;
                progress(read, total);
            }
        }
        Ok(())
    }

    async fn fetch(&self, keys: &[Key]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        let transaction = self.transaction(&Area::ALL, "readonly")?;
        let mut requests = Vec::with_capacity(keys.len());
        for key in keys {
            let store = area(&transaction, key.area)?;
            requests.push(store.get(&key.name.as_str().into()).map_err(failure)?);
        }
        if let Some(last) = requests.last() {
            done(last).await?;
        }
        let value = |request: &IdbRequest| {
            let value = request.result().map_err(failure)?;
            Ok((!value.is_undefined()).then(|| bytes_of(&value)))
        };
        requests.iter().map(value).collect()
    }

    async fn write(&self, mut plan: Plan<'_>) -> Result<(), StoreError> {
        let transaction = self.transaction(&Area::ALL, "readwrite")?;
        let end = Promise::new(&mut |resolve, reject| {
            transaction.set_oncomplete(Some(&resolve));
            transaction.set_onabort(Some(&reject));
        });
        let filled = self.fill(&transaction, &mut plan).await;
        if filled.is_err() {
            // It may have aborted by itself already.
            let _ = transaction.abort();
        }
        let ended = JsFuture::from(end).await;
        // The transaction knows best why it failed (a full disk shows only here); else what stopped the filling.
        let why = transaction.error().map(|e| named(&e));
        match (filled, ended) {
            (Ok(()), Ok(_)) => {
                (plan.progress)(plan.total, plan.total);
                Ok(())
            }
            (filled, _) => Err(why
                .or(filled.err())
                .unwrap_or_else(|| StoreError::Other("the transaction was aborted".to_owned()))),
        }
    }

    async fn reopen(&self, attempt: u32) -> Result<(), StoreError> {
        // The old one is closed first.
        self.connection.replace(None);
        let pause_ms = PAUSES
            .get(attempt as usize)
            .copied()
            .unwrap_or(PAUSES[PAUSES.len() - 1]);
        if pause_ms > 0 {
            pause(pause_ms).await;
        }
        let connection = Connection::open(&self.name, &self.heard).await?;
        self.connection.replace(Some(connection));
        Ok(())
    }

    async fn estimate(&self) -> Option<(u64, u64)> {
        let manager = web_sys::window()?.navigator().storage();
        // Outside a secure context there is none.
        if manager.is_undefined() {
            return None;
        }
        let estimate: StorageEstimate = JsFuture::from(manager.estimate().ok()?).await.ok()?.unchecked_into();
        let number = |name: &str| Reflect::get(&estimate, &name.into()).ok()?.as_f64();
        Some((number("usage")? as u64, number("quota")? as u64))
    }
}

/// Some values of an area, asked for and not answered yet.
struct Asked {
    keys: IdbRequest,
    values: IdbRequest,
    answered: JsFuture,
}

impl Asked {
    /// Asks for so many values behind a key, and before what is put away.
    fn after(store: &IdbObjectStore, key: &JsValue, batch: u32) -> Result<Self, StoreError> {
        let range =
            IdbKeyRange::bound_with_lower_open_and_upper_open(key, &AWAY_NAME.into(), true, true).map_err(failure)?;
        let keys = store.get_all_keys_with_key_and_limit(&range, batch).map_err(failure)?;
        let values = store.get_all_with_key_and_limit(&range, batch).map_err(failure)?;
        // Requests are answered in order: with the values the keys are here.
        let answered = answer(&values);
        Ok(Self { keys, values, answered })
    }

    async fn answer(self) -> Result<(Array, Array), StoreError> {
        self.answered.await.map_err(|_| request_failure(&self.values))?;
        let list = |request: &IdbRequest| request.result().and_then(JsCast::dyn_into).map_err(failure);
        Ok((list(&self.keys)?, list(&self.values)?))
    }
}

fn visit_part(area: Area, keys: &Array, values: &Array, visit: Visit<'_>) -> Result<(), StoreError> {
    for (key, value) in keys.iter().zip(values.iter()) {
        let key = Key::new(area, key.as_string().unwrap_or_default());
        visit(key, bytes_of(&value))?;
    }
    Ok(())
}

/// The bytes of a stored value.
fn bytes_of(value: &JsValue) -> Vec<u8> {
    match value.dyn_ref::<Uint8Array>() {
        Some(bytes) => bytes.to_vec(),
        None => Uint8Array::new(value).to_vec(),
    }
}

fn factory() -> Result<IdbFactory, StoreError> {
    Reflect::get(&js_sys::global(), &"indexedDB".into())
        .and_then(JsCast::dyn_into)
        .map_err(|_| StoreError::Unavailable("indexedDB is missing".to_owned()))
}

fn area(transaction: &IdbTransaction, area: Area) -> Result<IdbObjectStore, StoreError> {
    transaction.object_store(area.name()).map_err(failure)
}

/// The answer to a request, listened for from now on.
fn answer(request: &IdbRequest) -> JsFuture {
    JsFuture::from(Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    }))
}

/// Waits for a request and tells its result.
async fn done(request: &IdbRequest) -> Result<JsValue, StoreError> {
    match answer(request).await {
        Ok(_) => request.result().map_err(failure),
        Err(_) => Err(request_failure(request)),
    }
}

fn request_failure(request: &IdbRequest) -> StoreError {
    match request.error() {
        Ok(Some(error)) => named(&error),
        _ => StoreError::Other("the request failed".to_owned()),
    }
}

fn failure(thrown: JsValue) -> StoreError {
    match thrown.dyn_ref::<DomException>() {
        Some(error) => named(error),
        None => StoreError::Other(format!("{thrown:?}")),
    }
}

/// What a browser's error means for a person.
fn named(error: &DomException) -> StoreError {
    match error.name().as_str() {
        "QuotaExceededError" => StoreError::Quota,
        // The connection is closed or broken, as phones do to pages in the background, or what was under way was ended with it.
        "InvalidStateError" | "UnknownError" | "AbortError" | "TransactionInactiveError" | "TimeoutError" => {
            StoreError::Lost(format!("{}: {}", error.name(), error.message()))
        }
        "SecurityError" | "NotSupportedError" => StoreError::Unavailable(error.message()),
        "VersionError" => StoreError::Newer {
            found: VERSION + 1,
            known: VERSION,
        },
        name => StoreError::Other(format!("{name}: {}", error.message())),
    }
}
