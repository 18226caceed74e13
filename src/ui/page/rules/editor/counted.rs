//! How many customers a class, a band or a tag has now and under the draft.

use crate::state::live::*;

use super::table::ClassEdit;
use crate::ui::format;
use crate::ui::text::T;
use crate::ui::widget::Icon;

/// 现 36 家 → 44 家 ＋8
#[component]
pub fn Counts(row: ClassEdit) -> impl IntoView {
    let desk = row.it.desk;
    let counts = Memo::new(move |_| {
        let id = row.id.get_value();
        row.it.counts.with(|all| {
            all.iter()
                .find(|c| c.class.as_ref() == Some(&id))
                .map(|c| (c.now, c.then))
        })
    });
    move || counts.get().map(|(now, then)| counted(desk.t(), now, then))
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
