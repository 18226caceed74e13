//! The head's buttons of the page, and rules as a file: out by a button, in by a button or by dropping the file on the page.

use std::sync::Arc;

use crate::state::live::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::File;

use super::desk::use_desk;
use super::room::{COMPARE, Room};
use super::versions::compare::{DRAFT, compared};
use crate::domain::authoring::difference::difference;
use crate::domain::label::{Label, Lang};
use crate::domain::rule::plan::Plan;
use crate::domain::rule::{Example, RuleIssue, Rulebook};
use crate::domain::versions;
use crate::state::part::split_point;
use crate::state::rules::file::{Incoming, RulesError, export_rules, open_rules};
use crate::state::{App, use_app};
use crate::ui::file::{FileInput, drop_on_page};
use crate::ui::text::sentence::Words;
use crate::ui::text::{T, both, rule_problem, use_text};
use crate::ui::widget::{Button, Dialog, Icon, Menu, MenuItem, table_head};

/// The id of the file input.
const INPUT: &str = "rules-file";

/// A file that was not read, and why.
type Refused = Option<(String, RulesError)>;

/// The buttons of the page's head that are not the editor's.
#[component]
pub fn Tools() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let room = Room::follow(app);
    let refused = RwSignal::new(Refused::None);
    let take = Callback::new(move |file: File| read(app, file, refused));
    let over = drop_on_page(move |file, _| take.run(file));
    // A moment after the last edit, so that a dragged border follows the hand.
    let desk = use_desk();
    let count = Memo::new(move |_| {
        desk.quiet.track();
        untrack(|| (app.workshop.rules().examples.len(), app.workshop.failing()))
    });
    let examples = move || match count.get() {
        (0, _) => t().rule_examples().to_owned(),
        (all, 0) => t().examples_count(all),
        (all, failed) => t().examples_count_failed(all, failed),
    };
    let go = move |to: Room| {
        let now = room.get_untracked();
        app.go(if now == to { Room::Editor } else { to }.route(app));
    };
    let current = move |of: Room| (room.get() == of).then_some("page");
    view! {
        <FileInput id=INPUT take=take attr:aria-label=move || t().import_rules() attr:data-testid="rules-file" />
        <Button
            text=move || t().rule_versions()
            icon="history"
            attr:aria-current=move || current(Room::Versions)
            attr:data-testid="rule-versions"
            on_click=Callback::new(move |_| go(Room::Versions))
        />
        <Button
            text=examples
            icon="check-circle"
            attr:aria-current=move || current(Room::Examples)
            attr:data-testid="rule-examples"
            attr:data-failed=move || count.get().1
            on_click=Callback::new(move |_| go(Room::Examples))
        />
        <FileMenu />
        <Button
            text=move || t().restore_default()
            attr:data-testid="restore-default"
            on_click=Callback::new(move |_| restore(app, &both(|t| t.restored_default().to_owned()), Rulebook::standard()))
        />
        <Show when=move || over.get()>
            <div class="dropover" aria-hidden="true">
                <Icon name="upload" size=20 />
                {move || t().drop_rules()}
            </div>
        </Show>
        <RefusedDialog refused=refused />
    }
}

#[component]
fn FileMenu() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let items = Signal::derive(move || {
        let mut all = vec![
            MenuItem::new("download", move || t().export_in_force(), move || export_in_force(app)),
            MenuItem::new("upload", move || t().import_rules(), choose_file),
        ];
        if app.workshop.is_changed() {
            all.insert(
                1,
                MenuItem::new("download", move || t().export_draft(), move || export_draft(app)),
            );
        }
        all
    });
    let button = move || {
        view! {
            <Icon name="file" />
            {move || t().rules_as_file()}
            <Icon name="chevron-down" size=14 />
        }
    };
    view! {
        <span class="anchor-wrap" data-testid="rules-exchange">
            <Menu items=items button=button button_class="btn" end=true />
        </span>
    }
}

fn choose_file() {
    let input = document().get_element_by_id(INPUT);
    if let Some(input) = input.and_then(|el| el.dyn_into::<web_sys::HtmlElement>().ok()) {
        input.click();
    }
}

fn export_in_force(app: App) {
    let number = app
        .session
        .peek(|world| versions::versions(&world.book).last().map(|v| v.number));
    let rules = untrack(|| app.workshop.in_force());
    export(app, &rules, number.flatten());
}

/// Hands the rules of a version to the user, or rules that have no number yet.
pub fn export(app: App, rules: &Rulebook, number: Option<u32>) {
    let t = T(app.lang.get_untracked());
    let name = number.map(|n| match t.0 {
        Lang::Zh => t.version_n(n),
        Lang::En => t.version_of_file(n),
    });
    export_rules(app, rules, name.as_deref());
}

fn export_draft(app: App) {
    let t = T(app.lang.get_untracked());
    let rules = untrack(|| app.workshop.rules());
    export_rules(app, &rules, Some(t.the_draft()));
}

/// Makes other rules the draft; the examples stay. Goes to the editor, where they are rehearsed.
pub fn restore(app: App, what: &Label, rules: &Rulebook) {
    app.workshop.replace(what.clone(), rules);
    spawn_local(tell(app, what.clone(), Vec::new()));
}

split_point! {
    fn counting() in rooms -> fn(&Rulebook, &Rulebook) -> usize { |now, then| difference(now, then).len() }
}

/// Says how far the draft is from the rules in force, and opens the editor.
async fn tell(app: App, what: Label, strangers: Vec<Example>) {
    let what = &what;
    let (now, then) = untrack(|| (app.workshop.in_force(), app.workshop.rules()));
    let Ok(count) = counting().await else {
        // The draft is there; only how far it is from the rules in force cannot be told.
        app.go(Room::Editor.route(app));
        return app.notices.error(both(|t| t.part_not_loaded().to_owned()));
    };
    let changes = count(&now, &then);
    if changes == 0 {
        app.notices.info(both(|t| t.same_as_in_force(t.label(what))), None);
        return;
    }
    app.go(Room::Editor.route(app));
    let said = both(|t| {
        let said = t.now_draft(changes, t.label(what));
        match strangers.len() {
            0 => said,
            n => t.imported_strangers(n, said),
        }
    });
    let see = app.notices.action(both(|t| t.see_changes().to_owned()), move || {
        let number = app.session.peek(in_force_number).unwrap_or(1);
        let pair = compared(&number.to_string(), DRAFT);
        app.go(Room::Versions.route(app).with_param(COMPARE, Some(&pair)));
    });
    app.notices.info(said, Some(see));
}

fn in_force_number(world: &crate::domain::world::World) -> u32 {
    versions::versions(&world.book).last().map_or(1, |v| v.number)
}

fn read(app: App, file: File, refused: RwSignal<Refused>) {
    spawn_local(async move {
        match open_rules(&file).await {
            Ok(incoming) => take_in(app, &file.name(), incoming),
            Err(why) => refused.set(Some((file.name(), why))),
        }
    });
}

/// A file that was read becomes the draft. Its examples join those that are here.
fn take_in(app: App, file: &str, incoming: Incoming) {
    let label = both(|t| t.imported_rules(file));
    let unknown = |example: &&Example| {
        let id = example.customer.as_deref();
        let known = |id: &str| app.session.peek(|world| world.book.customers.get(id).is_some());
        id.is_some_and(|id| known(id) != Some(true))
    };
    let strangers: Vec<Example> = incoming.rulebook.examples.iter().filter(unknown).cloned().collect();
    let rules = Arc::new(incoming.rulebook);
    app.workshop.edit(label.clone(), None, |now| {
        let mut examples = std::mem::take(&mut now.examples);
        for example in &rules.examples {
            match examples.iter_mut().find(|known| known.id == example.id) {
                Some(known) => *known = example.clone(),
                None => examples.push(example.clone()),
            }
        }
        *now = (*rules).clone().with_examples(examples);
    });
    spawn_local(tell(app, label, strangers));
}

/// Why a file was not read: in one sentence, or problem by problem at its place.
#[component]
fn RefusedDialog(refused: RwSignal<Refused>) -> impl IntoView {
    let t = use_text();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(refused.with(Option::is_some)));
    let title = move || refused.with(|r| r.as_ref().map(|(file, _)| t().file_refused(file)).unwrap_or_default());
    let body = move || {
        refused.get().map(|(_, why)| match why {
            RulesError::File(why) => view! { <p data-testid="rules-refused">{t().label(&why)}</p> }.into_any(),
            RulesError::Rules(issues) => view! { <Issues issues=issues /> }.into_any(),
        })
    };
    view! {
        <Dialog open=open title=title wide=true>
            {body}
        </Dialog>
    }
}

#[component]
fn Issues(issues: Vec<RuleIssue>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let n = issues.len();
    // The names of the rules as they stand here: a file that is refused has none that can be trusted.
    let plan = Plan::sketch(&untrack(|| app.workshop.rules()));
    let words = Words {
        lang: app.lang.get_untracked(),
        plan: &plan,
    };
    let row = |issue: RuleIssue| {
        let problem = rule_problem::problem(words, &issue.problem);
        let named = rule_problem::place(words, &issue.place);
        let named = Some(named).filter(|named| *named != issue.place);
        view! {
            <tr>
                <th scope="row" class="issue-place">{named} <small>{issue.place}</small></th>
                <td class="issue-problem">{problem}</td>
            </tr>
        }
    };
    let rows = issues.into_iter().map(row).collect_view();
    view! {
        <p>{move || t().file_refused_rules(n)}</p>
        <div class="table-wrap" tabindex="0" role="region" aria-label=move || t().issue_problem()>
            <table class="table" data-testid="rules-refused">
                {table_head([(T::issue_place, false), (T::issue_problem, false)])}
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
