//! What is kept of tables: which column was which, where two are headed alike or none is headed.

use guanxi::exchange::columns::{Mapped, Mapping, Subject, Use};
use guanxi::exchange::layout::TableColumn;
use guanxi::exchange::values::{Answer, Ask, Question};
use guanxi::state::sheets::kept::{Kept, KeptMapping};
use wasm_bindgen_test::wasm_bindgen_test;

fn columns(headings: &[&str]) -> Vec<TableColumn> {
    let column = |(place, heading): (usize, &&str)| TableColumn {
        place,
        heading: (*heading).to_owned(),
        last_level: (*heading).to_owned(),
    };
    headings.iter().enumerate().map(column).collect()
}

fn mapping(used: &[&str]) -> Mapping {
    let mapped = |key: &&str| Mapped {
        used: if key.is_empty() {
            Use::Out
        } else {
            Use::Field((*key).to_owned())
        },
        sure: 0.6,
    };
    Mapping {
        subject: Subject::Customers,
        known: None,
        columns: used.iter().map(mapped).collect(),
        only: None,
        states: Vec::new(),
    }
}

fn keys(mapping: &Mapping) -> Vec<&str> {
    let mut keys = Vec::new();
    for mapped in &mapping.columns {
        keys.push(match &mapped.used {
            Use::Field(key) => key.as_str(),
            _ => "",
        });
    }
    keys
}

fn kept(
    name: &str,
    columns: &[TableColumn],
    said: &Mapping,
    understood: &Mapping,
    answered: &[(Question, Answer)],
) -> Kept {
    Kept {
        mappings: vec![KeptMapping::of(
            name,
            columns,
            (said, understood),
            answered,
            Vec::new(),
            None,
        )],
    }
}

#[wasm_bindgen_test]
fn two_columns_of_one_heading_are_kept_apart() {
    let own = columns(&["客户名称", "电话", "电话"]);
    let understood = mapping(&["name", "contact.phone", "contact.phone"]);
    let said = mapping(&["name", "contact.wechat", "contact.phone"]);
    let question = Question {
        other: Some(1),
        ..Question::new(2, Ask::SameField, Vec::new())
    };
    let answered = [(question, Answer::LastOf)];
    let all = kept("甲.csv", &own, &said, &understood, &answered);
    let known = all.mapping_of(&own, &understood).expect("it is known again");
    let mut again = understood.clone();
    known.lay_on(&own, &mut again);
    assert_eq!(keys(&again), ["name", "contact.wechat", "contact.phone"]);
    let places: Vec<_> = known
        .answered(&own)
        .iter()
        .map(|(of, _)| (of.column, of.other))
        .collect();
    assert_eq!(places, [(2, Some(1))]);
    // Where the second is gone, nothing of it holds.
    assert!(known.answered(&columns(&["客户名称", "电话"])).is_empty());
}

#[wasm_bindgen_test]
fn a_table_without_a_head_is_known_by_its_cells() {
    let own = columns(&["第1列", "第2列", "第3列"]);
    let understood = mapping(&["", "region", "contact.phone"]);
    let all = kept(
        "甲.csv",
        &own,
        &mapping(&["name", "region", "contact.phone"]),
        &understood,
        &[],
    );
    let known = all.mapping_of(&own, &understood).expect("it is known again");
    let mut again = understood.clone();
    known.lay_on(&own, &mut again);
    assert_eq!(keys(&again), ["name", "region", "contact.phone"]);
    // Of other cells, of more columns, or with a head it is another table.
    assert_eq!(all.mapping_of(&own, &mapping(&["contact.phone", "region", ""])), None);
    let more = columns(&["第1列", "第2列", "第3列", "第4列"]);
    assert_eq!(
        all.mapping_of(&more, &mapping(&["", "region", "contact.phone", ""])),
        None
    );
    assert_eq!(all.mapping_of(&columns(&["甲", "乙", "丙"]), &understood), None);
    // One column that says what it is could be anybody's.
    let few = mapping(&["", "", "contact.phone"]);
    let all = kept("甲.csv", &own, &mapping(&["name", "", "contact.phone"]), &few, &[]);
    assert_eq!(all.mapping_of(&own, &few), None);
}

#[wasm_bindgen_test]
fn each_sheet_of_a_file_is_kept_by_itself() {
    let (customers, visits) = (columns(&["客户名称", "电话"]), columns(&["日期", "客户", "下次计划"]));
    let of_customers = mapping(&["name", "contact.phone"]);
    let of_visits = mapping(&["at", "customer", "next_step"]);
    let one = |columns: &[TableColumn], said: &Mapping| {
        KeptMapping::of("两张.xlsx", columns, (said, said), &[], Vec::new(), None)
    };
    let mut all = Kept::default();
    all.keep(one(&customers, &of_customers));
    all.keep(one(&visits, &of_visits));
    assert_eq!(
        all.mapping_of(&customers, &of_customers).map(|kept| &*kept.name),
        Some("两张.xlsx")
    );
    assert_eq!(
        all.mapping_of(&visits, &of_visits).map(|kept| &*kept.name),
        Some("两张.xlsx (2)")
    );
    // The same sheet again, with a column more, takes the place of its own.
    let more = columns(&["客户名称", "电话", "地址"]);
    all.keep(one(&more, &mapping(&["name", "contact.phone", "address"])));
    let names: Vec<_> = all.mappings.iter().map(|kept| &*kept.name).collect();
    assert_eq!(names, ["两张.xlsx", "两张.xlsx (2)"]);
}
