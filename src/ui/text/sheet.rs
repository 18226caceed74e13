//! Words of the customer's page: the classification sheet, read and edited, and the form for a new customer.

use crate::domain::label::Lang;

text! {
    // frame
    crumb_place = "位置" / "Place";
    to_customers = "客户" / "Customers";
    remove_customer = "删除这家客户" / "Remove this customer";
    was_merged(id) = "编号{id}的客户已并入这一家" / "Customer {id} was merged into this one";
    no_customer = "没有这家客户" / "There is no such customer";
    no_customer_help(id) = "簿册里没有编号{id}的客户：可能已经删除，或者地址打错了。刚删除的可以撤销找回。" / "The book has no customer {id}: it may have been removed, or the address is mistyped. A removal can be undone.";
    to_list = "回到客户列表" / "Back to the list";
    why_unrated(said) = "为什么{said}" / "Why {said}";
    why_class(dimension, class) = "为什么{dimension}是{class}" / "Why {dimension} is {class}";

    // the sheet
    sheet_title = "客户关系分类表" / "Customer relationship sheet";
    sheet_note(id, owner) = "{id}，负责人：{owner}" / "{id}, owner: {owner}";
    sheet_filled(filled, total) = "信息完善{filled} / {total}项" / "{filled} of {total} items filled";
    sheet_gaps(names) = "还缺：{names}" / "Missing: {names}";
    ticked = "（已勾）" / " (ticked)";
    computed_hint = "由规则判定，点“为什么”看依据" / "Computed by the rules; “why” shows on what";
    edit_by_double_click = "双击修改" / "Double-click to edit";

    label_name = "客户名称" / "Name";
    label_size = "企业规模" / "Size";
    label_size_small = "（员工人数/营收）" / "(staff / revenue)";
    label_value = "客户价值层级" / "Customer value";
    label_tenure = "合作时长" / "Tenure";
    label_core_tags = "核心标签" / "Core tags";
    label_annual = "年度采购总额" / "Annual purchase";
    label_annual_small = "（万元）" / "(in 10k CNY)";
    label_annual_unit = "（万元）" / "(CNY)";
    label_stage = "当前合作阶段" / "Current stage";
    label_closeness = "关系紧密度" / "Closeness";
    label_risk = "风险等级" / "Risk level";
    label_health = "健康度" / "Health";
    label_contact_name = "姓名" / "Name";
    label_contact_title = "职位" / "Position";
    label_contact_reach = "联系方式" / "Contact";
    label_contact_likes = "偏好" / "Preference";
    label_last_touch = "最近互动时间" / "Last interaction";
    label_touched_by = "记录人" / "Recorded by";
    label_touch = "互动内容" / "Content";
    label_next_step = "下一步计划" / "Next step";
    label_voices = "投诉/表扬记录" / "Complaints / praise";

    size_staff(n) = "员工{n}人" / "{n} staff";
    size_revenue(amount) = "营收：{amount}" / "revenue: {amount}";
    share_of(product, share) = "{product} {share}" / "{product} {share}";
    tenure_since(day) = "（自{day}）" / " (since {day})";
    orders_sum[n, from, until, sum] = "{from}至{until}，{n}笔订单合计{sum}元" / "{from} to {until}, {n} order, CNY {sum}" | "{from} to {until}, {n} orders, CNY {sum}";
    returns_sum[n, from, until, sum] = "{from}至{until}，{n}笔退货合计{sum}元" / "{from} to {until}, {n} return, CNY {sum}" | "{from} to {until}, {n} returns, CNY {sum}";
    declared_only = "没有订单，按申报数" / "No orders: as declared";
    declared_too(amount) = "申报：{amount}" / "declared: {amount}";
    set_by_hand = "人工指定" / "Set by hand";
    set_by_hand_since(day) = "人工指定，{day}起，未定截止日" / "Set by hand since {day}, no last day";
    set_by_hand_until(day, until) = "人工指定，{day}至{until}" / "Set by hand, {day} to {until}";
    set_by_hand_by(days, who) = "{days}，由{who}指定" / "{days}, by {who}";
    hand_and_rules(hand, ruled) = "{hand}。按规则：{ruled}" / "{hand}. By the rules: {ruled}";
    set_by_hand_why(days, reason) = "{days}。理由：{reason}" / "{days}. Reason: {reason}";
    rest_with(facts) = "其余规则都不符合；{facts}" / "No other rule fits; {facts}";
    rest_alone = "其余规则都不符合" / "No other rule fits";
    line_comma = "，" / ", ";
    line_semicolon = "；" / "; ";
    fact_with(fact, value) = "{fact}：{value}" / "{fact}: {value}";
    contact_familiarity(n) = "熟悉度：{n} / 5" / "familiarity: {n} / 5";
    contact_decides = "决策人" / "decides";
    contact_birthday(day) = "生日：{day}" / "birthday: {day}";
    likes_avoid(what) = "避免：{what}" / "avoid: {what}";
    way_phone = "手机" / "Phone";
    way_email = "邮箱" / "E-mail";
    way_wechat = "微信" / "WeChat";
    way_reveal = "显示全号" / "Show in full";
    way_hide = "只留末几位" / "Mask again";
    due_step(day, step) = "{day}前{step}" / "{step}, by {day}";
    step_overdue(distance) = "已过期，{distance}" / "overdue, {distance}";
    timeline_no_text = "没有写内容" / "Nothing written";
    voice_line(day, kind, subject) = "{day}，{kind}：{subject}" / "{day}, {kind}: {subject}";
    voice_solved(day) = "{day}解决" / "solved {day}";
    voice_revisited = "已回访" / "revisited";
    voice_open = "未解决" / "open";

    // paper
    paper_number(id) = "编号：{id}" / "No. {id}";
    owner_is(name) = "负责人：{name}" / "Owner: {name}";
    as_of_is(day) = "基准日：{day}" / "As of {day}";
    paper_rules = "层级、阶段、紧密度、风险与标签按簿册的现行规则判定。" / "Value, stage, closeness, risk and tags follow the book's rules in force.";
    paper_stars = "带 * 为必填。" / "Items with * are required.";
    paper_masked = "带 * 为必填；手机只留后四位。" / "Items with * are required; of a phone only the last four digits stay.";
    service_is(name) = "客服：{name}" / "Service: {name}";
    more_people[n] = "另有{n}位联系人，见簿册" / "{n} more contact in the book" | "{n} more contacts in the book";
    sign_sales = "销售确认" / "Sales";
    sign_service = "客服确认" / "Service";
    sign_lead = "主管签字" / "Manager";
    printed_at(moment) = "关系簿，{moment}打印" / "Guanxi, printed {moment}";

    // editing
    edit_note(id) = "{id}，带 * 的项表上要填；除名称外可以以后补" / "{id}; the sheet wants the items with *, all but the name may follow later";
    new_note = "新的一张；除名称外都可以以后补" / "A new one; all but the name may follow later";
    edit_keys = "Enter保存，Esc离开" / "Enter saves, Esc leaves";
    fixed_later = "由规则判定，保存后重新计算" / "By the rules; computed anew after saving";
    fixed_rule = "由规则判定" / "By the rules";
    fixed_record = "由互动与服务记录带出" / "Taken from the records of interactions and service";
    help_uscc = "18位，可暂空" / "18 characters; may stay empty";
    help_date = "可写2023-05-16、0516、3-5、昨天" / "2023-05-16, 0516, 3-5 or yesterday";
    help_start = "填开始日，可写2023-05-16、0516、3-5、昨天" / "The first day: 2023-05-16, 0516, 3-5 or yesterday";
    help_money = "可写87.6、12.5万、1.2亿" / "87.6, 12.5万 or 1.2亿";
    help_declared = "有订单时按订单合计，此数只作申报" / "With orders their sum counts; this is what is declared";
    help_shares = "如：伺服46%，视觉29%，其他25%；合计不超过100%" / "Such as: servo 46%, vision 29%; 100% at most";
    help_tags = "用顿号或逗号分开" / "Parted by commas";
    help_masked = "点进来才显示全号" / "Shown in full while the cursor is here";
    by_rule_option = "按规则" / "By the rules";
    words_suggested = "可选" / "Suggested";
    words_add(word) = "加上“{word}”" / "Add “{word}”";
    more_contacts[n] = "再看{n}位联系人" / "Show {n} more contact" | "Show {n} more contacts";
    contacts_unlisted[n] = "另有{n}位联系人没有列出" / "{n} more contact is not listed" | "{n} more contacts are not listed";
    add_contact = "加一位联系人" / "Add a contact";
    remove_contact(who) = "去掉联系人{who}" / "Remove contact {who}";
    this_contact = "这一位" / "of this row";
    changes_kept[n] = "改了{n}处，未保存；离开本页也会留着" / "{n} change, not saved; it stays when you leave" | "{n} changes, not saved; they stay when you leave";
    no_changes_yet = "还没有改动" / "No changes yet";
    edit_later = "稍后再改" / "Later";
    edit_discard = "放弃修改" / "Discard";
    edit_discarded = "已放弃没保存的修改" / "The unsaved changes are discarded";
    draft_restored[n] = "已恢复{n}处未保存的输入" / "{n} unsaved entry is back" | "{n} unsaved entries are back";
    draft_discard = "丢弃" / "Discard";
    form_gone = "这条记录或它的客户已在别处删除，不能再保存；已输入的内容还在，可以复制；关掉后，在客户页上找得到。" / "This record, or its customer, was removed elsewhere and cannot be saved any more. What was typed is still here and can be copied; once this is closed, it stands on the customer's page.";
    typed_and_gone = "这家客户已删除；删除之前有没保存的输入：" / "This customer was removed; this was typed before and not saved:";
    record_gone(what) = "{what}已删除；删除之前有没保存的输入：" / "{what} of this customer was removed; this was typed before and not saved:";
    customer_of_record_gone(what) = "这家客户已删除；没保存的{what}：" / "This customer was removed. {what} that was not saved:";
    class_of_record_gone(what) = "人工指定已结束；没保存的{what}：" / "The class is set by hand no longer. {what} that was not saved:";
    left_decisions[n] = "有{n}份写了没保存的复核决定" / "{n} decision of the review is typed and not saved" | "{n} decisions of the review are typed and not saved";
    decision_of(name, dimension, what) = "{name}，{dimension}，{what}：" / "{name}, {dimension}, {what}:";
    decision_of_many(what) = "同时决定多项，{what}：" / "Several moves at once, {what}:";
    left_over[n] = "有{n}份没保存的输入，它的客户或记录已不在簿册里" / "{n} unsaved entry is about a customer or record that the book no longer has" | "{n} unsaved entries are about customers or records that the book no longer has";
    left_over_show = "查看" / "Show";
    left_over_title = "没保存的输入" / "Unsaved input";
    left_of(whose, gone) = "客户{whose}：{gone}" / "Customer {whose}: {gone}";
    left_unknown(gone) = "不知道是哪家客户的：{gone}" / "Of an unknown customer: {gone}";
    a_class_by_hand = "人工指定的类别" / "A class set by hand";
    a_prolonging = "人工指定的新截止日" / "A new last day of a class set by hand";
    a_decision = "复核决定" / "A decision of the review";
    an_interaction = "互动记录" / "An interaction";
    an_order = "订单" / "An order";
    a_return = "退货" / "A return";
    a_ticket = "服务单" / "A ticket";
    copy_typed = "复制输入的内容" / "Copy what was typed";
    typed_copied = "输入的内容已复制" / "What was typed is copied";
    draft_typed_elsewhere = "另一个标签页里有这份表单未保存的输入，这里没有显示。" / "Another tab has unsaved input in this form; it is not shown here.";
    draft_take_over = "在这里继续" / "Go on with it here";
    draft_saved_elsewhere = "这份输入已在另一个标签页保存。这里再保存，会多出一条记录，要按两次“保存”。" / "This was saved in another tab. Saving it here too makes a second record: press “Save” twice for that.";
    clash_title[n] = "你填写期间，{n}处在别处被改了。请选留哪个：" / "{n} field was changed elsewhere while you were typing. Choose which value stays:" | "{n} fields were changed elsewhere while you were typing. Choose which values stay:";
    clash_mine(text) = "用我填的：{text}" / "Mine: {text}";
    clash_theirs(text) = "用现在的：{text}" / "The present one: {text}";
    clash_nothing = "（空）" / "(nothing)";
    edit_take_back = "找回" / "Take back";
    error_at(field, problem) = "{field}：{problem}" / "{field}: {problem}";
    edit_unsaved[n] = "有未保存的修改（{n}处）" / "There is {n} unsaved change" | "There are {n} unsaved changes";
    edit_go_on = "接着改" / "Go on";

    // new customer
    new_sub = "只填名称也行，其余以后补" / "The name is enough; the rest may follow";
    new_save = "存下这家客户" / "Save this customer";
    new_keep = "草稿随写随存" / "The draft is kept as you type";
    all_blocks = "更多项目" / "More items";
    fewer_blocks = "只留常用项" / "Fewer items";
}
