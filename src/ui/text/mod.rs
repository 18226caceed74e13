//! Every text of the page in Chinese and English, one row each; a text without a language does not compile.
//!
//! ```
//! use guanxi::{domain::label::Lang, ui::text::T};
//!
//! assert_eq!(T(Lang::Zh).save(), "保存");
//! assert_eq!(T(Lang::En).selected(1), "1 customer selected");
//! assert_eq!(T(Lang::En).selected(1234), "1,234 customers selected");
//! ```
//!
//! A row is `name = "中文" / "English";`, with arguments `name(a, b) = "{a}，{b}" / "{a}, {b}";`, with a count
//! `name[n, a] = "{n} 家" / "{n} customer" | "{n} customers";`. One file a page; the tests below keep the typography, that of the
//! sentences in the tables of the layers below too.

use crate::domain::label::{Label, Lang};
use crate::domain::rule::RfmScore;
use crate::domain::rule::plan::Plan;

macro_rules! text {
    (@row $name:ident = $zh:literal / $en:literal) => {
        #[doc = $zh]
        pub fn $name(self) -> &'static str {
            match self.0 {
                Lang::Zh => $zh,
                Lang::En => $en,
            }
        }
    };
    (@row $name:ident ($($arg:ident),+) = $zh:literal / $en:literal) => {
        #[doc = $zh]
        pub fn $name(self, $($arg: impl std::fmt::Display),+) -> String {
            match self.0 {
                Lang::Zh => format!($zh),
                Lang::En => format!($en),
            }
        }
    };
    (@row $name:ident [$n:ident $(, $arg:ident)*] = $zh:literal / $one:literal | $many:literal) => {
        #[doc = $zh]
        pub fn $name(self, $n: usize $(, $arg: impl std::fmt::Display)*) -> String {
            let one = $n == 1;
            let $n = $crate::ui::format::count($n);
            match self.0 {
                Lang::Zh => format!($zh),
                Lang::En if one => format!($one),
                Lang::En => format!($many),
            }
        }
    };
    ($($name:ident $(($($arg:ident),+))? $([$n:ident $(, $more:ident)*])? = $zh:literal / $en:literal $(| $many:literal)?;)*) => {
        impl $crate::ui::text::T {
            $(text! { @row $name $(($($arg),+))? $([$n $(, $more)*])? = $zh / $en $(| $many)? })*
        }
        #[cfg(test)]
        pub(in crate::ui::text) const ROWS: &[(&str, &[&str])] = &[$(($zh, &[$en $(, $many)?])),*];
    };
}

mod campaigns;
mod common;
mod customers;
mod dashboard;
mod data;
pub mod difference;
pub mod distance;
mod duplicates;
pub mod finding;
mod forms;
mod goals;
mod growth;
mod handover;
mod health;
mod leads;
pub mod names;
mod needs;
mod playbooks;
mod points;
pub mod range;
mod rehearsal;
mod review;
mod rule_editor;
pub mod rule_problem;
mod rules;
pub mod sentence;
mod service;
mod sheet;
mod shell;
mod slip;
mod table;
pub mod tested;
mod today;
mod value;
mod versions;
mod welcome;
mod workdays;

/// The texts in one language: `T(lang).save()`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct T(pub Lang);

impl T {
    /// The text of a label.
    pub fn label(self, label: &Label) -> String {
        label.get(self.0).to_owned()
    }

    /// The head of a column in files with its unit; where the name ends in brackets, the unit goes into them.
    pub fn file_with_unit(self, label: &str, unit: &str) -> String {
        let units = [self.wan(), self.file_yuan()];
        match label.strip_suffix(['）', ')']) {
            // The unit of the screen gives way to that of the file.
            Some(open)
                if let Some((bare, _)) = open.rsplit_once(['（', '(']).filter(|(_, own)| units.contains(own)) =>
            {
                self.file_unit(bare.trim_end(), unit)
            }
            Some(open) => self.file_unit_too(open, unit),
            None => self.file_unit(label, unit),
        }
    }

    /// The window that the RFM figures count.
    pub fn window_of_rfm(self, plan: &Plan) -> String {
        let months = plan.rulebook.rfm.window_months;
        months.map_or_else(
            || self.rfm_window_all().to_owned(),
            |n| self.rfm_window_months(n as usize),
        )
    }

    /// How RFM scores and ranks, ties included.
    pub fn rfm_said(self, rfm: &RfmScore) -> String {
        let months = rfm.window_months;
        let window = months.map_or_else(|| self.rfm_said_all().to_owned(), |n| self.rfm_said_months(n));
        let how = match (&rfm.thresholds, rfm.cut_plus_one) {
            (Some(_), _) => self.rfm_said_own(),
            (None, false) => self.rfm_said_quintiles(),
            (None, true) => self.rfm_said_plus_one(),
        };
        let [r, f, m] = [rfm.weights.r, rfm.weights.f, rfm.weights.m].map(sentence::number);
        format!("{window}{how}{}{}", self.rfm_said_total(r, f, m), self.rfm_said_ties())
    }

    /// Some orders, of which some are returns: `3 orders (1 of them a return)`; those that are all returns are called so.
    pub fn orders_with(
        self,
        all: usize,
        returns: usize,
        said: impl Fn(usize) -> String,
        returned: impl Fn(usize) -> String,
    ) -> String {
        match returns {
            0 => said(all),
            n if n == all => returned(all),
            n => said(all) + &self.returns_among(n),
        }
    }
}

/// A text in both languages, for what outlives a switch of language (notices, names of changes).
pub fn both(text: impl Fn(T) -> String) -> Label {
    Label::made(text(T(Lang::Zh)), text(T(Lang::En)))
}

#[cfg(feature = "web")]
pub use web::use_text;

#[cfg(feature = "web")]
mod web {
    use super::T;
    use crate::state::live::Get;

    /// The texts in the page's language: `let t = use_text();` and in the view `{move || t().save()}`, which follows a switch.
    pub fn use_text() -> impl Fn() -> T + Copy + Send + Sync + 'static {
        let lang = crate::state::use_app().lang;
        move || T(lang.get())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of the page's texts, and of the sentences that the layers below say.
    fn rows() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
        // One a line, so that two branches can each add theirs.
        let all = [
            campaigns::ROWS,
            common::ROWS,
            customers::ROWS,
            dashboard::ROWS,
            data::ROWS,
            difference::ROWS,
            difference::example::ROWS,
            difference::names::ROWS,
            difference::setting::ROWS,
            distance::ROWS,
            duplicates::ROWS,
            finding::ROWS,
            forms::ROWS,
            handover::ROWS,
            goals::ROWS,
            growth::ROWS,
            health::ROWS,
            leads::ROWS,
            needs::ROWS,
            playbooks::ROWS,
            points::ROWS,
            range::ROWS,
            rehearsal::ROWS,
            review::ROWS,
            rule_editor::ROWS,
            rules::ROWS,
            sentence::ROWS,
            service::ROWS,
            sheet::ROWS,
            shell::ROWS,
            slip::ROWS,
            table::ROWS,
            tested::ROWS,
            today::ROWS,
            value::ROWS,
            versions::ROWS,
            welcome::ROWS,
            workdays::ROWS,
        ];
        let below = [
            crate::domain::text::ROWS,
            crate::domain::text::calendar::ROWS,
            crate::domain::text::care::ROWS,
            crate::domain::text::change::ROWS,
            crate::domain::text::check::ROWS,
            crate::domain::text::field::ROWS,
            crate::domain::text::json_error::ROWS,
            crate::domain::text::rule::ROWS,
            crate::domain::text::twin::ROWS,
            crate::transfer::text::ROWS,
            crate::exchange::text::ROWS,
            crate::state::text::ROWS,
        ];
        let below = below.into_iter().flatten().map(|(zh, en)| (*zh, vec![*en]));
        let here = all.into_iter().flatten().map(|(zh, en)| (*zh, en.to_vec()));
        here.chain(below).chain(crate::domain::text::json_error::known())
    }

    fn is_han(c: char) -> bool {
        ('\u{4e00}'..='\u{9fff}').contains(&c)
    }

    #[test]
    fn chinese_uses_full_width_punctuation_and_no_exclamation_marks() {
        for (zh, _) in rows() {
            let chars: Vec<char> = zh.chars().collect();
            for pair in chars.windows(2) {
                assert!(
                    !(is_han(pair[0]) && ",.;:?()".contains(pair[1])),
                    "half-width punctuation: {zh}"
                );
            }
            assert!(!zh.contains(['!', '！']), "{zh}");
        }
    }

    #[test]
    fn the_space_between_han_and_latin_is_the_style_sheets() {
        for (zh, _) in rows() {
            let chars: Vec<char> = zh.chars().collect();
            for three in chars.windows(3) {
                let is_latin = |c: char| c.is_ascii_alphanumeric() || "{}".contains(c);
                let typed = (is_han(three[0]) && is_latin(three[2])) || (is_latin(three[0]) && is_han(three[2]));
                assert!(three[1] != ' ' || !typed, "typed space: {zh}");
            }
        }
    }

    #[test]
    fn english_uses_half_width_punctuation_and_no_exclamation_marks() {
        for en in rows().flat_map(|(_, en)| en) {
            assert!(
                !en.contains(['，', '。', '：', '；', '（', '）', '？', '、', '!']),
                "{en}"
            );
        }
    }

    #[test]
    fn two_things_have_a_mark_between_them() {
        // What belongs together: a figure and its unit, or its name; a product and its share; a noun and its number.
        let belongs = [
            "{value}{unit}",
            "{fact}{value}",
            "{product} {share}",
            "{noun}",
            "{fact} {n}",
        ];
        for (zh, en) in rows().filter(|(zh, _)| !belongs.iter().any(|known| zh.contains(known))) {
            assert!(!zh.contains("}{"), "{zh}");
            assert!(!zh.contains("} {"), "{zh}");
            assert!(en.iter().all(|en| !en.contains("} {") && !en.contains("}{")), "{en:?}");
        }
    }

    #[test]
    fn english_amounts_name_their_currency() {
        for en in rows().flat_map(|(_, en)| en).filter(|en| en.contains("10k")) {
            assert!(en.contains("10k CNY"), "{en}");
        }
    }

    #[test]
    fn one_thing_has_one_word() {
        for (zh, en) in rows() {
            let en = en.concat().to_lowercase();
            // Whoever has no class or score is 未评, not rated.
            for refused in ["未分类", "未归类", "未评级", "未评分", "不归入任何一类"] {
                assert!(!zh.contains(refused), "{refused}: {zh}");
            }
            for refused in ["unclassified", "unrated", "not classified", "unscored"] {
                assert!(!en.contains(refused), "{refused}: {en}");
            }
            if zh.contains("未评") {
                assert!(en.contains("not rated"), "{zh} / {en}");
            }
            // The book to try things out is 样例, what must come of a rule 示例.
            if zh.contains("样例") {
                assert!(en.contains("sample") && !en.contains("example"), "{zh} / {en}");
            }
            if zh.contains("示例") {
                assert!(en.contains("example") && !en.contains("sample"), "{zh} / {en}");
            }
        }
        // The way to a new customer is called otherwise than the list of those who are new.
        for lang in [Lang::Zh, Lang::En] {
            let (t, plan) = (T(lang), Plan::default_rules());
            let lists = [t.view_new().to_owned(), names::tag(lang, &plan, "new_customer")];
            assert!(!lists.contains(&t.new_customer().to_owned()), "{lists:?}");
        }
        let said = |word: &str| rows().filter(|(zh, _)| *zh == word).count();
        assert_eq!(said("新客户"), 1);
    }

    #[test]
    fn both_languages_name_the_same_arguments() {
        let holes = |text: &str| {
            let mut all: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|s| Some(s.split_once('}')?.0.to_owned()))
                .collect();
            all.sort();
            all
        };
        for (zh, en) in rows() {
            for en in en {
                assert_eq!(holes(zh), holes(en), "{zh} / {en}");
            }
        }
    }
}
