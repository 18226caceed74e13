//! Words of the printed forms. What stands on a form is in its rows (`domain::printed`).

use crate::domain::label::Lang;

text! {
    forms_title = "表格" / "Forms";
    forms_nav = "选一张表格" / "Choose a form";
    forms_of_selected = "打印表格" / "Print forms";
    forms_this_page = "打印这一页，已知的分类表" / "This page: the sheet as it is known";
    forms_to_write(form) = "{form}，空处可手写" / "{form}, with room to write";
    forms_blank = "空白表格，打印后手写" / "A blank form, to be filled in by hand";
    forms_filled(name) = "已按{name}填好" / "Filled in for {name}";
    forms_filled_all[n] = "已按{n}家客户填好，每家一页" / "Filled in for {n} customer, a page each" | "Filled in for {n} customers, a page each";
    forms_to_blank = "改用空白表" / "Take the blank form";
    forms_choose = "选客户来填" / "Choose customers to fill it in";
    forms_choose_how(form) = "勾选客户，再点“打印表格”：填{form}" / "Select customers, then \"Print forms\": the {form} is filled in for them";
    forms_left[n] = "这里有前100家，另有{n}家没有列出：请在客户列表里分批选。" / "These are the first 100; {n} more is not here: choose them in parts in the list of customers." | "These are the first 100; {n} more are not here: choose them in parts in the list of customers.";
    forms_gone[n] = "有{n}家客户不在簿册里，没有它们的表格。" / "{n} customer is not in the book, so there is no form for it." | "{n} customers are not in the book, so there are no forms for them.";
    forms_preview(title) = "{title}，预览" / "{title}, preview";
    forms_day = "填表日期" / "Date";
    forms_number = "客户编号" / "Customer no.";
    forms_section = "栏目" / "Section";
    forms_item = "项目" / "Item";
    forms_value = "内容" / "Value";
    forms_cut(text, n) = "{text}…（余{n}字）" / "{text}… ({n} more characters)";
    forms_more_records[n] = "另有{n}条更早的记录，在簿册里" / "{n} earlier record in the book" | "{n} earlier records in the book";
    forms_more_parts[n] = "另有{n}项" / "{n} more" | "{n} more";
    forms_more_boxes[n] = "另有{n}级" / "{n} more" | "{n} more";
    forms_more_terms[n] = "另有{n}项指标，在簿册里" / "{n} more component in the book" | "{n} more components in the book";
    forms_total(score, band) = "健康度得分：{score}，{band}" / "Health score: {score}, {band}";
    forms_total_blank = "健康度得分：" / "Health score:";
    forms_band_from(name, from) = "{name}（≥{from}分）" / "{name} (≥ {from})";
    forms_from_to(from, to) = "{from}至{to}" / "{from} to {to}";
    forms_from(from) = "{from}起" / "from {from}";
    forms_until(to) = "{to}止" / "until {to}";
    forms_at_least(amount) = "不少于{amount}" / "at least {amount}";
    forms_at_most(amount) = "不超过{amount}" / "at most {amount}";
    forms_fits = "匹配" / "Yes";
    forms_fits_not = "不匹配" / "No";
    forms_under_way = "跟踪中" / "Under way";
    forms_order(day, amount) = "{day}，{amount}" / "{day}, {amount}";
    forms_order_of(day, amount, products) = "{day}，{amount}（{products}）" / "{day}, {amount} ({products})";
}
