//! Words of the Data page: files in and out, safety, the trail, erasing.

use crate::domain::label::Lang;

text! {
    one_file(name) = "一次读一个文件，先读{name}" / "One file at a time: reading {name}";
    data_sub(customers, orders, interactions) = "{customers}，{orders}，{interactions}，全部存在这台电脑上" / "{customers}, {orders}, {interactions}, all kept on this computer";
    data_sub_blank = "簿册是空的" / "The book is empty";
    data_sub_mixed(what) = "样例和自己记的：{what}" / "The sample and what you added: {what}";
    data_sub_sample(what) = "样例：{what}" / "The sample: {what}";
    more_rows[n] = "再看{n}行" / "Show {n} more" | "Show {n} more";

    // choosing
    import_file = "簿册或表格文件" / "Book or table file";
    drop_here = "把文件拖到这里" / "Drop a file here";
    drop_note = "Excel、WPS、CSV表格，或关系簿的簿册文件。先看预览，预览时什么都不改" / "A table of Excel, WPS or CSV, or a book file of Guanxi. A preview comes first and changes nothing";
    paste_here = "也可以在Excel或WPS里复制单元格，粘贴到这里" / "Or copy cells in Excel or WPS and paste them here";
    pasted = "粘贴的单元格" / "Pasted cells";
    pasted_over(name) = "刚粘贴的还没有用上：{name}正在等您导入" / "What was pasted is not used yet: {name} waits to be imported";
    take_pasted = "改看粘贴的" / "Look at the pasted cells instead";
    pasted_while_writing = "正在写入，刚粘贴的没有用上；写完再粘贴一次" / "Something is being written, so what was pasted is not used; paste again afterwards";
    other_file = "换文件" / "Another file";
    reading_state = "正在读取" / "Reading";
    writing_state = "正在写入" / "Writing";
    put_away = "收起" / "Close";

    // preview
    file_note(size) = "{size}，还没有写入" / "{size}, not written yet";
    file_note_by(size, when) = "{size}，{when}导出，还没有写入" / "{size}, exported {when}, not written yet";
    file_strangers[n] = "文件里有{n}位客户的编号，在本簿册里是名称、电话、信用代码都不同的另一位。按编号合并，原来的会被文件里的替换；如果是不同的客户，请给文件里的另编新号。" / "{n} customer of the file has the number of another one here, of other name, phone and credit code. Merged by its number, the one here is written over; if these are two, give that of the file a number of its own." | "{n} customers of the file have the numbers of others here, of other names, phones and credit codes. Merged by their numbers, those here are written over; if they are others, give those of the file numbers of their own.";
    file_strangers_apart = "是不同的客户，另编新号" / "They are others: own numbers";
    file_strangers_are_apart[n] = "文件里的{n}位客户另编新号，连同其记录" / "{n} customer of the file comes under a number of its own, with all that belongs to it" | "{n} customers of the file come under numbers of their own, with all that belongs to them";
    file_stranger(id, ours, theirs) = "{id}：本簿册“{ours}”，文件里“{theirs}”" / "{id}: {ours} here, {theirs} in the file";
    file_as_of(day) = "文件指定基准日{day}，写入后按这一天看。" / "The file names the as-of date {day}; after writing, the book is looked at as of that day.";
    mode = "写入方式" / "How to write";
    mode_merge = "合并" / "Merge";
    mode_merge_text = "编号相同的更新，没有的加上，簿册里其余的留着" / "Same id: updated. New id: added. Everything else in the book stays";
    mode_replace = "替换" / "Replace";
    mode_replace_text = "簿册变成和文件一样，文件里没有的移除，操作记录留着" / "The book becomes as the file is; what the file lacks goes. The trail stays";
    tally = "写入会怎样" / "What writing would do";
    tally_new = "新增" / "New";
    tally_changed = "有变化" / "Changed";
    tally_same = "无变化" / "Unchanged";
    tally_removed = "移除" / "Removed";
    tally_wrong = "有问题" / "Wrong";
    tally_new_note = "簿册里还没有" / "not in the book yet";
    tally_changed_note = "编号相同，内容不同" / "same id, other content";
    tally_same_note = "不动" / "left alone";
    tally_removed_note = "文件里没有" / "not in the file";
    tally_kept_note = "合并不移除" / "merging removes nothing";
    tally_wrong_note = "要跳过才能写入" / "to be left out";
    tally_wrong_none = "都读得懂" / "all readable";
    tally_asked = "要确认" / "To confirm";
    tally_asked_note = "选好才能写入" / "to be answered";
    by_kind = "分种类" / "By kind";
    kind_col = "种类" / "Kind";
    settings_change = "设置会换成文件里的。" / "The settings become the file's.";
    rulebook_change = "分类规则会换成文件里的，各客户的分类随之重算。" / "The rules become the file's; every customer is classified anew.";
    settings_changed = "设置已换成文件里的。" / "The settings are now the file's.";
    rulebook_changed = "分类规则已换成文件里的。" / "The rules are now the file's.";

    // days that cannot be meant
    asked = "不像本意的内容怎么办" / "What becomes of what can hardly be meant";
    asked_note[n] = "有{n}处不像是本意：日期不合情理，或文字里有看不见的控制字符，列在下面。选好怎么办才能写入；要逐条改正，请先取消，改好文件再导入。" / "{n} field can hardly be meant: a date beyond reason, or a text with control characters that nobody sees. It is listed below. Choose what becomes of it before writing; to correct it, cancel and import the corrected file." | "{n} fields can hardly be meant: dates beyond reason, or texts with control characters that nobody sees. They are listed below. Choose what becomes of them before writing; to correct them, cancel and import the corrected file.";
    asked_keep = "照原样收" / "Take them as they are";
    asked_keep_text = "按文件里写的存，之后可以在客户页改。" / "Stored as the file says; it can be corrected later.";
    asked_leave = "去掉" / "Take it out";
    asked_leave_text = "日期那一栏空着，文字只去掉控制字符；非有这一栏不可的记录（如订单的日期）整条不收。" / "Fields of such dates stay empty, texts lose the control characters only; a record that needs the field, as an order its date, is left out whole.";
    issues_asked[n] = "要确认{n}处" / "To confirm: {n}" | "To confirm: {n}";
    issue_ask = "要确认" / "To confirm";
    issue_leave = "不收" / "Left out";
    say_asked[n] = "要确认{n}处" / "to confirm {n}" | "to confirm {n}";
    apply_why_asked = "先选怎么处理不像本意的内容，才能写入。" / "Choose what becomes of what can hardly be meant, then write.";

    // issues
    issues = "问题" / "Problems";
    issues_note(errors, warnings) = "错误{errors}处，提醒{warnings}处" / "Errors: {errors}, warnings: {warnings}";
    issues_cut(shown) = "太多，只列出前{shown}处" / "too many; the first {shown} are listed";
    save_issues = "问题另存" / "Save the list";
    issue_record = "记录" / "Record";
    issue_line = "行" / "Line";
    issue_field = "栏目" / "Field";
    issue_found = "文件里写的" / "What the file says";
    issue_what = "问题" / "What is wrong";
    issue_do = "怎么办" / "What happens";
    issue_row(kind, row) = "{kind}第{row}条" / "{kind}, no. {row}";
    issue_head = "文件开头" / "Head of the file";
    issue_skip = "跳过" / "Left out";
    issue_keep = "照收" / "Taken as is";
    nothing_found = "（空）" / "(empty)";

    // changes
    changes = "变化" / "Changes";
    changes_note(all, shown) = "{all}条，先看{shown}条" / "{all} records, the first {shown} shown";
    empty_value = "（空）" / "(empty)";

    // applying
    skip_wrong[n] = "跳过有问题的{n}条，导入其余" / "Leave out the {n} wrong record, import the rest" | "Leave out the {n} wrong records, import the rest";
    apply_why_wrong = "有问题的记录不会写入。勾选跳过，才能写入其余的。" / "Wrong records are never written. Tick the box to write the rest.";
    apply_why_same = "簿册已经和文件一样，没有要写入的。" / "The book already is as the file says; there is nothing to write.";
    apply_why_mine = "不同的地方都照簿册里的，没有要写入的。" / "Wherever they differ the book's own stays; there is nothing to write.";
    apply_why_undo = "写入后可以撤销，直到关闭或刷新这个标签页。" / "Writing can be undone, until this tab is closed or reloaded.";
    apply_n[n] = "写入{n}条" / "Write {n} record" | "Write {n} records";
    apply_head = "写入" / "Write";
    replace_title = "替换现在的簿册" / "Replace the present book";
    replace_text(file) = "簿册会变成{file}里的样子。这本簿册会失去：" / "The book becomes what {file} says. This book loses:";
    replace_gone[n] = "移除{n}条记录" / "{n} record removed" | "{n} records removed";
    replace_over[n] = "改写{n}条记录" / "{n} record rewritten" | "{n} records rewritten";
    replace_note = "写入后可以撤销，关掉这一页之后就不能了。先导出一份更稳妥。" / "It can be undone until this page is closed. Exporting first is safer.";
    replace_do = "替换" / "Replace";
    export_first = "先导出一份" / "Export first";

    // after
    import_error = "这个文件没有导入" / "This file was not imported";
    done_title(file) = "{file}已写入" / "{file} is written";
    done_undone(file) = "{file}的写入已撤销" / "Writing {file} was undone";
    done_counts(new, changed, removed) = "新增{new}条，改动{changed}条，移除{removed}条，读回一致。" / "New: {new}, changed: {changed}, removed: {removed}; read back and proven.";
    book_undo_until = "这份簿册的导入，在离开或刷新这个标签页之前可以撤销；之后要退回，请导入之前导出的备份。" / "This import of a book can be undone until this tab is left or reloaded; to go back later, import the backup that you exported before.";
    undo_import = "撤销这次导入" / "Undo this import";
    see_customers = "去看客户" / "See the customers";
    next_file = "再导入一个文件" / "Import another file";
    say_preview(new, changed, wrong) = "预览已备好：新增{new}，有变化{changed}，有问题{wrong}" / "The preview is ready: new {new}, changed {changed}, wrong {wrong}";

    // export
    export_title = "导出" / "Export";
    export_book = "簿册文件" / "The book";
    export_book_text = "这就是备份：一个文件装下整本簿册，联系方式不遮，操作记录也在内。请放到别处保存。" / "This is the backup: one file holds the whole book, contacts unmasked, the trail too. Keep it somewhere else.";
    export_book_do = "导出簿册" / "Export the book";
    share_book = "发到其他应用" / "Send to another app";
    export_results = "分类结果" / "Results";
    export_results_text(day) = "每家客户一行：指标、分类、标签，按基准日{day}。" / "One row a customer: figures, classes, tags, as of {day}.";
    export_programs = "给别的程序的结果" / "Results for other programs";
    export_programs_text = "同样的结果，列名和分类是固定的代号，换了语言也不变。" / "The same results; columns and classes have fixed names that no language changes.";
    export_records = "记录" / "Records";
    export_records_text = "客户、联系人、订单、互动、服务单的全部资料。改过再导入，只更新改过的地方。" / "All fields of customers, contacts, orders, interactions and tickets. Edited and imported again, only what was edited changes.";
    templates = "没有现成的表格？下载空表（XLSX）：" / "No table yet? Take an empty one (XLSX):";
    templates_csv = "CSV：" / "CSV:";
    template_file(kind) = "空表_{kind}" / "template_{kind}";
    export_people = "导出表格" / "Export a table";

    // safety
    safety_title = "备份是否可靠" / "Is it safe";
    safe_blank = "无需备份" / "Nothing to back up";
    safe_sample = "样例，无需备份" / "Sample, no backup needed";
    safe_none = "没有备份" / "No backup";
    safe_handed = "已交出，待确认" / "Handed over, not confirmed";
    safe_fresh = "备份是新的" / "Backup is fresh";
    safe_stale = "该再备份一次" / "Time for another";
    safe_old = "备份旧了" / "Backup is old";
    would_lose = "这台电脑若此刻损坏，会丢" / "If this computer broke now, you would lose";
    lose_today = "今天的" / "today’s";
    lose_days = "天" / "days";
    lose_changes = "次改动" / "changes";
    lose_customers = "家客户，全部" / "customers, all of them";
    lose_nothing = "什么也不丢：备份之后没有改动" / "nothing: no change since the backup";
    lose_unknown = "还不知道：文件交给了浏览器，请先确认存好了" / "not known yet: the file was handed to the browser; please see whether it arrived";
    lose_nothing_here = "没有自己的资料" / "no data of your own";
    scale_day = "1天" / "1 d";
    scale_3 = "3天" / "3 d";
    scale_7 = "7天" / "7 d";
    kept_yes = "存储已获浏览器保留" / "The browser keeps this storage";
    kept_yes_text = "磁盘紧张时不会自动清掉" / "It is not cleared when the disk runs full";
    kept_no = "浏览器没有答应保留" / "The browser has not promised to keep it";
    kept_no_text = "磁盘紧张时，浏览器可以清掉这里的资料" / "When the disk runs full, it may clear what is here";
    kept_unknown = "不知道浏览器是否保留" / "Whether the browser keeps it is unknown";
    kept_ask = "请浏览器保留" / "Ask to keep it";
    kept_refused = "浏览器没有答应。多打开几次或加到书签后再试，先靠导出文件备份。" / "The browser refused. Try again after some visits or a bookmark; until then rely on exported files.";
    week = "七天没有打开，浏览器会清掉资料" / "After seven days without a visit the browser clears this";
    week_text = "Safari和iPhone、iPad上的浏览器都是这样；加到主屏幕后从那里打开，不受此限。每周打开一次，并常常导出。" / "So do Safari and every browser on iPhone and iPad; opened from the home screen it stays. Open it once a week, and export often.";
    from_file = "这是从电脑上的一个文件打开的" / "Opened from a file on this computer";
    from_file_text = "客户资料存在这个浏览器里，不在文件里：把文件发给别人，资料不会跟去。Chrome和Edge里，电脑上的网页文件共用一处存储；Firefox按文件的位置分开存，文件移动或改名后就看不到原来的簿册。请常常导出。" / "The data are in this browser, not in the file: whoever gets the file gets no data. In Chrome and Edge the page files of a computer share one storage; Firefox keeps it by the file's place, and after a move or a new name the book is not found there. Export often.";
    in_app = "这里是别的应用里的网页" / "This page is shown inside another app";
    in_app_text = "导出的文件可能存不下来，资料也可能随那个应用一起清掉。请用右上角的菜单在浏览器里打开。" / "Exported files may get lost, and the data may go with that app. Please open the page in a browser from the app's menu.";
    proven_at(at) = "今天{at}写入并读回一致" / "Written and read back today {at}";
    proven_idle = "打开后没有改动" / "No change since this page was opened";
    proven_last(at) = "上次改动{at}" / "Last change {at}";
    proven_never = "还没有改动过" / "Nothing was ever changed";
    proven_saving = "正在写入" / "Being written";
    proven_failed = "最近一次改动没有存上" / "The last change was not saved";
    proven_text = "每次改动都写入后再读回核对" / "Each change is written, then read back and compared";
    room(bytes) = "簿册占用{bytes}" / "The book takes {bytes}";
    room_of(used, quota) = "浏览器共用{used}，上限约{quota}" / "The browser uses {used} of about {quota}";
    room_unknown = "占用未知" / "Room taken is unknown";
    exported_at(at) = "上次备份{at}" / "Last backup {at}";
    exported_file(name, changes) = "{name}，之后{changes}次改动" / "{name}, changes since: {changes}";
    handed_at(at) = "{at}交给浏览器下载" / "Handed to the browser {at}";
    handed_file(name, changes) = "{name}，之后{changes}次改动。浏览器不告诉网页文件存好没有，请到下载的文件夹看一眼，或选它读回核对" / "{name}, changes since: {changes}. Browsers do not tell pages whether a file arrived: look into the folder of downloads, or choose it to be read back";
    handed_seen = "文件存好了" / "It has arrived";
    handed_compare = "读回核对" / "Read it back";
    exported_never = "这个浏览器还没有导出过簿册" / "This browser has not exported the book yet";
    exported_never_text = "导出的文件才是备份" / "Only an exported file is a backup";
    stopped_at(at, times) = "上次意外停下：{at}，共记下{times}次" / "Last stopped unexpectedly {at}; noted {times} times";
    stopped_copy = "复制给维护者" / "Copy for the maintainer";
    stopped_clear = "清除" / "Clear";
    stopped_copied = "原因已复制，可以发给维护者" / "The causes are copied; send them to the maintainer";
    honest = "资料只在这个浏览器里" / "Everything is in this browser only";
    honest_text = "清除浏览数据、换浏览器或电脑坏了，资料就没有了；浏览器看不到导出的文件去了哪里，请自己放好。" / "Clearing the browser's data, another browser, or a broken computer means it is gone. The browser cannot see where exported files go; please keep them safe.";
    backup_now = "现在备份" / "Back up now";

    // the book
    book_title = "簿册" / "The book";
    company = "公司名称" / "Company";
    company_help = "印在每张纸的抬头" / "Printed at the head of every sheet";
    operator = "操作人" / "Your name";
    operator_help = "记在操作记录里，只存在这个浏览器" / "Noted in the trail; kept in this browser only";
    mask_contacts = "打印时遮住联系方式" / "Mask contacts in print";
    sample_again = "载入样例" / "Load the sample";
    sample_title = "载入样例" / "Load the sample";
    sample_text = "这本簿册里的资料会让位给样例：" / "What is in this book gives way to the sample:";
    sample_do = "换成样例" / "Put the sample in";

    // the trail
    trail = "操作记录" / "Trail";
    trail_note[n] = "{n}条" / "{n} entry" | "{n} entries";
    trail_empty = "还没有操作" / "Nothing was done yet";
    trail_records[n] = "{n}条" / "{n} record" | "{n} records";

    // erasing
    erase = "全部清空" / "Erase everything";
    erase_text = "这本簿册会从这台电脑上清掉：" / "This book is erased from this computer:";
    erase_rules = "规则与设置，回到出厂" / "Rules and settings, back to the defaults";
    erase_trail[n] = "操作记录{n}条" / "{n} entry of the trail" | "{n} entries of the trail";
    erase_note = "关掉这一页之后就找不回来。" / "Once this page is closed it cannot be brought back.";
    erase_word = "清空" / "ERASE";
    erase_type(word) = "请输入“{word}”" / "Type “{word}”";
    erase_help = "输完整才能继续" / "Type the whole word to go on";

    // kinds of records
    kind_customers = "客户" / "Customers";
    kind_campaigns = "活动" / "Campaigns";
    kind_points = "积分" / "Points";
    kind_task_outcomes = "任务结果" / "Task outcomes";
    kind_audit = "操作记录" / "Trail";
    kind_rule_versions = "规则版本" / "Rule versions";

    // the head of the file
    f_rulebook = "分类规则" / "Rules";
    f_settings = "设置" / "Settings";
}
