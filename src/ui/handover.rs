//! The dialog that hands customers over to a colleague: whose, what goes along, to whom, and what the file shows to whoever has it.

use std::collections::HashSet;

use crate::state::live::*;
use leptos::task::spawn_local;

use crate::domain::book::Book;
use crate::domain::change::Kind;
use crate::domain::command::Command;
use crate::domain::field::{Choices, FieldKind, Tense, parse_date};
use crate::domain::fold::distinct;
use crate::domain::form::{Ask, Place, Remark};
use crate::domain::handover::give::{GivenPart, Owner, Passing, counts, customers_of, owners, package};
use crate::domain::id::CustomerId;
use crate::domain::record::Text;
use crate::state::files::{HandingOver, hand_over};
use crate::state::{App, use_app};
use crate::ui::form::{Form, FormDialog, Input, Plain};
use crate::ui::format;
use crate::ui::text::{T, both, use_text};
use crate::ui::widget::{Check, Note, NoteKind};

/// The name of what is typed.
const DRAFT: &str = "handover";
/// So many owners a file is named after.
const NAMED: usize = 3;
/// The longest name and remark, in characters.
const LONGEST: (u32, u32) = (100, 400);

const TO: Place = Place::own("to");
const ON: Place = Place::own("on");
const NOTE: Place = Place::own("note");

const ASKS: &[Ask] = &[
    Ask::optional(TO.key, FieldKind::Choice(Choices::Staff), LONGEST.0),
    Ask::optional(ON.key, FieldKind::Date(Tense::Either), LONGEST.0),
    Ask::optional(NOTE.key, FieldKind::LongText, LONGEST.1),
];

fn label(t: T, key: &str) -> String {
    let label = match key {
        "to" => t.handover_to(),
        "on" => t.handover_on_field(),
        _ => t.handover_note_field(),
    };
    label.to_owned()
}

/// Draws the dialog, with what it is asked.
pub type BuildHandover = fn(RwSignal<Option<Giving>>) -> AnyView;

/// What is to be handed over.
#[derive(Clone, Debug, PartialEq)]
pub enum Giving {
    /// The customers of owners that are chosen in the dialog.
    OfOwners,
    /// These customers.
    These(Vec<CustomerId>),
}

/// What is chosen in the dialog beside what is typed. `Copy`: it holds signals only.
#[derive(Clone, Copy)]
struct Chosen {
    app: App,
    what: RwSignal<Option<Giving>>,
    owners: RwSignal<Vec<Text>>,
    passes: RwSignal<bool>,
    passes_here: RwSignal<bool>,
    rules: RwSignal<bool>,
    /// It was tried with no customers.
    is_lacking: RwSignal<bool>,
}

impl Chosen {
    /// Whom it is about; tracked.
    fn ids(self) -> Vec<CustomerId> {
        match self.what.get() {
            Some(Giving::These(ids)) => ids,
            Some(Giving::OfOwners) => {
                let of =
                    |world: &crate::domain::world::World| self.owners.with(|owners| customers_of(&world.book, owners));
                self.app.session.read(of).unwrap_or_default()
            }
            None => Vec::new(),
        }
    }

    /// Whose customers they are, for the name of the file.
    fn whose(self, t: T, ids: &[CustomerId]) -> Text {
        let of = |book: &Book| {
            let customers = ids.iter().filter_map(|id| book.customers.get(id.as_str()));
            let names: Vec<Text> = match self.owners.with_untracked(Vec::is_empty) {
                true => customers.filter_map(|customer| customer.owner.clone()).collect(),
                false => self.owners.get_untracked(),
            };
            let names = distinct(names.iter().map(|name| &**name));
            let first = names.iter().take(NAMED).copied().collect::<Vec<_>>().join("、");
            match names.len() {
                0 => t.handover_unnamed().to_owned(),
                n if n > NAMED => t.handover_several(first),
                _ => first,
            }
        };
        self.app
            .session
            .peek(|world| of(&world.book))
            .unwrap_or_default()
            .into()
    }
}

/// The dialog; it stands while there is something to hand over.
#[component]
pub fn HandoverDialog(
    /// What is to be handed over.
    what: RwSignal<Option<Giving>>,
) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let chosen = Chosen {
        app,
        what,
        owners: RwSignal::default(),
        passes: RwSignal::new(true),
        passes_here: RwSignal::new(false),
        rules: RwSignal::new(false),
        is_lacking: RwSignal::new(false),
    };
    let begin = move |_| {
        chosen.owners.set(Vec::new());
        chosen.is_lacking.set(false);
        // Whom they are handed to sees to them, unless it is said otherwise.
        chosen.passes.set(true);
        let today = app.today.get_untracked().to_string();
        let first = move |key: &str| if key == ON.key { today.clone() } else { String::new() };
        Some(Form::new(app, DRAFT, Plain::new("handover", ASKS, label).first(first)))
    };
    view! {
        <FormDialog
            what=what
            id="handover-form"
            title=move || t().handover_title()
            verb=move || t().handover_make()
            mark="handover-make"
            wide=true
            begin=Callback::new(begin)
            fields=Callback::new(move |form| Some(view! { <Fields chosen=chosen form=form /> }.into_any()))
            save=Callback::new(move |form| make(chosen, form))
        />
    }
}

/// Whose, what goes along, and what is typed.
#[component]
fn Fields(chosen: Chosen, form: Form) -> impl IntoView {
    let t = use_text();
    let tick = move |text: fn(T) -> &'static str, on: RwSignal<bool>, mark: &'static str| {
        view! {
            <div data-testid=mark>
                <Check text=move || text(t()) on=on on_change=Callback::new(move |is_on| on.set(is_on)) block=true />
            </div>
        }
    };
    let about = match chosen.what.get_untracked() {
        Some(Giving::These(ids)) => view! { <p>{move || t().handover_selected(ids.len())}</p> }.into_any(),
        _ => view! { <Owners chosen=chosen /> }.into_any(),
    };
    view! {
        <div class="fields__wide stack">
            {about}
            <Show when=move || chosen.is_lacking.get() && chosen.ids().is_empty()>
                <div role="alert">
                    <Note kind=NoteKind::Risk text=move || t().handover_nothing() />
                </div>
            </Show>
            <Along chosen=chosen />
        </div>
        <Input place=TO form=form label=move || t().handover_to() help=move || t().handover_to_help() />
        <Input place=ON form=form label=move || t().handover_on_field() />
        <div class="fields__wide">
            <Input place=NOTE form=form label=move || t().handover_note_field() help=move || t().handover_note_help() />
        </div>
        <div class="fields__wide stack">
            {tick(T::handover_pass, chosen.passes, "handover-pass")}
            {tick(T::handover_pass_here, chosen.passes_here, "handover-pass-here")}
            {tick(T::handover_rules, chosen.rules, "handover-rules")}
            <Note kind=NoteKind::Warn text=move || t().handover_clear() />
        </div>
    }
}

/// Everybody who has customers.
#[component]
fn Owners(chosen: Chosen) -> impl IntoView {
    let t = use_text();
    let all = Memo::new(move |_| chosen.app.session.read(|world| owners(&world.book)).unwrap_or_default());
    let row = move |owner: Owner| {
        let (name, customers) = (owner.name, owner.customers);
        let is_on = {
            let name = name.clone();
            Signal::derive(move || chosen.owners.with(|owners| owners.contains(&name)))
        };
        let mark = name.to_string();
        let text = name.to_string();
        let choose = move |on: bool| {
            chosen.owners.update(|owners| {
                owners.retain(|known| *known != name);
                owners.extend(on.then(|| name.clone()));
            });
        };
        view! {
            <div data-testid="handover-owner" data-name=mark>
                <Check text=text on=is_on on_change=Callback::new(choose) count=move || format::count(customers) />
            </div>
        }
    };
    view! {
        <fieldset>
            <legend>{move || t().handover_whose()}</legend>
            <Show when=move || all.with(Vec::is_empty)>
                <Note kind=NoteKind::Info text=move || t().handover_no_owner() />
            </Show>
            <div class="handover__owners">{move || all.get().into_iter().map(row).collect_view()}</div>
        </fieldset>
    }
}

/// How much goes along.
#[component]
fn Along(chosen: Chosen) -> impl IntoView {
    let t = use_text();
    let all = Memo::new(move |_| {
        let ids = chosen.ids();
        let ids: HashSet<&str> = ids.iter().map(CustomerId::as_str).collect();
        let counted = chosen
            .app
            .session
            .read(|world| counts(&package(&world.book, &ids, None)));
        counted.unwrap_or_default()
    });
    let row = move |(part, n): (GivenPart, usize)| {
        let key = match part {
            GivenPart::Records(kind) => kind.word(),
            GivenPart::Contacts => "contacts",
            GivenPart::ByHand => "overrides",
        };
        view! {
            <div data-testid="handover-count" data-kind=key data-count=n.to_string()>
                <dt>{move || part_name(t(), part)}</dt>
                <dd>{format::count(n)}</dd>
            </div>
        }
    };
    view! {
        <Show when=move || all.with(|all| !all.is_empty())>
            <dl class="handover__along" aria-label=move || t().handover_along()>
                {move || all.get().into_iter().map(row).collect_view()}
            </dl>
        </Show>
    }
}

fn part_name(t: T, part: GivenPart) -> &'static str {
    match part {
        GivenPart::Contacts => t.handover_contacts(),
        GivenPart::ByHand => t.handover_by_hand(),
        GivenPart::Records(Kind::Customer) => t.kind_customers(),
        GivenPart::Records(Kind::Order) => t.kind_orders(),
        GivenPart::Records(Kind::Interaction) => t.kind_interactions(),
        GivenPart::Records(Kind::Ticket) => t.kind_tickets(),
        GivenPart::Records(Kind::Campaign) => t.kind_campaigns(),
        GivenPart::Records(Kind::Points) => t.kind_points(),
        GivenPart::Records(Kind::TaskOutcome) => t.kind_task_outcomes(),
        GivenPart::Records(Kind::Review) => t.kind_reviews(),
        GivenPart::Records(Kind::Audit) => t.kind_audit(),
        GivenPart::Records(Kind::RuleVersion) => t.kind_rule_versions(),
    }
}

/// Makes the file, and changes the owners here where that is wanted.
fn make(chosen: Chosen, form: Form) {
    let app = chosen.app;
    let typed = |place| untrack(|| form.text(place)).trim().to_owned();
    let said = |place| Some(typed(place)).filter(|text| !text.is_empty()).map(Text::from);
    let ids = untrack(|| chosen.ids());
    chosen.is_lacking.set(ids.is_empty());
    let (to, note, today) = (said(TO), said(NOTE), app.today.get_untracked());
    let (passes, passes_here) = (chosen.passes.get_untracked(), chosen.passes_here.get_untracked());
    let mut wrong: Vec<Remark> = Vec::new();
    let on = match typed(ON).as_str() {
        "" => today,
        text => parse_date(text, today, Tense::Either).unwrap_or_else(|error| {
            wrong.push((ON, error.message));
            today
        }),
    };
    if to.is_none() && passes_here {
        wrong.push((TO, both(|t| t.handover_to_needed().to_owned())));
    }
    if !wrong.is_empty() {
        return form.save(Err(wrong), || {});
    }
    if ids.is_empty() || form.busy.get_untracked() {
        return;
    }
    let passing = to.clone().map(|to| Passing {
        from: chosen.owners.get_untracked(),
        to,
    });
    let handing = HandingOver {
        from: chosen.whose(T(app.lang.get_untracked()), &ids),
        ids: ids.clone(),
        to,
        on,
        note,
        passing: passing.clone().filter(|_| passes),
        rules: chosen.rules.get_untracked(),
    };
    form.busy.set(true);
    spawn_local(async move {
        let is_taken = hand_over(app, handing).await;
        form.busy.try_set(false);
        if !is_taken {
            return;
        }
        app.drafts.take(DRAFT);
        chosen.what.try_set(None);
        if let Some(passing) = passing.filter(|_| passes_here) {
            app.session.dispatch(Command::HandOver { ids, passing });
        }
    });
}
