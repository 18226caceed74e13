//! Words of need tags.

use crate::domain::label::Lang;

text! {
    needs_title = "需求标签" / "Need tags";
    needs_show = "看什么" / "What is shown";
    needs_coverage = "覆盖" / "Coverage";
    needs_customers = "客户" / "Customers";
    needs_words = "标签词表" / "Vocabulary";
    needs_words_help = "每行一组：先写行业或场景，加冒号，再写需求，用顿号分开；没有分组就直接写需求。" / "A line a group: the industry or scene, a colon, then the needs between commas; without a group the needs alone.";
    needs_enterprise = "企业：行业和需求" / "Companies: industry and need";
    needs_enterprise_example = "例如“制造业：关注售后响应、需要定制化功能”" / "e.g. Manufacturing: quick service, made to measure";
    needs_person = "个人：场景和偏好" / "Persons: scene and preference";
    needs_person_example = "例如“节日送礼：包装体面、当天送达”" / "e.g. Gifts: fine wrapping, same-day delivery";
    needs_both = "两者都用" / "Both";
    needs_words_save = "保存词表" / "Save the vocabulary";
    needs_too_many(most) = "最多{most}个需求" / "No more than {most} needs";
    needs_tagged(kind, n) = "{kind}：{n}位有标签" / "{kind}: {n} tagged";
    needs_in_all(n) = "共{n}位" / "{n} in all";
    needs_covered = "至少有一个需求标签的客户" / "Customers with a need tag at least";
    needs_of_companies = "企业" / "Companies";
    needs_of_persons = "个人" / "Persons";
    needs_of_unknown = "类型未填" / "Kind not said";
    needs_of_all = "全部" / "All";
    needs_any = "全部需求" / "Any need";
    needs_any_kind = "全部类型" / "Any kind";
    needs_with = "有需求标签" / "With a need tag";
    needs_without = "没有需求标签" / "Without a need tag";
    needs_col_group = "行业或场景" / "Industry or scene";
    needs_col_need = "需求" / "Need";
    needs_col_for = "用于" / "For";
    needs_col_customers = "客户" / "Customers";
    needs_col_share = "占比" / "Share";
    needs_col_name = "客户" / "Customer";
    needs_col_kind = "类型" / "Kind";
    needs_col_industry = "行业" / "Industry";
    needs_col_tags = "需求标签" / "Need tags";
    needs_col_owner = "负责人" / "Owner";
    needs_not_listed = "不在词表" / "Not in the vocabulary";
    needs_none = "还没有需求标签" / "No need tags yet";
    needs_none_help = "先写标签词表，再到客户里成批打标签。" / "Write the vocabulary first, then tag customers many at once.";
    needs_none_of_kind = "没有符合条件的客户" / "No customer fits";
    needs_which = "哪些客户" / "Which customers";
    needs_add = "打需求标签" / "Add a need";
    needs_add_to(name) = "打需求标签：{name}" / "Add a need to {name}";
    needs_remove = "去需求标签" / "Remove a need";
    needs_remove_from(name) = "去需求标签：{name}" / "Remove a need from {name}";
    needs_add_many[n] = "给{n}位客户打需求标签" / "Add a need to {n} customer" | "Add a need to {n} customers";
    needs_remove_many[n] = "去掉{n}位客户的需求标签" / "Remove a need from {n} customer" | "Remove a need from {n} customers";
    needs_known = "已有的需求" / "A known need";
    needs_new = "或者新写一个" / "Or a new one";
    needs_needed = "请选一个需求，或者新写一个" / "Choose a need or write one";
    needs_choose = "请选择" / "Choose";
    needs_file = "需求标签" / "need-tags";
    needs_open(name, n) = "{name}，{n}位客户" / "{name}, {n} customers";
}
