//! Rules on paper, whatever they are about: parts with a name and a remark, and lines of what is named and what is said of it.

use crate::state::live::*;

use crate::ui::list::paper;

/// A print-out.
pub struct PaperRules {
    /// Whose.
    pub company: String,
    /// What it is.
    pub what: String,
    /// As of when.
    pub as_of: String,
    /// What it says.
    pub parts: Vec<PaperPart>,
}

/// A rule: its name, how it decides, its lines.
pub struct PaperPart {
    /// Its name.
    pub name: String,
    /// How it decides.
    pub note: String,
    /// Its lines.
    pub lines: Vec<PaperLine>,
}

/// A line: what it names, what is said of it, what follows.
pub struct PaperLine {
    /// What it names.
    pub name: String,
    /// What is said of it.
    pub said: String,
    /// What follows; empty for nothing.
    pub strategy: String,
}

impl PaperRules {
    /// As it stands on paper.
    pub fn view(self) -> AnyView {
        let line = |line: PaperLine| {
            view! {
                <tr>
                    <th scope="row">{line.name}</th>
                    <td>{line.said} {(!line.strategy.is_empty()).then(|| view! { <p class="printrule__do">{line.strategy}</p> })}</td>
                </tr>
            }
        };
        let part = |part: PaperPart| {
            view! {
                <section class="printrule">
                    <h2>{part.name}</h2>
                    <p class="printnote">{part.note}</p>
                    <table class="printlist">
                        <tbody>{part.lines.into_iter().map(line).collect_view()}</tbody>
                    </table>
                </section>
            }
        };
        view! {
            {paper::letterhead(self.company, self.what, self.as_of)}
            {self.parts.into_iter().map(part).collect_view()}
        }
        .into_any()
    }
}
