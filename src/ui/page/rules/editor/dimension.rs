//! A dimension: its name, its colour, its classes in the order they are tried, and who is left.

use std::sync::Arc;

use crate::state::live::*;

use super::class::ClassRow;
use super::dimension_head::Head;
use super::found::found_at;
use super::issues::issues_at;
use crate::domain::record::Text;
use crate::domain::report::moves::ClassCount;
use crate::domain::rule::{Dimension, edit};
use crate::ui::focus::focus_soon;
use crate::ui::page::rules::desk::{Desk, use_desk};
use crate::ui::text::{T, names};
use crate::ui::widget::{Button, LinkButton};
use crate::ui::widget::{Pick, flat};

/// A dimension that is edited. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct Table {
    /// The page.
    pub desk: Desk,
    /// The dimension's id.
    pub id: StoredValue<Text>,
    /// The dimension in the draft; nothing where it is gone.
    pub dimension: Memo<Option<Arc<Dimension>>>,
    /// The ids of its classes in use, in order; those of its bands where it has some.
    pub classes: Memo<Vec<Text>>,
    /// How many customers each class has now and under the draft.
    pub counts: Memo<Vec<ClassCount>>,
    /// The class that is being dragged.
    pub dragged: RwSignal<Option<Text>>,
}

impl Table {
    fn new(desk: Desk, id: Text) -> Self {
        let (own, counted) = (id.clone(), id.clone());
        let dimension = Memo::new(move |_| desk.rules.with(|rules| rules.dimension(&own).cloned().map(Arc::new)));
        let classes = Memo::new(move |_| {
            let Some(dimension) = dimension.get() else {
                return Vec::new();
            };
            let out = |id: &str| {
                dimension
                    .classes
                    .iter()
                    .any(|c| *c.id == *id && c.retired == Some(true))
            };
            let all = desk.rules.with(|rules| {
                rules
                    .classes(&dimension)
                    .into_iter()
                    .map(|(id, _)| Text::from(id))
                    .collect::<Vec<_>>()
            });
            all.into_iter()
                .filter(|id| dimension.bands_of.is_some() || !out(id))
                .collect()
        });
        let counts = Memo::new(move |_| {
            let found = desk.shop.moves(&counted);
            found.map_or_else(Vec::new, |moves| moves.counts.clone())
        });
        Self {
            desk,
            id: StoredValue::new(id),
            dimension,
            classes,
            counts,
            dragged: RwSignal::new(None),
        }
    }

    /// Reads the dimension. Tracked.
    pub fn read<R: Default>(self, read: impl FnOnce(&Dimension) -> R) -> R {
        self.dimension.with(|d| d.as_deref().map(read)).unwrap_or_default()
    }

    /// The dimension's colour. Tracked.
    pub fn palette(self) -> String {
        let hue = self.read(|d| d.hue);
        self.id.with_value(|id| crate::ui::tone::palette(id, hue).to_owned())
    }

    /// Whether its classes are the bands of a score. Tracked.
    pub fn has_bands(self) -> bool {
        self.read(|d| d.bands_of.is_some())
    }

    /// Changes the dimension in the draft; steps in a row of the same key are one.
    pub fn change(self, label: fn(T, String) -> String, key: Option<&str>, change: impl FnOnce(&mut Dimension)) {
        let id = self.id.get_value();
        let name = |t: T| untrack(|| self.read(|d| names::dimension_called(t.0, &d.id, &d.name)));
        let key = key.map(|key| format!("dimensions[{id}]/{key}"));
        self.desk.edit(
            |t| label(t, name(t)),
            key,
            |rules| edit::with_dimension(rules, &id, change),
        );
    }
}

/// The editor of a dimension.
#[component]
pub fn DimensionEditor(
    /// Its id.
    id: Text,
) -> impl IntoView {
    let it = Table::new(use_desk(), id.clone());
    let kind = untrack(|| it.read(|d| (d.bands_of.clone(), d.text_of.clone())));
    let at = format!("dimensions[{id}]");
    let body = match kind {
        (_, Some(fact)) => of_text(it, fact).into_any(),
        (bands, None) => view! { <ClassList it=it score=bands /> }.into_any(),
    };
    view! {
        <section class="panel ruled" data-testid="dimension-editor" data-dimension=id.to_string()>
            <Head it=it />
            <div class="double-rule"></div>
            {issues_at(it.desk, format!("dimensions[{id}]"))}
            {body}
            {found_at(it.desk, move |place| place == at)}
        </section>
    }
}

/// A dimension that takes a word of the record as it is.
fn of_text(it: Table, fact: Text) -> impl IntoView {
    let desk = it.desk;
    let words = move || {
        let name = desk.rules.with(|_| {
            crate::domain::rule::fact::WORDS
                .iter()
                .find(|w| *w.id == *fact)
                .map(|w| w.label.clone())
        });
        let t = desk.t();
        t.of_field(name.map_or_else(|| fact.to_string(), |label| t.label(&label)))
    };
    view! { <p class="ruled__text">{words}</p> }
}

#[component]
fn ClassList(it: Table, score: Option<Text>) -> impl IntoView {
    let desk = it.desk;
    let is_rules = score.is_none();
    let to_score = score.map(|score| {
        view! {
            <p class="ruled__text">
                {move || desk.t().of_bands()} " "
                <LinkButton
                    text=move || desk.t().to_score()
                    on:click=move |_| desk.show(&crate::ui::page::rules::desk::Open::Score(score.clone()))
                />
            </p>
        }
    });
    let add = move |_| {
        let t = untrack(|| desk.t());
        let mut made = None;
        let id = it.id.get_value();
        desk.edit(
            |t| t.did_add_class().to_owned(),
            None,
            |rules| {
                made = Some(edit::add_class(rules, &id, t.new_class()));
            },
        );
        if let Some(class) = made {
            focus_soon(format!("[data-entry=\"{class}\"] .classrow__name"));
        }
    };
    let foot = is_rules.then(|| {
        view! {
            <div class="ruled__foot">
                <Button text=move || desk.t().add_class() icon="plus" on:click=add attr:data-testid="add-class" />
                <Otherwise it=it />
            </div>
            <Retired it=it />
        }
    });
    view! {
        {to_score}
        <ol class="classes">
            <For each=move || it.classes.get() key=Clone::clone let:class>
                <ClassRow it=it class=class />
            </For>
        </ol>
        {foot}
    }
}

/// The class of whoever matches none.
#[component]
fn Otherwise(it: Table) -> impl IntoView {
    let desk = it.desk;
    let choices = Signal::derive(move || {
        let lang = desk.lang();
        let none = (String::new(), desk.t().no_class().to_owned());
        let classes = it.classes.get();
        let named = |id: Text| {
            let name = it.read(|d| {
                let own = d.classes.iter().find(|c| c.id == id).map(|c| c.name.clone());
                own.map_or_else(String::new, |own| names::class_called(lang, &d.id, &id, &own))
            });
            (id.to_string(), name)
        };
        flat([none].into_iter().chain(classes.into_iter().map(named)).collect())
    });
    let value = Signal::derive(move || it.read(|d| d.otherwise.as_ref().map_or_else(String::new, ToString::to_string)));
    let change = move |class: String| {
        it.change(T::did_otherwise, None, |d| {
            d.otherwise = Some(Text::from(class)).filter(|c| !c.is_empty())
        });
    };
    view! {
        <label class="ruled__rest">
            <span>{move || desk.t().rest_goes_to()}</span>
            <Pick
                label=move || desk.t().rest_goes_to()
                kind="otherwise"
                choices=choices
                value=value
                on_change=Callback::new(change)
            />
        </label>
    }
}

/// The classes that are out of use.
#[component]
fn Retired(it: Table) -> impl IntoView {
    let desk = it.desk;
    let ids = Memo::new(move |_| {
        it.read(|d| {
            let old = d.classes.iter().filter(|c| c.retired == Some(true));
            old.map(|c| (c.id.clone(), c.name.clone())).collect::<Vec<_>>()
        })
    });
    let row = move |(class, name): (Text, Text)| {
        let name = it
            .id
            .with_value(|id| names::class_called(desk.lang(), id, &class, &name));
        let label = desk.t().restore_of(name.clone());
        let restore = move |_| {
            let id = it.id.get_value();
            let words = name_of(it, &class);
            desk.edit(
                |t| t.did_restore(words(t)),
                None,
                |rules| edit::retire_class(rules, &id, &class, false),
            );
        };
        view! {
            <li>
                <span>{name}</span>
                <LinkButton text=move || desk.t().restore() attr:aria-label=label on:click=restore />
            </li>
        }
    };
    view! {
        <Show when=move || ids.with(|ids| !ids.is_empty())>
            <details class="ruled__old">
                <summary>{move || desk.t().out_of_use(ids.with(Vec::len))}</summary>
                <ul>{move || ids.get().into_iter().map(row).collect_view()}</ul>
            </details>
        </Show>
    }
}

/// What a class is called, in either language, before it is changed.
pub fn name_of(it: Table, class: &str) -> impl Fn(T) -> String + use<> {
    let rules = it.desk.rules.get_untracked();
    let (dimension, class) = (it.id.get_value(), Text::from(class));
    move |t| {
        let classes = rules
            .dimension(&dimension)
            .map(|d| rules.classes(d))
            .unwrap_or_default();
        let own = classes.iter().find(|(id, _)| **id == *class);
        own.map_or_else(String::new, |(id, name)| names::class_called(t.0, &dimension, id, name))
    }
}
