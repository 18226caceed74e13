//! What the page says of its own work: what is being done, what was done, and what went wrong.

use crate::domain::label::sentences;

sentences! {
    // Steps.
    undo = "撤销" / "Undo";
    undone(step) = "撤销：{step}" / "Undo: {step}";
    redone(step) = "重做：{step}" / "Redo: {step}";
    // The book.
    not_open = "簿册还没有打开。" / "The book is not open yet.";
    other_tab = "另一个标签页改了簿册，这里已换成最新内容。" / "Another tab changed the book; this one now shows the latest.";
    steps_lost(n) = "另一个标签页改了同样的内容，这里有{n}步不能再撤销或重做。" / "Another tab changed the same fields; {n} steps here can no longer be undone or redone.";
    draft_not_kept = "浏览器存不下没写完的内容：离开本页前请先保存。" / "The browser has no room for unfinished entries: save before you leave this page.";
    not_opened(why) = "簿册打不开：{why}。存着的内容没有动。" / "The book cannot be opened: {why}. What is stored was not touched.";
    not_saved(why) = "没有保存：{why}。这次改动已退回，之前保存的都在。" / "Not saved: {why}. This change was taken back; everything saved before is there.";
    // The rules.
    rules_moved = "另一个标签页先改了规则，刚才的改动没有写入。请看过现在的规则再做一次。" / "Another tab changed the rules first, so this change was not written. Please look at the rules as they are now and do it again.";
    rules_refused(why) = "规则不能采用（{why}）。仍用原来的规则，簿册没有改动。" / "These rules cannot be used ({why}). The rules in force stay; the book is unchanged.";
    rules_unread(why) = "簿册里的规则读不懂（{why}），先按默认规则分类。原来的规则还在，没有改动。" / "The book's rules cannot be read ({why}); the default rules are shown. The stored rules were not touched.";
    // Why the store refuses.
    store_unavailable = "浏览器不让网页存数据，请换普通窗口（不是无痕窗口）再打开" / "the browser does not let pages store data here; please use a normal, not a private, window";
    store_blocked = "另一个标签页开着旧版，请关掉它再试" / "another tab has an older version open; please close it";
    store_full = "磁盘或浏览器的空间用完了，请清出空间再试，并先导出一份簿册" / "there is no space left; please free some, and export the book first";
    store_stale = "另一个标签页先改了簿册，请再做一次" / "another tab changed the book first; please do it again";
    store_busy = "上一次保存还没有结束，请稍后再试" / "the save before is not finished; please try again";
    store_corrupt(place, problem) = "{place}读不出来（{problem}），请用最近的导出文件恢复" / "{place} cannot be read ({problem}); please restore your latest export";
    store_newer(found, known) = "它由更新的版本写成（{found}，这里只认到{known}），请更新本页" / "a newer version wrote it ({found}, this one knows {known}); please update this page";
    store_not_proven(place) = "写入{place}后读回来不一致，请马上导出簿册" / "{place} was not read back as written; please export the book now";
    store_other(why) = "浏览器报告：{why}" / "the browser says {why}";
    // Files in.
    reading(name) = "正在读取“{name}”" / "Reading {name}";
    writing(name) = "正在写入“{name}”" / "Writing {name}";
    file_unread(name) = "“{name}”读不出来：浏览器没有交出文件内容。簿册没有改动，请重新选择文件。" / "{name} cannot be read: the browser did not hand over its content. The book is unchanged; please choose the file again.";
    rules_file_unread = "浏览器没有交出文件内容。规则没有改动，请重新选择文件。" / "The browser did not hand over the file. The rules are unchanged; please choose the file again.";
    preparing_sample = "正在准备样例" / "Preparing the sample";
    reading_stored = "正在读取存着的内容" / "Reading what is stored";
    stored_unread = "存着的内容读不出来。什么都没有改动。" / "What is stored cannot be read. Nothing was changed.";
    // Files out.
    exporting = "正在导出簿册" / "Exporting the book";
    exported(name) = "已导出“{name}”" / "Exported {name}";
    not_loaded = "程序的这一部分没有载入，簿册没有改动。请检查网络后再试一次。" / "This part of the program did not load; the book is unchanged. Please check the network and try again.";
    download_refused(name) = "“{name}”没有导出：浏览器不让下载。簿册没有改动。" / "{name} was not exported: the browser refused the download. The book is unchanged.";
    book_not_exported(why) = "簿册没有导出：{why}。簿册本身没有改动。" / "The book was not exported: {why}. The book itself is unchanged.";
    results_not_exported(why) = "结果没有导出：{why}。" / "The results were not exported: {why}.";
    issues_not_exported(why) = "问题没有另存：{why}。" / "The list was not saved: {why}.";
    list_not_exported(why) = "名单没有导出：{why}。" / "The list was not exported: {why}.";
    rules_not_exported(why) = "规则没有导出：{why}。规则本身没有改动。" / "The rules were not exported: {why}. The rules themselves are unchanged.";
    // How files are named.
    file_of_book = "关系簿" / "关系簿";
    file_of_rescued = "关系簿_抢救" / "关系簿_rescued";
    file_of_results = "分类结果" / "results";
    file_of_issues = "问题" / "problems";
    file_of_rules = "规则" / "rules";
}
