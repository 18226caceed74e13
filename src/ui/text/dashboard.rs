//! Words of the dashboard.

use crate::domain::label::Lang;

text! {
    dashboard = "仪表盘" / "Dashboard";
    board_sub(day) = "全部客户，截至{day}" / "All customers, as of {day}";
    board_overview = "总览" / "Overview";
    board_print_of(name) = "仪表盘：{name}，全部客户" / "Dashboard: {name}, all customers";
    board_printed(day) = "{day}打印" / "Printed {day}";
    board_as_of(day) = "基准日{day}" / "As of {day}";

    board_role = "看板" / "Board";
    board_management = "管理" / "Management";
    board_sales = "销售" / "Sales";
    board_service = "服务" / "Service";
    board_arrange = "调整卡片" / "Arrange cards";
    board_arranged = "完成" / "Done";
    board_arrange_help = "拖动卡片，或用箭头按钮换位；移除的卡片可以随时加回。只影响这个浏览器，各看板分别保存。" / "Drag the cards, or move them by the arrows; a removed card can be added again. Kept in this browser, for each board.";
    board_restore = "恢复默认卡片" / "Default cards";
    board_card_up(name) = "“{name}”前移" / "Move {name} up";
    board_card_down(name) = "“{name}”后移" / "Move {name} down";
    board_card_remove(name) = "移除“{name}”" / "Remove {name}";
    board_card_add(name) = "加入“{name}”" / "Add {name}";
    board_shown = "已有的卡片" / "Cards on the board";
    board_more = "可以加入的卡片" / "Cards to add";
    board_card_matrix = "价值与阶段" / "Value by stage";
    board_card_months = "近12个月采购" / "Purchases by month";
    board_card_texts = "行业等分布" / "Industries and the like";
    board_card_gaps = "缺少的信息" / "What sheets lack";
    board_card_bands = "信息完善分布" / "Completeness by band";
    board_card_tickets = "未结服务单" / "Open tickets";
    board_card_causes = "本月投诉原因" / "Causes of complaints";
    board_month_before(figure) = "上月末{figure}" / "{figure} at the end of last month";
    board_same_as_before = "与上月末持平" / "As at the end of last month";
    board_no_before = "上月末没有数据" / "Nothing at the end of last month";
    classes_before = "上月末：" / "At the end of last month: ";
    classes_then(class, n) = "{n}家{class}" / "{class}: {n}";
    classes_then_more(class, n, more) = "{n}家{class}（现在多{more}）" / "{class}: {n} (now {more} more)";
    classes_then_less(class, n, less) = "{n}家{class}（现在少{less}）" / "{class}: {n} (now {less} fewer)";
    classes_same_before = "各类家数与现在相同" / "the same in each class";
    classes_none_before = "没有数据" / "nothing";
    board_aim(figure) = "目标{figure}" / "Aim {figure}";
    board_reading = "正在统计…" / "Working it out…";
    board_tickets_open = "等我方处理" / "Waiting for us";
    board_tickets_paused = "等待对方" / "Waiting for others";
    board_tickets_revisit = "待回访" / "To be asked about";
    board_tickets_late = "已超时" / "Late";
    board_tickets_note(now) = "截至{now}" / "As of {now}";
    board_causes_before = "上月同期合计" / "Same days of last month";
    board_causes_now[n] = "{n}件" / "{n} complaint" | "{n} complaints";
    board_causes_then(n) = "上月同期{n}件" / "{n} in the same days of last month";
    board_cause_unknown = "没写原因" / "No cause given";

    board_empty = "还没有客户" / "No customers yet";
    board_empty_help = "这里会显示客户的分类、采购、健康与信息完善情况。先导入簿册、载入样例，或添加一个客户。" / "Classes, purchases, health and completeness of the customers will stand here. Import a book, load the sample or add a customer first.";
    board_import = "导入或载入样例" / "Import, or load the sample";

    customers_total = "客户数" / "Customers";
    customers_counts = "基准日已建档，或已有往来记录" / "On record, or with dealings, by the as-of date";
    board_household = "家" / "";
    ever_dealt_counts = "有订单（退货也算）、签过合同，或记了合作起始" / "With an order (returns too), a signed contract, or a recorded start of cooperation";
    ever_dealt[n] = "{n}家成交过（退货也算）" / "{n} has dealt (returns count)" | "{n} have dealt (returns count)";
    purchase_12m = "近12个月订单额" / "Ordered in 12 months";
    purchase_counts = "按下单日，已扣退货" / "By order date, less returns";
    declared_besides(amount) = "另有申报{amount}" / "{amount} declared besides";
    against_before(amount) = "比上年同期{amount}" / "against {amount}";
    before_was(amount) = "上年同期{amount}" / "{amount} the year before";
    none_before = "上年同期没有订单" / "no orders the year before";
    ordered_by[n, amount] = "{amount}，来自{n}家" / "{amount}, from {n} customer" | "{amount}, from {n} customers";
    healthy_share = "健康客户占比" / "Healthy customers";
    healthy_counts = "已评客户中，健康一档所占的比例" / "Of those rated, the share in the best band";
    of_scored(part, whole) = "{part} / {whole}家已评" / "{part} of {whole} rated";
    first_deals = "本季新成交" / "First deals this quarter";
    first_deals_counts = "首笔订单（退货不算）、签约、合作起始，取最早一天" / "By the earliest of first order (no return), contract, start of cooperation";
    first_deals_since(day) = "自{day}" / "since {day}";
    first_deals_before[n] = "上季同期{n}家" / "{n} by this day last quarter" | "{n} by this day last quarter";
    completeness = "信息完善率" / "Information completeness";
    completeness_counts = "各客户已填项占应填项之比，取平均" / "Mean share of the sheet’s items that are filled";
    goal(share) = "目标{share}" / "Goal {share}";
    below_goal_by(points) = "差{points}个百分点" / "{points} percentage points short";
    goal_reached = "已达目标" / "Goal reached";
    below_goal[n] = "{n}家未达" / "{n} below" | "{n} below";

    classes_title = "分类分布" / "Classes";
    classes_hint = "点任一段打开这些客户" / "A segment opens its customers";
    classified_of[n] = "{n}家已评" / "{n} rated" | "{n} rated";
    more_classes_title = "分层与风险" / "Tiers and risk";
    matrix_title(rows, columns) = "{rows} × {columns}" / "{rows} × {columns}";
    matrix_of = "数的是" / "What is counted";
    matrix_customers = "家数" / "Customers";
    matrix_amount = "年采购额" / "Purchases";
    matrix_caption(rows, columns, what) = "{rows}与{columns}：{what}" / "{rows} by {columns}: {what}";
    in_wan = "万元" / "in 10k CNY";
    months_note = "万元，按下单日，已扣退货" / "in 10k CNY, by order date, less returns";
    matrix_declared(amount) = "万元，其中申报{amount}" / "in 10k CNY, {amount} of it declared";

    months_title = "每月订单额" / "Ordered by month";
    months_this(amount) = "本期{amount}" / "This year {amount}";
    months_before = "上年同期" / "Same days a year before";
    months_lower = "（下行）" / "(lower row)";
    months_partial(from, to) = "不满月（自{from}，至{to}）" / "Partial month (from {from}, to {to})";
    month_of(month, from, to) = "{month}（{from}至{to}）" / "{month} ({from} to {to})";
    month_exact(month, amount, before) = "{month}：{amount}，上年同期{before}" / "{month}: {amount}, same days a year before {before}";

    tags_title = "自动标签" / "Automatic tags";
    tags_hint = "一家可有多个" / "A customer may have several";
    more_texts[n] = "其余{n}种" / "{n} other" | "{n} others";
    text_count[n] = "{n}种" / "{n} kind" | "{n} kinds";

    gaps_title = "最常缺的信息" / "Most often missing";
    gaps_note = "缺的家数" / "customers that lack it";
    no_gaps = "每家客户的信息都齐全" / "Nothing is missing on any sheet";
    bands_counts = "已填项占应填项之比，各段家数" / "customers by the share of items filled";
    bands_title = "信息完善率分布" / "Completeness of the sheets";
}
