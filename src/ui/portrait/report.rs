//! The report of a day: one page of HTML, made piece by piece.

use std::fmt::Write as _;

use super::{
    SHOWN, STYLE, channel_share, escape, escaped, group_about, group_name, groups, kind_name, points, rhythm,
    satisfaction, shares_said, trait_word,
};
use crate::domain::fnv::Fnv;
use crate::domain::kind::InteractionKind;
use crate::domain::label::Lang;
use crate::domain::marketing::portrait::{
    Apart, GroupKey, Portrait, PortraitMaking, PortraitReading, Trait, TraitTable, Wholes,
};
use crate::domain::marketing::report::rules_sum;
use crate::domain::marketing::value::ValueMap;
use crate::domain::world::World;
use crate::exchange::source::REPORT_MARK;
use crate::ui::format;
use crate::ui::text::T;

/// The report of a day.
#[derive(Clone, Copy)]
pub struct PortraitReport<'a> {
    /// The book on its day.
    pub world: &'a World,
    /// The map of that day.
    pub map: &'a ValueMap,
    /// What portraits are made of.
    pub reading: &'a PortraitReading,
    /// The language.
    pub lang: Lang,
}

/// A report on its way: how far it is, and what its next piece needs.
#[derive(Debug, Default)]
pub struct ReportMaking {
    stage: Stage,
    wholes: Wholes,
    portrait: Option<PortraitMaking>,
    section: Option<Section>,
    sum: Fnv,
}

impl ReportMaking {
    /// The sum over what was said so far; once all was made, what the end names.
    pub fn sum(&self) -> Fnv {
        self.sum
    }
}

/// What comes next.
#[derive(Clone, Copy, Debug, Default)]
enum Stage {
    #[default]
    Head,
    /// A group by its place, or the end behind the last.
    Group(usize),
    /// What is still to be said of it.
    Rows(usize),
    Over,
}

/// The group that is being told.
#[derive(Debug)]
struct Section {
    portrait: Portrait,
    members: Vec<u32>,
    table: usize,
    row: usize,
}

impl PortraitReport<'_> {
    /// All of it.
    pub fn whole(self) -> String {
        let (mut whole, mut made) = (String::new(), ReportMaking::default());
        while let Some(piece) = self.piece(&mut made) {
            whole.push_str(&piece);
        }
        whole
    }

    /// The next piece of it; nothing once all was made. A piece reads the members of a group once at most, so that the page answers between two.
    /// Goes along: the sum over what was said, which the last piece names, whatever the language.
    pub fn piece(self, made: &mut ReportMaking) -> Option<String> {
        match made.stage {
            Stage::Head => {
                made.sum = made.sum.and_text(&self.world.evaluation.as_of.to_string());
                made.stage = Stage::Group(0);
                Some(self.head())
            }
            Stage::Group(place) => match groups(self.map).get(place) {
                None => {
                    made.stage = Stage::Over;
                    Some(self.end(made.sum))
                }
                // What the group is a part of is counted first, then its members, in slices.
                Some(group) if made.wholes.step(self.reading, self.map, *group) => Some(String::new()),
                Some(group) => {
                    let begun = || PortraitMaking::begin(self.reading, self.map, *group);
                    if made.portrait.get_or_insert_with(begun).step(self.reading) {
                        return Some(String::new());
                    }
                    Some(self.begin_section(place, *group, made))
                }
            },
            Stage::Rows(place) => Some(self.rows(place, made)),
            Stage::Over => None,
        }
    }

    fn end(self, sum: Fnv) -> String {
        let t = self.t();
        let check = t.report_check(sum.hex(), rules_sum(self.world));
        format!("<footer><p class=\"small\">{check}</p></footer></main></body></html>\n")
    }

    fn t(self) -> T {
        T(self.lang)
    }

    fn head(self) -> String {
        let (t, map, lang) = (self.t(), self.map, self.lang);
        let settings = &self.world.book.head.settings;
        let company = escaped(settings.company.as_deref().unwrap_or(t.report_book()));
        let (day, title) = (
            t.report_as_of(format::day(self.world.evaluation.as_of)),
            t.report_title(),
        );
        let word = if lang == Lang::Zh { "zh-CN" } else { "en" };
        let sum = t.report_sum(
            format::count(map.all.customers),
            format::wan_unit(map.all.amount, lang),
            format::count(map.without),
        );
        let few = map
            .is_few()
            .then(|| format!("<p class=\"note\">{}</p>", t.value_few(map.all.customers)));
        let none = groups(map).is_empty().then(|| format!("<p>{}</p>", t.report_none()));
        format!(
            "<!doctype html>\n<html lang=\"{word}\"><head><meta charset=\"utf-8\">{REPORT_MARK}<meta name=\"viewport\" content=\"width=device-width\">\
             <title>{title} · {company} · {day}</title><style>{STYLE}</style></head><body><main>\
             <header><p>{company}</p><h1>{title}</h1><p><b>{day}</b></p><p>{sum}</p></header>\n{}{}{}",
            few.unwrap_or_default(),
            none.unwrap_or_default(),
            self.definitions(),
        )
    }

    fn definitions(self) -> String {
        let t = self.t();
        let plan = &self.world.evaluation.plan;
        let window = t.window_of_rfm(plan);
        let both = format::list([t.portrait_rhythm(), t.portrait_satisfaction()], t.0);
        let all: [(&str, String); 9] = [
            (t.report_def_tier(), t.rfm_said(&plan.rulebook.rfm)),
            (t.report_def_segment(), t.report_def_segment_said().to_owned()),
            (t.report_def_group(), t.report_def_group_said().to_owned()),
            (t.portrait_amount(), t.report_def_amount_said(&window)),
            (&both, t.report_def_rated_said(&window)),
            (t.report_def_traits(), t.report_def_traits_said().to_owned()),
            (t.portrait_products(), t.report_def_products_said().to_owned()),
            (t.portrait_channels(), t.report_def_answers_said().to_owned()),
            (t.portrait_apart(), t.portrait_apart_help().to_owned()),
        ];
        let rows = all.map(|(what, said)| format!("<dt>{what}</dt><dd>{}</dd>", escaped(&said)));
        format!(
            "<section><h2>{}</h2><dl>{}</dl></section>\n",
            t.report_defined(),
            rows.concat()
        )
    }

    fn begin_section(self, place: usize, group: GroupKey, made: &mut ReportMaking) -> String {
        let (t, lang) = (self.t(), self.lang);
        let Some(making) = made.portrait.take() else {
            return String::new();
        };
        let (portrait, members) = making.finish(self.reading, self.map, &made.wholes);
        let name = escaped(&group_name(self.world, self.map, group, lang));
        let about = escaped(&group_about(self.world, self.map, group, t));
        let about = Some(about).filter(|about| !about.is_empty());
        let about = about
            .map(|about| format!(" <small>{about}</small>"))
            .unwrap_or_default();
        let mut html = format!("<section><h2>{name}{about}</h2>{}", self.figures(&portrait));
        html.push_str(&self.apart(&portrait));
        made.section = Some(Section {
            portrait,
            members,
            table: 0,
            row: 0,
        });
        made.stage = Stage::Rows(place);
        html
    }

    /// The next row of the tables of a section, then its end.
    fn rows(self, place: usize, made: &mut ReportMaking) -> String {
        let Some(section) = &mut made.section else {
            made.stage = Stage::Group(place + 1);
            return String::new();
        };
        let tables = || section.portrait.traits.iter().filter(|table| !table.words.is_empty());
        if let Some(table) = tables().nth(section.table) {
            let (html, has_more) = self.row(section, table, section.row);
            (section.table, section.row) = match has_more {
                true => (section.table, section.row + 1),
                false => (section.table + 1, 0),
            };
            return html;
        }
        let (t, portrait) = (self.t(), &section.portrait);
        let ids = self.ids(section.members.iter().copied());
        let html = format!(
            "{}<details><summary>{} ({})</summary><p class=\"ids\">{ids}</p></details></section>\n",
            self.channels(portrait),
            t.report_members(),
            format::count(portrait.customers),
        );
        // Figures and rows as they are, without the words of a language.
        made.sum = made.sum.and_text(&format!("{portrait:?}")).and_text(&ids);
        made.section = None;
        made.stage = Stage::Group(place + 1);
        html
    }

    fn figures(self, portrait: &Portrait) -> String {
        let (t, lang) = (self.t(), self.lang);
        let unknown = || (format::unknown(lang), String::new());
        let (size, amount) = shares_said(portrait, self.map, t);
        let rows = [
            (t.portrait_size(), format::count(portrait.customers), size),
            (t.portrait_amount(), format::wan_unit(portrait.amount, lang), amount),
        ];
        let more = [
            (t.portrait_rhythm(), rhythm(portrait, t).unwrap_or_else(unknown)),
            (
                t.portrait_satisfaction(),
                satisfaction(portrait, t).unwrap_or_else(unknown),
            ),
        ];
        let more = more.map(|(what, (figure, rests))| (what, figure, rests));
        let row = |(what, figure, rests)| format!("<tr><th>{what}</th><td><b>{figure}</b></td><td>{rests}</td></tr>");
        format!(
            "<table>{}</table>",
            rows.into_iter().chain(more).map(row).collect::<String>()
        )
    }

    fn apart(self, portrait: &Portrait) -> String {
        let (t, lang) = (self.t(), self.lang);
        let head = format!("<h3>{}</h3>", t.portrait_apart());
        let found = match &portrait.apart {
            None => return format!("{head}<p>{}</p>", t.portrait_too_few()),
            Some(found) if found.is_empty() => return format!("{head}<p>{}</p>", t.portrait_alike()),
            Some(found) => found,
        };
        let share = |(n, all)| format!("{} ({n} / {all})", format::share(n, all, lang));
        let row = |one: &Apart| {
            let word = escaped(&trait_word(one.of.0, &one.of.1, t));
            let kind = kind_name(one.of.0, t);
            let (here, there) = (share(one.here), share(one.there));
            format!(
                "<tr><th>{kind} · {word}</th><td>{here}</td><td>{there}</td><td>{}</td></tr>",
                t.portrait_points(points(one))
            )
        };
        let rows: String = found.iter().map(row).collect();
        let heads = [
            t.portrait_trait(),
            t.portrait_here(),
            t.portrait_there(),
            t.portrait_difference(),
        ];
        let heads = heads.map(|text| format!("<th>{text}</th>"));
        format!("{head}<table><thead><tr>{}</tr></thead>{rows}</table>", heads.concat())
    }

    /// A row of a table with what stands before the first and behind the last, and whether there are more.
    fn row(self, section: &Section, table: &TraitTable, at: usize) -> (String, bool) {
        let (t, lang) = (self.t(), self.lang);
        let mut html = String::new();
        if at == 0 {
            let known = t.portrait_known(format::count(table.known), format::count(section.portrait.customers));
            let _ = write!(
                html,
                "<h3>{} <small>{known}</small></h3><table>",
                kind_name(table.kind, t)
            );
        }
        // The report stands alone: what is folded away at first is in it as well.
        if at == SHOWN {
            let more = t.portrait_more(table.words.len() - SHOWN);
            let _ = write!(html, "</table><details><summary>{more}</summary><table>");
        }
        if let Some((word, n)) = table.words.get(at) {
            let of: Trait = (table.kind, word.clone());
            let ids = self.ids(self.reading.having(&section.members, &of));
            let _ = write!(
                html,
                "<tr><th>{}</th><td>{}</td><td>{}</td><td><details><summary>{}</summary><p class=\"ids\">{ids}</p></details></td></tr>",
                escaped(&trait_word(table.kind, word, t)),
                format::count(*n),
                format::share(*n, table.known, lang),
                t.report_rows(),
            );
        }
        let has_more = at + 1 < table.words.len();
        if !has_more {
            html.push_str(if at < SHOWN { "</table>" } else { "</table></details>" });
        }
        (html, has_more)
    }

    fn channels(self, portrait: &Portrait) -> String {
        let (t, lang) = (self.t(), self.lang);
        if portrait.channels.is_empty() {
            return String::new();
        }
        let row = |(kind, asked, answered): &(InteractionKind, usize, usize)| {
            let (answered_n, asked_n) = (format::count(*answered), format::count(*asked));
            format!(
                "<tr><th>{}</th><td>{}</td><td>{answered_n} / {asked_n} {}</td></tr>",
                t.label(&kind.label()),
                channel_share(*asked, *answered, lang),
                t.portrait_answered(),
            )
        };
        let rows: String = portrait.channels.iter().map(row).collect();
        format!("<h3>{}</h3><table>{rows}</table>", t.portrait_channels())
    }

    fn ids(self, slots: impl Iterator<Item = u32>) -> String {
        let mut all = String::new();
        for id in slots.filter_map(|slot| self.world.book.customers.key_at(slot)) {
            if !all.is_empty() {
                all.push(' ');
            }
            escape(id, &mut all);
        }
        all
    }
}
