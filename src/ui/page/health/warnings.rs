//! The list of the warnings that were given, with what became of each.

use std::sync::Arc;

use crate::state::live::*;

use super::why::why;
use crate::domain::label::Lang;
use crate::domain::winback::{Fate, Judgement, Signal, Warning};
use crate::domain::world::World;
use crate::state::App;
use crate::state::route::Route;
use crate::ui::later::{Later, later};
use crate::ui::list::*;
use crate::ui::text::T;

/// The list. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct WarningList {
    list: ListState,
    narrowed: Narrowed<Warning>,
    told: RwSignal<Option<Judgement>>,
    all: Memo<Arc<Vec<Warning>>>,
}

impl WarningList {
    pub fn new(app: App, told: RwSignal<Option<Judgement>>) -> Self {
        let read = move || told.with(|told| told.as_ref().map(|told| told.warnings.clone()).unwrap_or_default());
        let all = Memo::new(move |_| Arc::new(read()));
        let facts = RowFacts {
            customer: |warning: &Warning| warning.customer,
            words: None,
            asked: Arc::new(every),
            own: Arc::new(own),
        };
        let (narrowed, list) = Narrowed::new(app, all, KEYS, facts, FIGURES, order);
        Self {
            list,
            narrowed,
            told,
            all,
        }
    }

    fn of<R>(self, row: u32, read: impl FnOnce(&World, &Warning) -> Option<R>) -> Option<R> {
        let it = self.all.with(|all| all.get(row as usize).cloned())?;
        self.list.app.session.read(|world| read(world, &it)).flatten()
    }
}

impl ListPage for WarningList {
    const WORDS: ListWords = ListWords {
        label: T::health_warnings,
        select_all: T::health_select_all,
        select_one: |t, line| t.health_select_warning(line.name(), line.text(0)),
        shown: T::health_warnings_shown,
        selected: T::health_warnings_selected,
        keys: T::health_warning_keys,
        file: T::health_warnings_file,
        row_mark: "health-warning",
        count_mark: "health-warnings-count",
    };

    fn list(self) -> ListState {
        self.list
    }

    fn key(self, row: u32) -> Option<RowKey> {
        self.of(row, |_, it| Some((it.customer, it.on.to_string().into())))
    }

    fn line(self, row: u32, lang: Lang) -> Option<ListLine> {
        self.of(row, |world, it| line(world, it, lang))
    }

    fn columns(self, lang: Lang) -> Vec<ListColumn> {
        let t = T(lang);
        let column = |key: &str, label: &str| ListColumn::new(key, label);
        vec![
            column("on", t.health_on()).px(112).sorts("on", true),
            column("name", t.health_col_name()).grows(160, 1.4).sorted(),
            column("fate", t.health_fate()).px(104).sorted(),
            column("why", t.health_warned_by()).grows(240, 2.4).soft(),
            column("measure", t.health_done()).grows(120, 1.2),
            ListColumn::owner(t.health_col_owner()),
            column("id", t.customer_number()).in_files(),
        ]
    }

    fn is_read(self) -> bool {
        self.told.with(Option::is_some)
    }

    fn paper(self, t: T, rows: &[u32]) -> (String, String) {
        let what = t.printed_of(t.health_warnings(), t.health_warnings_shown(rows.len())) + &printed_where(self, t, []);
        (what, t.as_of_day(self.list.app.as_of.get()))
    }

    fn customers(self, rows: &[u32]) -> Option<Vec<u32>> {
        let slot = |row: &u32| self.of(*row, |_, it| Some(it.customer));
        let mut slots: Vec<u32> = rows.iter().filter_map(slot).collect();
        slots.sort_unstable();
        slots.dedup();
        Some(slots)
    }

    fn again(self) -> String {
        self.narrowed.said()
    }
}

impl NarrowedPage for WarningList {
    type Row = Warning;
    const KEYS: &'static [OwnKey] = KEYS;

    fn narrowed(self) -> Narrowed<Warning> {
        self.narrowed
    }

    fn editor() -> &'static Later<ConditionEditor<Self>> {
        static EDITOR: Later<ConditionEditor<WarningList>> =
            later!(insight: warning_conditions => ConditionEditor<WarningList> { condition_editor::<WarningList>() });
        &EDITOR
    }

    fn word(_: &str, value: &str, t: T) -> String {
        Fate::from_word(value).map_or_else(|| value.to_owned(), |of| fate(of, t).to_owned())
    }
}

/// What conditions ask of a warning itself.
const KEYS: &[OwnKey] = &[
    OwnKey {
        key: "row.fate",
        label: T::health_fate,
        kind: FilterKind::Choice,
    },
    OwnKey {
        key: "row.on",
        label: T::health_on,
        kind: FilterKind::Days,
    },
];

/// What a warning says to one of these.
fn own(_: &World, it: &Warning, key: &str) -> OwnValue {
    match key {
        "row.on" => OwnValue::Day(Some(it.on)),
        _ => OwnValue::Word(Some(it.fate.word().into())),
    }
}

/// The figures that heads order the list by.
const FIGURES: Figures<Warning> = (&["on", "fate"], |it, key| match key {
    "on" => Some(f64::from(it.on.0)),
    _ => Some(f64::from(it.fate as u8)),
});

/// The texts that heads order the list by.
fn order(world: &World, it: &Warning, key: &str) -> Option<String> {
    let customer = world.book.customers.at(it.customer)?;
    match key {
        "name" => Some(customer.name.to_string()),
        "owner" => customer.owner.as_deref().map(str::to_owned),
        _ => None,
    }
}

/// What became of a warning, in words.
pub fn fate(fate: Fate, t: T) -> &'static str {
    match fate {
        Fate::Lost => t.health_fate_lost(),
        Fate::Kept => t.health_fate_kept(),
        Fate::WonBack => t.health_won_back(),
        Fate::Open => t.health_fate_open(),
    }
}

fn line(world: &World, it: &Warning, lang: Lang) -> Option<ListLine> {
    let t = T(lang);
    let customer = world.book.customers.at(it.customer)?;
    Some(ListLine(vec![
        Cell::day(Some(it.on)),
        Cell::Name(customer.name.to_string(), Route::customer(&customer.id).to_hash()),
        Cell::Text(fate(it.fate, t).to_owned()),
        Cell::Text(why(world, (it.customer, it.on), Signal::Rules, lang)),
        Cell::or(it.measure.as_deref().map(str::to_owned), t.health_no_plan()),
        Cell::whose(customer.owner.as_deref(), t),
        Cell::Text(customer.id.to_string()),
    ]))
}
