//! Who is at risk: first those who can still be acted on, then those who are lost already.

use crate::state::live::*;

use super::board::Names;
use super::list;
use crate::domain::report::dashboard::Dashboard;
use crate::domain::report::risk::Risk;
use crate::state::query::Query;

/// What is at risk, and two links: to those not lost yet, and to those lost already.
#[derive(Clone, Debug, PartialEq)]
pub struct RiskLine {
    /// The class or tag.
    pub name: String,
    /// Words and address.
    pub links: [(String, String); 2],
}

/// The line of the risk that is meant; nothing where nobody of it is lost.
pub fn risk_of(report: &Dashboard, names: Names, meant: impl Fn(&Risk) -> bool) -> Option<RiskLine> {
    let found = report.risks.iter().find(|(risk, _)| meant(risk));
    let (risk, counts) = found.filter(|(_, counts)| counts.lost > 0)?;
    let href = |lost| list(Query::at_risk(risk).lost_already(lost));
    Some(RiskLine {
        name: match risk {
            Risk::Class(dimension, class) => names.class(dimension, class),
            Risk::Tag(id) => names.tag(id),
        },
        links: [
            (names.t.risk_open(counts.open), href(false)),
            (names.t.risk_lost(counts.lost), href(true)),
        ],
    })
}

/// The line.
pub fn risk_line(line: RiskLine) -> impl IntoView {
    let [open, lost] = line.links;
    view! {
        <p class="dist__risk" data-testid="at-risk">
            {line.name}
            " "
            <a href=open.1>{open.0}</a>
            " · "
            <a href=lost.1>{lost.0}</a>
        </p>
    }
}
