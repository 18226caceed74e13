//! The order of Chinese and other characters, as the browser's collator knows it (Chinese by pinyin).

use crate::domain::sort::sort_by;
use js_sys::{Array, Function, Intl::Collator, Object, Reflect};
use wasm_bindgen::JsValue;

/// The place of each character among the others. A few thousand characters are compared once; names are then ordered by their
/// characters' places, which is the collator's order but for rare contractions, and a hundred times as fast.
pub fn pinyin(chars: &[char]) -> Vec<u32> {
    let options = Object::new();
    // Case and accents do not part words; a refused option only makes the order finer.
    let _ = Reflect::set(&options, &"sensitivity".into(), &"base".into());
    let collator = Collator::new(&Array::of1(&"zh-Hans-u-co-pinyin".into()), &options);
    let compare: Function = collator.compare();
    let texts: Vec<JsValue> = chars
        .iter()
        .map(|c| JsValue::from_str(c.encode_utf8(&mut [0; 4])))
        .collect();
    let order = |a: &JsValue, b: &JsValue| {
        let result = compare.call2(&JsValue::NULL, a, b);
        let number = result.ok().and_then(|n| n.as_f64()).unwrap_or(0.0);
        number.partial_cmp(&0.0).unwrap_or(std::cmp::Ordering::Equal)
    };
    let mut sorted: Vec<(usize, &JsValue)> = texts.iter().enumerate().collect();
    sort_by(&mut sorted, |(_, a), (_, b)| order(a, b));
    let (mut ranks, mut rank, mut before) = (vec![0; chars.len()], 0, None);
    for (place, text) in sorted {
        if before.is_some_and(|before| order(before, text).is_ne()) {
            rank += 1;
        }
        before = Some(text);
        if let Some(of) = ranks.get_mut(place) {
            *of = rank;
        }
    }
    ranks
}
