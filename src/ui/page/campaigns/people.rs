//! The customers behind the figures of a campaign, or of a channel.

use std::sync::Arc;

use crate::state::live::*;

use super::channels::Told;
use super::figures::{IN, REDEEMED, figure, figure_name, left_out};
use super::reading::{LISTED, PeopleReading};
use super::{CHANNEL, FIGURE, MarketingDesk, OPEN, records};
use crate::domain::day::Day;
use crate::domain::kind::Campaign;
use crate::domain::label::Lang;
use crate::domain::marketing::campaign::{CarriedPart, Channel, Figure, LeftOut, Person, frozen, meets, people};
use crate::domain::marketing::campaign::{came_on, condition};
use crate::domain::metric::Unit;
use crate::domain::record::Text;
use crate::domain::report::first_deal::first_deal;
use crate::domain::world::World;
use crate::state::list::slots;
use crate::state::route::Route;
use crate::state::sliced::{Slice, sliced};
use crate::ui::list::*;
use crate::ui::text::T;

/// A customer behind a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonRow {
    /// Its id.
    pub id: Text,
    /// Its slot; nothing where the book has it no more.
    pub customer: Option<u32>,
    /// What the campaign was for it.
    pub person: Option<Person>,
    /// On the list: why it is left out, where it is.
    pub listed: Option<Option<LeftOut>>,
    /// Of a channel: when it came, and when it first dealt.
    pub days: (Option<Day>, Option<Day>),
}

/// What a figure is of, whose name was read once for all rows.
#[derive(Clone, Copy, Debug)]
pub enum Meant {
    /// The list.
    Listed,
    /// Those of it who are not left out.
    In,
    /// Those of it who ordered.
    Redeemed,
    /// Those of it who are left out for this.
    LeftOut(LeftOut),
    /// Whom it was something for.
    Figure(Figure),
}

impl Meant {
    /// The figure of a name, as addresses name it; the list for any other.
    pub fn of(figure: &str) -> Self {
        match (figure, LeftOut::from_word(figure), Figure::from_word(figure)) {
            (IN, ..) => Self::In,
            (REDEEMED, ..) => Self::Redeemed,
            (_, Some(why), _) => Self::LeftOut(why),
            (_, _, Some(Figure::List) | None) => Self::Listed,
            (_, _, Some(figure)) => Self::Figure(figure),
        }
    }

    /// Whether a customer is behind it.
    pub fn has(self, row: &PersonRow) -> bool {
        match self {
            Self::Listed => row.listed.is_some(),
            Self::In => row.listed == Some(None),
            Self::Redeemed => row.listed.is_some() && row.person.is_some_and(|person| person.is_of(Figure::Deals)),
            Self::LeftOut(why) => row.listed == Some(Some(why)),
            Self::Figure(figure) => row.person.is_some_and(|person| person.is_of(figure)),
        }
    }
}

/// Whose customers are listed.
#[derive(Clone, Copy, PartialEq)]
enum Whose {
    /// A campaign's, by its id.
    Campaign(StoredValue<Text>),
    /// A channel's, as the address names it.
    Channel,
}

/// The list. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct PeopleList {
    list: ListState,
    pub desk: MarketingDesk,
    whose: Whose,
    pub all: Memo<Arc<Vec<PersonRow>>>,
    is_there: Signal<bool>,
}

impl ListPage for PeopleList {
    const WORDS: ListWords = ListWords {
        label: T::camp_people,
        select_all: T::camp_select_all,
        select_one: |t, line| t.camp_select_one(line.name()),
        shown: T::camp_people_shown,
        selected: T::camp_people_selected,
        keys: T::camp_people_keys,
        file: T::camp_people,
        row_mark: "camp-person",
        count_mark: "camp-people-count",
    };
    const ACTIONS: &'static [ListAction<Self>] = super::contact::ACTIONS;
    const WHY_NOT: Option<WhyNot<Self>> = Some(super::contact::why_not);

    fn list(self) -> ListState {
        self.list
    }

    fn key(self, row: u32) -> Option<RowKey> {
        self.all.with(|all| Some(key(all.get(row as usize)?)))
    }

    fn keys(self, rows: &[u32]) -> Vec<Option<RowKey>> {
        self.all.with(|all| {
            let there = |row: &u32| all.get(*row as usize).filter(|it| it.customer.is_some());
            rows.iter().map(|row| there(row).map(key)).collect()
        })
    }

    fn slot(self, row: u32) -> Option<u32> {
        self.all.with(|all| all.get(row as usize)?.customer)
    }

    fn id(self, row: u32) -> String {
        self.of(row, |_, it| Some(it.id.to_string())).unwrap_or_default()
    }

    fn can_pick(self, row: u32) -> bool {
        self.slot(row).is_some()
    }

    fn line(self, row: u32, lang: Lang) -> Option<ListLine> {
        let is_channel = self.whose == Whose::Channel;
        let route = self.list.app.route();
        self.of(row, |world, it| line(world, it, is_channel, &route, lang))
    }

    fn columns(self, lang: Lang) -> Vec<ListColumn> {
        let t = T(lang);
        let column = |key: &str, label: &str| ListColumn::new(key, label);
        let figure = |key: &str, label: &str, px| column(key, label).px(px).sorts(key, true).figure();
        let name = column("name", t.camp_col_customer()).grows(168, 1.6).sorted();
        let common = [
            figure("orders", t.camp_col_orders(), 72),
            figure("amount", t.camp_col_sum(), 104),
            column("last", t.camp_col_last()).px(112).sorts("last", true).soft(),
            ListColumn::owner(t.camp_col_owner()),
        ];
        let id = column("id", t.customer_number()).in_files();
        if self.whose == Whose::Channel {
            let day = |key: &str, label: &str| column(key, label).px(112).sorts(key, true).soft();
            let days = [day("came", t.camp_col_came()), day("dealt", t.camp_col_dealt())];
            return [name].into_iter().chain(days).chain(common).chain([id]).collect();
        }
        let of_campaign = [
            column("standing", t.camp_col_standing()).px(128).soft(),
            figure("contacts", t.camp_col_contacts(), 72),
            column("answer", t.camp_col_answer()).px(104).soft(),
        ];
        [name]
            .into_iter()
            .chain(of_campaign)
            .chain(common)
            .chain([id])
            .collect()
    }

    fn is_read(self) -> bool {
        self.is_there.get()
    }

    fn paper(self, t: T, _rows: &[u32]) -> (String, String) {
        let what = match self.whose {
            Whose::Campaign(id) => self.desk.find(&id.get_value()).map(|it| it.name.to_string()),
            Whose::Channel => self.list.app.param(CHANNEL),
        };
        let figure = figure_name(&figure(self.list.app), t);
        (
            t.camp_by(figure, what.unwrap_or_default()),
            t.as_of_day(self.list.app.as_of.get()),
        )
    }

    fn customers(self, rows: &[u32]) -> Option<Vec<u32>> {
        Some(
            rows.iter()
                .filter_map(|row| self.of(*row, |_, it| it.customer))
                .collect(),
        )
    }

    fn again(self) -> String {
        let app = self.list.app;
        [OPEN, CHANNEL, FIGURE, "sort"]
            .map(|key| app.param(key).unwrap_or_default())
            .join("/")
    }
}

impl PeopleList {
    /// Those of a campaign.
    pub fn of_campaign(desk: MarketingDesk, id: Text) -> Self {
        let key = StoredValue::new(id);
        let begin = move || {
            let carried = desk.carried.get()?;
            let begun = |world: &World| {
                let campaign = key.with_value(|id| world.book.campaigns.get(id).cloned())?;
                let people = people(world, &carried).remove(campaign.id.as_str()).unwrap_or_default();
                Some(PeopleReading::begin(world, campaign, people))
            };
            desk.app.session.read(begun).flatten()
        };
        let found = sliced(begin, move |reading: &mut PeopleReading| {
            match desk.app.session.peek(|world| reading.step(world)) {
                None => Slice::Gone,
                Some(true) => Slice::More,
                Some(false) => Slice::Done(Arc::new(reading.rows())),
            }
        });
        let all = Memo::new(move |_| found.get().unwrap_or_default());
        Self::over(
            desk,
            Whose::Campaign(key),
            all,
            Signal::derive(move || found.with(Option::is_some)),
        )
    }

    /// Those of the channel that the address names.
    pub fn of_channel(desk: MarketingDesk, told: Told, is_year: Memo<bool>) -> Self {
        let app = desk.app;
        let begin = move || {
            let name = app.param(CHANNEL).unwrap_or_default();
            let is_deals = figure(app) == Figure::Deals.word();
            let of = |channel: &Channel| {
                if is_deals {
                    channel.deals.clone()
                } else {
                    channel.leads.clone()
                }
            };
            let told = told.get()?;
            let slots = told.named(is_year.get(), &name).map(of).unwrap_or_default();
            Some((slots.into_iter(), Vec::new()))
        };
        let found = sliced(
            begin,
            move |(slots, rows): &mut (std::vec::IntoIter<u32>, Vec<PersonRow>)| {
                let some = slots.by_ref().take(LISTED);
                let read = app
                    .session
                    .peek(|world| rows.extend(some.filter_map(|slot| of_channel(world, slot))));
                match read {
                    None => Slice::Gone,
                    Some(()) if slots.len() > 0 => Slice::More,
                    Some(()) => Slice::Done(Arc::new(std::mem::take(rows))),
                }
            },
        );
        let all = Memo::new(move |_| found.get().unwrap_or_default());
        Self::over(
            desk,
            Whose::Channel,
            all,
            Signal::derive(move || found.with(Option::is_some)),
        )
    }

    fn over(desk: MarketingDesk, whose: Whose, all: Memo<Arc<Vec<PersonRow>>>, is_there: Signal<bool>) -> Self {
        let app = desk.app;
        let asked = move || -> Sieve<PersonRow> {
            match whose {
                Whose::Campaign(_) => {
                    let meant = Meant::of(&figure(app));
                    Box::new(move |_, it| meant.has(it))
                }
                Whose::Channel => every(),
            }
        };
        Self {
            list: ListState::over_figures(app, all, asked, FIGURES, text),
            desk,
            whose,
            all,
            is_there,
        }
    }

    /// The campaign, where it is one's; not tracked.
    pub fn campaign(self) -> Option<Text> {
        match self.whose {
            Whose::Campaign(id) => id.try_get_value(),
            Whose::Channel => None,
        }
    }

    /// Reads one in a row; tracked.
    pub fn of<R>(self, row: u32, read: impl FnOnce(&World, &PersonRow) -> Option<R>) -> Option<R> {
        self.all.with(|all| {
            let it = all.get(row as usize)?;
            self.list.app.session.read(|world| read(world, it)).flatten()
        })
    }
}

/// The name of one while the list changes around it: whom the book has once stands there once.
fn key(it: &PersonRow) -> RowKey {
    match it.customer {
        Some(slot) => (slot, Text::default()),
        None => (u32::MAX, it.id.clone()),
    }
}

/// The list of a campaign as it stands: the frozen one, else who meets its condition now. Nothing where that cannot be read.
pub fn base(world: &World, campaign: &Campaign) -> Option<Vec<Text>> {
    if let Some(list) = frozen(campaign) {
        return Some(list.customers);
    }
    let bits = meets(world, condition(campaign).as_ref())?;
    let key = |slot| world.book.customers.key_at(slot).map(Text::from);
    Some(slots(&bits).filter_map(key).collect())
}

/// A customer of a channel, with all that it ordered.
fn of_channel(world: &World, slot: u32) -> Option<PersonRow> {
    let until = world.evaluation.as_of;
    let orders = world.ledger.row(slot).orders.iter();
    let orders: Vec<_> = orders.take_while(|order| order.day <= until).collect();
    let last = orders.last().map(|order| order.day);
    let person = last.map(|last| Person {
        customer: slot,
        contacts: 0,
        answered: None,
        turns: (None, None),
        has_attended: false,
        orders: orders.iter().filter(|order| !order.is_return()).count() as u32,
        amount: crate::domain::money::Fen(orders.iter().map(|order| order.fen).sum()),
        is_lead: true,
        is_new: false,
        days: (last, last),
    });
    Some(PersonRow {
        id: world.book.customers.key_at(slot)?.into(),
        customer: Some(slot),
        person,
        listed: None,
        days: (came_on(world, slot), first_deal(world, slot)),
    })
}

/// The columns of figures, and what each is of a customer.
const FIGURES: Figures<PersonRow> = (&["contacts", "orders", "amount", "last", "came", "dealt"], |it, key| {
    let day = |day: Option<Day>| day.map(|day| f64::from(day.0));
    match key {
        "came" => return day(it.days.0),
        "dealt" => return day(it.days.1),
        _ => {}
    }
    let person = it.person?;
    Some(match key {
        "contacts" => f64::from(person.contacts),
        "orders" => f64::from(person.orders),
        "amount" => person.amount.yuan(),
        _ => f64::from(person.days.1.0),
    })
});

fn text(world: &World, it: &PersonRow, key: &str) -> Option<String> {
    let customer = world.book.customers.at(it.customer?)?;
    match key {
        "name" => Some(customer.name.to_string()),
        "owner" => customer.owner.as_deref().map(str::to_owned),
        _ => None,
    }
}

fn line(world: &World, it: &PersonRow, is_channel: bool, route: &Route, lang: Lang) -> Option<ListLine> {
    let t = T(lang);
    let customer = it.customer.and_then(|slot| world.book.customers.at(slot));
    let name = match customer {
        Some(customer) => Cell::Name(customer.name.to_string(), Route::customer(&customer.id).to_hash()),
        None => Cell::Name(it.id.to_string(), String::new()),
    };
    let count = |n: u32| Cell::Figure(t.camp_times(n as usize), file_figure(t, Unit::Count, f64::from(n)));
    let person = it.person;
    let (contacts, orders) = person.map_or((0, 0), |person| (person.contacts, person.orders));
    let opens =
        |cell: Cell, is_some: bool, part: CarriedPart| cell.opens(is_some, || records::href(route, &it.id, part));
    let standing = match it.listed {
        None => t.camp_not_listed(),
        Some(None) => t.camp_in(),
        Some(Some(why)) => left_out(why, t),
    };
    let answer = match person {
        Some(person) if person.has_attended => t.camp_came(),
        Some(person) if person.contacts == 0 && person.is_of(Figure::Asked) => t.camp_fig_asked(),
        Some(person) if person.contacts == 0 => "",
        Some(person) => match person.answer() {
            Some(true) => t.camp_answered(),
            Some(false) => t.camp_no_answer(),
            None => t.camp_fig_waiting(),
        },
        None => "",
    };
    let of_campaign = [
        Cell::Text(standing.to_owned()),
        opens(count(contacts), contacts > 0, CarriedPart::Contacts),
        Cell::Text(answer.to_owned()),
    ];
    let common = [
        opens(count(orders), orders > 0, CarriedPart::Orders),
        opens(
            Cell::Amount(person.map(|person| person.amount).unwrap_or_default(), None),
            person.is_some_and(|person| person.is_of(Figure::Paid)),
            CarriedPart::Amount,
        ),
        Cell::day(person.map(|person| person.days.1)),
        Cell::whose(customer.and_then(|customer| customer.owner.as_deref()), t),
    ];
    let of_campaign = of_campaign.into_iter().filter(|_| !is_channel);
    let of_channel = [it.days.0, it.days.1].map(Cell::day).into_iter().filter(|_| is_channel);
    let id = Cell::Text(it.id.to_string());
    Some(ListLine(
        [name]
            .into_iter()
            .chain(of_campaign)
            .chain(of_channel)
            .chain(common)
            .chain([id])
            .collect(),
    ))
}
