//! Purchases by month.

use crate::state::live::*;
use chrono::Datelike;

use super::board::{Board, Names, short_wan};
use super::figures::{buyers, year_before};
use super::list;
use crate::domain::money::Fen;
use crate::domain::report::dashboard::Dashboard;
use crate::domain::report::months::MonthBar;
use crate::state::query::{ORDERED, Query};
use crate::ui::format;
use crate::ui::text::use_text;
use crate::ui::widget::{Month, MonthBars};

/// The last 12 months beside the same days a year before. A bar opens who ordered in it.
#[component]
pub fn Purchases(board: Board) -> impl IntoView {
    let t = use_text();
    let months = board.memo(months);
    let whole = board.memo(|report, names| names.t.months_this(format::wan(report.purchase)));
    let partial = board.memo(partial);
    let [now, before] = [buyers, year_before].map(|who| board.memo(move |report, _| list(who(report))));
    let caption = move || format!("{} ({})", t().months_title(), t().in_wan());
    let hatched = move || {
        let words = partial.get()?;
        Some(view! {
            <span class="legend__item">
                <i class="legend__key" data-partial="true"></i>
                {words}
            </span>
        })
    };
    view! {
        <section class="board__cell" aria-labelledby="board-months">
            <header class="panel__head">
                <h2 class="panel__title" id="board-months">
                    {move || t().months_title()}
                </h2>
                <span class="panel__note">{move || t().months_note()}</span>
                <span class="panel__end legend">
                    <span class="legend__item">
                        <i class="legend__key legend__key--qty"></i>
                        <a href=now>{whole}</a>
                    </span>
                    <span class="legend__item">
                        <i class="legend__key legend__key--tick"></i>
                        <a href=before>{move || t().months_before()}</a>
                        <span class="print-only">{move || t().months_lower()}</span>
                    </span>
                    {hatched}
                </span>
            </header>
            <MonthBars caption=caption months=months />
        </section>
    }
}

/// From when and until when the months at both ends count; nothing where all are whole.
fn partial(report: &Dashboard, names: Names) -> Option<String> {
    report.months.iter().find(|m| m.partial)?;
    let (first, last) = (report.months.first()?, report.months.last()?);
    let day = |day| format::short_day(day, report.as_of);
    Some(names.t.months_partial(day(first.from), day(last.to)))
}

fn months(report: &Dashboard, names: Names) -> Vec<Month> {
    let largest = report.months.iter().map(|m| m.amount.max(m.year_before)).max();
    let month = |(i, bar): (usize, &MonthBar)| {
        let date = bar.month.date();
        let full_name = bar.month.to_string().chars().take(7).collect::<String>();
        let named = if bar.partial {
            let day = |day| format::short_day(day, bar.month);
            names.t.month_of(&full_name, day(bar.from), day(bar.to))
        } else {
            full_name.clone()
        };
        let exact = |amount| format::yuan_sign(amount, names.lang);
        Month {
            name: format::month_name(date.month(), names.lang),
            year: if i == 0 || date.month() == 1 {
                date.year().to_string()
            } else {
                String::new()
            },
            full_name,
            value: bar.amount.yuan(),
            text: short_wan(bar.amount, largest.unwrap_or(Fen(0))),
            exact: format::wan(bar.amount),
            before: bar.year_before.yuan(),
            before_short: short_wan(bar.year_before, largest.unwrap_or(Fen(0))),
            before_text: format::wan(bar.year_before),
            partial: bar.partial,
            title: names.t.month_exact(named, exact(bar.amount), exact(bar.year_before)),
            href: Some(list(Query::of(ORDERED, [&*format!("{}..{}", bar.from, bar.to)]))),
        }
    };
    report.months.iter().enumerate().map(month).collect()
}
