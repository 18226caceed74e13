//! Text as it is compared. People write one thing in many ways: `ＡＢＣ` and `abc`, `上海（张江）` and `上海(张江)`, `蓝海 科技`
//! and `蓝海科技`. Every search, filter, tag and doubled name compares [`folded`] texts; what is stored and shown stays as it was written.
//!
//! The folds are those that Chinese books need, by hand: the tables of Unicode's NFKC would cost more than all other texts of the app.

use std::borrow::Cow;
use std::collections::HashSet;

/// Latin letters with marks, from `À` on, as those without; a letter that has none stands for itself.
const PLAIN: &str = concat!(
    "aaaaaaaceeeeiiiidnooooo×ouuuuyþsaaaaaaaceeeeiiiidnooooo÷ouuuuyþy",
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll",
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs",
);
/// Letters of pinyin with the third tone, from `Ǎ` on.
const TONED: &str = "aaiioouuuuuuuuuu";
/// Half-width kana from `･` on, as full ones.
const KANA: &str =
    "·ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// So many digits a phone number with its area code has.
const LONG_PHONE: usize = 10;

/// A text as it is compared: half-width, in lower case, without blanks, marks and characters that nobody sees, with one kind of
/// bracket, dash, dot and quotation mark.
pub fn folded(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_folded) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    Cow::Owned(out)
}

/// Adds a text as it is compared.
pub fn fold_into(text: &str, out: &mut String) {
    text.chars().for_each(|c| fold_one_into(c, out));
}

/// Adds a character as it is compared: none, one, or several.
pub fn fold_one_into(c: char, out: &mut String) {
    if is_folded(c) {
        out.push(c);
    } else {
        fold_char(c, out);
    }
}

/// Whether two texts are one to people.
pub fn alike(one: &str, other: &str) -> bool {
    one == other || folded(one) == folded(other)
}

/// Whether a text is compared as this one, which is folded already; most are known to differ by their first characters.
pub fn folds_to(text: &str, folded: &str) -> bool {
    let (mut rest, mut own) = (folded, String::new());
    for c in text.chars() {
        let behind = if is_folded(c) {
            rest.strip_prefix(c)
        } else {
            own.clear();
            fold_char(c, &mut own);
            rest.strip_prefix(&*own)
        };
        let Some(behind) = behind else { return false };
        rest = behind;
    }
    rest.is_empty()
}

/// Whether nothing of a text can be seen.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(is_unseen)
}

/// The texts with those left out that are alike to an earlier one.
pub fn distinct<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = HashSet::new();
    texts.filter(|text| seen.insert(folded(text))).collect()
}

/// The digits of a phone number as it is compared: without the code of China, which some write and some do not, and the 0 before
/// an area code.
pub fn phone_digits(phone: &str) -> String {
    let digits = digits(phone);
    if digits.len() < LONG_PHONE {
        return digits;
    }
    let bare = digits.trim_start_matches('0');
    let national = bare.strip_prefix("86").filter(|rest| rest.len() + 1 >= LONG_PHONE);
    national.unwrap_or(bare).trim_start_matches('0').to_owned()
}

/// So many digits are a phone number by themselves: what is shorter, a blank parts from the rest of one.
const OWN_NUMBER: usize = 7;

/// The phone numbers of a field: several may stand beside each other, with nothing but blanks between them too.
pub fn phone_numbers(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(['/', '／', '、', ',', '，', ';', '；', '|', '\n']);
    let parts = parts.map(str::trim).filter(|part| !part.is_empty());
    parts.flat_map(|part| {
        let is_whole = |word: &str| word.chars().filter(|c| c.is_ascii_digit() || c.is_numeric()).count() >= OWN_NUMBER;
        let are_several = part.contains(char::is_whitespace) && part.split_whitespace().all(is_whole);
        let words = are_several.then(|| part.split_whitespace());
        words.into_iter().flatten().chain((!are_several).then_some(part))
    })
}

/// Every digit of a text, half-width.
pub fn digits(text: &str) -> String {
    folded(text).chars().filter(char::is_ascii_digit).collect()
}

/// Most characters of Chinese names are compared as they are.
pub fn is_folded(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | 'a'..='z' | '0'..='9')
}

/// Blanks, controls, and what has no shape of its own: joiners, direction marks, soft hyphens, fillers, variation selectors, tags.
fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1d159}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

fn fold_char(c: char, out: &mut String) {
    let nth = |table: &str, from: char| table.chars().nth(c as usize - from as usize);
    let one = match c {
        _ if is_unseen(c) => return,
        // Marks that stand on the letter before them.
        '\u{300}'..='\u{36f}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{3099}'
        | '\u{309a}'
        | 'ﾞ'
        | 'ﾟ' => return,
        '（' | '[' | '［' | '{' | '｛' | '【' | '〔' | '〖' | '〘' | '〚' | '「' | '『' | '｢' | '《' | '〈' | '⟨'
        | '⦅' | '｟' | '❨' | '﹙' | '﹝' | '﹛' | '︵' => '(',
        '）' | ']' | '］' | '}' | '｝' | '】' | '〕' | '〗' | '〙' | '〛' | '」' | '』' | '｣' | '》' | '〉' | '⟩'
        | '⦆' | '｠' | '❩' | '﹚' | '﹞' | '﹜' | '︶' => ')',
        '‐'..='―' | '−' | '﹣' | '－' | '─' | '━' | '﹘' => '-',
        '•' | '・' | '‧' | '∙' | '⋅' | '･' => '·',
        '“'..='‟' | '〝'..='〟' | '＂' => '"',
        '‘'..='‛' | '＇' | '′' => '\'',
        '。' | '｡' => '.',
        '、' | '､' => ',',
        '￥' => '¥',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        'À'..='ſ' => nth(PLAIN, 'À').unwrap_or(c),
        'Ǎ'..='ǜ' => nth(TONED, 'Ǎ').unwrap_or(c),
        '･'..='ﾝ' => nth(KANA, '･').unwrap_or(c),
        '①'..='⑳' => return number(c as u32 - '①' as u32 + 1, out),
        '⑴'..='⒇' => return number(c as u32 - '⑴' as u32 + 1, out),
        'Ⅰ'..='Ⅻ' => return out.push_str(ROMAN[c as usize - 'Ⅰ' as usize]),
        'ⅰ'..='ⅻ' => return out.push_str(ROMAN[c as usize - 'ⅰ' as usize]),
        '²' => '2',
        '³' => '3',
        _ => c,
    };
    out.push(lower(one));
}

/// The small letter of a Latin, Greek, Cyrillic or Armenian one, or of one in a circle; what else has two cases stays as it is.
fn lower(c: char) -> char {
    let up = match c {
        'A'..='Z' | 'Α'..='Ϋ' | 'А'..='Я' => 32,
        'Ά' => 38,
        'Έ'..='Ί' => 37,
        'Ό' => 64,
        'Ύ' | 'Ώ' => 63,
        'Ѐ'..='Џ' => 80,
        'Ա'..='Ֆ' => 48,
        'Ⓐ'..='Ⓩ' => 26,
        // Capitals that stand before their own small letters, on even places; these on odd ones.
        'Ǹ'..='ȟ' | 'Ȣ'..='ȳ' | 'Ɇ'..='ɏ' | 'Ѡ'..='ҁ' | 'Ҋ'..='ҿ' | 'Ӑ'..='ԯ' | 'Ḁ'..='ẕ' | 'Ạ'..='ỿ' => {
            1 - c as u32 % 2
        }
        'Ӂ'..='ӎ' => c as u32 % 2,
        'Ӏ' => 15,
        _ => 0,
    };
    char::from_u32(c as u32 + up).unwrap_or(c)
}

/// Roman numbers that are one character, as letters.
const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

fn number(n: u32, out: &mut String) {
    out.push_str(&n.to_string());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_written_in_many_ways_is_one() {
        let table: [(&str, &[&str]); 9] = [
            (
                "abc科技",
                &[
                    "ＡＢＣ科技",
                    "Abc 科技",
                    "ａｂｃ\u{3000}科技",
                    "ABC\u{200b}科技",
                    "A\u{a0}B C科技",
                ],
            ),
            (
                "上海(张江)",
                &[
                    "上海（张江）",
                    "上海【张江】",
                    "上海 [张江]",
                    "上海〔张江〕",
                    "上海「张江」",
                    "上海《张江》",
                ],
            ),
            ("a-1", &["Ａ－１", "A–1", "a—1", "A−１"]),
            ("cafe", &["Café", "CAFE\u{301}", "ｃａｆé"]),
            ("lu", &["lǚ", "LÜ", "lǔ", "lū"]),
            ("玛丽·居里", &["玛丽•居里", "玛丽・居里", "玛丽‧居里"]),
            ("vip2", &["VIP②", "ＶＩＰ２", "vip²"]),
            ("二期ii", &["二期Ⅱ", "二期 II", "二期ⅱ"]),
            ("カード", &["ｶード", "カ ード"]),
        ];
        for (plain, ways) in table {
            assert_eq!(folded(plain), plain);
            for way in ways {
                assert_eq!(folded(way), plain, "{way}");
                assert!(alike(way, plain));
            }
        }
        for (one, other) in [
            ("蓝海", "蓝海科技"),
            ("a1", "a-1"),
            ("张", "章"),
            ("上海张江", "上海(张江)"),
        ] {
            assert!(!alike(one, other), "{one} {other}");
        }
    }

    #[test]
    fn capitals_become_the_small_letters_that_unicode_gives_them() {
        for c in ('\0'..='\u{52f}').chain('Ḁ'..='ỿ').chain('①'..='⓿') {
            // Letters of African languages and of phonetics that stand apart from their small ones, and `ẞ`.
            let is_left =
                matches!(c, 'ƀ'..='Ƿ' | 'Ƞ' | 'Ⱥ'..='Ʌ' | 'Ͱ'..='Ϳ' | 'Ϗ'..='Ͽ' | '\u{3a2}' | 'À'..='ſ' | 'ẞ');
            let library: Vec<char> = c.to_lowercase().collect();
            assert!(is_left || library == [lower(c)], "{c} {}", lower(c));
        }
        assert_eq!(folded("ООО «РОМАШКА» ΑΒΓ ĐẶNG ⒶB"), "ооо«ромашка»αβγdặngⓐb");
    }

    #[test]
    fn every_marked_letter_has_its_plain_one() {
        assert_eq!((PLAIN.chars().count(), TONED.chars().count()), (192, 16));
        assert_eq!(KANA.chars().count(), 'ﾝ' as usize - '･' as usize + 1);
        let all = "Ĳĸŉŋœřšţůŵÿžſ";
        assert_eq!(folded(all), "iknnorstuwyzs");
    }

    #[test]
    fn a_name_that_nobody_sees_is_blank() {
        for text in [
            "",
            " ",
            "\u{3000}",
            "\u{200b}\u{feff}",
            "\u{3164}",
            "\u{202e}\u{2800}\t",
            "\u{e0020}",
        ] {
            assert!(is_blank(text), "{text:?}");
        }
        for text in ["a", "\u{200b}甲", "-", "．"] {
            assert!(!is_blank(text), "{text:?}");
        }
    }

    #[test]
    fn folds_to_is_equality_of_the_folded() {
        let texts = [
            "",
            " ",
            "客户名称",
            "客户 名称",
            "客户名",
            "客户名称（全）",
            "客户名称(全)",
            "ＶＩＰ",
            "vip",
            "Café",
            "cafe",
            "ﾃｽﾄ",
            "½",
            "Æ",
            "ß",
            "e\u{301}",
        ];
        for (one, other) in texts.iter().flat_map(|one| texts.map(|other| (*one, other))) {
            let folded_other = folded(other);
            assert_eq!(
                folds_to(one, &folded_other),
                folded(one) == folded_other,
                "{one:?} {other:?}"
            );
        }
    }

    #[test]
    fn phones_are_their_digits() {
        for phone in [
            "138 0000 6142",
            "+86 138-0000-6142",
            "０１３８００００６１４２",
            "008613800006142",
            "(138)00006142",
        ] {
            assert_eq!(phone_digits(phone), "13800006142", "{phone}");
        }
        for phone in ["021-5555 1234", "+86 21 5555 1234", "（021）55551234"] {
            assert_eq!(phone_digits(phone), "2155551234", "{phone}");
        }
        assert_eq!(phone_digits("8612"), "8612");
    }

    #[test]
    fn of_what_is_alike_the_first_stays() {
        assert_eq!(
            distinct(["VIP", "重点", "ｖｉｐ", "重 点", "新"].into_iter()),
            ["VIP", "重点", "新"]
        );
    }
}
