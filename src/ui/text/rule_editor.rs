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
    did_add_condition(name) = "给“{name}”加条件" / "Condition added to “{name}”";
    did_add_group(name) = "给“{name}”加一组条件" / "Group of conditions added to “{name}”";
    did_remove_condition(name) = "去掉“{name}”的条件" / "Condition removed from “{name}”";
    did_change_condition(name) = "改“{name}”的条件" / "Condition of “{name}” changed";
    did_set_value(name) = "改“{name}”条件的值" / "Value in the condition of “{name}”";
    did_join(name) = "改“{name}”条件的关系" / "How conditions of “{name}” join";
    did_unwrap(name) = "拆开“{name}”的一组条件" / "Group of conditions of “{name}” taken apart";

    // conditions
    meets = "满足" / "Meets";
    of_these = "对下列条件" / "Meets";
    conditions = "条件：" / "of these conditions:";
    are_met = "满足：" / "of these conditions:";
    join_label = "条件之间的关系" / "How the conditions join";
    join_all = "全部" / "all";
    join_any = "任一" / "any";
    join_neither = "都不" / "none";
    join_not_all = "不全" / "not all";
    unwrap_group = "拆开" / "Take apart";
    remove_group = "去掉这一组" / "Remove this group";
    add_one_condition = "加条件" / "Add a condition";
    add_any_group = "加“任一”组" / "Add an “any” group";
    remove_one_condition = "去掉这个条件" / "Remove this condition";
    fact_label = "看什么" / "What is looked at";
    operator_label = "怎么比" / "How it is compared";
    value_label = "比成什么" / "What it is compared with";
    former_value(value) = "原{value}" / "was {value}";
    type_a_word = "输入或选择" / "Type or choose";
    choose_some = "请选择" / "Choose";
    as_component(name) = "{name}（分项）" / "{name} (component)";
    facts_purchase = "采购与付款" / "Purchases and payments";
    facts_contact = "互动" / "Interactions";
    facts_service = "服务与投诉" / "Service and complaints";
    facts_relation = "合作关系" / "Relation";
    facts_scores = "评分" / "Scores";
    facts_record = "客户资料" / "The customer's record";
    facts_lists = "标签" / "Lists";
    facts_dimensions = "前面的维度" / "Earlier dimensions";
    op_at_least = "不低于" / "at least (≥)";
    op_above = "高于" / "above (>)";
    op_below = "低于" / "below (<)";
    op_at_most = "不高于" / "at most (≤)";
    op_equals = "等于" / "equals (=)";
    op_differs = "不等于" / "differs from (≠)";
    op_is = "是" / "is";
    op_is_not = "不是" / "is not";
    op_one_of = "是其中之一" / "is one of";
    op_none_of = "都不是" / "is none of";
    op_has = "含有" / "has";
    op_has_not = "不含" / "does not have";
    number_empty = "请填一个数" / "Please enter a number";
    number_not_one = "读不出数来，可写80万或800,000" / "Not a number; write 800,000 or 80万";
    number_negative = "这个数不会是负的" / "This is never negative";
    number_not_whole = "要整数" / "Whole numbers only";
    number_too_large(most) = "太大了，最多{most}" / "Too large; {most} at most";
    number_kept(words, kept) = "{words}。草稿仍用{kept}" / "{words}. The draft keeps {kept}";

    // what keeps a draft from being tried
    issue_retired(what) = "“{what}”已停用，换一个或先恢复它" / "“{what}” is out of use: choose another, or restore it first";
    issue_unknown_fact(what) = "没有“{what}”这一项" / "There is no “{what}”";
    issue_circle(what) = "“{what}”排在后面才判断，这里还看不到" / "“{what}” is judged later and is not known here yet";
    issue_absurd = "数太大，不合常理" / "The number is absurd";
    issue_bands = "各档的下限要从高到低" / "Bands go from the highest border to the lowest";
    issue_borders = "要四个由小到大的门槛" / "Four rising borders are needed";
    issue_window = "窗口要在1至1,200个月之间" / "A window has 1 to 1,200 months";
    issue_other(problem) = "这里不能用：{problem}" / "This cannot be used: {problem}";
}
