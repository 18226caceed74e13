//! What stands on screen while its part of the program is not here yet: its frame at once, then it, or what happened and a way on.

use std::sync::OnceLock;
use std::time::Duration;

use crate::state::live::*;
use leptos::task::spawn_local;

use super::shell::{focus_title_from, tell_shown};
use super::text::use_text;
use super::widget::{Button, EmptyState, Kind, LinkButton, PageHead};
use crate::domain::label::Label;
use crate::state::part::{NotLoaded, Work};

/// Builds a page.
pub type Build = fn() -> AnyView;

/// Something of a part of the program, mostly the function that builds a view. Loaded once.
pub struct Later<B> {
    load: fn() -> Work<'static, Result<B, NotLoaded>>,
    here: OnceLock<B>,
}

impl<B: Copy> Later<B> {
    /// What the function loads.
    pub const fn new(load: fn() -> Work<'static, Result<B, NotLoaded>>) -> Self {
        Self {
            load,
            here: OnceLock::new(),
        }
    }

    fn here(&self) -> Option<B> {
        self.here.get().copied()
    }

    /// What is loaded, now or before.
    pub async fn load(&self) -> Result<B, NotLoaded> {
        let loaded = (self.load)().await?;
        Ok(*self.here.get_or_init(|| loaded))
    }
}

/// A [`Later`] of a part: `later!(part: name => Type { value })`, where `name` is the name of its split point. The parts:
/// `write`, whatever is typed, chosen and saved, fetched while the first page is looked at; `customers`, the sheet; `today`, what is to be done; `service`, tickets; `insight`, figures
/// and pictures; `goals`, what is to be reached; `marketing`, what customers are worth, and `campaigns`, what is done about it; `playbooks`, who is cared for how; `rules`, their workshop, and `rooms`, its versions and examples; `review`, what rules moved; `doubles`, who stands in the book twice; `data`, files in and out;
/// `wizard`, tables on their way in and out; `pinyin`, how Han characters are read (`state::finder`); `demo`, the sample book; `reader` and `tables`, what reads books and tables where no worker does.
/// What is opened together belongs together: each part more is up to as many shared files more as there are.
macro_rules! later {
    ($part:ident: $name:ident => $kind:ty { $value:expr }) => {{
        $crate::state::part::split_point! {
            fn $name() in $part -> $kind { $value }
        }
        $crate::ui::later::Later::new(|| Box::pin($name()))
    }};
}
pub(super) use later;

/// How a page comes on screen.
pub enum View {
    /// It is in the first file.
    Here(Build),
    /// It is loaded when it is opened first.
    Later(Later<Build>),
}

/// A page, loaded where it is not here. Its name stands over the frame.
pub fn page(view: &'static View, name: &'static Label) -> AnyView {
    match view {
        View::Here(build) => {
            tell_shown();
            build()
        }
        View::Later(later) => {
            let build = move |build: Build| {
                tell_shown();
                build()
            };
            place(later, Some(name), build)
        }
    }
}

/// A piece of a page, loaded where it is not here.
pub fn piece<B: Copy + Send + Sync + 'static>(
    later: &'static Later<B>,
    build: impl Fn(B) -> AnyView + Send + 'static,
) -> AnyView {
    place(later, None, build)
}

/// A piece that is loaded when it is wanted first, and then stays: a dialog, mostly.
pub fn once_wanted<B: Copy + Send + Sync + 'static>(
    wanted: impl Fn() -> bool + Send + Sync + 'static,
    later: &'static Later<B>,
    build: impl Fn(B) -> AnyView + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let ever = Memo::new(move |before| before == Some(&true) || wanted());
    move || ever.get().then(|| piece(later, build.clone()))
}

/// How far a part is.
#[derive(Clone, Copy, Default, PartialEq)]
enum Stage {
    #[default]
    Loading,
    /// For longer than [`LONG`].
    Slow,
    Failed,
    Here,
}

/// How long a part may take without a word. The loader (`src/boot/load.js`) ends the wait after twenty silent seconds.
const LONG: Duration = Duration::from_secs(10);

fn place<B>(
    later: &'static Later<B>,
    page: Option<&'static Label>,
    build: impl Fn(B) -> AnyView + Send + 'static,
) -> AnyView
where
    B: Copy + Send + Sync + 'static,
{
    if let Some(here) = later.here() {
        return build(here);
    }
    let stage = RwSignal::new(Stage::Loading);
    let go_on = move |from: Stage, to: Stage| {
        if stage.try_get_untracked() == Some(from) {
            stage.try_set(to);
        }
    };
    let load = move || {
        stage.set(Stage::Loading);
        after(move || go_on(Stage::Loading, Stage::Slow), LONG);
        let from = document().active_element();
        spawn_local(async move {
            let next = match later.load().await {
                Ok(_) => Stage::Here,
                Err(_) => Stage::Failed,
            };
            // On a new page the keyboard goes on from its title, as after any change of page; who meanwhile types in the search goes on there.
            if stage.try_set(next).is_none() && page.is_some() {
                next_frame(move || focus_title_from(from.as_ref()));
            }
        });
    };
    load();
    on_window_event("online", move |_| {
        if stage.try_get_untracked() == Some(Stage::Failed) {
            load();
        }
    });
    let view = move || match (stage.get(), later.here()) {
        (Stage::Here, Some(here)) => build(here),
        (Stage::Failed, _) => failed(page, Callback::new(move |()| load())),
        (now, _) => frame(page, now == Stage::Slow),
    };
    view.into_any()
}

/// The shape of what is to come, under the page's title.
fn frame(page: Option<&'static Label>, is_slow: bool) -> AnyView {
    let t = use_text();
    let shape = move || {
        view! {
            <div role="status" data-testid="part-loading">
                {if is_slow {
                    view! { <p data-testid="part-slow">{move || t().part_slow()}</p> }.into_any()
                } else {
                    view! { <span class="visually-hidden">{move || t().part_loading()}</span> }.into_any()
                }}
                <span class="skel"></span>
                <span class="skel"></span>
                <span class="skel"></span>
            </div>
        }
    };
    match page {
        None => shape().into_any(),
        Some(name) => view! {
            <div class="page" aria-busy="true">
                <PageHead title=move || t().label(name) />
                <section class="panel">
                    <div class="panel__body">{shape()}</div>
                </section>
            </div>
        }
        .into_any(),
    }
}

/// It did not load: what happened, and two ways on.
fn failed(page: Option<&'static Label>, again: Callback<()>) -> AnyView {
    tell_shown();
    let t = use_text();
    let reload = move |_| {
        if let Some(window) = web_sys::window() {
            let _ = window.location().reload();
        }
    };
    let Some(name) = page else {
        return view! {
            <div class="notice notice--risk" role="alert" data-testid="part-not-loaded">
                <p class="notice__body">
                    {move || t().part_not_loaded()} " " <LinkButton text=move || t().retry() on_click=Callback::new(move |_| again.run(())) /> " "
                    <LinkButton text=move || t().reload_page() on_click=Callback::new(reload) />
                </p>
            </div>
        }
        .into_any();
    };
    view! {
        <div class="page" data-testid="part-not-loaded">
            <PageHead title=move || t().label(name) />
            <section class="panel" role="alert">
                <EmptyState title=move || t().part_not_loaded() text=move || t().part_not_loaded_help()>
                    <Button
                        text=move || t().retry()
                        kind=Kind::Primary
                        icon="refresh"
                        on_click=Callback::new(move |_| again.run(()))
                    />
                    <Button text=move || t().reload_page() on_click=Callback::new(reload) />
                </EmptyState>
            </section>
        </div>
    }
    .into_any()
}
