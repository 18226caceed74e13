//! Words of the review, the migration matrix, the disagreements, and of classes set by hand.

use crate::domain::label::Lang;

text! {
    review_title = "复核" / "Review";
    disagreements_title = "人与规则的分歧" / "People and rules disagree";

    // the occasion
    review_tab_moves = "变动" / "Moves";
    review_tab_matrix = "迁移矩阵" / "Migration matrix";
    review_tabs = "看什么" / "What to show";
    review_occasion = "复核的时段或规则变更" / "The period or change of rules under review";
    review_this_quarter = "本季度" / "This quarter";
    review_last_quarter = "上季度" / "Last quarter";
    review_year = "近12个月" / "Last 12 months";
    review_own_days = "自选日期" / "Other days";
    review_version(n) = "规则第{n}版采用时" / "When version {n} of the rules was adopted";
    review_version_named(n, name) = "规则第{n}版采用时（{name}）" / "When version {n} of the rules was adopted ({name})";
    review_from = "从" / "From";
    review_to = "到" / "To";
    review_rules = "按哪一版规则" / "Under which rules";
    review_rules_today = "今天的规则" / "Today’s rules";
    review_rules_then = "各自当日的规则" / "The rules of each day";
    review_days(from, to) = "{from}至{to}" / "{from} to {to}";
    review_adopted(day) = "{day}，规则变更前后" / "{day}, before and after the change of rules";
    review_decided_elsewhere(n) = "{n}项变动已在别处决定，没有重复记录" / "Already decided elsewhere and not recorded again: {n}";
    review_working = "正在比较两天的分类" / "Comparing the classes of both days";
    review_no_occasion = "找不到这一版规则" / "There is no such version of the rules";
    review_no_occasion_help = "它可能已随撤销或导入移走。请另选时段。" / "It may have gone with an undo or an import. Please choose another period.";

    // the list
    review_waiting = "待定" / "Waiting";
    review_decided = "已定" / "Decided";
    review_counts = "变动的数目" / "Counts of moves";
    review_dimensions = "维度" / "Dimensions";
    review_filters = "筛选变动" / "Filter the moves";
    review_search = "按客户名查找" / "Find by customer";
    review_list = "变动的客户" / "Customers who moved";
    review_col_customer = "客户" / "Customer";
    review_col_dimension = "维度" / "Dimension";
    review_col_move = "变动" / "Move";
    review_col_cause = "越过的线" / "What crossed the line";
    review_col_purchase = "近12个月采购" / "Purchases";
    review_col_decide = "决定" / "Decision";
    review_between = "；" / "; ";
    review_kinds = "变动种类" / "Kind of move";
    review_every_kind = "各种变动" / "Every kind";
    review_kind(dimension, from, to, n) = "{dimension}：{from}→{to}（{n}）" / "{dimension}: {from} → {to} ({n})";
    review_confirm_shown[n] = "确认所列全部{n}项" / "Confirm all {n} listed" | "Confirm all {n} listed";
    review_which = "复核范围" / "What is reviewed";
    review_which_help = "勾选的维度变了类别才进入复核。紧密度随近30天互动起伏，默认不复核。" / "Only moves in the dimensions ticked are reviewed. Closeness changes with every month’s contacts and is left out by default.";
    review_nobody = "没有变动的客户" / "Nobody moved";
    review_nobody_help = "这段时间里，每家客户在每个维度的类别都没有变。可以另选时段，或看迁移矩阵。" / "In this period every customer kept its class in every dimension. Choose another period, or look at the matrix.";
    review_all_done = "都已决定" / "Everything is decided";
    review_all_done_help = "这段时间的变动都有人确认或维持。" / "Each move of this period was confirmed or held.";
    review_none_here = "没有符合条件的变动" / "No move fits";
    review_select_one(name, dimension) = "选中{name}：{dimension}" / "Select {name}: {dimension}";
    review_select_all = "选中显示的全部" / "Select all shown";
    review_shown[n] = "{n}项变动" / "{n} move" | "{n} moves";
    review_selected[n] = "已选{n}项" / "{n} move selected" | "{n} moves selected";
    review_keys = "j k移动，空格选中，回车看凭条" / "j and k move, Space selects, Enter opens the slip";
    cause_figure(fact, figure) = "{fact}{figure}" / "{fact} {figure}";
    cause_moved(fact, before, after) = "{fact}{before} → {after}" / "{fact} {before} → {after}";
    cause_line(moved, line) = "{moved}，线{line}" / "{moved}, line{line}";
    cause_line_moved(moved, former, line) = "{moved}，线由{former}改为{line}" / "{moved}, line from{former} to{line}";
    cause_by_hand = "人工指定，或指定到期" / "Set by hand, or what was set has ended";
    cause_rules = "规则不同，没有单独一条线说明" / "The rules are others; no single line tells it";
    review_moved_from(from, to) = "从{from}到{to}" / "from {from} to {to}";

    // deciding
    review_confirm = "确认" / "Confirm";
    review_hold = "维持原类" / "Hold";
    review_confirm_of(name) = "确认{name}" / "Confirm {name}";
    review_hold_of(name) = "让{name}维持原类" / "Hold {name}";
    review_confirm_title[n] = "确认{n}项变动" / "Confirm {n} move" | "Confirm {n} moves";
    review_hold_title[n] = "{n}项维持原类" / "Hold {n} move" | "Hold {n} moves";
    review_ups[n] = "{n}项变好、新评或变动" / "{n} better, newly classed or changed" | "{n} better, newly classed or changed";
    review_downs[n] = "{n}项变差" / "{n} worse" | "{n} worse";
    review_and_more[n] = "等共{n}项" / "{n} in all" | "{n} in all";
    review_strategy = "新的跟进策略" / "The new strategy";
    review_no_strategy = "这一类没有写跟进策略" / "This class has no strategy";
    review_up_action = "接下来做什么（可不填）" / "What comes next (optional)";
    review_cause = "变差原因" / "Cause";
    review_measure = "挽回措施" / "Measure to win back";
    review_for_all = "对所选各项都这样记" / "Recorded for each of those selected";
    review_cause_price = "价格" / "Price";
    review_cause_service = "服务" / "Service";
    review_cause_rival = "竞争对手" / "Competitor";
    review_cause_need = "需求变化" / "Changed needs";
    review_cause_other = "其他" / "Other";
    review_suggested = "常见原因" / "Common causes";
    review_hold_reason = "维持的理由" / "Reason to hold";
    review_hold_until = "维持到" / "Hold until";
    review_hold_help = "到这天为止按人工指定算原来的类；之后由规则判断。可写0331、3-31" / "Until then the class before counts, set by hand; afterwards the rules decide. 0331 or 3-31";
    review_hold_today(today, day) = "维持从今天（{today}）起算，看的是{day}的簿册。" / "The hold begins today ({today}); you see the book as of {day}.";
    review_unheld[n] = "{n}项原来未评，没有可维持的类，不在其内；可以确认，或在客户页人工指定。" / "{n} had no class before, so there is none to hold; confirm it, or set a class by hand on its page." | "{n} had no class before, so there is none to hold; confirm them, or set a class by hand on their pages.";
    review_by = "你的名字" / "Your name";
    review_by_help = "记在决定里，以后不再问" / "Kept with the decision, and not asked again";
    review_decision_action(action) = "措施：{action}" / "Measure: {action}";
    review_list_file = "复核" / "review";
    review_col_before = "原类" / "Before";
    review_col_after = "新类" / "After";
    review_col_way = "方向" / "Way";
    review_col_by = "决定人" / "Decided by";
    review_col_on = "决定日期" / "Decided on";
    review_col_reason = "原因" / "Reason";
    review_col_action = "措施" / "Measure";
    review_sign_by = "复核人" / "Reviewed by";
    review_sign_day = "日期" / "Date";
    review_printed(occasion) = "客户分类复核：{occasion}" / "Review of classes: {occasion}";

    // the matrix
    migrate_dimension = "维度" / "Dimension";
    migrate_of(dimension) = "{dimension}的迁移" / "Migration of {dimension}";
    migrate_hint = "行是之前，列是之后；点数字看客户" / "Rows before, columns after; a number opens its customers";
    migrate_stay(class) = "{class}，未变" / "{class}, unchanged";
    migrate_cell(from, to) = "{from} → {to}" / "{from} → {to}";
    migrate_cell_from(class) = "原为{class}" / "{class} before";
    migrate_cell_to(class) = "现为{class}" / "{class} after";
    migrate_flow = "流向" / "Flow";
    migrate_flow_alt = "流向图，数字见旁边的表" / "Flow chart; its numbers are in the table beside it";
    migrate_new = "新增" / "New";
    migrate_came[n] = "{n}家新增" / "{n} new" | "{n} new";
    migrate_unchanged[n] = "{n}家未变" / "{n} unchanged" | "{n} unchanged";
    migrate_changed[n] = "{n}家变了" / "{n} changed" | "{n} changed";
    migrate_pick = "点一个数字，这里列出它的客户" / "Choose a number; its customers stand here";
    migrate_close = "收起这些客户" / "Put these customers away";
    migrate_more[n] = "再显示100家，还有{n}家" / "100 more of {n}" | "100 more of {n}";
    migrate_file = "迁移" / "migration";

    // disagreements
    disagree_sub[n] = "{n}项人工指定与规则不同" / "{n} class set by hand differs from the rules" | "{n} classes set by hand differ from the rules";
    disagree_hand = "人工" / "By hand";
    disagree_rules = "规则" / "Rules";
    disagree_said(hand, rules) = "人工{hand}，规则{rules}" / "{hand} by hand, {rules} by the rules";
    disagree_col_class = "人工 → 规则" / "By hand → rules";
    disagree_col_since = "持续" / "Lasting";
    disagree_col_until = "到" / "Until";
    disagree_col_why = "理由" / "Reason";
    disagree_col_by = "指定人" / "Set by";
    disagree_since[n, day] = "{n}天（自{day}）" / "{n} day (since {day})" | "{n} days (since {day})";
    disagree_set_on(day) = "{day}指定，起初一致" / "set {day}, agreed at first";
    disagree_undated = "未记起始日" / "no first day recorded";
    disagree_no_end = "未定" / "open";
    disagree_agree[n] = "规则已与人工一致{n}项，可以取消。" / "In {n} case the rules agree by now; it can be ended." | "In {n} cases the rules agree by now; they can be ended.";
    disagree_show_agreeing = "看这些" / "Show them";
    disagree_tab_differ = "不同" / "Differ";
    disagree_tab_agree = "已一致" / "Agree";
    disagree_tabs = "与规则是否一致" / "Whether the rules agree";
    disagree_list = "人工指定的类别" / "Classes set by hand";
    disagree_none = "没有分歧" / "No disagreement";
    disagree_none_help = "人工指定的类别与规则不同时列在这里，说明已有多久。要指定类别：打开客户，点类别看凭条，再点“人工指定”；或在客户列表选中多家后指定。" / "Classes set by hand that differ from the rules stand here, and how long they have. To set one: open a customer, click a class for its slip, then “Set by hand”; or select several in the list.";
    disagree_none_agree = "没有与规则一致的人工指定" / "No class set by hand agrees with the rules";
    disagree_to_customers = "打开客户列表" / "Open the customers";
    disagree_end = "取消指定" / "End";
    disagree_end_of(name) = "取消指定：{name}" / "End what was set by hand of {name}";
    disagree_prolong = "延长" / "Prolong";
    disagree_prolong_of(name) = "延长{name}的人工指定" / "Prolong what was set by hand of {name}";
    disagree_selected[n] = "已选{n}项" / "{n} selected" | "{n} selected";
    disagree_select_one(name, dimension) = "选中{name}：{dimension}" / "Select {name}: {dimension}";
    disagree_shown[n] = "{n}项人工指定" / "{n} class set by hand" | "{n} classes set by hand";
    disagree_file = "分歧" / "disagreements";

    // setting a class by hand
    hand_set = "人工指定" / "Set by hand";
    hand_change = "另行指定" / "Set another";
    hand_title(dimension) = "人工指定{dimension}" / "Set {dimension} by hand";
    hand_title_many[n] = "人工指定{n}家客户" / "Set {n} customer by hand" | "Set {n} customers by hand";
    hand_dimension = "维度" / "Dimension";
    hand_class = "类别" / "Class";
    hand_choose = "请选择" / "Choose";
    hand_rules_say(class) = "规则判为{class}" / "The rules say {class}";
    hand_reason = "理由" / "Reason";
    hand_until = "到哪天为止" / "Last day";
    hand_until_help = "之后由规则判断。可写0331、3-31、明天" / "Afterwards the rules decide. 0331, 3-31 or tomorrow";
    hand_mark = "人工指定" / "set by hand";
    hand_in_force(who, class) = "{who}指定为{class}" / "{who} set {class}";
    hand_someone = "人工" / "Someone";
    hand_since = "起始" / "Since";
    hand_until_day = "截止" / "Until";
    hand_days[n, day] = "{day}，已{n}天" / "{day}, {n} day" | "{day}, {n} days";
    hand_no_end = "未定截止日" / "no last day";
    hand_rules = "规则判断" / "The rules say";
    in_brackets_after(what, note) = "{what}（{note}）" / "{what} ({note})";
    hand_same = "与规则一致" / "as the rules say";
    hand_end = "取消人工指定" / "End what was set by hand";
    hand_prolong = "延长" / "Prolong";
    hand_prolong_title(name) = "延长{name}的人工指定" / "Prolong what was set by hand of {name}";
    hand_from_today(today, day) = "从今天（{today}）起算，看的是{day}的簿册。" / "It counts from today ({today}); you see the book as of {day}.";

    // the rules of another day, and the navigation on phones
    band_rules = "按哪一版规则看" / "Under which rules";
    band_today = "今天的规则" / "Today’s rules";
    band_then(n) = "当时的规则（第{n}版）" / "The rules then (version {n})";
    foot_rules_then(n) = "按当时的规则（第{n}版）" / "under the rules then (version {n})";
    foot_rules_today = "按今天的规则" / "under today’s rules";
    nav_more = "更多" / "More";
}
