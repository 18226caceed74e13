//! The rows of the review: who, from where to where, what crossed the line, and the decision.

use crate::state::live::*;

use super::desk::{Desk, line};
use crate::domain::inquiry::ties::{Judged, ties};
use crate::domain::kind::{Decision, Review};
use crate::domain::label::Lang;
use crate::domain::record::Text;
use crate::domain::report::change::no_rate;
use crate::domain::report::moves::Way;
use crate::domain::report::purchases::Purchases;
use crate::domain::report::review::{Reviewed, cause, cause_by_rules};
use crate::state::review::moves::Look;
use crate::state::route::Route;
use crate::ui::class_word::ClassWord;
use crate::ui::format;
use crate::ui::list::picks::RowKey;
use crate::ui::list::{
    Cell, ClassPair, ListAction, ListColumn, ListLine, ListPage, ListState, ListWords, pair, printed_where,
};
use crate::ui::proof::cause_words;
use crate::ui::text::T;
use crate::ui::text::sentence::Words;
use crate::ui::tone::way_icon;

/// How many of the lines that were crossed have a column each in files; the last one takes any further ones.
const CROSSED: usize = 4;

impl ListPage for Desk {
    const WORDS: ListWords = ListWords {
        label: T::review_list,
        select_all: T::review_select_all,
        select_one: |t, line| t.review_select_one(line.name(), line.text(2)),
        shown: T::review_shown,
        selected: T::review_selected,
        keys: T::review_keys,
        file: T::review_list_file,
        row_mark: "review-row",
        count_mark: "review-shown",
    };
    const ACTIONS: &'static [ListAction<Self>] = &[
        ListAction {
            text: T::review_confirm,
            label: |t, name| t.review_confirm_of(name),
            mark: "review-confirm",
            icon: Some("check"),
            is_quiet: false,
            can: |_, _| true,
            run: |desk, rows| desk.asked.set(Some((Decision::Confirm, rows.to_vec()))),
        },
        ListAction {
            text: T::review_hold,
            label: |t, name| t.review_hold_of(name),
            mark: "review-hold",
            icon: Some("lock"),
            is_quiet: true,
            // Whoever had no class before has none to keep.
            can: |desk, row| desk.at(row).is_some_and(|item| item.mover.from.is_some()),
            run: |desk, rows| desk.asked.set(Some((Decision::Hold, rows.to_vec()))),
        },
    ];

    fn list(self) -> ListState {
        self.list
    }

    fn key(self, row: u32) -> Option<RowKey> {
        let key = |item: &Reviewed| (item.mover.slot, item.dimension.clone());
        self.moves.with(|moves| moves.as_ref()?.get(row as usize).map(key))
    }

    /// A move that was decided waits for nothing.
    fn can_pick(self, row: u32) -> bool {
        let waits = |item: &Reviewed| item.decision.is_none();
        self.moves.with(|moves| {
            moves
                .as_ref()
                .and_then(|moves| moves.get(row as usize))
                .is_some_and(waits)
        })
    }

    fn line(self, row: u32, lang: Lang) -> Option<ListLine> {
        let item = self.at(row)?;
        let mut line = self.app.reviews.read(|look| cells(&look, &item, lang)).flatten()?;
        if self.is_again(row)
            && let Some(named) = line.0.iter_mut().find(|cell| matches!(cell, Cell::Name(..)))
            && let Cell::Name(name, href) = named.clone()
        {
            *named = Cell::Again(name, href);
        }
        Some(line)
    }

    fn columns(self, lang: Lang) -> Vec<ListColumn> {
        let t = T(lang);
        let column = |key: &str, label: &str| ListColumn::new(key, label);
        // English names of classes are longer, and a small desk shows all columns.
        let wide = |zh: u32, en: u32| if lang == Lang::En { en } else { zh };
        let crossed = (1..=CROSSED).map(|n| column(&format!("crossed{n}"), &t.review_col_crossed(n)).in_files());
        let mut all = vec![
            column("id", t.customer_number()).in_files(),
            column("name", t.review_col_customer())
                .grows(wide(120, 100), 1.5)
                .sorts("name", false),
            column("dim", t.review_col_dimension()).grows(wide(92, 88), 0.8).soft(),
            column("from_day", t.review_col_from_day()).in_files(),
            column("to_day", t.review_col_to_day()).in_files(),
            column("move", t.review_col_move())
                .grows(wide(152, 190), 1.6)
                .not_in_files(),
            column("way", t.review_col_way()).in_files(),
            column("before", t.review_col_before()).in_files(),
            column("after", t.review_col_after()).in_files(),
            column("cause", t.review_col_cause())
                .grows(wide(112, 100), 2.8)
                .not_in_files(),
        ];
        all.extend(crossed);
        all.extend([
            ListColumn {
                head: Some(t.col_amount_unit().to_owned()),
                ..column("amount", t.review_col_purchase())
            }
            .px(wide(96, 88))
            .figure()
            .sorts("purchase", true),
            column("decide", t.review_col_decide()).px(152).blank().not_in_files(),
            column("decision", t.review_col_decide()).in_files(),
            column("on", t.review_col_on()).in_files(),
            column("by", t.review_col_by()).in_files(),
            column("reason", t.review_col_reason()).in_files(),
            column("action", t.review_col_action()).in_files(),
        ]);
        all
    }

    fn paper(self, t: T, rows: &[u32]) -> (String, String) {
        let shown = t.review_shown(rows.len()) + &printed_where(self, t, []);
        (t.review_printed(self.occasion_words(t)), shown)
    }

    fn signs(t: T) -> Vec<&'static str> {
        vec![t.review_sign_by(), t.review_sign_day()]
    }
}

fn cells(look: &Look, item: &Reviewed, lang: Lang) -> Option<ListLine> {
    let t = T(lang);
    let said = line(look, item, lang)?;
    let customer = look.world.book.customers.at(item.mover.slot)?;
    let crossed = crossed(look, item, lang);
    let told = item.decision.as_deref();
    let text = |read: fn(&Review) -> Option<&str>| Cell::Text(told.and_then(read).unwrap_or_default().to_owned());
    let (word, day) = told.map_or_else(Default::default, |told| decided(told, lang));
    let purchase = |_| Cell::purchase(t, Purchases::of(look.after, item.mover.slot));
    let amount = item.mover.purchase.map(purchase);
    let by = told.and_then(|told| told.by.as_deref()).unwrap_or_default();
    let [from, to] = [look.before, look.after].map(|evaluation| Cell::day(Some(evaluation.as_of)));
    let in_files = crossed_in_files(&crossed);
    let mut all = vec![
        Cell::Text(customer.id.to_string()),
        Cell::Name(
            said.name,
            Route::customer(&customer.id)
                .with_param("why", Some(&item.dimension))
                .to_hash(),
        ),
        Cell::Text(said.dimension),
        from,
        to,
        Cell::Pair(moved_pair(t, said.from.clone(), said.to.clone(), said.way)),
        Cell::Text(t.way(said.way).to_owned()),
        Cell::Text(said.from.name),
        Cell::Text(said.to.name),
        // A row has two lines. The comparisons that decided stay; below them what was said to it.
        Cell::Phrases(match (told, crossed.as_slice()) {
            (None, [first, rest @ ..]) if rest.len() > 1 => vec![first.clone(), rest.join(t.clause_break())],
            (None, few) => few.to_vec(),
            (Some(told), all) => {
                let all = (!all.is_empty()).then(|| all.join(t.clause_break()));
                all.into_iter().chain(why(t, told)).collect()
            }
        }),
    ];
    all.extend(in_files);
    all.extend([
        amount.unwrap_or_else(|| Cell::Missing(t.unknown().to_owned())),
        match told {
            None => Cell::Actions(&[0, 1]),
            Some(told) => {
                let is_good = told.decision != Some(Decision::Hold);
                Cell::Verdict(word.clone(), format!("{day} {by}"), is_good)
            }
        },
        Cell::Text(word),
        Cell::day(told.map(|told| told.at.day)),
        Cell::Text(by.to_owned()),
        text(|told| told.reason.as_deref()),
        text(|told| told.action.as_deref()),
    ]);
    Some(ListLine(all))
}

/// The lines that were crossed, a cell each.
fn crossed_in_files(crossed: &[String]) -> Vec<Cell> {
    let last = CROSSED - 1;
    let further = crossed.get(last..).unwrap_or_default().to_vec();
    let alone = (0..last).map(|n| Cell::Text(crossed.get(n).cloned().unwrap_or_default()));
    alone.chain([Cell::Phrases(further)]).collect()
}

/// The decision and its day.
fn decided(told: &Review, lang: Lang) -> (String, String) {
    let word = told.decision.map(|d| d.label().get(lang).to_owned());
    (word.unwrap_or_default(), format::day(told.at.day))
}

/// Why it was decided so, and what is done.
fn why(t: T, told: &Review) -> Option<String> {
    let said = |text: &Option<Text>| text.as_deref().filter(|text| !text.is_empty()).map(str::to_owned);
    let action = said(&told.action).map(|action| t.review_decision_action(&action));
    let both: Vec<String> = said(&told.reason).into_iter().chain(action).collect();
    (!both.is_empty()).then(|| both.join(t.clause_break()))
}

/// What crossed the line, a phrase a figure. Of a move that was held what the rules alone would say; nothing for one that was confirmed
/// and is no more.
fn crossed(look: &Look, item: &Reviewed, lang: Lang) -> Vec<String> {
    let (mover, dimension) = (&item.mover, &item.dimension);
    let decision = item.decision.as_ref().and_then(|told| told.decision);
    let is_gone = look.after.class_in(mover.slot, dimension) != mover.to.as_deref();
    if is_gone && decision == Some(Decision::Confirm) {
        return Vec::new();
    }
    let words = Words {
        lang,
        plan: &look.after.plan,
    };
    let (book, ledger) = (&look.world.book, &look.world.ledger);
    let (before, after, slot) = (look.before, look.after, mover.slot);
    let cause = match is_gone {
        true => cause_by_rules(book, ledger, before, after, slot, (dimension, mover.to.as_deref())),
        false => cause(book, ledger, before, after, slot, dimension),
    };
    let no_rates = |fact: &str| [before, after].map(|evaluation| no_rate(ledger.row(slot), evaluation.as_of, fact));
    let mut phrases = cause_words(&cause, words, &no_rates);
    // Only their ids may have put the customer over the line, on one day or the other.
    let judged = after.plan.dimension(dimension).map(Judged::Class);
    let alike = judged.and_then(|judged| {
        [after, before]
            .into_iter()
            .find_map(|side| ties(book, side, slot, judged))
    });
    if let (Some(first), Some(customers)) = (phrases.first_mut(), alike) {
        *first = format::clauses([&**first, &T(lang).alike_by_id(customers)], lang);
    }
    phrases
}

/// Two classes with the way between them.
fn moved_pair(t: T, from: ClassWord, to: ClassWord, way: Way) -> ClassPair {
    let word = t.way(way);
    ClassPair {
        said: format!("{word} {}", t.review_moved_from(&from.name, &to.name)),
        way: Some((way_icon(way), word)),
        by_hand: false,
        from,
        to,
    }
}

/// The same as chips.
pub fn moved(t: T, from: ClassWord, to: ClassWord, way: Way) -> impl IntoView {
    pair(moved_pair(t, from, to, way))
}
