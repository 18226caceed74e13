//! What is wrong with a rulebook.

use crate::domain::label::sentences;

sentences! {
    at(place, problem) = "{place}：{problem}" / "{place}: {problem}";
    no_condition = "条件应含all、any或not，或者fact、operator、value三项" / "a condition has all, any or not, or else fact, operator and value";
    ambiguous = "all、any、not、fact只能有其中一个" / "a condition has only one of all, any, not and fact";
    no_conditions = "应为条件的列表（[…]）" / "must be a list of conditions […]";
    unknown_operator(word) = "没有“{word}”这种比较方式" / "there is no operator \"{word}\"";
    no_value = "比较的值应为数字、文字、true、false或它们的列表" / "a value is a number, a text, true, false, or a list of these";
    wants_list(operator) = "“{operator}”要与列表（[…]）比较" / "\"{operator}\" compares with a list […]";
    wants_one(operator) = "“{operator}”只与一个值比较" / "\"{operator}\" compares with a single value";
    unknown_fact(name) = "没有“{name}”这一项" / "there is no \"{name}\" to look at";
    circle(name) = "“{name}”排在后面才判断，这里还看不到（循环引用）" / "\"{name}\" is judged later and is not known here yet: a circle";
    out_of_use(name) = "“{name}”已停用，换一个或先恢复它" / "\"{name}\" is out of use: choose another, or restore it first";
    no_word(name) = "“{name}”不是客户资料里的文字字段" / "\"{name}\" is no word of the customer's record";
    no_score(id) = "没有评分“{id}”" / "there is no score \"{id}\"";
    no_id = "缺少编号（id）" / "the id is empty";
    twice(id) = "编号“{id}”出现两次" / "the id \"{id}\" stands twice";
    name_of_fact(id) = "“{id}”已是另一项数据的名字" / "\"{id}\" is the name of another fact";
    too_many_classes(most) = "一个维度最多{most}类" / "a dimension has at most {most} classes";
    bands_out_of_order = "各档的下限应从高到低" / "bands go from the highest bound to the lowest";
    too_many(found, most) = "这里有{found}项，最多{most}项：请拆开，或改用列表、标签" / "{found} entries are too many, {most} at most: split them, or use lists or tags";
    absurd(value, most) = "{value}大得不合情理：绝对值最大{most}" / "{value} is absurd: at most {most}, up or down";
    window(most) = "窗口应为1到{most}个月" / "a window has 1 to {most} months";
    borders = "应为由小到大的四个数" / "must be four rising numbers";
    behind(what, than) = "{what}不能晚于{than}" / "{what} must not be later than {than}";
    no_period = "周期至少为1" / "a period is 1 at least";
}
