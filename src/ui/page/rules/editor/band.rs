//! The bands of a score: from which value up each begins, and how many are in it.

use crate::state::live::*;

use super::counted::class_count;
use super::entry::focus_name;
use super::sum::ScoreEdit;
use super::writing::NameField;
use crate::domain::authoring::edit;
use crate::domain::metric::Unit;
use crate::domain::record::Text;
use crate::domain::report::moves::{ClassCount, moves};
use crate::domain::rule::{Band, Dimension};
use crate::ui::focus::focus_soon;
use crate::ui::page::rules::desk::Open;
use crate::ui::text::sentence::number;
use crate::ui::text::{T, names};
use crate::ui::tone::{Rank, palette};
use crate::ui::widget::{Button, IconButton, LinkButton, NumberField, OverNote};

/// The dimension that shows a score's bands as classes. Tracked.
fn dimension(it: ScoreEdit) -> Option<Text> {
    it.desk.rules.with(|rules| {
        let of = |d: &&Dimension| it.id.with_value(|id| d.bands_of.as_ref() == Some(id));
        rules.dimensions.iter().find(of).map(|d| d.id.clone())
    })
}

/// The list.
#[component]
pub fn Bands(it: ScoreEdit) -> impl IntoView {
    let desk = it.desk;
    let bands = Memo::new(move |_| it.read(|s| s.bands.iter().map(|b| b.id.clone()).collect::<Vec<_>>()));
    let shown_by = Memo::new(move |_| dimension(it));
    let counts = Memo::new(move |_| {
        let id = shown_by.get();
        let found = id.and_then(|id| {
            desk.shop
                .rehearsed(|world, then| moves(&world.evaluation, then, &id, 0))
        });
        found.flatten().map_or_else(Vec::new, |m| m.counts)
    });
    let add = move |_| {
        let name = untrack(|| desk.t()).new_band();
        let mut made = None;
        it.change(T::did_add_band, None, |rules, id| {
            made = edit::add_band(rules, id, name)
        });
        if let Some(made) = made {
            focus_name(&made);
        }
    };
    let to_dimension = move || {
        shown_by.get().map(|id| {
            view! {
                <LinkButton
                    text=move || desk.t().to_dimension()
                    on_click=Callback::new(move |_| desk.show(&Open::Dimension(id.clone())))
                />
            }
        })
    };
    view! {
        <header class="panel__head ruled__head ruled__head--second">
            <h3 class="panel__title">{move || desk.t().score_bands()}</h3>
            <span class="panel__note">{move || desk.t().bands_note()}</span>
            <span class="panel__end">{to_dimension}</span>
        </header>
        <ol class="classes">
            <For each=move || bands.get() key=Clone::clone let:band>
                <BandRow it=it band=band bands=bands dimension=shown_by counts=counts />
            </For>
        </ol>
        <div class="ruled__foot">
            <Button text=move || desk.t().add_band() icon="plus" on_click=Callback::new(add) attr:data-testid="add-band" />
        </div>
    }
}

#[component]
fn BandRow(
    it: ScoreEdit,
    band: Text,
    bands: Memo<Vec<Text>>,
    dimension: Memo<Option<Text>>,
    counts: Memo<Vec<ClassCount>>,
) -> impl IntoView {
    let desk = it.desk;
    let id = StoredValue::new(band.clone());
    let own = band.clone();
    let now = Memo::new(move |_| it.read(|s| s.bands.iter().find(|b| b.id == own).cloned()));
    let name = Signal::derive(move || {
        let own = now.with(|b| b.as_ref().map_or_else(String::new, |b| b.name.to_string()));
        let of = dimension.get().unwrap_or_default();
        id.with_value(|id| names::class_called(desk.lang(), &of, id, &own))
    });
    let change = move |key: &str, change: Box<dyn FnOnce(&mut Band)>| {
        let id = id.get_value();
        it.change(T::did_band, Some(format!("{id}/{key}")), |rules, score| {
            edit::with_band(rules, score, &id, change);
        });
    };
    let rename = move |name: String| change("name", Box::new(|b| b.name = name.into()));
    let border = move |from: f64| change("from", Box::new(move |b| b.from = from));
    let look = Memo::new(move |_| id.with_value(|id| look(it, dimension.get(), id)));
    let is_last = Memo::new(move |_| bands.with(|all| all.len() > 1 && id.with_value(|id| all.last() == Some(id))));
    let value = Signal::derive(move || now.with(|b| b.as_ref().map(|b| b.from)));
    let edge = move |last: bool| match last {
        true => rest(it).into_any(),
        false => view! {
            <span class="band__from">
                <span>{move || desk.t().op_at_least()}</span>
                <NumberField
                    on_leave=desk.left
                    label=move || desk.t().band_border_of(name.get())
                    unit=Unit::Points
                    unit_word=move || desk.t().unit_points()
                    value=value
                    on_number=Callback::new(border)
                />
            </span>
        }
        .into_any(),
    };
    let remove = move |_| {
        it.change(T::did_band, None, |rules, score| {
            id.with_value(|id| edit::remove_band(rules, score, id))
        });
        focus_soon("[data-testid=add-band]".to_owned());
    };
    let over = RwSignal::new(None);
    view! {
        <li class="classrow band" data-entry=band.to_string() data-testid="rule-band">
            <span class="chip" data-dim=move || look.get().0 data-rank=move || look.get().1.key()>
                <i class="chip__key"></i>
                <NameField
                    label=move || desk.t().class_name()
                    class="classrow__name"
                    value=name
                    on_name=Callback::new(rename)
                    over=over
                />
            </span>
            <OverNote over=over />
            <For each=move || [is_last.get()] key=|last| *last children=edge />
            {class_count(desk, counts, id.get_value())}
            <IconButton
                icon="x"
                size="btn--small"
                disabled=Signal::derive(move || bands.with(Vec::len) < 2)
                label=move || desk.t().remove_band(name.get())
                on_click=Callback::new(remove)
            />
        </li>
    }
}

/// The colour and the rank that a band has among the classes that show it; tracked.
fn look(it: ScoreEdit, dimension: Option<Text>, band: &Text) -> (String, Rank) {
    it.desk.rules.with(|rules| {
        let found = dimension.and_then(|d| rules.dimension(&d));
        let rank = found.map_or(Rank::None, |d| Rank::in_rules(rules, d, band));
        let colour = found.map_or_else(String::new, |d| palette(&d.id, d.hue).to_owned());
        (colour, rank)
    })
}

/// The last band begins nowhere: it has what the others leave.
fn rest(it: ScoreEdit) -> impl IntoView {
    let words = move || {
        let above = it.read(|s| s.bands.iter().rev().nth(1).map(|band| band.from));
        it.desk.t().below_all(number(above.unwrap_or_default()))
    };
    view! { <span class="band__rest">{words}</span> }
}
