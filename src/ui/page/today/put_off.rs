//! A task put off to any day: the dialog that asks which.

use crate::state::live::*;

use super::list::TodayList;
use super::settle::{self, Ending, next_working_day};
use crate::domain::care::called;
use crate::domain::command::Command;
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

/// The dialog; it stands while a task is put off.
#[component]
pub fn PutOff(page: TodayList) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let begin = move |key: String| {
        let draft = format!("put-off/{key}");
        let source = Plain::new("put-off", ASKS, label).first(move |_| {
            let next = |world: &World| next_working_day(world, app.today.get());
            app.session.read(next).map(|day| day.to_string()).unwrap_or_default()
        });
        Some(Form::new(app, draft, source.gone(move || page.find(&key).is_none())))
    };
    let title = move || {
        let name = page.putting_off.get().and_then(|key| {
            let deed = page.find(&key)?;
            page.read(|world, todo| Some(t().label(&called(&world.book, &todo.care, deed.tasks.get(..1)?))))
        });
        t().today_put_off_title(name.unwrap_or_default())
    };
    let fields = move |form: Form| {
        let first = form.id(DAY);
        next_frame(move || focus::focus_id(first));
        let input = view! {
            <div class="fields__wide">
                <Input place=DAY form=form label=move || form.label(DAY) help=move || t().today_put_off_help() />
            </div>
        };
        Some(input.into_any())
    };
    let save = move |form: Form| {
        form.save(untrack(|| made(page, form)), move || {
            page.putting_off.set(None);
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

/// Reads the form: the command, or what is wrong.
fn made(page: TodayList, form: Form) -> Result<Command, Vec<Remark>> {
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
    let deed = page.putting_off.get().and_then(|key| page.find(&key));
    if let Some(due) = deed.as_ref().map(|deed| deed.due).filter(|due| day <= *due) {
        return Err(vec![(DAY, both(|t| t.today_put_off_forward(format::day(due))))]);
    }
    settle::settling(page, deed.as_slice(), &Ending::PutOff(day)).ok_or_else(Vec::new)
}
