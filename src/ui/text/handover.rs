//! Words of hand-overs: giving customers to a colleague as a file, and taking them in.

use crate::domain::label::Lang;

text! {
    // giving
    handover = "交接给同事" / "Hand over to a colleague";
    handover_text = "一位负责人的客户，连同订单、互动、服务单和任务结果，存成一个文件。同事在“数据”页导入，逐栏看差异再收下。" / "The customers of one owner with their orders, interactions, tickets and task outcomes as one file. The colleague imports it on the Data page and sees each difference before taking it.";
    handover_do = "交接客户" / "Hand over customers";
    handover_title = "交接客户" / "Hand over customers";
    handover_bulk = "交接" / "Hand over";
    handover_whose = "交接谁的客户" / "Whose customers";
    handover_no_owner = "簿册里还没有客户写着负责人或服务负责人。请先分配，或在客户名单里勾选后交接。" / "No customer of this book names an owner or service owner yet. Assign them first, or select customers in the list and hand those over.";
    handover_selected[n] = "名单里选中的{n}家客户。" / "The {n} customer selected in the list." | "The {n} customers selected in the list.";
    handover_along = "一起交出去的" / "What goes along";
    handover_nothing = "请先选负责人：还没有要交接的客户。" / "Choose an owner first: there are no customers to hand over yet.";
    handover_contacts = "联系人" / "Contacts";
    handover_by_hand = "人工指定" / "Set by hand";
    handover_to = "交接给" / "To whom";
    handover_to_help = "接手同事的姓名，收下以后就是这些客户的负责人" / "The name of the colleague who takes over, and is the owner once they are taken in";
    handover_on_field = "日期" / "Date";
    handover_note_field = "备注" / "Remark";
    handover_note_help = "接手的人会看到" / "The colleague sees it";
    handover_pass = "负责人改成接手的同事" / "The colleague becomes the owner";
    handover_pass_here = "这本簿册里也改" / "In this book too";
    handover_rules = "分类规则也带上（对方可以不收）" / "The rules go along (the colleague may leave them)";
    handover_to_needed = "要改负责人，请写交接给谁" / "To change the owner, say to whom";
    handover_clear = "文件里联系人的电话、微信、邮箱都是明文，没有遮住，文件也没有加密。请只发给接手的同事，对方收下后把多余的文件删掉。" / "Phones, WeChat ids and e-mail addresses of contacts stand in the file in clear, and the file is not encrypted. Send it to the colleague only, and delete spare copies once it is taken in.";
    handover_make = "生成交接文件" / "Make the file";
    handover_several(names) = "{names}等" / "{names} and others";
    handover_unnamed = "未写负责人" / "nobody named";

    // taking in
    handover_from_to[n, from, to] = "这是交接文件：{from}的{n}家客户，交给{to}" / "This is a hand-over: {n} customer of {from}, for {to}" | "This is a hand-over: {n} customers of {from}, for {to}";
    handover_from[n, from] = "这是交接文件：{from}的{n}家客户" / "This is a hand-over: {n} customer of {from}" | "This is a hand-over: {n} customers of {from}";
    handover_on(said, on) = "{said}，{on}起。簿册里其余的都留着。" / "{said}, from {on} on. Everything else in the book stays.";
    handover_undo = "关掉页面以后也可以整次撤销，在下面“导入过的”里。" / "It can be taken back as a whole later, too: see \"Imported\" below.";
    handover_long_note[n] = "备注，{n}字" / "Remark, {n} character" | "Remark, {n} characters";
    handover_note(note) = "备注：{note}" / "Remark: {note}";
    handover_known(at, customers, records) = "这份交接{at}收过：{customers}，{records}。" / "This hand-over was taken in {at}: {customers}, {records}. ";
    handover_all_here = "都在簿册里，没有要写入的。" / "All of it is here; there is nothing to write.";
    handover_rest = "下面只列现在和文件不同的，包括收过以后删掉的；不选就照簿册里的。" / "Below stands only what differs from the file now, what was removed since too; unless chosen otherwise, the book's own stays.";
    handover_take_rules = "分类规则也换成文件里的" / "Take the file's rules as well";
    records_n[n] = "{n}条记录" / "{n} record" | "{n} records";
    handover_people = "文件里的客户" / "Customers in the file";
    handover_people_note(new, changed, same) = "新增{new}，有不同{changed}，无不同{same}。去掉勾选的不收" / "New: {new}, differing: {changed}, the same: {same}. Untick whom to leave out";
    handover_like_code(name, id) = "和簿册里的{name}（{id}）信用代码相同，编号不同，多半是同一家。整家怎么办？" / "Its credit code is that of {name} ({id}) in the book, under another number: most likely the same customer. What should become of it as a whole?";
    handover_like_merged(name, id) = "这个编号的客户已并入簿册里的{name}（{id}）。整家怎么办？" / "The customer of this number was merged into {name} ({id}) in the book. What should become of it as a whole?";
    handover_like_former(name, id) = "叫这个名称的客户已并入簿册里的{name}（{id}），可能是同一家。整家怎么办？" / "A customer of this name was merged into {name} ({id}) in the book: it may be that one. What should become of it as a whole?";
    handover_like_name(name, id) = "和簿册里的{name}（{id}）同名，编号不同，可能是同一家。整家怎么办？" / "Its name is that of {name} ({id}) in the book, under another number: it may be the same customer. What should become of it as a whole?";
    handover_like_leave = "不收这一家" / "Leave it out";
    handover_like_take = "收下，另立一家（可在“查重”里合并）" / "Take it in as another (Duplicates can merge them)";
    standing_differs = "有不同" / "Differs";
    standing_removed = "收过后删了" / "Removed since";
    handover_renumbered(was, id) = "编号{was}在这里是另一家，接过来编号为{id}" / "{was} is another customer here; comes as {id}";
    new_records[n] = "新记录{n}条" / "{n} new record" | "{n} new records";
    differing[n] = "{n}处不同" / "{n} difference" | "{n} differences";
    differences = "不同的地方" / "Differences";
    differences_note(all, asked) = "{all}处，要选{asked}处" / "{all}, to be chosen: {asked}";
    all_mine = "都用我的" / "All mine";
    all_theirs = "都用对方的" / "All theirs";
    side_mine(value) = "我的：{value}" / "Mine: {value}";
    side_theirs(value) = "对方：{value}" / "Theirs: {value}";
    whole_record(kind) = "{kind}（整条）" / "{kind} (whole record)";
    apply_why_undecided[n] = "两边不同的还有{n}处没选，选好才能写入。" / "{n} field that differs is still to be chosen." | "{n} fields that differ are still to be chosen.";
}
