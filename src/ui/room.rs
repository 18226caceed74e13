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

/// What a box takes beside its words, in ems.
const BOX: f32 = 2.4;
/// What is kept free behind boxes for how many have no place.
const SAID: f32 = 4.5;

/// Boxes in a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// In small letters, as not all have a place in those of the form.
    pub is_small: bool,
    /// Which of them stand.
    pub stands: Vec<bool>,
    /// What is left for a text below them.
    pub left: Room,
}

impl Room {
    /// Where boxes stand, each with its words and whether it is ticked: all of them, in small letters where they need it, else the ticked one
    /// and as many others as leave room to say how many more there are.
    pub fn place(self, boxes: &[(String, bool)], has_text: bool) -> Placed {
        let small = self.small();
        let place = |room: Room, is_small, said| {
            let (lines, stands) = room.stand(boxes, has_text, said);
            let lines = room.lines.saturating_sub(lines);
            let left = Room { lines, ..room };
            Placed { is_small, stands, left }
        };
        let mut all = [(self, false), (small, true)]
            .into_iter()
            .map(|(room, is_small)| place(room, is_small, 0.0));
        let whole = all.find(|placed| placed.stands.iter().all(|stands| *stands));
        whole.unwrap_or_else(|| place(small, true, SAID))
    }

    /// How many lines boxes take, and which of them have a place. So much is kept free behind them.
    fn stand(self, boxes: &[(String, bool)], has_text: bool, said: f32) -> (usize, Vec<bool>) {
        let most = self.lines.saturating_sub(usize::from(has_text)).max(1);
        let (mut used, mut lines) = (0.0, usize::from(!boxes.is_empty()));
        let width = |name: &str| BOX + Self::width(name);
        // Until the ticked one stands its width is kept free on the last line.
        let ticked = boxes.iter().find(|(_, on)| *on);
        let mut kept = ticked.map_or(0.0, |(name, _)| width(name));
        let place = |(name, on): &(String, bool)| {
            let width = width(name);
            if *on {
                kept = 0.0;
            }
            let is_last = lines >= most;
            let free = if is_last { kept + said } else { 0.0 };
            if used > 0.0 && used + width + free > self.ems {
                if is_last && !on {
                    return false;
                }
                lines += 1;
                used = 0.0;
            }
            used += width;
            true
        };
        let stands = boxes.iter().map(place).collect();
        (lines.min(most), stands)
    }

    /// The same place in small letters (`style/forms.css`): 7.5 points on lines of 8, where else 9 stand on lines of 12.
    fn small(self) -> Self {
        Self {
            ems: self.ems * 9.0 / 7.5,
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

    /// Parts that each make sense alone, and whether they stand in small letters: all of them, in small letters where they need it, else as many
    /// of the first ones as leave room to say how many more there are. One that has no room by itself is taken number by number, and shortened
    /// only where it has none.
    pub fn fit_parts(self, parts: &[String], lang: Lang) -> (String, bool) {
        let small = self.small();
        let all = super::format::long_clauses(parts, lang);
        for (room, is_small) in [(self, false), (small, true)] {
            if room.taken(&all) <= room.lines {
                return (all, is_small);
            }
        }
        let first = |n: usize| {
            let more = T(lang).forms_more_parts(parts.len() - n);
            super::format::long_clauses(parts.iter().take(n).chain([&more]), lang)
        };
        let mut fewer = (1..parts.len()).rev().map(first);
        let some = fewer.find(|text| small.taken(text) <= small.lines);
        if let Some(some) = some {
            return (some, true);
        }
        let (first, others) = parts
            .split_first()
            .map_or(("", parts), |(first, others)| (&**first, others));
        let numbers: Vec<String> = first.split('/').map(|number| number.trim().to_owned()).collect();
        match numbers.len() > 1 {
            true => self.fit_parts(&[numbers.as_slice(), others].concat(), lang),
            false => (small.fit(first, lang), true),
        }
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
    fn boxes_stand_smaller_where_they_need_it_and_leave_room_to_say_how_many_do_not() {
        let place = |names: &[String], on: Option<usize>, has_text| {
            let ticks = names.iter().enumerate().map(|(i, name)| (name.clone(), on == Some(i)));
            let placed = Room { ems: 41.0, lines: 2 }.place(&ticks.collect::<Vec<_>>(), has_text);
            let stand = placed.stands.iter().filter(|stands| **stands).count();
            (stand, placed.is_small, placed.left.lines, placed.stands)
        };
        let names = [
            "钻石",
            "铂金",
            "黄金",
            "白银",
            "青铜",
            "黑名单",
            "普通",
            "待观察",
            "冻结中",
            "其他类",
        ];
        let names = names.map(str::to_owned);
        // 8 names of 2 or 3 are 18 + 8 × 2.4 = 37.2 ems: a line of 41, with why below it.
        let (stand, is_small, left, _) = place(&names[..8], Some(5), true);
        assert_eq!((stand, is_small, left), (8, false, 1));
        // 10 are 48: one small line of 49.2, and two more for why.
        let (stand, is_small, left, _) = place(&names, Some(9), true);
        assert_eq!((stand, is_small, left), (10, true, 2));
        // 14 of 8 ems are 14 × 10.4: four on each of three small lines, on a blank form; how many more there are is said.
        let long = |n: u8| -> Vec<String> { (0..n).map(|n| format!("很长的一个名称{}", n % 10)).collect() };
        let (stand, is_small, left, _) = place(&long(14), None, false);
        assert_eq!((stand, is_small, left), (12, true, 0));
        // Of 40 four stand on two lines each, and on the third four with the last, which is ticked: behind them is said how many more.
        let (stand, is_small, _, stands) = place(&long(40), Some(39), false);
        assert_eq!((stand, is_small, stands.last()), (12, true, Some(&true)));
    }

    #[test]
    fn parts_stand_whole_or_are_counted() {
        let parts = |all: &[&str]| all.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>();
        // 11 figures of 0.58 and two letters are 8.38 ems, with the mark 9.38: one on each line of 10.
        let two = parts(&["电话13800001111", "微信13900002222"]);
        assert_eq!(
            HALF.fit_parts(&two, Lang::Zh),
            ("电话13800001111；微信13900002222".into(), false)
        );
        // Three need three lines: small letters have three.
        let three = parts(&["电话13800001111", "邮箱13900002222", "微信13700003333"]);
        let (said, is_small) = HALF.fit_parts(&three, Lang::Zh);
        assert_eq!((said.matches('；').count(), is_small), (2, true));
        // Small letters have three lines of 12 ems: of five the first three stand whole, and the others are counted.
        let five = parts(&[
            "电话13800001111",
            "邮箱13900002222",
            "微信13700003333",
            "电话13600004444",
            "电话13500005555",
        ]);
        assert_eq!(
            HALF.fit_parts(&five, Lang::Zh),
            (
                "电话13800001111；邮箱13900002222；微信13700003333；另有2项".into(),
                true
            )
        );
        // Several numbers of one way are no exception: none is cut in its midst.
        let numbers = (1..=6)
            .map(|n| format!("1380000111{n}"))
            .collect::<Vec<_>>()
            .join(" / ");
        for (one, left) in [
            (format!("电话{numbers}"), "另有4项"),
            (format!("电话{}", numbers.replace(' ', "")), "另有4项"),
        ] {
            let (said, is_small) = HALF.fit_parts(&[one, "微信abc".into()], Lang::Zh);
            assert_eq!(
                (&*said, is_small),
                (&*format!("电话13800001111；13800001112；13800001113；{left}"), true)
            );
        }
        let (said, _) = HALF.fit_parts(&[long(60), "电话13800001111".into()], Lang::Zh);
        assert!(said.contains("…（余"), "{said}");
    }

    fn long(n: usize) -> String {
        "字".repeat(n)
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
