//! What the person says of a table: each word of it works out anew what the table would do.

use crate::state::live::*;

use super::desk::TableDesk;
use crate::exchange::columns::{Mapped, Use};
use crate::exchange::plan::{Wanted, Whom};
use crate::exchange::values::{Answer, Ask, Question};

impl TableDesk {
    /// Changes what is wanted, and works out anew what that does.
    pub fn want(self, change: impl FnOnce(&mut Wanted)) {
        self.desk.is_touched.set_value(true);
        self.wanted.update(|wanted| {
            if let Some(wanted) = wanted {
                change(wanted);
            }
        });
        self.replan();
    }

    /// What a column is for. What was answered of it no longer counts.
    pub fn use_column(self, column: usize, used: Use) {
        self.answered.update(|all| {
            all.retain(|(question, _)| question.column != column && question.other != Some(column));
        });
        self.want(|wanted| {
            if let Some(mapped) = wanted.mapping.columns.get_mut(column) {
                *mapped = Mapped { used, sure: 1.0 };
            }
        });
        self.say_answers();
    }

    /// Answers a question.
    pub fn answer(self, question: Question, answer: Answer) {
        self.answered.update(|all| put(all, question, answer));
        self.say_answers();
    }

    /// Answers every question as it is proposed, where it is.
    pub fn answer_as_proposed(self, questions: Vec<Question>) {
        let proposed = |question: Question| question.proposed().map(|answer| (question, answer));
        self.answered.update(|all| {
            for (question, answer) in questions.into_iter().filter_map(proposed) {
                put(all, question, answer);
            }
        });
        self.say_answers();
    }

    /// Takes an answer back: it is asked again.
    pub fn ask_again(self, place: usize) {
        self.answered.update(|all| {
            if place < all.len() {
                all.remove(place);
            }
        });
        self.say_answers();
    }

    /// The unit that bare amounts of a column are in, as the person says; tracked.
    pub fn told_power(self, column: usize) -> Option<i32> {
        self.answered.with(|all| {
            all.iter()
                .find_map(|(of, answer)| power_of(of, answer).filter(|_| of.column == column))
        })
    }

    /// Says in which unit bare amounts of a column are; with nothing it is the one that is written.
    pub fn say_power(self, column: usize, power: Option<i32>) {
        self.answered.update(|all| {
            all.retain(|(of, answer)| of.column != column || power_of(of, answer).is_none());
            all.extend(power.map(|power| (Question::unit_of(column), Answer::Power(power))));
        });
        self.say_answers();
    }

    /// Works out anew what the table does by what was answered.
    pub(super) fn say_answers(self) {
        let all = self.answered.get_untracked();
        let kept = all.iter().filter(|(of, _)| of.is_kept);
        let kept = kept.map(|(of, answer)| (of.column, answer.clone())).collect();
        let answers = all.into_iter().map(|(of, answer)| (of.column, answer)).collect();
        self.want(|wanted| (wanted.answers, wanted.kept) = (answers, kept));
    }

    /// Whether hidden rows are taken.
    pub fn answer_hidden(self, takes: Option<bool>) {
        self.hidden.set(takes);
        self.want(|wanted| wanted.takes_hidden = takes);
    }

    /// Corrects a cell.
    pub fn correct(self, at: u32, column: usize, text: String) {
        self.want(|wanted| {
            wanted.corrected.retain(|(row, cell, _)| (*row, *cell) != (at, column));
            wanted.corrected.push((at, column, text));
        });
    }

    /// Says which customer a row means; nothing takes the answer back.
    pub fn choose(self, at: u32, whom: Option<Whom>) {
        self.want(|wanted| {
            wanted.chosen.retain(|(row, _)| *row != at);
            wanted.chosen.extend(whom.map(|whom| (at, whom)));
            wanted.suggested.retain(|row| *row != at);
            // What counts was said of another customer.
            wanted.overruling.retain(|(row, _)| *row != at);
        });
    }

    /// Says whether a row counts where an earlier one says something else; nothing takes the answer back.
    pub fn overrule(self, at: u32, own: Option<bool>) {
        self.want(|wanted| {
            wanted.overruling.retain(|(row, _)| *row != at);
            wanted.overruling.extend(own.map(|own| (at, own)));
        });
    }
}

/// Whether an answer of an earlier file gives way to a question of this one, or to what was answered of it.
pub(super) fn gives_way((of, known): &(Question, Answer), to: &Question) -> bool {
    of.is_kept && !matches!(known, Answer::Words(_)) && (of.column, of.reason) == (to.column, to.reason)
}

/// Adds an answer, in place of one of an earlier file; words stand beside those that were known.
fn put(all: &mut Vec<(Question, Answer)>, question: Question, answer: Answer) {
    all.retain(|known| !gives_way(known, &question));
    all.push((question, answer));
}

fn power_of(of: &Question, answer: &Answer) -> Option<i32> {
    match answer {
        Answer::Power(power) if of.reason == Ask::Unit => Some(*power),
        _ => None,
    }
}
