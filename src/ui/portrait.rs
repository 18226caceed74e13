//! Portraits in words, and the report of a day: one page of HTML that needs nothing else, prints on A4, and comes out the same for the same
//! book and day. Pure.

use std::fmt::Write as _;

use crate::domain::fnv::Fnv;
use crate::domain::kind::InteractionKind;
use crate::domain::label::Lang;
use crate::domain::marketing::portrait::{
    Apart, GroupKey, Portrait, PortraitReading, TOO_FEW, Trait, TraitKind, TraitTable,
};
use crate::domain::marketing::report::rules_sum;
use crate::domain::marketing::segment::{Scores, ValueSegment};
use crate::domain::marketing::value::{GroupOf, TIER, ValueMap, ValueSum};
use crate::domain::money::Fen;
use crate::domain::world::World;
use crate::ui::format;
use crate::ui::text::sentence::Words;
use crate::ui::text::{T, names};

/// So many words of a kind are shown.
pub const SHOWN: usize = 6;

/// What a kind of trait is called.
pub fn kind_name(kind: TraitKind, t: T) -> &'static str {
    match kind {
        TraitKind::Need => t.portrait_needs(),
        TraitKind::Pain => t.portrait_pains(),
        TraitKind::Tag => t.portrait_tags(),
        TraitKind::Industry => t.portrait_industries(),
        TraitKind::Region => t.portrait_regions(),
        TraitKind::Product => t.portrait_products(),
        TraitKind::Prefers => t.portrait_prefers(),
        TraitKind::Avoids => t.portrait_avoids(),
        TraitKind::Answers => t.portrait_answers(),
    }
}

/// What people call the word of a trait.
pub fn trait_word(kind: TraitKind, word: &str, t: T) -> String {
    let channel = matches!(kind, TraitKind::Answers)
        .then(|| InteractionKind::from_word(word))
        .flatten();
    channel.map_or_else(|| word.to_owned(), |channel| t.label(&channel.label()))
}

/// What a group is called.
pub fn group_name(world: &World, map: &ValueMap, group: GroupKey, lang: Lang) -> String {
    match group {
        GroupKey::Tier(place) => {
            let class = map.tiers.get(place).and_then(|(id, _)| id.as_deref());
            let known = world.evaluation.plan.dimension_of(TIER).zip(class);
            known.map_or_else(
                || T(lang).unclassified().to_owned(),
                |(dimension, class)| names::class(lang, dimension, class),
            )
        }
        GroupKey::Segment(place) => match map.segments.get(place) {
            Some(segment) => segment.label().get(lang).to_owned(),
            None => T(lang).value_rest().to_owned(),
        },
        GroupKey::Named(place) => {
            let named = map.groups.get(place).map(|of| of.group.name.to_string());
            named.unwrap_or_else(|| T(lang).key_group_gone().to_owned())
        }
    }
}

/// What a group is, in words: the scores of a segment, the condition of one that people named.
pub fn group_about(world: &World, map: &ValueMap, group: GroupKey, t: T) -> String {
    match group {
        GroupKey::Tier(_) => String::new(),
        GroupKey::Segment(place) => map.segments.get(place).map(|it| area(it, t)).unwrap_or_default(),
        GroupKey::Named(place) => {
            let plan = &world.evaluation.plan;
            let said = |of: &GroupOf| Words { lang: t.0, plan }.condition(&of.group.when);
            map.groups.get(place).map(said).unwrap_or_default()
        }
    }
}

/// What its size and its amount are shares of, in words.
pub fn shares_said(portrait: &Portrait, map: &ValueMap, t: T) -> (String, String) {
    let whole = portrait.of.whole(map);
    let share = format::share(portrait.customers, whole.customers, t.0);
    let size = match portrait.of {
        GroupKey::Named(_) => t.portrait_of_everybody(share),
        GroupKey::Tier(_) | GroupKey::Segment(_) => t.portrait_of_ranked(share),
    };
    (
        size,
        t.portrait_of_amount(amount_share(portrait.amount, whole.amount, t.0)),
    )
}

/// The area of a segment in words: the scores from and to that it asks for.
pub fn area(segment: &ValueSegment, t: T) -> String {
    let said = |(letter, scores): (&str, Scores)| match (scores.least, scores.most) {
        (least, most) if least == most => format!("{letter}\u{a0}{least}"),
        (least, most) => format!("{letter}\u{a0}{least}\u{2060}–\u{2060}{most}"),
    };
    let all = [("R", segment.r), ("F", segment.f), ("M", segment.m)];
    let asked: Vec<String> = all
        .into_iter()
        .filter(|(_, scores)| *scores != Scores::ANY)
        .map(said)
        .collect();
    match asked.is_empty() {
        true => t.value_any().to_owned(),
        false => format::clauses(asked, t.0),
    }
}

/// The groups that have customers: the tiers, then the segments, then those that people named.
pub fn groups(map: &ValueMap) -> Vec<GroupKey> {
    let some = |sum: &ValueSum| sum.customers > 0;
    let tiers = map.tiers.iter().enumerate().filter(|(_, (_, sum))| some(sum));
    let segments = map
        .by_segment
        .iter()
        .take(map.segments.len())
        .enumerate()
        .filter(|(_, sum)| some(sum));
    let tiers = tiers.map(|(place, _)| GroupKey::Tier(place));
    let named = map.groups.iter().enumerate().filter(|(_, of)| some(&of.sum));
    tiers
        .chain(segments.map(|(place, _)| GroupKey::Segment(place)))
        .chain(named.map(|(place, _)| GroupKey::Named(place)))
        .collect()
}

/// A share of an amount: none of nothing, nor where returns outweigh orders.
pub fn amount_share(part: Fen, whole: Fen, lang: Lang) -> String {
    match whole.0 {
        1.. => format::percent(part.0 as f64 / whole.0 as f64),
        _ => format::unknown(lang),
    }
}

/// How far the shares of a trait lie apart: `+23.4`.
pub fn points(apart: &Apart) -> String {
    let by = apart.difference() * 100.0;
    let sign = if by < 0.0 { "−" } else { "+" };
    format!("{sign}{}", format::decimal(by.abs(), 1))
}

/// A portrait's rhythm and satisfaction: the figure, and what it rests on.
pub fn rhythm(portrait: &Portrait, t: T) -> Option<(String, String)> {
    let (days, customers) = portrait.rhythm?;
    Some((t.portrait_days(format::score(days)), t.portrait_rhythm_help(customers)))
}

/// See [`rhythm`].
pub fn satisfaction(portrait: &Portrait, t: T) -> Option<(String, String)> {
    let (grade, tickets) = portrait.satisfaction?;
    Some((t.portrait_grade(format::score(grade)), t.portrait_rated(tickets)))
}

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

impl PortraitReport<'_> {
    /// All of it.
    pub fn whole(self) -> String {
        let (mut whole, mut sum) = (String::new(), Fnv::default());
        for at in 0.. {
            let Some((piece, next)) = self.piece(at, sum) else {
                break;
            };
            (sum, _) = (next, whole.push_str(&piece));
        }
        whole
    }

    /// A piece of it, by its place: the head, each group, the end. Given is the sum over what those before it say, and told with it the sum with
    /// it; the last one is what the end names, whatever the language.
    pub fn piece(self, at: usize, sum: Fnv) -> Option<(String, Fnv)> {
        let groups = groups(self.map);
        match at {
            0 => Some((self.head(), sum.and_text(&self.world.evaluation.as_of.to_string()))),
            at if at <= groups.len() => groups.get(at - 1).map(|group| self.section(*group, sum)),
            at if at == groups.len() + 1 => Some((self.end(sum), sum)),
            _ => None,
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
            "<!doctype html>\n<html lang=\"{word}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
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

    fn section(self, group: GroupKey, sum: Fnv) -> (String, Fnv) {
        let (t, lang) = (self.t(), self.lang);
        let Some(portrait) = self.reading.portraits(self.map, &[group]).pop() else {
            return (String::new(), sum);
        };
        let members = group.members(self.map);
        let ids = self.ids(members.iter().copied());
        let name = escaped(&group_name(self.world, self.map, group, lang));
        let about = escaped(&group_about(self.world, self.map, group, t));
        let about = Some(about).filter(|about| !about.is_empty());
        let about = about
            .map(|about| format!(" <small>{about}</small>"))
            .unwrap_or_default();
        let mut html = format!("<section><h2>{name}{about}</h2>{}", self.figures(&portrait));
        html.push_str(&self.apart(&portrait));
        for table in portrait.traits.iter().filter(|table| !table.words.is_empty()) {
            html.push_str(&self.table(&members, portrait.customers, table));
        }
        html.push_str(&self.channels(&portrait));
        let _ = writeln!(
            html,
            "<details><summary>{} ({})</summary><p class=\"ids\">{ids}</p></details></section>",
            t.report_members(),
            format::count(portrait.customers),
        );
        // Figures and rows as they are, without the words of a language.
        let sum = sum.and_text(&format!("{portrait:?}")).and_text(&ids);
        (html, sum)
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

    fn table(self, members: &[u32], customers: usize, table: &TraitTable) -> String {
        let (t, lang) = (self.t(), self.lang);
        let row = |(word, n): &(crate::domain::record::Text, usize)| {
            let of: Trait = (table.kind, word.clone());
            let ids = self.ids(self.reading.having(members, &of));
            format!(
                "<tr><th>{}</th><td>{}</td><td>{}</td><td><details><summary>{}</summary><p class=\"ids\">{ids}</p></details></td></tr>",
                escaped(&trait_word(table.kind, word, t)),
                format::count(*n),
                format::share(*n, table.known, lang),
                t.report_rows(),
            )
        };
        let rows: String = table.words.iter().take(SHOWN).map(row).collect();
        let more = table.words.len().saturating_sub(SHOWN);
        let more = (more > 0).then(|| format!("<p class=\"small\">{}</p>", t.portrait_more(more)));
        format!(
            "<h3>{} <small>{}</small></h3><table>{rows}</table>{}",
            kind_name(table.kind, t),
            t.portrait_known(format::count(table.known), format::count(customers)),
            more.unwrap_or_default()
        )
    }

    fn channels(self, portrait: &Portrait) -> String {
        let (t, lang) = (self.t(), self.lang);
        if portrait.channels.is_empty() {
            return String::new();
        }
        let row = |(kind, asked, answered): &(InteractionKind, usize, usize)| {
            format!(
                "<tr><th>{}</th><td>{}</td><td>{}</td></tr>",
                t.label(&kind.label()),
                channel_share(*asked, *answered, lang),
                format!(
                    "{} / {} {}",
                    format::count(*answered),
                    format::count(*asked),
                    t.portrait_answered()
                ),
            )
        };
        let rows: String = portrait.channels.iter().map(row).collect();
        format!("<h3>{}</h3><table>{rows}</table>", t.portrait_channels())
    }

    fn ids(self, slots: impl Iterator<Item = u32>) -> String {
        let id = |slot| self.world.book.customers.key_at(slot);
        let all: Vec<String> = slots.filter_map(id).map(escaped).collect();
        all.join(" ")
    }
}

/// The share of answers of a channel; of few contacts there is none.
pub fn channel_share(asked: usize, answered: usize, lang: Lang) -> String {
    match asked < TOO_FEW {
        true => T(lang).portrait_few_contacts().to_owned(),
        false => format::share(answered, asked, lang),
    }
}

/// A text within HTML.
pub fn escaped(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => all.push_str("&amp;"),
            '<' => all.push_str("&lt;"),
            '>' => all.push_str("&gt;"),
            '"' => all.push_str("&quot;"),
            c => all.push(c),
        }
    }
    all
}

/// How a page that leaves looks: it has its own style and needs nothing else.
pub const STYLE: &str = "\
@page{size:A4;margin:14mm}\
body{font:14px/1.6 system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;color:#1d2330;background:#fff;margin:0}\
main{max-width:820px;margin:0 auto;padding:24px 16px}\
h1{font-size:24px;margin:0}h2{font-size:18px;margin:28px 0 8px;border-bottom:2px solid #1d2330}h3{font-size:14px;margin:16px 0 4px}\
small,.small{font-size:12px;font-weight:400;color:#555}.note{border-left:3px solid #a60;padding-left:8px}\
table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #ccc;padding:3px 8px 3px 0;text-align:left;vertical-align:top;font-weight:400}\
thead th{font-size:12px;color:#555}dt{font-weight:600}dd{margin:0 0 6px}.ids{font-size:11px;overflow-wrap:anywhere;margin:4px 0}\
header p{margin:2px 0}summary{cursor:pointer;font-size:12px}\
@media print{section{break-inside:auto}h2,h3{break-after:avoid}tr{break-inside:avoid}main{padding:0}}";
