//! What is wrong with a record, or looks wrong.

use crate::domain::label::sentences;

sentences! {
    text_over(n, most) = "超出{n}个字，最多{most}个字" / "too long by {n}: at most {most} characters";
    text_hidden = "这里有打码的部分（*），请填完整，或留着原来的不改" / "Part of it is hidden (*): write it in full, or leave what was there";
    text_too_long = "文字太长，最多10,000个字" / "the text is too long: at most 10,000 characters";
    unseen(n) = "文字里有{n}个看不见的控制字符" / "the text has {n} control characters that nobody sees";
    unseen_in_id(n) = "编号里有{n}个看不见的控制字符；编号不改，照原样收" / "the id has {n} control characters that nobody sees; ids are not changed, it is taken as it is";
    name_blank = "名称不能为空" / "the name must not be blank";
    one_to_five = "应为1到5的整数" / "must be a whole number from 1 to 5";
    points_beyond = "一笔积分最多10亿（1,000,000,000）分" / "at most 1,000,000,000 points at once";
    amount_negative = "金额为负数" / "the amount is negative";
    many_employees = "员工人数超过一千万，请核对" / "more than ten million employees; please check";
    not_yet(day) = "{day}还没到，请填已经发生的时间" / "{day} is still to come: write when it was";
    absurd_day(day) = "日期{day}不合情理，请核对年份" / "the date {day} cannot be meant; please check its year";
    absurd_day_of(day, year) = "日期{day}不合情理，也许是{year}年" / "the date {day} cannot be meant; perhaps its year is {year}";
    budget_crossed = "预算上限低于下限" / "the budget's upper end is below its lower end";
    contract_crossed = "合同到期日早于签订日" / "the contract ends before it was signed";
    share_outside = "占比应在0到1之间（40 %写作0.4）" / "a share is between 0 and 1 (40 % is written 0.4)";
    before_opened = "时间早于服务单提出时间" / "earlier than the ticket was opened";
    revisited_unsolved = "还没有解决时间，回访在解决之后" / "it has no time of its solution, and a revisit comes after that";
    revisited_early = "回访时间早于解决时间" / "revisited before it was resolved";
    campaign_crossed = "结束日期早于开始日期" / "it ends before it starts";
    no_phone = "这不像电话号码，请核对；可以照原样存" / "this does not look like a phone number; please check, it is kept as it is";
    phone_long(n, most) = "一个号码最多{most}位，这里有{n}位，请核对；几个号码之间写“/”" / "a number has at most {most} digits, this has {n}; please check, and write / between numbers";
    no_email = "这不像邮箱地址，请核对；可以照原样存" / "this does not look like an e-mail address; please check, it is kept as it is";
    version_wrong(why) = "这一版规则有误（{why}），看当时的规则时改用现行规则" / "this version's rules are wrong ({why}); the rules in force stand in for it";
    // The unified social credit code.
    code_length(n) = "统一社会信用代码应为18位，这里有{n}位" / "a unified social credit code has 18 characters, this has {n}";
    code_character(place, c) = "统一社会信用代码第{place}位不能是“{c}”（不用字母I、O、S、V、Z和全角字符）" / "character {place} of a unified social credit code cannot be \"{c}\" (no I, O, S, V, Z, no full-width forms)";
    code_check(c) = "统一社会信用代码校验位不符（末位应为{c}），请核对营业执照" / "the code's check character does not fit (the last should be {c}); compare it with the licence";
    code_authority(c) = "统一社会信用代码首位“{c}”不是登记管理部门代码" / "no authority issues codes that begin with \"{c}\"";
    code_organisation(c) = "代码中的组织机构代码校验位不符（第17位应为{c}），请核对" / "the organisation code inside does not fit (character 17 should be {c}); please compare";
}
