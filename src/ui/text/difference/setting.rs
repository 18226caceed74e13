//! A changed setting in words: `健康度：活跃度的权重 0.3 → 0.4`.

use super::Telling;
use super::names::Side;
use crate::domain::authoring::difference::{Field, Place, Setting};
use crate::domain::label::Lang;
use crate::domain::record::Text;
use crate::domain::rule::{Hue, Tone};
use crate::ui::text::T;
use crate::ui::text::sentence::exact;

impl Telling<'_> {
    /// A setting that changed.
    pub(super) fn set(&self, place: &Place, field: Field, before: &Setting, after: &Setting) -> String {
        let t = self.t();
        let retired = |setting: &Setting| *setting == Setting::Flag(true);
        match field {
            Field::Name => {
                let then = self.before.name(place).unwrap_or_else(|| raw(t, before));
                let now = self.after.name(place).unwrap_or_else(|| raw(t, after));
                let (then, now) = apart(t, (then, now), (before, after));
                t.setting_renamed(then, now)
            }
            Field::Retired if retired(before) != retired(after) => {
                let what = self.what(place);
                if retired(after) {
                    t.setting_retired(what)
                } else {
                    t.setting_in_use(what)
                }
            }
            _ => {
                let value = |side: &Side, setting| self.value(side, place, field, setting);
                let told = (value(&self.before, before), value(&self.after, after));
                let (then, now) = apart(t, told, (before, after));
                let field = match place {
                    Place::Term(..) | Place::Band(..) => t.setting_of(self.name(place), self.field(field)),
                    _ => self.field(field).to_owned(),
                };
                t.setting_changed(self.owner(place), field, then, now)
            }
        }
    }

    fn field(&self, field: Field) -> &'static str {
        let t = self.t();
        match field {
            Field::Name => t.setting_name(),
            Field::Otherwise => t.setting_otherwise(),
            Field::BandsOf => t.setting_bands_of(),
            Field::TextOf => t.setting_text_of(),
            Field::OverrideBy => t.setting_override_by(),
            Field::Hue => t.setting_hue(),
            Field::Rank => t.setting_rank(),
            Field::Retired => t.setting_out_of_use(),
            Field::Strategy => t.setting_strategy(),
            Field::Tone => t.setting_tone(),
            Field::DealtOnly => t.setting_dealt_only(),
            Field::Weight => t.setting_weight(),
            Field::Invert => t.setting_invert(),
            Field::Of => t.setting_of_fact(),
            Field::Factor => t.setting_factor(),
            Field::Missing => t.setting_missing(),
            Field::From => t.setting_from(),
            Field::Window => t.setting_window(),
            Field::CutPlusOne => t.setting_cut_plus_one(),
            Field::WeightOfR => t.setting_weight_of_r(),
            Field::WeightOfF => t.setting_weight_of_f(),
            Field::WeightOfM => t.setting_weight_of_m(),
            Field::Borders => t.setting_borders(),
            Field::BordersOfR => t.setting_borders_of_r(),
            Field::BordersOfF => t.setting_borders_of_f(),
            Field::BordersOfM => t.setting_borders_of_m(),
        }
    }

    /// What a setting is, in words; what is not set, by what that means.
    fn value(&self, side: &Side, place: &Place, field: Field, setting: &Setting) -> String {
        let t = self.t();
        match setting {
            Setting::Nothing => unset(t, field).to_owned(),
            Setting::Flag(yes) => if *yes { t.yes() } else { t.no() }.to_owned(),
            Setting::Number(n) if field == Field::Window => t.months_of_window(exact(*n)),
            Setting::Number(n) => exact(*n),
            Setting::Ids(ids) => {
                let name = |id: &Text| match place {
                    Place::Dimension(dimension) => side.name(&Place::Class(dimension.clone(), id.clone())),
                    _ => None,
                };
                let names = ids.iter().map(|id| name(id).unwrap_or_else(|| id.to_string()));
                names.collect::<Vec<_>>().join(" > ")
            }
            Setting::Lists(lists) => lists
                .iter()
                .map(|list| numbers(list))
                .collect::<Vec<_>>()
                .join(t.clause_break()),
            Setting::Text(text) => self.text(side, place, field, text),
        }
    }

    fn text(&self, side: &Side, place: &Place, field: Field, text: &Text) -> String {
        let t = self.t();
        let named = |place: Place| side.name(&place).unwrap_or_else(|| text.to_string());
        match (field, place) {
            (Field::Otherwise, Place::Dimension(id)) => named(Place::Class(id.clone(), text.clone())),
            (Field::BandsOf, _) => named(Place::Score(text.clone())),
            (Field::TextOf | Field::OverrideBy | Field::Of, _) => side.words().fact(text),
            (Field::Hue, _) => Hue::from_word(text).map_or_else(|| text.to_string(), |hue| t.hue(hue).to_owned()),
            (Field::Tone, _) => Tone::from_word(text).map_or_else(|| text.to_string(), |tone| t.tone(tone).to_owned()),
            _ => text.to_string(),
        }
    }
}

impl T {
    /// A dimension's colour.
    pub fn hue(self, hue: Hue) -> &'static str {
        match hue {
            Hue::Indigo => self.hue_indigo(),
            Hue::Teal => self.hue_teal(),
            Hue::Plum => self.hue_plum(),
            Hue::Tea => self.hue_tea(),
            Hue::Signal => self.hue_signal(),
        }
    }

    /// A class's tone.
    pub fn tone(self, tone: Tone) -> &'static str {
        match tone {
            Tone::Strong => self.tone_strong(),
            Tone::Middle => self.tone_middle(),
            Tone::Weak => self.tone_weak(),
            Tone::Hatch => self.tone_hatch(),
        }
    }
}

/// What it means that a setting is not there.
fn unset(t: T, field: Field) -> &'static str {
    match field {
        Field::Otherwise => t.unclassified(),
        Field::Hue | Field::Tone => t.setting_default(),
        Field::Rank => t.setting_no_rank(),
        Field::DealtOnly | Field::Invert | Field::CutPlusOne | Field::Retired => t.no(),
        Field::Of => t.setting_itself(),
        Field::Factor => "1",
        Field::Missing => t.setting_no_score(),
        Field::Window => t.setting_all_time(),
        Field::Borders => t.setting_quintiles(),
        _ => t.none(),
    }
}

/// Two values that read alike (not set, and set to what that means) as they are written.
fn apart(t: T, told: (String, String), (before, after): (&Setting, &Setting)) -> (String, String) {
    if told.0 == told.1 {
        (raw(t, before), raw(t, after))
    } else {
        told
    }
}

fn raw(t: T, setting: &Setting) -> String {
    match setting {
        Setting::Nothing => t.setting_not_written().to_owned(),
        Setting::Text(text) => text.to_string(),
        Setting::Number(n) => exact(*n),
        Setting::Flag(yes) => if *yes { t.yes() } else { t.no() }.to_owned(),
        Setting::Ids(ids) => ids.join(" > "),
        Setting::Lists(lists) => lists.iter().map(|list| numbers(list)).collect::<Vec<_>>().join("; "),
    }
}

fn numbers(list: &[f64]) -> String {
    list.iter().map(|n| exact(*n)).collect::<Vec<_>>().join(" / ")
}

text! {
    setting_changed(owner, field, before, after) = "{owner}，{field}：{before} → {after}" / "{owner}, {field}: {before} → {after}";
    setting_of(entry, field) = "{entry}的{field}" / "{entry}: {field}";
    setting_renamed(before, after) = "「{before}」改名为「{after}」" / "“{before}” renamed to “{after}”";
    setting_retired(what) = "停用{what}" / "Retired: {what}";
    setting_in_use(what) = "恢复使用{what}" / "In use again: {what}";
    setting_not_written = "（未写）" / "(not written)";

    setting_name = "名称" / "name";
    setting_otherwise = "其余客户归入" / "the rest goes to";
    setting_bands_of = "按评分分档" / "bands of the score";
    setting_text_of = "取自字段" / "taken from the field";
    setting_override_by = "人工指定的字段" / "set by hand in the field";
    setting_rank = "好坏次序" / "order from best to worst";
    setting_no_rank = "不分好坏" / "no better or worse";
    setting_hue = "颜色" / "colour";
    setting_out_of_use = "停用" / "retired";
    setting_strategy = "策略" / "strategy";
    setting_tone = "深浅" / "tone";
    setting_dealt_only = "只评有过成交的客户" / "only customers who have dealt";
    setting_weight = "权重" / "weight";
    setting_invert = "倒扣" / "counted down from 100";
    setting_of_fact = "取值" / "figure";
    setting_factor = "系数" / "factor";
    setting_missing = "缺数据时得分" / "score without data";
    setting_from = "下限" / "lower bound";
    setting_window = "统计窗口" / "window";
    setting_cut_plus_one = "分位点加1" / "quantiles plus 1";
    setting_weight_of_r = "R的权重" / "weight of R";
    setting_weight_of_f = "F的权重" / "weight of F";
    setting_weight_of_m = "M的权重" / "weight of M";
    setting_borders = "分界" / "borders";
    setting_borders_of_r = "R的分界" / "borders of R";
    setting_borders_of_f = "F的分界" / "borders of F";
    setting_borders_of_m = "M的分界" / "borders of M";

    months_of_window(n) = "{n}个月" / "{n} months";
    setting_default = "默认" / "default";
    setting_itself = "本项" / "the item itself";
    setting_no_score = "不评分" / "no score";
    setting_all_time = "全部时间" / "all time";
    setting_quintiles = "五分位" / "quintiles";
}
