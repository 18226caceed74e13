//! The account of a customer on its page: each step with its reason and the balance after it.

use crate::state::live::*;

use super::entry::{EntryDialog, TypedPoints};
use super::points_said;
use crate::domain::id::CustomerId;
use crate::domain::label::Lang;
use crate::domain::marketing::points::{Account, SOON, Step, StepKind, points_of, points_rules};
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::state::use_app;
use crate::ui::format;
use crate::ui::later::{Later, later};
use crate::ui::list::more_rows;
use crate::ui::proof::order_name;
use crate::ui::text::sentence::number;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, IconButton, Panel, table_head};

/// So many steps are shown at first, the last first.
const SHOWN: usize = 30;

/// The panel, given whose account it is.
pub static ACCOUNT: Later<fn(CustomerId) -> AnyView> = later!(campaigns: points_account => fn(CustomerId) -> AnyView {
    |customer| view! { <AccountPanel customer=customer /> }.into_any()
});

/// A step in words.
#[derive(Clone, PartialEq)]
struct Told {
    step: Step,
    what: String,
    /// The entry that can be changed.
    entry: Option<Text>,
}

#[component]
fn AccountPanel(customer: CustomerId) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let key = StoredValue::new(customer.clone());
    let entering = RwSignal::new(None::<TypedPoints>);
    let read = Memo::new(move |_| {
        let lang = app.lang.get();
        let read = |world: &World| {
            let slot = key
                .try_with_value(|id| world.book.customers.slot(id.as_str()))
                .flatten()?;
            let account = points_of(world, &points_rules(&world.book.head.settings), slot)?;
            Some((sum(&account, world, T(lang)), told(&account, world, lang)))
        };
        app.session.read(read).flatten().unwrap_or_default()
    });
    let enter = move |known: Option<Text>| {
        entering.set(key.try_get_value().map(|customer| TypedPoints { customer, known }));
    };
    let row = move |it: Told| {
        let (name, entry) = (it.what.clone(), it.entry.clone());
        let edit = entry.map(|id| {
            view! {
                <IconButton
                    icon="pencil"
                    size="btn--small"
                    label=move || t().points_edit(&name)
                    on_click=Callback::new(move |_| enter(Some(id.clone())))
                />
            }
        });
        view! {
            <tr>
                <td class="num">{format::day(it.step.day)}</td>
                <th scope="row">{it.what} " " {edit}</th>
                <td class="num">{points_said(it.step.delta)}</td>
                <td class="num">{points_said(it.step.balance)}</td>
            </tr>
        }
    };
    let shown = RwSignal::new(SHOWN);
    let rows = move || read.get().1.into_iter().rev().take(shown.get()).map(row).collect_view();
    let left = Memo::new(move |_| read.with(|(_, all)| all.len().saturating_sub(shown.get())));
    let end = move || {
        view! {
            <Button
                text=move || t().points_use()
                icon="plus"
                size="btn--small"
                attr:data-testid="points-add"
                on_click=Callback::new(move |_| enter(None))
            />
        }
    };
    view! {
        <Panel id="points-account" title=move || t().points_title() note=move || read.get().0 end=end>
            <div class="table-wrap" role="group" tabindex="0" aria-label=move || t().points_title()>
                <table class="table" data-testid="points-steps">
                    {table_head([
                        (T::points_step_day, true),
                        (T::points_step_what, false),
                        (T::points_step_delta, true),
                        (T::points_step_balance, true),
                    ])}
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {more_rows(shown, left, |t, n| t.points_more(n))}
        </Panel>
        <EntryDialog what=entering />
    }
}

/// The balance, and what of it goes soon.
fn sum(account: &Account, world: &World, t: T) -> String {
    let balance = points_said(account.balance);
    match account.expiring(world.evaluation.as_of.plus_days(SOON)) {
        0 => t.points_balance(balance),
        soon => t.points_balance_now(balance, points_said(soon)),
    }
}

fn told(account: &Account, world: &World, lang: Lang) -> Vec<Told> {
    let t = T(lang);
    let order = |slot: u32| {
        let order = world.book.orders.at(slot);
        order
            .map(|order| order.look(|order| order_name(order, lang)))
            .unwrap_or_default()
    };
    let one = |step: &Step| {
        let (what, entry) = match step.kind {
            StepKind::Earned(slot, 1.0) => (t.points_earned(order(slot)), None),
            StepKind::Earned(slot, times) => (t.points_earned_times(order(slot), number(times)), None),
            StepKind::TakenBack(slot) => (t.points_back(order(slot)), None),
            StepKind::Expired(day) => (t.points_expired(format::day(day)), None),
            StepKind::Written(slot) => {
                let entry = world.book.points.at(slot);
                let reason = entry.and_then(|entry| entry.look(|entry| entry.reason.clone()));
                let what = reason.map_or_else(|| t.points_written().to_owned(), String::from);
                (what, entry.map(|entry| entry.key().into()))
            }
        };
        Told {
            step: *step,
            what,
            entry,
        }
    };
    account.steps.iter().map(one).collect()
}
