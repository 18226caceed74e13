//! What stands in the rows of a sheet that are no records: sums, and the lines below a table.

/// Of what a row of sums says them, before its word.
pub(crate) const TOTAL_OF: [&str; 6] = ["本页", "本表", "本月", "本季", "本年", "本期"];

/// How a row of sums begins.
pub(crate) const TOTALS: [&str; 15] = [
    "合计",
    "总计",
    "小计",
    "共计",
    "总和",
    "汇总",
    "累计",
    "平均",
    "平均值",
    "total",
    "totals",
    "subtotal",
    "grandtotal",
    "totaal",
    "sum",
];

/// What the words for sums begin with, folded: by it most rows are known to be none.
pub(crate) const TOTALS_BEGIN: [char; 11] = ['合', '总', '小', '共', '汇', '累', '平', '本', 't', 's', 'g'];

/// How the name of a row of sums ends that begins with what they are of: 华东区合计.
pub(crate) const TOTALS_END: [&str; 7] = ["合计", "总计", "小计", "共计", "累计", "subtotal", "total"];

/// What may stand before [`ALL`]: 以上共4家客户.
pub(crate) const COUNTED: [&str; 8] = ["以上", "总", "全部", "全表", "本页", "本表", "客户", "名单"];

/// What stands before how many rows there are.
pub(crate) const ALL: [&str; 6] = ["共有", "共计", "共", "合计", "总计", "小计"];

/// Characters of which one is in all texts that count.
pub(crate) const COUNTING: [char; 2] = ['共', '计'];

/// How the names of sums end, in either language: by it most texts are known to be none.
pub(crate) const TOTALS_LAST: [char; 2] = ['计', 'l'];

/// What stands before the number of a page, and before how many there are.
pub(crate) const PAGES: [&str; 2] = ["第", "共"];

/// What stands behind it.
pub(crate) const PAGE: char = '页';

/// What goes on behind that.
pub(crate) const PAGE_OF: [char; 6] = ['共', ',', '/', '(', ':', '-'];

/// Figures of Chinese.
pub(crate) const HAN_DIGITS: &str = "一二三四五六七八九十百";

/// How a line under a table begins: behind it stands a colon, a bracket or a number, or nothing.
pub(crate) const FOOTERS: [&str; 34] = [
    "备注",
    "附注",
    "注",
    "说明",
    "填表说明",
    "制表",
    "制单",
    "填表",
    "填报",
    "审核",
    "复核",
    "审批",
    "批准",
    "主管",
    "经办",
    "负责",
    "统计",
    "财务",
    "会计",
    "打印",
    "导出",
    "日期",
    "单位",
    "数据来源",
    "来源",
    "签字",
    "签章",
    "盖章",
    "截止",
    "source",
    "note",
    "notes",
    "disclaimer",
    "fuente",
];

/// What such a word goes on with: 审核人, 打印时间.
pub(crate) const FOOTERS_OF: [&str; 9] = ["人", "人员", "员", "者", "时间", "日期", "单位", "部门", "签字"];

/// What a line begins with that says more of what a star stands at.
pub(crate) const FOOTER_MARKS: [char; 2] = ['*', '※'];

/// What a line in a cell of its own begins with that needs no colon.
pub(crate) const NOTES: [&str; 7] = ["备注", "说明", "注意", "note", "source", "disclaimer", "fuente"];

/// What says that a table ends.
pub(crate) const TABLE_ENDS: [&str; 5] = ["以下空白", "此处以下空白", "以下无正文", "以下无数据", "表格结束"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sums_begin_with_is_what_their_words_begin_with() {
        let words = TOTALS.iter().chain(&TOTAL_OF);
        let begins: std::collections::BTreeSet<char> = words.filter_map(|word| word.chars().next()).collect();
        assert_eq!(begins, TOTALS_BEGIN.into());
    }
}
