//! Words of the start: the book being opened, a book that does not open, the empty book.

use crate::domain::label::Lang;

text! {
    opening_book = "正在打开簿册" / "Opening the book";
    list_of(day) = "{day}的列表，正在按今天重算" / "As of {day}; being worked out for today";
    opening_progress(done, total) = "正在打开簿册，{done} / {total}" / "Opening the book, {done} / {total}";

    part_loading = "正在载入" / "Loading";
    part_slow = "载入用的时间比平常长，网络可能很慢。簿册没有动；可以再等，也可以先看别的页。" / "Loading takes longer than usual; the network may be slow. The book was not touched. Wait, or look at another page meanwhile.";
    part_not_loaded = "程序的这一部分没有载入" / "This part of the program did not load";
    part_not_loaded_help = "网络断了，或者服务器没有给出这一页的程序。簿册没有动，打开过的页面照常可用。网络恢复后会自动再试，也可以现在就试；还是不行，就重新载入。" / "The network is down, or the server did not hand out this page's program. The book was not touched, and pages opened before still work. It is tried again by itself once the network is back, or now if you wish; if that does not help, reload.";

    book_failed = "簿册打不开" / "The book does not open";
    book_failed_help = "什么都没有写入，也没有删掉。先重新载入一次；还是不行，就把读得出来的部分导出成文件，再用最近的备份恢复。" / "Nothing was written and nothing was deleted. Reload first; if that does not help, export what can be read, then restore your latest backup.";
    reload_page = "重新载入" / "Reload";
    rescue = "导出读得出来的部分" / "Export what can be read";

    lost_title = "存着的簿册有损坏：读得出的都在这里，可以照常用；读不出的没有覆盖，原样放在一边。缺的是：" / "The stored book was damaged. What can be read is here and can be worked with; what cannot was not written over but put aside as it is. Missing:";
    lost_todo = "有备份的，在“数据”页导入它（选“合并”），缺的就补回来；导出的文件会写明缺什么。不要了也可以在那里清空。" / "If you have a backup, import it on the Data page (merge): it brings back what is missing. A file exported now says what it lacks. The book can be erased there as well.";
    lost_import = "导入备份" / "Import a backup";
    lost_export = "导出现有的" / "Export what is here";
    lost_known = "知道了，不再提示" / "Understood, do not show again";

    blank_title = "这本簿册还是空的" / "This book is still empty";
    blank_customers = "这里会列出全部客户，带价值层级、阶段、健康度，可筛选、排序、打印。先导入簿册，或新建一家客户。" / "All customers will stand here with value, stage and health, to filter, order and print. Import a book or add a customer first.";
    blank_customer = "这里会是一家客户的档案：资料、分类和依据、往来记录。先导入簿册，或新建一家客户。" / "A customer’s sheet will stand here: the record, its classes with their reasons, its dealings. Import a book or add a customer first.";
    blank_dashboard = "这里会有客户数、订单额、各类分布、每月订单和要留意的风险。先导入簿册，或新建一家客户。" / "Customers, orders, the share of each class, each month and the risks to act on will stand here. Import a book or add a customer first.";
    blank_review = "这里会列出一段时间里类别变了的客户和越过的线，逐项确认或维持；另有迁移矩阵。先导入簿册，或新建一家客户。" / "Customers whose class changed in a period will stand here with the line they crossed, to confirm or hold; the migration matrix too. Import a book or add a customer first.";
    blank_duplicates = "这里会列出可能是同一家的客户，可以比较、合并。先导入簿册，或新建一家客户。" / "Customers that may be one and the same will stand here, to be compared and merged. Import a book or add a customer first.";
    blank_service = "这里会按剩余时间列出服务单，超时的在前。先导入簿册，或新建一家客户。" / "This page will list tickets by the time they have left, the late ones first. Import a book or add a customer first.";
    blank_health = "这里会列出健康度下降、有流失风险的客户和挽回方案，以及健康度变化的缘由。先导入簿册，或新建一家客户。" / "Customers whose health falls or who may leave will stand here with the plans to win them back, and what moved their score. Import a book or add a customer first.";
    blank_value = "这里会按最近一次、次数、金额给客户分层，并有两个日期之间的变动。先导入簿册，或新建一家客户。" / "Customers will stand here in tiers by how recently, how often and for how much they bought, and who moved between two days. Import a book or add a customer first.";
    blank_growth = "这里会有可以向谁再推荐什么产品、推荐的结果，和客户今后12个月的预计价值。先导入簿册，或新建一家客户。" / "What to offer to whom, what came of it, and what customers will be worth over the next 12 months will stand here. Import a book or add a customer first.";
    blank_campaigns = "这里会列出营销活动、名单、结果，和各渠道带来的线索与花费。先导入簿册，或新建一家客户。" / "Campaigns with their audiences and results, and what each channel brings and costs, will stand here. Import a book or add a customer first.";
    blank_goals = "这里会列出各项目标：基准、目标值、进展和依据。先导入簿册，或新建一家客户。" / "Goals with their baselines, aims, course and rows will stand here. Import a book or add a customer first.";
    blank_today = "这里会列出今天要联系谁、为什么、怎么说，逾期的在前。先导入簿册，或新建一家客户；自己要做的事，现在就可以写成新任务。" / "This page will say whom to contact today, why, and what to say, the overdue first. Import a book or add a customer first; what is yours to do can be written down as a task now.";
    blank_disagreements = "这里会列出人工指定与规则不同的客户，和已有多久。先导入簿册，或新建一家客户。" / "Customers whose class was set by hand against the rules will stand here, and since when. Import a book or add a customer first.";
    to_welcome = "看看怎么开始" / "See the ways to start";
    welcome_lead = "记下客户、订单和往来，关系簿替您分出轻重，每个结论都说得出依据。" / "Note customers, orders and contacts; Guanxi sorts out what matters, and gives its reasons for every conclusion.";
    way_import = "把您的Excel表拖到这里" / "Drop your spreadsheet here";
    way_import_text = "客户、订单、互动、服务单的表格，原来什么样就什么样，不用改列名；也可以复制单元格后在这里粘贴，或拖入关系簿的备份。先看预览再写入，不合适能整个撤销。" / "A table of customers, orders, interactions or tickets, just as it is: no column needs another name. Cells can be pasted here too, and a backup of Guanxi dropped. A preview comes first, and an import can be undone as a whole.";
    way_new = "从一家客户记起" / "Start with one customer";
    way_new_text = "只填名称也行，其余以后补" / "A name is enough; the rest can follow";
    way_sample = "先看样例" / "Look at the sample";
    way_sample_text = "一家自动化公司的428家客户，全是虚构，随时可整本移走" / "428 invented customers of an automation company; removed whole at any time";
    welcome_safe = "资料只存在这台电脑的浏览器里，不上传。已有备份文件的，导入它就能恢复。" / "Everything stays in this computer's browser; nothing is uploaded. If you have a backup file, import it to restore.";

    form_title = "客户关系分类表" / "Customer classification sheet";
    form_note = "一家客户一张" / "One for each customer";
    form_foot = "勾选由规则填写，点“为什么”看依据；规则可改，人可复核。" / "Rules tick the boxes; “Why” shows the reasons. Rules can be changed, people can decide otherwise.";
    form_basic = "基础信息" / "Basics";
    form_class = "属性分类" / "Classes";
    form_relation = "关系状态" / "Relation";
    form_contact = "联系人" / "Contact";
    form_contacts = "互动需求" / "Dealings";
    form_name = "客户名称" / "Name";
    form_uscc = "信用代码" / "Credit code";
    form_size = "企业规模" / "Size";
    form_value = "价值层级" / "Value";
    form_value_boxes = "战略|重点|普通" / "Strategic|Key|Ordinary";
    form_industry = "行业属性" / "Industry";
    form_purchase = "年度采购总额" / "Yearly purchase";
    form_stage = "合作阶段" / "Stage";
    form_stage_boxes = "潜在|意向|成交|流失" / "Potential|Intending|Active|Lost";
    form_closeness = "紧密度" / "Closeness";
    form_closeness_boxes = "紧密|稳定|一般" / "Close|Steady|Loose";
    form_risk = "风险等级" / "Risk";
    form_risk_boxes = "高|中|低" / "High|Medium|Low";
    form_person = "姓名，职位" / "Name, position";
    form_reach = "联系方式" / "Reached at";
    form_last = "最近互动" / "Last contact";
    form_need = "客户需求" / "Needs";
    form_next = "下一步计划" / "Next step";
}
