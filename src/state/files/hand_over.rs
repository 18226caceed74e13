//! Handing customers over to a colleague, as a file of their own.

use std::collections::HashSet;

use super::export::{BOOK_TYPE, written};
use super::{file_name, offer};
use crate::domain::book::Book;
use crate::domain::day::{Day, Moment};
use crate::domain::handover::give::{Passing, common_ground, package};
use crate::domain::id::CustomerId;
use crate::domain::kind::Handover;
use crate::domain::label::Label;
use crate::domain::record::Text;
use crate::domain::rule::Rulebook;
use crate::state::live::*;
use crate::state::part::{Work, split_point};
use crate::state::text as say;
use crate::state::{App, clock, random};
use crate::transfer::book_json::BookWriter;

/// What is handed over, and how.
#[derive(Clone, Debug)]
pub struct HandingOver {
    /// Which customers.
    pub ids: Vec<CustomerId>,
    /// Whose they were, as the file's name and the receiver are told.
    pub from: Text,
    /// Who takes them on.
    pub to: Option<Text>,
    /// From which day on.
    pub on: Day,
    /// What the receiver should know.
    pub note: Option<Text>,
    /// They get the new owner in the file.
    pub passing: Option<Passing>,
    /// The rules in force go along.
    pub rules: bool,
}

/// Makes the file: (app, what is handed over), whether the browser took it.
type HandOver = fn(App, HandingOver) -> Work<'static, bool>;

split_point! {
    fn handing_over() in data -> HandOver { |app, what| Box::pin(hand(app, what)) }
}

/// Hands customers to the user as a file for a colleague. Tells whether the browser took it.
pub async fn hand_over(app: App, what: HandingOver) -> bool {
    match handing_over().await {
        Ok(hand) => hand(app, what).await,
        Err(_) => {
            app.notices.error(say::not_loaded());
            false
        }
    }
}

/// What goes into the file.
struct Packed {
    book: Book,
    handover: Handover,
    rules: Option<Rulebook>,
}

async fn hand(app: App, what: HandingOver) -> bool {
    let title = say::file_of_handover();
    let parts = [title.get(app.lang.get_untracked()), &what.from, &what.on.to_string()];
    let name = file_name(&[&parts.join("-")], "guanxi.json");
    let by = Some(app.user.get_untracked()).filter(|by| !by.trim().is_empty());
    let Some(packed) = app.session.peek(|world| pack(&world.book, what, by)) else {
        return false;
    };
    let label = say::writing(&name);
    app.show_busy(label.clone(), 0.0, None);
    let (at, version) = (clock::instant(), env!("CARGO_PKG_VERSION"));
    let writer = BookWriter::handing_over(&packed.book, &packed.handover, packed.rules.as_ref(), &at, version);
    let show = |done, total| app.show_busy(label.clone(), done as f64, Some(total as f64));
    let file: Result<_, Label> = written(writer, show).await;
    app.idle();
    match file {
        Ok((parts, _)) => offer(app, &parts, BOOK_TYPE, &name),
        Err(why) => {
            app.notices.error(why);
            false
        }
    }
}

fn pack(book: &Book, what: HandingOver, by: Option<Text>) -> Packed {
    let ids: HashSet<&str> = what.ids.iter().map(CustomerId::as_str).collect();
    Packed {
        book: package(book, &ids, what.passing.as_ref()),
        rules: what.rules.then(|| book.head.rulebook.clone()),
        handover: Handover {
            id: random::id().into(),
            from: Some(what.from).filter(|from| !from.is_empty()),
            to: what.to,
            on: Some(what.on),
            made: Moment::parse(&clock::instant()),
            by,
            note: what.note,
            seen: common_ground(book, &ids),
            extra: Default::default(),
        },
    }
}
