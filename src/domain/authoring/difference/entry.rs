//! One entry compared with itself as it was: each record is taken apart, so that a new field does not compile until it is told.

use super::{At, Change, Field, ListEntry, Place, list};
use crate::domain::record::Text;
use crate::domain::rule::{
    Band, Class, Dimension, Example, RfmScore, RfmThresholds, Signal, TagRule, Term, WeightedScore, Weights,
};

impl ListEntry for Dimension {
    fn id(&self) -> &Text {
        &self.id
    }

    fn compare(at: &mut At, before: &Self, after: &Self) {
        let Dimension {
            id,
            name,
            classes,
            otherwise,
            bands_of,
            text_of,
            override_by,
            hue,
            retired,
            rank,
            extra,
        } = after;
        at.set(Field::Name, &before.name, name);
        list(at.all, &before.classes, classes, |class| {
            Place::Class(id.clone(), class)
        });
        at.set(Field::Otherwise, &before.otherwise, otherwise);
        at.set(Field::BandsOf, &before.bands_of, bands_of);
        at.set(Field::TextOf, &before.text_of, text_of);
        at.set(Field::OverrideBy, &before.override_by, override_by);
        at.set(Field::Hue, &before.hue, hue);
        at.set(Field::Rank, &before.rank, rank);
        at.set(Field::Retired, &before.retired, retired);
        at.unknown(&before.extra, extra);
    }
}

impl ListEntry for Class {
    fn id(&self) -> &Text {
        &self.id
    }

    fn compare(at: &mut At, before: &Self, after: &Self) {
        let Class {
            id: _,
            name,
            when,
            strategy,
            tone,
            retired,
            extra,
        } = after;
        at.set(Field::Name, &before.name, name);
        at.condition(before.when.as_ref(), when.as_ref());
        at.set(Field::Strategy, &before.strategy, strategy);
        at.set(Field::Tone, &before.tone, tone);
        at.set(Field::Retired, &before.retired, retired);
        at.unknown(&before.extra, extra);
    }
}

impl ListEntry for TagRule {
    fn id(&self) -> &Text {
        &self.id
    }

    fn compare(at: &mut At, before: &Self, after: &Self) {
        let TagRule {
            id: _,
            name,
            when,
            retired,
            extra,
        } = after;
        at.set(Field::Name, &before.name, name);
        at.condition(Some(&before.when), Some(when));
        at.set(Field::Retired, &before.retired, retired);
        at.unknown(&before.extra, extra);
    }
}

impl ListEntry for Signal {
    fn id(&self) -> &Text {
        &self.id
    }

    fn compare(at: &mut At, before: &Self, after: &Self) {
        let Signal {
            id: _,
            name,
            when,
            retired,
            extra,
        } = after;
        at.set(Field::Name, &before.name, name);
        at.condition(Some(&before.when), Some(when));
        at.set(Field::Retired, &before.retired, retired);
        at.unknown(&before.extra, extra);
    }
}

impl ListEntry for Example {
    fn id(&self) -> &Text {
        &self.id
    }

    fn compare(at: &mut At, before: &Self, after: &Self) {
        let Example {
            id: _,
            name,
            customer,
            facts,
            dimension,
            class,
            tag,
            not,
            extra,
        } = after;
        at.set(Field::Name, &before.name, name);
        let both = || (Box::new(before.clone()), Box::new(after.clone()));
        if (customer, facts) != (&before.customer, &before.facts) {
            let (before, after) = both();
            at.push(Change::Given { before, after });
        }
        if (dimension, class, tag, not) != (&before.dimension, &before.class, &before.tag, &before.not) {
            let (before, after) = both();
            at.push(Change::Expected { before, after });
        }
        at.unknown(&before.extra, extra);
    }
}

/// What changed in the RFM rule.
pub(super) fn rfm(at: &mut At, before: &RfmScore, after: &RfmScore) {
    let RfmScore {
        id,
        window_months,
        cut_plus_one,
        weights: Weights {
            r,
            f,
            m,
            extra: of_weights,
        },
        thresholds,
        extra,
    } = after;
    if *id != before.id {
        at.push(Change::Fields(vec!["id".into()]));
    }
    at.set(Field::Window, &before.window_months, window_months);
    at.set(Field::CutPlusOne, &before.cut_plus_one, cut_plus_one);
    at.set(Field::WeightOfR, &before.weights.r, r);
    at.set(Field::WeightOfF, &before.weights.f, f);
    at.set(Field::WeightOfM, &before.weights.m, m);
    at.unknown(&before.weights.extra, of_weights);
    match (&before.thresholds, thresholds) {
        (Some(before), Some(after)) => borders(at, before, after),
        (before, after) => at.set(Field::Borders, before, after),
    }
    at.unknown(&before.extra, extra);
}

fn borders(at: &mut At, before: &RfmThresholds, after: &RfmThresholds) {
    let RfmThresholds { r, f, m, extra } = after;
    at.set(Field::BordersOfR, &before.r, r);
    at.set(Field::BordersOfF, &before.f, f);
    at.set(Field::BordersOfM, &before.m, m);
    at.unknown(&before.extra, extra);
}

impl ListEntry for WeightedScore {
    fn id(&self) -> &Text {
        &self.id
    }

    fn compare(at: &mut At, before: &Self, after: &Self) {
        let WeightedScore {
            id,
            name,
            terms,
            bands,
            dealt_only,
            extra,
        } = after;
        at.set(Field::Name, &before.name, name);
        list(at.all, &before.terms, terms, |term| Place::Term(id.clone(), term));
        let mut found = Vec::new();
        list(&mut found, &before.bands, bands, |band| Place::Band(id.clone(), band));
        // Where the bounds say the order, a band that passed another one did so by its bound.
        let falls = |bands: &[Band]| bands.is_sorted_by(|a, b| a.from > b.from);
        let implied = falls(&before.bands) && falls(bands);
        found.retain(|d| !(implied && matches!(d.change, Change::Moved { .. })));
        at.all.append(&mut found);
        at.set(Field::DealtOnly, &before.dealt_only, dealt_only);
        at.unknown(&before.extra, extra);
    }
}

impl ListEntry for Term {
    fn id(&self) -> &Text {
        &self.metric
    }

    fn compare(at: &mut At, before: &Self, after: &Self) {
        let Term {
            metric: _,
            weight,
            invert,
            of,
            factor,
            missing,
            extra,
        } = after;
        at.set(Field::Weight, &before.weight, weight);
        at.set(Field::Invert, &before.invert, invert);
        at.set(Field::Of, &before.of, of);
        at.set(Field::Factor, &before.factor, factor);
        at.set(Field::Missing, &before.missing, missing);
        at.unknown(&before.extra, extra);
    }
}

impl ListEntry for Band {
    fn id(&self) -> &Text {
        &self.id
    }

    fn compare(at: &mut At, before: &Self, after: &Self) {
        let Band {
            id: _,
            name,
            from,
            extra,
        } = after;
        at.set(Field::Name, &before.name, name);
        at.set(Field::From, &before.from, from);
        at.unknown(&before.extra, extra);
    }
}
