//! The printed forms: what stands on them, what fills it, and that the longest texts leave each on one page.

use guanxi::domain::field::{self, Choices, FieldKind, HasFields};
use guanxi::domain::kind::{Interaction, Ticket};
use guanxi::domain::label::{Label, Lang};
use guanxi::domain::printed::*;
use guanxi::domain::rule::plan::Plan;
use guanxi::ui::room::Room;

fn items(block: &FormBlock) -> &'static [FormItem] {
    match &block.content {
        FormContent::Items(items) => items,
        FormContent::Log(_) => &[],
    }
}

/// The words of 客户关系分类表 as domain.md §13 names them, block by block; boxes behind their label.
const CLASSIFICATION_SHEET: &[(&str, &[&str])] = &[
    (
        "客户基础信息",
        &[
            "客户名称",
            "统一社会信用代码",
            "企业规模（员工人数/营收）",
            "主要产品/服务采购占比（%）",
            "备注",
        ],
    ),
    (
        "客户属性分类",
        &[
            "客户价值层级",
            "行业属性",
            "合作时长（年/月）",
            "核心标签（可多选）",
            "年度采购总额（万元）",
        ],
    ),
    (
        "关系状态跟踪",
        &["当前合作阶段", "关系紧密度", "风险等级（如流失风险）"],
    ),
    ("关键联系人", &["姓名*", "职位", "联系方式*"]),
    (
        "互动与需求记录",
        &["最近互动时间", "互动内容", "客户需求", "下一步计划", "投诉/表扬记录"],
    ),
];

#[test]
fn the_classification_sheet_has_every_field_of_the_spec_in_its_order() {
    let said: Vec<(String, Vec<String>)> = find("classification")
        .expect("a form")
        .blocks
        .iter()
        .map(|block| {
            let name = |item: &FormItem| format!("{}{}", item.label.zh, item.small.0);
            (block.title.zh.to_string(), items(block).iter().map(name).collect())
        })
        .collect();
    let asked: Vec<(String, Vec<String>)> = CLASSIFICATION_SHEET
        .iter()
        .map(|(block, names)| {
            (
                (*block).to_owned(),
                names.iter().map(|name| (*name).to_owned()).collect(),
            )
        })
        .collect();
    assert_eq!(said, asked);
    let filling = |label: &str| {
        let all = find("classification").expect("a form").blocks.iter().flat_map(items);
        all.into_iter()
            .find(|item| item.label.zh == label)
            .map(|item| item.filling)
    };
    assert_eq!(filling("客户价值层级"), Some(Filling::Class("value")));
    assert_eq!(filling("当前合作阶段"), Some(Filling::Class("stage")));
    assert_eq!(filling("关系紧密度"), Some(Filling::Class("closeness")));
    assert_eq!(filling("风险等级"), Some(Filling::Class("risk")));
    assert_eq!(filling("核心标签"), Some(Filling::Fact(FormFact::CoreTags)));
}

/// What the other forms are asked for by the documents (S3, S4): words that stand on each.
#[rustfmt::skip]
const ASKED: &[(&str, &str, &[&str])] = &[
    ("lead", "潜在客户信息表", &["客户名称/姓名", "行业", "联系方式*", "初步需求", "对接人", "意向等级", "来源渠道", "行业匹配", "销售负责人", "首次联系期限"]),
    ("follow-up", "客户跟进记录表", &["跟进频率", "核心痛点", "决策流程", "预算范围", "沟通内容", "客户反馈", "下一步计划", "疑问与答复", "签约日期", "签约金额", "服务对接人"]),
    ("service", "客户维护服务表", &["请求时间", "类型", "处理进度", "处理结果", "满意度", "客户偏好", "回访安排", "重要日期", "相关产品推荐"]),
    ("health", "客户健康度评估表", &["指标", "依据", "权重", "加权得分", "健康等级", "风险等级", "原因", "挽回措施", "结果"]),
    ("needs", "客户信息与需求标签表", &["客户名称", "行业", "企业规模", "联系人", "职位", "合作产品/服务", "签约金额", "合作期限", "核心需求", "关注点", "特殊要求", "需求标签"]),
    ("care", "客户关怀记录表", &["关怀场景", "关怀时间", "方式", "关怀内容", "疑问与建议", "满意度", "24小时答复", "欢迎礼包", "二次跟进", "参与调研"]),
];

#[test]
fn the_other_forms_ask_what_the_documents_ask() {
    for (id, title, asked) in ASKED {
        let form = find(id).unwrap_or_else(|| panic!("no form {id}"));
        assert_eq!(form.title().zh, *title);
        let labels = |block: &FormBlock| -> Vec<String> {
            match &block.content {
                FormContent::Items(items) => items.iter().map(|item| item.label.zh.to_string()).collect(),
                FormContent::Log(log) => log.columns.iter().map(|column| column.label.0.to_owned()).collect(),
            }
        };
        let all: Vec<String> = form.blocks.iter().flat_map(labels).collect();
        for word in *asked {
            assert!(all.iter().any(|label| label == word), "{id} has no {word}: {all:?}");
        }
    }
}

#[test]
fn names_and_forms_are_the_same_seven() {
    let ids: Vec<&str> = FORMS.iter().map(|form| form.id).collect();
    let named: Vec<&str> = NAMES.iter().map(|(id, ..)| *id).collect();
    assert_eq!(ids, named);
    for form in FORMS {
        assert_ne!(form.title(), Label::default());
    }
}

#[test]
fn what_fills_a_form_is_in_the_registries() {
    let plan = Plan::default_rules();
    for form in FORMS {
        for item in form.blocks.iter().flat_map(items) {
            match item.filling {
                Filling::Field(key) | Filling::Words { field: key, .. } => {
                    assert!(field::find(key).is_some(), "{}: {key}", form.id);
                }
                Filling::Choice(key) => {
                    let kind = field::find(key).map(|field| field.kind);
                    assert!(
                        matches!(kind, Some(FieldKind::Choice(list)) if list.closed()),
                        "{}: {key}",
                        form.id
                    );
                }
                Filling::Class(id) => assert!(plan.dimension(id).is_some(), "{}: {id}", form.id),
                Filling::Hand | Filling::Boxes(_) | Filling::ByIntent(_) | Filling::Fact(_) => {}
            }
        }
        for block in form.blocks {
            let FormContent::Log(log) = &block.content else {
                continue;
            };
            let known = |key: &str| match log.of {
                LogOf::Interactions => Interaction::field(key).is_some(),
                LogOf::Tickets => Ticket::field(key).is_some(),
                LogOf::Health => SCORE_KEYS.contains(&key),
                LogOf::Nothing => key.is_empty(),
            };
            for column in log.columns {
                assert!(known(column.key), "{}: {}", form.id, column.key);
            }
            assert_eq!(
                log.columns.iter().map(|column| u32::from(column.share)).sum::<u32>(),
                100,
                "{}",
                form.id
            );
            assert!(log.filled <= log.rows);
        }
    }
}

/// The words of a record's choices, for the columns of a log.
fn choices_of<R: HasFields>(key: &str) -> Vec<Label> {
    match R::field(key).map(|field| field.kind) {
        // Of a grade the figure stands there.
        Some(FieldKind::Choice(list)) if list != Choices::Satisfaction => {
            list.fixed().into_iter().map(|choice| choice.label).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn no_word_of_a_choice_is_broken_in_its_column() {
    let mut broken: Vec<String> = Vec::new();
    for (form, lang) in FORMS.iter().flat_map(|form| [(form, Lang::Zh), (form, Lang::En)]) {
        for block in form.blocks {
            let FormContent::Log(log) = &block.content else {
                continue;
            };
            for column in log.columns {
                let choices = match log.of {
                    LogOf::Interactions => choices_of::<Interaction>(column.key),
                    LogOf::Tickets => choices_of::<Ticket>(column.key),
                    LogOf::Health | LogOf::Nothing => Vec::new(),
                };
                // 166 mm in letters of 8.5 points, less the padding of 6.
                let ems = 166.0 * 72.0 / 25.4 * f32::from(column.share) / 100.0 / 8.5 - 6.0 / 8.5;
                let words = choices
                    .iter()
                    .flat_map(|label| label.get(lang).split_inclusive([' ', '-']));
                for word in words.filter(|word| Room::width(word.trim_end()) > ems) {
                    broken.push(format!("{}: {} in {lang:?}: {word}", form.id, column.label.1));
                }
            }
        }
    }
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn halves_stand_in_pairs() {
    for form in FORMS {
        for block in form.blocks {
            let mut open = false;
            for item in items(block) {
                match item.width {
                    ItemWidth::Half => open = !open,
                    ItemWidth::Wide => assert!(!open, "{}: a half alone before {}", form.id, item.label.zh),
                }
            }
            assert!(!open, "{}: a half alone at the end of {}", form.id, block.title.zh);
        }
    }
}

/// How high an item is at most, in points (`style/forms.css`): its lines of 12, or its label's.
fn height(item: &FormItem, lang: Lang) -> f32 {
    // 30 mm less the padding, at 9 pt and 7.5 pt.
    let label = Room { ems: 8.5, lines: 1 }.taken(item.label.get(lang)) as f32 * 10.5 + 2.0;
    let small = match said(item.small, lang) {
        "" => 0.0,
        small => Room { ems: 10.2, lines: 1 }.taken(small) as f32 * 9.0,
    };
    (f32::from(item.lines) * 12.0 + 3.0).max(label + small) + 0.5
}

#[test]
fn the_longest_texts_leave_every_form_on_its_page() {
    // 266 mm less head (55), notes in two lines, signatures and foot (75), and the frame.
    const ROOM: f32 = 266.0 * 72.0 / 25.4 - 55.0 - 75.0 - 3.0;
    for (form, lang) in FORMS.iter().flat_map(|form| [(form, Lang::Zh), (form, Lang::En)]) {
        let mut all = 0.0;
        for block in form.blocks {
            let mut open = None;
            for item in items(block) {
                let high = height(item, lang);
                match (item.width, open.take()) {
                    (ItemWidth::Half, None) => open = Some(high),
                    (_, first) => all += high.max(first.unwrap_or_default()),
                }
            }
            if let FormContent::Log(log) = &block.content {
                let filled = f32::from(log.filled) * (f32::from(log.lines) * 11.0 + 3.5);
                let blank = f32::from(log.rows - log.filled) * 15.0;
                // A head of two lines, a line of what is not listed, a sum.
                all += filled + blank + 26.0 + 15.0 + 15.0;
            }
        }
        assert!(all <= ROOM, "{} in {lang:?}: {all} of {ROOM} points", form.id);
    }
}
