//! What the page has asked of the store while the program was still on its way (`src/boot/early.js`).

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::storage::backend::Area;
use crate::storage::error::StoreError;

/// Where the page has put it.
const NAME: &str = "guanxiEarly";

/// Every value of the store, as one moment before the program's start saw them. What was written since is news, as it is for any tab.
pub(super) struct Early(Function);

/// Some values of an area: their names beside them.
pub(super) struct StorePart {
    pub area: Area,
    pub keys: Array,
    pub values: Array,
    /// How many values all areas have.
    pub total: usize,
}

impl Early {
    /// Takes it, once.
    pub fn take() -> Option<Self> {
        let page = web_sys::window()?;
        let early = Reflect::get(&page, &NAME.into()).ok()?.dyn_into().ok()?;
        Reflect::delete_property(&page, &NAME.into()).ok()?;
        Some(Self(early))
    }

    /// The next part, after the page had a turn; nothing behind the last one.
    pub async fn next(&self) -> Result<Option<StorePart>, StoreError> {
        let lost = |what: JsValue| StoreError::Lost(format!("{what:?}"));
        let asked: Promise = self
            .0
            .call0(&JsValue::UNDEFINED)
            .and_then(JsCast::dyn_into)
            .map_err(lost)?;
        let came = JsFuture::from(asked).await.map_err(lost)?;
        Ok(came.dyn_ref::<Array>().and_then(part))
    }
}

fn part(came: &Array) -> Option<StorePart> {
    let number = |at| came.get(at).as_f64().map(|number| number as usize);
    let list = |at| came.get(at).dyn_into::<Array>().ok();
    Some(StorePart {
        area: *Area::ALL.get(number(0)?)?,
        keys: list(1)?,
        values: list(2)?,
        total: number(3)?,
    })
}
