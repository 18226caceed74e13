//! The figures of a campaign as addresses name them, and in words.

use super::FIGURE;
use crate::domain::marketing::campaign::{Figure, LeftOut};
use crate::state::App;
use crate::ui::text::T;

/// The value of [`FIGURE`] for those of a list who are not left out.
pub const IN: &str = "in";
/// The value of [`FIGURE`] for those of a list who ordered.
pub const REDEEMED: &str = "redeemed";

/// The figure whose customers are shown, as the address says; tracked.
pub fn figure(app: App) -> String {
    let said = app.param(FIGURE).unwrap_or_default();
    let is_known =
        [IN, REDEEMED].contains(&&*said) || LeftOut::from_word(&said).is_some() || Figure::from_word(&said).is_some();
    match is_known {
        true => said,
        false => Figure::List.word().to_owned(),
    }
}

/// What people call a figure of the address.
pub fn figure_name(figure: &str, t: T) -> &'static str {
    match (LeftOut::from_word(figure), Figure::from_word(figure)) {
        (Some(why), _) => left_out(why, t),
        (None, Some(Figure::List)) => t.camp_fig_list(),
        (None, Some(Figure::Contacted)) => t.camp_fig_contacted(),
        (None, Some(Figure::Answered)) => t.camp_fig_answered(),
        (None, Some(Figure::Silent)) => t.camp_fig_silent(),
        (None, Some(Figure::Waiting)) => t.camp_fig_waiting(),
        (None, Some(Figure::Asked)) => t.camp_fig_asked(),
        (None, Some(Figure::Attended)) => t.camp_fig_attended(),
        (None, Some(Figure::Leads)) => t.camp_fig_leads(),
        (None, Some(Figure::Deals)) => t.camp_fig_deals(),
        (None, Some(Figure::New)) => t.camp_fig_new(),
        (None, Some(Figure::Paid)) => t.camp_fig_paid(),
        (None, None) if figure == REDEEMED => t.camp_fig_redeemed(),
        (None, None) => t.camp_fig_in(),
    }
}

/// Why somebody is left out, in words.
pub fn left_out(why: LeftOut, t: T) -> &'static str {
    match why {
        LeftOut::Gone => t.camp_out_gone(),
        LeftOut::NoContact => t.camp_out_do_not_contact(),
        LeftOut::Avoids => t.camp_out_avoids(),
        LeftOut::NoWay => t.camp_out_no_way(),
        LeftOut::Cap => t.camp_out_cap(),
    }
}
