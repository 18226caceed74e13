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
    other_tab_did(what) = "另一个标签页：{what}。这里已换成最新内容；这里没保存的输入都还在。" / "Another tab: {what}. This one now shows the latest; what was typed here and not saved is still there.";
    other_tab_did_by(what, by) = "另一个标签页：{what}（{by}）。这里已换成最新内容；这里没保存的输入都还在。" / "Another tab: {what} ({by}). This one now shows the latest; what was typed here and not saved is still there.";
    steps_lost(n) = "另一个标签页改了同样的内容，这里有{n}步不能再撤销或重做。" / "Another tab changed the same fields; {n} steps here can no longer be undone or redone.";
    draft_not_kept = "浏览器存不下没写完的内容：离开本页前请先保存。" / "The browser has no room for unfinished entries: save before you leave this page.";
    not_opened(why) = "簿册打不开：{why}。存着的内容没有动。" / "The book cannot be opened: {why}. What is stored was not touched.";
    not_saved(why) = "没有保存：{why}。这次改动已退回，之前保存的都在。" / "Not saved: {why}. This change was taken back; everything saved before is there.";
    not_saved_gone = "没有保存：浏览器里存着的簿册不见了，或变回了旧的。这次改动已退回；这一页上的簿册还在，请先导出，再全部写回。" / "Not saved: the book that the browser kept is gone, or is an older one. This change was taken back; the book on this page is still here: export it, then write all of it back.";
    not_saved_foreign = "没有保存：浏览器里存着的已是另一本簿册。这次改动已退回；这一页上的簿册还在，请先导出。" / "Not saved: the browser now keeps another book. This change was taken back; the book on this page is still here: please export it.";
    not_answered(why) = "可能没有保存：浏览器的存储断开了，重连几次仍不行（{why}）。这次改动先退回；连上后会自动核对，已存上的会再显示出来。" / "Perhaps not saved: the browser's storage was disconnected, and several attempts to reconnect failed ({why}). This change was taken back for now; once it is connected it is checked, and shown again if it was saved.";
    unproven(what, why) = "“{what}”已写入，但读回核对不上：{why}。改动留在这一页上，稍后会把整本再写一遍。" / "“{what}” was written, but not read back as written: {why}. The change stays on this page; the whole book will be written again shortly.";
    written_back = "整本簿册已写回，读回一致。" / "The whole book is written back, and proven by reading it.";
    lost_gone = "浏览器里存着的簿册不见了，或变回了旧的：可能清除过网站数据。" / "The book that the browser kept is gone, or is an older one: the site's data may have been cleared.";
    lost_foreign = "浏览器里存着的已是另一本簿册。" / "The browser now keeps another book.";
    lost_damaged(place, problem) = "浏览器里存着的簿册坏了，{place}读不出来（{problem}）。" / "The book that the browser keeps is damaged: {place} cannot be read ({problem}).";
    // Tables.
    table_reader_ended = "读表格的程序中途停了，没有导入任何内容。请收起后再选一次文件。" / "What reads the table stopped half-way; nothing was imported. Put it away and choose the file again.";
    table_changed_meanwhile = "簿册刚刚有改动，预览已重算，请看过再导入。" / "The book has just changed and the preview was made anew; look at it and import then.";
    import_cancelled(name) = "已取消导入“{name}”，没有写入任何内容。" / "Importing \"{name}\" was cancelled; nothing was written.";
    taking_back(step) = "正在撤销：{step}" / "Taking back: {step}";
    not_kept(step) = "没有撤销：{step}。已经太久，或改动太大，没有留下撤销要用的底稿；簿册没有改动。" / "Not undone: {step}. It is too long ago or was too large: what it would take was not kept. The book is unchanged.";
    image_damaged(step) = "没有撤销：{step}。撤销要用的底稿已损坏；簿册没有改动。" / "Not undone: {step}. What it would take is damaged. The book is unchanged.";
    image_unread(step) = "没有撤销：{step}。暂时读不到撤销要用的底稿；簿册没有改动，请稍后再试。" / "Not undone: {step}. What it takes cannot be read now. The book is unchanged. Try again later.";
    points_below(step, n, names) = "如果撤销“{step}”，有{n}位客户的积分余额会变成负数（{names}）。现在还没有撤销。" / "Undoing \"{step}\" would bring points below nought: of {names} ({n} in all). Nothing is undone so far.";
    take_back_anyway = "照样撤销" / "Undo it all the same";
    nothing_left(step) = "没有要撤销的：{step}。它带来的内容已经都不在了。" / "Nothing to undo: {step}. Nothing of what it brought is left.";
    changed_while_taking_back(step) = "没有撤销：{step}。簿册刚刚有改动，请再点一次。" / "Not undone: {step}. The book has just changed. Please press again.";
    changed_since(step, n, names) = "没有撤销：{step}。其中{n}条记录之后又改过或删过（{names}），簿册没有动。请先撤销之后的改动，再撤销这一步。" / "Not undone: {step}. Of its records, {n} were changed or removed since ({names}). The book stays as it is. Undo what came later first, then this.";
    merged_since(step, merges) = "没有撤销：{step}。之后又合并过，改了同样的内容：{merges}。簿册没有动。请先在“已合并”里撤销后来的合并，再撤销这一步。" / "Not undone: {step}. A later merge changed the same records: {merges}. The book stays as it is. Undo the later merge under “Merged” first, then this.";
    merge_on(goes, stays, day) = "“{goes}”并入“{stays}”（{day}）" / "“{goes}” into “{stays}” ({day})";
    and_others(names) = "{names}等" / "{names} and others";
    file_of_problems = "问题行" / "problem rows";
    // The rules.
    rules_refused(why) = "规则不能采用（{why}）。仍用原来的规则，簿册没有改动。" / "These rules cannot be used ({why}). The rules in force stay; the book is unchanged.";
    rules_unread(why) = "簿册里的规则读不懂（{why}），先按默认规则分类。原来的规则还在，没有改动。" / "The book's rules cannot be read ({why}); the default rules are shown. The stored rules were not touched.";
    // Why the store refuses.
    store_unavailable = "浏览器不让网页存数据，请换普通窗口（不是无痕窗口）再打开" / "the browser does not let pages store data here; please use a normal, not a private, window";
    store_blocked = "另一个标签页开着旧版，请关掉它再试" / "another tab has an older version open; please close it";
    store_full = "磁盘或浏览器的空间用完了，请清出空间再试，并先导出一份簿册" / "there is no space left; please free some, and export the book first";
    store_stale = "另一个标签页先改了簿册，请再做一次" / "another tab changed the book first; please do it again";
    store_gone = "存着的簿册不见了，或变回了旧的" / "the stored book is gone, or is an older one";
    store_foreign = "存着的是另一本簿册" / "another book is stored";
    store_lost(why) = "与存储的连接断了，重连几次仍不行（{why}），请重新载入" / "the connection to the storage was lost, and several attempts to reconnect failed ({why}); please reload";
    store_busy = "上一次保存还没有结束，请稍后再试" / "the save before is not finished; please try again";
    store_corrupt(place, problem) = "{place}读不出来（{problem}），请用最近的导出文件恢复" / "{place} cannot be read ({problem}); please restore your latest export";
    store_newer(found, known) = "它由更新的版本写成（{found}，这里只认到{known}），请更新本页" / "a newer version wrote it ({found}, this one knows {known}); please update this page";
    store_not_proven(place) = "{place}读回来不一致，请马上导出簿册" / "{place} differs when read back; please export the book now";
    store_other(why) = "浏览器报告：{why}" / "the browser says {why}";
    // What a damaged book has lost.
    lost_records(kind, n) = "{kind}，最多{n}条" / "{kind}, at most {n}";
    lost_head = "设置和规则，已换成默认值" / "settings and rules, now the defaults";
    lost_state = "存储的目录" / "the store's own list";
    lost_edit = "一次没有并入的改动" / "an edit that was not merged yet";
    lost_about(what, n, names) = "{what}，涉及{n}家：{names}" / "{what}, about {n} of: {names}";
    lost_missing(what, place) = "{what}（{place}，整块不见了）" / "{what} ({place}, not there at all)";
    part_damaged(what, place) = "{what}（{place}，内容损坏，原样放在一边）" / "{what} ({place}, damaged, put aside as it is)";
    at_least(n) = "至少{n}" / "at least {n}";
    lost_customers(n, ids) = "{n}家客户的资料不见了，但还有他们的记录：{ids}" / "{n} customers are not there, but records of theirs are: {ids}";
    lost_kind_customers = "客户" / "customers";
    lost_kind_orders = "订单" / "orders";
    lost_kind_interactions = "互动" / "interactions";
    lost_kind_tickets = "服务单" / "tickets";
    lost_kind_reviews = "复核" / "reviews";
    lost_kind_points = "积分" / "points";
    lost_kind_campaigns = "活动" / "campaigns";
    lost_kind_tasks = "任务结果" / "task outcomes";
    lost_kind_audit = "改动记录" / "entries of the trail";
    lost_kind_versions = "规则版本" / "versions of the rules";
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
    not_loaded = "程序的这一部分没有载入，簿册没有改动。请检查网络后再试一次。" / "This part of the program did not load; the book is unchanged. Please check the network and try again.";
    handed_over(name) = "“{name}”已交给浏览器下载" / "{name} was handed to the browser to download";
    file_seen = "文件存好了" / "It has arrived";
    comparing(name) = "正在核对“{name}”" / "Comparing {name}";
    export_compared(name) = "“{name}”读回一致，就是导出的那一份" / "{name} was read back: it is the file that was exported";
    export_same(name) = "“{name}”和簿册一致，可以当备份" / "{name} holds what the book holds; it can serve as the backup";
    export_damaged(name, why) = "“{name}”不能当备份：{why}簿册没有改动，请再导出一次。" / "{name} cannot serve as a backup: {why} The book is unchanged; please export it again.";
    export_differs(name, what) = "“{name}”不是最近导出的那一份，和簿册也不一致：{what}。簿册没有改动；如果没有别的文件，请再导出一次。" / "{name} is not the file exported last, and differs from the book: {what}. The book is unchanged; if there is no other file, please export again.";
    lacking_and_other(lacking, other) = "文件里缺{lacking}条，不同的{other}条" / "{lacking} records missing in the file, {other} different";
    records_wrong = "里面有读不懂的记录。" / "some of its records cannot be read.";
    download_refused(name) = "“{name}”没有导出：浏览器不让下载。簿册没有改动。" / "{name} was not exported: the browser refused the download. The book is unchanged.";
    shared(name) = "“{name}”已交给另一个应用" / "{name} was handed to another app";
    share_refused(name) = "“{name}”没有发出去：浏览器没有答应。簿册没有改动；请用“导出簿册”。" / "{name} was not sent: the browser refused. The book is unchanged; please use “Export the book”.";
    book_not_exported(why) = "簿册没有导出：{why}。簿册本身没有改动。" / "The book was not exported: {why}. The book itself is unchanged.";
    results_not_exported(why) = "结果没有导出：{why}。" / "The results were not exported: {why}.";
    issues_not_exported(why) = "问题没有另存：{why}。" / "The list was not saved: {why}.";
    list_not_exported(why) = "名单没有导出：{why}。" / "The list was not exported: {why}.";
    exporting_table(name) = "正在导出“{name}”" / "Exporting {name}";
    too_many_rows_for_sheet = "表格没有导出：Excel的一张表最多放1,048,575行。请先筛选，或改导出CSV。" / "The table was not exported: a sheet of Excel holds 1,048,575 rows. Narrow it down first, or choose CSV.";
    texts_cut(n) = "有{n}处文字太长，一个单元格放不下，在第32,767个字处截断了；CSV里是完整的" / "Texts too long for one cell were cut at 32,767 characters: {n}. CSV holds all of them";
    table_writer_ended = "表格没有导出：写表格的程序中断了。簿册没有改动，请再试一次。" / "The table was not exported: what writes it stopped. The book is unchanged; please try again.";
    rules_not_exported(why) = "规则没有导出：{why}。规则本身没有改动。" / "The rules were not exported: {why}. The rules themselves are unchanged.";
    // How files are named.
    file_of_book = "关系簿" / "关系簿";
    file_of_handover = "交接" / "handover";
    file_of_rescued = "关系簿_抢救" / "关系簿_rescued";
    file_of_results = "分类结果_供程序读取" / "results_for_programs";
    file_of_issues = "问题" / "problems";
    file_of_rules = "规则" / "rules";
}
