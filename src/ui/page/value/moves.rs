//! Who moved since a day: the four ways with their counts and amounts, each opening its customers in the list below.

use crate::state::live::*;

use super::list::{ValueList, month_end, shift_word, since};
use super::{MOVES, SHIFT, SINCE, STAYED, VALUE, VIEW};
use crate::domain::day::Day;
use crate::domain::marketing::shift::Shift;
use crate::domain::report::review::last_quarter_end;
use crate::state::App;
use crate::state::route::Route;
use crate::ui::day::DayField;
use crate::ui::format;
use crate::ui::list::figures_line;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Icon, Panel};

/// What stands over the list.
#[component]
pub fn Moves(page: ValueList) -> impl IntoView {
    let (app, t) = (page.list.app, use_text());
    let day = Memo::new(move |_| since(app));
    let choose = Callback::new(move |day: Day| match day < app.as_of.get_untracked() {
        true => app.set_param(SINCE, Some(&day.to_string())),
        false => app
            .notices
            .info(crate::ui::text::both(|t| t.value_since_later().to_owned()), None),
    });
    let help = move || t().value_since_help(format::day(day.get()), format::day(app.as_of.get()));
    let stayed = move || {
        let stayed = page
            .shifts
            .with(|shifts| shifts.as_ref().map(|shifts| shifts.stayed.len()));
        let Some(n) = stayed else {
            return t().value_reading().into_any();
        };
        let rows = (n > 0).then(|| app.route().with_param(SHIFT, Some(STAYED)).to_hash());
        figures_line(t(), vec![(t().value_stayed(format::count(n)), rows)])
    };
    view! {
        <Panel id="value-moves" title=move || t().value_moves() note=stayed>
            <div class="panel__body">
                <div class="occasion value__since screen-only">
                    <DayField label=move || t().value_since() value=day mark="value-since" on_day=choose on_clear=move || app.set_param(SINCE, None) />
                    {early(app, T::value_since_month, month_end)}
                    {early(app, T::value_since_quarter, last_quarter_end)}
                    {early(app, T::value_since_year, |day| day.minus_months(12))}
                </div>
                <p class="muted small">{help}</p>
                <ul class="value__ways" data-testid="value-ways">{Shift::ALL.iter().map(|shift| way(page, *shift)).collect_view()}</ul>
            </div>
        </Panel>
    }
}

/// A day that is often wanted.
fn early(app: App, text: fn(T) -> &'static str, day: fn(Day) -> Day) -> impl IntoView {
    let t = use_text();
    let href = move || {
        let day = day(app.as_of.get()).to_string();
        Route::to(VALUE)
            .with_param(VIEW, Some(MOVES))
            .with_param(SINCE, Some(&day))
            .to_hash()
    };
    view! { <a href=href>{move || text(t())}</a> }
}

/// One way: how many, what they bought then and buy now. Chosen once more it shows all again.
fn way(page: ValueList, shift: Shift) -> impl IntoView {
    let (app, t) = (page.list.app, use_text());
    let is_open = move || app.param(SHIFT).as_deref() == Some(shift.word());
    let href = move || {
        app.route()
            .with_param(SHIFT, (!is_open()).then_some(shift.word()))
            .to_hash()
    };
    let sum = Memo::new(move |_| {
        page.shifts
            .with(|shifts| shifts.as_ref().map(|shifts| shifts.sum(shift)))
    });
    let said = move || {
        let (n, before, now) = sum.get()?;
        let amount = t().value_shift_amount(format::wan_unit(before, t().0), format::wan_unit(now, t().0));
        Some(view! {
            <b>{format::count(n)}</b>
            <small>{amount}</small>
        })
    };
    view! {
        <li>
            <a href=href aria-current=move || is_open().then_some("true") data-shift=shift.word()>
                <span><Icon name=shift_word(shift, T(app.lang.get_untracked())).0 size=14 /> {move || shift_word(shift, t()).1}</span>
                {said}
            </a>
        </li>
    }
}
