//! The headings that firms write in their own sheets, by hand: which field each is, a sheet a case.

use guanxi::exchange::columns::{Subject, mapping};

use crate::exchange::{columns, table};

/// What a sheet is: its head and some rows, what its rows are, and the field of each column.
type Case = (&'static str, Subject, &'static str);

#[rustfmt::skip]
const SHEETS: &[Case] = &[
    // Lists of customers.
    ("客户名称,片区,联系人,电话,负责业务员,开始合作\n甲机械厂,城东,张三,13800000001,陈,2022年\n乙贸易公司,城西,李四,13800000002,许,2021年\n", Subject::Customers,
        "name region contact.name contact.phone owner cooperation_since"),
    ("序号,公司名,姓名,岗位,联系手机,工作邮箱,微信号码,客户分类\n1,甲公司,张三,采购,13800000001,a@b.cn,zhang3,重点\n", Subject::Customers,
        "- name contact.name contact.title contact.phone contact.email contact.wechat tags"),
    ("姓名,公司,手机,座机,备注\n张三,甲公司,13800138000,0512-66668888转801,熟\n", Subject::Customers,
        "contact.name name contact.phone contact.phone notes"),
    ("客户,跟进日期,跟进内容,下次跟进\n甲,2024-03-05,问价,3月底\n乙,2024-03-06,问价,一周后\n丙,2024-03-07,报价,下个月\n", Subject::Interactions,
        "customer at content next_due"),
    ("档案编号,客户单位名称,开票税号,经营地址,法定代表人,单位电话,主营行业,公司人数,年营业收入（万元）\nA1,甲公司,914403001922038216,苏州,张三,0512-66668888,制造业,20,300\n", Subject::Customers,
        "id name uscc region contact.name contact.phone industry employees annual_revenue"),
    ("客户,所在区域,客户代表,座机号码,谁负责,怎么来的,购买意向,采购需求,补充说明\n甲公司,苏州,张三,0512-66668888,陈,展会,A,轴承,老客户\n", Subject::Customers,
        "name region contact.name contact.phone owner source intent needs notes"),
    ("会员号,会员姓名,出生年月日,联系电话,收货地址,兴趣爱好,免打扰,转介绍\nV1,张三,1980-05-06,13800000001,苏州路1号,喝茶,是,李四\n", Subject::Customers,
        "id name birthday contact.phone region preferences.note do_not_contact referred_by"),
    ("客户名称,合同总价,签订日期,服务到期时间,服务范围,转交日期,售后专员\n甲公司,20000,2025-01-05,2026-01-04,安装,2025-02-01,许\n", Subject::Customers,
        "name contract.amount contract.signed_on contract.ends_on contract.service_terms handed_over_on service_owner"),
    ("客户名称,首次购买时间,建立日期,公司成立日期,项目预算,审批流程,存在问题,忌讳\n甲公司,2022-03-05,2022-03-01,2001-01-01,30万元,老板定,交期慢,电话\n", Subject::Customers,
        "name cooperation_since created_on founded_on budget_max decision_process pain_points preferences.avoid"),
    // Records of visits and calls.
    ("日期,客户,谁去的,谈了什么,下次时间\n2026-03-05,甲公司,陈,报价,2026-03-12\n2026-03-06,乙公司,许,看样,2026-03-13\n", Subject::Interactions,
        "at customer by content next_due"),
    ("拜访日期,拜访单位,拜访人员,接待人,拜访形式,洽谈情况,客户反应,下一步工作,下次拜访时间\n2026-03-05,甲公司,陈,张三,上门,报价,满意,寄样,2026-03-12\n", Subject::Interactions,
        "at customer by contact kind content feedback next_step next_due"),
    ("跟进日期,客户名称,联系人,电话,跟进情况,意见反馈,跟进计划,提醒时间,跟进人员\n2026-03-05,甲公司,张三,13800000001,报价,要便宜,再报,2026-03-12,陈\n", Subject::Interactions,
        "at customer contact customer.phone content feedback next_step next_due by"),
    ("序号,时间,单位,见了谁,聊了什么,后续,下次\n1,2026-03-05,甲公司,张三,报价,寄样,2026-03-12\n", Subject::Interactions,
        "- at customer contact content next_step next_due"),
    ("日期,客户名称,拜访人,拜访对象,内容\n2026-03-05,甲公司,陈,张三,报价\n", Subject::Interactions,
        "at customer by contact content"),
    ("日期,拜访人,拜访对象,内容\n2026-03-05,陈,甲公司,报价\n", Subject::Interactions,
        "at by customer content"),
    ("走访时间,走访企业,走访人,走访内容,客户问题,有无回复\n2026-03-05,甲公司,陈,生产情况,价格高,有\n", Subject::Interactions,
        "at customer by content objection responded"),
    ("回访日期,客户名称,回访内容,客户怎么说,记录员,约定时间\n2026-03-05,甲公司,用得怎样,很好,陈,2026-04-05\n", Subject::Interactions,
        "at customer content feedback by next_due"),
    // Records of complaints and repairs.
    ("日期,客户,问题,处理,处理人\n2026-03-05,甲公司,漏油,换了密封圈,许\n2026-03-06,乙公司,异响,上门紧固,许\n", Subject::Tickets,
        "opened_at customer subject progress handler"),
    ("登记日期,报修单位,联系电话,设备型号,故障情况,维修人员,维修情况,完工日期,客户评价\n2026-03-05,甲公司,13800000001,X200,漏油,许,换件,2026-03-06,5\n", Subject::Tickets,
        "opened_at customer customer.phone product subject handler progress resolved_at satisfaction"),
    ("售后单号,售后日期,客户名称,品名,退货原因,处理方案,售后类型,跟进人员\nR1,2026-03-05,甲公司,漆,色差,换货,售后,许\n", Subject::Tickets,
        "id opened_at customer product cause resolution kind handler"),
    ("受理编号,受理日期,投诉客户,投诉内容,投诉等级,投诉原因,处理措施,最终结果,结案日期,回访日期\nT1,2026-03-05,甲公司,送错货,一般,仓库,补发,已补发,2026-03-08,2026-03-10\n", Subject::Tickets,
        "id opened_at customer subject severity cause progress resolution resolved_at revisited_at"),
    ("上报时间,用户名称,什么问题,怎么处理的,谁处理的,进度\n2026-03-05,甲公司,漏油,换了密封圈,许,处理中\n", Subject::Tickets,
        "opened_at customer subject progress handler progress"),
    // Orders and what was sent.
    ("日期,客户,产品,数量,单价,金额\n2026-03-05,甲公司,漆,2,50,100\n2026-03-06,乙公司,漆,1,50,50\n", Subject::Orders,
        "date customer items items.quantity items.price amount"),
    ("日期,客户,产品,数量,单位,金额\n2026-03-05,甲公司,漆,2,桶,100\n", Subject::Orders,
        "date customer items items.quantity - amount"),
    ("送货日期,送货单号,收货单位,品名及规格,出货数量,货款,实际回款日期,备注说明\n2026-03-05,S1,甲公司,漆20L,2,100,2026-04-05,急\n", Subject::Orders,
        "date id customer items items.quantity amount paid_on note"),
    ("开单日期,流水号,购买方,货物名称,价税合计,预计回款日期\n2026-03-05,A1,甲公司,漆,100,2026-04-05\n", Subject::Orders,
        "date id customer items amount due_on"),
    ("消费日期,会员姓名,手机号,消费项目,消费金额\n2026-03-05,张三,13800000001,保养,300\n", Subject::Orders,
        "date customer customer.phone items amount"),
];

#[test]
fn headings_of_sheets_that_firms_write_are_the_fields_they_mean() {
    let mut wrong = Vec::new();
    for (text, subject, keys) in SHEETS {
        let table = table(text);
        let mapping = mapping(&table);
        let own: Vec<String> = columns(&table, &mapping).into_iter().map(|(_, key, _)| key).collect();
        let (own, wanted) = (own.join(" "), *keys);
        if (mapping.subject, &*own) != (*subject, wanted) {
            let head = text.lines().next().unwrap_or_default();
            wrong.push(format!(
                "{head}\n  {:?}: {own}\n  {subject:?}: {wanted}",
                mapping.subject
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
