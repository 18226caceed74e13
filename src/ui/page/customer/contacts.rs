//! The contacts on the sheet, masked until one is asked for; what was shown is not remembered.

use crate::state::live::*;

use super::sheet::{CONTACTS_AT_ONCE, Known, MoreContacts, SheetItem, Side, of_customer};
use crate::domain::calendar::birthday_said;
use crate::domain::field::{Reach, mask::mask};
use crate::domain::kind::customer::BIRTHDAY_LUNAR;
use crate::domain::kind::{Contact, Customer};
use crate::domain::label::Lang;
use crate::ui::format;
use crate::ui::text::{T, use_text};
use crate::ui::widget::IconButton;

/// How many contacts stand on paper: more would not fit on its one page.
const ON_PAPER: usize = 2;

/// A contact as the sheet shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    pub name: Option<String>,
    pub beside: Option<String>,
    pub title: Option<String>,
    /// The ways, each in full and masked.
    pub ways: Vec<(String, String)>,
    pub likes: Option<String>,
}

/// The contacts, in parts where they are many; a customer without one has the empty rows of the form.
#[component]
pub fn Contacts() -> impl IntoView {
    let t = use_text();
    let shown = RwSignal::new(CONTACTS_AT_ONCE);
    let total = of_customer(|_, _, customer, _| customer.contacts.len());
    let people = of_customer(move |world, _, customer, lang| {
        let masks = world.book.head.settings.masks_contacts();
        let all = customer.contacts.iter().enumerate().take(shown.get());
        let mut people: Vec<Person> = all
            .map(|(i, contact)| person(customer, i, contact, masks, lang))
            .collect();
        if people.is_empty() {
            people.push(Person {
                likes: likes(customer, None, lang),
                ..Person::default()
            });
        }
        people
    });
    let rows = move || {
        let row = |(i, person)| view! { <PersonRows person=person place=i /> };
        people.get().into_iter().enumerate().map(row).collect_view()
    };
    let off_paper = move || total.get().saturating_sub(ON_PAPER);
    let rest = move || {
        let rest = off_paper();
        (rest > 0).then(|| view! { <div class="sheet__more print-only">{t().more_people(rest)}</div> })
    };
    view! {
        {rows}
        {rest}
        <MoreContacts total=total shown=shown />
    }
}

#[component]
fn PersonRows(person: Person, place: usize) -> impl IntoView {
    let t = use_text();
    let open = RwSignal::new(false);
    let star = if place == 0 { " *" } else { "" };
    let off_paper = place >= ON_PAPER;
    // Nothing is hidden where the book says so.
    let hides = person.ways.iter().any(|(full, masked)| full != masked);
    let label = move || if open.get() { t().way_hide() } else { t().way_reveal() };
    let button = hides.then(|| {
        view! {
            <IconButton
                icon="eye"
                icon_size=14
                size="btn--small"
                label=label
                attr:aria-pressed=move || open.get().to_string()
                on_click=Callback::new(move |_| open.update(|o| *o = !*o))
            />
        }
    });
    let way = move |(full, masked): (String, String)| {
        // What was shown on screen is still masked on paper.
        let paper = masked.clone();
        let shown = move || if open.get() { full.clone() } else { masked.clone() };
        view! {
            <span>
                <span class="screen-only">{shown}</span>
                <span class="print-only">{paper}</span>
            </span>
        }
    };
    let ways = if person.ways.is_empty() {
        view! { <Known text=None /> }.into_any()
    } else {
        view! {
            <span class="masked">
                <span class="ways">{person.ways.into_iter().map(way).collect_view()}</span>
                {button}
            </span>
        }
        .into_any()
    };
    view! {
        <SheetItem label=move || format!("{}{star}", t().label_contact_name()) off_paper=off_paper key="contact.name">
            <Known text=person.name />
            {person.beside.map(|beside| view! { <span class="muted sheet__beside">{beside}</span> })}
        </SheetItem>
        <SheetItem label=move || t().label_contact_title() off_paper=off_paper key="contact.title" side=Side::Second>
            <Known text=person.title />
        </SheetItem>
        <SheetItem label=move || format!("{}{star}", t().label_contact_reach()) off_paper=off_paper key="contact.phone">
            {ways}
        </SheetItem>
        <SheetItem label=move || t().label_contact_likes() off_paper=off_paper key="contact.preferred_channel" side=Side::Second>
            <Known text=person.likes />
        </SheetItem>
    }
}

/// A contact in words, by its place among the customer's.
pub fn person(customer: &Customer, index: usize, contact: &Contact, masks: bool, lang: Lang) -> Person {
    let t = T(lang);
    let text = |text: &Option<Box<str>>| text.as_deref().map(str::to_owned);
    let ways = [
        (Reach::Phone, t.way_phone(), &contact.phone),
        (Reach::Email, t.way_email(), &contact.email),
        (Reach::Wechat, t.way_wechat(), &contact.wechat),
    ];
    let both = |(reach, name, way): (Reach, &str, &str)| {
        let hidden = if masks { mask(reach, way) } else { way.to_owned() };
        (format!("{name} {way}"), format!("{name} {hidden}"))
    };
    let known = ways
        .into_iter()
        .filter_map(|(reach, name, way)| Some(both((reach, name, way.as_deref()?))));
    let beside: Vec<String> = [
        contact.familiarity.map(|n| t.contact_familiarity(n)),
        (contact.decision_maker == Some(true)).then(|| t.contact_decides().to_owned()),
        contact.birthday.map(|day| {
            let is_lunar = contact.extra.flag(BIRTHDAY_LUNAR) == Some(true);
            t.contact_birthday(t.label(&birthday_said(day, is_lunar)))
        }),
    ]
    .into_iter()
    .flatten()
    .collect();
    Person {
        name: text(&contact.name),
        beside: (!beside.is_empty()).then(|| format::clauses(&beside, lang)),
        title: text(&contact.title),
        ways: known.collect(),
        likes: likes(customer, Some(contact).map(|c| (index, c)), lang),
    }
}

/// How a contact wants to be reached; the customer's own wishes stand with the first one.
pub fn likes(customer: &Customer, contact: Option<(usize, &Contact)>, lang: Lang) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    let own = contact.and_then(|(_, c)| c.preferred_channel.as_deref());
    let wishes = customer
        .preferences
        .as_ref()
        .filter(|_| contact.is_none_or(|(i, _)| i == 0));
    let channels = wishes.map(|w| w.channels.as_slice()).unwrap_or_default();
    let mut named: Vec<&str> = own.into_iter().collect();
    named.extend(channels.iter().map(|c| &**c).filter(|c| Some(*c) != own));
    if !named.is_empty() {
        parts.push(format::list(named, lang));
    }
    if let Some(wishes) = wishes {
        parts.extend(wishes.note.as_deref().map(str::to_owned));
        if !wishes.avoid.is_empty() {
            parts.push(T(lang).likes_avoid(format::list(&wishes.avoid, lang)));
        }
    }
    parts.extend(contact.and_then(|(_, c)| c.note.as_deref()).map(str::to_owned));
    (!parts.is_empty()).then(|| format::clauses(&parts, lang))
}
