//! Words of the list of customers.

use crate::domain::label::Lang;

text! {
    customers_title = "客户" / "Customers";

    // views
    views = "视图" / "Views";
    view_all = "全部客户" / "All";
    view_key_up = "重点以上" / "Key and above";
    view_health_risk = "健康度风险" / "Health at risk";
    view_reactivate = "待激活" / "To reactivate";
    view_new = "新客户" / "New";

    // search, conditions
    list_tools = "筛选与显示" / "Filters and display";
    rows_search = "客户或列表里的字" / "Customer, or what a row says";
    customer_search = "名称、联系人、电话尾号、标签" / "Name, contact, phone tail, tag";
    add_condition = "加条件" / "Add a condition";
    edit_condition = "改条件" / "Edit the condition";
    clear_conditions = "清除" / "Clear all";
    condition_field = "栏目" / "Field";
    condition_kind = "条件" / "Condition";
    condition_values = "取值" / "Values";
    is_any_of = "是其中之一" / "is any of";
    is_none_of = "不是（没有值的也在内）" / "is none of (those without a value stay)";
    is_none_of_all = "不是" / "is none of";
    with_those_without(said) = "{said}（没有值的也在内）" / "{said} (those without a value stay)";
    is_word = "是" / "is";
    is_not_word = "不是" / "is not";
    find_value = "找取值" / "Find a value";
    more_values[n] = "还有{n}个，输入几个字来找" / "{n} more; type to find it" | "{n} more; type to find them";
    apply_condition[n] = "采用，剩{n}家" / "Apply, {n} customer" | "Apply, {n} customers";
    is_within = "在此范围" / "is within";
    is_outside = "不在此范围（没有数的也在内）" / "is outside (those without a figure stay)";
    is_outside_all = "不在此范围" / "is outside";
    filter_classes = "类别与标签" / "Classes and tags";
    filter_record = "资料" / "Record";
    filter_days = "日期" / "Days";
    filter_figures = "数字" / "Figures";
    filter_from = "从" / "From";
    filter_to = "到" / "to";
    filter_missing_out = "没有这个数的也去掉" / "Also not those where it is missing";
    filter_missing = "没有这个数的也算" / "Also where it is missing";
    days_from(from) = "{from}起" / "from {from}";
    days_until(to) = "{to}为止" / "until {to}";
    no_tags = "没有标签" / "No tags";
    tags_by_rule = "规则所加标签" / "Tags by rule";
    tags_by_person = "人工标签" / "Tags by hand";

    // columns
    col_name = "名称" / "Name";
    col_value = "价值层级" / "Value";
    col_stage = "阶段" / "Stage";
    col_closeness = "紧密度" / "Closeness";
    col_industry = "行业" / "Industry";
    col_risk = "风险等级" / "Risk";
    col_amount = "年采购额" / "Purchases";
    col_amount_unit = "年采购额（万元）" / "Purchases, 10k CNY";
    col_last = "最近互动" / "Last contact";
    col_last_order = "最近订单" / "Last order";
    col_owner = "负责人" / "Owner";
    col_tags = "标签" / "Tags";
    col_contact = "首要联系人" / "First contact";
    declared = "申报" / "declared";
    of_it_declared(amount, declared) = "{amount}，其中申报{declared}" / "{amount}, {declared} of it declared";
    ordered_sum(amount) = "下单日内订单额{amount}" / "{amount} ordered on these days";
    columns = "列" / "Columns";
    columns_default = "恢复默认" / "Default columns";
    move_up(what) = "{what}上移" / "Move {what} up";
    move_down(what) = "{what}下移" / "Move {what} down";
    density_normal = "标准行高" / "Normal rows";
    density_compact = "紧凑行高" / "Compact rows";

    // order
    order_of_list = "排序" / "Order";
    order_recent(what) = "{what}，近的在前" / "{what}, latest first";
    order_long_ago(what) = "{what}，远的在前" / "{what}, earliest first";
    order_high(what) = "{what}，高的在前" / "{what}, highest first";
    order_low(what) = "{what}，低的在前" / "{what}, lowest first";
    order_from_a(what) = "{what}，A到Z" / "{what}, A to Z";
    order_from_z(what) = "{what}，Z到A" / "{what}, Z to A";
    order_first_class(what) = "{what}，按级别" / "{what}, by class";
    order_last_class(what) = "{what}，按级别倒序" / "{what}, by class, reversed";

    // selection
    select_all_shown = "全选筛出的客户" / "Select all customers shown";
    select_one(name) = "选择{name}" / "Select {name}";
    select = "选择" / "Select";
    stop_selecting = "完成" / "Done";
    for_selected = "对已选客户" / "For the selected customers";
    assign_owner = "指派负责人" / "Assign an owner";
    owner_name = "负责人姓名" / "Owner's name";
    assign = "指派" / "Assign";
    clear_owner = "清除负责人" / "Clear the owner";
    add_tag = "加标签" / "Add a tag";
    remove_tag = "去标签" / "Remove a tag";
    tag_name = "标签名称" / "Tag";
    no_manual_tags = "已选客户没有人工标签。规则加的标签要在规则里改。" / "The selected customers have no tags by hand. Tags by rule are changed in the rules.";
    unselect = "取消选择" / "Clear the selection";
    purchase_sum(amount) = "年采购额合计{amount}" / "Purchases {amount}";

    // count line
    count_all[n] = "共{n}家" / "{n} customer" | "{n} customers";
    count_of(shown, all) = "筛出{shown}家，共{all}家" / "{shown} of {all} customers";
    risk_open[n] = "尚未流失{n}家" / "{n} not lost yet" | "{n} not lost yet";
    risk_lost[n] = "已流失{n}家" / "{n} lost already" | "{n} lost already";
    list_keys = "j、k移动，空格或x选中，Enter打开" / "j and k move, Space or x selects, Enter opens";
    rows_in_sight(first, last) = "第{first}–{last}行" / "Rows {first}–{last}";

    // messages
    no_match = "没有找到符合的客户" / "No customer was found";
    no_match_help[n] = "全部{n}家都在，改一改搜索的词或条件再看。" / "The {n} customer of the book is still there; change the words or the conditions." | "All {n} customers are still there; change the words or the conditions.";
    nobody_yet = "这一天还没有客户" / "There were no customers on this day";
    nobody_yet_help = "客户从建档日期起计入，之前有订单、互动或服务单的从那天起。换一个截止日期再看。" / "A customer counts from the day it was created, or from its first order, interaction or ticket if that is earlier. Look at another day.";
    not_yet_there(day) = "截至{day}，这家客户还没有建档：当天的名单、数目、分类里都没有它。" / "On {day} this customer did not exist yet: it is in no list, count or class of that day.";
    blank_book = "簿册里还没有客户" / "There are no customers yet";
    blank_book_help = "导入一份簿册，新建一个客户，或先打开样例看看。" / "Import a book, add a customer, or look at the sample first.";
    reading_customers = "正在读取客户" / "Reading the customers";
    not_read = "客户没有读出来" / "The customers could not be read";

    // export, print
    list_file = "客户名单" / "Customers";
    printed_list[n] = "客户名单，{n}家" / "{n} customer" | "{n} customers";
    key_ordered = "下单日" / "Ordered on";
    key_first_deal = "首次成交日（退货不算）" / "First deal on (returns left out)";
    key_gap = "缺少" / "Missing";
    printed_of(list, shown) = "{list}，{shown}" / "{list}, {shown}";
    key_group = "人群" / "Group";
    key_group_gone = "已删除的人群" / "A removed group";
    printed_where(conditions) = "：{conditions}" / ": {conditions}";
    printed_search(words) = "搜索“{words}”" / "search “{words}”";
    print_left_out(columns) = "纸上放不下的列：{columns}。列表里排在前面的列先印。" / "No room on paper for: {columns}. The first columns of the list are printed first.";
    print_reading = "清单还没读完，请稍后再打印" / "The list is still being read: please print again in a moment";
    print_cut(shown, all) = "只打印前{shown}行，共{all}行。要全部，请导出。" / "Only the first {shown} of {all} rows are printed. Export the list to have them all.";
}
