//! Whether an exported book has arrived: the browser does not tell, so the user says it, or hands the file back to be compared.

use crate::state::live::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::{breathe, open_book};
use crate::domain::fnv::Fnv;
use crate::domain::label::Label;
use crate::domain::merge::{MergePlan, Mode};
use crate::state::prefs::{Arrived, Exported};
use crate::state::text as say;
use crate::state::{App, clock};

/// Bytes summed up before the page gets a turn.
const PIECE: u32 = 8 << 20;

/// The user has seen the file that was exported last.
pub fn confirm_export(app: App) {
    arrived(app, Arrived::Seen);
}

fn arrived(app: App, how: Arrived) {
    app.exported.update(|file| {
        if let Some(file) = file {
            file.arrived = how;
        }
    });
}

/// Reads a file back: the one that was exported last, byte by byte, or one that holds what the book holds.
pub async fn compare_export(app: App, file: File) {
    let (name, wanted) = (file.name(), app.exported.get_untracked().map(|file| file.sum));
    let tried = format!("compare {name}");
    let refused = |why| app.notices.refused(&tried, why);
    app.show_busy(say::comparing(&name), 0.0, None);
    let found = sum_of(&file).await;
    app.idle();
    let Some(found) = found else {
        return refused(say::file_unread(&name));
    };
    if wanted.is_some_and(|wanted| wanted == found) {
        arrived(app, Arrived::Compared);
        app.notices.succeeded(&tried);
        return app.notices.good(say::export_compared(&name), None);
    }
    match open_book(app, file, || true, None).await {
        Err(why) => refused(say::export_damaged(&name, why)),
        Ok(opened) => {
            let Some(opened) = opened else { return };
            let plan = opened.plan(app.session, (Mode::Replace, None));
            match plan.map(|plan| difference(&plan)) {
                Some(None) if opened.issues.replace_errors == 0 => {
                    let at = opened.incoming.exported_at.clone();
                    app.exported.set(Some(Exported {
                        at: at.unwrap_or_else(clock::instant),
                        name: name.clone(),
                        sum: found,
                        arrived: Arrived::Compared,
                    }));
                    app.notices.succeeded(&tried);
                    app.notices.good(say::export_same(&name), None);
                }
                Some(Some(what)) => refused(say::export_differs(&name, what)),
                _ => refused(say::export_damaged(&name, say::records_wrong())),
            }
        }
    }
}

async fn sum_of(file: &File) -> Option<String> {
    breathe().await;
    let bytes = js_sys::Uint8Array::new(&JsFuture::from(file.array_buffer()).await.ok()?);
    let (mut sum, mut at) = (Fnv::default(), 0);
    while at < bytes.length() {
        let end = (at + PIECE).min(bytes.length());
        sum = sum.and(&bytes.subarray(at, end).to_vec());
        at = end;
        breathe().await;
    }
    Some(sum.hex())
}

/// What the book has and the file lacks, or has otherwise; nothing where they are the same.
fn difference(plan: &MergePlan) -> Option<Label> {
    let count = |of: fn(&crate::domain::merge::KindPlan) -> usize| plan.kinds.iter().map(of).sum::<usize>();
    let (lacking, other) = (count(|kind| kind.removed), count(|kind| kind.changed));
    let more = count(|kind| kind.new) + usize::from(plan.settings) + usize::from(plan.rulebook);
    (lacking + other + more > 0).then(|| say::lacking_and_other(lacking, other + more))
}
