//! Handing lists to the user: the results of all customers for other programs, what is wrong with a file.

use std::rc::Rc;
use std::sync::Arc;

use crate::state::live::*;

use leptos::task::spawn_local;

use super::table::{FileForm, MakeTable, Making, Wish, export_table};
use super::{Opened, file_name, offer};
use crate::domain::merge::Mode;
use crate::exchange::grid::Cell;
use crate::exchange::write::{Look, OutColumn, OutTable};
use crate::state::App;
use crate::state::part::split_point;
use crate::state::text as say;
use crate::transfer::results::ResultRow;
use crate::transfer::{issues, results};

/// The forms of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultsAs {
    /// For other programs.
    Json,
    /// For spreadsheets, as text.
    Csv,
    /// For spreadsheets, with numbers.
    Xlsx,
}

split_point! {
    /// The tasks that follow for each customer are among them.
    fn exporting() in today -> fn(App, ResultsAs) { hand_out }
}

/// Hands the results of all customers to the user.
pub fn export_results(app: App, form: ResultsAs) {
    spawn_local(async move {
        app.session.measured().await;
        match exporting().await {
            Ok(hand_out) => hand_out(app, form),
            Err(_) => app.notices.error(say::not_loaded()),
        }
    });
}

fn hand_out(app: App, form: ResultsAs) {
    if form == ResultsAs::Xlsx {
        return spawn_local(export_sheet(app));
    }
    let made = app.session.peek(|world| {
        let (columns, rows) = results::of(world);
        let day = world.evaluation.as_of;
        let bytes = match form {
            ResultsAs::Json => {
                let tasks = results::tasks(world, app.lang.get_untracked());
                results::json(day, &columns, &rows, (&tasks, &results::tickets(world))).map_err(|e| e.to_string())
            }
            _ => results::csv(&columns, &rows).map_err(|e| e.to_string()),
        };
        (day, bytes)
    });
    match made {
        Some((day, Ok(bytes))) => {
            let (ending, kind) = match form {
                ResultsAs::Json => ("json", "application/json"),
                _ => (FileForm::Csv.ending(), FileForm::Csv.kind()),
            };
            let title = say::file_of_results();
            let name = file_name(&[title.get(app.lang.get_untracked()), &day.to_string()], ending);
            offer(
                app,
                &js_sys::Array::of1(&js_sys::Uint8Array::from(bytes.as_slice())),
                kind,
                &name,
            );
        }
        Some((_, Err(error))) => app.notices.error(say::results_not_exported(error)),
        None => {}
    }
}

async fn export_sheet(app: App) {
    let lang = app.lang.get_untracked();
    let wish = Wish {
        form: FileForm::Xlsx,
        lang,
        is_masked: true,
    };
    let make: MakeTable = Arc::new(move |making: Rc<Making>| Box::pin(sheet(app, making)));
    export_table(app, say::file_of_results().get(lang), wish, &make, Vec::new()).await;
}

/// The results as a table: the columns of the CSV, with numbers.
async fn sheet(app: App, making: Rc<Making>) -> Option<OutTable> {
    let slots = app.session.peek(|world| world.book.customers.slots())?;
    let mut rows = Vec::new();
    for slot in 0..slots {
        let row = app.session.peek(|world| {
            let columns = results::columns(world);
            results::row(world, &columns, slot as u32).map(|row| cells(&columns, &row))
        });
        rows.extend(row.flatten());
        if !making.goes_on(slot, slots).await {
            return None;
        }
    }
    app.session.peek(|world| OutTable {
        name: results::FORMAT.to_owned(),
        columns: heads(&results::columns(world)),
        rows,
    })
}

fn heads(columns: &results::Columns<'_>) -> Vec<OutColumn> {
    let texts = columns.dimensions.iter().chain(&["auto_tags"]);
    let of = |look, heads: &mut dyn Iterator<Item = &&str>| heads.map(|head| OutColumn::new(*head, look)).collect();
    let all: [Vec<OutColumn>; 3] = [
        of(Look::Text, &mut ["id", "name"].iter()),
        of(Look::General, &mut columns.metrics.iter()),
        of(Look::Text, &mut texts.into_iter()),
    ];
    all.concat()
}

fn cells(columns: &results::Columns<'_>, row: &ResultRow<'_>) -> Vec<Cell> {
    let figure = |(place, value): (usize, &Option<f64>)| match *value {
        Some(value) if columns.flags.get(place) == Some(&true) => Cell::Bool(value != 0.0),
        Some(value) if !row.untold.contains(&place) => Cell::Number(value + 0.0),
        _ => Cell::Blank,
    };
    let classes = row.classes.iter().map(|class| Cell::text(class.unwrap_or_default()));
    let names = [row.id, row.name].map(Cell::text).into_iter();
    let figures = row.metrics.iter().enumerate().map(figure);
    let all = names.chain(figures).chain(classes);
    all.chain([Cell::text(&row.tags.join(";"))]).collect()
}

/// Hands the list of what is wrong with a file to the user, as CSV in the page's language.
pub fn export_issues(app: App, opened: &Opened, mode: Mode) {
    let lang = app.lang.get_untracked();
    match issues::csv(&opened.issues, mode, lang) {
        Ok(bytes) => {
            let words = say::file_of_issues();
            let name = file_name(&[&opened.name, words.get(lang)], "csv");
            let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes.as_slice()));
            offer(app, &parts, "text/csv;charset=utf-8", &name);
        }
        Err(error) => app.notices.error(say::issues_not_exported(error)),
    }
}
