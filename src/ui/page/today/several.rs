//! Several things done at once: one contact for each customer, so that what comes next is counted from what happened.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::state::live::*;

use super::contact_day::{AT, day_typed};
use super::list::TodayList;
use super::settle::{self, Ending};
use crate::domain::care::{Deed, NOBODY, Task, called};
use crate::domain::command::Command;
use crate::domain::day::Moment;
use crate::domain::field::{Choices, FieldKind, FieldValue, HasFields, Tense, format as written, parse};
use crate::domain::form::{Ask, Place, Remark, new};
use crate::domain::id::InteractionId;
use crate::domain::kind::{Interaction, InteractionKind};
use crate::domain::world::World;
use crate::state::today::Todo;
use crate::state::{clock, random, use_app};
use crate::ui::focus;
use crate::ui::form::{ChoiceInput, Form, FormDialog, Input, Plain};
use crate::ui::text::{T, both, use_text};
use crate::ui::widget::{Note, NoteKind};

const KIND: Place = Place::own("kind");
const CONTENT: Place = Place::own("content");

const ASKS: &[Ask] = &[
    Ask::optional(KIND.key, FieldKind::Choice(Choices::InteractionKind), 20),
    Ask::optional(AT.key, FieldKind::Moment(Tense::Past), 32),
    Ask::optional(CONTENT.key, FieldKind::LongText, 2_000),
];

fn label(t: T, key: &str) -> String {
    Interaction::field(key)
        .map(|field| t.label(&field.label))
        .unwrap_or_default()
}

/// How many are done with a contact, with how many customers.
fn counted(deeds: &[Deed]) -> (usize, usize) {
    let asked: Vec<u32> = deeds.iter().filter_map(whom).collect();
    (asked.len(), asked.iter().collect::<HashSet<_>>().len())
}

/// The customer whose contact does it; nothing where it is done at the desk.
fn whom(deed: &Deed) -> Option<u32> {
    let customer = deed.lead().map(|task| task.customer);
    customer.filter(|customer| !deed.is_desk() && *customer != NOBODY)
}

/// The dialog; it stands while several are being done.
#[component]
pub fn Several(page: TodayList) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let deeds = Memo::new(move |_| {
        let keys = page.completing.get();
        keys.map(|keys| page.find_all(&keys)).unwrap_or_default()
    });
    let begin = move |_: BTreeSet<String>| {
        let today = app.today.get_untracked();
        let first = move |key: &str| match key == AT.key {
            true => written(FieldKind::Moment(Tense::Past), &FieldValue::Moment(Moment::on(today))),
            false => String::new(),
        };
        Some(Form::new(
            app,
            "task/several",
            Plain::new("several", ASKS, label).first(first),
        ))
    };
    let ways = Signal::derive(move || {
        let usual = (String::new(), t().today_several_usual().to_owned());
        let way = |kind: &InteractionKind| (kind.word().to_owned(), t().label(&kind.label()));
        std::iter::once(usual)
            .chain(InteractionKind::ALL.iter().map(way))
            .collect()
    });
    let fields = move |form: Form| {
        let first = form.id(KIND);
        next_frame(move || focus::focus_id(first));
        let said = move || {
            let (tasks, customers) = deeds.with(|deeds| counted(deeds));
            t().today_several_help(tasks, customers)
        };
        let early = Memo::new(move |_| {
            let day = day_typed(form)?;
            let is_early = |deed: &&Deed| whom(deed).is_some() && deed.begins_behind(day);
            let n = deeds.with(|deeds| deeds.iter().filter(is_early).count());
            (n > 0).then_some((n, day))
        });
        let inputs = view! {
            <div class="fields__wide">
                <Note kind=NoteKind::Info text=said />
            </div>
            {left_note(page)}
            <ChoiceInput place=KIND form=form label=move || form.label(KIND) options=ways />
            <Input place=AT form=form label=move || form.label(AT) />
            {move || early.get().map(|(n, day)| view! {
                <div class="fields__wide" data-testid="several-early" role="status">
                    <Note kind=NoteKind::Warn text=move || t().today_early_of(n, day) />
                </div>
            })}
            <div class="fields__wide">
                <Input place=CONTENT form=form label=move || form.label(CONTENT) help=move || t().today_several_content() />
            </div>
        };
        Some(inputs.into_any())
    };
    let save = move |form: Form| {
        form.save(untrack(|| made(page, form, &deeds.get())), move || {
            page.completing.set(None);
            page.tell_left();
            settle::tell_of_today(app);
            settle::leave(page);
        });
    };
    view! {
        <FormDialog
            what=page.completing
            id="several-form"
            title=move || t().today_several_title(deeds.with(Vec::len))
            verb=move || t().today_done()
            mark="several-save"
            begin=Callback::new(begin)
            fields=Callback::new(fields)
            save=Callback::new(save)
        />
    }
}

/// What of the rows chosen stays, and why, where some do.
pub fn left_note(page: TodayList) -> Option<impl IntoView> {
    let t = use_text();
    let left = page.left.try_get_value().filter(|left| !left.zh.is_empty())?;
    Some(view! {
        <div class="fields__wide" data-testid="task-stays">
            <Note kind=NoteKind::Warn text=move || t().label(&left) />
        </div>
    })
}

/// Reads the form: the command, or what is wrong.
fn made(page: TodayList, form: Form, deeds: &[Deed]) -> Result<Command, Vec<Remark>> {
    let app = page.list.app;
    let now = clock::instant();
    let (today, user) = (app.today.get(), app.user.get());
    let at = match parse(FieldKind::Moment(Tense::Past), &form.text(AT), form.typing(&now)) {
        Ok(FieldValue::Moment(at)) => at,
        Ok(_) => Moment::on(today),
        Err(error) => return Err(vec![(AT, error.message)]),
    };
    if deeds.is_empty() {
        return Err(vec![(KIND, both(|t| t.today_several_gone().to_owned()))]);
    }
    let way = InteractionKind::from_word(&form.text(KIND));
    let content = form.text(CONTENT).trim().to_owned();
    let command = |world: &World, todo: &Todo| {
        let key = |task: &Task| task.key(&world.book, &todo.care);
        let mut contacts: Vec<Interaction> = Vec::new();
        // Whose contact stands where among these.
        let mut of: HashMap<u32, usize> = HashMap::new();
        let (mut outcomes, mut tasks) = (Vec::new(), Vec::new());
        for deed in deeds {
            let place = whom(deed).and_then(|customer| {
                if let Some(place) = of.get(&customer) {
                    return Some(*place);
                }
                let whose = world.book.customers.at(customer)?.id.clone();
                let id = InteractionId::new(&random::id()).ok()?;
                let made = new::interaction(id, whose, today, &user);
                contacts.push(Interaction {
                    at: at.clone(),
                    kind: way.or(deed.channel()).or(made.kind),
                    content: Some(content.as_str()).filter(|text| !text.is_empty()).map(Into::into),
                    task: deed.lead().map(|task| key(task).as_str().into()),
                    ..made
                });
                of.insert(customer, contacts.len() - 1);
                Some(contacts.len() - 1)
            });
            let with = place
                .and_then(|place| contacts.get(place))
                .map(|made| made.id.to_string());
            let done = |task: &Task| settle::outcome(&key(task), &Ending::Done, &user, with.as_deref());
            outcomes.extend(
                deed.tasks
                    .iter()
                    .filter_map(done)
                    .filter(|it| settle::is_new(world, it)),
            );
            // As the dialog counts them: a row is one, whatever it is asked for.
            tasks.extend(deed.lead().copied());
        }
        Some(Command::SettleTasks {
            what: called(&world.book, &todo.care, &tasks),
            outcomes,
            contacts,
        })
    };
    page.read(command).ok_or_else(Vec::new)
}
