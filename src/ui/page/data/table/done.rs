//! The table is in the book: what was done, and the way back.

use crate::state::live::*;

use super::super::stages::{DoneFoot, FileHead, InBook};
use super::desk::{TableDesk, Taken};
use super::kept::short;
use super::source::counted;
use super::value::some_of;
use crate::exchange::columns::Subject;
use crate::exchange::plan::Names;
use crate::state::past::taken_back_at;
use crate::state::sheets::{Layout, take_back};
use crate::ui::format;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Note, NoteKind};

/// So many sheets are named.
const SHEETS: usize = 6;

/// Takes back what was taken in, which is offered as long as it is the last step.
fn go_back(table: TableDesk, taken: Memo<Taken>) {
    match taken.with_untracked(|taken| taken.import.clone()) {
        Some(import) => take_back(table.app, import.id.clone(), import.what(), true),
        None => table.app.session.undo_last(),
    }
}

/// The sheets of the file that are not in the book, hidden and blank ones aside: their places and names.
type Rest = Vec<(usize, String)>;

fn rest(table: TableDesk) -> Memo<Rest> {
    Memo::new(move |_| {
        let done = table.in_book.get();
        let of = |layout: &Layout| {
            let all = layout.sheets.iter().enumerate();
            let open = all.filter(|(place, sheet)| !sheet.is_hidden && !sheet.is_blank && !done.contains(place));
            open.map(|(place, sheet)| (place, sheet.name.clone())).collect()
        };
        table
            .layout
            .with(|layout| layout.as_deref().map(of).unwrap_or_default())
    })
}

fn say_rest(t: T, rest: &Rest) -> String {
    let names = rest.iter().take(SHEETS).map(|(_, name)| name.clone());
    t.table_rest(rest.len(), some_of(t, names, rest.len() > SHEETS))
}

/// Names them.
#[component]
fn Unread() -> impl IntoView {
    let t = use_text();
    let rest = rest(TableDesk::get());
    view! {
        <Show when=move || rest.with(|rest| !rest.is_empty())>
            <Note kind=NoteKind::Info text=move || rest.with(|rest| say_rest(t(), rest)) attr:data-testid="import-rest" />
        </Show>
    }
}

/// Leads on to the next of them.
#[component]
fn GoOn() -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let rest = rest(table);
    let next = Memo::new(move |_| rest.with(|rest| rest.first().cloned()));
    let name = move || next.get().map(|(_, name)| name).unwrap_or_default();
    let go = move |_| {
        if let Some((place, _)) = next.get_untracked() {
            table.choose_sheet(place);
        }
    };
    view! {
        <Show when=move || next.with(Option::is_some)>
            <Button
                text=move || t().table_go_on(name())
                icon="arrow-right"
                attr:data-testid="import-next-sheet"
                on_click=Callback::new(go)
            />
        </Show>
    }
}

/// What can be done next: another sheet, the rows that are left.
fn ways(table: TableDesk, left: Memo<usize>, stands: impl Fn() -> bool + Copy + Send + Sync + 'static) -> AnyView {
    let t = use_text();
    view! {
        <GoOn />
        <Show when=move || left.get() != 0 && stands()>
            <Button
                text=move || t().table_problems(left.get())
                icon="download"
                attr:data-testid="import-problems"
                on_click=Callback::new(move |_| table.save_problems())
            />
        </Show>
    }
    .into_any()
}

/// What was done.
#[component]
pub fn Done() -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let name = table.desk.name_now();
    let taken = Memo::new(move |_| table.taken.get().unwrap_or_default());
    let undo = Signal::derive(move || taken.with(|taken: &Taken| taken.undo.clone()));
    let file = name.clone();
    let undone = table.app.session.memo(move |world| {
        let import = taken.with(|taken| taken.import.clone())?;
        taken_back_at(&world.book.audit, &import.id, &import.what(), &import.at)
    });
    let counts = move || {
        let n = taken.with(|taken| taken.counts);
        match undone.get() {
            Some(when) => t().table_past_undone(short(&when)),
            None => t().table_done_counts(format::count(n.new), format::count(n.changed), format::count(n.same)),
        }
    };
    let stands = move || undone.with(Option::is_none);
    let left = Memo::new(move |_| taken.with(|taken| taken.counts.wrong + taken.counts.asked));
    let subject = table
        .wanted
        .with_untracked(|wanted| wanted.as_ref().map(|wanted| wanted.mapping.subject));
    let subject = subject.unwrap_or(Subject::Customers);
    let named = move || {
        let (t, planned) = (t(), taken.with(|taken| taken.planned.clone()));
        let n = planned.counts;
        let said = |n: usize, names: &Names, say: fn(T, String, String) -> String| {
            let what = counted(t, subject, n);
            (n > 0).then(|| say(t, what, some_of(t, names.some.clone(), names.are_more)))
        };
        let choices = &planned.new_choices;
        let lines = [
            said(n.new, &planned.new_names, T::table_done_new),
            said(n.changed, &planned.changed_names, T::table_done_changed),
            (n.brought > 0).then(|| t.table_done_brought(t.customers(n.brought))),
            (!choices.is_empty()).then(|| t.table_done_choices(format::list(choices, t.0))),
            (n.left_out > 0).then(|| t.table_done_left_out(n.left_out)),
        ];
        lines
            .into_iter()
            .flatten()
            .map(|line| view! { <p>{line}</p> })
            .collect_view()
    };
    let of = move |read: fn(&Taken) -> usize| taken.with(read).to_string();
    view! {
        <FileHead file=name note=counts>
            <Button text=move || t().put_away() size="btn--small" on_click=Callback::new(move |_| table.desk.clear()) />
        </FileHead>
        <div
            class="panel__body stack"
            data-testid="import-done"
            data-new=move || of(|taken| taken.counts.new)
            data-changed=move || of(|taken| taken.counts.changed)
            data-same=move || of(|taken| taken.counts.same)
            data-problems=move || left.get().to_string()
            data-left-out=move || of(|taken| taken.counts.left_out)
            data-undone=move || undone.with(Option::is_some).then_some("true")
        >
            <InBook file=file undo=undo is_undone=Signal::derive(move || !stands()) back=Callback::new(move |()| go_back(table, taken)) />
            <Show when=stands>{named}</Show>
            <Unread />
            <Show when=move || left.get() != 0 && stands()>
                <Note kind=NoteKind::Warn text=move || t().table_left(left.get()) />
            </Show>
        </div>
        <DoneFoot more=ways(table, left, stands) />
    }
}
