//! The list of leads.

use std::collections::HashMap;
use std::sync::Arc;

use crate::state::live::*;

use super::deeds;
use super::keys::{FIGURES, KEYS, own, word_name};
use super::{INTENT, MINE, NOBODYS, WHOSE};
use crate::domain::day::Day;
use crate::domain::id::CustomerId;
use crate::domain::label::Lang;
use crate::domain::lead::{Lead, LeadColumn, LeadIdle, LeadNext, is_served, open_objection};
use crate::domain::metric::Unit;
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::state::leads::{Leads, follow};
use crate::state::route::Route;
use crate::state::{App, use_app};
use crate::ui::format;
use crate::ui::later::{Later, later};
use crate::ui::list::*;
use crate::ui::text::T;

/// The page. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct LeadList {
    pub list: ListState,
    narrowed: Narrowed<Lead>,
    pub told: RwSignal<Option<Leads>>,
    all: Memo<Leads>,
    /// Who signs.
    pub signing: RwSignal<Option<CustomerId>>,
    /// With whom a contact is being recorded.
    pub talking: RwSignal<Option<CustomerId>>,
    /// Leads are being taken down.
    pub capturing: RwSignal<Option<()>>,
}

impl ListPage for LeadList {
    const WORDS: ListWords = ListWords {
        label: T::leads_title,
        select_all: T::leads_select_all,
        select_one: |t, line| t.leads_select_one(line.name()),
        shown: T::leads_shown,
        selected: T::leads_selected,
        keys: T::leads_keys,
        file: T::leads_file,
        row_mark: "lead-row",
        count_mark: "leads-count",
    };
    const ACTIONS: &'static [ListAction<Self>] = deeds::ACTIONS;

    fn list(self) -> ListState {
        self.list
    }

    fn key(self, row: u32) -> Option<RowKey> {
        self.of(row, |_, lead| Some((lead.customer, "".into())))
    }

    fn line(self, row: u32, lang: Lang) -> Option<ListLine> {
        self.of(row, |world, lead| line(world, lead, lang))
    }

    fn columns(self, lang: Lang) -> Vec<ListColumn> {
        let t = T(lang);
        let column = |key: &str, label: &str| ListColumn::new(key, label);
        vec![
            column("name", t.leads_col_name()).grows(180, 1.8).sorted(),
            column("next", t.leads_col_next()).grows(208, 1.2),
            column("intent", t.leads_intent()).px(92).sorted(),
            column("source", t.leads_col_source()).px(92).sorted().soft(),
            column("industry", t.leads_col_industry()).px(108).sorted().soft(),
            ListColumn::owner(t.leads_col_owner()),
            column("age", t.leads_col_age()).px(76).sorts("age", true).figure(),
            column("last", t.leads_col_last()).px(96).sorts("last", true).soft(),
            column("ways", t.leads_col_ways()).px(176).on_screen(),
            column("doubt", t.leads_col_doubt()).grows(120, 1.0).off_screen(),
            column("id", t.customer_number()).in_files(),
        ]
    }

    fn is_read(self) -> bool {
        self.told.with(Option::is_some)
    }

    fn paper(self, t: T, rows: &[u32]) -> (String, String) {
        let app = self.list.app;
        let whose = match app.param(WHOSE).as_deref() {
            Some(MINE) => Some(t.leads_mine()),
            Some(NOBODYS) => Some(t.unassigned()),
            _ => None,
        };
        let intent = app.param(INTENT).and_then(|intent| LeadColumn::from_word(&intent));
        let intent = intent.map(|intent| column_name(intent, t));
        let own = whose.into_iter().chain(intent).map(str::to_owned);
        let what = t.printed_of(t.leads_title(), t.leads_shown(rows.len())) + &printed_where(self, t, own);
        (what, t.as_of_day(app.as_of.get()))
    }

    fn customers(self, rows: &[u32]) -> Option<Vec<u32>> {
        let slot = |row: &u32| self.of(*row, |_, lead| Some(lead.customer));
        Some(rows.iter().filter_map(slot).collect())
    }

    fn again(self) -> String {
        let app = self.list.app;
        let parts = [WHOSE, INTENT].map(|key| app.param(key).unwrap_or_default());
        parts.join("/") + &self.narrowed.said()
    }
}

impl NarrowedPage for LeadList {
    type Row = Lead;
    const KEYS: &'static [OwnKey] = KEYS;

    fn narrowed(self) -> Narrowed<Lead> {
        self.narrowed
    }

    fn editor() -> &'static Later<ConditionEditor<Self>> {
        static EDITOR: Later<ConditionEditor<LeadList>> =
            later!(service: lead_conditions => ConditionEditor<LeadList> { condition_editor::<LeadList>() });
        &EDITOR
    }

    fn word(_: &str, value: &str, t: T) -> String {
        word_name(value, t).to_owned()
    }
}

impl LeadList {
    pub fn new() -> Self {
        let app = use_app();
        let told = follow(app);
        let all = Memo::new(move |_| told.with(|told| told.clone().unwrap_or_default()));
        let asked = move || -> Sieve<Lead> {
            let (wanted, whose) = (app.param(INTENT).filter(|intent| !intent.is_empty()), Whose::of(app));
            Box::new(move |_, lead| {
                let is_wanted = wanted.as_deref().is_none_or(|intent| intent == lead.column.word());
                lead.column != LeadColumn::Signed && is_wanted && whose.has(lead)
            })
        };
        let facts = RowFacts {
            customer: |lead: &Lead| lead.customer,
            words: None,
            asked: Arc::new(asked),
            own: Arc::new(own),
        };
        let (narrowed, list) = Narrowed::new(app, all, KEYS, facts, FIGURES, order);
        Self {
            list,
            narrowed,
            told,
            all,
            signing: RwSignal::new(None),
            talking: RwSignal::new(None),
            capturing: RwSignal::new(None),
        }
    }

    /// Reads a lead in a row; tracked.
    fn of<R>(self, row: u32, read: impl FnOnce(&World, &Lead) -> Option<R>) -> Option<R> {
        let lead = self.all.with(|all| all.get(row as usize).cloned())?;
        self.list.app.session.read(|world| read(world, &lead)).flatten()
    }

    /// Reads the book with the leads that the address asks for, of all columns; tracked.
    pub fn read<R>(self, read: impl FnOnce(&World, Vec<&Lead>) -> R) -> Option<R> {
        let app = self.list.app;
        let whose = Whose::of(app);
        self.all.with(|all| {
            let leads = all.iter().filter(|lead| whose.has(lead)).collect();
            app.session.read(|world| read(world, leads))
        })
    }

    /// The leads that nobody sees to, and how many each of the others has; tracked.
    pub fn unassigned(self) -> (Vec<u32>, HashMap<Text, usize>) {
        let mut has = HashMap::new();
        let mut nobodys = Vec::new();
        self.all.with(|all| {
            for lead in all.iter().filter(|lead| lead.column != LeadColumn::Signed) {
                match &lead.owner {
                    Some(owner) => *has.entry(owner.clone()).or_default() += 1,
                    None => nobodys.push(lead.customer),
                }
            }
        });
        (nobodys, has)
    }

    /// How many there are, are late, are nobody's; tracked.
    pub fn counts(self) -> (usize, usize, usize) {
        let as_of = self.list.app.as_of.get();
        self.all.with(|all| {
            let open = || all.iter().filter(|lead| lead.column != LeadColumn::Signed);
            let late = open().filter(|lead| lead.is_late(as_of)).count();
            let nobodys = open().filter(|lead| lead.owner.is_none()).count();
            (open().count(), late, nobodys)
        })
    }

    /// How many are not asked for as they were due before reminders begin, and that day; tracked.
    pub fn early(self) -> Option<(usize, Day)> {
        self.all.with(|all| {
            let mut days = all.iter().filter_map(|lead| match lead.idle {
                Some(LeadIdle::Early(day)) => Some(day),
                _ => None,
            });
            let day = days.next()?;
            Some((1 + days.count(), day))
        })
    }

    /// The customer in a row; not tracked.
    pub fn customer(self, row: u32) -> Option<CustomerId> {
        untrack(|| {
            self.of(row, |world, lead| {
                Some(world.book.customers.at(lead.customer)?.id.clone())
            })
        })
    }
}

/// Whose leads the address asks for.
enum Whose {
    Anybodys,
    Nobodys,
    Of(Text),
}

impl Whose {
    /// Tracked.
    fn of(app: App) -> Self {
        match app.param(WHOSE).as_deref() {
            Some(MINE) => Self::Of(app.user.with(|user| user.trim().into())),
            Some(NOBODYS) => Self::Nobodys,
            _ => Self::Anybodys,
        }
    }

    fn has(&self, lead: &Lead) -> bool {
        match self {
            Self::Anybodys => true,
            Self::Nobodys => lead.owner.is_none(),
            Self::Of(owner) => lead.owner.as_ref() == Some(owner),
        }
    }
}

/// The texts that heads order the list by.
fn order(world: &World, lead: &Lead, key: &str) -> Option<String> {
    let customer = world.book.customers.at(lead.customer)?;
    match key {
        "name" => Some(customer.name.to_string()),
        "source" => customer.source.as_deref().map(str::to_owned),
        "industry" => customer.industry.as_deref().map(str::to_owned),
        "owner" => lead.owner.as_deref().map(str::to_owned),
        _ => None,
    }
}

/// What people call a column.
pub fn column_name(column: LeadColumn, t: T) -> &'static str {
    match column {
        LeadColumn::Ungraded => t.leads_ungraded(),
        LeadColumn::C => t.leads_c(),
        LeadColumn::B => t.leads_b(),
        LeadColumn::A => t.leads_a(),
        LeadColumn::Signed => t.leads_signed(),
    }
}

/// What comes next, and how late it is; nothing where nothing is due.
pub fn next(lead: &Lead, as_of: Day, t: T) -> Option<(String, Option<String>)> {
    let (next, task) = lead.next.as_ref()?;
    let last = task.last();
    let day = format::short_day(last, as_of);
    let words = match next {
        LeadNext::First => t.leads_first_by(day),
        LeadNext::FollowUp => t.leads_then_by(day),
        LeadNext::Promise => t.leads_promised_by(day),
        LeadNext::Own => t.leads_own_by(day),
    };
    let late = lead
        .is_late(as_of)
        .then(|| t.leads_late(as_of.days_since(last).unsigned_abs() as usize));
    Some((words, late))
}

/// What is said of a graded lead without a deadline: when we met last, and why nothing is asked.
pub fn idle(lead: &Lead, as_of: Day, t: T) -> Option<(String, String)> {
    let why = match lead.idle.as_ref()? {
        LeadIdle::DoNotContact => t.leads_wants_none().to_owned(),
        LeadIdle::OnlySaid(Some(day)) => t.leads_only_said_on(format::short_day(*day, as_of)),
        LeadIdle::OnlySaid(None) => t.leads_only_said().to_owned(),
        LeadIdle::LeftOut(Some(why)) => t.leads_left_out_why(why),
        LeadIdle::LeftOut(None) => t.leads_left_out().to_owned(),
        LeadIdle::NoStart => t.leads_no_start().to_owned(),
        LeadIdle::Off => t.leads_off().to_owned(),
        LeadIdle::Early(day) => t.leads_early(format::short_day(*day, as_of)),
        LeadIdle::BeforeOn(day) => t.leads_before_on(format::short_day(*day, as_of)),
        LeadIdle::NotMeant => t.leads_not_meant().to_owned(),
    };
    let said = match lead.last_contact {
        Some(day) => t.leads_last_on(format::short_day(day, as_of)),
        None => t.leads_never().to_owned(),
    };
    Some((said, why))
}

/// Its industry, and what to say where that is none that we serve.
pub fn industry(world: &World, slot: u32, t: T) -> (Option<String>, Option<&'static str>) {
    let Some(customer) = world.book.customers.at(slot) else {
        return (None, None);
    };
    let unserved = is_served(&world.book.head.settings, customer) == Some(false);
    (
        customer.industry.as_deref().map(str::to_owned),
        unserved.then(|| t.leads_unserved()),
    )
}

fn line(world: &World, lead: &Lead, lang: Lang) -> Option<ListLine> {
    let (t, as_of) = (T(lang), world.evaluation.as_of);
    let customer = world.book.customers.at(lead.customer)?;
    let next = match (next(lead, as_of, t), idle(lead, as_of, t)) {
        (Some((words, late)), _) => Cell::Noted(words, late),
        (None, Some((words, why))) => Cell::Noted(words, Some(why)),
        (None, None) => Cell::Missing(t.leads_no_next().to_owned()),
    };
    let (industry, unserved) = industry(world, lead.customer, t);
    let industry = match (industry, unserved) {
        (Some(industry), Some(why)) => Cell::Noted(industry, Some(why.to_owned())),
        (industry, _) => Cell::or(industry, t.unknown()),
    };
    let age = lead.age(as_of).and_then(|days| usize::try_from(days).ok());
    let last = |day| {
        Cell::Day(
            format::short_day(day, as_of),
            format::day(day),
            format::distance(day, as_of, lang),
        )
    };
    Some(ListLine(vec![
        Cell::Name(customer.name.to_string(), Route::customer(&customer.id).to_hash()),
        next,
        Cell::Text(column_name(lead.column, t).to_owned()),
        Cell::or(customer.source.as_deref().map(str::to_owned), t.unknown()),
        industry,
        Cell::whose(lead.owner.as_deref(), t),
        age.map_or_else(
            || Cell::Missing(t.unknown().to_owned()),
            |days| Cell::Figure(t.leads_days(days), file_figure(t, Unit::Days, days as f64)),
        ),
        lead.last_contact
            .map_or_else(|| Cell::Missing(t.unknown().to_owned()), last),
        Cell::Actions(&[0, 1]),
        Cell::Text(
            open_objection(world, lead.customer)
                .map(String::from)
                .unwrap_or_default(),
        ),
        Cell::Text(customer.id.to_string()),
    ]))
}
