//! The list: the customers of the ranking, those of a cell, a tier or a segment, or those who moved.

use std::sync::Arc;

use crate::state::live::*;

use super::{CELL, MOVES, SEGMENT, SHIFT, SINCE, STAYED, TIE, TIER_OF, VALUE, VIEW};
use crate::domain::day::Day;
use crate::domain::label::Lang;
use crate::domain::marketing::segment::{self, ValueSegment};
use crate::domain::marketing::shift::{Shift, Shifted, Shifts};
use crate::domain::marketing::value::{Ranked, TIER, Tie, ValueMap};
use crate::domain::metric::{Metric, Unit};
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::state::list::by_place;
use crate::state::places::places_of;
use crate::state::query::Sort;
use crate::state::reread::Shared;
use crate::state::route::Route;
use crate::state::value::{follow_map, follow_shifts};
use crate::state::{App, use_app};
use crate::ui::class_word::class_word;
use crate::ui::format;
use crate::ui::list::*;
use crate::ui::text::sentence::{fen, number};
use crate::ui::text::{T, use_text};

/// The page. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct ValueList {
    pub list: ListState,
    pub map: RwSignal<Option<Shared<ValueMap>>>,
    pub shifts: RwSignal<Option<Shared<Shifts>>>,
    /// Whether the places of the order that is asked for are known.
    is_ordered: Memo<bool>,
    /// The segment that is being changed, by its id; the empty one for a new one.
    pub editing: RwSignal<Option<Text>>,
}

impl ListPage for ValueList {
    const WORDS: ListWords = ListWords {
        label: T::value_title,
        select_all: T::value_select_all,
        select_one: |t, line| t.value_select_one(line.name()),
        shown: T::value_shown,
        selected: T::value_selected,
        keys: T::value_keys,
        file: T::value_file,
        row_mark: "value-row",
        count_mark: "value-count",
    };

    fn list(self) -> ListState {
        self.list
    }

    fn key(self, row: u32) -> Option<RowKey> {
        Some((row, "".into()))
    }

    fn line(self, row: u32, lang: Lang) -> Option<ListLine> {
        let app = self.list.app;
        if !self.is_of_moves() {
            return app.session.read(|world| ranked_line(world, row, lang)).flatten();
        }
        let shifts = self.shifts.get()?;
        let line = |world: &World| match (shifts.of(row), shifts.stayed(row)) {
            (Some(one), _) => moved_line(world, one, lang),
            (None, before) => stayed_line(world, row, before?, lang),
        };
        app.session.read(line).flatten()
    }

    fn columns(self, lang: Lang) -> Vec<ListColumn> {
        let t = T(lang);
        let column = |key: &str, label: &str| ListColumn::new(key, label);
        let name = column("name", t.value_col_name()).grows(140, 1.6).sorted();
        let amount = column("amount", t.value_col_amount())
            .headed(t.value_col_amount_unit())
            .grows(96, 0.4)
            .sorts("rfm_monetary", true)
            .figure();
        let last = column("last", t.value_col_last())
            .grows(96, 0.2)
            .sorts("last_order", true);
        let owner = ListColumn::owner(t.value_col_owner());
        let id = column("id", t.customer_number()).in_files();
        if self.is_of_moves() {
            let shift = column("shift", t.value_col_shift()).grows(216, 1.2);
            let before = column("before", t.value_col_before())
                .headed(t.value_col_before_unit())
                .px(120)
                .figure();
            return vec![name, shift, before, amount, last, owner, id];
        }
        let score = |letter: &str| column(letter, letter).in_files();
        vec![
            name,
            column("tier", t.value_col_tier()).px(112).sorts(TIER, false),
            column("segment", t.value_col_segment()).grows(88, 0.8),
            column("scores", t.value_col_scores()).px(80).not_in_files(),
            column("total", t.value_col_total())
                .grows(60, 0.2)
                .sorts("rfm_total", true)
                .figure(),
            amount,
            column("orders", t.value_col_orders())
                .grows(74, 0.2)
                .sorts("rfm_frequency", true)
                .figure(),
            last,
            owner,
            score("R"),
            score("F"),
            score("M"),
            id,
        ]
    }

    fn is_read(self) -> bool {
        let is_known = match self.is_of_moves() {
            true => self.shifts.with(Option::is_some),
            false => self.map.with(Option::is_some),
        };
        is_known && (self.is_ordered.get() || !self.rows().is_empty())
    }

    fn paper(self, t: T, _rows: &[u32]) -> (String, String) {
        let what = match self.is_of_moves() {
            true => t.value_moves().to_owned(),
            false => filter_said(self, t).unwrap_or_else(|| t.value_title().to_owned()),
        };
        (what, t.as_of_day(self.list.app.as_of.get()))
    }

    fn customers(self, rows: &[u32]) -> Option<Vec<u32>> {
        Some(rows.to_vec())
    }

    fn again(self) -> String {
        let app = self.list.app;
        [VIEW, CELL, TIER_OF, SEGMENT, TIE, SINCE, SHIFT, "sort"]
            .map(|key| app.param(key).unwrap_or_default())
            .join("/")
    }
}

impl ValueList {
    pub fn new() -> Self {
        let app = use_app();
        let map = follow_map(app);
        let shifts = RwSignal::new(None);
        let is_of_moves = Memo::new(move |_| app.param(VIEW).as_deref() == Some(MOVES));
        let days = Memo::new(move |_| (since(app), app.as_of.get()));
        Effect::new(move |_| {
            shifts.set(None);
            let (from, _) = days.get();
            if is_of_moves.get() {
                let told = follow_shifts(app, from);
                Effect::new(move |_| shifts.set(told.get()));
            }
        });
        let sort = Memo::new(move |_| app.param("sort").map(|text| Sort::parse(&text)));
        let places = places_of(app, sort);
        let is_ordered = Memo::new(move |_| match sort.get() {
            Some(sort) => places.with(|places| places.as_ref().is_some_and(|(of, _)| *of == sort.column)),
            None => true,
        });
        let rows = Memo::new(move |before: Option<&Arc<Vec<u32>>>| {
            // What was shown stands until the new order is known.
            if !is_ordered.get() {
                return before.cloned().unwrap_or_default();
            }
            let slots: Vec<u32> = match is_of_moves.get() {
                true => shifts.with(|told: &Option<Shared<Shifts>>| {
                    told.as_ref().map(|told| moved(app, told)).unwrap_or_default()
                }),
                false => map.with(|map| map.as_ref().map(|map| ranked(app, map)).unwrap_or_default()),
            };
            Arc::new(match (places.get(), sort.get()) {
                (Some((_, places)), Some(sort)) => {
                    let place = |slot: u32| places.get(slot as usize).copied().unwrap_or(f64::NAN);
                    by_place(slots.into_iter().map(|slot| (place(slot), slot)), sort.descending)
                }
                _ => slots,
            })
        });
        Self {
            list: ListState::new(app, rows),
            map,
            shifts,
            is_ordered,
            editing: RwSignal::new(None),
        }
    }

    /// Whether those who moved are shown; tracked.
    pub fn is_of_moves(self) -> bool {
        self.list.app.param(VIEW).as_deref() == Some(MOVES)
    }
}

/// The earlier day of the movement: the one of the address where it lies before the day looked at, else the end of the last month; tracked.
pub fn since(app: App) -> Day {
    let as_of = app.as_of.get();
    let own = app.param(SINCE).and_then(|text| Day::parse(&text));
    own.filter(|day| *day < as_of).unwrap_or_else(|| month_end(as_of))
}

/// The last day of the month before a day's.
pub fn month_end(day: Day) -> Day {
    use chrono::Datelike;
    day.plus_days(-i32::try_from(day.date().day()).unwrap_or(1))
}

/// The customers of the ranking that the address asks for; tracked.
fn ranked(app: App, map: &ValueMap) -> Vec<u32> {
    let (cell, tier, segment) = (app.param(CELL), app.param(TIER_OF), app.param(SEGMENT));
    let fits = |one: &&Ranked| {
        let is_of = |wanted: &Option<String>, is: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| is.unwrap_or_default() == wanted)
        };
        let [r, f, _] = one.scores;
        let tier_of = map.tiers.get(one.tier).and_then(|(id, _)| id.as_deref());
        let segment_of = one
            .segment
            .and_then(|place| map.segments.get(place))
            .map(|segment| &*segment.id);
        cell.as_deref().is_none_or(|cell| cell == cell_key(r, f))
            && is_of(&tier, tier_of)
            && is_of(&segment, segment_of)
    };
    let places = match tie(app, map) {
        Some((tie, is_above)) => tie.places(is_above),
        None => 0..map.ranked.len(),
    };
    let meant = map.ranked.get(places).unwrap_or_default();
    meant.iter().filter(fits).map(|one| one.slot).collect()
}

/// The border of the address whose equal totals are asked for, and whether of those above it, of those below it, or of all; tracked.
fn tie(app: App, map: &ValueMap) -> Option<(Tie, Option<bool>)> {
    let word = app.param(TIE)?;
    let is_above = match word.chars().last() {
        Some('+') => Some(true),
        Some('-') => Some(false),
        _ => None,
    };
    let place: usize = word.trim_end_matches(['+', '-']).parse().ok()?;
    Some((*map.ties.get(place)?, is_above))
}

/// The customers that moved the way that the address asks for; tracked.
fn moved(app: App, shifts: &Shifts) -> Vec<u32> {
    let wanted = app.param(SHIFT);
    if wanted.as_deref() == Some(STAYED) {
        return shifts.stayed.iter().map(|(slot, _)| *slot).collect();
    }
    let shift = wanted.as_deref().and_then(Shift::from_word);
    let fits = |one: &&Shifted| shift.is_none_or(|shift| one.shift == shift);
    shifts.moved.iter().filter(fits).map(|one| one.slot).collect()
}

/// A cell of the map in addresses.
pub fn cell_key(r: u8, f: u8) -> String {
    format!("{r}-{f}")
}

/// What the list is narrowed to, in words; tracked.
fn filter_said(page: ValueList, t: T) -> Option<String> {
    let app = page.list.app;
    let cell = app.param(CELL).map(|cell| {
        let (r, f) = cell.split_once('-').unwrap_or((&cell, ""));
        format!("R {r} · F {f}")
    });
    let tier = app.param(TIER_OF).map(|id| {
        let class = Some(&*id).filter(|id| !id.is_empty());
        let word = |world: &World| class_word(&[&world.evaluation.plan], t.0, TIER, class).name;
        app.session.read(word).unwrap_or_default()
    });
    let segment = app.param(SEGMENT).map(|id| {
        let name = |map: &Shared<ValueMap>| {
            let found = map.segments.iter().find(|segment| *segment.id == *id);
            found.map(|segment| segment.label().get(t.0).to_owned())
        };
        let name = page.map.with(|map| map.as_ref().and_then(name));
        name.unwrap_or_else(|| t.value_rest().to_owned())
    });
    let tie = page.map.with(|map| map.as_ref().and_then(|map| tie(app, map)));
    let tie = tie.map(|(tie, is_above)| {
        let said = t.value_tied(number(tie.total));
        let n = format::count(tie.places(is_above).len());
        match is_above {
            None => said,
            Some(true) => format::clauses([said, t.value_tie_better(n)], t.0),
            Some(false) => format::clauses([said, t.value_tie_worse(n)], t.0),
        }
    });
    let all: Vec<String> = [cell, tier, segment, tie].into_iter().flatten().collect();
    (!all.is_empty()).then(|| format::clauses(all, t.0))
}

/// What the list is narrowed to, with the way back to all.
pub fn narrowing(page: ValueList) -> AnyView {
    let t = use_text();
    let said = move || (!page.is_of_moves()).then(|| filter_said(page, t())).flatten();
    let all = move || Route::to(VALUE).to_hash();
    let view = move || {
        said().map(|said| {
            view! {
                <span data-testid="value-narrowed">{said} " · " <a href=all>{move || t().value_show_all()}</a></span>
            }
        })
    };
    view! { {view} }.into_any()
}

/// The segment that holds a customer's scores.
fn segment_of(world: &World, segments: &[ValueSegment], slot: u32, lang: Lang) -> Option<String> {
    let score = |metric| world.evaluation.number(slot, metric).map(|score| score as u8);
    let scores = [score(Metric::RScore)?, score(Metric::FScore)?, score(Metric::MScore)?];
    let place = segment::place(segments, scores)?;
    Some(segments.get(place)?.label().get(lang).to_owned())
}

fn name_of(world: &World, slot: u32) -> Option<Cell> {
    let customer = world.book.customers.at(slot)?;
    Some(Cell::Name(
        customer.name.to_string(),
        Route::customer(&customer.id).to_hash(),
    ))
}

fn owner(world: &World, slot: u32, t: T) -> Cell {
    let owner = world
        .book
        .customers
        .at(slot)
        .and_then(|customer| customer.owner.as_deref());
    Cell::whose(owner, t)
}

fn last_order(world: &World, slot: u32, t: T) -> Cell {
    let as_of = world.evaluation.as_of;
    match world.evaluation.number(slot, Metric::DaysSinceLastOrder) {
        None => Cell::Missing(t.unknown().to_owned()),
        Some(days) => {
            let day = as_of.plus_days(-(days as i32));
            Cell::Day(
                format::short_day(day, as_of),
                format::day(day),
                format::distance(day, as_of, t.0),
            )
        }
    }
}

fn ranked_line(world: &World, slot: u32, lang: Lang) -> Option<ListLine> {
    let t = T(lang);
    let number = |metric| world.evaluation.number(slot, metric);
    let figure = |unit: Unit, value: Option<f64>| match value {
        Some(value) => Cell::Figure(format::score(value), file_figure(t, unit, value)),
        None => Cell::Missing(t.unclassified().to_owned()),
    };
    let scores = [Metric::RScore, Metric::FScore, Metric::MScore].map(number);
    let said = scores
        .map(|score| score.map(format::score).unwrap_or_default())
        .join(" · ");
    let segments = segment::segments(&world.book.head.settings);
    let class = world.evaluation.class_in(slot, TIER);
    let [r, f, m] = scores;
    Some(ListLine(vec![
        name_of(world, slot)?,
        Cell::Class(class_word(&[&world.evaluation.plan], lang, TIER, class), false),
        Cell::or(segment_of(world, &segments, slot, lang), t.value_rest()),
        Cell::Text(said),
        figure(Unit::Score, number(Metric::RfmTotal)),
        Cell::Amount(number(Metric::RfmMonetary).map_or(Fen(0), fen), None),
        figure(Unit::Count, number(Metric::RfmFrequency)),
        last_order(world, slot, t),
        owner(world, slot, t),
        figure(Unit::Score, r),
        figure(Unit::Score, f),
        figure(Unit::Score, m),
        Cell::Text(world.book.customers.key_at(slot)?.to_owned()),
    ]))
}

/// The icon and the word of a way.
pub fn shift_word(shift: Shift, t: T) -> (&'static str, &'static str) {
    match shift {
        Shift::Up => ("arrow-up", t.value_up()),
        Shift::Down => ("arrow-down", t.value_down()),
        Shift::Came => ("plus", t.value_came()),
        Shift::Left => ("minus", t.value_left()),
    }
}

fn moved_line(world: &World, one: &Shifted, lang: Lang) -> Option<ListLine> {
    let (t, slot) = (T(lang), one.slot);
    let word = |class: &Option<Text>| class_word(&[&world.evaluation.plan], lang, TIER, class.as_deref());
    let (from, to) = (word(&one.from), word(&one.to));
    let (icon, way) = shift_word(one.shift, t);
    let said = t.value_moved(way, &from.name, &to.name);
    let pair = ClassPair {
        from,
        to,
        by_hand: false,
        way: Some((icon, way)),
        said,
    };
    shift_line(world, slot, (Cell::Pair(pair), one.before, one.now), t)
}

/// Who stayed where it was.
fn stayed_line(world: &World, slot: u32, before: Fen, lang: Lang) -> Option<ListLine> {
    let class = world.evaluation.class_in(slot, TIER);
    let word = class_word(&[&world.evaluation.plan], lang, TIER, class);
    let now = world.evaluation.number(slot, Metric::RfmMonetary).map_or(Fen(0), fen);
    shift_line(world, slot, (Cell::Class(word, false), before, now), T(lang))
}

/// `shift`: what became of the tier, the amount before and now.
fn shift_line(world: &World, slot: u32, (shift, before, now): (Cell, Fen, Fen), t: T) -> Option<ListLine> {
    Some(ListLine(vec![
        name_of(world, slot)?,
        shift,
        Cell::Amount(before, None),
        Cell::Amount(now, None),
        last_order(world, slot, t),
        owner(world, slot, t),
        Cell::Text(world.book.customers.key_at(slot)?.to_owned()),
    ]))
}
