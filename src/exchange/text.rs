//! What is said of spreadsheets.

use crate::domain::label::sentences;

sentences! {
    // Why a file is not read, and what to do.
    refused(what, todo) = "{what}。没有导入任何内容，现有簿册没有改动。{todo}。" / "{what}. Nothing was imported and your book is unchanged. {todo}.";
    empty = "文件里没有内容" / "There is nothing in the file";
    do_choose_other = "请另选一个文件" / "Choose another file";
    too_large(most) = "文件超过{most}MB的上限" / "The file is larger than the limit of {most} MB";
    do_split = "请拆成几个较小的文件，逐个导入" / "Split it into smaller files and import them one by one";
    encrypted = "文件有密码保护，打不开" / "The file is protected by a password";
    do_unlock = "请用Excel或WPS输入密码打开，去掉密码后另存，再导入" / "Open it with its password, save it without one, and import that";
    damaged = "文件不完整或已损坏" / "The file is damaged or not whole";
    do_save_again = "请用Excel或WPS打开后另存，再导入；打不开就重新导出一份" / "Open it in Excel or WPS, save it again and import that; where it does not open, export it again";
    bomb = "文件解压后大得不合常理，可能是有意做成的" / "Unpacked, the file would grow beyond all reason; it may be made to do harm";
    too_many_columns(most) = "表格的列数超过{most}列，不像人填的表" / "The table has more than {most} columns";
    do_fewer_columns = "请只留下需要的列再导入" / "Keep the columns that you need and import those";
    too_many_rows(most) = "表格超过{most}行" / "The table has more than {most} rows";
    too_much = "表格的内容太多，内存放不下" / "The table says more than the memory holds";
    external_entities = "文件声明了外部实体，会去读别的文件，不安全" / "The file declares entities that would read other files, which is not safe";
    picture = "这是图片，不是表格" / "This is a picture, no table";
    pdf = "这是PDF，不是表格" / "This is a PDF, no table";
    other_document = "这是压缩包或其他种类的文档，不是表格" / "This is an archive or a document of another kind, no table";
    do_spreadsheet = "请选择Excel、WPS或CSV表格" / "Choose a table of Excel, WPS or CSV";
    rich_text = "这是写字板或Word的RTF文档，不是表格" / "This is a text document (RTF), no table";
    do_move_table = "请把里面的表格复制到Excel或WPS表格，另存为XLSX，再导入；也可以直接粘贴到这里" / "Copy its table into Excel or WPS, save it as XLSX and import that, or paste it here";
    old_table = "这是旧式的表格文件（SYLK、DIF等），这里读不了" / "This is a table in an old form (SYLK, DIF or the like), which is not read here";
    do_save_as_xlsx = "请用Excel或WPS打开，另存为XLSX，再导入" / "Open it in Excel or WPS, save it as XLSX and import that";
    page_without_table = "这是一张网页，里面没有表格；从后台导出的话，多半是登录已过期" / "This is a web page without a table; where a site gave it, the login has probably expired";
    do_export_again = "请重新登录，再导出一次" / "Log in and export it again";
    json = "这是JSON文件，不是表格" / "This is a JSON file, no table";
    do_json = "如果是簿册，请存成文件，再选这个文件" / "If it is a book, save it as a file and choose that";
    unknown_format = "认不出这是什么文件" / "The kind of this file is not known";
    cancelled = "已取消读取" / "Reading was cancelled";
    // Names that are made up.
    table_number(n) = "表{n}" / "Table {n}";
    column_number(n) = "第{n}列" / "Column {n}";
    problem_rows = "问题行" / "Problem rows";
    sheet_with_problems(name) = "{name}（问题）" / "{name} (problems)";
    problem_column = "问题" / "Problem";
    problem_of(column, what) = "{column}：{what}" / "{column}: {what}";
    // What is wrong with a cell or a row.
    not_read(text) = "看不懂“{text}”" / "\"{text}\" cannot be read";
    negative(text, read) = "“{text}”读作{read}，这一项不能为负" / "\"{text}\" is read as {read}, and this cannot be negative";
    no_day(text) = "“{text}”不是日期" / "\"{text}\" is no date";
    given_back(state) = "“{state}”：金额仍按文件写的全额记入，退掉的部分请在金额里减去" / "\"{state}\": the amount is taken as the file has it; please take off what was given back";
    masked_name(name) = "“{name}”是平台打码的名字，不同的人会写成一样，认不出是哪位客户；请在这里填写客户名称" / "\"{name}\" was masked by the platform: several people are written so, and nobody can tell whose this is. Write the customer's name here";
    open_quote(text) = "{text}：引号没有配对，后面可能少了一个" / "{text}: a quotation mark is not closed";
    formula_error(text) = "公式出错：{text}" / "the formula failed: {text}";
    lost_digits(text) = "“{text}”的末几位已经丢失" / "the last digits of \"{text}\" are lost";
    asked_first = "请先回答这一列的问题" / "answer the question about this column first";
    whose_missing = "没有写明是哪家客户" / "it does not say which customer";
    no_such_customer(name) = "簿册里没有客户“{name}”" / "the book has no customer \"{name}\"";
    several_fit = "有几家客户都符合，请选一家" / "several customers fit; choose one";
    other_code = "名称相同，但统一社会信用代码不同" / "the name is the same, the credit code is another";
    other_number = "写的客户编号不同，但看起来是同一家" / "the number is another, yet it looks like the same customer";
    number_of_other(name) = "这个客户编号在簿册里是另一家：{name}" / "in the book this number is another customer's: {name}";
    said_otherwise(at, known) = "第{at}行写的是“{known}”" / "row {at} says \"{known}\"";
    person_is_customer(name) = "空着，以联系人“{name}”作为客户" / "empty: the contact \"{name}\" becomes the customer";
    no_number_left = "编不出新的客户编号" / "no customer number is left";
    // Why a row is left out.
    there_already = "簿册里已有，只新增" / "in the book already, only new ones are wanted";
    not_there = "簿册里没有，只更新" / "not in the book, only updates are wanted";
    other_sort(word) = "“{word}”的行不导入" / "rows of \"{word}\" are not imported";
    says_nothing = "这一行没有要导入的内容" / "nothing in this row is to be imported";
    left_out_by_person = "选择了不导入这一行" / "you chose to leave this row out";
    hidden_row = "隐藏的行，没有选择导入" / "a hidden row, which is not wanted";
    // Tables on their way out.
    rows_of_customers = "客户" / "Customers";
    rows_of_contacts = "联系人" / "Contacts";
    rows_of_orders = "订单" / "Orders";
    rows_of_interactions = "互动" / "Interactions";
    rows_of_tickets = "服务单" / "Tickets";
    with_unit(label, unit) = "{label}（{unit}）" / "{label} ({unit})";
    yes = "是" / "Yes";
    one_of_two = "编号或名称填一样" / "Number or name";
    no = "否" / "No";
    // What a table to be filled in says of its columns.
    how_to_fill = "填写说明" / "How to fill it in";
    explained_column = "列" / "Column";
    explained_required = "必填" / "Needed";
    explained_how = "怎么填" / "What it wants";
    explained_choices = "可选的值" / "Choices";
    explained_example = "示例" / "Example";
    how_number = "每家客户一个编号；留空会自动编。更新已有客户时填原来的编号" / "one number a customer; left empty it is given one. To update a customer, its own number";
    how_number_or_name = "写明是哪家客户：客户编号或名称，填一样就行" / "which customer it is: the number or the name, one is enough";
    how_own_id = "新记录留空；更新已有记录时填导出的编号" / "empty for a new record; to update one, the id it was exported with";
    how_choice = "从可选的值里选一个" / "one of the choices";
    how_open_choice = "可选的值之一，也可以写别的" / "one of the choices, or another";
    how_campaign = "活动的名称" / "the name of a campaign";
    how_day = "日期，年月日写全" / "a day with its year";
    how_moment = "日期，知道时间就写上时间" / "a day, with the time where it is known";
    how_wan = "金额，以万元为单位" / "an amount in 10,000 yuan";
    how_yuan = "金额，以元为单位" / "an amount in yuan";
    how_signed_yuan = "金额，以元为单位；退货写负数" / "an amount in yuan; negative for a return";
    how_count = "整数" / "a whole number";
    how_grade = "1到5，5最好" / "1 to 5, 5 is best";
    how_flag = "是或否" / "yes or no";
    how_code = "18位统一社会信用代码" / "the 18 characters of the credit code";
    how_phone = "手机或座机，可带区号" / "a mobile or landline, with its area code";
    how_tags = "几个词用顿号隔开" / "words with commas between them";
    how_shares = "产品和占比，用逗号隔开" / "products with their shares, with commas between them";
    how_items = "产品和数量，用顿号隔开" / "products with how many, with commas between them";
    how_text = "文字" / "text";
    example_company = "宁波恒拓机械有限公司" / "Hengtuo Machinery";
    example_person = "张三" / "Zhang San";
    example_title = "采购经理" / "Purchasing manager";
    example_region = "宁波" / "Ningbo";
    example_source = "展会" / "Trade fair";
    example_words = "询问新品的交期" / "asked when the new product ships";
    example_channels = "电话、微信" / "Phone, WeChat";
    example_avoid = "短信、上门" / "Text messages, visits";
    example_tags = "重点、展会" / "important, fair";
    example_need_tags = "重视性价比、关注售后响应" / "value for money, quick service";
    example_shares = "伺服电机60%，减速机40%" / "Motors 60%, gears 40%";
    example_items = "伺服电机 ×2、减速机 ×1" / "Motor ×2, gear ×1";
}
