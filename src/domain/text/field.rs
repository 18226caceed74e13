//! Why what was typed cannot become a value, and what to write instead.

use crate::domain::label::sentences;

sentences! {
    fill_in = "请填写" / "please fill this in";
    choose = "请从列表中选择" / "choose one from the list";
    edit_contacts_there = "请在联系人表单中修改" / "edit contacts in their own form";
    edit_staff_there = "请在员工表单中修改" / "edit staff in their own form";
    edit_products_there = "请在产品表单中修改" / "edit products in their own form";
    own_id_is_fixed = "编号不能修改" / "an id cannot be changed";
    id_too_long = "编号最多64个字" / "an id has at most 64 characters";
    id_is_fixed = "客户编号不能修改" / "a customer's number cannot be changed";
    wrong_kind = "这个值的种类与字段不符" / "this value is of another kind than the field";
    // Days and times.
    no_date = "看不懂这个日期，可写2026-03-05、0305、3-5、周三或“今天”" / "not a date; write 2026-03-05, 0305, 3-5, Wed or today";
    no_whole_date = "看不懂这个日期，请连年份写全，如1985-12-25" / "not a date; write it with its year, such as 1985-12-25";
    birth_year_needed = "这一天要写年份，如1985-12-25" / "this day needs its year, such as 1985-12-25";
    far_day_needs_year(day) = "没有写年份，最近的这一天是{day}：是它就请写全" / "without a year that is {day}: write it in full if it is meant";
    year_asked(year) = "年份写的是{year}，是不是写错了？请写1800到2100年之间的日期" / "is the year {year} meant? Write a date between 1800 and 2100";
    wan_asked(digits) = "这里以万元为单位，{digits}万元是不是多了？若是元，写“{digits}元”；确是万元，写“{digits}万”" / "the unit here is 10k CNY: is {digits} meant? Write {digits}元 for yuan, {digits}万 for 10k CNY";
    not_in_calendar(year, month, day) = "日历上没有{year}年{month}月{day}日" / "the calendar has no {year}-{month}-{day}";
    no_time = "没有这个钟点，可写14:30" / "no such time; write 14:30";
    // Amounts and numbers.
    no_amount = "看不懂这个金额，可写128000、12.8万或1.2亿" / "not an amount; write 128000, 12.8万 or 1.2亿";
    amount_negative = "金额不能为负" / "an amount cannot be negative here";
    amount_too_fine = "金额最多精确到分" / "an amount is exact to the fen, no further";
    amount_too_large = "金额超出上限999,999,999,999.99元" / "an amount is at most 999,999,999,999.99 yuan";
    a_number = "请填数字" / "write a number";
    whole_number = "请填整数" / "write a whole number";
    one_to_five = "请填1到5" / "write 1 to 5";
    yes_or_no = "请填“是”或“否”" / "write yes or no";
    // Shares.
    no_share = "占比可写46%或0.46" / "write a share as 46% or 0.46";
    share_outside = "占比应在0到100 %之间" / "a share lies between 0 and 100 %";
    // Judgements and reviews.
    cause_needed = "请填写原因" / "the cause is needed";
    measure_needed = "请填写挽回措施" / "a measure to win back is needed";
    your_name_needed = "请填写你的名字" / "your name is needed";
    class_needed = "请选择类别" / "choose a class";
    ended_already = "截止日不能早于今天" / "the last day cannot be before today";
}
