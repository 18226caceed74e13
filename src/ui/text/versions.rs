//! Words of the versions of the rules, their comparison, their examples, and rules as a file.

use crate::domain::label::Lang;

text! {
    // head of the page
    rule_versions = "历次版本" / "Versions";
    rule_examples = "示例" / "Examples";
    examples_count(all) = "示例{all}" / "Examples {all}";
    examples_count_failed(all, failed) = "示例{all}，不符{failed}" / "Examples {all}, {failed} fail";
    rules_as_file = "导入导出" / "Import, export";
    export_in_force = "导出现行规则" / "Export the rules in force";
    export_draft = "导出草稿" / "Export the draft";
    import_rules = "导入规则" / "Import rules";
    restore_default = "恢复默认" / "Default rules";
    back_to_rules = "返回规则" / "Back to the rules";
    drop_rules = "松开鼠标，读入规则文件" / "Drop to read the rules file";

    // versions
    versions_none = "规则还没有改过。第一次采用改动时，现行规则成为第1版，改动成为第2版。" / "The rules were never changed. With the first change that is adopted, the rules in force become version 1 and the change version 2.";
    versions_note[n] = "共{n}版" / "{n} version" | "{n} versions";
    version_n(n) = "第{n}版" / "Version {n}";
    version_named(n, name) = "第{n}版（{name}）" / "Version {n}, {name}";
    version_of_file(n) = "第{n}版" / "version {n}";
    in_force_now = "现行" / "In force";
    from_beginning = "自始" / "From the beginning";
    from_day(from) = "从{from}起" / "From {from}";
    from_to(from, to) = "{from}，到{to}" / "{from} to {to}";
    overtaken_at_once(from) = "{from}，当日即被取代" / "{from}, replaced the same day";
    adopted_by(who) = "由{who}采用" / "adopted by {who}";
    version_changes[n] = "与上一版有{n}处不同" / "{n} difference to the one before" | "{n} differences to the one before";
    version_first = "最早的规则" / "The first rules";
    look_at_version = "查看" / "Look at";
    compare_before = "与上一版比较" / "Compare";
    review_moves_of = "复核变动" / "Review its moves";
    restore_version = "恢复" / "Restore";
    name_version = "名称和说明" / "Name and note";
    of_version(what, n) = "{what}：第{n}版" / "{what}: version {n}";
    restored_version(n) = "恢复第{n}版" / "Restore version {n}";
    restored_default = "恢复默认规则" / "Restore the default rules";
    now_draft[n, what] = "{what}：与现行规则有{n}处不同，已放入草稿" / "{what}: {n} difference to the rules in force, in the draft now" | "{what}: {n} differences to the rules in force, in the draft now";
    same_as_in_force(what) = "{what}：与现行规则相同，没有改动" / "{what}: the same as the rules in force, nothing changed";
    see_changes = "看改动" / "See the changes";
    version_name = "名称" / "Name";
    version_name_help = "如：第四季度门槛" / "For example: borders of the fourth quarter";
    version_note = "说明" / "Note";

    // comparison
    compare = "比较" / "Compare";
    compare_from = "从" / "From";
    compare_to = "到" / "To";
    the_draft = "草稿" / "The draft";
    compare_same = "两者的规则相同。" / "The rules of the two are the same.";
    compare_count[n] = "{n}处不同" / "{n} difference" | "{n} differences";
    compare_gone = "没有这个版本。" / "There is no such version.";

    // a rulebook to read
    otherwise_class = "其余客户" / "everybody else";
    never_matched = "没有条件" / "without a condition";
    read_from_field(fact) = "取自字段：{fact}" / "from the field {fact}";
    band_at(points) = "≥ {points}" / "≥ {points}";
    times_weight(what, weight) = "{what} × {weight}" / "{what} × {weight}";
    score_called(name) = "{name}评分" / "{name} score";

    // file
    file_refused(file) = "{file}没有读入" / "{file} was not read";
    file_refused_rules[n] = "文件里的规则有{n}处问题。现行规则和草稿都没有改动。" / "The rules in the file have {n} problem. The rules in force and the draft are unchanged." | "The rules in the file have {n} problems. The rules in force and the draft are unchanged.";
    issue_place = "位置" / "Place";
    issue_problem = "问题" / "Problem";
    imported_rules(file) = "导入{file}" / "Import {file}";
    imported_strangers[n, said] = "{said}。其中{n}个示例的客户不在本簿册" / "{said}. {n} example is about a customer that this book does not have" | "{said}. {n} examples are about customers that this book does not have";

    // examples
    examples_none = "还没有示例" / "No examples yet";
    examples_none_text = "示例写明某个客户或某组数据应得的类别。规则每改一处都会试一遍，不符的会说明原因。" / "An example says which class a customer, or made-up figures, must get. All are tried with every edit of the rules, and one that fails says why.";
    examples_all_pass[n] = "{n}个示例全部符合" / "{n} example passes" | "All {n} examples pass";
    examples_summary(all, passed, failed) = "{all}个示例：{passed}个符合，{failed}个不符" / "{all} examples: {passed} pass, {failed} fail";
    examples_broken[n, said] = "{said}，{n}个不能试" / "{said}, {n} cannot be run" | "{said}, {n} cannot be run";
    example_passed = "符合" / "Passes";
    example_failed = "不符" / "Fails";
    example_broken = "不能试" / "Cannot be run";
    add_pinned = "固定客户" / "Pin a customer";
    add_made_up = "假设数据" / "Made-up figures";
    examples_unsaved = "示例有改动，还没有保存。保存示例不改规则，也不产生新版本。" / "The examples have changes that are not saved. Saving them changes no rule and makes no version.";
    save_examples = "保存示例" / "Save the examples";
    said_of(what, said) = "{what}：{said}" / "{what}: {said}";
    must_and_is(must, is) = "{must}，{is}" / "{must}, {is}";
    example_added(name) = "新增示例{name}" / "Add the example {name}";
    example_edited(name) = "修改示例{name}" / "Change the example {name}";
    example_copied(name) = "复制示例{name}" / "Copy the example {name}";
    example_removed(name) = "删除示例{name}" / "Remove the example {name}";
    example_new = "新示例" / "New example";
    example_edit = "修改示例" / "Change the example";
    example_name = "名称" / "Name";
    example_name_help = "不填则用客户名" / "Without one it is called after its customer";
    example_customer = "客户" / "Customer";
    example_customer_help = "输入名称中的几个字" / "Type some characters of the name";
    example_no_hit = "没有名称含这些字的客户" / "No customer has this in its name";
    example_other_customer = "换一个" / "Another one";
    example_facts = "数据" / "Figures";
    example_facts_help = "没有写明的数据视为未知。" / "What is not named is unknown.";
    example_fact = "数据项" / "Fact";
    example_value = "值" / "Value";
    example_add_fact = "加一项" / "Add a figure";
    example_remove_fact(fact) = "去掉{fact}" / "Remove {fact}";
    example_expects = "应得" / "Expected";
    example_expects_in = "看什么" / "Looks at";
    example_tag = "自动标签" / "Automatic tag";
    example_not = "反过来：不应得这个结果" / "The other way round: it must not get this";
    example_now_passes = "按现在的规则：符合" / "By these rules: passes";
    example_now(what) = "按现在的规则：{what}" / "By these rules: {what}";
    example_needs_customer = "请选一个客户" / "Choose a customer";
    example_needs_number(fact) = "{fact}：请填数字" / "{fact}: a number, please";
    words_apart = "多个词用逗号分开" / "Several words with commas between them";
    percent_unit = "%" / "%";
    days_unit = "天" / "days";
    months_unit = "个月" / "months";
    pin_as_example = "固定为示例" / "Pin as an example";
    pinned_already(name) = "{name}已经是示例" / "{name} is an example already";
    pinned(name) = "固定示例{name}" / "Pin {name} as an example";
}
