//! The head of a dimension: its name, how it decides, its colour, what else can be done with it.

use crate::state::live::*;

use super::table::DimensionTable;
use super::writing::NameField;
use crate::domain::authoring::edit;
use crate::domain::rule::Hue;
use crate::ui::text::{T, names};
use crate::ui::widget::{Icon, Mark, MarkKind, Menu, MenuItem};
use crate::ui::widget::{Pick, flat};

/// The head.
#[component]
pub fn Head(it: DimensionTable) -> impl IntoView {
    let desk = it.desk;
    let name = Signal::derive(move || it.read(|d| names::dimension_called(desk.lang(), &d.id, &d.name)));
    let rename = move |name: String| it.change(T::did_rename, Some("name"), |d| d.name = name.into());
    let policy = move || {
        let t = desk.t();
        match it.dimension.get() {
            Some(d) if d.text_of.is_some() => t.policy_field(),
            Some(d) if d.bands_of.is_some() => t.policy_bands(),
            Some(d) if d.override_by.is_some() => t.policy_first_or_hand(),
            _ => t.policy_first(),
        }
    };
    let changed = Memo::new(move |_| {
        let base = desk
            .base
            .with(|base| it.id.with_value(|id| base.dimension(id).cloned()));
        it.dimension.with(|now| now.as_deref() != base.as_ref())
    });
    let mark = move || {
        changed
            .get()
            .then(|| view! { <Mark text=move || desk.t().drafted() kind=MarkKind::Warn icon="pencil" /> })
    };
    view! {
        <header class="panel__head ruled__head">
            <h2 class="panel__title">
                <NameField
                    label=move || desk.t().dimension_name()
                    class="ruled__name"
                    value=name
                    on_name=Callback::new(rename)
                />
            </h2>
            <span class="panel__note">{policy}</span>
            <span class="panel__end">{mark} <HuePick it=it /> {menu(it)}</span>
        </header>
    }
}

/// The colour of the dimension.
#[component]
fn HuePick(it: DimensionTable) -> impl IntoView {
    let desk = it.desk;
    let choices = Signal::derive(move || {
        let t = desk.t();
        let hue = |hue: &Hue| (hue.word().to_owned(), hue_word(t, *hue).to_owned());
        let own = [(String::new(), t.hue_own().to_owned())];
        flat(own.into_iter().chain(Hue::ALL.iter().map(hue)).collect())
    });
    let value = Signal::derive(move || it.read(|d| d.hue).map_or_else(String::new, |hue| hue.word().to_owned()));
    let change = move |word: String| it.change(T::did_hue, None, |d| d.hue = Hue::from_word(&word));
    view! {
        <span class="ruled__hue" data-dim=move || it.palette() data-rank="0">
            <i class="chip__key"></i>
            <Pick
                label=move || desk.t().hue_label()
                kind="hue"
                choices=choices
                value=value
                on_change=Callback::new(change)
            />
        </span>
    }
}

fn hue_word(t: T, hue: Hue) -> &'static str {
    match hue {
        Hue::Indigo => t.hue_indigo(),
        Hue::Teal => t.hue_teal(),
        Hue::Plum => t.hue_plum(),
        Hue::Tea => t.hue_tea(),
        Hue::Signal => t.hue_signal(),
    }
}

fn menu(it: DimensionTable) -> impl IntoView {
    let desk = it.desk;
    let item = move |icon, text: fn(T) -> &'static str, run: fn(DimensionTable)| MenuItem {
        icon,
        text: (move || text(desk.t()).to_owned()).into(),
        run: Callback::new(move |()| run(it)),
    };
    let items = Signal::derive(move || {
        let id = it.id.get_value();
        let mut all = vec![
            item("arrow-up", T::up, |it| it.desk.move_dimension(&it.id.get_value(), -1)),
            item("arrow-down", T::down, |it| {
                it.desk.move_dimension(&it.id.get_value(), 1)
            }),
        ];
        if it.read(|d| d.retired == Some(true)) {
            all.push(item("refresh", T::restore, |it| {
                it.desk.retire_dimension(&it.id.get_value(), false)
            }));
        } else {
            all.push(item("minus", T::retire, |it| {
                it.desk.retire_dimension(&it.id.get_value(), true)
            }));
        }
        if !edit::is_default_dimension(&id) {
            all.push(item("trash", T::delete, remove));
        }
        all
    });
    view! {
        <Menu
            items=items
            button=|| view! { <Icon name="dots" /> }
            button_class="btn btn--quiet btn--icon btn--small"
            label=move || desk.t().more()
            end=true
        />
    }
}

fn remove(it: DimensionTable) {
    let id = it.id.get_value();
    let name = |t: T| untrack(|| it.read(|d| names::dimension_called(t.0, &d.id, &d.name)));
    it.desk.edit(
        |t| t.did_remove(name(t)),
        None,
        |rules| edit::remove_dimension(rules, &id),
    );
}
