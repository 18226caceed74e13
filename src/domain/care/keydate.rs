//! Key dates: the days that come again each year for a customer, by the common or the lunar calendar, the public holidays, days of ours;
//! when they come, and what is said of them.

use chrono::Datelike;

use super::playbook::{KeyDate, Trigger};
use crate::domain::calendar::{LunarDay, PublicHoliday};
use crate::domain::day::Day;
use crate::domain::kind::Customer;
use crate::domain::kind::customer::BIRTHDAY_LUNAR;
use crate::domain::label::Label;
use crate::domain::record::Extra;
use crate::domain::text::care as say;

/// A key date that comes.
pub(super) struct Coming {
    pub date: KeyDate,
    /// The day.
    pub on: Day,
    /// What it is.
    pub said: Label,
}

/// The key dates of a trigger that come in a stretch of days, both ends included.
pub(super) fn coming(
    trigger: &Trigger,
    customer: &Customer,
    holidays: &[PublicHoliday],
    from: Day,
    to: Day,
) -> Vec<Coming> {
    let wanted = |date: KeyDate| trigger.dates.contains(&date);
    let own = |date: KeyDate| trigger.dates.is_empty() || wanted(date);
    let within = |on: &Day| (from..=to).contains(on);
    let mut all: Vec<Coming> = origins(customer)
        .into_iter()
        .filter(|origin| own(origin.date))
        .filter_map(|origin| origin.again(from, to))
        .collect();
    let off = holidays.iter().filter(|it| wanted(KeyDate::Holiday) && within(&it.eve));
    all.extend(off.map(|it| Coming {
        date: KeyDate::Holiday,
        on: it.eve,
        said: say::holiday(it.eve, it.name.clone(), it.from),
    }));
    let ours = trigger.milestones.iter();
    let ours = ours.filter(|it| wanted(KeyDate::Milestone) && within(&it.on));
    all.extend(ours.map(|it| Coming {
        date: KeyDate::Milestone,
        on: it.on,
        said: match it.kind {
            Some(kind) => say::milestone_of(it.on, kind.label(), &*it.name),
            None => say::milestone(it.on, &*it.name),
        },
    }));
    all
}

/// A day of a customer that comes again each year, as it was the first time.
struct Origin<'a> {
    date: KeyDate,
    day: Day,
    is_lunar: bool,
    /// The contact whose birthday it is.
    who: Option<&'a str>,
}

fn origins(customer: &Customer) -> Vec<Origin<'_>> {
    let signed = || customer.contract.as_ref()?.signed_on;
    let of = |date: KeyDate, day: Option<Day>, extra: Option<&Extra>, who| {
        let is_lunar = extra.and_then(|extra| extra.flag(BIRTHDAY_LUNAR)) == Some(true);
        day.map(|day| Origin {
            date,
            day,
            is_lunar,
            who,
        })
    };
    let cooperation = of(
        KeyDate::Cooperation,
        customer.cooperation_since.or_else(signed),
        None,
        None,
    );
    let founded = of(KeyDate::Founded, customer.founded_on, None, None);
    let birthday = of(KeyDate::Birthday, customer.birthday, Some(&customer.extra), None);
    let contacts = customer.contacts.iter().filter_map(|contact| {
        let (extra, who) = (Some(&contact.extra), contact.name.as_deref());
        // A person is a contact of its own now and then.
        let is_own = contact.birthday == customer.birthday;
        of(KeyDate::Birthday, contact.birthday.filter(|_| !is_own), extra, who)
    });
    let own = [cooperation, founded, birthday].into_iter().flatten();
    own.chain(contacts).collect()
}

impl Origin<'_> {
    /// When it comes again in a stretch of days, for the first time.
    fn again(&self, from: Day, to: Day) -> Option<Coming> {
        let comes = |on: &Day| (from..=to).contains(on) && *on > self.day;
        if let Some(lunar) = LunarDay::of(self.day).filter(|_| self.is_lunar) {
            // A lunar year ends in the one behind it.
            let mut years = from.date().year() - 1..=to.date().year();
            return years.find_map(|year| self.lunar(lunar, year).filter(|coming| comes(&coming.on)));
        }
        let mut years = from.date().year()..=to.date().year();
        let on = years.find_map(|year| anniversary(self.day, year).filter(comes))?;
        let years = on.date().year() - self.day.date().year();
        let said = match (self.date, self.who) {
            (KeyDate::Cooperation, _) => say::anniversary(on, years),
            (KeyDate::Founded, _) => say::founded(on, years),
            (_, Some(who)) => say::birthday_of(on, who),
            (_, None) => say::birthday(on),
        };
        // 29 February, in a year that has none.
        let is_moved = self.day.date().day() != on.date().day();
        let said = if is_moved { say::leap_day(said) } else { said };
        Some(Coming {
            date: self.date,
            on,
            said,
        })
    }

    fn lunar(&self, lunar: LunarDay, year: i32) -> Option<Coming> {
        let found = lunar.in_year(year)?;
        let said = match self.who {
            Some(who) => say::lunar_birthday_of(found.on, who, lunar.label()),
            None => say::lunar_birthday(found.on, lunar.label()),
        };
        let said = if found.is_moved { say::lunar_moved(said) } else { said };
        let said = if found.is_short { say::lunar_short(said) } else { said };
        Some(Coming {
            date: self.date,
            on: found.on,
            said,
        })
    }
}

/// The day of a year on which a date comes again; 29 February is the 28th where the year has none.
fn anniversary(origin: Day, year: i32) -> Option<Day> {
    let date = origin.date();
    let day = |day| Day::from_ymd(year, date.month(), day);
    day(date.day()).or_else(|| day(date.day() - 1))
}
