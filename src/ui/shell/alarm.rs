//! The alarms above every page: what stands between the book and its durable copy, and the ways out.

use crate::state::live::*;
use leptos::task::spawn_local;

use crate::domain::day::Moment;
use crate::state::alarm::Alarm;
use crate::state::prefs::Exported;
use crate::state::route::{PageId, Route};
use crate::state::{files, use_app};
use crate::ui::file::FileInput;
use crate::ui::format;
use crate::ui::later::{Build, Later, later, piece};
use crate::ui::page::data::ImportDesk;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Icon, Kind};

/// The alarms that stand.
#[component]
pub fn Alarms() -> impl IntoView {
    let alarms = use_app().session.alarms;
    let list = Memo::new(move |_| alarms.list());
    view! {
        <For each=move || list.get() key=|alarm| format!("{alarm:?}") let:alarm>
            <Bar alarm=alarm />
        </For>
    }
}

fn key(alarm: &Alarm) -> &'static str {
    match alarm {
        Alarm::Lost(_) => "lost",
        Alarm::Foreign => "foreign",
        Alarm::Silent(_) => "silent",
        Alarm::SilentAtStart => "silent-start",
        Alarm::Missing(_) => "missing",
    }
}

/// What it says; the count is of the customers on this page.
fn words(alarm: &Alarm, t: T, customers: usize, exported: Option<Exported>) -> String {
    match alarm {
        Alarm::Lost(why) => t.alarm_lost(t.label(why), t.customers(customers)),
        Alarm::Foreign => t.alarm_foreign(t.customers(customers)),
        Alarm::Silent(changes) => t.alarm_silent(*changes),
        Alarm::SilentAtStart => t.alarm_start().to_owned(),
        Alarm::Missing(marker) => {
            let backup = match exported {
                Some(file) => t.alarm_backup(when(&file.at), file.name),
                None => t.alarm_no_backup().to_owned(),
            };
            let (was, at) = (t.customers(marker.customers), when(&marker.saved_at));
            match customers {
                0 => t.alarm_missing(was, at, backup),
                _ => t.alarm_other(was, at, backup),
            }
        }
    }
}

fn when(instant: &str) -> String {
    Moment::parse(instant).map_or_else(|| instant.to_owned(), |at| format::moment(&at))
}

/// One alarm.
#[component]
fn Bar(alarm: Alarm) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let (said, key) = (alarm.clone(), key(&alarm));
    let text = move || {
        let customers = app.session.customer_count.get().unwrap_or(0);
        words(&said, t(), customers, app.exported.get())
    };
    view! {
        <div class="alarm" role="alert" data-testid="alarm" data-alarm=key>
            <div class="alarm__text">
                <Icon name="alert-triangle" />
                <p>{text}</p>
            </div>
            <div class="alarm__ways">
                <Ways alarm=alarm />
            </div>
        </div>
    }
}

/// What can be done about it.
#[component]
fn Ways(alarm: Alarm) -> impl IntoView {
    let t = use_text();
    let export = move || view! { <Export /> };
    match alarm {
        Alarm::Lost(_) => view! {
            {export()}
            <WriteBack />
        }
        .into_any(),
        Alarm::Foreign => view! {
            {export()}
            <Reload text=move || t().alarm_see_other() />
        }
        .into_any(),
        Alarm::Silent(_) => export().into_any(),
        Alarm::SilentAtStart => view! { <Reload text=move || t().reload_page() /> }.into_any(),
        Alarm::Missing(_) => piece(&RESTORE, |restore| restore()),
    }
}

#[component]
fn Export() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    view! {
        <Button
            text=move || t().export_book_do()
            icon="download"
            size="btn--small"
            attr:data-testid="alarm-export"
            busy=Signal::derive(move || app.busy.with(Option::is_some))
            on_click=Callback::new(move |_| spawn_local(files::export_book(app)))
        />
    }
}

#[component]
fn WriteBack() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    view! {
        <Button
            text=move || t().alarm_write_back()
            kind=Kind::Primary
            size="btn--small"
            attr:data-testid="alarm-write-back"
            on_click=Callback::new(move |_| app.session.write_back())
        />
    }
}

#[component]
fn Reload(#[prop(into)] text: leptos::text_prop::TextProp) -> impl IntoView {
    let reload = move |_| {
        if let Some(window) = web_sys::window() {
            let _ = window.location().reload();
        }
    };
    view! { <Button text=text size="btn--small" attr:data-testid="alarm-reload" on_click=Callback::new(reload) /> }
}

static RESTORE: Later<Build> = later!(data: load_restore => Build { || Restore().into_any() });

/// The backup, or a new beginning.
#[component]
fn Restore() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let desk = ImportDesk::get();
    let take = Callback::new(move |file| {
        desk.read(file);
        app.go(Route::to(PageId::DATA));
    });
    let begin = move |_| {
        // What was exported was the other book.
        app.exported.set(None);
        app.session.forget_missing();
    };
    view! {
        <FileInput id="alarm-file" take=take attr:data-testid="alarm-file" />
        <label class="btn btn--primary btn--small" for="alarm-file">
            {move || t().alarm_restore()}
        </label>
        <Button
            text=move || match app.session.customer_count.get() {
                Some(1..) => t().alarm_keep(),
                _ => t().alarm_begin(),
            }
            size="btn--small"
            attr:data-testid="alarm-begin"
            on_click=Callback::new(begin)
        />
    }
}
