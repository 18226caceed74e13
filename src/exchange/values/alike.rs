//! Words of a list that a word of the file is like: 制造 and 制造业, 批发零售 and 批发和零售业.

use crate::domain::field::Choice;
use crate::domain::fold::folded;

/// Words are alike from here on, of a hundred.
const ALIKE: usize = 60;
/// Words of Latin letters share many with words that mean another thing.
const ALIKE_LATIN: usize = 85;

/// The choice that a word is most like, where one is more so than all others.
pub(super) fn like(word: &str, offered: &[Choice]) -> Option<String> {
    let grade = grade(word);
    let likeness = |choice: &Choice| {
        if grade.as_deref() == Some(&*folded(&choice.word)) {
            return 100;
        }
        let names = [&*choice.label.zh, &*choice.label.en, &*choice.word];
        names.into_iter().map(|name| likeness(word, name)).max().unwrap_or(0)
    };
    let all: Vec<(usize, &Choice)> = offered.iter().map(|choice| (likeness(choice), choice)).collect();
    let (most, choice) = all.iter().max_by_key(|(likeness, _)| *likeness)?;
    let is_alone = all.iter().filter(|(likeness, _)| likeness == most).count() == 1;
    (*most > 0 && is_alone).then(|| choice.word.to_string())
}

/// The only letter of a word that says a grade: B级, A级（高）, 重点客户C.
fn grade(word: &str) -> Option<String> {
    let word = folded(word);
    let mut runs = word
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|run| !run.is_empty());
    let first = runs.next().filter(|run| run.len() == 1 && runs.next().is_none())?;
    Some(first.to_owned())
}

/// How much of two words is the same letters in the same order, of a hundred; nothing where that is too little.
fn likeness(one: &str, two: &str) -> usize {
    let (one, two): (Vec<char>, Vec<char>) = (folded(one).chars().collect(), folded(two).chars().collect());
    let is_latin = one.iter().chain(&two).all(char::is_ascii);
    let common = in_common(&one, &two);
    let share = 200 * common / (one.len() + two.len()).max(1);
    let enough = if is_latin { ALIKE_LATIN } else { ALIKE };
    // The short word for a long one: 电子 for 电子信息产业.
    let begins = one.len().min(two.len()) >= 2 && (one.starts_with(&two) || two.starts_with(&one));
    match share {
        _ if common < 2 => 0,
        share if share >= enough || begins => share,
        _ => 0,
    }
}

/// The length of the longest run of letters that both have in the same order.
fn in_common(one: &[char], two: &[char]) -> usize {
    let mut row = vec![0; two.len() + 1];
    for a in one {
        let mut corner = 0;
        for (i, b) in two.iter().enumerate() {
            let above = row[i + 1];
            row[i + 1] = if a == b { corner + 1 } else { above.max(row[i]) };
            corner = above;
        }
    }
    row[two.len()]
}

#[cfg(test)]
mod tests {
    use super::like;
    use crate::domain::field::Choice;
    use crate::domain::label::Label;

    #[test]
    fn a_word_is_like_the_one_choice_that_says_most_of_it() {
        let names = [
            "制造业",
            "批发和零售业",
            "对外贸易",
            "电子信息产业",
            "服务业",
            "其他",
            "Education",
        ];
        let offered = names.map(|name| Choice {
            word: name.into(),
            label: Label::same(name),
        });
        let expected = [
            ("制造", Some("制造业")),
            ("批发零售", Some("批发和零售业")),
            ("外贸", Some("对外贸易")),
            ("电子", Some("电子信息产业")),
            ("educatoin", Some("Education")),
            // Of two that are as like, neither is proposed; nor is one that shares a letter.
            ("造服业务", None),
            ("业", None),
            ("金融", None),
            ("location", None),
        ];
        let grades = ["A", "B", "C"].map(|name| Choice {
            word: name.into(),
            label: Label::same(name),
        });
        for (word, choice) in [
            ("B级", Some("B")),
            ("a级（高）", Some("A")),
            ("B-中", Some("B")),
            ("重点客户C", Some("C")),
            ("AB级", None),
            ("A/B", None),
            ("高", None),
        ] {
            assert_eq!(like(word, &grades).as_deref(), choice, "{word}");
        }
        for (word, choice) in expected {
            assert_eq!(like(word, &offered).as_deref(), choice, "{word}");
        }
    }
}
