//! The editor of a condition, wherever one is edited: rules, and later audiences, filters and campaigns. Groups with a joining word,
//! comparisons in them. The controls are built anew only when the shape changes.
//!
//! Whoever has the condition gives an [`Editing`]: the condition as it stands, the facts it may look at, how a change is taken.

pub mod facts;
mod leaf;
pub mod said;
mod value;

use std::sync::Arc;

use crate::state::live::*;

use self::leaf::LeafRow;
use crate::domain::label::Lang;
use crate::domain::rule::edit::{Join, Kind, Tree, fitting, kind_of};
use crate::domain::rule::plan::Plan;
use crate::domain::rule::{Condition, Leaf, Operand, Operator, Rulebook};
use crate::state::App;
use crate::ui::focus::focus_soon;
use crate::ui::text::T;
use crate::ui::widget::{Choices, Icon, IconButton, Pick, flat};

/// What facts, classes and words are called: in the rules that are edited, or in those in force. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct RuleNames {
    /// The app.
    pub app: App,
    /// The rules.
    pub rules: Memo<Arc<Rulebook>>,
    /// Their plan, also of a draft with problems: for names alone.
    pub plan: Memo<Arc<Plan>>,
}

impl RuleNames {
    /// The texts; tracked.
    pub fn t(self) -> T {
        T(self.lang())
    }

    /// The language; tracked.
    pub fn lang(self) -> Lang {
        self.app.lang.get()
    }

    /// Reads the plan. Tracked.
    pub fn with_plan<R>(self, read: impl FnOnce(&Plan) -> R) -> Option<R> {
        self.plan.try_with(|plan| read(plan))
    }
}

/// A change of a condition: one step of its owner's undo.
pub struct ConditionChange {
    /// What it is called, given the name of the condition's owner.
    pub label: fn(T, String) -> String,
    /// Steps in a row of the same key are one.
    pub key: Option<String>,
    /// Does it.
    pub edit: Box<dyn FnOnce(&mut Tree)>,
}

/// A part of a condition that something may be said about.
#[derive(Clone, Copy)]
pub enum ConditionPart {
    /// A group, by its path.
    Group(StoredValue<Vec<usize>>),
    /// A comparison, by its path.
    Leaf(StoredValue<Vec<usize>>),
}

/// What stands beside a part: what is wrong with it, what was found.
pub type Beside = Arc<dyn Fn(Editing, ConditionPart) -> AnyView + Send + Sync>;

/// A condition that is edited. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct Editing {
    /// The names that it is said in.
    pub names: RuleNames,
    /// The condition as it stands.
    pub tree: Memo<Tree>,
    /// The condition as it was before it was edited.
    pub base: Memo<Tree>,
    /// The facts that it may look at.
    pub facts: Memo<Choices>,
    /// Its place, as the compiler names it; also its mark in the page.
    pub place: StoredValue<String>,
    /// Takes a change.
    pub on_change: Callback<ConditionChange>,
    /// Hears that a field was left: the next change is a step of its own.
    pub on_leave: Callback<()>,
    /// What stands beside its parts.
    pub beside: StoredValue<Option<Beside>>,
}

impl Editing {
    /// Changes the condition as one step of the undo; steps in a row of the same key are one.
    fn change(self, label: fn(T, String) -> String, key: Option<String>, edit: impl FnOnce(&mut Tree) + 'static) {
        let edit = Box::new(edit);
        self.on_change.run(ConditionChange { label, key, edit });
    }

    /// What stands beside a part.
    fn beside(self, part: ConditionPart) -> Option<AnyView> {
        self.beside.get_value().map(|beside| beside(self, part))
    }

    /// The mark of a part, for the focus.
    pub fn mark(self, path: &[usize]) -> String {
        format!("{}/{}", self.place.get_value(), written(path))
    }

    /// Puts the focus on a control of a part.
    fn focus(self, path: &[usize], control: &str) {
        focus_soon(format!("[data-at=\"{}\"] {control}", self.mark(path)));
    }

    /// Adds a comparison to a group, or a group of one; the focus goes to its fact.
    fn add(self, group: &[usize], join: Option<Join>) {
        let leaf = self.fresh(group);
        let (label, part): (fn(T, String) -> String, Tree) = match join {
            None => (T::did_add_condition, Tree::Leaf(leaf)),
            Some(join) => (T::did_add_group, Tree::Group(join, vec![Tree::Leaf(leaf)])),
        };
        let at = group.to_vec();
        self.change(label, None, move |tree| tree.add(&at, part));
        self.focus_last(group);
    }

    /// The focus goes to the last comparison of a group, wherever the edit has put the group.
    fn focus_last(self, group: &[usize]) {
        let tree = self.tree.get_untracked();
        let mut last = None;
        tree.each(&mut Vec::new(), &mut |path, part| {
            if path.starts_with(group) && matches!(part, Tree::Leaf(_)) {
                last = Some(path.to_vec());
            }
        });
        if let Some(path) = last {
            self.focus(&path, "select");
        }
    }

    /// A new comparison: about the fact of its neighbour, else about the yearly purchases.
    fn fresh(self, group: &[usize]) -> Leaf {
        let tree = self.tree.get_untracked();
        let neighbour = tree.parts(group).iter().rev().find_map(|part| part.leaf(&[]));
        let first = Leaf {
            fact: "annual_purchase".into(),
            operator: Operator::GreaterThanInclusive,
            value: Operand::Number(100_000.0),
            extra: Default::default(),
        };
        neighbour.cloned().map_or(first, |leaf| Leaf {
            extra: Default::default(),
            ..leaf
        })
    }

    /// Takes a part away; the focus goes to what stands in its place.
    pub fn remove(self, path: &[usize]) {
        let gone = path.to_vec();
        self.change(T::did_remove_condition, None, move |tree| tree.remove(&gone));
        let tree = self.tree.get_untracked();
        let (last, above) = path.split_last().map_or((0, path), |(last, above)| (*last, above));
        let left = tree.parts(above).len();
        if left == 0 {
            return self.focus(&[], ".cgroup__add .btn");
        }
        let mut next = above.to_vec();
        next.push(last.min(left - 1));
        self.focus(&next, "select");
    }

    /// Changes the fact of a comparison; what still fits stays.
    pub fn set_fact(self, path: &[usize], fact: &str) {
        let rules = self.names.rules.get_untracked();
        let Some(leaf) = self.tree.get_untracked().leaf(path).cloned() else {
            return;
        };
        let word = match kind_of(&rules, fact) {
            Some(Kind::Word(_) | Kind::List) => untrack(|| facts::suggestions(self.names, fact)).into_iter().next(),
            _ => None,
        };
        let next = fitting(&rules, &leaf, fact, word.as_ref().map(|(word, _)| &**word));
        let at = path.to_vec();
        self.change(T::did_change_condition, None, move |tree| tree.set_leaf(&at, next));
    }

    /// Whether the compiler's place is that of a comparison, or inside of the signal that it looks at. Tracked.
    pub fn is_leaf_place(self, path: StoredValue<Vec<usize>>, place: &str) -> bool {
        let mine = path.with_value(|path| self.compiled_place(path));
        mine.is_some_and(|mine| place.strip_prefix(&mine).is_some_and(|rest| !rest.starts_with('[')))
    }

    /// Whether it is that of a group. A condition that is one comparison has no group. Tracked.
    pub fn is_group_place(self, path: StoredValue<Vec<usize>>, place: &str) -> bool {
        let is_one = matches!(self.condition(), Some(Condition::Leaf(_)));
        !is_one && path.with_value(|path| self.compiled_place(path)).as_deref() == Some(place)
    }

    /// How the compiler names the place of a part. Tracked.
    pub fn compiled_place(self, path: &[usize]) -> Option<String> {
        let condition = self.condition()?;
        let (_, place) = Tree::places(&condition).into_iter().find(|(p, _)| p == path)?;
        Some(format!("{}{place}", self.place.get_value()))
    }

    /// The condition itself; nothing where there is none. Tracked.
    pub fn condition(self) -> Option<Condition> {
        self.tree.get().condition()
    }
}

/// A path as a mark.
fn written(path: &[usize]) -> String {
    path.iter().map(ToString::to_string).collect::<Vec<_>>().join(".")
}

/// The editor of a condition.
#[component]
pub fn ConditionEditor(
    /// The condition.
    it: Editing,
    /// Stands behind others that are tried first: what is said before the condition.
    #[prop(into)]
    lead: Signal<String>,
) -> impl IntoView {
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
            it.focus_last(&path[..path.len().saturating_sub(1)]);
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
                on:click=move |_| it.remove(&path)
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
