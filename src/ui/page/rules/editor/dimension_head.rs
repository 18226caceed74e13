//! The head of a dimension: its name, how it decides, its colour, what else can be done with it.

use crate::state::live::*;

use super::table::DimensionTable;
use super::writing::NameField;
use crate::domain::authoring::edit;
use crate::domain::rule::Hue;
use crate::ui::text::{T, names};
use crate::ui::widget::{Mark, MarkKind, MenuItem, MoreMenu, OverNote, Pick, flat};

/// The head.
#[component]
pub fn DimensionHead(it: DimensionTable) -> impl IntoView {
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
    let over = RwSignal::new(None);
    view! {
        <header class="panel__head ruled__head">
            <h2 class="panel__title">
                <NameField
                    label=move || desk.t().dimension_name()
                    class="ruled__name"
                    value=name
                    on_name=Callback::new(rename)
                    over=over
                />
            </h2>
            <OverNote over=over />
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
    let t = move || desk.t();
    let items = Signal::derive(move || {
        let shift = move |steps| move || desk.move_dimension(&it.id.get_value(), steps);
        let retire = move |out| move || desk.retire_dimension(&it.id.get_value(), out);
        let use_of_it = match it.read(|d| d.retired == Some(true)) {
            true => MenuItem::new("refresh", move || t().restore(), retire(false)),
            false => MenuItem::new("minus", move || t().retire(), retire(true)),
        };
        let mut all = vec![
            MenuItem::new("arrow-up", move || t().up(), shift(-1)),
            MenuItem::new("arrow-down", move || t().down(), shift(1)),
            use_of_it,
        ];
        if !edit::is_default_dimension(&it.id.get_value()) {
            all.push(MenuItem::new("trash", move || t().delete(), move || remove(it)));
        }
        all
    });
    view! { <MoreMenu items=items label=move || t().more() /> }
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
