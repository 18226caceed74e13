//! One comparison of a condition: fact, operator, value, and what is wrong with it.

use crate::state::live::*;

use super::editing::{ConditionPart, Editing};
use super::facts;
use super::value::{Several, Typed};
use crate::domain::authoring::edit::{Kind, Tree, kind_of, operated, operators, written};
use crate::domain::label::Lang;
use crate::domain::metric::Unit;
use crate::domain::metric::foreseen::{MODEL, is_foreseen};
use crate::domain::rule::{Leaf, Operand, Operator};
use crate::state::route::{PageId, Route};
use crate::ui::text::T;
use crate::ui::text::sentence::{Words, unit_word};
use crate::ui::widget::{Icon, IconButton, NumberField, Pick, flat};

/// What the value is edited with.
#[derive(Clone, Debug, Default, PartialEq)]
enum Control {
    Number(Unit),
    #[default]
    Flag,
    /// One of certain values.
    One,
    /// Some of certain values.
    Some,
    /// Any text, with proposals.
    Text,
    /// What this editor cannot make: it is said.
    Said,
}

/// A comparison that is edited. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub(super) struct LeafEdit {
    /// The condition.
    pub it: Editing,
    /// Where the comparison stands in it.
    path: StoredValue<Vec<usize>>,
    /// The comparison as it stands.
    pub leaf: Memo<Option<Leaf>>,
}

impl LeafEdit {
    /// Its value, where that is one text; tracked.
    pub fn text(self) -> String {
        self.leaf.with(|leaf| match leaf.as_ref().map(|l| &l.value) {
            Some(Operand::Text(text)) => text.to_string(),
            _ => String::new(),
        })
    }

    /// Sets the value; typing in one field is one step.
    pub fn set(self, value: Operand, typed: bool) {
        let Some(path) = self.path.try_get_value() else { return };
        let key = typed.then(|| format!("{path:?}"));
        self.it.change(T::did_set_value, key, move |tree| {
            if let Some(Tree::Leaf(leaf)) = tree.at_mut(&path) {
                // The comparison may have become one of a list since the control was drawn.
                let next = Leaf { value, ..leaf.clone() };
                *leaf = operated(next, leaf.operator);
            }
        });
    }
}

/// The row.
#[component]
pub fn LeafRow(
    /// The condition.
    it: Editing,
    /// Where the comparison stands in it.
    path: Vec<usize>,
) -> impl IntoView {
    let path = StoredValue::new(path);
    let names = it.names;
    let leaf = Memo::new(move |_| it.tree.with(|tree| path.with_value(|path| tree.leaf(path).cloned())));
    let edit = LeafEdit { it, path, leaf };
    let fact = Memo::new(move |_| leaf.with(|leaf| leaf.as_ref().map_or_else(String::new, |l| l.fact.to_string())));
    let kind = Memo::new(move |_| fact.with(|fact| names.rules.with(|rules| kind_of(rules, fact))));
    let control = Memo::new(move |_| leaf.with(|leaf| kind.with(|kind| control(leaf.as_ref(), kind.as_ref()))));
    // "Is" before yes or no says nothing.
    let is_plain = move || {
        control.get() == Control::Flag && leaf.with(|l| l.as_ref().is_some_and(|l| l.operator == Operator::Equal))
    };
    let mark = path.with_value(|path| it.mark(path));
    let value = move |(control, name): (Control, String)| match control {
        Control::Number(unit) => number(edit, name, unit).into_any(),
        Control::Flag => flag(edit).into_any(),
        Control::One => one(edit, name).into_any(),
        Control::Some => view! { <Several edit=edit fact=name /> }.into_any(),
        Control::Text => view! { <Typed edit=edit fact=name /> }.into_any(),
        Control::Said => said(edit).into_any(),
    };
    view! {
        <div class="cleaf" class:cleaf--plain=is_plain data-at=mark data-testid="rule-leaf">
            <Pick
                label=move || names.t().fact_label()
                kind="fact"
                choices=it.facts
                value=fact
                on_change=Callback::new(move |fact: String| path.with_value(|path| it.set_fact(path, &fact)))
            />
            {operator(edit, kind)}
            <For each=move || [(control.get(), fact.get())] key=|key| format!("{key:?}") children=value />
            {former(edit)}
            <IconButton
                icon="x"
                size="btn--small"
                label=move || names.t().remove_one_condition()
                on_click=Callback::new(move |_| path.with_value(|path| it.remove(path)))
                attr:data-testid="remove-rule-condition"
            />
            {it.beside(ConditionPart::Leaf(path))}
            {without_model(it, fact)}
        </div>
    }
}

/// What a fact waits for that only a model gives, with the way to it.
fn without_model(it: Editing, fact: Memo<String>) -> impl IntoView {
    let names = it.names;
    let is_waiting = Memo::new(move |_| {
        fact.with(|fact| is_foreseen(fact)) && names.rules.with(|rules| !rules.rest.contains_key(MODEL))
    });
    let href = Route::to(PageId::named("growth"))
        .with_param("view", Some("model"))
        .to_hash();
    view! {
        <Show when=move || is_waiting.get()>
            <div class="found" data-testid="without-model">
                <Icon name="info" size=14 />
                <span>
                    {move || names.t().waits_for_model()} " "
                    <a class="inline" href=href.clone()>{move || names.t().waits_open()}</a>
                </span>
            </div>
        </Show>
    }
}

fn control(leaf: Option<&Leaf>, kind: Option<&Kind>) -> Control {
    let (Some(leaf), Some(kind)) = (leaf, kind) else {
        return Control::Said;
    };
    let many = leaf.operator.takes_list();
    match (kind, &leaf.value) {
        (Kind::Number(unit), Operand::Number(_)) if !many => Control::Number(*unit),
        (Kind::Flag, Operand::Flag(_)) if !many => Control::Flag,
        (Kind::Class(_) | Kind::Word(_), Operand::List(_)) if many => Control::Some,
        (Kind::Class(_), Operand::Text(_)) => Control::One,
        (Kind::Word(fact), Operand::Text(_)) if facts::is_closed(fact) => Control::One,
        (Kind::Word(_) | Kind::List, Operand::Text(_)) => Control::Text,
        _ => Control::Said,
    }
}

fn operator(edit: LeafEdit, kind: Memo<Option<Kind>>) -> impl IntoView {
    let LeafEdit { it, path, leaf } = edit;
    let names = it.names;
    let now = Memo::new(move |_| leaf.with(|leaf| Some(leaf.as_ref()?.operator)));
    let operator = move || now.get().unwrap_or(Operator::Equal);
    let choices = Signal::derive(move || {
        let (t, kind) = (names.t(), kind.get());
        let mut all = kind.as_ref().map_or_else(Vec::new, |kind| operators(kind).to_vec());
        // A rule from elsewhere may have one that is not offered.
        if !all.contains(&operator()) {
            all.push(operator());
        }
        let word = |o: &Operator| (o.word().to_owned(), facts::operator_word(t, *o, kind.as_ref()));
        flat(all.iter().map(word).collect())
    });
    let change = move |word: String| {
        let (Some(path), Some(to), Some(leaf)) =
            (path.try_get_value(), Operator::from_word(&word), leaf.get_untracked())
        else {
            return;
        };
        it.change(T::did_change_condition, None, move |tree| {
            tree.set_leaf(&path, operated(leaf, to))
        });
    };
    view! {
        <Pick
            label=move || names.t().operator_label()
            kind="operator"
            choices=choices
            value=Signal::derive(move || operator().word().to_owned())
            on_change=Callback::new(change)
        />
    }
}

fn number(edit: LeafEdit, fact: String, unit: Unit) -> impl IntoView {
    let names = edit.it.names;
    let value = Memo::new(move |_| {
        edit.leaf.with(|leaf| match leaf.as_ref()?.value {
            Operand::Number(number) => Some(number),
            _ => None,
        })
    });
    let word = fact.clone();
    view! {
        <NumberField
            label=move || names.rules.with(|rules| facts::fact_name(names, rules, &fact))
            unit=unit
            unit_word=move || unit_word(names.lang(), &word, unit)
            value=value
            on_number=Callback::new(move |number| edit.set(Operand::Number(number), true))
            on_leave=edit.it.on_leave
        />
    }
}

fn flag(edit: LeafEdit) -> impl IntoView {
    let names = edit.it.names;
    let value = Signal::derive(move || {
        edit.leaf
            .with(|leaf| match leaf.as_ref().map(|l| &l.value) {
                Some(Operand::Flag(true)) => "true",
                _ => "false",
            })
            .to_owned()
    });
    let choices = Signal::derive(move || {
        let t = names.t();
        flat(vec![
            ("true".to_owned(), t.yes().to_owned()),
            ("false".to_owned(), t.no().to_owned()),
        ])
    });
    view! {
        <Pick
            label=move || names.t().value_label()
            kind="value"
            choices=choices
            value=value
            on_change=Callback::new(move |word: String| edit.set(Operand::Flag(word == "true"), false))
        />
    }
}

fn one(edit: LeafEdit, fact: String) -> impl IntoView {
    let names = edit.it.names;
    let choices = Memo::new(move |_| facts::values(names, &fact));
    let value = Signal::derive(move || edit.text());
    let change = move |word: String| edit.set(Operand::Text(word.into()), false);
    view! {
        <Pick
            label=move || names.t().value_label()
            kind="value"
            choices=choices
            value=value
            on_change=Callback::new(change)
        />
    }
}

fn said(edit: LeafEdit) -> impl IntoView {
    let names = edit.it.names;
    let words = move || {
        edit.leaf.with(|leaf| {
            let leaf = leaf.as_ref()?;
            let lang = names.lang();
            names.with_plan(|plan| Words { lang, plan }.operand(&leaf.fact, &leaf.value))
        })
    };
    view! { <span class="cleaf__said">{words}</span> }
}

/// The number in force, struck through where the draft has another.
fn former(edit: LeafEdit) -> impl IntoView {
    let LeafEdit { it, path, leaf } = edit;
    let names = it.names;
    let old = Memo::new(move |_| {
        let now = leaf.get()?;
        let Operand::Number(number) = now.value else {
            return None;
        };
        let before = it
            .base
            .with(|base| path.with_value(|path| matching(base, path, &now)))?;
        let unit = match names.rules.with(|rules| kind_of(rules, &now.fact)) {
            Some(Kind::Number(unit)) => unit,
            _ => return None,
        };
        (before != number).then(|| written(before, unit))
    });
    let shown = move || {
        old.get().map(|old| {
            let t = names.t();
            view! { <span class="former nowrap">{t.former_value(old)}</span> }
        })
    };
    view! { {shown} }
}

/// The number that the rules in force have for a comparison: at the same path, else the only one about the same fact.
fn matching(base: &Tree, path: &[usize], now: &Leaf) -> Option<f64> {
    let same = |leaf: &Leaf| leaf.fact == now.fact;
    let at_path = base.leaf(path).filter(|leaf| same(leaf)).cloned();
    let found = at_path.or_else(|| {
        let mut all = Vec::new();
        base.each(&mut Vec::new(), &mut |_, part| {
            if let Tree::Leaf(leaf) = part
                && same(leaf)
            {
                all.push(leaf.clone());
            }
        });
        all.pop().filter(|_| all.is_empty())
    })?;
    match found.value {
        Operand::Number(number) => Some(number),
        _ => None,
    }
}

/// A value of a fact in words.
pub(super) fn value_word(lang: Lang, it: Editing, fact: &str, value: &str) -> String {
    let words = it.names.with_plan(|plan| Words { lang, plan }.word(fact, value));
    words.unwrap_or_else(|| value.to_owned())
}
