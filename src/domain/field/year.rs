//! The year that was probably meant by one that cannot be.

/// The years that are guessed at: those of people who do business now.
const GUESSED: std::ops::RangeInclusive<i32> = 1980..=2049;

/// The year that was probably meant by one that cannot be: two digits that changed places (2206 for 2026), two digits alone (0024 for
/// 2024), or a single wrong one (3026 for 2026). Nothing where no year, or more than one, comes of it.
pub fn probable_year(year: i32) -> Option<i32> {
    let digits: Vec<i32> = [1000, 100, 10, 1].map(|unit| year / unit % 10).to_vec();
    if !(0..=9999).contains(&year) {
        return None;
    }
    let number = |digits: &[i32]| digits.iter().fold(0, |year, digit| year * 10 + digit);
    let swapped = (0..3).map(|place| {
        let mut digits = digits.clone();
        digits.swap(place, place + 1);
        number(&digits)
    });
    let one_wrong = (0..4).flat_map(|place| {
        let digits = &digits;
        (0..10).map(move |digit| {
            let mut digits = digits.clone();
            digits[place] = digit;
            number(&digits)
        })
    });
    let of_now = |year: &i32| *year >= 2000;
    let short = [2000, 1900]
        .map(|century| century + year)
        .into_iter()
        .filter(|_| year < 100);
    only(swapped)
        .or_else(|| only(short))
        .or_else(|| only(one_wrong.filter(of_now)))
}

/// The one year among these that may be guessed at.
fn only(years: impl Iterator<Item = i32>) -> Option<i32> {
    let mut found: Vec<i32> = years.filter(|year| GUESSED.contains(year)).collect();
    found.dedup();
    match found[..] {
        [year] => Some(year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_read_as_the_year_that_was_meant() {
        let table = [
            (2206, Some(2026)),
            (219, Some(2019)),
            (24, Some(2024)),
            (99, Some(1999)),
            (224, Some(2024)),
            (3026, Some(2026)),
            (2926, Some(2026)),
            (1600, None),
            (9999, None),
            (5678, None),
            (-5, None),
            (12026, None),
        ];
        for (written, meant) in table {
            assert_eq!(probable_year(written), meant, "{written}");
        }
    }
}
