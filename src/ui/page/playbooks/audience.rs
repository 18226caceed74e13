//! The customers that a playbook is for, as it is drafted.

use std::sync::Arc;

use crate::state::live::*;

use super::desk::CareDesk;
use crate::domain::care::{Playbook, audience_of};
use crate::state::App;
use crate::state::list::slots;
use crate::state::route::{PageId, Route};
use crate::ui::list::{Behind, BehindFacts, BehindOf, BehindRow};
use crate::ui::text::T;

/// The page parameter that names the playbook whose customers are listed.
const AUDIENCE: &str = "audience";

/// Whether the address asks for them; tracked.
pub fn is_listed(app: App) -> bool {
    app.param(AUDIENCE).is_some()
}

/// The address of the customers of a playbook.
pub fn rows_of(app: App, id: &str) -> String {
    let here = untrack(|| app.route());
    let there = match here.page == PageId::PLAYBOOKS {
        true => here,
        false => Route::to(PageId::PLAYBOOKS),
    };
    there.with_param(AUDIENCE, Some(id)).with_param("sort", None).to_hash()
}

/// The list of the customers.
pub fn list(desk: CareDesk) -> impl IntoView {
    let app = desk.app;
    let open = Memo::new(move |_| {
        let id = app.param(AUDIENCE)?;
        desk.read(&id, Playbook::clone)
    });
    let all = Memo::new(move |_| {
        let found = open.get().and_then(|playbook| {
            desk.shop
                .rehearsed(|world, then| audience_of(&world.book, then, &playbook))
                .flatten()
        });
        let row = |customer| BehindRow {
            customer,
            ..BehindRow::default()
        };
        Arc::new(found.map_or_else(Vec::new, |found| slots(&found).map(row).collect::<Vec<_>>()))
    });
    let title = move |t: T| {
        let name = open.with(|open| open.as_ref().map(|playbook| t.label(&playbook.label())));
        t.behind_of(name.unwrap_or_default(), t.care_audience())
    };
    let facts = BehindFacts {
        title: Box::new(title),
        columns: Box::new(|_| Vec::new()),
        cells: Box::new(|_, _, _| Vec::new()),
        mark: "behind-audience",
        params: &[AUDIENCE],
    };
    view! { <Behind of=BehindOf::new(app, all, facts) /> }
}
