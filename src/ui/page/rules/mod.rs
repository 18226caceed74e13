//! 规则: how we classify, what if it were changed, and how it came to be.
//!
//! The list at the left chooses a rule, the middle edits it in the draft, the aside at the right rehearses the draft. By room:
//! [`editor`], [`rehearsal`], [`versions`], [`examples`]. All of them use `desk` (what the parts share), `room` (which room the
//! address names), `exchange` (the head's buttons, rules as a file) and `paper` (print).

mod desk;
mod editor;
pub mod examples;
mod exchange;
mod findings;
mod paper;
mod rehearsal;
mod room;
mod versions;

use crate::state::live::*;

use self::desk::{Open, RulesDesk};
use self::editor::{DimensionEditor, List, NamedEditor, RfmEditor, ScoreEditor, issues};
use self::rehearsal::Rehearsal;
use self::rehearsal::histogram::Histogram;
use self::room::Room;
use crate::domain::authoring::edit::List as Named;
use crate::domain::record::Text;
use crate::state::use_app;
use crate::ui::form::TypedElsewhere;
use crate::ui::later::{Build, Later, later, piece};
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Icon, LinkButton, PageHead};

static VERSIONS: Later<Build> = later!(rooms: load_versions => Build { || versions::Versions().into_any() });
static EXAMPLES: Later<Build> = later!(rooms: load_examples => Build { || examples::Examples().into_any() });

static RFM: Later<Build> = later!(rooms: edit_rfm => Build { || RfmEditor().into_any() });
static SCORE: Later<fn(Text) -> AnyView> =
    later!(rooms: edit_score => fn(Text) -> AnyView { |id| view! { <ScoreEditor id=id /> }.into_any() });
static NAMED: Later<fn(Named) -> AnyView> =
    later!(rooms: edit_named => fn(Named) -> AnyView { |list| view! { <NamedEditor list=list /> }.into_any() });

/// The page.
#[component]
pub fn Rules() -> impl IntoView {
    let t = use_text();
    let desk = RulesDesk::new(use_app());
    provide_context(desk);
    let room = Room::follow(use_app());
    let sub = move || match room.get() {
        Room::Editor => desk.subtitle(),
        _ => String::new(),
    };
    let content = move || match room.get() {
        Room::Versions => piece(&VERSIONS, |versions| versions()),
        Room::Examples => piece(&EXAMPLES, |examples| examples()),
        Room::Editor => view! { <Workbench /> }.into_any(),
    };
    view! {
        <div class="page page--rules" data-takes-files>
            <PageHead title=move || t().rules_title() sub=sub>
                <exchange::Tools />
                <Show when=move || room.get() == Room::Editor>
                    <Button text=move || t().print() icon="printer" on_click=Callback::new(move |_| crate::ui::list::paper::print()) />
                </Show>
            </PageHead>
            <TypedElsewhere
                stands=Signal::derive(move || desk.shop.drafted_elsewhere())
                text=move || t().rules_drafted_elsewhere()
                take_over=Callback::new(move |()| desk.shop.take_over())
            />
            {content}
        </div>
    }
}

/// The list, the editor of the open rule, and the rehearsal of the draft.
#[component]
fn Workbench() -> impl IntoView {
    let desk = desk::use_desk();
    let shown = Signal::derive(move || dimension(desk));
    view! {
        <Wrong />
        <div class="rules">
            <List />
            <div class="rules__editor" data-testid="rule-editor">
                <Editor />
                <Histogram dimension=shown />
            </div>
            <aside class="rules__aside">
                <Rehearsal dimension=shown />
            </aside>
        </div>
        {paper::print_area(desk)}
    }
}

/// Where the draft cannot be tried: how many places are to be put right, and the way to each rule.
#[component]
fn Wrong() -> impl IntoView {
    let t = use_text();
    let desk = desk::use_desk();
    let places = Memo::new(move |_| desk.shop.issues.with(|all| issues::rules_of(all)));
    let row = move |open: Open| {
        let name = desk.title_of(&open);
        view! { <LinkButton text=name on_click=Callback::new(move |_| desk.show(&open)) /> }
    };
    view! {
        <Show when=move || desk.shop.issues.with(|all| !all.is_empty())>
            <div class="notice notice--risk rules__wrong" role="alert" data-testid="rule-issues">
                <Icon name="alert-triangle" />
                <p class="notice__body">
                    {move || t().draft_stuck(desk.shop.issues.with(Vec::len))} " "
                    {move || places.get().into_iter().map(row).collect_view()}
                </p>
            </div>
        </Show>
    }
}

/// What edits the open rule.
#[component]
fn Editor() -> impl IntoView {
    let desk = desk::use_desk();
    let editor = |open: Open| match open {
        Open::Dimension(id) => view! { <DimensionEditor id=id /> }.into_any(),
        Open::Rfm => piece(&RFM, |editor| editor()),
        Open::Score(id) => piece(&SCORE, move |editor| editor(id.clone())),
        Open::Tags => piece(&NAMED, |editor| editor(Named::Tags)),
        Open::Signals => piece(&NAMED, |editor| editor(Named::Signals)),
    };
    // A list of one: another rule is drawn anew.
    view! { <For each=move || [desk.open.get()] key=Open::key children=editor /> }
}

/// The dimension whose picture stands beside the open rule: itself, or the one that takes its classes from the open score.
fn dimension(desk: RulesDesk) -> Option<Text> {
    let of_bands = |id: &str| {
        desk.rules.with(|rules| {
            let mut all = rules.dimensions.iter().filter(|d| d.retired != Some(true));
            all.find(|d| d.bands_of.as_deref() == Some(id)).map(|d| d.id.clone())
        })
    };
    match desk.open.get() {
        Open::Dimension(id) => Some(id),
        Open::Score(id) => of_bands(&id),
        Open::Rfm => Some("rfm_tier".into()),
        Open::Tags | Open::Signals => None,
    }
}
