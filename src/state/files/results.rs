//! Handing lists to the user: the results of all customers, what is wrong with a file, any table of texts.

use crate::state::live::*;

use leptos::task::spawn_local;

use super::{Opened, file_name, offer};
use crate::domain::label::Label;
use crate::domain::merge::Mode;
use crate::state::App;
use crate::state::part::split_point;
use crate::state::text as say;
use crate::transfer::{issues, results};

/// The forms of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultsAs {
    /// For other programs.
    Json,
    /// For spreadsheets.
    Csv,
}

/// Hands the results of all customers to the user.
pub fn export_results(app: App, form: ResultsAs) {
    let made = app.session.peek(|world| {
        let (columns, rows) = results::of(world);
        let day = world.evaluation.as_of;
        let bytes = match form {
            ResultsAs::Json => {
                let tasks = results::tasks(world, app.lang.get_untracked());
                results::json(day, &columns, &rows, &tasks).map_err(|e| e.to_string())
            }
            ResultsAs::Csv => results::csv(&columns, &rows).map_err(|e| e.to_string()),
        };
        (day, bytes)
    });
    match made {
        Some((day, Ok(bytes))) => {
            let (ending, kind) = match form {
                ResultsAs::Json => ("json", "application/json"),
                ResultsAs::Csv => ("csv", "text/csv;charset=utf-8"),
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

/// Hands a table of texts to the user as a CSV file for spreadsheets.
pub fn export_list(app: App, title: &str, head: Vec<String>, rows: Vec<Vec<String>>) {
    let name = file_name(&[title, &app.as_of.get_untracked().to_string()], "csv");
    spawn_local(async move {
        let table = match table().await {
            Ok(table) => table(&head, &rows),
            Err(_) => Err(say::not_loaded()),
        };
        match table {
            Ok(bytes) => {
                let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes.as_slice()));
                offer(app, &parts, "text/csv;charset=utf-8", &name);
            }
            Err(why) => app.notices.error(why),
        }
    });
}

/// A table of texts as the bytes of a file.
type Table = fn(&[String], &[Vec<String>]) -> Result<Vec<u8>, Label>;

split_point! {
    fn table() in data -> Table { |head, rows| results::table(head, rows).map_err(say::list_not_exported) }
}
