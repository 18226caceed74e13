//! 数据 Data: how things get in and out, and whether they are safe.

mod apply;
mod below;
mod book;
mod changes;
mod desk;
mod erase;
mod export;
mod import;
mod issues;
mod more;
mod names;
mod people;
mod preview;
mod received;
mod safety;
mod stages;
mod stopped;
mod strangers;
mod table;
mod templates;
mod trail;

pub use desk::ImportDesk;

use crate::state::live::*;

use crate::domain::change::Kind;
use crate::domain::world::World;
use crate::state::files::await_no_file;
use crate::state::sheets::kept::is_anything_kept;
use crate::state::sheets::past::is_any_past;
use crate::state::use_app;
use crate::ui::later::piece;
use crate::ui::route::page_of;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Icon, PageHead};

/// How much the book holds, and whether it is the sample.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Extent {
    sample: bool,
    /// Whether anything is the user's own.
    own: bool,
    blank: bool,
    customers: usize,
    orders: usize,
    interactions: usize,
    audit: usize,
}

impl Extent {
    fn of(world: &World) -> Self {
        let count = |kind| world.book.count(kind);
        Self {
            sample: world.book.head.sample,
            own: !world.book.is_no_own(),
            blank: world.book.is_blank(),
            customers: count(Kind::Customer),
            orders: count(Kind::Order),
            interactions: count(Kind::Interaction),
            audit: count(Kind::Audit),
        }
    }

    /// It follows the book.
    fn follow() -> Memo<Self> {
        use_app().session.memo(Self::of)
    }

    fn words(self, t: T) -> String {
        let what = t.data_sub(
            t.customers(self.customers),
            t.orders(self.orders),
            t.interactions(self.interactions),
        );
        match (self.blank, self.sample, self.own) {
            (true, ..) => t.data_sub_blank().to_owned(),
            (_, true, true) => t.data_sub_mixed(what),
            (_, true, false) => t.data_sub_sample(what),
            _ => what,
        }
    }
}

/// The page. A file can be dropped anywhere on it.
#[component]
pub fn DataPage() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let desk = ImportDesk::get();
    let over = desk.dropped_on(move |file| desk.read(file));
    desk.pasted_on(move |text| desk.paste_over(text));
    let extent = Extent::follow();
    on_cleanup(await_no_file);
    let elsewhere = RwSignal::new(());
    on_window(leptos::ev::storage, move |_| elsewhere.set(()));
    let has_imports = app.session.memo(|world| is_any_past(&world.book));
    let has_past = Memo::new(move |_| {
        elsewhere.track();
        desk.stage.track();
        desk.table.track();
        has_imports.get() || is_anything_kept()
    });
    let title = move || t().label(&page_of(&app.page.get()).label);
    view! {
        <div class="page page--data" class:dropping=move || over.get() data-takes-files>
            <div class="print-only letterhead">{move || app.session.company.get()}</div>
            <div class="print-only printmeta">
                <span>{title}</span>
                <span>{move || t().as_of()} " " {move || app.as_of.get().to_string()}</span>
            </div>
            <PageHead title=title sub=move || extent.get().words(t())>
                <a class="btn" href="#/duplicates" data-testid="to-duplicates">
                    <Icon name="copy" />
                    {move || t().dup_to()}
                </a>
            </PageHead>
            <div class="split split--data" class:split--wide=move || desk.has_table()>
                <div class="stack">
                    <import::ImportPanel over=over />
                    <Show when=move || has_past.get()>{piece(&import::PAST, |view| view())}</Show>
                    <export::ExportPanel />
                    <trail::TrailPanel />
                </div>
                <div class="stack">
                    <safety::SafetyPanel extent=extent />
                    <book::BookPanel extent=extent />
                    <erase::ErasePanel extent=extent />
                </div>
            </div>
        </div>
    }
}
