//! What goes wrong, in words for the person who can act: what happened, what was kept, what to do.

use crate::domain::label::Label;
use crate::domain::rule::RuleIssue;
use crate::storage::StoreError;

/// The word of the way back.
pub const UNDO: Label = Label::fixed("撤销", "Undo");

/// Another tab has written.
pub const OTHER_TAB: Label = Label::fixed(
    "另一个标签页改了簿册，这里已换成最新内容。",
    "Another tab changed the book; this one now shows the latest.",
);

/// The browser's storage takes no draft.
pub const DRAFT_NOT_KEPT: Label = Label::fixed(
    "浏览器存不下没写完的内容：离开本页前请先保存。",
    "The browser has no room for unfinished entries: save before you leave this page.",
);

/// The book is not there yet.
pub const NOT_OPEN: Label = Label::fixed("簿册还没有打开。", "The book is not open yet.");

/// Another tab has changed the same fields as steps of undo here.
pub fn lost_steps(steps: usize) -> Label {
    Label::made(
        format!("另一个标签页改了同样的内容，这里有 {steps} 步不能再撤销或重做。"),
        format!("Another tab changed the same fields; {steps} steps here can no longer be undone or redone."),
    )
}

/// Why a book does not open.
pub fn opening(error: &StoreError) -> Label {
    let (zh, en) = reason(error);
    Label::made(
        format!("簿册打不开：{zh}。存着的内容没有动。"),
        format!("The book cannot be opened: {en}. What is stored was not touched."),
    )
}

/// Why a change was not saved.
pub fn saving(error: &StoreError) -> Label {
    let (zh, en) = reason(error);
    Label::made(
        format!("没有保存：{zh}。这次改动已退回，之前保存的都在。"),
        format!("Not saved: {en}. This change was taken back; everything saved before is there."),
    )
}

/// Why a rulebook was refused.
pub fn refused(issue: Option<&RuleIssue>) -> Label {
    let Label { zh, en } = issue.map(RuleIssue::label).unwrap_or_default();
    Label::made(
        format!("规则不能采用（{zh}）。仍用原来的规则，簿册没有改动。"),
        format!("These rules cannot be used ({en}). The rules in force stay; the book is unchanged."),
    )
}

/// The stored rulebook does not compile; the default one is shown instead.
pub fn rulebook(issue: &RuleIssue) -> Label {
    let Label { zh, en } = issue.label();
    Label::made(
        format!("簿册里的规则读不懂（{zh}），先按默认规则分类。原来的规则还在，没有改动。"),
        format!(
            "The book's rules cannot be read ({en}); the default rules are shown. The stored rules were not touched."
        ),
    )
}

fn reason(error: &StoreError) -> (String, String) {
    let fixed = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
    match error {
        StoreError::Unavailable(_) => fixed(
            "浏览器不让网页存数据，请换普通窗口（不是无痕窗口）再打开",
            "the browser does not let pages store data here; please use a normal, not a private, window",
        ),
        StoreError::Blocked => fixed(
            "另一个标签页开着旧版，请关掉它再试",
            "another tab has an older version open; please close it",
        ),
        StoreError::Quota => fixed(
            "磁盘或浏览器的空间用完了，请清出空间再试，并先导出一份簿册",
            "there is no space left; please free some, and export the book first",
        ),
        StoreError::Stale => fixed(
            "另一个标签页先改了簿册，请再做一次",
            "another tab changed the book first; please do it again",
        ),
        StoreError::Busy => fixed(
            "上一次保存还没有结束，请稍后再试",
            "the save before is not finished; please try again",
        ),
        StoreError::Corrupt { place, problem } => (
            format!("{place} 读不出来（{problem}），请用最近的导出文件恢复"),
            format!("{place} cannot be read ({problem}); please restore your latest export"),
        ),
        StoreError::Newer { found, known } => (
            format!("它由更新的版本写成（{found}，这里只认到 {known}），请更新本页"),
            format!("a newer version wrote it ({found}, this one knows {known}); please update this page"),
        ),
        StoreError::NotProven(place) => (
            format!("写入 {place} 后读回来不一致，请马上导出簿册"),
            format!("{place} was not read back as written; please export the book now"),
        ),
        StoreError::Other(why) => (format!("浏览器报告 {why}"), format!("the browser says {why}")),
    }
}
