//! Words of the frame: top bar, navigation, notices, help.

use crate::domain::label::Lang;

text! {
    brand = "关系簿" / "Guanxi";
    page_title(page) = "{page} · 关系簿" / "{page} · Guanxi";
    skip = "跳到正文" / "Skip to content";
    main_nav = "主导航" / "Main";
    more = "更多" / "More";
    search_all = "搜索客户、联系人，或输入命令" / "Search, or type a command";
    search_in_customers(words) = "在客户中搜索“{words}”" / "Search the customers for “{words}”";
    search_by_contact = "联系人" / "Contact";
    search_by_former = "并入前的名称" / "Name before a merge";
    search_by_phone = "电话" / "Phone";
    search_by_tag = "标签" / "Tag";
    search_by_number = "客户编号" / "Customer no.";
    search_by_code = "信用代码" / "Credit code";
    pinyin_loading = "正在载入拼音" / "Loading pinyin";
    pinyin_failed = "拼音没有载入，先按原文查找；接着输入会再试一次" / "Pinyin did not load, so the words are searched as they are written; typing on tries again";
    do_language = "界面换成英文" / "Switch the language to Chinese";
    do_theme = "换主题颜色" / "Change the theme";
    do_print = "打印本页" / "Print this page";
    do_lead = "录入线索" / "Take down a lead";
    also_lead = "新线索 名片" / "new lead card";
    do_import = "导入文件" / "Import a file";
    do_export = "导出簿册" / "Export the book";
    also_language = "语言 中文" / "language English";
    also_theme = "深色 浅色 外观" / "dark light";
    also_export = "备份" / "backup";
    go_to(page) = "打开{page}" / "Open {page}";
    commands = "命令" / "Commands";

    as_of = "基准日" / "As of";
    as_of_pick = "选基准日" / "Pick the as-of date";
    as_of_help = "看哪一天的簿册，可写2026-06-30、0630、昨天；清空回到今天" / "The day to look at: 2026-06-30, 0630 or yesterday; empty for today";
    stray_file = "文件没有打开，簿册没有改动。要导入，请放到“数据”页上" / "The file was not opened; the book is unchanged. To import it, drop it on the Data page";
    to_data = "打开“数据”页" / "Open the Data page";
    translated = "浏览器的翻译会让数字停在旧值，已还原。要换语言，请用页面右上角的“English”" / "The browser's translator would leave old figures on the page, so it was undone. To change the language use the button at the top right";
    nav_due[n] = "{n}项逾期或今天要做" / "{n} overdue or due today" | "{n} overdue or due today";
    nav_moves_waiting[n] = "本季{n}项变动待定" / "{n} move of this quarter waiting" | "{n} moves of this quarter waiting";
    nav_disagreeing[n] = "{n}处与规则不同" / "{n} differs from the rules" | "{n} differ from the rules";
    as_of_past(day) = "正在看{day}的簿册，不是今天" / "You see the book as of {day}, not of today";
    back_to_today = "回到今天" / "Back to today";

    undo = "撤销" / "Undo";
    redo = "重做" / "Redo";
    undo_what(what) = "撤销：{what}" / "Undo: {what}";
    redo_what(what) = "重做：{what}" / "Redo: {what}";

    unchanged = "无改动" / "No changes";
    saving = "正在保存" / "Saving";
    saved = "已保存" / "Saved";
    not_saved = "没有存上" / "Not saved";
    not_saved_yet = "还没有存上" / "Not saved yet";

    alarm_lost(why, customers) = "{why}这一页上的簿册还在（{customers}），但没有存在任何地方：请先导出，再全部写回，这之前不要关闭这一页。" / "{why} The book on this page is still here ({customers}), but kept nowhere: export it, then write all of it back, and do not close this page before.";
    alarm_foreign(customers) = "浏览器里存着的已是另一本簿册：原来的被清除后，别的标签页另起了一本。这一页上的簿册还在（{customers}），请先导出；要并到那一本里，就在那里导入这个文件。" / "The browser now keeps another book: after the one here was cleared, another tab began a new one. The book on this page is still here ({customers}): export it first; to bring it into the other book, import that file there.";
    alarm_see_other = "看存着的那一本" / "See the stored book";
    alarm_write_back = "全部写回" / "Write all back";
    alarm_silent[n] = "保存一直没有回音，{n}处改动还没有存上。请先不要关闭这一页；可以导出一份，没存上的也在文件里。" / "The storage does not answer; {n} change is not saved yet. Please do not close this page. You can export the book: the file holds what is not saved, too." | "The storage does not answer; {n} changes are not saved yet. Please do not close this page. You can export the book: the file holds what is not saved, too.";
    alarm_start = "浏览器一直没有交出存着的簿册。什么都没有改动。请关掉这个网站的其他标签页，再重新载入；也可以再等等。" / "The browser has not handed over the stored book yet. Nothing was changed. Please close the other tabs of this site and reload, or wait a little longer.";
    alarm_missing(customers, at, backup) = "这个浏览器里原来有一本簿册（{customers}，{at}保存过），现在不见了：可能清除过网站数据，或被浏览器自动清掉。{backup}" / "This browser kept a book ({customers}, saved {at}), and it is gone: the site's data may have been cleared, by somebody or by the browser itself. {backup}";
    alarm_other(customers, at, backup) = "这个浏览器里原来有一本簿册（{customers}，{at}保存过），现在存着的不是那一本，或比它旧。{backup}" / "This browser kept a book ({customers}, saved {at}); what is stored now is not that one, or an older one. {backup}";
    alarm_keep = "就用这一本" / "Use this one";
    alarm_backup(at, name) = "最近一次导出是{at}的“{name}”，导入它就能恢复到那时。" / "The last export was {name}, {at}; import it to go back to that.";
    alarm_no_backup = "没有导出过的记录；如果别处有备份文件，导入它就能恢复。" / "No export is on record; if there is a backup file elsewhere, import it.";
    alarm_restore = "导入备份" / "Import the backup";
    alarm_begin = "另起一本" / "Begin anew";

    other_language = "English" / "中文";
    theme_system = "主题：跟随系统" / "Theme: like the system";
    theme_light = "主题：浅色" / "Theme: light";
    theme_dark = "主题：深色" / "Theme: dark";

    notices_more[n] = "另有{n}条" / "{n} more" | "{n} more";

    update_ready = "新版本已备好" / "A new version is ready";
    update_now = "现在更新" / "Update now";

    shortcuts = "快捷键" / "Keyboard shortcuts";
    keys_search = "搜索与命令" / "Search and commands";
    keys_list_search = "在本页的列表中查找" / "Find in the page’s list";
    key_space = "空格" / "Space";
    keys_undo = "撤销" / "Undo";
    keys_redo = "重做" / "Redo";
    keys_list = "在列表中上下移动" / "Move in a list";
    keys_open = "打开所在的一行" / "Open the row";
    keys_new_task = "“今日”：写新任务；“线索”：录名片；“服务”：新服务单；客户页、“健康与挽回”和“服务”的说明：记互动" / "Today: write a task; Leads: take down a card; Service: a new ticket; a customer, or the slip on Health or Service: record an interaction";
    keys_pick = "选中所在的一行" / "Select the row";
    keys_help = "看快捷键" / "Show the shortcuts";
    keys_leave = "关闭或取消" / "Close or cancel";

    not_found = "没有这一页" / "There is no such page";
    not_found_help = "地址可能打错了，或这一页已经移走。簿册没有改动。" / "The address may be mistyped, or the page has moved. The book is unchanged.";
    to_start = "回到首页" / "To the start page";
}
