//! What can be done to the selected customers at once. Each step is undoable, so nothing asks.

use crate::state::live::*;

use super::list::use_customers;
use crate::domain::command::Command;
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::state::list::{TagIndex, purchases};
use crate::ui::format;
use crate::ui::handover::{BuildHandover, Giving, HandoverDialog};
use crate::ui::judgement::{SetDialog, Setting};
use crate::ui::later::{Build, Later, later, once_wanted};
use crate::ui::list::{Ask, GiveTo};
use crate::ui::page::forms_of;
use crate::ui::route::FORM;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Kind, Popover, labelled};

const SMALL: &str = "btn btn--quiet btn--small";

/// What stands in the bar for the selected before its buttons, loaded with the first selection.
pub static BULK: Later<Build> = later!(write: load_bulk => Build { || Bulk().into_any() });

/// What stands in the bar for the selected before its buttons.
#[component]
fn Bulk() -> impl IntoView {
    let (t, customers) = (use_text(), use_customers());
    let sum = move || {
        let sum = |world: &World| customers.picked.with(|picked| purchases(world, picked));
        let purchases = customers.app.session.read(sum).unwrap_or_default();
        format::purchase_sum(purchases, t().0)
    };
    view! {
        <span class="bulk__sum">{sum}</span>
        <Owner />
        <AddTag />
        <RemoveTag />
        <SetByHand />
        <PrintForms />
        <HandOver />
    }
}

/// Leads to the forms of the selected.
#[component]
fn PrintForms() -> impl IntoView {
    let (t, list) = (use_text(), use_customers());
    // Who came from a form gets that one.
    let print = move |_| {
        let form = untrack(|| list.app.param(FORM));
        list.app
            .go(forms_of(&list.picked_ids()).with_param(FORM, form.as_deref()));
    };
    view! {
        <Button
            text=move || t().forms_of_selected()
            kind=Kind::Quiet
            icon="file"
            size="btn--small"
            attr:data-testid="bulk-forms"
            on_click=Callback::new(print)
        />
    }
}

#[component]
fn Owner() -> impl IntoView {
    let list = use_customers();
    let set = move |owner: Option<Text>| {
        let ids = list.picked_ids();
        list.app.session.dispatch(Command::SetOwner { ids, owner });
    };
    view! { <GiveTo title=T::assign_owner label=T::owner_name clear=T::clear_owner on=Callback::new(set) /> }
}

#[component]
fn AddTag() -> impl IntoView {
    let t = use_text();
    let list = use_customers();
    let open = RwSignal::new(false);
    let add = move |tag: String| {
        open.set(false);
        let ids = list.picked_ids();
        list.app.session.dispatch(Command::AddTag { ids, tag: tag.into() });
    };
    let button = labelled("tag", move || t().add_tag());
    let known = move || {
        list.tags
            .with(|tags| tags.tags.iter().map(|(tag, _)| tag.clone()).collect())
    };
    view! {
        <Popover open=open title=move || t().add_tag() button=button button_class=SMALL>
            <Ask
                id="bulk-tag"
                label=T::tag_name
                action=T::add
                suggestions=Signal::derive(known)
                done=Callback::new(add)
            />
        </Popover>
    }
}

/// Draws the dialog, with what it is asked.
type BuildSetDialog = fn(RwSignal<Option<Setting>>) -> AnyView;

static SET_DIALOG: Later<BuildSetDialog> =
    later!(write: set_dialog => BuildSetDialog { |setting| view! { <SetDialog setting=setting /> }.into_any() });

#[component]
fn SetByHand() -> impl IntoView {
    let t = use_text();
    let list = use_customers();
    let setting = RwSignal::new(None::<Setting>);
    let ask = move |_| {
        setting.set(Some(Setting {
            ids: list.picked_ids(),
            dimension: None,
        }));
    };
    view! {
        <Button
            text=move || t().hand_set()
            kind=Kind::Quiet
            icon="pencil"
            size="btn--small"
            attr:data-testid="bulk-by-hand"
            on_click=Callback::new(ask)
        />
        {once_wanted(move || setting.with(Option::is_some), &SET_DIALOG, move |dialog| dialog(setting))}
    }
}

static HANDOVER_DIALOG: Later<BuildHandover> =
    later!(data: handover_of_list => BuildHandover { |what| view! { <HandoverDialog what=what /> }.into_any() });

#[component]
fn HandOver() -> impl IntoView {
    let t = use_text();
    let list = use_customers();
    let what = RwSignal::new(None::<Giving>);
    view! {
        <Button
            text=move || t().handover_bulk()
            kind=Kind::Quiet
            icon="arrow-right"
            size="btn--small"
            attr:data-testid="bulk-handover"
            on_click=Callback::new(move |_| what.set(Some(Giving::These(list.picked_ids()))))
        />
        {once_wanted(move || what.with(Option::is_some), &HANDOVER_DIALOG, move |dialog| dialog(what))}
    }
}

#[component]
fn RemoveTag() -> impl IntoView {
    let t = use_text();
    let list = use_customers();
    let open = RwSignal::new(false);
    let theirs = move || -> Vec<(Text, usize)> {
        let counted = |picked: &Vec<u64>, tags: &TagIndex| {
            let both = |bits: &[u64]| {
                bits.iter()
                    .zip(picked)
                    .map(|(a, b)| (a & b).count_ones() as usize)
                    .sum()
            };
            let all = tags.tags.iter().map(|(tag, bits)| (tag.clone(), both(bits)));
            all.filter(|(_, n)| *n > 0).collect()
        };
        list.picked.with(|picked| list.tags.with(|tags| counted(picked, tags)))
    };
    let item = move |(tag, n): (Text, usize)| {
        let name = tag.to_string();
        let remove = move |_| {
            open.set(false);
            let ids = list.picked_ids();
            list.app.session.dispatch(Command::RemoveTag { ids, tag: tag.clone() });
        };
        view! {
            <button type="button" class="menu__item" on:click=remove>
                {name}
                <span class="menu__note">{format::count(n)}</span>
            </button>
        }
    };
    let button = labelled("minus", move || t().remove_tag());
    view! {
        <Popover open=open title=move || t().remove_tag() button=button button_class=SMALL>
            {move || {
                let theirs = theirs();
                if theirs.is_empty() {
                    view! { <p class="small muted">{t().no_manual_tags()}</p> }.into_any()
                } else {
                    view! { <div class="menu menu--flush">{theirs.into_iter().map(item).collect_view()}</div> }
                        .into_any()
                }
            }}
        </Popover>
    }
}
