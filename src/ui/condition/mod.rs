//! The editor of a condition, wherever one is edited: rules, and later audiences, filters and campaigns. Groups with a joining word,
//! comparisons in them. The controls are built anew only when the shape changes.
//!
//! Whoever has the condition gives an [`Editing`]: the condition as it stands, the facts it may look at, how a change is taken.

mod editing;
pub mod facts;
mod leaf;
mod names;
pub mod said;
mod value;

use crate::state::live::*;

pub use self::editing::{Beside, ConditionChange, ConditionPart, Editing};
use self::leaf::LeafRow;
pub use self::names::RuleNames;
use crate::domain::authoring::edit::{Join, Tree};
use crate::ui::later::{Later, later, piece};
use crate::ui::text::T;
use crate::ui::widget::{Icon, IconButton, Pick, flat};

/// The editor of a condition.
#[component]
pub fn ConditionEditor(
    /// The condition.
    it: Editing,
    /// Stands behind others that are tried first: what is said before the condition.
    #[prop(into)]
    lead: Signal<String>,
) -> impl IntoView {
    piece(&EDITOR, move |editor| editor(it, lead))
}

type BuildEditor = fn(Editing, Signal<String>) -> AnyView;

static EDITOR: Later<BuildEditor> =
    later!(write: edit_condition => BuildEditor { |it, lead| whole(it, lead).into_any() });

fn whole(it: Editing, lead: Signal<String>) -> impl IntoView {
    let shape = Memo::new(move |_| it.tree.with(Tree::shape));
    let whole = move |_| {
        let tree = it.tree.get_untracked();
        group(it, Vec::new(), &tree, Some(lead))
    };
    // A list of one: another shape is drawn anew, so that no control keeps what belonged to another comparison.
    view! { <For each=move || [shape.get()] key=Clone::clone children=whole /> }
}

fn part(it: Editing, path: Vec<usize>, tree: &Tree) -> AnyView {
    match tree {
        Tree::Leaf(_) => view! { <LeafRow it=it path=path /> }.into_any(),
        Tree::Group(..) => group(it, path, tree, None),
    }
}

fn group(it: Editing, path: Vec<usize>, tree: &Tree, lead: Option<Signal<String>>) -> AnyView {
    let parts = tree.parts(&[]);
    let children = parts.iter().enumerate().map(|(i, child)| {
        let path: Vec<usize> = path.iter().copied().chain([i]).collect();
        part(it, path, child)
    });
    let children = children.collect_view();
    let is_root = lead.is_some();
    let empty = parts.is_empty();
    let head = (!empty).then(|| head(it, path.clone(), lead));
    let mark = it.mark(&path);
    let at = StoredValue::new(path.clone());
    view! {
        <div class="cgroup" class:cgroup--inner=!is_root role="group" data-at=mark>
            {head}
            {it.beside(ConditionPart::Group(at))}
            {children}
            {adders(it, path, empty)}
        </div>
    }
    .into_any()
}

/// 满足 [全部] 条件：
fn head(it: Editing, path: Vec<usize>, lead: Option<Signal<String>>) -> impl IntoView {
    let names = it.names;
    let at = path.clone();
    let join = Memo::new(move |_| it.tree.with(|tree| tree.join(&at)).unwrap_or(Join::All));
    let positive = move || matches!(join.try_get(), None | Some(Join::All | Join::Any));
    let before = move || {
        let t = names.t();
        let lead = lead.map(|lead| lead.get()).unwrap_or_default();
        let own = match (positive(), lead.is_empty()) {
            (true, true) => t.meets_first(),
            (true, false) => t.meets(),
            (false, true) => t.of_these_first(),
            (false, false) => t.of_these(),
        };
        format!("{lead}{own}")
    };
    let after = move || {
        if positive() {
            names.t().conditions()
        } else {
            names.t().are_met()
        }
    };
    let choices = Signal::derive(move || {
        flat(
            Join::ALL
                .iter()
                .map(|j| (j.word().to_owned(), join_word(names.t(), *j).to_owned()))
                .collect(),
        )
    });
    let chosen = Signal::derive(move || join.try_get().unwrap_or(Join::All).word().to_owned());
    let change = {
        let path = path.clone();
        move |word: String| {
            if let Some(to) = Join::from_word(&word) {
                let path = path.clone();
                it.change(T::did_join, None, move |tree| tree.set_join(&path, to));
            }
        }
    };
    let tools = lead.is_none().then(|| group_tools(it, path));
    view! {
        <div class="cgroup__head">
            <span>{before}</span>
            <Pick
                label=move || names.t().join_label()
                kind="join"
                choices=choices
                value=chosen
                on_change=Callback::new(change)
            />
            <span>{after}</span>
            {tools}
        </div>
    }
}

fn join_word(t: T, join: Join) -> &'static str {
    match join {
        Join::All => t.join_all(),
        Join::Any => t.join_any(),
        Join::Neither => t.join_neither(),
        Join::NotAll => t.join_not_all(),
    }
}

/// Taking a group apart, and away.
fn group_tools(it: Editing, path: Vec<usize>) -> impl IntoView {
    let names = it.names;
    let apart = {
        let path = path.clone();
        move |_| {
            let at = path.clone();
            it.change(T::did_unwrap, None, move |tree| tree.unwrap(&at));
            it.focus_last(path.split_last().map_or(&[], |(_, above)| above));
        }
    };
    view! {
        <span class="cgroup__tools">
            <button type="button" class="btn btn--quiet btn--small" on:click=apart>
                {move || names.t().unwrap_group()}
            </button>
            <IconButton
                icon="x"
                size="btn--small"
                label=move || names.t().remove_group()
                on_click=Callback::new(move |_| it.remove(&path))
            />
        </span>
    }
}

fn adders(it: Editing, path: Vec<usize>, empty: bool) -> impl IntoView {
    let names = it.names;
    let (one, many) = (path.clone(), path);
    let any = (!empty).then(|| {
        view! {
            <button
                type="button"
                class="btn btn--quiet btn--small"
                data-testid="add-group"
                on:click=move |_| it.add(&many, Some(Join::Any))
            >
                <Icon name="plus" size=14 />
                {move || names.t().add_any_group()}
            </button>
        }
    });
    view! {
        <div class="cgroup__add">
            <button
                type="button"
                class="btn btn--quiet btn--small cgroup__one"
                data-testid="add-rule-condition"
                on:click=move |_| it.add(&one, None)
            >
                <Icon name="plus" size=14 />
                {move || names.t().add_one_condition()}
            </button>
            {any}
        </div>
    }
}
