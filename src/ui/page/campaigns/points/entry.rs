//! An entry of points is written or changed. One that would bring the account below nought is asked about.

use crate::state::live::*;

use super::points_said;
use crate::domain::command::Command;
use crate::domain::day::Day;
use crate::domain::decimal::Decimal;
use crate::domain::field::{FieldValue, HasFields, parse};
use crate::domain::form::{Draft, Place, new};
use crate::domain::id::{CustomerId, PointsId};
use crate::domain::kind::PointsEntry;
use crate::domain::label::Label;
use crate::domain::marketing::points::{entry_below, points_of, points_rules, thousandths};
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::state::{App, clock, use_app};
use crate::ui::focus;
use crate::ui::form::{FormDialog, Names, RecordForm, inputs, removal};
use crate::ui::format;
use crate::ui::text::{T, both, use_text};

/// What is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedPoints {
    /// Whose points.
    pub customer: CustomerId,
    /// The entry that the book has, by its id; nothing for a new one.
    pub known: Option<Text>,
}

const ASKED: [&str; 3] = ["delta", "date", "reason"];
const DELTA: Place = Place::own("delta");
const DATE: Place = Place::own("date");

fn names() -> Names {
    Names {
        id: |place| format!("points-{place}"),
        label: |t, key| match key {
            "delta" => t.points_delta().to_owned(),
            _ => PointsEntry::field(key)
                .map(|field| t.label(&field.label))
                .unwrap_or_default(),
        },
        asks_again: true,
    }
}

fn begin(app: App, entry: &TypedPoints) -> Option<RecordForm<PointsEntry>> {
    let whose = Some(entry.customer.clone());
    if let Some(id) = &entry.known {
        let (name, id) = (format!("points/{id}"), id.clone());
        let find = move || app.session.read(|world| world.book.points.get(&id).cloned()).flatten();
        return Some(RecordForm::of(app, name, find, names(), whose));
    }
    let name = format!("points/new/{}", entry.customer);
    let is_known = |id: &str| app.session.peek(|world| world.book.points.get(id).is_some()) == Some(true);
    let id = app
        .drafts
        .new_id(&name, |draft: &Draft| draft.sent().is_some_and(is_known));
    let (today, nought) = (app.today.get_untracked(), Decimal::parse("0")?);
    let record = new::points(PointsId::new(&id).ok()?, entry.customer.clone(), today, nought);
    Some(RecordForm::begun(app, name, (id, record), names(), whose))
}

/// What the account has now, in thousandths; tracked.
fn balance(app: App, entry: &TypedPoints) -> i64 {
    let read = |world: &World| {
        let slot = world.book.customers.slot(entry.customer.as_str())?;
        Some(points_of(world, &points_rules(&world.book.head.settings), slot)?.balance)
    };
    app.session.read(read).flatten().unwrap_or_default()
}

/// What is to be asked where the account would be below nought on some day with what is typed, or without the entry; tracked.
fn falls(app: App, entry: &TypedPoints, typed: Option<(Day, i64)>) -> Option<Label> {
    let (customer, known) = (entry.customer.as_str(), entry.known.as_deref());
    let below = app
        .session
        .read(|world| entry_below(world, customer, known, typed))
        .flatten()?;
    Some(both(|t| {
        t.points_would_fall(format::day(below.day), points_said(below.balance))
    }))
}

/// What was typed, in thousandths; nothing where it is no number. Tracked.
fn points(form: RecordForm<PointsEntry>) -> Option<i64> {
    let text = form
        .form
        .text(DELTA)
        .replace(['，', ',', ' '], "")
        .replace(['−', '－'], "-");
    text.parse::<f64>().ok().filter(|n| n.is_finite()).map(thousandths)
}

/// The day and the points that were typed; nothing where one cannot be read. Tracked.
fn typed(form: RecordForm<PointsEntry>) -> Option<(Day, i64)> {
    let (kind, now) = (PointsEntry::field(DATE.key)?.kind, clock::instant());
    match parse(kind, &form.form.text(DATE), form.form.typing(&now)) {
        Ok(FieldValue::Date(day)) => Some((day, points(form)?)),
        _ => None,
    }
}

/// What takes an entry away that the book has; nothing of a new one.
fn removal_of(
    form: RecordForm<PointsEntry>,
    entry: TypedPoints,
    then: impl Fn() + Copy + Send + Sync + 'static,
) -> Option<AnyView> {
    let app = form.form.app;
    let id = PointsId::new(entry.known.as_deref()?).ok()?;
    let remove = move || {
        let falls = untrack(|| falls(app, &entry, None));
        if !form.form.has_to_ask(falls) {
            form.form.carry_out(Command::RemovePoints(id.clone()), then);
        }
    };
    Some(removal(T::points_remove, remove))
}

/// The dialog.
#[component]
pub fn EntryDialog(what: RwSignal<Option<TypedPoints>>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let title = move || {
        let entry = what.get()?;
        let name = app
            .session
            .read(|world| Some(world.book.customers.get(entry.customer.as_str())?.name.to_string()))
            .flatten()?;
        Some(t().points_record(name))
    };
    let falls = move |form: RecordForm<PointsEntry>| falls(app, &what.get()?, Some(typed(form)?));
    let then = move || {
        what.set(None);
        focus::rescue();
    };
    let save = move |form: RecordForm<PointsEntry>| {
        if untrack(|| points(form)) == Some(0) {
            let wrong = vec![(DELTA, both(|t| t.points_zero().to_owned()))];
            return form.form.save(Err(wrong), then);
        }
        if untrack(|| falls(form)).is_some() && !form.form.warned.get_untracked() {
            return form.form.warned.set(true);
        }
        form.save(Command::PutPoints, then);
    };
    let fields = move |form: RecordForm<PointsEntry>| {
        let said = move || {
            let entry = what.get()?;
            Some(match falls(form) {
                Some(asked) => t().label(&asked),
                None => t().points_delta_help(points_said(balance(app, &entry))),
            })
        };
        Some(
            view! {
                {inputs(form.form, &ASKED, DELTA.key)}
                <p class="fields__wide field__help" role="status" data-testid="points-left">{said}</p>
            }
            .into_any(),
        )
    };
    let besides = move |form: RecordForm<PointsEntry>| removal_of(form, what.get_untracked()?, then);
    view! {
        <FormDialog
            what=what
            id="points-form"
            title=move || title().unwrap_or_default()
            verb=move || t().points_save()
            mark="points-save"
            begin=Callback::new(move |entry: TypedPoints| begin(app, &entry))
            fields=Callback::new(fields)
            save=Callback::new(save)
            besides=Callback::new(besides)
        />
    }
}
