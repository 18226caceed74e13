//! Words of the page of duplicates, and of comparing two customers.

use crate::domain::label::Lang;

text! {
    dup_title = "查重" / "Duplicates";
    dup_sub[n] = "{n}对客户可能是同一家" / "{n} pair of customers may be one and the same" | "{n} pairs of customers may be one and the same";
    dup_to = "查重" / "Find duplicates";
    dup_list = "可能重复的客户" / "Customers that may be the same";
    dup_select_one(one, other) = "选择“{one}”和“{other}”" / "Select {one} and {other}";
    dup_select_all = "全选" / "Select all";
    dup_shown[n] = "{n}对" / "{n} pair" | "{n} pairs";
    dup_selected[n] = "已选{n}对" / "{n} pair selected" | "{n} pairs selected";
    dup_keys = "j、k移动，空格或x选中，Enter比较" / "j and k move, space or x selects, Enter compares";
    dup_file = "查重" / "duplicates";
    dup_tabs = "显示" / "Show";
    dup_tab_open = "可能重复" / "May be the same";
    dup_tab_said = "不是同一家" / "Not the same";
    dup_sure = "把握" / "How sure";
    dup_sure_all = "全部" / "All";
    dup_sure_strong = "几乎确定" / "Near certain";
    dup_sure_medium = "很可能" / "Likely";
    dup_sure_weak = "有可能" / "Possible";
    dup_col_sure = "把握" / "How sure";
    dup_col_one = "客户" / "Customer";
    dup_col_other = "另一家" / "The other";
    dup_col_why = "依据" / "Why";
    dup_col_records = "往来" / "Records";
    dup_col_number_of_other = "另一家的编号" / "No. of the other";
    dup_col_ways = "处理" / "Decide";
    dup_side(id, records) = "{id} · {records}" / "{id} · {records}";
    dup_records[n] = "{n}条往来" / "{n} record" | "{n} records";
    dup_group[n] = "同组共{n}家" / "{n} alike" | "{n} alike";
    dup_said_note = "有人说过不是同一家" / "said not to be the same";
    dup_compare = "比较" / "Compare";
    dup_compare_of(name) = "比较“{name}”这一对" / "Compare the pair of {name}";
    dup_not_same = "不是同一家" / "Not the same";
    dup_not_same_of(name) = "“{name}”这一对不是同一家" / "The pair of {name} is not the same";
    dup_maybe = "撤回" / "Take back";
    dup_maybe_of(name) = "撤回“{name}”这一对的“不是同一家”" / "Take back that the pair of {name} is not the same";
    dup_looking = "正在查找重复的客户" / "Looking for duplicates";
    dup_looking_sub[n] = "正在查找，还有{n}家客户要看" / "Looking, {n} customer to go" | "Looking, {n} customers to go";
    dup_none = "没有找到重复的客户" / "No duplicates found";
    dup_none_help = "信用代码、电话或名称（不计地名和公司形式）相同的客户会列在这里。" / "Customers that share a credit code, a phone number or a name (but for place and legal form) are listed here.";
    dup_none_said = "没有“不是同一家”的记录" / "Nothing was said not to be the same";
    dup_none_said_help = "在“可能重复”里选“不是同一家”，那一对就记在这里，不再提醒，随时可以撤回。" / "Choose “Not the same” for a pair that may be: it is kept here, no longer brought up, and can be taken back.";
    dup_to_customers = "看客户" / "See the customers";

    // two side by side
    merge_title = "比较并合并" / "Compare and merge";
    merge_stays = "留下" / "Stays";
    merge_goes = "并入" / "Goes";
    merge_both = "两边都要" / "Both";
    merge_swap = "对调去留" / "Swap";
    merge_do = "合并" / "Merge";
    merge_back = "返回列表" / "Back to the list";
    merge_note(stays, goes) = "合并后编号是{stays}；{goes}的往来、积分、复核、任务和别处的引用都转过来。合并后可以一步撤销，但只到这个标签页刷新或关闭为止；拿不准就先导出一份簿册。" / "The number will be {stays}; records, points, decisions, tasks and references of {goes} move over. One undo takes it back, until this tab is reloaded or closed; where you are not sure, export the book first.";
    merge_choose[n] = "{n}项两边不同，已按常例选好，可以改" / "{n} field differs; the usual choice is made, change it as you like" | "{n} fields differ; the usual choices are made, change them as you like";
    merge_no_difference = "两边没有矛盾的内容" / "The two do not contradict each other";
    merge_rest[n] = "相同或只有一边有的{n}项" / "{n} field that is the same or on one side only" | "{n} fields that are the same or on one side only";
    merge_blank = "未填" / "Not filled in";
    merge_total = "合并后" / "Together";
    merge_kind = "往来" / "Records";
    merge_orders = "订单" / "Orders";
    merge_amount = "订单金额（元）" / "Sum of orders (CNY)";
    merge_interactions = "互动" / "Interactions";
    merge_tickets = "服务单" / "Tickets";
    merge_points = "积分记录" / "Points";
    merge_reviews = "复核" / "Reviews";
    merge_reveal = "显示联系方式" / "Show contacts";
    merge_hide = "遮住联系方式" / "Mask contacts";
    merge_gone = "这一对已经不在了" / "This pair is no longer there";
    merge_gone_help = "其中一家已被合并或删除。在当时的标签页里撤销可以找回。" / "One of the two was merged or removed. An undo in the tab where that was done brings it back.";
    merge_not_alike = "没有找到相同之处" / "Nothing alike was found";
    merge_history = "往来合计" / "Records in sum";
    merge_fields = "逐项选择" / "Field by field";
    twin_in_book(why) = "簿册里可能已有这家（{why}），仍可保存：" / "The book may have this customer already ({why}); you can still save:";
}
