//! The report of a month's complaints as one page of HTML: a pure function of book, month and language.

use super::complaints::{Fact, facts_of, in_time_said, subject};
use crate::domain::label::Lang;
use crate::domain::record::Text;
use crate::domain::steering::{Bar, ComplaintMonth, improvements};
use crate::domain::world::World;
use crate::exchange::source::REPORT_MARK;
use crate::ui::format;
use crate::ui::portrait::{STYLE, escaped};
use crate::ui::text::T;

/// The report.
#[derive(Clone, Copy)]
pub struct ComplaintReport<'a> {
    /// The book on its day.
    pub world: &'a World,
    /// The month.
    pub of: &'a ComplaintMonth,
    /// The language.
    pub lang: Lang,
}

impl ComplaintReport<'_> {
    /// All of it.
    pub fn whole(self) -> String {
        let t = T(self.lang);
        let settings = &self.world.book.head.settings;
        let company = escaped(settings.company.as_deref().unwrap_or(t.report_book()));
        let days = format!("{} – {}", format::day(self.of.from), format::day(self.of.until));
        let word = if self.lang == Lang::Zh { "zh-CN" } else { "en" };
        let title = t.complaints_title();
        let fact = |fact: Fact| {
            let notes = format::clauses(fact.notes.into_iter().map(|(note, _)| note), t.0);
            format!(
                "<tr><th>{}</th><td><b>{}</b></td><td>{notes}</td></tr>",
                fact.word, fact.value.0
            )
        };
        let facts: String = facts_of(self.of, t).into_iter().map(fact).collect();
        let grave = |of: &crate::domain::kind::Severity| t.label(&of.label());
        let text = |of: &Text| escaped(of);
        let all = self.of.all.len();
        format!(
            "<!doctype html>\n<html lang=\"{word}\"><head><meta charset=\"utf-8\">{REPORT_MARK}<meta name=\"viewport\" content=\"width=device-width\">\
             <title>{title} · {company} · {days}</title><style>{STYLE}</style></head><body><main>\
             <header><p>{company}</p><h1>{title}</h1><p><b>{days}</b></p><p class=\"small\">{}</p></header>\n\
             <section><table>{facts}</table></section>\n{}{}{}{}{}</main></body></html>\n",
            t.complaints_defined(),
            pareto(t, t.complaints_causes(), &self.of.causes, all, text),
            pareto(t, t.complaints_products(), &self.of.products, all, text),
            pareto(t, t.complaints_severities(), &self.of.severities, all, grave),
            self.improving(),
            self.rows(),
        )
    }

    fn improving(self) -> String {
        let t = T(self.lang);
        let as_of = self.world.evaluation.as_of;
        let open = improvements(self.world).into_iter().filter(|it| !it.is_done);
        let row = |it: crate::domain::steering::Improvement| {
            let late = if it.is_late(as_of) { t.complaints_late() } else { "" };
            let (name, cause, owner) = (
                escaped(&it.name),
                escaped(&it.cause),
                escaped(&format::whose(it.owner.as_deref(), self.lang)),
            );
            let due = it.due.map(format::day).unwrap_or_default();
            format!("<tr><th>{name}</th><td>{cause}</td><td>{owner}</td><td>{due} {late}</td></tr>")
        };
        let rows: String = open.map(row).collect();
        let none = if rows.is_empty() {
            t.complaints_no_improvements()
        } else {
            ""
        };
        format!(
            "<section><h2>{}</h2><table>{rows}</table><p>{none}</p></section>\n",
            t.complaints_improvements()
        )
    }

    fn rows(self) -> String {
        let t = T(self.lang);
        let row = |it: &crate::domain::steering::Complaint| {
            let customer = self.world.book.customers.at(it.customer);
            let name = customer.map(|customer| escaped(&customer.name)).unwrap_or_default();
            let ticket = self.world.book.tickets.key_at(it.ticket).unwrap_or_default();
            let or = |text: &Option<Text>| escaped(text.as_deref().unwrap_or_else(|| t.complaints_none()));
            let severity = it
                .severity
                .map_or_else(|| t.complaints_none().to_owned(), |of| t.label(&of.label()));
            format!(
                "<tr><th>{}</th><td>{name}</td><td>{} <small>{}</small></td><td>{severity}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                format::day(it.opened),
                escaped(&subject(self.world, it)),
                escaped(ticket),
                or(&it.cause),
                or(&it.product),
                in_time_said(it, t)
            )
        };
        let rows: String = self.of.all.iter().map(row).collect();
        let heads = [
            t.goals_col_on(),
            t.goals_col_customer(),
            t.complaints_subject(),
            t.complaints_severities(),
            t.complaints_causes(),
            t.complaints_products(),
            t.complaints_in_time(),
        ];
        let heads = heads.map(|text| format!("<th>{text}</th>")).concat();
        let none = if rows.is_empty() { t.complaints_nobody() } else { "" };
        format!(
            "<section><h2>{}</h2><table><thead><tr>{heads}</tr></thead>{rows}</table><p>{none}</p></section>\n",
            t.complaints_all()
        )
    }
}

fn pareto<K>(t: T, title: &str, bars: &[Bar<K>], all: usize, name: impl Fn(&K) -> String) -> String {
    let row = |bar: &Bar<K>| {
        let name = bar.of.as_ref().map_or_else(|| t.complaints_none().to_owned(), &name);
        let share = format::share(bar.so_far, all, t.0);
        format!(
            "<tr><th>{name}</th><td>{}</td><td>{share}</td><td>{}</td></tr>",
            bar.now, bar.before
        )
    };
    let rows: String = bars.iter().map(row).collect();
    let heads = [
        title,
        t.complaints_count(),
        t.complaints_so_far(),
        t.complaints_earlier(),
    ];
    let heads = heads.map(|text| format!("<th>{text}</th>")).concat();
    format!("<section><h2>{title}</h2><table><thead><tr>{heads}</tr></thead>{rows}</table></section>\n")
}
