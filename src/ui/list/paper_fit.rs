//! How a table stands on a page of paper: which columns have room, and how wide each is. Pure.
//!
//! Paper cannot scroll. Widths are counted in ems of the table's type (`.printlist` in `style/print.css`); a page in portrait holds
//! [`ROOM`] of them. Short columns keep their lines whole; long ones may take two lines, but break no word. What then has no room is
//! left out, the last columns first, and the page says which.

use super::column::Stand;
use crate::domain::sort::sort_by;

/// The width of a page: 175 mm at 8 pt.
const ROOM: f32 = 62.0;
/// What stands between two columns.
const GAP: f32 = 0.8;
/// A column up to this width stays on one line.
const SHORT: f32 = 8.0;
/// What bold type adds to a head.
const BOLD: f32 = 0.3;
/// Room to write by hand.
const BLANK: f32 = 9.0;
/// No column asks for more than this: longer texts take more lines, and a longer word (an address, a link) breaks.
const WIDE: f32 = 18.0;
/// The share of the rows for which a long column has room in two lines.
const MOST: f32 = 0.9;

/// A column that stands on paper: its place in the table, and its width in per cent of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PaperColumn {
    /// Its place among the heads.
    pub place: usize,
    /// Its width in per cent.
    pub percent: f32,
}

/// What a column asks for, in ems.
#[derive(Clone, Copy)]
struct Wish {
    /// With fewer it does not stand there.
    least: f32,
    /// With these, most of its rows take one line.
    most: f32,
    /// With these, all of them do.
    whole: f32,
}

/// The columns that have room, in order.
pub fn fitted(heads: &[(String, Stand)], rows: &[Vec<String>]) -> Vec<PaperColumn> {
    let mut left = ROOM;
    let mut shown: Vec<(usize, Wish)> = Vec::new();
    for (place, (head, stand)) in heads.iter().enumerate() {
        let wish = wish(head, *stand, rows.iter().filter_map(|row| row.get(place)));
        // The first column names the row: it is always there.
        if place == 0 || wish.least + GAP <= left {
            left -= wish.least + GAP;
            shown.push((place, wish));
        }
    }
    // What names the row comes first, so that most rows take one line; what is left goes to the others by what they miss.
    if let Some((_, name)) = shown.first_mut() {
        let more = (name.most - name.least).clamp(0.0, left);
        (name.least, left) = (name.least + more, left - more);
    }
    let missed = |wish: &Wish| wish.whole - wish.least;
    let more: f32 = shown.iter().map(|(_, wish)| missed(wish)).sum();
    let share = if more > 0.0 { (left / more).clamp(0.0, 1.0) } else { 0.0 };
    let width = |wish: &Wish| wish.least + missed(wish) * share + GAP;
    let all: f32 = shown.iter().map(|(_, wish)| width(wish)).sum();
    let column = |(place, wish): &(usize, Wish)| PaperColumn {
        place: *place,
        percent: width(wish) / all * 100.0,
    };
    shown.iter().map(column).collect()
}

fn wish<'a>(head: &str, stand: Stand, cells: impl Iterator<Item = &'a String>) -> Wish {
    let (mut widths, mut word) = (Vec::new(), 0.0_f32);
    for cell in cells {
        widths.push(ems(cell));
        word = word.max(longest_word(cell));
    }
    sort_by(&mut widths, f32::total_cmp);
    let head = head_width(head);
    let whole = widths.last().copied().unwrap_or_default().max(head);
    let most = widths
        .get((widths.len() as f32 * MOST) as usize)
        .map_or(whole, |most| most.max(head));
    let least = match stand {
        Stand::Blank => BLANK,
        Stand::Figure => whole,
        Stand::Plain | Stand::Soft if whole <= SHORT => whole,
        Stand::Plain | Stand::Soft => (most / 2.0).max(word).min(WIDE).max(head).max(SHORT),
    };
    Wish {
        least,
        most: most.max(least),
        whole: whole.max(least),
    }
}

/// What a head asks for: it may take two lines, a unit in brackets one of its own; bold type is a little wider.
fn head_width(head: &str) -> f32 {
    let (name, unit) = head.split_at(head.find('（').unwrap_or(head.len()));
    let lines = match unit {
        "" => ems(name) / 2.0,
        unit => ems(name).max(ems(unit)),
    };
    lines.max(longest_word(head)) + BOLD
}

/// How wide a text is: Han and what stands with it are square, the rest is a little more than half as wide.
fn ems(text: &str) -> f32 {
    text.chars().map(em).sum()
}

fn em(c: char) -> f32 {
    if is_square(c) { 1.0 } else { 0.6 }
}

/// Whether a character is as wide as high.
pub fn is_square(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// The longest run without a place to break.
fn longest_word(text: &str) -> f32 {
    let words = text.split(|c: char| c.is_whitespace() || is_square(c) || c == '-' || c == '/');
    words.map(ems).fold(0.0, f32::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_in_brackets_has_a_line_of_its_own() {
        assert!(head_width("年采购额（万元）") > 4.0);
        assert!(head_width("申报年度采购额（元）") > 7.0);
        assert!(head_width("近12个月订单数") < 5.0);
    }

    fn heads(all: &[(&str, Stand)]) -> Vec<(String, Stand)> {
        all.iter().map(|(head, stand)| ((*head).to_owned(), *stand)).collect()
    }

    fn rows(all: &[&[&str]]) -> Vec<Vec<String>> {
        all.iter()
            .map(|row| row.iter().map(|cell| (*cell).to_owned()).collect())
            .collect()
    }

    #[test]
    fn columns_that_fit_fill_the_page() {
        let heads = heads(&[("客户", Stand::Plain), ("采购额", Stand::Figure)]);
        let shown = fitted(&heads, &rows(&[&["青禾纸业", "1,250.00"], &["云栖", "3"]]));
        assert_eq!(shown.iter().map(|column| column.place).collect::<Vec<_>>(), [0, 1]);
        // 4 + 0.8 and 8 · 0.6 + 0.8 ems
        assert!((shown[0].percent - 4.8 / 10.4 * 100.0).abs() < 0.01, "{shown:?}");
        assert!((shown[0].percent + shown[1].percent - 100.0).abs() < 0.01);
    }

    #[test]
    fn what_has_no_room_is_left_out_from_the_end_and_short_ones_behind_it_stay() {
        let figure = "9".repeat(30); // 18 ems
        let long = "字".repeat(60);
        let heads = heads(&[
            ("名称", Stand::Plain),
            ("一", Stand::Figure),
            ("二", Stand::Figure),
            ("编号", Stand::Plain),
            ("标签", Stand::Plain),
            ("负责人", Stand::Plain),
        ]);
        let shown = fitted(
            &heads,
            &rows(&[&["某", &figure, &figure, "一二三四五六", &long, "陈思远"]]),
        );
        // 1 + 18 + 18 + 6 and four gaps leave 15.8: 60 squares ask for 18, the owner for 3
        assert_eq!(
            shown.iter().map(|column| column.place).collect::<Vec<_>>(),
            [0, 1, 2, 3, 5]
        );
    }

    #[test]
    fn no_word_is_broken_but_the_endless() {
        let wish = |text: &str| super::wish("", Stand::Plain, [&text.to_owned()].into_iter()).least;
        assert!(
            (wish("Internationalization 中") - 12.0).abs() < 0.01,
            "20 letters of 0.6"
        );
        assert!((wish(&"x".repeat(200)) - 18.0).abs() < 0.01, "it breaks");
        assert!((wish("短") - 1.0).abs() < 0.01);
    }

    #[test]
    fn a_page_without_rows_has_its_heads() {
        let heads = heads(&[("客户", Stand::Plain), ("决定", Stand::Blank)]);
        assert_eq!(fitted(&heads, &[]).len(), 2);
    }
}
