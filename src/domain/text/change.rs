//! What changes are called, in the undo, the notices and the audit trail, and why a command is refused.

use crate::domain::label::sentences;

sentences! {
    // Whom a change is about.
    one_customer(name) = "“{name}”" / "{name}";
    several_customers(n) = "{n}家客户" / "{n} customers";
    // Customers.
    customer_added(name) = "新增客户“{name}”" / "Add {name}";
    changed(whom, what) = "修改{whom}：{what}" / "Change {whom}: {what}";
    customer_signed(whom) = "签约：{whom}" / "{whom} signs";
    removed(whom) = "删除{whom}" / "Remove {whom}";
    fields_and(some, next) = "{some}、{next}" / "{some}, {next}";
    fields_and_more(some, more) = "{some}及其他{more}项" / "{some} and {more} more";
    other_content = "其他内容" / "other content";
    owner_becomes(owner) = "负责人改为“{owner}”" / "owner {owner}";
    owner_cleared = "清除负责人" / "no owner";
    intent_becomes(intent) = "意向改为“{intent}”" / "intent {intent}";
    intent_cleared = "清除意向" / "no intent";
    tickets_changed(n) = "修改{n}张服务单" / "Change {n} tickets";
    tickets(n) = "{n}张服务单" / "{n} tickets";
    // What was done with a ticket.
    ticket_done(deed, what) = "{deed}：{what}" / "{deed}: {what}";
    deed_answered = "已响应" / "Answered";
    deed_solved = "已解决" / "Solved";
    deed_asked = "已回访" / "Asked again";
    deed_paused = "已暂停" / "Paused";
    deed_resumed = "已恢复" / "Goes on";
    deed_reopened = "已重新打开" / "Opened again";
    ticket_escalated(name, to) = "“{name}”的服务单升级给“{to}”，开专项方案" / "Escalate the ticket of {name} to {to}, with a plan";
    tasks_rewritten(n) = "修改{n}项待办" / "Change {n} tasks";
    leads_assigned(whom) = "按负责地区和行业分配{whom}" / "Assign {whom} by region and industry";
    handed_over(whom, to) = "把{whom}交接给“{to}”" / "Hand {whom} over to {to}";
    tag_added(tag) = "加标签“{tag}”" / "add tag {tag}";
    tag_removed(tag) = "去标签“{tag}”" / "remove tag {tag}";
    need_added(tag) = "加需求标签“{tag}”" / "add need {tag}";
    need_removed(tag) = "去需求标签“{tag}”" / "remove need {tag}";
    customer_known(id) = "客户编号“{id}”已被使用" / "customer {id} exists already";
    tag_name_needed = "请填写标签" / "a tag needs a name";
    // Customers that may be one.
    customers_merged(goes, stays) = "把“{goes}”并入“{stays}”" / "Merge {goes} into {stays}";
    customers_merged_alike(name, goes, stays) = "把“{name}”的{goes}并入{stays}" / "Merge {goes} into {stays}, both {name}";
    merge_gone(stays, goes) = "“{stays}”和“{goes}”没有合并：其中一家已在别处删除或合并。簿册没有改动。" / "{stays} and {goes} were not merged: one of them was removed or merged elsewhere. Nothing has changed.";
    merge_moved(stays, goes) = "“{stays}”和“{goes}”没有合并：其中一家刚在别处改过。请看过现在的内容再合并。" / "{stays} and {goes} were not merged: one of them was changed elsewhere just now. Please look at both as they are and merge again.";
    not_same(one, other) = "“{one}”和“{other}”不是同一家" / "{one} and {other} are not the same";
    maybe_same(one, other) = "撤回“{one}”和“{other}”不是同一家" / "{one} and {other} may be the same again";
    not_same_several(n) = "{n}对客户不是同一家" / "{n} pairs of customers are not the same";
    maybe_same_several(n) = "撤回{n}对客户不是同一家" / "{n} pairs of customers may be the same again";
    // What belongs to a customer.
    customer = "客户" / "customer";
    order = "订单" / "order";
    return_order = "退货" / "return";
    interaction = "互动" / "interaction";
    ticket = "服务单" / "ticket";
    points = "积分" / "points";
    review = "复核" / "review";
    event_added(name, noun) = "新增“{name}”的{noun}" / "Add {noun} of {name}";
    event_changed(name, noun) = "修改“{name}”的{noun}" / "Change {noun} of {name}";
    event_of(name, noun) = "“{name}”的{noun}" / "{noun} of {name}";
    event_known(noun, id) = "{noun}编号“{id}”已被使用" / "{noun} {id} exists already";
    event_gone(noun, id) = "编号为“{id}”的{noun}已在别处删除" / "{noun} {id} was removed elsewhere";
    event_removed(name, noun) = "删除“{name}”的{noun}" / "Remove {noun} of {name}";
    unknown(noun, id) = "没有编号为“{id}”的{noun}" / "there is no {noun} {id}";
    campaign = "活动" / "campaign";
    campaign_added(name) = "新增活动“{name}”" / "Add the campaign {name}";
    campaign_changed(name) = "修改活动“{name}”" / "Change the campaign {name}";
    campaign_of(name) = "活动“{name}”" / "the campaign {name}";
    campaign_frozen(name, n) = "冻结活动“{name}”的名单：{n}位客户" / "Freeze the list of {name}: {n} customers";
    campaign_thawed(name) = "取消活动“{name}”的名单" / "Give up the list of {name}";
    campaign_removed(name) = "删除活动“{name}”" / "Remove the campaign {name}";
    campaign_needs_name = "请填写活动名称" / "a campaign needs a name";
    campaign_carried(name, n) = "“{name}”没有删除：有{n}条订单或互动记在它名下，请先改掉" / "{name} was not removed: {n} orders or interactions carry it; change these first";
    // What another edit came before.
    not_saved(what, fields) = "{what}没有保存：{fields}在别处已改成其他内容" / "{what} was not saved: {fields} changed elsewhere meanwhile";
    clash_in(part, field) = "{part} · {field}" / "{part} · {field}";
    // The rules.
    rules_moved = "另一个标签页先改了规则，刚才的改动没有写入。请看过现在的规则再做一次。" / "Another tab changed the rules first, so this change was not written. Please look at the rules as they are now and do it again.";
    examples_moved = "有的示例在别处也改了，这次没有保存。再保存一次，就以这里的为准。" / "Some of these examples were changed elsewhere too, so nothing was saved. Save once more to keep them as they are here.";
    decided_elsewhere = "这项变动今天已在别处决定，没有重复记录" / "this move was decided elsewhere today; it is not recorded twice";
    adopted(number) = "采用规则第{number}版" / "Adopt version {number} of the rules";
    adopted_as(number, name) = "采用规则第{number}版“{name}”" / "Adopt version {number} of the rules {name}";
    not_adopted(why) = "规则没有采用，仍用现行规则。{why}" / "the rules were not adopted, those in force stay. {why}";
    examples_saved = "保存示例" / "Save the examples";
    version_described(number) = "修改规则第{number}版的名称和说明" / "Change name and note of version {number} of the rules";
    rule_version = "规则版本" / "version of the rules";
    // Classes set by hand, and decisions on moves.
    set_by_hand(whom, dimension, class) = "人工指定{whom}的{dimension}：{class}" / "Set {whom} by hand: {dimension}: {class}";
    hand_ended(whom, dimension) = "取消{whom}的人工指定：{dimension}" / "End what was set by hand of {whom}: {dimension}";
    no_dimension_to_set(id) = "没有可以人工指定的维度“{id}”" / "there is no dimension {id} to set by hand";
    no_class(dimension, id) = "{dimension}没有类别“{id}”" / "{dimension} has no class {id}";
    confirmed(name) = "复核：确认“{name}”的变动" / "Review: confirm the move of {name}";
    held(name) = "复核：“{name}”维持原类" / "Review: {name} stays in its class";
    confirmed_several(n) = "复核：确认{n}项变动" / "Review: confirm {n} moves";
    held_several(n) = "复核：{n}项维持原类" / "Review: {n} moves stay in their classes";
    // Tasks.
    task_of(task, name) = "{task}（{name}）" / "{task} ({name})";
    several_tasks(n) = "{n}项任务" / "{n} tasks";
    task_done(what) = "完成{what}" / "Done: {what}";
    task_skipped(what) = "跳过{what}" / "Left out: {what}";
    task_put_off(what) = "推迟{what}" / "Put off: {what}";
    task_named(name) = "任务“{name}”" / "the task “{name}”";
    task_written(name) = "新任务“{name}”" / "New task: {name}";
    task_rewritten(name) = "修改任务“{name}”" / "Changed the task: {name}";
    offer_answered(name, how) = "{name}：{how}" / "{name}: {how}";
    win_back_runs = "这位客户已有进行中的挽回方案，请先登记结果" / "A plan for this customer runs already: record its result first";
    win_back_written(name) = "新挽回方案“{name}”" / "New win-back plan: {name}";
    win_back_rewritten(name) = "修改挽回方案“{name}”" / "Changed the win-back plan: {name}";
    win_back_ended(name, how) = "挽回方案“{name}”：{how}" / "Win-back plan {name}: {how}";
    task_removed(name) = "删除任务“{name}”" / "Removed the task: {name}";
    task_gone(name) = "任务“{name}”已不在簿里" / "the task “{name}” is not in the book any more";
    task_needs_name = "请填写要做什么" / "say what is to be done";
    task_needs_due = "请填写哪一天做" / "say on which day";
    task_needs_day = "请填写推迟到哪一天" / "put it off to which day?";
    task_not_yet(day) = "时间{day}还没到：没有发生的联系不能算完成任务，请写已经发生的时间" / "{day} is still to come: a contact that has not happened does no task; write when it was";
    task_settled_elsewhere = "这项任务已经处理过，没有重复记录" / "this task is settled already; it is not recorded twice";
    // The book as a whole.
    settings = "设置" / "Settings";
    calendar_changed = "修改工作日历" / "Change the calendar";
    goals_changed = "修改目标" / "Change goals";
    groups_changed = "修改自定人群" / "Change groups of customers";
    hours_changed = "修改工作时间" / "Change working hours";
    needs_changed = "修改需求标签" / "Change need tags";
    points_rules_changed = "修改积分规则" / "Change the rules of points";
    portrait_frozen(day) = "冻结画像报告：{day}" / "Freeze the portrait report of {day}";
    segments_changed = "修改细分定义" / "Change segments";
    staff_changed = "修改人员和分派" / "Change staff and assignment";
    tasks_from_changed = "修改开始提醒的日子" / "Change when reminders begin";
    settings_changed = "修改设置" / "Change settings";
    erased = "清空簿册" / "Erase everything";
    changed_since_import(source) = "“{source}”的导入没有撤销：簿册里它的记录刚刚有改动，可能另一个标签页已经撤销了它" / "the import of \"{source}\" was not undone: its records have just changed; another tab may have undone it";
    taken_back(source) = "撤销“{source}”的导入" / "Take back the import of \"{source}\"";
    merge_taken_back(step) = "事后撤销：{step}" / "Take back later: {step}";
    changed_since_merge(step) = "没有撤销：{step}。其中的记录刚刚有改动，可能另一个标签页已经撤销了" / "Not taken back: {step}. Its records have just changed; another tab may have undone it";
    more_belongs(name, n) = "不能撤销：“{name}”之后又有了{n}条记录" / "It cannot be taken back: \"{name}\" has {n} records since";
    imported(source) = "导入“{source}”" / "Import {source}";
    changed_since_preview = "预览之后簿册已有改动，请重新选择文件" / "the book has changed since the preview; choose the file again";
    sample_loaded = "载入样例" / "Load the sample book";
    sample_needs_consent = "簿册里已有数据，载入样例前请先确认替换" / "the book holds data; agree to replace it before the sample is loaded";
}
