//! Whom a campaign is for: its condition, how many meet it, and how many of these can be contacted.

use hashbrown::HashSet;

use crate::state::live::*;

use super::MarketingDesk;
use super::deeds::change;
use super::people::base;
use crate::domain::kind::Campaign;
use crate::domain::marketing::campaign::{condition, set_condition, standings, thaw};
use crate::domain::rule::Condition;
use crate::domain::world::World;
use crate::ui::audience::{Chooser, Chosen};
use crate::ui::focus;
use crate::ui::format;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Dialog, Kind};

/// The dialog.
#[component]
pub fn AudienceDialog(desk: MarketingDesk) -> impl IntoView {
    let (app, t) = (desk.app, use_text());
    let chosen = Chosen::of(None);
    Effect::new(move |_| {
        let Some(id) = desk.choosing.get() else { return };
        let campaign = untrack(|| desk.find(&id));
        chosen.begin(campaign.and_then(|campaign| condition(&campaign)).as_ref());
    });
    let title = move || {
        let name = desk
            .choosing
            .get()
            .and_then(|id| desk.find(&id))
            .map(|it| it.name.to_string());
        t().camp_audience_of(name.unwrap_or_default())
    };
    let save = move || {
        let Some(id) = desk.choosing.get_untracked() else {
            return;
        };
        let when = chosen.tree.get_untracked().condition();
        change(desk, &id, |campaign| set_condition(campaign, when.as_ref()));
        desk.choosing.set(None);
        focus::rescue();
    };
    let foot = move || {
        view! {
            <Button text=move || t().cancel() on_click=Callback::new(move |_| desk.choosing.set(None)) />
            <Button
                text=move || t().camp_audience_save()
                kind=Kind::Primary
                attr:data-testid="camp-audience-save"
                on_click=Callback::new(move |_| save())
            />
        }
    };
    let counted = Memo::new(move |_| {
        let id = desk.choosing.get()?;
        let when = chosen.tree.get().condition();
        app.session.read(|world| counted(world, &id, when)).flatten()
    });
    let said = Signal::derive(move || match counted.get() {
        Some((n, fit)) => t().camp_audience_now(format::count(n), format::count(fit)),
        None => t().camp_unreadable().to_owned(),
    });
    view! {
        <Dialog open=desk.choosing title=title wide=true foot=foot>
            <Chooser app=app chosen=chosen said=said />
        </Dialog>
    }
}

/// How many meet a condition, and how many of these the campaign may contact now.
fn counted(world: &World, id: &str, when: Option<Condition>) -> Option<(usize, usize)> {
    let campaign: &Campaign = world.book.campaigns.get(id)?;
    let mut open = campaign.clone();
    thaw(&mut open);
    set_condition(&mut open, when.as_ref());
    let ids = base(world, &open)?;
    let all = standings(world, &open, &ids, &HashSet::new());
    Some((all.len(), all.iter().filter(|it| it.left_out.is_none()).count()))
}
