//! The merges that were done, the latest first, and the way back of each.

use std::sync::Arc;

use crate::state::live::*;
use leptos::task::spawn_local;

use super::{MERGED, TAB};
use crate::domain::command::Past;
use crate::domain::id::CustomerId;
use crate::domain::label::Lang;
use crate::domain::world::World;
use crate::state::past::{PastMerge, past_merges};
use crate::state::route::Route;
use crate::state::sheets::take_back;
use crate::state::{App, use_app};
use crate::ui::format;
use crate::ui::list::*;
use crate::ui::text::{T, use_text};
use crate::ui::widget::EmptyState;

/// The list. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct MergedList {
    list: ListState,
    all: Memo<Arc<Vec<PastMerge>>>,
    /// The entries of the trail whose way back is kept, once that is known.
    kept: RwSignal<Option<Vec<String>>>,
}

impl ListPage for MergedList {
    const WORDS: ListWords = ListWords {
        label: T::merged_list,
        select_all: T::dup_select_all,
        select_one: |t, line| t.merged_select_one(line.text(1), line.name()),
        shown: T::merged_shown,
        selected: T::merged_selected,
        keys: T::merged_keys,
        file: T::merged_file,
        row_mark: "merged-row",
        count_mark: "merged-count",
    };
    const ACTIONS: &'static [ListAction<Self>] = &[ListAction {
        text: T::merged_undo,
        label: |t, name| t.merged_undo_of(name),
        mark: "merged-undo",
        icon: Some("undo"),
        is_quiet: true,
        can: |page, row| page.of(row, |merge| page.can_go_back(merge)).unwrap_or_default(),
        run: |page, rows| {
            if let Some(merge) = rows.first().and_then(|row| untrack(|| page.of(*row, Clone::clone))) {
                page.undo(merge);
            }
        },
    }];

    fn list(self) -> ListState {
        self.list
    }

    fn key(self, row: u32) -> Option<RowKey> {
        self.of(row, |merge| (0, merge.id.as_str().into()))
    }

    fn id(self, row: u32) -> String {
        let id = |merge: &PastMerge| format!("{}/{}", merge.stays.0, merge.goes.0);
        self.of(row, id).unwrap_or_default()
    }

    fn line(self, row: u32, lang: Lang) -> Option<ListLine> {
        self.of(row, |merge| self.said(merge, lang))
    }

    fn columns(self, lang: Lang) -> Vec<ListColumn> {
        let t = T(lang);
        let column = |key: &str, label: &str| ListColumn::new(key, label);
        vec![
            column("at", t.merged_col_at()).px(112).sorts("at", true).soft(),
            column("goes", t.merged_col_goes()).grows(148, 1.4).sorted(),
            column("goes_id", t.merged_col_goes_id()).in_files(),
            column("stays", t.merged_col_stays()).grows(148, 1.4).sorted(),
            column("stays_id", t.merged_col_stays_id()).in_files(),
            column("by", t.merged_col_by()).px(88).sorted().soft(),
            column("state", t.merged_col_state()).grows(120, 0.8).soft(),
            column("ways", t.dup_col_ways()).px(144).on_screen(),
        ]
    }

    fn paper(self, t: T, _rows: &[u32]) -> (String, String) {
        (t.dup_title().to_owned(), t.merged_list().to_owned())
    }
}

impl MergedList {
    /// The list of the page that is open.
    pub fn new(app: App) -> Self {
        let is_shown = Memo::new(move |_| app.param(TAB).as_deref() == Some(MERGED));
        let read = move |world: &World| is_shown.get().then(|| past_merges(&world.book));
        let all = Memo::new(move |_| Arc::new(app.session.read(read).flatten().unwrap_or_default()));
        let kept = RwSignal::new(None);
        Effect::new(move |_| {
            all.track();
            spawn_local(async move { drop(kept.try_set(Some(app.session.images().await))) });
        });
        Self {
            list: ListState::over(app, all, every, order),
            all,
            kept,
        }
    }

    /// How many there are; tracked.
    pub fn count(self) -> usize {
        self.all.with(|all| all.len())
    }

    fn of<R>(self, row: u32, read: impl FnOnce(&PastMerge) -> R) -> Option<R> {
        self.all.with(|all| all.get(row as usize).map(read))
    }

    /// Whether one stands and can be taken back: by what was kept of it, or as the last step of this tab; tracked.
    fn can_go_back(self, merge: &PastMerge) -> bool {
        merge.undone.is_none() && (self.is_kept(merge) == Some(true) || self.is_last_step(merge))
    }

    fn is_kept(self, merge: &PastMerge) -> Option<bool> {
        self.kept
            .with(|kept| kept.as_ref().map(|kept| kept.contains(&merge.id)))
    }

    fn is_last_step(self, merge: &PastMerge) -> bool {
        let is_latest = self
            .all
            .with(|all| all.first().is_some_and(|first| first.id == merge.id));
        let undo = self.list.app.session.undo;
        is_latest && undo.with(|undo| undo.as_ref() == Some(&merge.step))
    }

    fn undo(self, merge: PastMerge) {
        let is_last = untrack(|| self.is_last_step(&merge));
        take_back(self.list.app, merge.id, Past::Merge(merge.step), is_last);
    }

    fn said(self, merge: &PastMerge, lang: Lang) -> ListLine {
        let t = T(lang);
        let short = |day| format::short_day(day, self.list.app.today.get());
        let can_go_back = self.can_go_back(merge);
        let state = match &merge.undone {
            Some(at) => t.merged_undone(short(at.day)),
            None if !can_go_back && self.is_kept(merge) == Some(false) => t.merged_not_kept().to_owned(),
            None => t.merged_stands().to_owned(),
        };
        let to = CustomerId::new(&merge.stays.0).map(|id| Route::customer(&id).to_hash());
        ListLine(vec![
            Cell::moment(short(merge.at.day), &merge.at),
            Cell::Text(merge.goes.1.clone()),
            Cell::Text(merge.goes.0.clone()),
            Cell::Name(merge.stays.1.clone(), to.unwrap_or_default()),
            Cell::Text(merge.stays.0.clone()),
            Cell::Text(merge.by.clone().unwrap_or_default()),
            Cell::Text(state),
            Cell::Actions(if can_go_back { &[0] } else { &[] }),
        ])
    }
}

/// What a head orders the list by.
fn order(_: &World, merge: &PastMerge, key: &str) -> Option<String> {
    match key {
        "at" => Some(format!("{:020}", merge.at.unix_ms()?)),
        "goes" => Some(merge.goes.1.clone()),
        "stays" => Some(merge.stays.1.clone()),
        "by" => merge.by.clone(),
        _ => None,
    }
}

/// What would be here.
pub fn message() -> AnyView {
    let (_, t) = (use_app(), use_text());
    view! { <EmptyState title=move || t().merged_none() text=move || t().merged_none_help() /> }.into_any()
}
