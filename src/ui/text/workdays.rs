//! 工作日历: which days are worked.

use crate::domain::label::Lang;

text! {
    workdays_published(year) = "{year}年：国务院已公布" / "{year}: as the State Council published it";
    workdays_own(year) = "{year}年：自己填写" / "{year}: entered here";
    workdays_unknown(year) = "{year}年：尚未公布，按周一至周五计算" / "{year}: not published yet, counted Monday to Friday";
    workdays_read = "读入一年" / "Read a year in";
    workdays_year = "年份" / "Year";
    workdays_year_n(year) = "{year}年" / "{year}";
    workdays_before = "上一年" / "Year before";
    workdays_after = "下一年" / "Year after";
    workdays_complete = "这一年已填全" / "This year is complete";
    workdays_complete_help = "填全后不再提示“尚未公布”" / "Tasks no longer say that it is not published";
    workdays_worked[n] = "{n}个工作日" / "{n} working day" | "{n} working days";
    workdays_off_mark = "休" / "off";
    workdays_work_mark = "班" / "work";
    workdays_is_off = "休息" / "day off";
    workdays_is_worked = "上班" / "worked";
    workdays_by_hand = "自己改的" / "changed here";
    workdays_keys = "方向键换日子，PageUp、PageDown换月份，Enter修改" / "Arrow keys go from day to day, PageUp and PageDown by months, Enter changes";
    // The days that were changed.
    workdays_changed = "自己改的日子" / "Days changed here";
    workdays_changed_none = "这一年没有改过。点一下日历里的日子，就能改成上班或休息。" / "None in this year. Press a day of the calendar to have it worked or off.";
    workdays_restore(day) = "恢复{day}" / "Put back {day}";
    // A day.
    workdays_day_state = "这一天" / "This day";
    workdays_as_published = "按公布的日历" / "As published";
    workdays_name = "名称" / "Name";
    workdays_name_help = "节日，或者原因，如“厂休”" / "The holiday, or why, as in \"plant closed\"";
    workdays_save = "保存" / "Save";
    // A year that is read in.
    workdays_read_title = "读入一年的日历" / "Read a year's calendar in";
    workdays_text = "放假通知或日期清单" / "Notice or list of days";
    workdays_text_help = "把国务院办公厅的放假通知全文粘贴进来；也可以一行一天：2027-01-01，休，元旦" / "Paste the notice of the State Council's General Office as it is, or a day a line: 2027-01-01 off New Year";
    workdays_file = "从文件读入" / "From a file";
    workdays_no_text = "这个文件不是文本。请打开它，把通知全文复制过来。" / "That file is no text. Open it and copy the notice from it.";
    workdays_read_do = "写入日历" / "Write into the calendar";
    workdays_found(year, off, worked) = "{year}年：放假{off}天，调休上班{worked}天" / "{year}: {off} days off, {worked} worked in exchange";
    workdays_found_new[n] = "与现在的日历不同的有{n}天" / "{n} day differs from the calendar as it is" | "{n} days differ from the calendar as it is";
    workdays_found_same = "与现在的日历一致，不用写入。" / "It says what the calendar says; there is nothing to write.";
    workdays_found_partial(names) = "没有读到{names}：写入后这一年仍算没有填全，填全后请自己勾选" / "{names} not found: the year stays incomplete until you tick that it is complete";
    workdays_found_wrong = "通知里有对不上的地方，改好后才能写入：" / "The text contradicts itself; mend it before it is written:";
    // Counting.
    workdays_count = "数一数" / "Count";
    workdays_count_from = "从这天起" / "From";
    workdays_count_n = "第几个工作日" / "Which working day";
    workdays_count_help = "当天不算" / "The day itself does not count";
    workdays_count_wrong(most) = "请填1到{most}的整数" / "A whole number from 1 to {most}";
    workdays_count_ask = "填上日期和1到999的数，就显示怎么数。" / "Enter a day and a number from 1 to 999.";
}
