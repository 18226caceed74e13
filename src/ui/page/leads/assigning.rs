//! Who gets which leads: the table of people with their regions and industries, and the leads that nobody sees to.

use crate::state::live::*;

use super::list::LeadList;
use super::{LIST, VIEW};
use crate::domain::command::{Command, Edit};
use crate::domain::held::Held;
use crate::domain::id::CustomerId;
use crate::domain::kind::{Settings, Staff};
use crate::domain::lead::{Assigned, AssignedBy, assignments};
use crate::domain::record::Text;
use crate::state::route::{PageId, Route};
use crate::state::{App, use_app};
use crate::ui::focus;
use crate::ui::form::{FormDialog, Names, RecordForm, inputs};
use crate::ui::format;
use crate::ui::list::figure_link;
use crate::ui::settings;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, IconButton, Kind, Panel};

/// So many leads are named before the table is followed.
const MOST: usize = 12;

/// A person of the table whose entry is being typed: by name, nothing for a new one.
type Person = Option<Text>;

/// A lead and who gets it.
type Given = (CustomerId, String, Assigned);

/// The view.
#[component]
pub fn Assigning(page: LeadList) -> impl IntoView {
    let t = use_text();
    let person = RwSignal::new(None::<Person>);
    let serving = RwSignal::new(None::<()>);
    view! {
        <div class="leads__table">
            <ToAssign page=page />
            <Panel id="leads-table" title=move || t().leads_staff()>
                <div class="panel__body">
                    <p class="muted small">{move || t().leads_table_help()}</p>
                </div>
                <People page=page person=person />
                <div class="panel__foot panel__foot--start">
                    <Button
                        text=move || t().leads_add_person()
                        icon="plus"
                        attr:data-testid="add-person"
                        on_click=Callback::new(move |_| person.set(Some(None)))
                    />
                </div>
            </Panel>
            <Served serving=serving />
        </div>
        <PersonDialog person=person />
        <ServedDialog serving=serving />
    }
}

/// Why somebody gets a lead, in words.
pub fn why(by: &AssignedBy, t: T) -> String {
    match by {
        AssignedBy::Region(region) => t.leads_by_region(region),
        AssignedBy::Industry(industry) => t.leads_by_industry(industry),
        AssignedBy::Both(region, industry) => t.leads_by_both(region, industry),
    }
}

/// The leads without an owner, who would get each, and the way to do it.
#[component]
fn ToAssign(page: LeadList) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let found = Memo::new(move |_| {
        let (nobodys, has) = page.unassigned();
        let read = |world: &crate::domain::world::World| {
            let named = |(slot, given): (u32, Assigned)| {
                let customer = world.book.customers.at(slot)?;
                Some((customer.id.clone(), customer.name.to_string(), given))
            };
            let given = assignments(world, &nobodys, has);
            given.into_iter().filter_map(named).collect::<Vec<Given>>()
        };
        (app.session.read(read).unwrap_or_default(), nobodys.len())
    });
    let lines = move || {
        let line = |(_, name, given): Given| {
            let text = t().leads_given(name, given.owner, why(&given.by, t()));
            view! { <li>{text}</li> }
        };
        found.with(|(given, _)| given.iter().take(MOST).cloned().map(line).collect_view())
    };
    let more = move || {
        let n = found.with(|(given, _)| given.len().saturating_sub(MOST));
        (n > 0).then(|| view! { <li class="muted">{t().leads_more_given(n)}</li> })
    };
    let unfit = move || {
        let n = found.with(|(given, all)| all - given.len());
        (n > 0).then(|| view! { <p class="muted small">{t().leads_unfit(n)}</p> })
    };
    let count = Memo::new(move |_| found.with(|(given, _)| given.len()));
    let assign = move |_| {
        let given = found.with_untracked(|(given, _)| {
            let one = |(id, _, given): &Given| (id.clone(), given.owner.clone());
            given.iter().map(one).collect::<Vec<_>>()
        });
        app.session
            .dispatch_then(Command::AssignLeads(given), |_| focus::rescue());
    };
    view! {
        <Panel id="leads-to-assign" title=move || t().leads_to_assign()>
            <div class="panel__body" data-testid="to-assign">
                <Show
                    when=move || found.with(|(_, all)| *all > 0)
                    fallback=move || view! { <p class="muted">{move || t().leads_to_assign_none()}</p> }
                >
                    <ul class="list-plain">{lines} {more}</ul>
                    {unfit}
                    <Show when=move || { count.get() > 0 }>
                        <Button
                            text=move || t().leads_assign(count.get())
                            kind=Kind::Primary
                            attr:data-testid="assign-leads"
                            on_click=Callback::new(assign)
                        />
                    </Show>
                </Show>
            </div>
        </Panel>
    }
}

/// How many leads a person has, with the way to these.
fn leads_of(name: &str, n: usize, t: T) -> AnyView {
    let rows = Route::to(PageId::named("leads"))
        .with_param(VIEW, Some(LIST))
        .with_param("is.owner", Some(name));
    figure_link(
        n > 0,
        rows.to_hash(),
        t.behind_of(name, t.leads_has()),
        format::count(n),
    )
}

/// The table of people.
#[component]
fn People(page: LeadList, person: RwSignal<Option<Person>>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let staff = Memo::new(move |_| {
        let read = |world: &crate::domain::world::World| world.book.head.settings.staff.clone();
        app.session.read(read).unwrap_or_default()
    });
    let has = Memo::new(move |_| page.unassigned().1);
    let remove = move |name: Text| {
        let command = settings::changed(app, |settings| settings.staff.retain(|person| person.name != name));
        if let Some(command) = command {
            app.session.dispatch_then(command, |_| focus::rescue());
        }
    };
    let row = move |one: Staff| {
        let (name, edited, removed) = (one.name.clone(), one.name.clone(), one.name.clone());
        let (to_edit, to_remove) = (one.name.clone(), one.name.clone());
        view! {
            <tr>
                <th scope="row">{one.name.to_string()}</th>
                <td>{format::list(&one.regions, t().0)}</td>
                <td>{format::list(&one.industries, t().0)}</td>
                <td class="num">{move || leads_of(&name, has.with(|has| has.get(&name).copied().unwrap_or(0)), t())}</td>
                <td class="leads__ways">
                    <IconButton
                        icon="pencil"
                        label=move || t().leads_edit_person(&edited)
                        on_click=Callback::new(move |_| person.set(Some(Some(to_edit.clone()))))
                    />
                    <IconButton
                        icon="trash"
                        label=move || t().leads_remove_person(&removed)
                        on_click=Callback::new(move |_| remove(to_remove.clone()))
                    />
                </td>
            </tr>
        }
    };
    view! {
        <Show
            when=move || staff.with(|staff| !staff.is_empty())
            fallback=move || view! { <p class="panel__body">{move || t().leads_no_staff()}</p> }
        >
            <div class="table-wrap" role="group" tabindex="0" aria-label=move || t().leads_table()>
                <table class="table" data-testid="lead-staff">
                    <thead>
                        <tr>
                            <th scope="col">{move || t().leads_person()}</th>
                            <th scope="col">{move || t().leads_regions()}</th>
                            <th scope="col">{move || t().leads_industries()}</th>
                            <th scope="col" class="num">{move || t().leads_has()}</th>
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>{move || staff.get().into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </Show>
    }
}

/// The industries that we serve.
#[component]
fn Served(serving: RwSignal<Option<()>>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let said = move || {
        let read = |world: &crate::domain::world::World| world.book.head.settings.served_industries.clone();
        let served = app.session.read(read).unwrap_or_default();
        match served.is_empty() {
            true => t().leads_served_none().to_owned(),
            false => format::list(served, t().0),
        }
    };
    view! {
        <Panel id="leads-served" title=move || t().leads_served()>
            <div class="panel__body leads__served">
                <span>{said}</span>
                <IconButton
                    icon="pencil"
                    label=move || t().leads_served_edit()
                    on_click=Callback::new(move |_| serving.set(Some(())))
                />
            </div>
        </Panel>
    }
}

/// A person of the table as the book has it.
fn known(app: App, name: &str) -> Option<Staff> {
    let find = |settings: &Settings| settings.staff.iter().find(|one| *one.name == *name).cloned();
    app.session.read(|world| find(&world.book.head.settings)).flatten()
}

fn begin(app: App, person: Person) -> Option<RecordForm<Staff>> {
    let Some(name) = person else {
        let blank: Staff = serde_json::from_value(serde_json::json!({"name": ""})).ok()?;
        return Some(RecordForm::begun(
            app,
            "staff/new",
            (String::new(), blank),
            Names::of::<Staff>(|place| format!("person-{place}")),
            None,
        ));
    };
    untrack(|| known(app, &name))?;
    let draft = format!("staff/{name}");
    let find = move || known(app, &name).map(Held::new);
    Some(RecordForm::of(
        app,
        draft,
        find,
        Names::of::<Staff>(|place| format!("person-{place}")),
        None,
    ))
}

#[component]
fn PersonDialog(person: RwSignal<Option<Person>>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let save = move |form: RecordForm<Staff>| {
        let Some(who) = person.get_untracked() else { return };
        let before = app.session.peek(|world| Held::new(world.book.head.settings.clone()));
        let Some(before) = before else { return };
        let command = move |edit: Edit<Staff>| {
            let mut settings = (*before).clone();
            let place = who.and_then(|name| settings.staff.iter().position(|one| one.name == name));
            match place.and_then(|place| settings.staff.get_mut(place)) {
                Some(one) => *one = *edit.after,
                None => settings.staff.push(*edit.after),
            }
            Command::SetSettings(Edit::of(before, settings))
        };
        form.save(command, move || {
            person.set(None);
            focus::rescue();
        });
    };
    let title = move || match person.get().flatten() {
        Some(name) => t().leads_edit_person(name),
        None => t().leads_add_person().to_owned(),
    };
    view! {
        <FormDialog
            what=person
            id="person-form"
            title=title
            verb=move || t().save()
            mark="person-save"
            begin=Callback::new(move |who| begin(app, who))
            fields=Callback::new(|form: RecordForm<Staff>| Some(inputs(form.form, &["name", "role", "regions", "industries"], "name")))
            save=Callback::new(save)
        />
    }
}

#[component]
fn ServedDialog(serving: RwSignal<Option<()>>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let begin = move |()| {
        let find = move || app.session.read(|world| Held::new(world.book.head.settings.clone()));
        Some(RecordForm::of(
            app,
            "settings/served",
            find,
            Names::of::<Settings>(|place| format!("served-{place}")),
            None,
        ))
    };
    let save = move |form: RecordForm<Settings>| {
        form.save(Command::SetSettings, move || {
            serving.set(None);
            focus::rescue();
        });
    };
    view! {
        <FormDialog
            what=serving
            id="served-form"
            title=move || t().leads_served_edit()
            verb=move || t().save()
            mark="served-save"
            begin=Callback::new(begin)
            fields=Callback::new(|form: RecordForm<Settings>| Some(inputs(form.form, &["served_industries"], "served_industries")))
            save=Callback::new(save)
        />
    }
}
