//! Whether the book is safe: what would be lost now, and what the browser promises.

use crate::state::live::*;
use leptos::task::spawn_local;
use leptos::text_prop::TextProp;

use super::Extent;
use super::stopped::StoppedItem;
use crate::domain::day::Moment;
use crate::state::prefs::Arrived;
use crate::state::{App, SaveState, browser, files, keep, use_app};
use crate::ui::file::FileInput;
use crate::ui::format;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Icon, Kind, LinkButton, Mark, MarkKind, Panel};

/// A backup older than this is old however little has changed.
const OLD_DAYS: i32 = 7;

/// How the last export stands to the book.
#[derive(Clone, Debug, Default, PartialEq)]
enum Backup {
    /// There is nothing of one's own.
    Needless { sample: bool },
    /// This browser never exported the book.
    #[default]
    Never,
    /// Handed over so many days ago, with so many changes since; whether it is known to have arrived.
    Made { days: i32, changes: usize, arrived: bool },
}

impl Backup {
    /// It follows the book, its trail and the day.
    fn follow(app: App, extent: Memo<Extent>) -> Memo<Self> {
        Memo::new(move |_| {
            let extent = extent.get();
            if !extent.own {
                return Self::Needless { sample: !extent.blank };
            }
            let file = app.exported.get();
            let arrived = file.as_ref().is_some_and(|file| file.arrived != Arrived::Unknown);
            let Some(at) = file.and_then(|file| Moment::parse(&file.at)) else {
                return Self::Never;
            };
            // The second of the export counts as after it: better one change too many than one too few.
            let since = |when: &Moment| match (when.unix_ms(), at.unix_ms()) {
                (Some(when), Some(at)) => when >= at,
                _ => when.day >= at.day,
            };
            let changes = app
                .session
                .read(|world| world.book.audit.iter().filter(|(_, entry)| since(&entry.at)).count());
            Self::Made {
                days: app.today.get().days_since(at.day).max(0),
                changes: changes.unwrap_or(0),
                arrived,
            }
        })
    }

    fn mark(&self, t: T) -> (MarkKind, &'static str, &'static str) {
        match *self {
            Self::Needless { sample: true } => (MarkKind::Plain, "info", t.safe_sample()),
            Self::Needless { sample: false } => (MarkKind::Plain, "info", t.safe_blank()),
            Self::Never => (MarkKind::Risk, "alert-triangle", t.safe_none()),
            Self::Made { days, changes, .. } if days >= OLD_DAYS && changes > 0 => {
                (MarkKind::Risk, "alert-triangle", t.safe_old())
            }
            Self::Made { arrived: false, .. } => (MarkKind::Warn, "half-circle", t.safe_handed()),
            Self::Made { changes: 0, .. } => (MarkKind::Good, "check-circle", t.safe_fresh()),
            Self::Made { .. } => (MarkKind::Warn, "half-circle", t.safe_stale()),
        }
    }
}

/// The panel.
#[component]
pub fn SafetyPanel(
    /// How much the book holds.
    extent: Memo<Extent>,
) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let backup = Backup::follow(app, extent);
    let mark = move || {
        let (kind, icon, text) = backup.with(|b| b.mark(t()));
        view! { <Mark kind=kind icon=icon text=text /> }
    };
    let mark = move || view! { {mark} };
    view! {
        <Panel id="data-safety" title=move || t().safety_title() end=ViewFn::from(mark)>
            <Loss backup=backup extent=extent />
            <ul>
                <Kept />
                <OddBrowser />
                <Proven />
                <ExportedItem backup=backup />
                <Room />
                <StoppedItem />
                <SafetyItem tone="" icon="info" title=move || t().honest() note=move || t().honest_text() />
            </ul>
            <footer class="panel__foot panel__foot--start">
                <Button
                    text=move || t().backup_now()
                    kind=Kind::Primary
                    icon="download"
                    busy=Signal::derive(move || app.busy.with(Option::is_some))
                    on_click=Callback::new(move |_| spawn_local(files::export_book(app)))
                />
            </footer>
        </Panel>
    }
}

/// What would be lost now.
#[component]
fn Loss(backup: Memo<Backup>, extent: Memo<Extent>) -> impl IntoView {
    let t = use_text();
    let figure = move || {
        let t = t();
        match backup.get() {
            Backup::Needless { .. } => view! { <p>{t.lose_nothing_here()}</p> }.into_any(),
            Backup::Never => view! {
                <p class="slip__figure">
                    <b>{format::count(extent.get().customers)}</b>
                    {t.lose_customers()}
                </p>
            }
            .into_any(),
            Backup::Made { arrived: false, .. } => view! { <p>{t.lose_unknown()}</p> }.into_any(),
            Backup::Made { changes: 0, .. } => view! { <p>{t.lose_nothing()}</p> }.into_any(),
            Backup::Made { days, changes, .. } => view! {
                <p class="slip__figure">
                    {match days {
                        0 => t.lose_today().into_any(),
                        days => view! { <b>{days}</b> {t.lose_days()} }.into_any(),
                    }}
                    <b>{format::count(changes)}</b>
                    {t.lose_changes()}
                </p>
                <Scale days=days />
            }
            .into_any(),
        }
    };
    view! {
        <div class="panel__body">
            <p class="small soft">{move || t().would_lose()}</p>
            {figure}
        </div>
    }
}

/// How old the backup is, on a scale of a week.
#[component]
fn Scale(days: i32) -> impl IntoView {
    let t = use_text();
    let place = (f64::from(days.min(OLD_DAYS)) / f64::from(OLD_DAYS) * 100.0).round();
    // A day is fresh, three are a reminder, more are a risk: the widths are sevenths.
    let segments = [("0", 1), ("1", 2), ("2", 4)].map(|(rank, days)| {
        view! { <span class="bar__seg" data-dim="health" data-rank=rank style:--w=days.to_string()></span> }
    });
    view! {
        <div class="scale" aria-hidden="true">
            <div class="bar">{segments.collect_view()}</div>
            <span class="scale__marker" style:--x=place.to_string()></span>
            <span class="scale__mark scale__mark--start" style:--x="0">
                {move || t().today()}
            </span>
            <span class="scale__mark" style:--x="14.3">
                {move || t().scale_day()}
            </span>
            <span class="scale__mark" style:--x="42.9">
                {move || t().scale_3()}
            </span>
            <span class="scale__mark scale__mark--end" style:--x="100">
                {move || t().scale_7()}
            </span>
        </div>
    }
}

/// One thing to know.
#[component]
pub(super) fn SafetyItem(
    #[prop(into)] icon: Signal<String>,
    tone: &'static str,
    #[prop(into)] title: TextProp,
    #[prop(into)] note: TextProp,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <li class="safety__item">
            <Icon name=icon tone=tone />
            <span>{move || title.get()}</span>
            <small>{move || note.get()} {children.map(|children| view! { " " {children()} })}</small>
        </li>
    }
}

/// Whether the browser keeps the storage; a way to ask it.
#[component]
fn Kept() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let kept = RwSignal::new(None::<bool>);
    spawn_local(async move {
        let now = keep::persisted().await;
        kept.try_set(now);
    });
    let ask = move |_| {
        spawn_local(async move {
            let now = keep::persist().await;
            kept.try_set(now);
            if now != Some(true) {
                app.notices
                    .info(crate::ui::text::both(|t| t.kept_refused().to_owned()), None);
            }
        });
    };
    move || match kept.get() {
        Some(true) => said("is-good", "check-circle", t().kept_yes(), t().kept_yes_text()),
        answer => {
            let title = if answer.is_some() {
                t().kept_no()
            } else {
                t().kept_unknown()
            };
            view! {
                <SafetyItem tone="is-warn" icon="half-circle" title=title note=t().kept_no_text()>
                    <LinkButton text=move || t().kept_ask() on_click=Callback::new(ask) />
                </SafetyItem>
            }
            .into_any()
        }
    }
}

fn said(tone: &'static str, icon: &'static str, title: impl Into<String>, note: impl Into<String>) -> AnyView {
    let (title, note): (String, String) = (title.into(), note.into());
    view! { <SafetyItem tone=tone icon=icon title=title note=note /> }.into_any()
}

/// What this browser does that others do not, and what a page does that is a file.
#[component]
fn OddBrowser() -> impl IntoView {
    let t = use_text();
    let agent = keep::agent();
    let (week, in_app) = (browser::forgets_in_a_week(&agent), browser::is_in_app(&agent));
    move || {
        let week = week.then(|| said("is-warn", "clock", t().week(), t().week_text()));
        let in_app = in_app.then(|| said("is-warn", "alert-triangle", t().in_app(), t().in_app_text()));
        let file = keep::is_file().then(|| said("", "info", t().from_file(), t().from_file_text()));
        (file, week, in_app)
    }
}

/// The last save.
#[component]
fn Proven() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let last = Memo::new(move |_| {
        let last = |world: &crate::domain::world::World| world.book.audit.iter().map(|(_, e)| &e.at).max().cloned();
        app.session.read(last).flatten()
    });
    let last_text = move || match last.get() {
        Some(at) => t().proven_last(format::moment(&at)),
        None => t().proven_never().to_owned(),
    };
    move || match app.save.get() {
        SaveState::Failed(why) => said("is-risk", "alert-triangle", t().proven_failed(), t().label(&why)),
        SaveState::Saving | SaveState::Silent => said("", "refresh", t().proven_saving(), t().proven_text()),
        SaveState::Saved(at) => said("is-good", "check-circle", t().proven_at(&at), t().proven_text()),
        SaveState::Idle => said("is-good", "check-circle", t().proven_idle(), last_text()),
    }
}

/// The last export.
#[component]
fn ExportedItem(backup: Memo<Backup>) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let at = |at: &str| Moment::parse(at).map_or_else(|| at.to_owned(), |at| format::moment(&at));
    move || match (app.exported.get(), backup.get()) {
        (Some(file), Backup::Made { changes, .. }) => {
            let (tone, icon) = match (changes, file.arrived) {
                (0, Arrived::Seen | Arrived::Compared) => ("is-good", "check-circle"),
                _ => ("is-warn", "half-circle"),
            };
            let when = at(&file.at);
            if file.arrived == Arrived::Unknown {
                let (title, note) = (
                    t().handed_at(&when),
                    t().handed_file(&file.name, format::count(changes)),
                );
                let item = view! {
                    <SafetyItem tone=tone icon=icon title=title note=note>
                        <Arrival />
                    </SafetyItem>
                };
                return Some(item.into_any());
            }
            let note = t().exported_file(&file.name, format::count(changes));
            Some(said(tone, icon, t().exported_at(&when), note))
        }
        (_, Backup::Needless { .. }) => None,
        _ => {
            let (title, note) = (t().exported_never(), t().exported_never_text());
            Some(said("is-risk", "alert-triangle", title, note))
        }
    }
}

/// The ways to say that the file has arrived.
#[component]
fn Arrival() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let compare = Callback::new(move |file| spawn_local(files::compare_export(app, file)));
    view! {
        <span class="safety__ways">
        <LinkButton
            text=move || t().handed_seen()
            attr:data-testid="export-seen"
            on_click=Callback::new(move |_| files::confirm_export(app))
        />
        <FileInput id="export-compare" take=compare attr:data-testid="export-compare" />
        <label class="linkbtn" for="export-compare">
            {move || t().handed_compare()}
        </label>
        </span>
    }
}

/// The room that the book takes.
#[component]
fn Room() -> impl IntoView {
    let t = use_text();
    let session = use_app().session;
    let usage = RwSignal::new(None::<(u64, Option<(u64, u64)>)>);
    Effect::new(move |_| {
        let _ = session.version();
        spawn_local(async move {
            let now = session.usage().await.map(|usage| (usage.bytes, usage.origin));
            usage.try_set(now);
        });
    });
    let title = move || match usage.get() {
        Some((bytes, _)) => t().room(format::bytes(bytes)),
        None => t().room_unknown().to_owned(),
    };
    let note = move || match usage.get() {
        Some((_, Some((used, quota)))) => t().room_of(format::bytes(used), format::bytes(quota)),
        _ => String::new(),
    };
    view! { <SafetyItem tone="" icon="database" title=title note=note /> }
}
