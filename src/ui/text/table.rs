//! Words of tables on their way in.

use crate::domain::label::Lang;

text! {
    table_reading(share) = "正在读取表格{share}" / "Reading the table {share}";
    table_refused = "没有读取" / "Not read";
    table_note[n] = "{n}行数据，还没有写入" / "{n} row of data, not written yet" | "{n} rows of data, not written yet";
    table_empty = "这张表里没有数据行。如果表头认错了，改一下表头所在的行；有几张工作表的，换一张看看；都不是，请换一个文件。" / "There is no row of data here. Choose another row for the headings if that is wrong, another sheet where there are several, or another file.";

    // what the file was taken for
    table_subject = "每一行是" / "Each row is";
    table_customers = "客户和联系人" / "customers and contacts";
    table_orders = "订单" / "orders";
    table_interactions = "互动" / "interactions";
    table_tickets = "服务单" / "tickets";
    table_sheet = "工作表" / "Sheet";
    table_hidden_sheet(name) = "{name}（隐藏）" / "{name} (hidden)";
    table_encoding = "编码" / "Encoding";
    table_delimiter = "分隔符" / "Delimiter";
    table_comma = "逗号" / "Comma";
    table_tab = "制表符" / "Tab";
    table_semicolon = "分号" / "Semicolon";
    table_bar = "竖线" / "Bar";
    table_control(n) = "控制字符{n}" / "Control character {n}";
    table_tell_of_text = "如果它是文字表格（CSV、TXT等），请在这里选它的编码或分隔符，再读一次：" / "Where it is a table of text (CSV, TXT), choose its encoding or delimiter here to read it again:";
    table_head = "表头" / "Headings";
    table_no_head = "没有表头" / "none";
    table_head_row(row) = "第{row}行" / "row {row}";
    table_head_rows(first, last) = "第{first}到{last}行" / "rows {first} to {last}";
    table_known(name) = "认出是{name}" / "recognised as {name}";
    table_unreadable[n] = "有{n}个字读不出来，显示为�；可以换一种编码看看" / "{n} character cannot be read and is shown as �; another encoding may help" | "{n} characters cannot be read and are shown as �; another encoding may help";
    table_titles[n] = "表头上面有{n}行标题" / "{n} title row above the headings" | "{n} title rows above the headings";
    table_totals[n] = "合计{n}行不导入" / "{n} row of sums is left out" | "{n} rows of sums are left out";
    table_footers[n] = "表尾说明{n}行不导入" / "{n} row below the table is left out" | "{n} rows below the table are left out";
    table_taken_in[n] = "按您的选择导入{n}行" / "{n} such row is imported, as you chose" | "{n} such rows are imported, as you chose";
    table_take_in = "当作数据导入" / "Import as data";
    table_take_out = "还是不导入" / "Leave out after all";
    table_aside_more[n] = "还有{n}行没有列出" / "{n} more is not listed" | "{n} more are not listed";
    table_repeated[n] = "重复的表头{n}行不导入" / "{n} repeated row of headings is left out" | "{n} repeated rows of headings are left out";
    table_used(name) = "各列用了上次“{name}”的对应" / "columns matched as for \"{name}\"";
    table_columns_out[n, names] = "{n}列不导入：{names}" / "{n} column is left out: {names}" | "{n} columns are left out: {names}";

    // columns
    table_row = "行" / "Row";
    table_unnamed(n) = "第{n}列" / "Column {n}";
    table_column_is(name) = "“{name}”这一列是" / "What the column \"{name}\" is";
    table_out = "不导入" / "Leave out";
    table_as_tag = "当作标签" / "As a tag";
    table_as_note = "并入备注" / "Into the remark";
    table_first_name = "联系人名（不含姓）" / "Contact's first name";
    table_last_name = "联系人姓" / "Contact's last name";
    table_company_of = "所在公司" / "The person's company";
    table_is_company = "是否公司" / "Whether it is a company";
    table_unit_of(name) = "“{name}”这一列金额的单位" / "The unit of the amounts in \"{name}\"";
    table_unit_above = "照表头上方写的单位" / "as written above the headings";
    table_maybe = "拿不准，请看一下" / "not sure, please check";

    // questions
    table_asks[n] = "有{n}个问题要您回答" / "{n} question for you" | "{n} questions for you";
    table_asks_note = "答完才能导入；拿不准就让那一列不导入" / "to be answered before importing; a column can also be left out";
    table_take_proposed[n] = "全部按建议：{n}个问题" / "All as proposed: {n} question" | "All as proposed: {n} questions";
    table_ask_hidden[n] = "文件里有{n}行是隐藏的，要导入吗？" / "{n} row is hidden in the file. Should it be imported?" | "{n} rows are hidden in the file. Should they be imported?";
    table_take_hidden = "导入隐藏的行" / "Import hidden rows";
    table_leave_hidden = "不导入隐藏的行" / "Leave hidden rows out";
    table_hidden_taken = "隐藏的行也导入" / "Hidden rows are imported";
    table_hidden_left = "隐藏的行不导入" / "Hidden rows are left out";
    table_ask_date(name) = "“{name}”里的日期，前面的数是日还是月？" / "In \"{name}\", is the first number the day or the month?";
    table_day_first(text) = "“{text}”是日在前" / "\"{text}\": the day comes first";
    table_month_first(text) = "“{text}”是月在前" / "\"{text}\": the month comes first";
    table_others_day_first = "这一列其他日期都是日在前" / "the other dates of the column have the day first";
    table_others_month_first = "这一列其他日期都是月在前" / "the other dates of the column have the month first";
    table_said_day_first = "日在前" / "the day comes first";
    table_said_month_first = "月在前" / "the month comes first";
    table_ask_unit(name) = "“{name}”里的金额没有写单位，是什么单位？" / "\"{name}\" names no unit for its amounts. Which is it?";
    table_ask_sign(name) = "“{name}”的表头写着别的单位，有的格却写着“¥”。这些是什么单位？" / "The heading of \"{name}\" says another unit, yet some cells have a ¥. Which unit are these in?";
    table_sign_is(text, unit) = "“{text}”的单位是{unit}" / "\"{text}\" is in {unit}";
    table_yuan = "元" / "yuan";
    table_thousand = "千元" / "thousand yuan";
    table_wan = "万元" / "10,000 yuan (万元)";
    table_yi = "亿元" / "100 million yuan (亿元)";
    table_ask_digits(name) = "“{name}”里有些数字的末几位在Excel里已经丢失，怎么办？" / "Some numbers of \"{name}\" lost their last digits in Excel. What should become of them?";
    table_digits_leave = "这些格子不导入" / "Leave these cells out";
    table_digits_keep = "照现在的样子导入" / "Import them as they are now";
    table_ask_choices(name) = "“{name}”里有选项中没有的词，各是什么意思？" / "\"{name}\" has words that are no choice here. What does each mean?";
    table_ask_same(other, name) = "“{other}”和“{name}”是同一项内容，有些行写得不一样，以哪一列为准？" / "\"{other}\" and \"{name}\" are the same field and differ in some rows. Which counts?";
    table_counts(one, other) = "以“{one}”为准，空着才用“{other}”" / "\"{one}\" counts, \"{other}\" where that is empty";
    table_joined(one, other) = "“{one}”和“{other}”连起来" / "\"{one}\" and \"{other}\" together";
    table_ask_serial(name) = "“{name}”里有这样的数，是Excel的日期序号吗？" / "\"{name}\" has bare numbers. Are they days as Excel counts them?";
    table_serials_take(day) = "是，按日期读（{day}）" / "Yes, read them as days ({day})";
    table_serials_taken = "是，按日期读" / "Yes, read them as days";
    table_serials_leave = "不是，这些格子不导入" / "No, leave these cells out";
    table_ask_day_words(name) = "“{name}”里写的是“昨天”这样的词，要看是哪天写的。怎么办？" / "\"{name}\" has words such as \"yesterday\", which hang on the day they were written. What should become of them?";
    table_day_words_take = "就是今天写的，从今天算起" / "They were written today: count from today";
    table_day_words_leave = "这些格子不导入；可以在下面改成日期" / "Leave these cells out; they can be corrected below";
    table_ask_yearless(name) = "“{name}”里有的日期没有写年份，或是农历。怎么办？也可以在下面逐格写全。" / "Some days of \"{name}\" have no year, or are of the lunar calendar. What should become of them? They can also be written whole cell by cell below.";
    table_ask_dayless(name) = "“{name}”里有的只写到年月。怎么办？也可以在下面逐格写全。" / "Some cells of \"{name}\" say year and month alone. What should become of them? They can also be written whole cell by cell below.";
    table_dayless_first = "算作当月1日" / "The first day of the month";
    table_yearless_leave = "这些格子空着，行照样导入" / "Leave these cells empty and import the rows";
    table_yearless_note = "原文记进备注，行照样导入" / "Keep the words in the remark and import the rows";
    table_yearless_past(year, before) = "都是{year}年的，还没到的日子算{before}年" / "They are of {year}; days still to come are of {before}";
    table_yearless_coming(year, this) = "都是接下来的日子：{this}年已经过去的算{year}年" / "They are still to come; days of {this} that are past are of {year}";
    table_yearless_of(year) = "都是{year}年的" / "They are of {year}";
    table_ask_solved(name) = "“{name}”里写着已经解决，但这几行没有写明什么时候解决的。另有一列写着的话，在下面把它选作“解决时间”。" / "\"{name}\" says solved, and these rows do not say when. Where another column does, choose it as \"Solved\" below.";
    table_solved_sometime = "算已解决，时间未知，是否按时不作判断" / "Solved, nobody knows when: no judgement on whether in time";
    table_solved_open = "算还没有解决" / "Not solved yet";
    table_ask_numbers(name) = "这些行的“{name}”，在簿册里是另一家客户的编号；名称、信用代码都对不上。它们是谁？" / "In these rows \"{name}\" is the number of another customer in the book: neither name nor credit code fits. Who are they?";
    table_numbers_new = "是另外的客户，另编号" / "Customers of their own, with new numbers";
    table_numbers_same = "就是簿册里那一家，照文件改" / "The customer in the book, changed as the file says";
    table_numbers_out = "这些行不导入" / "Leave these rows out";
    table_ask_merged(name) = "这些行的“{name}”是已经并入别家的客户，文件里写的可能是合并之前的。它们怎么算？" / "In these rows \"{name}\" is of customers that were merged into others: what they say may be older than that. What of them?";
    table_merged_same = "照文件更新并入的那一家，名称不改" / "Update the customer that stayed; its name remains";
    table_ask_number_or_name(name) = "这些行的“{name}”是簿册里一家客户的编号，名称却是另一家的。文件里的编号看来就是这本簿册的，是哪个写错了？可以一次答完，也可以逐行选" / "In these rows \"{name}\" is the number of one customer in the book, and the name is another's. The file seems to count as the book does: which of the two is wrong? Answer for all at once, or row by row";
    table_by_number = "按编号算，那一家的名称不改" / "The number counts; its customer keeps its name";
    table_by_name = "按名称算" / "The name counts";
    table_by_name_note[n] = "文件里的客户编号不是这本簿册的：有{n}个在簿册里是别的客户，已按名称对上" / "The file does not count its customers as the book does: {n} number is another customer's here, and its rows were found by name" | "The file does not count its customers as the book does: {n} numbers are other customers' here, and their rows were found by name";
    table_ask_unpaid(name) = "“{name}”里有的订单还没有付款，或者看不出付清了没有。这些算不算订单？" / "In \"{name}\" some orders were not paid, or it is not plain whether they were. Do these count?";
    table_unpaid_out = "这些订单不导入" / "Leave these orders out";
    table_unpaid_take = "照样算订单，没付的以后收" / "They count: what is not paid comes later";
    table_ask_missing(name) = "“{name}”里有簿册没有的客户。这些客户怎么办？" / "\"{name}\" names customers that are not in the book. What of them?";
    table_brings = "簿册里没有的客户，按名称一并新建" / "Create customers that are not in the book";
    table_missing_out = "不新建，这些行记作有问题" / "Create none: these rows are problems";
    table_ask_refunds(name) = "“{name}”里写着有的订单退过款、正在退或已冲红。这些订单按多少记？" / "\"{name}\" says that money was, or is being, given back for some orders. Which amount counts for them?";
    table_refunds_less(sum) = "减去退掉的（文件里全部订单合计{sum}）" / "The amount less what was given back (all orders of the file: {sum})";
    table_refunds_full(sum) = "文件里的全额（全部订单合计{sum}）" / "The full amount of the file (all orders: {sum})";
    table_refunds_out(sum) = "这些订单不导入（其余订单合计{sum}）" / "Leave these orders out (the other orders: {sum})";
    table_ask_lines(name) = "有的订单号占了几行，“{name}”各写各的。这些行怎么算？" / "Some orders stand in several rows, each with its own \"{name}\". What are these rows?";
    table_lines_sum = "合成一单，金额相加，产品都记上" / "Lines of one order: add the amounts up, keep all items";
    table_lines_first = "每单以最前面的一行为准" / "The first row of each order counts";
    table_lines_last = "每单以最后一行为准" / "The last row of each order counts";
    table_ask_whose = "没有一列写明是哪家客户。是下面哪一列，还是表头没有认对？" / "No column says whose a row is. Which of these does, or was the head mistaken?";
    table_whose_column(cell) = "写着“{cell}”的一列是客户" / "The column that says \"{cell}\" is the customer";
    table_whose_head(row) = "第{row}行是表头" / "Row {row} is the head";
    table_whose_no_head = "没有表头，第一行也是数据" / "There is no head, the first row is data too";
    table_whose_people = "这些人自己就是客户" / "The people are the customers";
    table_ask_people(name) = "“{name}”里有的格写着几个人，分成几位联系人吗？" / "Some cells of \"{name}\" name several people. Should each be a contact?";
    table_column_of(letter) = "{letter}列" / "Column {letter}";
    table_column_named(heading, letter) = "{heading}（{letter}列）" / "{heading} (column {letter})";
    table_ask_masked_ways(name) = "“{name}”里有的号码或地址打了码，联系不上人，不能当作号码保存。怎么办？也可以在下面逐格写全。" / "Some numbers or addresses of \"{name}\" are masked: nobody is reached by them, and they are not stored as such. What should become of them? They can also be written whole cell by cell below.";
    table_masked_note = "记在联系人备注里" / "Write them into the contact's remark";
    table_ask_masked(name) = "“{name}”里的名字被平台打了码，不同的人会写成一样，认不出是哪位客户。可以在下面逐格改成客户名称，或者：" / "The platform masked the names of \"{name}\": several people are written alike, and nobody can tell whose these are. Write the customers' names into the cells below, or:";
    table_ask_kind = "没有写明类型的服务单都是哪一类？" / "Of which kind are the tickets that do not say it?";
    table_kind_heading = "类型" / "Kind";
    table_kind_like(word, kind) = "文件里写着“{word}”，多半是{kind}" / "the file says \"{word}\": most likely {kind}";
    table_people_each = "各是一位联系人，电话依次对应" / "A contact each, phones in the same order";
    table_people_one = "照原样，算一位联系人" / "One contact, as it stands";
    table_leave_column = "这一列不导入" / "Leave this column out";
    table_ask_again = "重新回答" / "Answer again";
    table_choose = "请选择" / "Choose";
    table_new_choice(word) = "新增选项“{word}”" / "New choice \"{word}\"";
    table_leave_word = "这个词不导入" / "Leave the word out";
    table_word_rows[n] = "{n}行" / "{n} row" | "{n} rows";
    table_word_is(word) = "“{word}”对应" / "What \"{word}\" means";
    table_all_new = "其余都作为新选项" / "The others as new choices";
    table_all_left = "全部不导入" / "Leave all out";
    table_confirm = "就这样对应" / "Use these";
    table_said_words[n] = "{n}个词已对应" / "{n} word is matched" | "{n} words are matched";

    table_suggested[n] = "有{n}行各只和簿册里的一家相近，是同一家吗？也可以在下面逐行选。" / "{n} row is like one customer of the book alone. Is it that one? It can also be chosen row by row below." | "{n} rows are each like one customer of the book alone. Are they those? It can also be chosen row by row below.";
    table_take_suggestions[n] = "全部按建议：{n}行都是" / "All as proposed: {n} row" | "All as proposed: {n} rows";
    table_suggestions_taken[n] = "{n}行按建议认作簿册里的客户" / "{n} row is the customer that was proposed" | "{n} rows are the customers that were proposed";

    // rows
    table_rows = "表格各行" / "The rows of the table";
    table_row_at(row) = "第{row}行" / "Row {row}";
    table_hidden_row_at(row) = "第{row}行（隐藏）" / "Row {row} (hidden)";
    table_all = "全部" / "All";
    table_twin = "可能重复" / "Possible duplicate";
    table_asked = "要您来选" / "Your choice";
    table_left_out = "不导入" / "Skipped";
    table_cell(text) = "改这一格：{text}" / "Correct this cell: {text}";
    table_correct = "改成" / "Correct to";
    table_whom(row) = "第{row}行是哪家客户" / "Which customer row {row} is";
    table_is_this(name, id) = "就是{name}（{id}）" / "It is {name} ({id})";
    table_is_row(row, name) = "和第{row}行是同一家（{name}）" / "The same as row {row} ({name})";
    table_is_new = "是另一家新客户" / "A different, new customer";
    table_is_nobody = "不导入这一行" / "Leave this row out";
    table_twins_note = "会新建一家；簿册里有相似的客户：" / "Will be created; similar customers in the book:";
    table_twin_why(name, why) = "{name}：{why}" / "{name}: {why}";
    table_twin_row(row) = "会新建一家；看起来和第{row}行是同一家：" / "Will be created; looks the same as row {row}:";
    table_clash(row, other) = "第{row}行和第{other}行写的不一样，以哪一行为准" / "Rows {row} and {other} differ: which counts";
    table_which_counts = "以哪一行为准？" / "Which row counts?";
    table_double(row, other) = "第{row}行和第{other}行一样，是重复还是另一件" / "Rows {row} and {other} are the same: one or two";
    table_double_once = "重复了，只算一次" / "Twice by mistake: counts once";
    table_double_two = "是另一件，也算进去" / "One more: counts too";
    table_row_counts(row) = "以第{row}行为准" / "Row {row} counts";
    table_before = "上一页" / "Previous";
    table_after = "下一页" / "Next";
    table_range(from, to, all) = "第{from}到{to}行，共{all}行" / "Rows {from} to {to} of {all}";

    // how
    table_mode = "导入" / "Import";
    table_both = "新增和更新" / "Create and update";
    table_create = "只新增" / "Create only";
    table_update = "只更新" / "Update only";
    table_keys = "按这些认出老客户" / "Match customers by";
    table_key_id = "客户编号" / "Customer no.";
    table_key_code = "信用代码" / "Credit code";
    table_key_phone = "电话" / "Phone";
    table_key_name = "名称" / "Name";
    table_clears = "空格子清掉原来的内容（不勾就保留）" / "Empty cells clear the field (otherwise it is kept)";
    table_cancelled = "已取消、作废的也导入" / "Import what was cancelled, too";

    // the foot
    table_apply(what) = "导入{what}" / "Import {what}";
    table_apply_brings(what, customers) = "导入{what}，另建{customers}" / "Import {what}, add {customers}";
    table_of_rows[n, what] = "{what}（{n}行）" / "{what} ({n} row)" | "{what} ({n} rows)";
    table_some_tickets[n] = "{n}张服务单" / "{n} ticket" | "{n} tickets";
    table_problems[n] = "下载原表，标出这{n}行的问题" / "Download your table, {n} row marked" | "Download your table, {n} rows marked";
    table_why_asked[n] = "还有{n}个问题没有回答" / "{n} question is not answered yet" | "{n} questions are not answered yet";
    table_why_same = "没有要改动的：簿册里已经是这样" / "There is nothing to change: the book is like this already";
    table_why_undo = "写入后可以整次撤销，关掉页面再来也行。" / "Once written it can be undone as a whole, also after the page was closed.";
    table_why_report = "报表和表单里没有可按行导入的资料" / "A report or a form has no rows of records to import";
    table_why_unmapped = "没有认出任何一列：请在列名下面选出它是什么，至少要有名称" / "No column was recognised: choose below its heading what each is, the name at least";
    table_why_nothing = "没有一行要导入" / "No row is to be imported";
    table_some_wrong[n] = "{n}行有问题" / "{n} row has problems" | "{n} rows have problems";
    table_some_asked[n] = "{n}行要您来选" / "{n} row needs your choice" | "{n} rows need your choice";
    table_why_left(what) = "{what}，这次不导入；可以在上面改好、选好，或下载改好再导入" / "{what} and will not be imported; correct or choose above, or download, mend and import later";
    table_why_none(what) = "{what}，在上面改好、选好才能导入" / "{what}; correct or choose above to import";

    // rows whose column is asked about
    table_waits = "等您回答" / "Waits for you";
    table_to_answer = "要回答" / "To be answered";

    // done
    table_done_counts(new, changed, same) = "新增{new}，更新{changed}，不变{same}" / "{new} new, {changed} changed, {same} unchanged";
    table_done_new(what, names) = "新增{what}：{names}" / "New, {what}: {names}";
    table_done_changed(what, names) = "更新{what}：{names}" / "Changed, {what}: {names}";
    table_done_brought(customers) = "按名称另建{customers}" / "Added by their names: {customers}";
    table_done_left_out[n] = "另有{n}行没有导入（取消、关闭、退款、隐藏的，店铺导出里未付款的，或按选择不要的）" / "{n} row was left out (cancelled, closed, refunded, hidden, unpaid in the export of a shop, or not wanted as chosen)" | "{n} rows were left out (cancelled, closed, refunded, hidden, unpaid in the export of a shop, or not wanted as chosen)";
    table_done_choices(names) = "行业的选项里加了：{names}" / "Added to the choices of industry: {names}";
    table_left[n] = "有{n}行没有导入。下载下来，改好标出的格子，再导入一次就行：已经导入的不会重复。" / "{n} row was not imported. Download it, mend the marked cells and import it again: what is there already is not doubled." | "{n} rows were not imported. Download them, mend the marked cells and import them again: what is there already is not doubled.";

    // kept
    table_past = "导入过的" / "Imported";
    table_past_note[n] = "{n}次，记在簿册里；最近20次（合计20MB以内）随时可以整次撤销，之后又改过的除外" / "{n} time, kept in the book; the last 20 (20 MB together) can be undone as a whole at any time, unless changed since" | "{n} times, kept in the book; the last 20 (20 MB together) can be undone as a whole at any time, unless changed since";
    table_past_undo = "撤销" / "Undo";
    table_past_new(n) = "新增{n}" / "{n} new";
    table_past_changed(n) = "更新{n}" / "{n} changed";
    table_past_same(n) = "不变{n}" / "{n} unchanged";
    table_past_problems(n) = "没有导入{n}" / "{n} not imported";
    table_past_left_out[n] = "另有{n}行按状态或选择不导入" / "{n} row left out by its state or as chosen" | "{n} rows left out by their state or as chosen";
    table_past_undone(when) = "已撤销（{when}）" / "undone ({when})";
    table_kept = "记住的列对应" / "Columns that are remembered";
    table_kept_note = "同样的表再来时自动用上；记在这个浏览器里" / "used when such a table comes again; kept in this browser";
    table_kept_name = "名称" / "Name";
    table_kept_columns[n, subject] = "{n}列，{subject}" / "{n} column, {subject}" | "{n} columns, {subject}";
    table_forget = "忘掉" / "Forget";
}
