//! Words of the why slip, the lifecycle, the timeline, and the forms of events.

use crate::domain::label::Lang;

text! {
    // the slip
    class_is(dimension) = "{dimension}是" / "{dimension}:";
    tag_is = "带有标签" / "Has the tag";
    tag_is_not = "没有标签" / "Does not have the tag";
    by_hand = "由人工指定；规则自己的判断和依据见下" / "Set by hand; what the rules say, and the records behind it, stand below";
    declared_ends(amount) = "（现按申报的{amount}计；申报数从第一笔订单起不再计，改按订单合计）" / " (the declared {amount} counts now; from the first order on only orders count)";
    by_declared = "（按申报数）" / " (as declared)";
    by_otherwise = "各条规则都不成立，归入其余" / "No rule holds; this class takes the rest";
    by_field(field) = "取自客户资料中的“{field}”" / "Taken from the field “{field}” of the record";
    by_nothing = "各条规则都不成立，不归入任何一类" / "No rule holds; the customer is unclassified";
    by_field_missing(field) = "“{field}”没有填写" / "“{field}” is not filled in";
    by_missing(facts) = "缺数据：{facts}" / "No data: {facts}";
    judged = "逐条判断" / "Rule by rule";
    judged_tag = "标签的条件" / "The tag's condition";
    rest = "其余" / "The rest";
    not_tried = "未判断" / "not tried";
    rule_holds = "成立" / "holds";
    rule_fails = "不成立" / "does not hold";
    all_of = "以下都要成立" / "All of these";
    any_of = "以下任一成立" / "Any of these";
    none_of = "以下不成立（缺数据算不成立）" / "Not this (no data counts as not holding)";
    coverage[n, known] = "{n}项依据，已知{known}项" / "{known} of {n} figure known" | "{known} of {n} figures known";
    see_why(what) = "看{what}的依据" / "See why: {what}";
    mark_holds = "成立" / "holds";
    mark_fails = "不成立" / "fails";
    mark_missing = "缺数据" / "no data";
    mark_untried = "未判断" / "not tried";

    score_by_default(fact, n) = "{fact}，评分规则定为此时按{n}分计" / "{fact}: the score's rule then counts {n}";
    score_terms = "分数的构成" / "How the score adds up";
    score_item = "项" / "Item";
    score_value = "得分" / "Score";
    score_weight = "权重" / "Weight";
    score_adds = "计入" / "Adds";
    rfm_rank(place) = "第{place}名" / "No. {place}";
    rfm_place(of) = "RFM排名，共{of}名" / "in the RFM ranking of {of}";
    rfm_ties[n] = "{n}家总分、金额、距末次订单同值，名次按编号分" / "{n} alike in total, amount and recency; their ids decide the places" | "{n} alike in total, amount and recency; their ids decide the places";
    rfm_ties_split[n] = "{n}家总分、金额、距末次订单同值，名次按编号分；界线落在这些同值客户之间" / "{n} alike in total, amount and recency; their ids decide the places, and a border falls between them" | "{n} alike in total, amount and recency; their ids decide the places, and a border falls between them";
    alike_by_id[n] = "{n}家同值，按编号分" / "{n} alike, their ids decide" | "{n} alike, their ids decide";
    rfm_scores = "R、F、M得分" / "R, F and M scores";
    rfm_months[n] = "窗口为近{n}个月" / "the window is {n} month" | "the window is {n} months";
    rfm_all_time = "窗口为全部时间" / "the window is all time";
    rfm_cut = "得分 = 1 + 小于该值的分位点个数" / "score = 1 + the quantiles below the value";
    rfm_cut_plus_one = "得分 = 1 + 加1后不超过该值的分位点个数" / "score = 1 + the quantiles that, plus 1, are not above the value";
    rfm_rule(window, cut, weights) = "按五分位（第7型）打分：{window}；{cut}；R倒序（6 − 得分）；总分权重{weights}" / "Scored by quintiles (type 7): {window}; {cut}; R reversed (6 − score); weights {weights}";
    recency = "距末次订单" / "Since the last order";
    frequency(window) = "订单数（{window}）" / "Orders ({window})";
    monetary(window) = "金额（{window}）" / "Amount ({window})";
    rfm_window_months[n] = "近{n}个月" / "{n} month" | "{n} months";
    rfm_window_all = "全部时间" / "all time";

    from_orders[n] = "依据的{n}笔订单" / "The {n} order behind it" | "The {n} orders behind it";
    from_interactions[n] = "依据的{n}次互动" / "The {n} interaction behind it" | "The {n} interactions behind it";
    from_tickets[n] = "依据的{n}张服务单" / "The {n} ticket behind it" | "The {n} tickets behind it";
    from_fields = "依据的客户资料" / "Fields of the record behind it";
    days_range(from, to) = "{from}至{to}" / "{from} to {to}";
    show_all[n] = "显示全部{n}条" / "Show all {n}" | "Show all {n}";
    no_records = "簿册里没有相关记录" / "The book has no records behind it";
    no_records_counted = "这家客户的记录都不在所看的期限或范围内" / "None of the customer’s records counts here: they are of other days or kinds";
    outlook_one(day, amount, sum, then) = "{day}起，最早的订单{amount}移出12个月窗口。若无新订单，合计变为{sum}，{then}" / "From {day} the oldest order, {amount}, leaves the 12 months. Without a new one the sum is {sum}: {then}";
    outlook_return(day, amount, sum, then) = "{day}起，最早的退货{amount}移出12个月窗口。若无新订单，合计变为{sum}，{then}" / "From {day} the oldest return, {amount}, leaves the 12 months. Without a new order the sum is {sum}: {then}";
    outlook_many(day, n, amount, sum, then) = "{day}起，最早的{n}笔订单共{amount}移出12个月窗口。若无新订单，合计变为{sum}，{then}" / "From {day} the {n} oldest orders, {amount} together, leave the 12 months. Without a new one the sum is {sum}: {then}";
    stays(class) = "仍是{class}。" / "still {class}.";
    falls_to(class) = "变为{class}。" / "then {class}.";
    in_kind(kind, text) = "{kind}：{text}" / "{kind}: {text}";
    reviews = "历次复核" / "Reviews";
    rule_of(dimension) = "规则“{dimension}”" / "Rule “{dimension}”";
    rule_of_tag(tag) = "标签规则“{tag}”" / "Rule of the tag “{tag}”";
    as_of_day(day) = "基准日{day}" / "As of {day}";
    copied = "判定凭条已复制" / "The slip is copied";
    not_copied = "浏览器没有让复制，请手工选取" / "The browser did not let the page copy; please select the text by hand";
    copy_slip = "复制为文字" / "Copy as text";

    // the lifecycle
    lifecycle = "生命周期" / "Lifecycle";
    life_lead = "线索" / "Lead";
    life_intent = "意向" / "Intent";
    life_signed = "签约" / "Signed";
    life_formal = "正式客户" / "Customer";
    life_loyal = "忠诚" / "Loyal";
    life_risk = "风险" / "At risk";
    life_lost = "流失 / 挽回" / "Lost / won back";
    life_undated = "日期未记" / "no date";
    life_todo = "未达到" / "not reached";
    life_reached = "已达到" / "reached";
    life_quiet = "未触发" / "no sign";
    life_warns = "已触发" / "it is";
    life_need = "已记需求" / "need recorded";
    life_contract = "合同" / "contract";
    life_contract_of(amount) = "合同{amount}" / "contract {amount}";
    life_no_contract = "没有合同记录" / "no contract";
    life_first_return(amount) = "首笔记录是退货{amount}" / "the first record is a return, {amount}";
    life_first_order(amount) = "首单{amount}" / "first order {amount}";
    life_began = "合作起始" / "cooperation began";
    life_began_return(day, amount) = "合作起始；首笔记录是退货{amount}，{day}" / "cooperation began; the first record is a return, {amount}, {day}";
    life_began_order(day, amount) = "合作起始；首单{amount}，{day}" / "cooperation began; first order {amount}, {day}";
    life_health(score) = "健康分{score}" / "health {score}";
    life_last_order(distance) = "末单{distance}" / "last order {distance}";
    life_last_return(distance) = "末笔记录是退货，{distance}" / "the last record is a return, {distance}";
    life_won_back = "已挽回" / "won back";
    life_done = "已过" / "passed";
    life_now = "当前" / "now";

    // the timeline
    timeline = "时间线" / "Timeline";
    timeline_note(interactions, orders, tickets) = "互动{interactions}，订单{orders}，服务{tickets}" / "{interactions} interactions, {orders} orders, {tickets} tickets";
    show = "显示" / "Show";
    see_interactions = "互动" / "Interactions";
    see_orders = "订单" / "Orders";
    see_tickets = "服务" / "Service";
    one_order = "订单" / "Order";
    one_review = "复核" / "Review";
    later_not_counted = "基准日之后，不计入" / "after the as-of date, not counted";
    more_entries[n] = "还有{n}条，再显示50条" / "{n} more; show 50" | "{n} more; show 50";
    nothing_yet = "还没有记录" / "Nothing recorded yet";
    nothing_yet_help = "记下互动、订单、服务单后，按日期列在这里。" / "Interactions, orders and tickets will stand here by day.";
    nothing_of_kind = "没有这一类记录" / "No records of this kind";
    open_record(what) = "打开：{what}" / "Open: {what}";
    moved(dimension, from, to) = "{dimension}：{from} → {to}" / "{dimension}: {from} → {to}";
    still_open = "未结" / "open";
    solved_on(day) = "{day}解决" / "solved {day}";
    satisfaction_of(n) = "满意度{n} / 5" / "satisfaction {n} / 5";
    return_order = "退货" / "return";
    unpaid_since(day) = "应于{day}付款，未付" / "due {day}, unpaid";

    // recording
    record_interaction = "记互动" / "Record interaction";
    record_order = "记订单" / "Record order";
    record_ticket = "记服务单" / "Record ticket";
    record_more = "记订单、记服务单" / "Record an order or a ticket";
    edit_interaction = "互动" / "Interaction";
    edit_order(id) = "订单{id}" / "Order {id}";
    edit_ticket = "服务单" / "Ticket";
    remove = "删除" / "Remove";
    not_stated = "未说明" / "not stated";
    keep_warned = "再按一次“保存”就照此保存" / "Press “Save” again to keep it so";
    amount_negative_help = "退货写负数；可写1.28万" / "a return is negative";
    moment_help = "可写0305、昨天，后面可加14:30" / "0305 or yesterday 14:30";
    items_help = "如：伺服电机×2、减速机" / "such as: servo motor×2, gearbox";
}
