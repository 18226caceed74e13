//! A task left out for a reason of one's own: the dialog that asks why.

use std::collections::BTreeSet;

use crate::state::live::*;

use super::list::TodayList;
use super::settle::{self, Ending};
use crate::domain::care::{Deed, called};
use crate::domain::command::Command;
use crate::domain::field::FieldKind;
use crate::domain::fold::is_blank;
use crate::domain::form::{Ask, Place, Remark};
use crate::domain::text::reason_needed;
use crate::state::use_app;
use crate::ui::focus;
use crate::ui::form::{Form, FormDialog, Input, Plain};
use crate::ui::text::{T, use_text};

const WHY: Place = Place::own("why");

const ASKS: &[Ask] = &[Ask::optional(WHY.key, FieldKind::LongText, 500)];

fn label(t: T, _: &str) -> String {
    t.today_skip_why().to_owned()
}

/// The dialog; it stands while a task is left out.
#[component]
pub fn LeaveOut(page: TodayList) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let begin = move |keys: BTreeSet<String>| {
        let draft = format!("leave-out/{}", keys.first()?);
        let source = Plain::new("leave-out", ASKS, label);
        Some(Form::new(
            app,
            draft,
            source.gone(move || page.find_all(&keys).is_empty()),
        ))
    };
    let title = move || {
        let deeds = asked(page);
        let name = deeds.first().and_then(|deed| {
            page.read(|world, todo| Some(t().label(&called(&world.book, &todo.care, deed.tasks.get(..1)?))))
        });
        t().today_skip_title(name.unwrap_or_default())
    };
    let fields = move |form: Form| {
        let first = form.id(WHY);
        next_frame(move || focus::focus_id(first));
        let input = view! {
            <div class="fields__wide">
                <Input place=WHY form=form label=move || form.label(WHY) help=move || t().today_skip_why_help() />
            </div>
        };
        Some(input.into_any())
    };
    let save = move |form: Form| {
        let made = untrack(|| made(page, form));
        form.save(made, move || {
            page.leaving_out.set(None);
            settle::tell_of_today(app);
            settle::leave(page);
        });
    };
    view! {
        <FormDialog
            what=page.leaving_out
            id="leave-out-form"
            title=title
            verb=move || t().today_skip()
            mark="leave-out-save"
            begin=Callback::new(begin)
            fields=Callback::new(fields)
            save=Callback::new(save)
        />
    }
}

/// What is left out; tracked.
fn asked(page: TodayList) -> Vec<Deed> {
    page.leaving_out
        .with(|keys| keys.as_ref().map(|keys| page.find_all(keys)))
        .unwrap_or_default()
}

/// Reads the form: the command, or what is wrong.
fn made(page: TodayList, form: Form) -> Result<Command, Vec<Remark>> {
    let why = form.text(WHY);
    if is_blank(&why) {
        return Err(vec![(WHY, reason_needed())]);
    }
    settle::settling(page, &asked(page), &Ending::LeftOut(why)).ok_or_else(Vec::new)
}
