//! Tasks put off to any day: the dialog that asks which.

use std::collections::BTreeSet;

use crate::state::live::*;

use super::list::TodayList;
use super::settle::{self, Ending, next_working_day};
use super::several::left_note;
use crate::domain::care::{Deed, called};
use crate::domain::command::Command;
use crate::domain::day::Day;
use crate::domain::field::{FieldKind, FieldValue, Tense, parse};
use crate::domain::form::{Ask, Place, Remark};
use crate::domain::world::World;
use crate::state::{clock, use_app};
use crate::ui::focus;
use crate::ui::form::{Form, FormDialog, Input, Plain};
use crate::ui::format;
use crate::ui::text::{T, both, use_text};

const DAY: Place = Place::own("day");

const ASKS: &[Ask] = &[Ask::optional(DAY.key, FieldKind::Date(Tense::Future), 30)];

fn label(t: T, _: &str) -> String {
    t.today_put_off_day().to_owned()
}

/// The dialog; it stands while tasks are put off.
#[component]
pub fn PutOff(page: TodayList) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let begin = move |keys: BTreeSet<String>| {
        let draft = match keys.first() {
            Some(key) if keys.len() == 1 => format!("put-off/{key}"),
            _ => "put-off/several".to_owned(),
        };
        let source = Plain::new("put-off", ASKS, label).first(move |_| {
            let next = |world: &World| next_working_day(world, app.today.get());
            app.session.read(next).map(|day| day.to_string()).unwrap_or_default()
        });
        Some(Form::new(
            app,
            draft,
            source.gone(move || page.find_all(&keys).is_empty()),
        ))
    };
    let title = move || {
        let deeds = asked(page);
        if deeds.len() > 1 {
            return t().today_put_off_several(deeds.len());
        }
        let name = deeds.first().and_then(|deed| {
            page.read(|world, todo| Some(t().label(&called(&world.book, &todo.care, deed.tasks.get(..1)?))))
        });
        t().today_put_off_title(name.unwrap_or_default())
    };
    let fields = move |form: Form| {
        let first = form.id(DAY);
        next_frame(move || focus::focus_id(first));
        let input = view! {
            {left_note(page)}
            <div class="fields__wide">
                <Input place=DAY form=form label=move || form.label(DAY) help=move || t().today_put_off_help() />
            </div>
        };
        Some(input.into_any())
    };
    let save = move |form: Form| {
        let (made, later) = match untrack(|| made(page, form)) {
            Ok((command, later)) => (Ok(command), later),
            Err(wrong) => (Err(wrong), None),
        };
        form.save(made, move || {
            page.putting_off.set(None);
            page.tell_left();
            if let Some((later, day)) = later {
                app.notices
                    .info(both(|t| t.today_not_forward(later, format::day(day))), None);
            }
            settle::tell_of_today(app);
            settle::leave(page);
        });
    };
    view! {
        <FormDialog
            what=page.putting_off
            id="put-off-form"
            title=title
            verb=move || t().today_put_off()
            mark="put-off-save"
            begin=Callback::new(begin)
            fields=Callback::new(fields)
            save=Callback::new(save)
        />
    }
}

/// What is put off; tracked.
fn asked(page: TodayList) -> Vec<Deed> {
    page.putting_off
        .with(|keys| keys.as_ref().map(|keys| page.find_all(keys)))
        .unwrap_or_default()
}

/// How many are to come on the day or behind it, and stay there.
type Later = Option<(usize, Day)>;

/// Reads the form: the command, with what stays where it is, or what is wrong.
fn made(page: TodayList, form: Form) -> Result<(Command, Later), Vec<Remark>> {
    let app = page.list.app;
    let wrong = |words: fn(T) -> &'static str| vec![(DAY, both(|t| words(t).to_owned()))];
    let now = clock::instant();
    let day = match parse(FieldKind::Date(Tense::Future), &form.text(DAY), form.typing(&now)) {
        Ok(FieldValue::Date(day)) => day,
        Ok(_) => return Err(wrong(T::today_needs_due)),
        Err(error) => return Err(vec![(DAY, error.message)]),
    };
    if day <= app.today.get().max(app.as_of.get()) {
        return Err(wrong(T::today_put_off_past));
    }
    let (earlier, later): (Vec<Deed>, Vec<Deed>) = asked(page).into_iter().partition(|deed| deed.due < day);
    if let (true, Some(due)) = (earlier.is_empty(), later.iter().map(|deed| deed.due).min()) {
        return Err(vec![(DAY, both(|t| t.today_put_off_forward(format::day(due))))]);
    }
    let command = settle::settling(page, &earlier, &Ending::PutOff(day)).ok_or_else(Vec::new)?;
    Ok((command, (!later.is_empty()).then_some((later.len(), day))))
}
