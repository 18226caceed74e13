//! Words of the rule editor.

use crate::domain::label::Lang;

text! {
    // the list of rules
    rule_list = "规则一览" / "The rules";
    rfm_score = "RFM评分" / "RFM score";
    score_named(name) = "{name}评分" / "{name} score";
    auto_tags = "自动标签" / "Automatic tags";
    risk_signals = "风险信号" / "Risk signals";
    by_first_match = "首次命中" / "First match";
    by_bands = "加权评分" / "Weighted score";
    from_field = "取自字段" / "From a field";
    by_rank = "排名或门槛" / "Ranks or borders";
    by_weights = "加权评分" / "Weighted score";
    how_many_tags[n] = "{n}个，可并存" / "{n}, side by side" | "{n}, side by side";
    how_many_signals[n] = "{n}个，供规则引用" / "{n}, for rules to use" | "{n}, for rules to use";
    moved_badge[n] = "草稿使{n}家换类" / "{n} customer moves under the draft" | "{n} customers move under the draft";
    rule_up(name) = "上移“{name}”" / "Move “{name}” up";
    rule_down(name) = "下移“{name}”" / "Move “{name}” down";
    out_of_use[n] = "已停用{n}项" / "{n} out of use" | "{n} out of use";
    restore = "恢复" / "Restore";
    restore_of(name) = "恢复“{name}”" / "Restore “{name}”";
    new_rule = "新规则" / "New rule";
    new_dimension = "新维度" / "New dimension";
    new_tag = "新标签" / "New tag";
    new_signal = "新信号" / "New signal";
    new_class = "新类别" / "New class";

    // what undo calls the edits
    did_new_dimension = "新增维度" / "New dimension";
    did_new_tag = "新增标签" / "New tag";
    did_new_signal = "新增信号" / "New signal";
    did_move(name) = "移动“{name}”" / "Moved “{name}”";
    did_retire(name) = "停用“{name}”" / "Put “{name}” out of use";
    did_restore(name) = "恢复“{name}”" / "Restored “{name}”";
}
