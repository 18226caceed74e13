//! The parts of the proof slip.

use crate::state::live::*;

use super::{Why, use_customer};
use crate::domain::report::timeline::What;
use crate::ui::proof::{Hit, Ranking, RecordRow, Records, Rule, RulePart, Scale, Section, Sum};
use crate::ui::record::Record;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Icon, LinkButton, Unseen, table_head};

/// Borders nearer than this, in per cent, would write over each other.
const MARK_ROOM: f64 = 15.0;

/// The deciding figure, and where it stands.
#[component]
pub(super) fn Figure(figure: Option<(String, String)>, scale: Option<Scale>, dimension: String) -> impl IntoView {
    figure.map(|(value, name)| {
        view! {
            <div>
                <p class="slip__figure">
                    <b>{value}</b>
                    {name}
                </p>
                {scale.map(|scale| view! { <ScaleBar scale=scale dimension=dimension /> })}
            </div>
        }
    })
}

#[component]
fn ScaleBar(scale: Scale, dimension: String) -> impl IntoView {
    let stretch = |s: crate::ui::proof::Stretch| {
        view! {
            <span class="bar__seg" data-dim=dimension.clone() data-rank=s.rank.key() style:--w=format!("{:.2}", s.width)></span>
        }
    };
    let mut last = -MARK_ROOM;
    let mut marks = Vec::new();
    for mark in scale.marks {
        if mark.at - last < MARK_ROOM {
            continue;
        }
        last = mark.at;
        let class = match mark.at {
            at if at <= 0.0 => "scale__mark scale__mark--start",
            at if at > 90.0 => "scale__mark scale__mark--end",
            _ => "scale__mark",
        };
        marks.push(view! { <span class=class style:--x=format!("{:.2}", mark.at)>{mark.text}</span> });
    }
    view! {
        <div class="scale">
            <div class="bar" aria-hidden="true">{scale.stretches.into_iter().map(stretch).collect_view()}</div>
            <span class="scale__marker" style:--x=format!("{:.2}", scale.marker)></span>
            {marks}
        </div>
    }
}

fn mark(hit: Hit) -> (&'static str, fn(T) -> &'static str) {
    match hit {
        Hit::Holds => ("check", |t| t.mark_holds()),
        Hit::Fails => ("x", |t| t.mark_fails()),
        Hit::Missing => ("help", |t| t.mark_missing()),
        Hit::Untried => ("dots", |t| t.mark_untried()),
    }
}

/// The rules in order.
#[component]
pub(super) fn Judged(title: &'static str, rules: Vec<Rule>, coverage: Option<String>) -> impl IntoView {
    let row = |rule: Rule| {
        let data = match (rule.decides, rule.hit) {
            (true, _) => "true",
            (_, Hit::Untried) => "skipped",
            _ => "false",
        };
        let parts = rule.parts;
        view! {
            <li class="judge__row" data-hit=data>
                <Icon name=mark(rule.hit).0 />
                <span>{rule.class}</span>
                <span class="judge__said">
                    <span>{rule.text}</span>
                    <span>{rule.note}</span>
                </span>
            </li>
            {(!parts.is_empty())
                .then(|| {
                    view! {
                        <li class="judge__parts">
                            <ul>{parts.into_iter().map(|part| view! { <PartRow part=part /> }).collect_view()}</ul>
                        </li>
                    }
                })}
        }
    };
    view! {
        <section>
            <h3 class="slip__sub">{title} {coverage.map(|text| view! { <small>{text}</small> })}</h3>
            <ol class="judge">{rules.into_iter().map(row).collect_view()}</ol>
        </section>
    }
}

#[component]
fn PartRow(part: RulePart) -> impl IntoView {
    let (open, t) = (use_customer(), use_text());
    let (icon, word) = mark(part.hit);
    let hit = match part.hit {
        Hit::Holds => "true",
        Hit::Missing => "missing",
        _ => "false",
    };
    let actual = match part.goes {
        Some(dimension) => {
            let text = part.actual.clone();
            view! {
                <LinkButton
                    text=part.actual
                    attr:aria-label=move || t().see_why(&text)
                    on_click=Callback::new(move |_| open.why.set(Some(Why::Dimension(dimension))))
                />
            }
            .into_any()
        }
        None => part.actual.into_any(),
    };
    view! {
        <li class="judge__part" data-hit=hit style:--depth=part.depth.to_string()>
            <Icon name=icon size=14 />
            <span class="visually-hidden">{move || word(t())}</span>
            <span>{part.text}</span>
            <span class="judge__actual">
                {actual}
                {(!part.apart.is_empty()).then(|| view! { <small>{part.apart}</small> })}
            </span>
        </li>
    }
}

/// How a score adds up.
#[component]
pub(super) fn SumTable(sum: Sum) -> impl IntoView {
    let t = use_text();
    let row = |term: crate::ui::proof::Term| {
        view! {
            <tr>
                <th scope="row">{term.name} <small class="proof__from">{term.from}</small></th>
                <td class="num">{term.counted}</td>
                <td class="num">{term.weight}</td>
                <td class="num">{term.adds}</td>
            </tr>
        }
    };
    view! {
        <section>
            <h3 class="slip__sub">{move || t().score_terms()}</h3>
            {sum.note.map(|note| view! { <p class="small" data-testid="score-of-nothing">{note}</p> })}
            <table class="proof">
                {table_head([(T::score_item, false), (T::score_value, true), (T::score_weight, true), (T::score_adds, true)])}
                <tbody>{sum.terms.into_iter().map(row).collect_view()}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row" colspan="3">{move || t().total()}</th>
                        <td class="num">{sum.total}</td>
                    </tr>
                </tfoot>
            </table>
        </section>
    }
}

/// The scores behind the RFM rank.
#[component]
pub(super) fn RankingTable(ranking: Ranking) -> impl IntoView {
    let t = use_text();
    let row = |(letter, name, figure, score): (&'static str, String, String, String)| {
        view! {
            <tr>
                <th scope="row">{letter} " " {name}</th>
                <td class="num">{figure}</td>
                <td class="num">{score}</td>
            </tr>
        }
    };
    view! {
        <section>
            <h3 class="slip__sub">{move || t().rfm_scores()}</h3>
            <table class="proof">
                <tbody>{ranking.scores.into_iter().map(row).collect_view()}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row" colspan="2">{move || t().total()}</th>
                        <td class="num">{ranking.total}</td>
                    </tr>
                </tfoot>
            </table>
            <p class="slip__note slip__note--rule">{ranking.rule}</p>
        </section>
    }
}

/// The records behind the figures.
#[component]
pub(super) fn Evidence(records: Records, all: RwSignal<bool>) -> impl IntoView {
    let t = use_text();
    if records.is_empty() {
        let said = move || {
            if records.has_others {
                t().no_records_counted()
            } else {
                t().no_records()
            }
        };
        return view! { <p class="slip__note">{said}</p> }.into_any();
    }
    let field = |(name, value): (String, String)| view! { <dt>{name}</dt><dd>{value}</dd> };
    view! {
        {records.sections.into_iter().map(|section| view! { <RecordTable section=section all=all /> }).collect_view()}
        {(!records.fields.is_empty())
            .then(|| {
                view! {
                    <section>
                        <h3 class="slip__sub">{move || t().from_fields()}</h3>
                        <dl class="datelist">{records.fields.into_iter().map(field).collect_view()}</dl>
                    </section>
                }
            })}
    }
    .into_any()
}

#[component]
fn RecordTable(section: Section, all: RwSignal<bool>) -> impl IntoView {
    let t = use_text();
    let open = use_customer();
    let has_sum = section.sum.is_some();
    let row = |row: RecordRow| {
        let what: What = row.what;
        view! {
            <tr>
                <th scope="row">{row.day}</th>
                <td>
                    <LinkButton text=row.text attr:aria-haspopup="dialog" on_click=Callback::new(move |_| open.record.set(Some(Record::Known(what)))) />
                </td>
                {has_sum.then(|| view! { <td class="num">{row.amount}</td> })}
            </tr>
        }
    };
    let (shown, whole) = (section.rows.len(), section.all);
    let caption = section.title.clone();
    view! {
        <section>
            <h3 class="slip__sub">{section.title} <small>{section.span}</small></h3>
            <table class="proof">
                <caption>
                    <Unseen>{caption}</Unseen>
                </caption>
                <tbody>{section.rows.into_iter().map(row).collect_view()}</tbody>
                {section
                    .sum
                    .map(|(name, sum)| {
                        view! {
                            <tfoot>
                                <tr>
                                    <th scope="row" colspan="2">{name}</th>
                                    <td class="num">{sum}</td>
                                </tr>
                            </tfoot>
                        }
                    })}
            </table>
            {(shown < whole)
                .then(|| {
                    view! {
                        <p class="slip__note">
                            <LinkButton text=move || t().show_all(whole) on_click=Callback::new(move |_| all.set(true)) />
                        </p>
                    }
                })}
        </section>
    }
}
