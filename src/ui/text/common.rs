//! Words that more than one page uses.

use crate::domain::label::Lang;

text! {
    // actions
    save = "保存" / "Save";
    cancel = "取消" / "Cancel";
    close = "关闭" / "Close";
    back = "返回" / "Back";
    apply = "采用" / "Apply";
    add = "添加" / "Add";
    edit = "修改" / "Edit";
    delete = "删除" / "Delete";
    clear = "清除" / "Clear";
    print = "打印" / "Print";
    copy = "复制" / "Copy";
    import = "导入" / "Import";
    export = "导出" / "Export";
    filter = "筛选" / "Filter";
    retry = "再试一次" / "Try again";
    why = "为什么" / "Why";
    why_of(what) = "为什么：{what}" / "Why: {what}";
    new_customer = "新建客户" / "New customer";
    choose_file = "选择文件" / "Choose a file";
    open_sample = "打开样例" / "Open the sample";

    past_due = "这一天已经过去，会列为逾期。" / "That day is past: it will be listed as overdue.";

    // whom it is about
    whom_none = "没有找到这个客户" / "No such customer";
    whom_several = "有几个客户符合，请从下面选" / "Several customers fit; choose one below";
    whom_choose(name) = "选择{name}" / "Choose {name}";

    // files for people
    customer_number = "编号" / "Number";
    file_unit(label, unit) = "{label}（{unit}）" / "{label} ({unit})";
    file_unit_too(label, unit) = "{label}，{unit}）" / "{label}, {unit})";
    file_level(label) = "{label}等级" / "{label}, level";
    file_basis(label) = "{label}依据" / "{label}, basis";
    file_with_returns = "含退货" / "with returns";
    file_yuan = "元" / "CNY";
    file_months = "月" / "months";

    // tables out
    export_what = "导出什么" / "What leaves";
    export_as_shown = "看到的列" / "The columns shown";
    export_all_fields = "客户的全部资料" / "All fields of the customers";
    export_their_contacts = "这些客户的联系人" / "Contacts of these customers";
    export_form = "格式" / "Form";
    export_as_xlsx = "Excel表格" / "Excel";
    export_as_csv = "CSV文本" / "CSV";
    export_masked = "联系方式打码" / "Mask how people are reached";
    export_masked_help = "打码的表格再导入，原来的联系方式不变。" / "A masked table that is imported again leaves phones and addresses as they are.";
    export_said[n, name] = "{n}行，存为“{name}”" / "{n} row, saved as {name}" | "{n} rows, saved as {name}";
    export_too_many = "Excel的一张表最多放1,048,575行。请先筛选，或改选CSV。" / "A sheet of Excel holds 1,048,575 rows. Narrow it down first, or choose CSV.";

    // values
    unknown = "未知" / "Unknown";
    unassigned = "未分配" / "Unassigned";
    yes = "是" / "Yes";
    with_unit(value, unit) = "{value}{unit}" / "{value} {unit}";
    no = "否" / "No";
    all = "全部" / "All";
    none = "无" / "None";
    total = "合计" / "Total";
    today = "今天" / "today";
    yesterday = "昨天" / "yesterday";
    tomorrow = "明天" / "tomorrow";
    same_day = "当天" / "the same day";
    days_ago[n] = "{n}天前" / "{n} day ago" | "{n} days ago";
    days_ahead[n] = "{n}天后" / "in {n} day" | "in {n} days";
    years[n] = "{n}年" / "{n} year" | "{n} years";
    months[n] = "{n}个月" / "{n} month" | "{n} months";
    wan = "万元" / "10k CNY";
    wan_after = "万元" / "(10k CNY)";
    yuan = "元" / "CNY";
    people = "人" / "people";
    customers[n] = "{n}家客户" / "{n} customer" | "{n} customers";
    list_left[n, why] = "{n}条没有动：{why}" / "{n} row stays as it is: {why}" | "{n} rows stay as they are: {why}";
    clause_break = "；" / "; ";
    returns_among[n] = "（其中退货{n}笔）" / " ({n} of them a return)" | " ({n} of them returns)";
    day_of_return(day) = "{day}（退货）" / "{day} (return)";
    returns_in_cell(n) = "（退货{n}）" / " ({n} returned)";
    orders[n] = "{n}笔订单" / "{n} order" | "{n} orders";
    returns[n] = "{n}笔退货" / "{n} return" | "{n} returns";
    interactions[n] = "{n}次互动" / "{n} interaction" | "{n} interactions";
    selected[n] = "已选{n}家" / "{n} customer selected" | "{n} customers selected";
    unclassified = "未评" / "Not rated";
    required = "必填" / "required";
    error_count[n] = "{n}处要改，改好再保存" / "{n} entry to correct before saving" | "{n} entries to correct before saving";
    progress(done, total) = "{done} / {total}" / "{done} / {total}";
    tag_by_rule = "规则所加" / "added by a rule";
    tag_by_person = "人工所加" / "added by a person";
    this_year = "本期" / "this period";
    last_year = "上年同期" / "same days a year before";
    partial_month = "不满月" / "partial month";
    month = "月" / "Month";
    remove_condition(what) = "去掉条件“{what}”" / "Remove the condition “{what}”";
    kind_orders = "订单" / "Orders";
    kind_interactions = "互动" / "Interactions";
    kind_tickets = "服务单" / "Tickets";
    kind_reviews = "复核" / "Reviews";
    under_a_month = "不到1个月" / "less than 1 month";
    days_long[n] = "{n}天" / "{n} day" | "{n} days";

    // what stands behind a figure
    behind_list = "明细" / "Rows";
    behind_back = "返回统计" / "Back to the figures";
    behind_customer = "客户" / "Customer";
    behind_owner = "负责人" / "Owner";
    behind_select_all = "全选" / "Select all";
    behind_select_one(name) = "选择“{name}”" / "Select {name}";
    behind_shown[n] = "{n}条" / "{n} row" | "{n} rows";
    behind_selected[n] = "已选{n}条" / "{n} selected" | "{n} selected";
    behind_keys = "j、k移动，空格或x选中，Enter打开客户档案" / "j and k move, space or x selects, Enter opens the customer";
    behind_of(what, figure) = "{what}：{figure}" / "{what}: {figure}";
    behind_none = "没有明细" / "No rows";
    behind_reading = "正在整理明细…" / "Reading the rows…";
}
