//! The first schema: areas `meta`, `blocks`, `journal` as `storage::codec` describes them. Nothing was stored before it.

use super::{Migration, Raw};

pub(super) const MIGRATION: Migration = Migration {
    name: "m001_initial",
    run,
};

fn run(raw: &mut Raw) -> Result<(), String> {
    match raw.keys().next() {
        None => Ok(()),
        Some(key) => Err(format!("{} is there, but no schema", key.place())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::backend::{Area, Key};

    #[test]
    fn values_without_a_schema_are_not_taken_for_ours() {
        let mut raw = Raw::new();
        assert!(run(&mut raw).is_ok());
        raw.insert(Key::new(Area::Blocks, "orders/00000000"), vec![1]);
        assert!(run(&mut raw).is_err());
    }
}
