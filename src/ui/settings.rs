//! A change of the settings, whoever asks for one.

use crate::domain::command::{Command, Edit};
use crate::domain::held::Held;
use crate::domain::kind::Settings;
use crate::state::App;

/// The command that changes the settings as they stand now; nothing while there is no book.
pub fn changed(app: App, edit: impl FnOnce(&mut Settings)) -> Option<Command> {
    let before = app.session.peek(|world| Held::new(world.book.head.settings.clone()))?;
    let mut settings = (*before).clone();
    edit(&mut settings);
    Some(Command::SetSettings(Edit::of(before, settings)))
}
