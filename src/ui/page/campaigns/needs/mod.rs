//! Need tags: the vocabulary, how much it covers, customers tagged many at once.

mod coverage;
mod list;
mod tagging;
mod words;

use std::sync::Arc;

use crate::state::live::*;

use coverage::Coverage;
use list::NeedsList;
use tagging::TagDialog;
use words::WordsDialog;

use crate::domain::kind::CustomerKind;
use crate::domain::marketing::needs::{Counted, Having, Needs};
use crate::state::App;
use crate::ui::list::*;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, EmptyState, ParamChoice, Select};

/// The piece of page state that says what is shown, and its values.
const SHOW: &str = "show";
const COVERAGE: &str = "coverage";
const CUSTOMERS: &str = "customers";
/// The piece of page state that names a need, or those with any or none (see [`Having`]).
const NEED: &str = "need";
/// The piece of page state that leaves companies or persons, by the word of their kind, or those of whom that is not said.
const WHOSE: &str = "whose";
const UNSAID: &str = "-";

/// Kinds in the order of [`Needs::shares`]: their words in addresses, and what they are called.
fn kinds(t: T) -> [(&'static str, &'static str); 3] {
    [
        (CustomerKind::Enterprise.word(), t.needs_of_companies()),
        (CustomerKind::Person.word(), t.needs_of_persons()),
        (UNSAID, t.needs_of_unknown()),
    ]
}

/// The needs of the book.
fn of_book(app: App) -> Memo<Arc<Needs>> {
    Memo::new(move |_| {
        let read = app.session.read(|world| Arc::new(Needs::of(world)));
        read.unwrap_or_default()
    })
}

/// Whose needs these are.
fn kind_said(kind: Option<CustomerKind>, t: T) -> &'static str {
    match kind {
        Some(CustomerKind::Enterprise) => t.needs_of_companies(),
        Some(CustomerKind::Person) => t.needs_of_persons(),
        None => t.needs_of_all(),
    }
}

/// The need tags.
#[component]
pub fn NeedTags(app: App) -> impl IntoView {
    let t = use_text();
    let needs = of_book(app);
    let writing = RwSignal::new(None::<()>);
    let shows_list = Memo::new(move |_| app.param(SHOW).as_deref() == Some(CUSTOMERS));
    let body = move || match shows_list.get() {
        true => view! { <Tagged app=app needs=needs /> }.into_any(),
        false => view! {
            {paper::head_area(app, |t| (t.needs_title().to_owned(), vec![t.needs_coverage().to_owned()]))}
            <Coverage needs=needs />
        }
        .into_any(),
    };
    view! {
        <div class="toolbar">
            <ParamChoice
                label=T::needs_show
                name="needs-show"
                param=SHOW
                ends=&["sort"]
                options=vec![(COVERAGE, T::needs_coverage), (CUSTOMERS, T::needs_customers)]
            />
            <Button
                text=move || t().needs_words()
                icon="pencil"
                attr:data-testid="needs-words"
                on_click=Callback::new(move |_| writing.set(Some(())))
            />
        </div>
        {body}
        <WordsDialog app=app what=writing />
    }
}

#[component]
fn Tagged(app: App, needs: Memo<Arc<Needs>>) -> impl IntoView {
    let t = use_text();
    let page = NeedsList::new(app);
    let options = Signal::derive(move || {
        let option = |it: &Counted| (it.need.name.to_string(), it.need.name.to_string());
        let first = [
            (String::new(), t().needs_any().to_owned()),
            (Having::ANY.to_owned(), t().needs_with().to_owned()),
            (Having::NOTHING.to_owned(), t().needs_without().to_owned()),
        ];
        let all = needs.with(|needs| needs.needs.iter().map(option).collect::<Vec<_>>());
        first.into_iter().chain(all).collect::<Vec<_>>()
    });
    let of_kinds = Signal::derive(move || {
        let all = std::iter::once(("", t().needs_any_kind())).chain(kinds(t()));
        all.map(|(word, name)| (word.to_owned(), name.to_owned()))
            .collect::<Vec<_>>()
    });
    let chosen = move |key: &'static str| Signal::derive(move || app.param(key).unwrap_or_default());
    let choose = move |key: &'static str| {
        Callback::new(move |word: String| app.set_param(key, Some(&*word).filter(|word| !word.is_empty())))
    };
    view! {
        <div class="toolbar" role="group" aria-label=move || t().list_tools()>
            <Select
                label=move || t().needs_which()
                options=options
                value=chosen(NEED)
                on_change=choose(NEED)
            />
            <Select
                label=move || t().needs_col_kind()
                options=of_kinds
                value=chosen(WHOSE)
                on_change=choose(WHOSE)
            />
            <ColumnsMenu page=page />
            <ListButtons page=page />
        </div>
        <ListTable page=page message=move || view! { <EmptyState title=move || t().needs_none_of_kind() /> } />
        <ListExport page=page />
        {paper::list_area(page)}
        <TagDialog app=app needs=needs what=page.tagging />
    }
}
