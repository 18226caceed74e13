//! Invented unified social credit codes that pass every check: GB 32100-2015 with the organisation code of GB 11714.

use super::rng::Rng;

/// The alphabet of GB 32100: no I, O, S, V, Z.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// A code of a company (91) in a district.
pub(super) fn uscc(rng: &mut Rng, district: &str) -> String {
    let mut code = format!("91{district}MA");
    for _ in 0..6 {
        code.push(ALPHABET[rng.below(ALPHABET.len())] as char);
    }
    code.push(organisation_check(&code[8..16]));
    code.push(check(&code));
    code
}

/// The last character of GB 11714 over the eight before it.
fn organisation_check(body: &str) -> char {
    const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    // Letters count from A = 10 on, in the whole Latin alphabet.
    let sum: u32 = body
        .chars()
        .zip(WEIGHTS)
        .map(|(c, w)| c.to_digit(36).unwrap_or(0) * w)
        .sum();
    match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from_digit(digit, 10).unwrap_or('0'),
    }
}

/// The last character of GB 32100 over the seventeen before it: weights are powers of 3 modulo 31.
pub(super) fn check(body: &str) -> char {
    let value = |c: u8| ALPHABET.iter().position(|a| *a == c).unwrap_or(0);
    let (sum, _) = body
        .bytes()
        .fold((0, 1), |(sum, weight), c| (sum + value(c) * weight, weight * 3 % 31));
    ALPHABET[(31 - sum % 31) % 31] as char
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_characters_are_those_of_published_examples() {
        // GB 32100-2015, appendix: the example of the standard.
        assert_eq!(check("91350100M000100Y4"), '3');
        assert_eq!(organisation_check("D2143569"), 'X');
    }

    #[test]
    fn codes_have_eighteen_characters_of_the_alphabet() {
        let mut rng = Rng::new(1);
        for _ in 0..200 {
            let code = uscc(&mut rng, "330206");
            assert!(
                code.len() == 18 && code.bytes().all(|b| ALPHABET.contains(&b)),
                "{code}"
            );
            assert_eq!(check(&code[..17]), code.chars().last().unwrap());
        }
    }
}
