//! What was typed, in words: what the book stores of a choice is a code, and an amount alone says no unit.

use super::Form;
use super::input::named;
use crate::domain::field::{FieldKind, FieldValue, parse};
use crate::domain::form::Place;
use crate::domain::label::Lang;
use crate::domain::world::World;
use crate::state::clock;
use crate::state::live::*;
use crate::ui::format;
use crate::ui::text::T;

impl Form {
    /// What was typed, as label and words, in the order of the form; tracked.
    pub fn words(self) -> Vec<(String, String)> {
        let typed = |place: Place| {
            let text = self.with(|draft| draft.text(place).map(str::to_owned))?;
            let label = self.label(place).trim_end_matches(" *").to_owned();
            (!text.trim().is_empty()).then(|| (label, self.said(place, &text)))
        };
        self.places().into_iter().filter_map(typed).collect()
    }

    /// The text of an input in the words of the language: the name of a choice, an amount with its unit, a day in full. A text that
    /// cannot be read is told as it stands. Tracked.
    pub fn said(self, place: Place, text: &str) -> String {
        let Some(input) = self.input(place.key) else {
            return text.to_owned();
        };
        let t = T(self.app.lang.get());
        let of = |world: &World| self.with(|draft| self.source(|s| s.called(world, t, draft, place.key, text)));
        if let Some(called) = self.app.session.read(of).flatten() {
            return called;
        }
        let (kind, lang, now) = (input.kind(), self.app.lang.get(), clock::instant());
        if let FieldKind::Choice(list) = kind {
            let known = named(self, list, lang).into_iter().find(|(word, _)| word == text);
            return known.map_or_else(|| text.to_owned(), |(_, name)| name);
        }
        match parse(kind, text, self.typing(&now)) {
            Ok(FieldValue::Empty) | Err(_) => text.to_owned(),
            Ok(FieldValue::Money(amount)) if lang == Lang::En => format::yuan_sign(amount, lang),
            Ok(value) => match (format::value(kind, &value, lang), input.unit()) {
                (said, Some(unit)) => T(lang).with_unit(said, unit.get(lang)),
                (said, None) => said,
            },
        }
    }
}
