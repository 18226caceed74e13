//! Whom a campaign is for: its condition, how many meet it, and how many of these can be contacted.

use std::sync::Arc;

use hashbrown::HashSet;

use crate::state::live::*;

use super::MarketingDesk;
use super::deeds::change;
use super::figures::left_out;
use super::people::base;
use super::reading::LISTED;
use crate::domain::kind::Campaign;
use crate::domain::marketing::campaign::{LeftOut, condition, set_condition, standings, thaw};
use crate::domain::record::Text;
use crate::domain::rule::Condition;
use crate::domain::world::World;
use crate::state::sliced::{Slice, sliced};
use crate::ui::audience::{Chooser, Chosen, Meant};
use crate::ui::focus;
use crate::ui::format;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Dialog, Kind};

/// The dialog.
#[component]
pub fn AudienceDialog(desk: MarketingDesk) -> impl IntoView {
    let t = use_text();
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
    let meant = meant(desk, chosen);
    view! {
        <Dialog open=desk.choosing title=title wide=true foot=foot>
            <Chooser app=desk.app chosen=chosen meant=meant />
        </Dialog>
    }
}

/// Who meets a condition, and why the campaign may not contact them now, where that is so.
type Met = Arc<Vec<(u32, Option<LeftOut>)>>;

/// Who meets it is looked at in slices: it may be everybody.
struct Looking {
    open: Campaign,
    /// Nothing where the condition cannot be read.
    ids: Option<Vec<Text>>,
    next: usize,
    met: Vec<(u32, Option<LeftOut>)>,
}

impl Looking {
    /// At nobody yet.
    fn begin(world: &World, id: &str, when: Option<&Condition>) -> Option<Self> {
        let mut open = (**world.book.campaigns.get(id)?).clone();
        thaw(&mut open);
        set_condition(&mut open, when);
        Some(Self {
            ids: base(world, &open),
            open,
            next: 0,
            met: Vec::new(),
        })
    }

    /// One slice.
    fn step(&mut self, world: &World) -> Slice<Option<Met>> {
        let Some(ids) = &self.ids else {
            return Slice::Done(None);
        };
        let to = (self.next + LISTED).min(ids.len());
        let some = ids.get(self.next..to).unwrap_or_default();
        let all = standings(world, &self.open, some, &HashSet::new());
        self.met
            .extend(all.iter().filter_map(|it| Some((it.customer?, it.left_out))));
        self.next = to;
        match to < ids.len() {
            true => Slice::More,
            false => Slice::Done(Some(Arc::new(std::mem::take(&mut self.met)))),
        }
    }
}

/// Whom the condition means as it stands, and which of these can be contacted now.
fn meant(desk: MarketingDesk, chosen: Chosen) -> Meant {
    let (session, t) = (desk.app.session, use_text());
    let begin = move || {
        let id = desk.choosing.get()?;
        let when = chosen.tree.get().condition();
        session
            .read(|world| Looking::begin(world, &id, when.as_ref()))
            .flatten()
    };
    let found = sliced(begin, move |looking: &mut Looking| {
        session.peek(|world| looking.step(world)).unwrap_or(Slice::Gone)
    });
    let met = move || found.get().flatten().unwrap_or_default();
    let said = move || match found.get() {
        None => t().camp_reading().to_owned(),
        Some(None) => t().camp_unreadable().to_owned(),
        Some(Some(all)) => {
            let fit = all.iter().filter(|(_, why)| why.is_none()).count();
            t().camp_audience_now(format::count(all.len()), format::count(fit))
        }
    };
    let note = move |why: Option<LeftOut>| why.map_or("", |why| left_out(why, t()));
    let first = move |n: usize| met().iter().take(n).map(|(slot, why)| (*slot, note(*why))).collect();
    Meant {
        said: Signal::derive(said),
        all: Signal::derive(move || met().len()),
        first: Callback::new(first),
    }
}
