//! Campaigns are begun, changed and removed.

use crate::state::live::*;

use super::{CAMPAIGNS, MarketingDesk, OPEN};
use crate::domain::command::{Command, Edit};
use crate::domain::form::{Draft, new};
use crate::domain::id::CampaignId;
use crate::domain::kind::Campaign;
use crate::domain::marketing::campaign::{TEMPLATES, Template, set_condition};
use crate::domain::record::Text;
use crate::state::App;
use crate::state::route::Route;
use crate::ui::focus;
use crate::ui::form::{FormDialog, Names, RecordForm, inputs};
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Icon, Kind, Menu, MenuItem};

/// The campaign that is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A new one, from a ready-made one where it names one.
    New(Option<&'static str>),
    /// One that the book has.
    Known(Text),
}

/// What is asked.
const ASKED: [&str; 8] = [
    "name",
    "kind",
    "channel",
    "cost",
    "starts_on",
    "ends_on",
    "offer",
    "audience",
];

/// The ways to begin a campaign.
#[component]
pub fn NewMenu(desk: MarketingDesk) -> impl IntoView {
    let t = use_text();
    let begin = move |template| desk.editing.set(Some(Typed::New(template)));
    let items = Signal::derive(move || {
        let blank = MenuItem::new("plus", move || t().camp_new_blank(), move || begin(None));
        let one =
            move |it: &'static Template| MenuItem::new("gift", move || t().label(&it.name), move || begin(Some(it.id)));
        std::iter::once(blank).chain(TEMPLATES.iter().map(one)).collect()
    });
    view! {
        <Button
            text=move || t().camp_new()
            kind=Kind::Primary
            icon="plus"
            attr:data-testid="camp-new"
            on_click=Callback::new(move |_| begin(None))
        />
        <Menu
            items=items
            label=move || t().camp_new_more()
            button_class="btn btn--icon"
            end=true
            button=|| view! { <Icon name="chevron-down" /> }
        />
    }
}

fn names() -> Names {
    Names::of::<Campaign>(|place| format!("camp-{place}"))
}

/// A new campaign, as its template says it.
fn fresh(app: App, id: CampaignId, template: Option<&Template>, t: T) -> Campaign {
    let mut campaign = new::campaign(id, app.today.get_untracked());
    let Some(template) = template else { return campaign };
    campaign.name = t.label(&template.name).into();
    campaign.kind = Some(template.kind);
    campaign.offer = Some(t.label(&template.offer).into());
    campaign.channel = template.channel.map(Text::from);
    campaign.ends_on = campaign.starts_on.map(|from| from.plus_days(template.days - 1));
    set_condition(&mut campaign, template.condition().as_ref());
    campaign
}

fn begin(app: App, typed: &Typed, t: T) -> Option<RecordForm<Campaign>> {
    match typed {
        Typed::New(template) => {
            let name = format!("campaign/new/{}", template.unwrap_or_default());
            let is_known = |id: &str| app.session.peek(|world| world.book.campaigns.get(id).is_some()) == Some(true);
            let id = app
                .drafts
                .new_id(&name, |draft: &Draft| draft.sent().is_some_and(is_known));
            let found = TEMPLATES.iter().find(|it| Some(it.id) == *template);
            let record = fresh(app, CampaignId::new(&id).ok()?, found, t);
            Some(RecordForm::begun(app, name, (id, record), names(), None))
        }
        Typed::Known(id) => {
            let (name, id) = (format!("campaign/{id}"), id.clone());
            let find = move || {
                app.session
                    .read(|world| world.book.campaigns.get(&id).cloned())
                    .flatten()
            };
            Some(RecordForm::of(app, name, find, names(), None))
        }
    }
}

/// The dialog of a campaign.
#[component]
pub fn CampaignDialog(desk: MarketingDesk) -> impl IntoView {
    let (app, t) = (desk.app, use_text());
    let title = move || match desk.editing.get() {
        Some(Typed::Known(id)) => {
            let name = desk.find(&id).map(|campaign| campaign.name.to_string());
            t().camp_edit_of(name.unwrap_or_default())
        }
        _ => t().camp_new().to_owned(),
    };
    let save = move |form: RecordForm<Campaign>| {
        let id = form.base.try_get_untracked().flatten().map(|base| base.id.to_string());
        let then = move || {
            let is_new = matches!(desk.editing.get_untracked(), Some(Typed::New(_)));
            desk.editing.set(None);
            match id.as_deref().filter(|_| is_new) {
                Some(id) => app.go(Route::to(CAMPAIGNS).with_param(OPEN, Some(id))),
                None => focus::rescue(),
            }
        };
        form.save(Command::PutCampaign, then);
    };
    view! {
        <FormDialog
            what=desk.editing
            id="camp-form"
            title=title
            verb=move || t().camp_save()
            mark="camp-save"
            wide=true
            begin=Callback::new(move |typed: Typed| begin(app, &typed, untrack(t)))
            fields=Callback::new(|form: RecordForm<Campaign>| Some(inputs(form.form, &ASKED, "name")))
            save=Callback::new(save)
        />
    }
}

/// Changes a campaign as the book has it.
pub fn change(desk: MarketingDesk, id: &str, edit: impl FnOnce(&mut Campaign)) {
    let Some(before) = untrack(|| desk.find(id)) else {
        return;
    };
    let mut after = (*before).clone();
    edit(&mut after);
    desk.app.session.dispatch(Command::PutCampaign(Edit::of(before, after)));
}

/// Removes a campaign; the list of all is shown once it is gone.
pub fn remove(desk: MarketingDesk, id: &str) {
    let Ok(id) = CampaignId::new(id) else { return };
    let gone = id.clone();
    desk.app.session.dispatch_then(Command::RemoveCampaign(id), move |_| {
        let is_gone = desk
            .app
            .session
            .peek(|world| world.book.campaigns.get(gone.as_str()).is_none());
        if is_gone == Some(true) {
            desk.app.go(Route::to(CAMPAIGNS));
        }
    });
}
