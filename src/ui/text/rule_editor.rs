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

    // a dimension and its classes
    dimension_name = "维度名称" / "Name of the dimension";
    class_name = "类别名称" / "Name of the class";
    policy_first = "自上而下判断，首次命中即止" / "Tried from top to bottom; the first match decides";
    policy_first_or_hand = "人工指定优先；否则自上而下判断，首次命中即止" / "A class set by hand first; else from top to bottom, the first match decides";
    policy_bands = "按分数分档" / "By the bands of a score";
    policy_field = "取自客户资料" / "Taken from the customer's record";
    drafted = "草稿，尚未采用" / "Draft, not in force";
    hue_label = "颜色" / "Colour";
    hue_own = "默认色" / "Default colour";
    hue_indigo = "靛青" / "Indigo";
    hue_teal = "青绿" / "Teal";
    hue_plum = "梅紫" / "Plum";
    hue_tea = "茶褐" / "Tea brown";
    hue_signal = "红黄绿" / "Red, amber, green";
    tone_label = "深浅" / "Tone";
    tone_own = "按次序" / "By its place";
    tone_strong = "深" / "Strong";
    tone_middle = "中" / "Middle";
    tone_weak = "浅" / "Weak";
    tone_hatch = "斜纹" / "Hatched";
    tone_good = "绿（好）" / "Green (good)";
    tone_warn = "黄（留意）" / "Amber (look)";
    tone_bad = "红（风险）" / "Red (risk)";
    up = "上移" / "Move up";
    down = "下移" / "Move down";
    retire = "停用" / "Put out of use";
    more_of(name) = "“{name}”的更多操作" / "More for “{name}”";
    drag_to_move = "拖动调整次序" / "Drag to move";
    copy_of(name) = "{name}副本" / "{name} (copy)";
    of_field(fact) = "客户资料里的“{fact}”是什么，就归入什么；没有填的不分类。" / "Each customer's class is what its record says under “{fact}”; without an entry it is unclassified.";
    of_bands = "各档的下限在评分里改；这里可以写每一档的策略和深浅。" / "The borders are edited with the score; strategy and tone of each band are here.";
    to_score = "去改评分" / "Edit the score";
    add_class = "加一类" / "Add a class";
    rest_goes_to = "其余客户归入" / "All others go to";
    no_class = "不分类" / "No class";
    customers_now[n] = "现{n}家" / "now {n}" | "now {n}";
    customers_then[n] = "{n}家" / "{n}" | "{n}";
    not_in_and(name) = "未归入{name}，且" / "Not {name}, and ";
    not_before_and = "未归入前面各类，且" / "In none of the classes before, and ";
    who_meets(what) = "即：{what}。" / "That is: {what}.";
    who_meets_then(what) = "即：未归入前面各类，且满足{what}。" / "That is: in none of the classes before, and {what}.";
    rest_is_here = "其余客户都归入这一类。" / "All other customers are in this class.";
    nobody_is_here = "没有条件，其余客户也不归入这里，所以没有人属于这一类。" / "Without a condition, and not the class of all others: nobody is in this class.";
    and_the_rest = "其余客户也归入这一类。" / " All other customers are in it too.";
    strategy = "策略" / "Strategy";
    strategy_is(text) = "策略：{text}" / "Strategy: {text}";
    no_strategy = "写策略、选深浅" / "Write a strategy, choose a tone";
    did_rename(name) = "“{name}”改名" / "“{name}” renamed";
    did_hue(name) = "改“{name}”的颜色" / "Colour of “{name}”";
    did_tone(name) = "改“{name}”的深浅" / "Tone of “{name}”";
    did_strategy(name) = "改“{name}”的策略" / "Strategy of “{name}”";
    did_remove(name) = "删除“{name}”" / "“{name}” deleted";
    did_copy(name) = "复制“{name}”" / "“{name}” copied";
    did_add_class = "新增类别" / "New class";
    did_otherwise(name) = "改“{name}”其余客户的去处" / "Where all others go in “{name}”";

    // tags and signals
    policy_tags = "满足条件的客户自动带上，可同时有多个" / "Put on whoever meets the condition; several side by side";
    policy_signals = "有名字的条件，供其他规则引用" / "Named conditions for other rules to use";
    add_auto_tag = "加标签" / "Add a tag";
    add_signal = "加信号" / "Add a signal";
    entry_name = "名称" / "Name";
    everybody_meets = "没有条件：所有客户都算。" / "Without a condition: every customer counts.";
    used_nowhere = "还没有规则用到它。" / "No rule uses it yet.";
    used_in(rules) = "用到它的规则：{rules}。" / "Used by: {rules}.";

    // weighted scores
    policy_score = "各分项0–100，按权重相加" / "Components of 0–100, added up by their weights";
    score_is(sum) = "分数 = {sum}" / "Score = {sum}";
    counted_down(name) = "（100 − {name}）" / "(100 − {name})";
    weights_sum(sum) = "权重合计{sum} %" / "Weights add up to {sum} %";
    literal_formula = "按原文公式：投诉直接扣分" / "The formula to the letter: complaints are taken off";
    literal_help = "原文写的是“− 20 % × 投诉率”，没有投诉也最多80分。不勾选时改为“+ 20 % ×（100 − 投诉率）”，满分100。" / "The source says “− 20 % × complaints”: even without any, 80 is the most. Unticked, it is “+ 20 % × (100 − complaints)”, and 100 is the most.";
    add_term = "加分项" / "Add a component";
    remove_term(name) = "去掉分项“{name}”" / "Remove the component “{name}”";
    weight_of_term = "权重" / "Weight";
    term_of = "依据" / "Rests on";
    term_factor = "每一单位的分数" / "Points for one";
    term_cap = "封顶100" / "100 at most";
    term_missing = "缺数据时计" / "Without data";
    term_inverted = "倒扣（100 − 分数）" / "Counted down (100 − points)";
    per_one(unit) = "每1{unit}计" / "Points per 1 {unit}";
    per_percent = "每1 %计" / "Points per 1 %";
    per_wan = "每1万元计" / "Points per 10,000 CNY";
    score_bands = "分档" / "Bands";
    bands_note = "从高到低；最低一档收其余" / "From the highest down; the lowest takes the rest";
    to_dimension = "看这个维度" / "See the dimension";
    add_band = "加一档" / "Add a band";
    new_band = "新一档" / "New band";
    band_border_of(name) = "“{name}”的下限" / "Lower border of “{name}”";
    below_all(border) = "低于{border}分" / "below {border} points";
    remove_band(name) = "去掉“{name}”这一档" / "Remove the band “{name}”";
    did_weight(name) = "改“{name}”的权重" / "Weight in the {name}";
    did_term(name) = "改“{name}”的分项" / "Component of the {name}";
    did_add_term(name) = "给“{name}”加分项" / "Component added to the {name}";
    did_remove_term(name) = "去掉“{name}”的分项" / "Component removed from the {name}";
    did_order_terms(name) = "调整“{name}”分项的次序" / "Order of components of the {name}";
    did_formula(name) = "改“{name}”的公式" / "Formula of the {name}";
    did_band(name) = "改“{name}”的分档" / "Bands of the {name}";
    did_add_band(name) = "给“{name}”加一档" / "Band added to the {name}";

    // RFM
    did_rfm = "改RFM评分" / "RFM score changed";
    rfm_ranked[n] = "{n}家有订单的客户参加评分" / "{n} customer with an order is scored" | "{n} customers with an order are scored";
    rfm_few[n] = "只有{n}家客户参加评分，五分位说明不了什么，建议自定门槛。" / "Only {n} customer is scored: quintiles say little; consider borders of your own." | "Only {n} customers are scored: quintiles say little; consider borders of your own.";
    rfm_window = "统计窗口" / "Window";
    rfm_last_months = "最近若干个月" / "The last months";
    rfm_over_all = "全部时间" / "All time";
    rfm_how = "怎么打分" / "How it is scored";
    rfm_quintiles = "按五分位" / "By quintiles";
    rfm_own_borders = "自定门槛" / "By borders of your own";
    rfm_plus_one = "分位点加1再比（R软件包rfm的做法）" / "Quantiles plus one (as the R package rfm does)";
    rfm_r = "R：距末次订单" / "R: since the last order";
    rfm_f = "F：订单数" / "F: orders";
    rfm_m = "M：金额" / "M: money";
    rfm_border(score, n) = "{score}，第{n}个门槛" / "{score}, border {n}";
    rfm_weights = "权重" / "Weights";
    rfm_weight(letter) = "{letter}的权重" / "Weight of {letter}";
    rfm_said_all = "F和M统计全部时间的订单。" / "F and M count all orders. ";
    rfm_said_months(n) = "F和M统计最近{n}个月的订单。" / "F and M count the orders of the last {n} months. ";
    rfm_said_quintiles = "R、F、M各按五分位打1–5分，高于分位点才进一分。" / "R, F and M are scored 1–5 by quintiles; a value beyond a quantile gains a point. ";
    rfm_said_plus_one = "R、F、M各按五分位打1–5分，达到分位点加1才进一分。" / "R, F and M are scored 1–5 by quintiles; a value of at least a quantile plus one gains a point. ";
    rfm_said_own = "R、F、M各按四个门槛打1–5分：R不超过门槛、F和M达到门槛得较高的分。" / "R, F and M are scored 1–5 by four borders: R up to a border, F and M from a border on get the better score. ";
    rfm_said_total(r, f, m) = "总分 = {r} × R + {f} × F + {m} × M。" / "Total = {r} × R + {f} × F + {m} × M. ";
    rfm_said_ties = "排名时总分相同的，依次比金额、最近下单、编号，同一本簿册总得到同样的分层。" / "Equal totals are ranked by money, then the last order, then the id, so that the same book always gives the same tiers.";
    draft_stuck[n] = "草稿有{n}处要改，改好才能预演和采用：" / "{n} place of the draft must be put right before it can be rehearsed and adopted:" | "{n} places of the draft must be put right before it can be rehearsed and adopted:";

    found_who = "看这些客户" / "Show these customers";

    // on paper
    printed_rules = "客户分类规则" / "Rules of classification";
    printed_draft = "客户分类规则（草稿，尚未采用）" / "Rules of classification (draft, not in force)";
    printed_others(class) = "其余客户归入{class}。" / "All others go to {class}.";
    printed_unclassified = "其余客户不分类。" / "All others are unclassified.";
    printed_from(border) = "不低于{border}分" / "{border} points or more";
}
