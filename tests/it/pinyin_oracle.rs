//! Names of companies and persons are found by the pinyin that two other libraries give them, and by what people say where those err.

use guanxi::domain::find::{Place, find_all, words};
use guanxi::domain::pinyin::readings;

use crate::oracle::{folder, rows};

/// Whether a name begins with what was typed.
fn begins(name: &str, typed: &str) -> bool {
    find_all(name, &mut words(typed, Some(readings()))).is_some_and(|(place, _)| place <= Place::Start)
}

/// Full pinyin, as it is typed and as `pypinyin` writes it.
const FULL: [&str; 2] = ["pypinyin_full", "pinyinpro_full"];
const INITIALS: [&str; 2] = ["pypinyin_initials", "pinyinpro_initials"];

#[test]
fn every_name_of_the_oracle_is_found_by_its_pinyin() {
    let Some(folder) = folder("china") else { return };
    let all = rows(&folder.join("pinyin_initials.csv"));
    let (mut lost, mut asked) = (Vec::new(), 0);
    for row in &all {
        let name = &row["name"];
        let full = FULL.map(|key| row[key].replace([' ', '（', '）'], ""));
        // The first characters in full, the others by their letters.
        let mixed = FULL.map(|key| {
            let syllables: Vec<&str> = row[key].split(' ').filter(|it| !"（）".contains(it)).collect();
            let (first, rest) = syllables.split_at(syllables.len().min(2));
            first
                .iter()
                .copied()
                .chain(rest.iter().map(|it| &it[..1]))
                .collect::<String>()
        });
        let initials = INITIALS.map(|key| row[key].clone());
        for typed in full.into_iter().chain(mixed).chain(initials) {
            asked += 1;
            if !begins(name, &typed) {
                lost.push(format!("{name} by {typed}"));
            }
        }
    }
    assert_eq!(lost, [""; 0]);
    assert_eq!((all.len(), asked), (356, 2_136));
}

#[test]
fn a_character_is_found_by_each_letter_that_it_can_begin_with() {
    let Some(folder) = folder("china") else { return };
    let (mut lost, mut asked) = (Vec::new(), 0);
    for row in rows(&folder.join("pinyin_initials.csv")) {
        let letters = row["possible_initials_per_char"].split(' ');
        let chars: Vec<char> = row["name"].chars().collect();
        assert_eq!(letters.clone().count(), chars.len(), "{}", row["name"]);
        for (c, letters) in chars.iter().zip(letters).filter(|(c, _)| c.is_alphanumeric()) {
            for letter in letters.split('/') {
                asked += 1;
                if !begins(&c.to_string(), letter) {
                    lost.push(format!("{c} by {letter}"));
                }
            }
        }
    }
    assert_eq!(lost, [""; 0]);
    // 2,980 letters less those of 30 brackets.
    assert_eq!(asked, 2_950);
}

#[test]
fn where_libraries_err_the_name_is_found_as_people_say_it() {
    let Some(folder) = folder("china") else { return };
    let all = rows(&folder.join("pinyin_adjudicated.csv"));
    let (mut lost, mut others) = (Vec::new(), 0);
    for row in &all {
        let also = row["also_acceptable"].split('|').filter(|it| !it.is_empty());
        others += also.clone().count();
        for typed in also.chain([&*row["expected"]]) {
            if !begins(&row["name"], typed) {
                lost.push(format!("{} by {typed}", row["name"]));
            }
        }
    }
    assert_eq!(lost, [""; 0]);
    assert_eq!((all.len(), others), (59, 14));
}
