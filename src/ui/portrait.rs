//! Portraits in words, and the report of a day: one page of HTML that needs nothing else, prints on A4, and comes out the same for the same
//! book and day. Pure.

mod report;

pub use report::{PortraitReport, ReportMaking};

use crate::domain::kind::InteractionKind;
use crate::domain::label::Lang;
use crate::domain::marketing::portrait::{Apart, GroupKey, LONGER, Portrait, TOO_FEW, TraitKind};
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
    if word == LONGER {
        return t.portrait_longer().to_owned();
    }
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
    escape(text, &mut all);
    all
}

fn escape(text: &str, all: &mut String) {
    for c in text.chars() {
        match c {
            '&' => all.push_str("&amp;"),
            '<' => all.push_str("&lt;"),
            '>' => all.push_str("&gt;"),
            '"' => all.push_str("&quot;"),
            c => all.push(c),
        }
    }
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
