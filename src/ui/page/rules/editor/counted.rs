//! How many customers a class, a band or a tag has now and under the draft.

use crate::state::live::*;

use crate::domain::record::Text;
use crate::domain::report::moves::ClassCount;
use crate::ui::format;
use crate::ui::page::rules::desk::RulesDesk;
use crate::ui::text::T;
use crate::ui::widget::Icon;

/// 现 36 家 → 44 家 ＋8: how many customers a class has, now and under the draft.
pub fn class_count(desk: RulesDesk, counts: Memo<Vec<ClassCount>>, class: Text) -> impl IntoView {
    let mine = move |all: &Vec<ClassCount>| {
        let mine = all.iter().find(|c| c.class.as_ref() == Some(&class));
        mine.map(|c| (c.now, c.then))
    };
    let mine = Memo::new(move |_| counts.with(&mine));
    move || mine.get().map(|(now, then)| counted(desk.t(), now, then))
}

/// A number of customers now and under the draft.
pub fn counted(t: T, now: usize, then: usize) -> impl IntoView + use<> {
    let change = (now != then).then(|| {
        let more = if then > now { "＋" } else { "−" };
        view! {
            <Icon name="arrow-right" size=14 />
            <b>{t.customers_then(then)}</b>
            <b class="counted__by">{format!("{more}{}", format::count(now.abs_diff(then)))}</b>
        }
    });
    view! {
        <span class="counted" data-testid="class-count" data-now=now.to_string() data-then=then.to_string()>
            <span>{t.customers_now(now)}</span>
            {change}
        </span>
    }
}
