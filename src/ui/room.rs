//! How much text a place on paper takes: nothing on a printed form is cut, so what is longer is shortened and says so.

use super::list::paper_fit::is_square;
use super::text::T;
use crate::domain::label::Lang;

/// A place of so many lines, each so many ems wide (an em: a Han character).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// The width of a line.
    pub ems: f32,
    /// How many lines there are.
    pub lines: usize,
}

impl Room {
    /// The same place in small letters (`style/forms.css`): 7 points on lines of 8, where else 9 stand on lines of 12.
    pub fn small(self) -> Self {
        Self {
            ems: self.ems * 9.0 / 7.0,
            lines: self.lines * 3 / 2,
        }
    }

    /// How wide a text is on a line without end, in ems.
    pub fn width(text: &str) -> f32 {
        text.chars().map(|c| if is_square(c) { 1.0 } else { wide(c) }).sum()
    }

    /// How many lines a text takes here: words stay whole where a line holds them.
    pub fn taken(self, text: &str) -> usize {
        let (mut lines, mut used, mut word) = (1_usize, 0.0_f32, 0.0_f32);
        let mut put = |width: f32| {
            // A word longer than a line is broken, and begins on a line of its own.
            if used > 0.0 && used + width > self.ems {
                lines += 1;
                used = 0.0;
            }
            let further = (width / self.ems).floor().max(0.0);
            lines += further as usize;
            used += width - further * self.ems;
        };
        for c in text.chars() {
            match (c.is_whitespace(), is_square(c)) {
                (false, false) => word += wide(c),
                (is_blank, _) => {
                    put(std::mem::take(&mut word));
                    put(if is_blank { 0.35 } else { 1.0 });
                }
            }
        }
        put(word);
        lines
    }

    /// The text, or as much of its beginning as there is room for, with how many characters are left out.
    pub fn fit(self, text: &str, lang: Lang) -> String {
        let whole = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.lines == 0 {
            return String::new();
        }
        if self.taken(&whole) <= self.lines {
            return whole;
        }
        let chars: Vec<char> = whole.chars().collect();
        let first = |n: usize| {
            let kept: String = chars.iter().take(n).collect();
            T(lang).forms_cut(kept.trim_end(), super::format::count(chars.len() - n))
        };
        let (mut fits, mut not) = (0, chars.len());
        while fits + 1 < not {
            let middle = fits.midpoint(not);
            match self.taken(&first(middle)) <= self.lines {
                true => fits = middle,
                false => not = middle,
            }
        }
        first(fits)
    }
}

/// How wide a character is, on the safe side.
fn wide(c: char) -> f32 {
    match c {
        'W' | 'M' | 'm' | 'w' | '@' | '%' | '&' => 0.95,
        'A'..='Z' | '¥' | '#' | '+' | '=' | '~' => 0.72,
        _ if c.is_ascii() => 0.58,
        _ if c.is_alphabetic() => 0.8,
        _ => 1.1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HALF: Room = Room { ems: 10.0, lines: 2 };

    #[test]
    fn han_fills_a_line_and_words_stay_whole() {
        assert_eq!(HALF.taken(""), 1);
        assert_eq!(HALF.taken("一二三四五六七八九十"), 1);
        assert_eq!(HALF.taken("一二三四五六七八九十一"), 2);
        assert_eq!(HALF.taken("one two three four five"), 2);
        assert_eq!(HALF.taken(&"w".repeat(40)), 4);
    }

    #[test]
    fn what_has_no_room_says_how_much_is_left_out() {
        let fit = |text: &str, lang| HALF.fit(text, lang);
        assert_eq!(fit("一二三四五\n六七八九十", Lang::Zh), "一二三四五 六七八九十");
        let said = fit(&"字".repeat(100), Lang::Zh);
        assert_eq!(said, format!("{}…（余87字）", "字".repeat(13)));
        assert!(HALF.taken(&said) <= 2);
        let said = fit(&"long words ".repeat(30), Lang::En);
        assert!(
            said.starts_with("long words") && said.ends_with(" more characters)"),
            "{said}"
        );
        assert_eq!(Room { ems: 10.0, lines: 0 }.fit("x", Lang::En), "");
    }
}
