//! Why a task is there, and how its days were counted.

use crate::domain::label::sentences;

sentences! {
    // The fields of scripts.
    field_name = "称呼" / "name";
    field_company = "公司" / "company";
    field_product = "产品" / "product";
    field_years = "年数" / "years";
    field_us = "我司" / "us";
    field_me = "我" / "me";
    win_back(cause) = "挽回方案：{cause}" / "To win them back: {cause}";
    improvement(cause) = "投诉后改进：{cause}" / "To improve after complaints: {cause}";
    promise = "履行约定" / "Keep the promise";
    some_ticket = "服务单" / "a ticket";
    ticket_response(about) = "首次响应：{about}" / "First answer: {about}";
    ticket_solve(about) = "解决：{about}" / "Solution: {about}";
    ticket_revisit(about) = "回访：{about}" / "Revisit: {about}";
    ticket_due(level, at) = "服务时限“{level}”：{at}前" / "service level {level}: by {at}";
    quarterly_review = "季度复核：看看谁升级、谁降级、为什么" / "Quarterly review: who moved up, who down, and why";
    review_due(start) = "{start}开始的季度还没有复核过任何变动（《客户关系分类表》：每季度复核）" / "nothing was reviewed in the quarter that began on {start} (customer classification: every quarter)";
    // What a task is counted from.
    created(day) = "{day}登记" / "written down on {day}";
    first_payment(day) = "{day}首次付款或成交" / "first paid or dealt on {day}";
    signed(day) = "{day}签约" / "signed on {day}";
    last_contact(day) = "上次联系{day}" / "last contact on {day}";
    order_unpaid(day) = "{day}的订单未付款" / "the order of {day} is not paid";
    complaint_resolved(day) = "{day}投诉解决" / "complaint solved on {day}";
    key_date(day) = "{day}是重要日子" / "{day} is a key date";
    anniversary(day, years) = "{day}合作{years}周年" / "{years} years of cooperation on {day}";
    birthday(day) = "{day}生日" / "birthday on {day}";
    birthday_of(day, who) = "{who}的生日是{day}" / "{who}'s birthday on {day}";
    lunar_birthday(day, lunar) = "{day}生日（{lunar}）" / "birthday on {day} ({lunar})";
    lunar_birthday_of(day, who, lunar) = "{who}的生日是{day}（{lunar}）" / "{who}'s birthday on {day} ({lunar})";
    lunar_short(said) = "{said}（今年这个月只有29天，三十在廿九过）" / "{said} (the month has 29 days this year: the 30th is kept on the 29th)";
    lunar_moved(said) = "{said}（今年没有这个闰月，在同名的月份过）" / "{said} (this year does not have the leap month: kept in the month of its number)";
    holiday(day, name, from) = "{day}是{name}前最后一个工作日（{from}起放假）" / "{day} is the last working day before {name} (off from {from})";
    milestone(day, name) = "{day}：{name}" / "{name} on {day}";
    milestone_of(day, kind, name) = "{day}，{kind}：{name}" / "{kind} on {day}: {name}";
    leap_day(said) = "{said}（原为02-29，今年没有这一天）" / "{said} (29 February, which this year does not have)";
    founded(day, years) = "{day}公司成立{years}周年" / "the company is {years} years old on {day}";
    contract_ends(day) = "合同{day}到期" / "the contract ends on {day}";
    enters(day) = "{day}起符合条件" / "meets the condition since {day}";
    previous(day) = "上一步{day}完成" / "the step before was done on {day}";
    previous_left_out(day) = "上一步{day}跳过" / "the step before was left out on {day}";
    previous_ahead(day) = "上一步若在{day}完成" / "if the step before is done on {day}";
    only_said(day) = "上次{day}勾了完成，没有联系记录" / "ticked off on {day} the last time, with no contact recorded";
    done_last(day) = "上次{day}完成" / "done on {day} the last time";
    left_out(day) = "上次{day}跳过" / "left out on {day} the last time";
    period(day) = "本期从{day}起" / "the period began on {day}";
    promised(day) = "{day}约定" / "promised on {day}";
    written = "自己写的任务" / "written by hand";
    written_by(who) = "{who}写的任务" / "written by {who}";
    and(one, other) = "{one}，{other}" / "{one}, {other}";
    step_of(playbook, step) = "{playbook}：{step}" / "{playbook}: {step}";
    // What the methods of this product are from.
    source_1 = "《客户营销与关系管理方案》" / "the marketing and relationship plan";
    source_2 = "《客户关系分类表》" / "the customer classification";
    source_3 = "《客户关怀及关系维护手册》" / "the handbook of customer care";
    source_4 = "《客户关系管理的全周期记录系统》" / "the record of the whole lifecycle";
    source(source) = "出处：{source}" / "from {source}";
    source_section(source, section) = "出处：{source}第{section}节" / "from {source}, section {section}";
    // How long.
    step_earliest = "最早" / "the earliest day";
    step_ideal = "最好" / "the best day";
    step_latest = "最迟" / "the latest day";
    step_every = "周期" / "the period";
    so_far(name, span) = "“{name}”（{span}）" / "{name} ({span})";
    unit_days = "天" / "days";
    unit_working_days = "个工作日" / "working days";
    unit_weeks = "周" / "weeks";
    unit_months = "个月" / "months";
    within(why, span) = "{why}，{span}内" / "{why}, within {span}";
    between(why, ideal, latest) = "{why}，{ideal}为宜，最迟{latest}" / "{why}, best {ideal} later, {latest} at the latest";
    on_the_day(why) = "{why}，当天" / "{why}, on the day";
    one_day = "1天" / "a day";
    days(n) = "{n}天" / "{n} days";
    one_working_day = "1个工作日" / "a working day";
    working_days(n) = "{n}个工作日" / "{n} working days";
    one_week = "1周" / "a week";
    weeks(n) = "{n}周" / "{n} weeks";
    one_month = "1个月" / "a month";
    months(n) = "{n}个月" / "{n} months";
}
