//! What can be done to the selected customers at once. Each step is undoable, so nothing asks.

use crate::state::live::*;
use leptos::html;

use super::list::{Customers, use_customers};
use crate::domain::command::Command;
use crate::domain::fold::folded;
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::state::list::purchases;
use crate::ui::focus;
use crate::ui::format;
use crate::ui::judgement::{SetDialog, Setting};
use crate::ui::later::{Build, Later, later, once_wanted};
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Icon, Kind, Popover};

const SMALL: &str = "btn btn--quiet btn--small";

/// What stands in the bar for the selected before its buttons, loaded with the first selection.
pub static BULK: Later<Build> = later!(list: load_bulk => Build { || Bulk().into_any() });

/// What stands in the bar for the selected before its buttons.
#[component]
fn Bulk() -> impl IntoView {
    let (t, customers) = (use_text(), use_customers());
    let sum = move || {
        let sum = |world: &World| customers.picked.with(|picked| purchases(world, picked));
        let fen = customers.app.session.read(sum).unwrap_or_default();
        t().purchase_sum(format::wan_unit(fen, t().0))
    };
    view! {
        <span class="bulk__sum">{sum}</span>
        <Owner />
        <AddTag />
        <RemoveTag />
        <SetByHand />
    }
}

/// A field with suggestions, sent with Enter or the button.
#[component]
fn Ask(
    /// The id of the field.
    id: &'static str,
    /// Its label.
    label: Signal<String>,
    /// The word on the button.
    action: Signal<String>,
    /// What is suggested.
    suggestions: Signal<Vec<Text>>,
    /// Takes the text.
    done: Callback<String>,
) -> impl IntoView {
    let words = RwSignal::new(String::new());
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            focus::on(&input);
        }
    });
    let is_empty = Signal::derive(move || words.with(|w| w.trim().is_empty()));
    let send = move |ev: web_sys::SubmitEvent| {
        ev.prevent_default();
        let text = words.get_untracked().trim().to_owned();
        if !text.is_empty() {
            done.run(text);
        }
    };
    let suggested = move |text: Text| {
        let chosen = text.to_string();
        view! {
            <button type="button" class="menu__item" on:click=move |_| done.run(chosen.clone())>
                {text.to_string()}
            </button>
        }
    };
    let list = move || {
        let words = words.get();
        let words = folded(&words);
        let all = suggestions.get().into_iter();
        all.filter(|text| folded(text).contains(&*words))
            .take(8)
            .map(suggested)
            .collect_view()
    };
    view! {
        <form class="cond" on:submit=send>
            <div class="field">
                <label class="field__label" for=id>
                    {move || label.get()}
                </label>
                <input
                    id=id
                    type="text"
                    autocomplete="off"
                    node_ref=input
                    prop:value=words
                    on:input=move |ev| words.set(event_target_value(&ev))
                />
            </div>
            <div class="menu menu--flush">{list}</div>
            <Button
                text=move || action.get()
                kind=Kind::Primary
                size="btn--small"
                submit=true
                disabled=is_empty
            />
        </form>
    }
}

fn staff(list: Customers) -> Vec<Text> {
    let read = |world: &World| {
        let mut names: Vec<Text> = world.book.head.settings.staff.iter().map(|s| s.name.clone()).collect();
        let column = crate::domain::rule::fact::WORDS.iter().position(|w| w.id == "owner");
        let owners = column.map_or(&[][..], |i| world.evaluation.columns.words[i].words());
        for owner in owners {
            if !names.contains(owner) {
                names.push(owner.clone());
            }
        }
        names
    };
    list.app.session.read(read).unwrap_or_default()
}

#[component]
fn Owner() -> impl IntoView {
    let t = use_text();
    let list = use_customers();
    let open = RwSignal::new(false);
    let set = move |owner: Option<Text>| {
        open.set(false);
        let ids = list.picked_ids();
        list.app.session.dispatch(Command::SetOwner { ids, owner });
    };
    let button = move || {
        view! {
            <Icon name="person" />
            {move || t().assign_owner()}
        }
    };
    let foot = move || {
        view! { <Button text=move || t().clear_owner() size="btn--small" on_click=Callback::new(move |_| set(None)) /> }
    };
    view! {
        <Popover open=open title=move || t().assign_owner() button=button button_class=SMALL foot=foot>
            <Ask
                id="bulk-owner"
                label=Signal::derive(move || t().owner_name().to_owned())
                action=Signal::derive(move || t().assign().to_owned())
                suggestions=Signal::derive(move || staff(list))
                done=Callback::new(move |name: String| set(Some(name.into())))
            />
        </Popover>
    }
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
    let button = move || {
        view! {
            <Icon name="tag" />
            {move || t().add_tag()}
        }
    };
    let known = move || {
        list.tags
            .with(|tags| tags.tags.iter().map(|(tag, _)| tag.clone()).collect())
    };
    view! {
        <Popover open=open title=move || t().add_tag() button=button button_class=SMALL>
            <Ask
                id="bulk-tag"
                label=Signal::derive(move || t().tag_name().to_owned())
                action=Signal::derive(move || t().add().to_owned())
                suggestions=Signal::derive(known)
                done=Callback::new(add)
            />
        </Popover>
    }
}

/// The dialog, with what it is asked.
static SET_DIALOG: Later<fn(RwSignal<Option<Setting>>) -> AnyView> = later!(forms: set_dialog => fn(RwSignal<Option<Setting>>) -> AnyView { |setting| view! { <SetDialog setting=setting /> }.into_any() });

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

#[component]
fn RemoveTag() -> impl IntoView {
    let t = use_text();
    let list = use_customers();
    let open = RwSignal::new(false);
    let theirs = move || -> Vec<(Text, usize)> {
        let count = |bits: &[u64]| {
            let both = |picked: &Vec<u64>| {
                bits.iter()
                    .zip(picked)
                    .map(|(a, b)| (a & b).count_ones() as usize)
                    .sum()
            };
            list.picked.with(both)
        };
        let counted = |tags: &crate::state::list::TagIndex| {
            let all = tags.tags.iter().map(|(tag, bits)| (tag.clone(), count(bits)));
            all.filter(|(_, n)| *n > 0).collect()
        };
        list.tags.with(counted)
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
    let button = move || {
        view! {
            <Icon name="minus" />
            {move || t().remove_tag()}
        }
    };
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
