//! The rows behind a figure of a portrait.

use std::sync::Arc;

use crate::state::live::*;

use crate::domain::kind::InteractionKind;
use crate::domain::marketing::facet::{Facet, FacetRow};
use crate::domain::marketing::portrait::{GroupKey, Trait, TraitKind};
use crate::domain::marketing::value::ValueMap;
use crate::domain::metric::Unit;
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::state::App;
use crate::state::reread::Shared;
use crate::state::value::sketches;
use crate::ui::format;
use crate::ui::list::*;
use crate::ui::portrait::{group_name, kind_name, trait_word};
use crate::ui::text::T;

/// The pieces of page state that name a figure: what it is of, and whether of those that the group is compared with.
pub const FACET: &str = "of";
pub const AMONG: &str = "among";
const REST: &str = "rest";
/// The values of [`FACET`], those with a colon before what they are of; a trait is `KIND:WORD`.
pub const RHYTHM: &str = "rhythm";
pub const RATED: &str = "rated";
pub const ASKED: &str = "asked";
pub const ANSWERED: &str = "answered";
const KNOWN: &str = "known";

/// A group in addresses.
pub fn key_of(map: &ValueMap, group: GroupKey) -> String {
    let id = |id: Option<&Text>| id.map(|id| id.to_string()).unwrap_or_default();
    match group {
        GroupKey::Tier(place) => format!("tier:{}", id(map.tiers.get(place).and_then(|(id, _)| id.as_ref()))),
        GroupKey::Segment(place) => format!("segment:{}", id(map.segments.get(place).map(|segment| &segment.id))),
        GroupKey::Named(place) => format!("group:{}", id(map.groups.get(place).map(|of| &of.group.id))),
    }
}

/// The figure of a trait in addresses.
pub fn having_word((kind, word): &Trait) -> String {
    format!("{}:{word}", kind.word())
}

/// That of whom anything of a kind is known.
pub fn known_word(kind: TraitKind) -> String {
    format!("{KNOWN}:{}", kind.word())
}

/// The figure of an address.
pub fn facet(word: &str) -> Option<Facet> {
    let Some((what, of)) = word.split_once(':') else {
        return match word {
            RHYTHM => Some(Facet::Rhythm),
            RATED => Some(Facet::Rated),
            _ => None,
        };
    };
    Some(match what {
        KNOWN => Facet::Known(TraitKind::from_word(of)?),
        ASKED => Facet::Asked(InteractionKind::from_word(of)?, false),
        ANSWERED => Facet::Asked(InteractionKind::from_word(of)?, true),
        kind => Facet::Having((TraitKind::from_word(kind)?, of.into())),
    })
}

/// Where the rows behind a figure of the portrait at hand are.
pub fn facet_href(app: App, facet: &str, is_rest: bool) -> String {
    let route = untrack(|| app.route())
        .with_param("sort", None)
        .with_param(FACET, Some(facet));
    route.with_param(AMONG, is_rest.then_some(REST)).to_hash()
}

/// The figure that the address names; tracked.
fn asked(app: App) -> (Option<Facet>, bool) {
    let facet = app.param(FACET).and_then(|word| facet(&word));
    (facet, app.param(AMONG).as_deref() == Some(REST))
}

/// What a figure is called.
fn facet_name(facet: &Facet, t: T) -> String {
    match facet {
        Facet::Having((kind, word)) => t.behind_of(kind_name(*kind, t), trait_word(*kind, word, t)),
        Facet::Known(kind) => t.facet_known(kind_name(*kind, t)),
        Facet::Rhythm => t.portrait_rhythm().to_owned(),
        Facet::Rated => t.portrait_satisfaction().to_owned(),
        Facet::Asked(channel, true) => t.facet_answered(t.label(&channel.label())),
        Facet::Asked(channel, false) => t.facet_asked(t.label(&channel.label())),
    }
}

/// The rows behind the figure that the address names, of a group.
pub fn facet_behind(app: App, map: Shared<ValueMap>, group: GroupKey) -> BehindOf {
    let named = map.clone();
    let all = Memo::new(move |_| {
        let (facet, is_rest) = asked(app);
        let read = |world: &World| {
            sketches(|reading| {
                let some = match is_rest {
                    true => reading.rest(&map, group),
                    false => group.members(&map),
                };
                facet.map(|facet| reading.behind(world, &some, &facet))
            })
        };
        let rows = app.session.read(read).flatten().flatten().unwrap_or_default();
        let row = |it: FacetRow| BehindRow {
            customer: it.customer,
            record: it.record.map(|(slot, _)| slot),
            on: it.record.map(|(_, day)| day),
            figure: it.figure,
            ..BehindRow::default()
        };
        Arc::new(rows.into_iter().map(row).collect::<Vec<_>>())
    });
    let title = move |t: T| {
        let (facet, is_rest) = asked(app);
        let name = |world: &World| group_name(world, &named, group, t.0);
        let whose = app.session.read(name).unwrap_or_default();
        let whose = if is_rest {
            t.behind_of(whose, t.facet_rest())
        } else {
            whose
        };
        facet
            .map(|facet| t.behind_of(whose, facet_name(&facet, t)))
            .unwrap_or_default()
    };
    BehindOf::new(
        app,
        all,
        BehindFacts {
            title: Box::new(title),
            columns: Box::new(move |t| asked(app).0.map(|facet| columns(&facet, t)).unwrap_or_default()),
            cells: Box::new(move |_, it, t| {
                let facet = untrack(|| asked(app)).0;
                facet.map(|facet| cells(&facet, it, t)).unwrap_or_default()
            }),
            mark: "behind-portrait",
            params: &[FACET, AMONG],
        },
    )
}

fn columns(facet: &Facet, t: T) -> Vec<ListColumn> {
    match facet {
        Facet::Having(_) | Facet::Known(_) => Vec::new(),
        Facet::Rhythm => vec![behind_figure(t.facet_days(), 112)],
        Facet::Rated => vec![behind_day(t.facet_day()), behind_figure(t.facet_grade(), 96)],
        Facet::Asked(..) => vec![
            behind_day(t.facet_day()),
            ListColumn::new("says", t.portrait_channels()).px(112),
        ],
    }
}

fn cells(facet: &Facet, it: &BehindRow, t: T) -> Vec<Cell> {
    let figure = |unit: Unit| {
        let value = it.figure.unwrap_or_default();
        Cell::Figure(format::score(value), file_figure(t, unit, value))
    };
    match facet {
        Facet::Having(_) | Facet::Known(_) => Vec::new(),
        Facet::Rhythm => vec![figure(Unit::Score)],
        Facet::Rated => vec![Cell::day(it.on), figure(Unit::Score)],
        Facet::Asked(..) => {
            let said = if it.figure == Some(1.0) {
                t.facet_yes()
            } else {
                t.facet_no()
            };
            vec![Cell::day(it.on), Cell::Text(said.to_owned())]
        }
    }
}
