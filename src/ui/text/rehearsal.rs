//! Words of the rehearsal: what a changed rulebook would do, the histogram with its borders, and adopting.

use crate::domain::label::Lang;
use crate::domain::report::moves::Way;

text! {
    rehearsal_title = "预演" / "Rehearsal";
    rehearsal_note(day, seconds) = "基准日{day}，用时{seconds}秒" / "As of {day}, took {seconds} s";
    rehearsal_quick = "不足0.01" / "under 0.01";
    rehearsal_none = "改动一条规则，就在这里看到谁会变。" / "Change a rule, and see here who would move.";
    rehearsal_none_help = "采用之前，客户的分类都不变。" / "No class changes before you adopt.";
    rehearsal_adopted(n) = "第{n}版已采用。" / "Version {n} is in force.";
    rehearsal_review_none = "没有客户的分类因此改变，不用复核。" / "No customer’s class changes with it: nothing to review.";
    rehearsal_review[n] = "复核因这一版变动的{n}家" / "Review the {n} customer it moves" | "Review the {n} customers it moves";
    not_adopted = "尚未采用" / "Not adopted";
    rehearsal_stuck = "规则还有问题，这里是上一次能算出来的结果。" / "The rules have problems; this is the last result that could be worked out.";
    rehearsal_overtaken = "现行规则在起草之后已改。采用草稿会取代它们。" / "The rules in force changed after this draft was begun. Adopting it replaces them.";
    rehearsal_same = "没有客户变动。" / "No customer moves.";

    count_now = "现在" / "Now";
    count_then = "改后" / "Then";
    count_difference = "差" / "Change";
    counts_of(what) = "{what}：改前改后的家数" / "{what}: customers before and after";
    went_up[n] = "变好{n}家" / "{n} better" | "{n} better";
    went_down[n] = "变差{n}家" / "{n} worse" | "{n} worse";
    went_gone[n] = "失评{n}家" / "{n} without a class now" | "{n} without a class now";
    went_new[n] = "新评{n}家" / "{n} newly classed" | "{n} newly classed";
    went_other[n] = "变动{n}家" / "{n} changed" | "{n} changed";
    gets_tag[n] = "加上{n}家" / "{n} get it" | "{n} get it";
    loses_tag[n] = "去掉{n}家" / "{n} lose it" | "{n} lose it";
    movers_sum(sum) = "共{sum}" / "{sum} in all";
    purchase_in_wan = "年采购额（万元）" / "Purchases, 10k CNY";
    becomes(from, to) = "由{from}改为{to}" / "from {from} to {to}";
    show_all_movers[n] = "显示全部{n}家" / "Show the {n}" | "Show all {n}";
    show_few_movers = "只看前几家" / "Show the first ones";
    export_movers = "导出名单" / "Export the list";
    movers_file(what) = "规则预演_{what}" / "Rehearsal_{what}";
    column_name = "客户" / "Customer";
    column_id = "编号" / "Id";
    column_dimension = "规则" / "Rule";
    column_way = "变动" / "Move";
    column_from = "改前" / "From";
    column_to = "改后" / "To";
    column_purchase = "年采购额（元）" / "Purchases of 12 months (CNY)";
    moved_better = "变好" / "Better";
    moved_worse = "变差" / "Worse";
    moved_gone = "失评" / "Class lost";
    moved_new = "新评" / "New class";
    moved_other = "变动" / "Changed";
    tag_added = "加上" / "Added";
    tag_taken = "去掉" / "Taken";

    elsewhere = "别处的变动" / "Moves elsewhere";
    elsewhere_moves(what, n) = "{what}：{n}家变动" / "{what}: {n} move";
    elsewhere_tag(what, up, down) = "标签“{what}”：加{up}家，去{down}家" / "Tag “{what}”: {up} get it, {down} lose it";
    back_to(what) = "回到{what}" / "Back to {what}";
    tag_named(what) = "标签“{what}”" / "Tag “{what}”";

    histogram_title[n, what] = "{n}家客户的{what}" / "{what} of {n} customer" | "{what} of {n} customers";
    histogram_axis(unit) = "横轴单位：{unit}" / "axis in {unit}";
    histogram_note(width) = "每格{width}，柱高按平方根" / "{width} a bin, height by square root";
    histogram_drag = "拖动圆点改门槛" / "drag a dot to move a border";
    histogram_missing[n] = "另有{n}家无此数据" / "{n} without data" | "{n} without data";
    histogram_together = "在同一门槛相接的几个条件一起移动，不留空档。" / "Conditions that meet at a border move together, so that no hole opens.";
    histogram_below(until) = "不到{until}" / "below {until}";
    histogram_from(from) = "{from}起" / "from {from}";
    histogram_range(from, until) = "{from}至{until}" / "{from} to {until}";
    histogram_table = "各格家数" / "Customers by bin";
    border_of(below, above) = "{below}与{above}之间的门槛" / "Border between {below} and {above}";
    border_was(value) = "原{value}" / "was {value}";
    border_moved(what) = "移动{what}的门槛" / "Move a border of {what}";

    adopt_next(n) = "采用即成第{n}版，可撤销。" / "Adopting makes version {n} and can be undone.";
    adopt_review[n] = "采用后有{n}家要复核。" / "{n} customer is to be reviewed then." | "{n} customers are to be reviewed then.";
    adopt_nothing = "草稿与现行规则相同。" / "The draft equals the rules in force.";
    adopt_issues[n] = "{n}处问题改好后才能采用。" / "{n} problem to solve before adopting." | "{n} problems to solve before adopting.";
    adopt = "采用" / "Adopt";
    adopt_amiss = "有一处没有填对，没有采用：请先改好" / "One field is not right, nothing was adopted: please mend it first";
    text_lost(label, begin) = "“{label}”太长，没有存进草稿：“{begin}…”" / "{label} was too long and is not in the draft: \"{begin}…\"";
    rules_drafted_elsewhere = "另一个标签页里有没采用的规则草稿，这里没有显示。" / "Another tab has a draft of the rules that was not adopted; it is not shown here.";
    adopt_overtaken = "现行规则在起草之后已在别处改过，采用这份草稿会取代它们，所以先停一次；确要采用，请点“仍要采用”。" / "The rules in force were changed elsewhere after this draft was begun, and adopting it replaces them, so adopting stops once; to go on, press “Adopt all the same”.";
    adopt_anyway = "仍要采用" / "Adopt all the same";
    adopt_title(n) = "采用第{n}版规则" / "Adopt version {n} of the rules";
    adopt_name = "版本名（可不填）" / "Name of the version (optional)";
    adopt_note = "说明（可不填）" / "Note (optional)";
    adopt_name_help = "例如：2026年第四季度" / "For example: fourth quarter of 2026";
    adopt_failing[n, which] = "{n}个示例不符：{which}。采用后它们的客户得不到示例写明的类别，所以先停一次；确要采用，请点“仍要采用”。" / "{n} example fails: {which}. Its customer would not get the class that the example says, so adopting stops once; to go on, press “Adopt all the same”." | "{n} examples fail: {which}. Their customers would not get the classes that the examples say, so adopting stops once; to go on, press “Adopt all the same”.";
    draft_discarded = "草稿已丢弃" / "The draft was discarded";
    draft_back = "拿回草稿" / "Take it back";
    discard_draft = "丢弃草稿" / "Discard the draft";
}

impl super::T {
    /// A way in a word.
    pub fn way(self, way: Way) -> &'static str {
        match way {
            Way::Down => self.moved_worse(),
            Way::Gone => self.moved_gone(),
            Way::Up => self.moved_better(),
            Way::New => self.moved_new(),
            Way::Other => self.moved_other(),
        }
    }

    /// What a bin of so many holds. The last one holds all from its border on, the first one what lies before it as well where there is such.
    pub fn histogram_bin(self, (at, bins): (usize, usize), below: bool, border: impl Fn(usize) -> String) -> String {
        match (at == 0 && below, at + 1 == bins) {
            (true, _) => self.histogram_below(border(1)),
            (_, true) => self.histogram_from(border(at)),
            _ => self.histogram_range(border(at), border(at + 1)),
        }
    }

    /// How many went one way.
    pub fn went(self, way: Way, n: usize) -> String {
        match way {
            Way::Down => self.went_down(n),
            Way::Gone => self.went_gone(n),
            Way::Up => self.went_up(n),
            Way::New => self.went_new(n),
            Way::Other => self.went_other(n),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::text::T;

    #[test]
    fn a_bin_is_named_for_what_it_holds() {
        let named = |at, below| T(Lang::Zh).histogram_bin((at, 3), below, |i| format!("{}万元", i * 5));
        assert_eq!(named(0, false), "0万元至5万元");
        assert_eq!(named(0, true), "不到5万元", "returns are counted in the first bin");
        assert_eq!(named(1, true), "5万元至10万元");
        assert_eq!(named(2, true), "10万元起");
    }
}
