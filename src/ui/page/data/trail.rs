//! The audit trail: what was done, when, by whom; the latest first.

use crate::domain::held::Held;
use crate::state::live::*;

use super::more::MoreRows;
use crate::domain::day::Moment;
use crate::domain::label::Label;
use crate::domain::record::Text;
use crate::state::use_app;
use crate::ui::format;
use crate::ui::text::use_text;
use crate::ui::widget::{EmptyState, Panel};

/// Entries shown first, and more at a click.
const FIRST: usize = 10;
const MORE: usize = 50;

/// An entry as it is shown.
#[derive(Clone, Debug, PartialEq)]
struct TrailEntry {
    id: String,
    at: Moment,
    what: Label,
    by: Option<Text>,
    records: usize,
}

/// The panel.
#[component]
pub fn TrailPanel() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let shown = RwSignal::new(FIRST);
    let total = app.session.memo(|world| world.book.audit.len());
    let entries = Memo::new(move |_| {
        let latest = |world: &crate::domain::world::World| {
            let mut all: Vec<_> = world.book.audit.iter().map(|(_, entry)| entry).collect();
            // Entries of imported books stand among one's own by their time.
            all.sort_by(|a, b| (b.at.unix_ms(), &b.at).cmp(&(a.at.unix_ms(), &a.at)));
            let entry = |e: &Held<crate::domain::kind::AuditEntry>| TrailEntry {
                id: e.id.as_str().to_owned(),
                at: e.at.clone(),
                what: Label::made(e.what.to_string(), e.what_en.as_ref().unwrap_or(&e.what).to_string()),
                by: e.by.clone(),
                records: e.records.unwrap_or(0) as usize,
            };
            all.into_iter().take(shown.get()).map(entry).collect::<Vec<_>>()
        };
        app.session.read(latest).unwrap_or_default()
    });
    let row = move |entry: TrailEntry| {
        let (day, clock) = (entry.at.day, entry.at.clock().unwrap_or_default().to_owned());
        let full = format!("{day} {clock}");
        let short = move || match app.today.get() == day && !clock.is_empty() {
            true => clock.clone(),
            false => format::short_day(day, app.today.get()),
        };
        let what = entry.what;
        let records = entry.records;
        view! {
            <li class="log__item">
                <time datetime=entry.at.to_string() title=full>
                    {short}
                </time>
                <span>
                    {move || t().label(&what)} " "
                    <small class="muted">{move || (records > 1).then(|| t().trail_records(records))}</small>
                </span>
                <span>{entry.by.map(|by| by.to_string())}</span>
            </li>
        }
    };
    view! {
        <Panel id="data-trail" title=move || t().trail() note=move || t().trail_note(total.get())>
            <Show when=move || total.get() == 0>
                <EmptyState title=move || t().trail_empty() />
            </Show>
            <ol>
                <For each=move || entries.get() key=|entry| entry.id.clone() children=row />
            </ol>
            <MoreRows total=total shown=shown step=MORE />
        </Panel>
    }
}
