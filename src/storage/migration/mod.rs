//! Migrations: how data of an earlier schema becomes data of this one.
//!
//! They work on stored bytes, never on the record types, which go on changing: a migration reads the bytes of its own time
//! and writes those of the next. The schema version is the number of migrations.

mod m001_initial;

use std::collections::BTreeMap;

use crate::storage::backend::Key;

/// Every stored value, still sealed, but the state.
pub type Raw = BTreeMap<Key, Vec<u8>>;

/// One step.
pub struct Migration {
    /// Its name, with its number.
    pub name: &'static str,
    /// Changes the values in place, or says why it cannot.
    pub run: fn(&mut Raw) -> Result<(), String>,
}

/// Every migration, in order. A new one goes to the end and gets a golden file in `tests/data/stored`.
pub const MIGRATIONS: &[Migration] = &[m001_initial::MIGRATION];

/// The schema that this version writes.
pub const SCHEMA: u32 = MIGRATIONS.len() as u32;

/// Takes data of an earlier schema through the steps it lacks.
pub fn migrate(raw: &mut Raw, from: u32, steps: &[Migration]) -> Result<(), String> {
    steps
        .iter()
        .skip(from as usize)
        .try_for_each(|step| (step.run)(raw).map_err(|why| format!("{}: {why}", step.name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::backend::Area;

    fn add(raw: &mut Raw, name: &str) {
        raw.insert(Key::new(Area::Meta, name), Vec::new());
    }

    #[test]
    fn the_schema_is_the_number_of_migrations_and_each_carries_its_number() {
        assert_eq!(SCHEMA as usize, MIGRATIONS.len());
        for (n, step) in MIGRATIONS.iter().enumerate() {
            assert!(step.name.starts_with(&format!("m{:03}_", n + 1)), "{}", step.name);
        }
    }

    #[test]
    fn only_the_missing_steps_run_and_a_failing_one_is_named() {
        let steps = [
            Migration {
                name: "m001_a",
                run: |raw| {
                    add(raw, "a");
                    Ok(())
                },
            },
            Migration {
                name: "m002_b",
                run: |raw| {
                    add(raw, "b");
                    Ok(())
                },
            },
            Migration {
                name: "m003_c",
                run: |_| Err("no".to_owned()),
            },
        ];
        let mut raw = Raw::new();
        assert_eq!(migrate(&mut raw, 1, &steps[..2]), Ok(()));
        assert_eq!(raw.keys().map(|key| &*key.name).collect::<Vec<_>>(), ["b"]);
        assert_eq!(migrate(&mut raw, 2, &steps), Err("m003_c: no".to_owned()));
    }
}
