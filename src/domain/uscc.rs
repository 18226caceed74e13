//! The unified social credit code (统一社会信用代码) by GB 32100, and the organisation code (GB 11714) inside it.
//!
//! 18 characters: authority, type, six digits of region, nine of the organisation code, one check character.

use std::fmt;

use crate::domain::label::Label;
use crate::domain::text::check as say;

/// Characters of a code.
pub const LENGTH: usize = 18;

/// The characters of a code, each worth its place here. I, O, S, V and Z are left out: they look like digits or each other.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// 3 to the power of the place, modulo 31.
const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// The weights of the organisation code's eight characters (GB 11714).
const ORGANISATION_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// The registering authorities: 1–9, A (military), N (agriculture), Y (others).
const AUTHORITIES: &str = "123456789ANY";

/// What is wrong with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsccProblem {
    /// Not 18 characters, but this many.
    Length(usize),
    /// A character that codes do not have, at this place counted from 1.
    Character(usize, char),
    /// The last character should be this one.
    CheckDigit(char),
    /// No authority has this first character.
    Authority(char),
    /// The code is whole, but the organisation code inside should end (17th character) with this one.
    OrganisationCode(char),
}

/// The code in capitals, without the spaces and hyphens that people write between its groups.
pub fn normal(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// What is wrong with a code as written, if anything. The worst is told: a code with a good check character and a bad
/// organisation code inside may still be real, since old codes were taken over with their errors.
pub fn problem(text: &str) -> Option<UsccProblem> {
    let code = normal(text);
    let length = code.chars().count();
    if length != LENGTH {
        return Some(UsccProblem::Length(length));
    }
    let mut values = [0u32; LENGTH];
    for (place, c) in code.chars().enumerate() {
        match ALPHABET.iter().position(|known| char::from(*known) == c) {
            Some(value) => values[place] = value as u32,
            None => return Some(UsccProblem::Character(place + 1, c)),
        }
    }
    let sum: u32 = WEIGHTS.iter().zip(values).map(|(weight, value)| weight * value).sum();
    let expected = (31 - sum % 31) % 31;
    if values[17] != expected {
        return Some(UsccProblem::CheckDigit(char::from(ALPHABET[expected as usize])));
    }
    let first = code.chars().next().unwrap_or('0');
    if !AUTHORITIES.contains(first) {
        return Some(UsccProblem::Authority(first));
    }
    organisation_problem(code.as_bytes())
}

/// Checks characters 9 to 17. All are ASCII here.
fn organisation_problem(code: &[u8]) -> Option<UsccProblem> {
    // GB 11714 counts letters from A = 10 without leaving any out, unlike GB 32100.
    let value = |c: u8| u32::from(if c.is_ascii_digit() { c - b'0' } else { c - b'A' + 10 });
    let sum: u32 = ORGANISATION_WEIGHTS
        .iter()
        .zip(&code[8..16])
        .map(|(weight, c)| weight * value(*c))
        .sum();
    let expected = match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from(b'0' + digit as u8),
    };
    (char::from(code[16]) != expected).then_some(UsccProblem::OrganisationCode(expected))
}

impl UsccProblem {
    /// The problem in words.
    pub fn label(self) -> Label {
        match self {
            Self::Length(n) => say::code_length(n),
            Self::Character(place, c) => say::code_character(place, c),
            Self::CheckDigit(c) => say::code_check(c),
            Self::Authority(c) => say::code_authority(c),
            Self::OrganisationCode(c) => say::code_organisation(c),
        }
    }
}

impl fmt::Display for UsccProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.label().en)
    }
}

#[cfg(test)]
mod tests {
    use super::UsccProblem::*;
    use super::*;

    #[test]
    fn codes_and_what_is_wrong_with_them() {
        let table = [
            ("914403001922038216", None),
            (" 91-440300-71526726-xg ", None),
            ("914403001922038217", Some(CheckDigit('6'))),
            ("91440300192203821", Some(Length(17))),
            ("91440300192203821O", Some(Character(18, 'O'))),
            ("914403001９22038216", Some(Character(10, '９'))),
            ("000000000000000000", Some(Authority('0'))),
            ("", Some(Length(0))),
        ];
        for (code, expected) in table {
            assert_eq!(problem(code), expected, "{code}");
        }
    }

    #[test]
    fn the_inner_code_is_checked_last() {
        // 19220382-1 is Huawei's; with 19220382-2 inside, the outer check character is another one.
        let outer = (0..31).find_map(|n| {
            let code = format!("91440300192203822{}", char::from(ALPHABET[n]));
            match problem(&code) {
                Some(CheckDigit(_)) => None,
                other => Some(other),
            }
        });
        assert_eq!(outer, Some(Some(OrganisationCode('1'))));
    }
}
