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

/// One a kind of rows.
#[component]
pub fn Templates() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let one = move |kind: RowKind| {
        view! {
            <LinkButton
                text=move || t().label(&kind.label())
                attr:data-testid=format!("template-{}", kind.word())
                on_click=Callback::new(move |_| ask(app, kind))
            />
            " "
        }
    };
    view! {
        <p class="templates small soft" data-testid="templates">
            {move || t().templates()} " " {RowKind::ALL.map(one).collect_view()}
        </p>
    }
}

split_point! {
    fn giving() in wizard -> fn(App, RowKind) { give }
}

fn ask(app: App, kind: RowKind) {
    spawn_local(async move {
        match giving().await {
            Ok(give) => give(app, kind),
            Err(_) => app.notices.error(both(|t| t.part_not_loaded().to_owned())),
        }
    });
}

/// Hands the empty table of a kind to the user.
fn give(app: App, kind: RowKind) {
    let lang = app.lang.get_untracked();
    let Some((empty, explained)) = app.session.peek(|world| template(&world.book, kind, lang)) else {
        return;
    };
    let wish = Wish {
        form: FileForm::Xlsx,
        lang,
        is_masked: true,
    };
    let title = both(|t| t.template_file(kind.label().get(t.0)));
    let make: MakeTable = Arc::new(move |_: Rc<Making>| {
        let empty: OutTable = empty.clone();
        Box::pin(async move { Some(empty) })
    });
    spawn_local(async move {
        export_table(app, title.get(lang), wish, &make, vec![explained]).await;
    });
}
