//! The list of keys.

use crate::state::live::*;

use crate::ui::later::{Later, later};
use crate::ui::text::{T, use_text};
use crate::ui::widget::Dialog;

/// Keys, any of which does it, and the words for what they do.
type Row = (&'static [&'static str], fn(T) -> &'static str);

/// The key whose cap says nothing.
const SPACE: &str = " ";

/// `keys.rs`, the lists and the page of today answer them.
const KEYS: [Row; 10] = [
    (&["Ctrl K"], T::keys_search),
    (&["/"], T::keys_list_search),
    (&["Ctrl Z"], T::keys_undo),
    (&["Ctrl Shift Z", "Ctrl Y"], T::keys_redo),
    (&["j", "k", "↓", "↑"], T::keys_list),
    (&["Enter"], T::keys_open),
    (&[SPACE, "x"], T::keys_pick),
    (&["n"], T::keys_new_task),
    (&["?"], T::keys_help),
    (&["Esc"], T::keys_leave),
];

/// Builds the dialog, open while the signal says so.
type BuildHelp = fn(RwSignal<bool>) -> AnyView;

/// The dialog that `?` opens.
pub static HELP: Later<BuildHelp> =
    later!(write: help_dialog => BuildHelp { |open| HelpDialog(HelpDialogProps { open }).into_any() });

/// What stands on a key.
fn cap(t: T, key: &'static str) -> &'static str {
    if key == SPACE { t.key_space() } else { key }
}

#[component]
fn HelpDialog(open: RwSignal<bool>) -> impl IntoView {
    let t = use_text();
    let row = move |(keys, what): Row| {
        let caps = keys
            .iter()
            .map(|key| view! { <kbd>{move || cap(t(), key)}</kbd> " " })
            .collect_view();
        view! {
            <tr>
                <td>{caps}</td>
                <td>{move || what(t())}</td>
            </tr>
        }
    };
    view! {
        <Dialog open=open title=move || t().shortcuts()>
            <table class="table table--flush">
                <tbody>{KEYS.into_iter().map(row).collect_view()}</tbody>
            </table>
        </Dialog>
    }
}
