//! Where the words for people stand: in text tables, one a layer, and in the rows of registries.

use crate::tree;

/// The text tables. A sentence belongs into one of these, in both languages.
const TABLES: &[&str] = &[
    "src/domain/text/",
    "src/transfer/text.rs",
    "src/exchange/text.rs",
    "src/state/text.rs",
    "src/ui/text/",
    "src/ui/format.rs",
    "src/ui/route.rs",
];

/// What holds words that are no sentences, and why they stand there.
#[rustfmt::skip]
const DATA: &[(&str, &str)] = &[
    ("src/domain/authoring/edit/number.rs", "the units that people type"),
    ("src/domain/calendar/announced.rs", "the words that notices and lists of days are written in"),
    ("src/domain/calendar/notice.rs", "the name is a column of the holiday's row"),
    ("src/domain/care/playbook.rs", "the label of each kind of task"),
    ("src/domain/field/campaign.rs", "the label is a column of the field's row"),
    ("src/domain/field/choice.rs", "the label of each word of a choice"),
    ("src/domain/field/complete.rs", "the label is a column of the item's row"),
    ("src/domain/field/contact.rs", "the label is a column of the field's row"),
    ("src/domain/field/customer.rs", "the label is a column of the field's row"),
    ("src/domain/field/day_words.rs", "the words that people say for days"),
    ("src/domain/field/format.rs", "yes and no as the parser reads them"),
    ("src/domain/field/interaction.rs", "the label is a column of the field's row"),
    ("src/domain/field/kind.rs", "the label of each unit"),
    ("src/domain/field/log.rs", "the label is a column of the field's row"),
    ("src/domain/field/order.rs", "the label is a column of the field's row"),
    ("src/domain/field/parse.rs", "the words that people type for days, amounts, yes and no"),
    ("src/domain/field/points.rs", "the label is a column of the field's row"),
    ("src/domain/field/review.rs", "the label is a column of the field's row"),
    ("src/domain/field/settings.rs", "the label is a column of the field's row"),
    ("src/domain/field/task_outcome.rs", "the label is a column of the field's row"),
    ("src/domain/field/ticket.rs", "the label is a column of the field's row"),
    ("src/domain/field/words.rs", "the word that people type for what nobody knows"),
    ("src/domain/guard.rs", "the marks of days and times that a spreadsheet reads"),
    ("src/domain/kind/label.rs", "the label of each word of a kind"),
    ("src/domain/kind/settings.rs", "the industries that a new book offers are values"),
    ("src/domain/marketing/campaign/audience.rs", "the words that people call channels by"),
    ("src/domain/marketing/campaign/template.rs", "the name is a column of the campaign's row"),
    ("src/domain/marketing/segment.rs", "the name is a column of the segment's row"),
    ("src/domain/metric/mod.rs", "the label is a column of the metric's row"),
    ("src/domain/pinyin.rs", "readings of single characters"),
    ("src/domain/printed/", "the label is a column of the form's row"),
    ("src/domain/rule/fact.rs", "the label is a column of the fact's row"),
    ("src/domain/service/workday.rs", "the marks of times that people type"),
    ("src/domain/twin/name.rs", "what stands in names of companies"),
    ("src/domain/twin/places.rs", "names of places"),
    ("src/exchange/values/day.rs", "the marks of days and times that people type"),
    ("src/exchange/words/", "the words that people write in their sheets"),
    ("src/sample/", "the records of made-up customers"),
    ("src/worker/rehearsal.rs", "the records of made-up customers"),
];

/// The code of `src`, its unit tests left out.
fn sources() -> impl Iterator<Item = (String, String)> {
    let files = tree::files("src", ".rs").into_iter();
    files
        .filter(|file| !file.is_test())
        .map(|file| (file.path.clone(), file.code()))
}

fn is_in_a_table(path: &str) -> bool {
    TABLES.iter().any(|table| path.starts_with(table))
}

fn says_chinese(line: &str) -> bool {
    // The mark of the page is the same in every language.
    const SEAL: &str = "\"簿\"";
    let code = line.replace(SEAL, "");
    let code = code.split(" //").next().unwrap();
    code.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn words_for_people_stand_in_the_text_tables() {
    let is_data = |path: &str| DATA.iter().any(|(data, _)| path.starts_with(data));
    for (path, code) in sources().filter(|(path, _)| !is_in_a_table(path) && !is_data(path)) {
        if let Some(line) = code.lines().find(|line| says_chinese(line)) {
            panic!("{path}: move this text to the layer's text table: {}", line.trim());
        }
    }
}

#[test]
fn no_place_is_listed_without_words() {
    let speaks: Vec<String> = sources()
        .filter(|(_, code)| code.lines().any(says_chinese))
        .map(|(path, _)| path)
        .collect();
    for place in TABLES.iter().chain(DATA.iter().map(|(place, _)| place)) {
        assert!(
            speaks.iter().any(|path| path.starts_with(place)),
            "{place} has no words any more: take it off the list"
        );
    }
}
