//! What is wrong with a file, and the headings of the list of it.

use crate::domain::label::sentences;

sentences! {
    at(line, column, what) = "第{line}行第{column}列：{what}" / "Line {line}, column {column}: {what}";
    // Why a file as a whole is no book, and what to do.
    refused(what, todo) = "{what}。没有导入任何内容，现有簿册没有改动。{todo}。" / "{what}. Nothing was imported and your book is unchanged. {todo}.";
    too_large(mb, most) = "文件有{mb}MB，超过{most}MB的上限" / "The file has {mb} MB; the limit is {most} MB";
    do_split = "请把它拆成几个较小的文件，用“合并”方式逐个导入" / "Split it into smaller files and import them one by one in merge mode";
    empty = "文件是空的" / "The file is empty";
    zeros(bytes) = "文件有{bytes}字节，但全部是零，没有内容" / "The file has {bytes} bytes, all of them zero: there is nothing in it";
    not_text = "文件不是文本，例如Excel工作簿、图片、PDF或压缩包" / "The file is no text: an Excel workbook, a picture, a PDF or an archive, for instance";
    do_copy_again = "请重新导出或重新复制一份" / "Export or copy it again";
    utf16 = "文件是UTF-16编码，不是UTF-8" / "The file is UTF-16, not UTF-8";
    not_utf8(place, byte) = "第{place}个字节（0x{byte}）不是UTF-8，文件可能是GBK编码" / "byte {place} (0x{byte}) is not UTF-8; the file may be GBK";
    do_save_as_utf8 = "请用文本编辑器另存为UTF-8编码后再导入" / "Save it as UTF-8 with a text editor and import it again";
    not_json(detail, around) = "不是有效的JSON（{detail}），附近内容：{around}" / "not valid JSON ({detail}), near: {around}";
    not_json_number(what) = "{what}；NaN和Infinity不是JSON的数字" / "{what}; NaN and Infinity are no JSON numbers";
    do_check_by_hand = "如果手工改过文件，请检查这一处的引号、逗号和括号；否则请重新导出" / "If the file was edited by hand, check quotes, commas and brackets there; otherwise export it again";
    truncated = "文件在这里中断，后面的内容缺失" / "the file ends here, in the middle";
    do_copy_whole = "文件没有完整保存或传输，请重新导出或重新复制一份" / "It was not saved or copied whole; export or copy it again";
    do_check_program = "这不像一个簿册，请检查产生该文件的程序" / "This does not look like a book; check the program that made the file";
    other_json(format) = "文件是JSON，但不是关系簿的簿册（顶层应为{{\"format\": \"{format}\", …}}）" / "The file is JSON but not a book (its top level should be {{\"format\": \"{format}\", …}})";
    other_format(format, has) = "文件是JSON，但不是关系簿的簿册（“format”应为\"{format}\"，这里是{has}）" / "The file is JSON but not a book (\"format\" must be \"{format}\", here it is {has})";
    results_file = "这是关系簿导出的分类结果，不是簿册" / "This is an export of results, not a book";
    do_choose_book = "请选择由关系簿导出的文件（*.guanxi.json）" / "Choose a .guanxi.json file that 关系簿 exported";
    newer(version, known) = "文件的格式版本是{version}，本程序只认识到版本{known}" / "The file has format version {version}; this program knows versions up to {known}";
    do_update = "请更新关系簿后再导入" / "Update 关系簿 and import it again";
    other_version(known) = "格式版本“version”应为{known}" / "\"version\" must be {known}";
    key_twice(key) = "“{key}”在文件顶层出现了两次" / "\"{key}\" stands twice at the top level";
    key_wants_list(key) = "“{key}”应为列表（[…]）" / "\"{key}\" must be a list […]";
    key_wrong(key, why) = "“{key}”：{why}" / "\"{key}\": {why}";
    do_correct = "请改正文件的这一处后再导入" / "Correct this place in the file and import it again";
    // What is wrong with a record or a value of the head.
    no_version = "缺少格式版本“version”，按版本1读取" / "the format's \"version\" is missing; read as version 1";
    lacks(what) = "这份文件是从损坏的簿册里取出的，缺：{what}。请先导入最近的备份，再合并这份" / "this file was taken from a damaged book and lacks: {what}. Import your latest backup first, then merge this one";
    rule_wrong(why) = "规则有误：{why}。请在文件中改正这条规则，或去掉“rulebook”以使用默认规则" / "the rule is wrong: {why}. Correct it in the file, or leave \"rulebook\" out to use the default rules";
    most_of_points(most) = "积分规则的这个数最多{most}，超过的按{most}算" / "this number of the rules of points is at most {most}; more of it counts as {most}";
    idle_unread = "读不出，先不算；原样留着，改好文件再导入" / "it cannot be read and does not count; it is kept as it is: correct the file and import it again";
    idle_no_list = "不是列表，整项不算；原样留着，在这里保存细分或客户群时会被换掉" / "it is no list, and none of it counts; it is kept as it is until a segment or a group is saved here";
    idle_twice = "编号和前面的一个相同，不算；原样留着" / "its id is that of one before it, and it does not count; it is kept as it is";
    idle_beyond(most) = "最多算{most}个，这个不算；原样留着，删掉前面的就算" / "the first {most} count, and this does not; it is kept as it is, and counts once one before it is removed";
    most_levels(most) = "积分规则最多{most}级，只算前{most}级" / "the rules of points have at most {most} levels: the first {most} count";
    same_twice(first) = "与第{first}条完全相同，只保留一条" / "the same as record {first}; one of them is kept";
    id_twice(first) = "编号与第{first}条重复而内容不同。请改编号，或删去其中一条" / "has the id of record {first} but other contents. Change the id or remove one of them";
    customer_refused(id) = "客户“{id}”在文件中有错，没有读入，这条记录因此没有客户。请先改正该客户" / "its customer \"{id}\" is wrong in the file and was left out. Correct the customer first";
    customer_in_book_only(id) = "客户“{id}”不在文件中（现有簿册里有）。请用“合并”方式导入" / "the file has no customer \"{id}\" (your book has). Import it in merge mode";
    customer_unknown(id) = "没有编号为“{id}”的客户。请在文件中补上该客户，或改正编号" / "there is no customer \"{id}\". Add the customer to the file or correct the id";
    // Why a file holds no rules.
    rules_not_json = "不是完整的JSON。规则没有改动。请重新导出这个文件，或改正这一处。" / "not complete JSON. The rules are unchanged. Export the file again, or correct this place.";
    no_rules = "文件里没有规则。规则没有改动。请选择从“规则”页导出的文件（*.rules.json），或一本簿册。" / "The file holds no rules. The rules are unchanged. Choose a .rules.json file that the rules page exported, or a book.";
    rules_newer(version) = "文件是第{version}版格式，比这个页面新。规则没有改动。请刷新页面后再试。" / "The file has format version {version}, newer than this page. The rules are unchanged. Reload the page and try again.";
    // The list of issues.
    column_handling = "处理" / "What happens";
    column_place = "位置" / "Place";
    column_id = "编号" / "Id";
    column_line = "行" / "Line";
    column_column = "列" / "Column";
    column_found = "文件里写的" / "What the file says";
    column_problem = "问题" / "What is wrong";
    skipped = "跳过" / "left out";
    asked = "要确认" / "to be confirmed";
    taken = "照收" / "taken as is";
}
