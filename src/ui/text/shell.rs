//! Words of the frame: top bar, navigation, notices, help.

use crate::domain::label::Lang;

text! {
    brand = "关系簿" / "Guanxi";
    page_title(page) = "{page} · 关系簿" / "{page} · Guanxi";
    skip = "跳到正文" / "Skip to content";
    main_nav = "主导航" / "Main";
    more = "更多" / "More";
    search_all = "搜索客户、联系人，或输入命令" / "Search customers, contacts, or type a command";
    search_in_customers(words) = "在客户中搜索“{words}”" / "Search the customers for “{words}”";
    go_to(page) = "打开{page}" / "Open {page}";
    commands = "命令" / "Commands";

    as_of = "基准日" / "As of";
    as_of_pick = "选基准日" / "Pick the as-of date";
    as_of_help = "看哪一天的簿册，可写2026-06-30、0630、昨天；清空回到今天" / "The day to look at: 2026-06-30, 0630 or yesterday; empty for today";
    stray_file = "文件没有打开，簿册没有改动。要导入，请放到“数据”页上" / "The file was not opened; the book is unchanged. To import it, drop it on the Data page";
    to_data = "打开“数据”页" / "Open the Data page";
    translated = "浏览器的翻译会让数字停在旧值，已还原。要换语言，请用页面右上角的“English”" / "The browser's translator would leave old figures on the page, so it was undone. To change the language use the button at the top right";
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

    other_language = "English" / "中文";
    theme_system = "主题：跟随系统" / "Theme: like the system";
    theme_light = "主题：浅色" / "Theme: light";
    theme_dark = "主题：深色" / "Theme: dark";

    update_ready = "新版本已备好" / "A new version is ready";
    update_now = "现在更新" / "Update now";

    shortcuts = "快捷键" / "Keyboard shortcuts";
    keys_search = "搜索与命令" / "Search and commands";
    keys_undo = "撤销" / "Undo";
    keys_redo = "重做" / "Redo";
    keys_list = "在列表中上下移动" / "Move in a list";
    keys_open = "打开所在的一行" / "Open the row";
    keys_pick = "选中所在的一行" / "Select the row";
    keys_help = "看快捷键" / "Show the shortcuts";
    keys_leave = "关闭或取消" / "Close or cancel";

    not_found = "没有这一页" / "There is no such page";
    not_found_help = "地址可能打错了，或这一页已经移走。簿册没有改动。" / "The address may be mistyped, or the page has moved. The book is unchanged.";
    to_start = "回到首页" / "To the start page";
}
