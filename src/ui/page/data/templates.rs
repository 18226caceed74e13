//! Empty tables to be filled in, beside the place where they come in again.

use std::rc::Rc;
use std::sync::Arc;

use crate::state::live::*;
use leptos::task::spawn_local;

use crate::exchange::write::OutTable;
use crate::exchange::write::records::RowKind;
use crate::exchange::write::template::template;
use crate::state::files::{FileForm, MakeTable, Making, Wish, export_table};
use crate::state::part::split_point;
use crate::state::{App, use_app};
use crate::ui::text::{both, use_text};
use crate::ui::widget::LinkButton;

/// One a kind of rows, as a workbook and as text.
#[component]
pub fn Templates() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let all = move |form: FileForm| {
        let mark = match form {
            FileForm::Xlsx => "template",
            FileForm::Csv => "template-csv",
        };
        let one = move |kind: RowKind| {
            view! {
                <LinkButton
                    text=move || t().label(&kind.label())
                    attr:data-testid=format!("{mark}-{}", kind.word())
                    on_click=Callback::new(move |_| ask(app, (kind, form)))
                />
                " "
            }
        };
        RowKind::ALL.map(one).collect_view()
    };
    view! {
        <p class="templates small soft" data-testid="templates">
            {move || t().templates()} " " {all(FileForm::Xlsx)} {move || t().templates_csv()} " " {all(FileForm::Csv)}
        </p>
    }
}

split_point! {
    fn giving() in wizard -> fn(App, Empty) { give }
}

/// What is given: the kind of its rows, and the form of its file.
type Empty = (RowKind, FileForm);

fn ask(app: App, empty: Empty) {
    spawn_local(async move {
        match giving().await {
            Ok(give) => give(app, empty),
            Err(_) => app.notices.error(both(|t| t.part_not_loaded().to_owned())),
        }
    });
}

/// Hands an empty table to the user; beside one of a workbook stands what its columns want.
fn give(app: App, (kind, form): Empty) {
    let lang = app.lang.get_untracked();
    let Some((empty, explained)) = app.session.peek(|world| template(&world.book, kind, lang)) else {
        return;
    };
    let wish = Wish {
        form,
        lang,
        is_masked: true,
    };
    let title = both(|t| t.template_file(kind.label().get(t.0)));
    let make: MakeTable = Arc::new(move |_: Rc<Making>| {
        let empty: OutTable = empty.clone();
        Box::pin(async move { Some(empty) })
    });
    spawn_local(async move {
        let beside = Some(explained).filter(|_| form == FileForm::Xlsx);
        export_table(app, title.get(lang), wish, &make, Vec::from_iter(beside)).await;
    });
}
