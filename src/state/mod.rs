//! Signals, dispatch, undo, today, notices, preferences. Must never know: markup.
