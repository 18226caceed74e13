//! The one matcher of every search. Each word that was typed must be found somewhere; where it is found nearest to the front counts, and
//! which part of the text it is can be marked.
//!
//! Texts and words are compared [folded](crate::domain::fold). A Han character is met by itself, by its pinyin, by the letter that it
//! begins with (`zh`, `ch`, `sh` also as two), and at the end of a word by as much as was typed of it: 杭州科技 by `hz`, `hangzhoukej`,
//! `hz科技`, `杭zkj`. Any of its [readings](super::pinyin) will do.

use std::ops::Range;

use super::fold::{fold_one_into, folded};
use super::pinyin::Readings;

/// Ends a field of a line. Folded texts have no such character.
pub const END: char = '\u{1f}';
/// Stands before a word in a line.
const WORD: char = '\u{1e}';
/// More letters of a word are not looked at.
const MOST: usize = 63;
/// The longest syllable, `zhuang`.
const LONGEST: usize = 6;
/// The sign of a company by shares, as names from Japan have it, and what it is typed as; the brackets are narrow in what is compared.
const STOCK: char = '\u{3231}';
const AS_STOCK: [char; 3] = ['(', '\u{682a}', ')'];
/// Beyond it no character has a class kept for it.
const CLASSES: usize = 0x3_3480;

/// The class of characters that stand for nothing in a word.
const NOTHING: u16 = 1;
/// The bit of a class whose characters a word may begin with.
const BEGINS: u16 = 1 << 15;

/// Where a word was found, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// It is the whole field.
    Whole,
    /// The field begins with it.
    Start,
    /// A word of the field begins with it.
    WordStart,
    /// It is somewhere.
    Within,
}

/// What of a line of fields a word is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// How near to the front.
    pub place: Place,
    /// In which field of the line, counted from 0.
    pub field: usize,
    /// Which bytes of the line.
    pub bytes: Range<usize>,
}

/// Adds a field to a line in which words are found.
pub fn add_field(text: &str, line: &mut String) {
    add_chars(text, line, |_, _| {});
    line.push(END);
}

/// Adds the folded characters of a text, and says of each where it stands in the text and how long the line is after it.
fn add_chars(text: &str, line: &mut String, mut added: impl FnMut(Range<usize>, usize)) {
    let start = line.len();
    let mut before = CharKind::Gap;
    for (at, c) in text.char_indices() {
        let kind = CharKind::of(c);
        if kind != before && kind != CharKind::Gap && line.len() > start {
            line.push(WORD);
        }
        fold_one_into(c, line);
        if !is_mark(c) {
            before = kind;
        }
        added(at..at + c.len_utf8(), line.len());
    }
}

/// Whether a character stands on the letter before it: it ends no word, and is marked with its letter.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Words begin where the kind of character changes.
#[derive(Clone, Copy, PartialEq)]
enum CharKind {
    /// Blanks, brackets, signs.
    Gap,
    /// What words of letters and numbers consist of.
    Letter,
    /// What is written without blanks.
    Han,
}

impl CharKind {
    fn of(c: char) -> Self {
        match c {
            // It stands beside the name, and is passed over as a bracket is.
            STOCK => Self::Gap,
            '\u{2e80}'..='\u{2fff}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => {
                Self::Han
            }
            '\u{20000}'..='\u{3ffff}' => Self::Han,
            _ if c.is_alphanumeric() => Self::Letter,
            _ => Self::Gap,
        }
    }
}

/// A word that is looked for.
pub struct Word {
    /// It, folded.
    pub text: String,
    letters: Vec<char>,
    readings: Option<&'static Readings>,
    /// The class of each character that was met so far, by its number: its place in `steps`, and [`BEGINS`]; 0 where it was not met.
    classes: Vec<u16>,
    steps: Vec<Steps>,
    /// The apostrophes of `xi'an`, which may be passed over.
    passed: u64,
    /// Whether brackets and signs of the text are passed over: who types a name without them means it all the same. Digits stand as they are.
    skips: bool,
}

/// How many letters of the word a character may stand for, by the letter that comes next: bit `p` of `steps[n]` for `n + 1` letters from
/// the letter `p` on.
#[derive(Clone, Copy, Default, PartialEq)]
struct Steps([u64; LONGEST]);

/// The words of what was typed. Without readings Han characters are met by themselves alone.
pub fn words(typed: &str, readings: Option<&'static Readings>) -> Vec<Word> {
    let words = typed.split_whitespace().map(folded).filter(|word| !word.is_empty());
    words.map(|word| Word::new(word.into_owned(), readings)).collect()
}

/// Whether pinyin could be meant by what was typed.
pub fn has_letter(typed: &str) -> bool {
    folded(typed).chars().any(|c| c.is_ascii_lowercase())
}

impl Word {
    fn new(text: String, readings: Option<&'static Readings>) -> Self {
        let letters: Vec<char> = text.chars().take(MOST).collect();
        let passed = match letters.iter().all(|c| *c == '\'') {
            true => 0,
            false => bits(&letters, |c| c == '\''),
        };
        let readings = readings.filter(|_| letters.iter().any(char::is_ascii_lowercase));
        Self {
            skips: letters.iter().all(|c| c.is_alphanumeric()) && !letters.iter().all(char::is_ascii_digit),
            text,
            readings,
            letters,
            classes: vec![0; CLASSES],
            steps: vec![Steps::default(); NOTHING as usize + 1],
            passed,
        }
    }

    /// The best place of the word in a line of fields, the first of those that are equally good; any that is as good as `enough` will do.
    pub fn find(&mut self, line: &str, enough: Place) -> Option<Found> {
        let mut best: Option<Found> = None;
        let (mut before, mut field) = (END, 0);
        for (at, c) in line.char_indices() {
            if c == END {
                field += 1;
            } else if c != WORD
                && self.may_begin(c)
                && let Some(to) = line.get(at..).and_then(|rest| self.met(rest)).map(|length| at + length)
            {
                let place = match before {
                    END if line.get(to..).is_none_or(|rest| rest.starts_with(END)) => Place::Whole,
                    END => Place::Start,
                    WORD => Place::WordStart,
                    _ => Place::Within,
                };
                if best.as_ref().is_none_or(|best| place < best.place) {
                    best = Some(Found {
                        place,
                        field,
                        bytes: at..to,
                    });
                }
                if place <= enough {
                    break;
                }
            }
            before = c;
        }
        best
    }

    fn may_begin(&mut self, c: char) -> bool {
        match self.class(c) {
            0 => true,
            class => class & BEGINS != 0,
        }
    }

    /// How many bytes a text begins with that are the word.
    fn met(&mut self, text: &str) -> Option<usize> {
        let end = 1 << self.letters.len();
        let mut next = self.over(1);
        for (at, c) in text.char_indices().filter(|(_, c)| *c != WORD) {
            let steps = match self.class(c) {
                NOTHING if self.skips && at > 0 && c != END && CharKind::of(c) == CharKind::Gap => continue,
                0 => self.worked_out(c),
                class => *self.steps.get((class & !BEGINS) as usize)?,
            };
            let reached = |(n, bits): (usize, &u64)| (next & bits) << (n + 1);
            next = self.over(steps.0.iter().enumerate().map(reached).fold(0, |all, bits| all | bits));
            if next & end != 0 {
                return Some(at + c.len_utf8());
            }
            if next == 0 {
                return None;
            }
        }
        None
    }

    /// The places, and those behind apostrophes.
    fn over(&self, mut places: u64) -> u64 {
        while (places & self.passed) << 1 & !places != 0 {
            places |= (places & self.passed) << 1;
        }
        places
    }

    /// The class of a character; 0 where none is kept for it.
    fn class(&mut self, c: char) -> u16 {
        match self.classes.get(c as usize) {
            Some(0) => self.new_class(c),
            known => known.copied().unwrap_or_default(),
        }
    }

    #[inline(never)]
    fn new_class(&mut self, c: char) -> u16 {
        let steps = self.worked_out(c);
        let first = self.over(1);
        let begins = if steps.0.iter().any(|bits| bits & first != 0) {
            BEGINS
        } else {
            0
        };
        let place = match steps == Steps::default() {
            true => NOTHING as usize,
            false => self.steps.len(),
        };
        let class = u16::try_from(place).unwrap_or(BEGINS);
        if class >= BEGINS {
            return 0;
        }
        if place == self.steps.len() {
            self.steps.push(steps);
        }
        if let Some(known) = self.classes.get_mut(c as usize) {
            *known = class | begins;
        }
        class | begins
    }

    fn worked_out(&self, c: char) -> Steps {
        let mut steps = Steps([bits(&self.letters, |letter| letter == c), 0, 0, 0, 0, 0]);
        if c == STOCK {
            let typed = |(from, three): (usize, &[char])| u64::from(three == AS_STOCK) << from;
            steps.0[2] = self.letters.windows(AS_STOCK.len()).enumerate().map(typed).sum();
        }
        for reading in self.readings.into_iter().flat_map(|readings| readings.of(c)) {
            match reading.strip_suffix('e').unwrap_or(reading).strip_suffix('ü') {
                None => self.read_as(reading, &mut steps),
                // 吕 is typed lv, written lu without its dots, and lyu in passports.
                Some(initial) => {
                    let rest = reading.trim_start_matches(initial).trim_start_matches('ü');
                    for vowel in ["v", "u", "yu"] {
                        self.read_as(&format!("{initial}{vowel}{rest}"), &mut steps);
                    }
                }
            }
        }
        steps
    }

    /// Adds what a syllable stands for.
    fn read_as(&self, syllable: &str, steps: &mut Steps) {
        let initial = if syllable.get(1..2) == Some("h") { 2 } else { 1 };
        for from in 0..self.letters.len() {
            let rest = self.letters.get(from..).unwrap_or_default();
            let alike = rest
                .iter()
                .zip(syllable.chars())
                .take_while(|(one, other)| *one == other)
                .count();
            for length in 1..=alike {
                let is_one = length == 1 || length == initial || length == syllable.len() || length == rest.len();
                if let Some(bits) = steps.0.get_mut(length - 1)
                    && is_one
                {
                    *bits |= 1 << from;
                }
            }
        }
    }
}

/// The letters that are so.
fn bits(letters: &[char], is_so: impl Fn(char) -> bool) -> u64 {
    letters
        .iter()
        .zip(0..)
        .filter(|(c, _)| is_so(**c))
        .fold(0, |bits, (_, n)| bits | 1 << n)
}

/// A text in which words are found one by one, for showing.
pub struct Shown {
    line: String,
    /// For each character of the text: which bytes it is, and how long the line is after it.
    chars: Vec<(Range<usize>, usize)>,
}

impl Shown {
    /// A text.
    pub fn new(text: &str) -> Self {
        let (mut line, mut chars) = (String::new(), Vec::<(Range<usize>, usize)>::new());
        add_chars(text, &mut line, |bytes, length| match chars.last_mut() {
            Some(letter) if text.get(bytes.clone()).is_some_and(|it| it.starts_with(is_mark)) => {
                letter.0.end = bytes.end
            }
            _ => chars.push((bytes, length)),
        });
        line.push(END);
        Self { line, chars }
    }

    /// Where it has a word, and which bytes of the text that is.
    pub fn find(&self, word: &mut Word) -> Option<(Place, Range<usize>)> {
        let found = word.find(&self.line, Place::Whole)?;
        let mut those = self.chars.iter().filter(|(_, length)| *length > found.bytes.start);
        let first = those.next()?;
        let start = first.0.start;
        let last = self.chars.iter().find(|(_, length)| *length >= found.bytes.end)?;
        Some((found.place, start..last.0.end))
    }
}

/// Where a text has all words: the best of their places, and the parts that they are, in order and apart.
pub fn find_all(text: &str, words: &mut [Word]) -> Option<(Place, Vec<Range<usize>>)> {
    let shown = Shown::new(text);
    let found: Option<Vec<_>> = words.iter_mut().map(|word| shown.find(word)).collect();
    let found = found.filter(|found| !found.is_empty())?;
    let place = found.iter().map(|(place, _)| *place).min()?;
    Some((place, apart(found.into_iter().map(|(_, bytes)| bytes).collect())))
}

/// Whether each of the words is found in one of the fields.
pub fn has_all<'a>(fields: impl IntoIterator<Item = &'a str>, words: &mut [Word]) -> bool {
    let mut line = String::new();
    fields.into_iter().for_each(|field| add_field(field, &mut line));
    line_has_all(&line, words)
}

/// The same for the fields of a line.
pub fn line_has_all(line: &str, words: &mut [Word]) -> bool {
    words.iter_mut().all(|word| word.find(line, Place::Within).is_some())
}

/// The parts of a text that any of the words are, in order and apart.
pub fn parts(text: &str, words: &mut [Word]) -> Vec<Range<usize>> {
    let shown = Shown::new(text);
    let found = words.iter_mut().filter_map(|word| shown.find(word));
    apart(found.map(|(_, bytes)| bytes).collect())
}

/// The parts in order, with those joined that touch.
fn apart(mut parts: Vec<Range<usize>>) -> Vec<Range<usize>> {
    super::sort::sort_by_key(&mut parts, |part| part.start);
    let mut all: Vec<Range<usize>> = Vec::new();
    for part in parts {
        match all.last_mut().filter(|last| last.end >= part.start) {
            Some(last) => last.end = last.end.max(part.end),
            None => all.push(part),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::pinyin::readings;

    /// Where a text has what was typed, and the parts marked; nothing where it has not all words.
    fn found(typed: &str, text: &str) -> Option<(Place, String)> {
        let (place, parts) = find_all(text, &mut words(typed, Some(readings())))?;
        let parts: Vec<&str> = parts.into_iter().map(|part| &text[part]).collect();
        Some((place, parts.join("|")))
    }

    #[test]
    fn each_word_is_found_in_a_field_of_its_own() {
        let has = |typed: &str| {
            has_all(
                ["伺服电机异响", "杭州科技", "王敏"],
                &mut words(typed, Some(readings())),
            )
        };
        for typed in ["异响", "yixiang", "异响 杭州", "hzkj 异响", "王敏 电机"] {
            assert!(has(typed), "{typed}");
        }
        // No word goes from one field over into the next.
        for typed in ["异响杭州", "异响 宁波", "科技王敏"] {
            assert!(!has(typed), "{typed}");
        }
    }

    #[test]
    fn a_text_is_found_by_what_people_type_and_says_which_part_it_is() {
        use Place::{Start, Whole, Within, WordStart};
        let table: [(&str, &str, Place, &str); 46] = [
            ("杭州", "杭州科技", Start, "杭州"),
            ("科技", "杭州科技", Within, "科技"),
            ("杭州科技", "杭州科技", Whole, "杭州科技"),
            ("hzkj", "杭州科技", Whole, "杭州科技"),
            ("hangzhou", "杭州科技", Start, "杭州"),
            ("HangZhou", "杭州科技", Start, "杭州"),
            ("hángzhōu", "杭州科技", Start, "杭州"),
            ("ｈａｎｇｚｈｏｕ", "杭州科技", Start, "杭州"),
            ("hangzhoukej", "杭州科技", Whole, "杭州科技"),
            ("hz科技", "杭州科技", Whole, "杭州科技"),
            ("hangzhou科", "杭州科技", Start, "杭州科"),
            ("杭zkj", "杭州科技", Whole, "杭州科技"),
            ("hzhkj", "杭州科技", Whole, "杭州科技"),
            ("kj", "杭州科技", Within, "科技"),
            ("ke hang", "杭州科技", Start, "杭|科"),
            ("keji hangzhou", "杭州（滨江）科技", Start, "杭州|科技"),
            ("bj", "杭州（滨江）科技", WordStart, "滨江"),
            ("pumps", "Alpha Pumps", WordStart, "Pumps"),
            ("umps", "Alpha Pumps", Within, "umps"),
            ("kj", "ABC科技", WordStart, "科技"),
            ("abckj", "ＡＢＣ 科技", Whole, "ＡＢＣ 科技"),
            ("abckx", "科技 ABC（科学）", WordStart, "ABC（科学"),
            ("shzjkj", "上海（张江）科技", Whole, "上海（张江）科技"),
            ("oneil", "O'Neil", Whole, "O'Neil"),
            ("cafe", "Café 1920", Start, "Café"),
            ("cafe", "Cafe\u{301}", Whole, "Cafe\u{301}"),
            ("fe1", "Café 1920", Within, "fé 1"),
            ("xian", "西安", Whole, "西安"),
            ("xi'an", "西安", Whole, "西安"),
            ("xian", "先", Whole, "先"),
            ("'", "O'Neil", Within, "'"),
            ("lvse", "绿色", Whole, "绿色"),
            ("lüse", "绿色", Whole, "绿色"),
            ("luse", "绿色", Whole, "绿色"),
            ("lyu", "吕布", Start, "吕"),
            ("lveyang", "略阳", Whole, "略阳"),
            ("chongqing", "重庆", Whole, "重庆"),
            ("yinhang", "招商银行", Within, "银行"),
            ("xmdx", "厦门大厦", Whole, "厦门大厦"),
            ("𠮷", "𠮷野家", Start, "𠮷"),
            ("jyj", "𠮷野家", Whole, "𠮷野家"),
            ("hong", "李𬭎", Within, "𬭎"),
            ("er2", "第二（2）部", Within, "二（2"),
            ("abc上海", "ABC（上海）", Start, "ABC（上海"),
            ("蓝海科技上海", "蓝海科技（上海）有限公司", Start, "蓝海科技（上海"),
            ("zg投资", "𠮷野家（中国）投资", WordStart, "中国）投资"),
        ];
        for (typed, text, place, part) in table {
            assert_eq!(found(typed, text), Some((place, part.to_owned())), "{typed} in {text}");
        }
    }

    #[test]
    fn the_sign_of_a_company_by_shares_is_passed_over_and_found_as_it_is_typed() {
        let name = "绍兴㈱越州酒业";
        for (typed, place, part) in [
            ("sxyz", Place::Start, "绍兴㈱越州"),
            ("绍兴越州", Place::Start, "绍兴㈱越州"),
            ("(株)", Place::Within, "㈱"),
            ("（株）越州", Place::Within, "㈱越州"),
            ("㈱", Place::Within, "㈱"),
        ] {
            assert_eq!(found(typed, name), Some((place, part.to_owned())), "{typed}");
        }
        assert_eq!(found("(株)", "绍兴越州酒业"), None);
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        let table = [
            ("hangzhu", "杭州科技"),
            ("hkj", "杭州科技"),
            ("12", "1-2"),
            ("上海（", "上海"),
            ("angzhou", "杭州科技"),
            ("hangzhou 上海", "杭州科技"),
            ("gz", "杭州科技"),
            ("zhangsan", "张珊珊珊山三一".get(..3).unwrap_or_default()),
            ("hangkej", "杭州科技"),
            ("xi''an1", "西安"),
            ("", "西安"),
            (" \u{200b}", "西安"),
        ];
        for (typed, text) in table {
            assert_eq!(found(typed, text), None, "{typed} in {text}");
        }
        let without = |typed: &str| find_all("杭州科技", &mut words(typed, None)).is_some();
        assert_eq!([without("hz"), without("科"), without("hz科")], [false, true, false]);
    }

    #[test]
    fn fields_stay_apart_and_the_front_counts() {
        let mut line = String::new();
        for field in ["上海青禾", "陈青禾", "青 禾", ""] {
            add_field(field, &mut line);
        }
        let find = |typed: &str, enough: Place| {
            let found = words(typed, Some(readings())).first_mut()?.find(&line, enough)?;
            Some((found.place, found.field))
        };
        assert_eq!(find("qinghe", Place::Whole), Some((Place::Whole, 2)));
        assert_eq!(find("青", Place::Whole), Some((Place::Start, 2)));
        assert_eq!(find("青", Place::Within), Some((Place::Within, 0)));
        assert_eq!(find("禾陈", Place::Whole), None);
        assert_eq!(find("hec", Place::Whole), None);
    }

    #[test]
    fn words_as_long_as_a_page_and_characters_of_any_kind_do_no_harm() {
        let long = "重".repeat(4_000);
        assert_eq!(found(&long, &long).map(|it| it.0), Some(Place::Start));
        assert!(found(&"z".repeat(4_000), &long).is_some());
        let all: String = ('\u{0}'..='\u{10ffff}').step_by(7).collect();
        assert!(found("\u{10fffd}", &format!("{all}\u{10fffd}")).is_some());
    }
}
