//! The customer records of the sample: names, codes, contacts, what is known and what is missing.

use super::code::uscc;
use super::plan::{Plan, Role, Size};
use super::rng::Rng;
use super::words::*;
use crate::domain::day::Day;
use crate::domain::decimal::Decimal;
use crate::domain::id::CustomerId;
use crate::domain::kind::{Contact, Contract, Customer, CustomerKind, Intent, Preferences, ProductShare};
use crate::domain::money::Fen;
use crate::domain::record::Text;

/// A place, a trade and a name, each name once.
pub(super) struct Names {
    brands: Vec<(char, char)>,
    people: Vec<(usize, usize)>,
}

impl Names {
    /// All brands and all people, mixed.
    pub fn new(rng: &mut Rng) -> Self {
        let mut brands: Vec<(char, char)> = BRAND_HEAD
            .iter()
            .flat_map(|head| BRAND_TAIL.iter().map(|tail| (*head, *tail)))
            .collect();
        let mut people: Vec<(usize, usize)> = (0..FAMILY.len())
            .flat_map(|family| (0..GIVEN.len()).map(move |given| (family, given)))
            .collect();
        rng.shuffle(&mut brands);
        rng.shuffle(&mut people);
        Self { brands, people }
    }

    fn brand(&mut self) -> (char, char) {
        self.brands.pop().unwrap_or(('甲', '乙'))
    }

    fn person(&mut self, rng: &mut Rng) -> String {
        let (family, given) = self
            .people
            .pop()
            .unwrap_or((rng.below(FAMILY.len()), rng.below(GIVEN.len())));
        format!("{}{}", FAMILY[family], GIVEN[given])
    }
}

/// Text, unless it is among the so many of a hundred that nobody wrote down.
fn known(rng: &mut Rng, missing: usize, text: &str) -> Option<Text> {
    (!rng.percent(missing)).then(|| text.into())
}

/// One of a list, unless it is among those that nobody wrote down.
fn known_one(rng: &mut Rng, missing: usize, list: &[&'static str]) -> Option<Text> {
    let text = rng.pick(list);
    known(rng, missing, text)
}

/// The customer of a plan.
pub(super) fn customer(rng: &mut Rng, names: &mut Names, number: usize, plan: &Plan, today: Day) -> Option<Customer> {
    let (city, province, district) = rng.pick(&PLACES);
    let (trade, industry) = rng.pick(&TRADES);
    let brand = names.brand();
    let name = match plan.person {
        true => names.person(rng),
        false => format!("{city}{}{}{trade}有限公司", brand.0, brand.1),
    };
    let lead = matches!(plan.role, Role::Intending | Role::Potential);
    // Of leads less is known.
    let missing = if lead { 16 } else { 5 };
    let seller = STAFF
        .iter()
        .find(|(_, _, regions)| regions.contains(&province))
        .map_or(STAFF[0].0, |s| s.0);
    let mut customer = Customer::new(CustomerId::new(&format!("KH-{number:04}")).ok()?, &name);
    customer.kind = Some(if plan.person {
        CustomerKind::Person
    } else {
        CustomerKind::Enterprise
    });
    customer.industry = known(rng, missing / 4, industry);
    customer.region = known(rng, missing / 2, province);
    customer.source = known_one(rng, missing / 2, &SOURCES);
    customer.owner = known(rng, if plan.role == Role::Potential { 14 } else { 1 }, seller);
    customer.created_on = Some(if lead {
        plan.since
    } else {
        plan.since.plus_days(-(rng.between(10, 120) as i32))
    });
    if plan.person {
        customer.birthday = Some(birthday(rng));
    } else {
        company(rng, &mut customer, plan, district, missing, today);
    }
    wishes(rng, &mut customer, plan);
    if lead {
        prospect(rng, &mut customer, plan);
    } else {
        relation(rng, &mut customer, plan, today);
    }
    contacts(rng, names, &mut customer, plan, brand, missing);
    Some(customer)
}

fn birthday(rng: &mut Rng) -> Day {
    Day::from_ymd(
        rng.between(1966, 1996) as i32,
        rng.between(1, 12) as u32,
        rng.between(1, 28) as u32,
    )
    .unwrap_or_default()
}

fn company(rng: &mut Rng, customer: &mut Customer, plan: &Plan, district: &str, missing: usize, today: Day) {
    let scale = match plan.size {
        Size::Strategic => 900,
        Size::Key => 320,
        Size::Ordinary => 110,
    };
    let code = uscc(rng, district);
    customer.uscc = known(rng, missing, &code);
    let staff = rng.between(scale / 4, scale * 2);
    let revenue = staff * rng.between(38, 95);
    customer.employees = (!rng.percent(missing)).then_some(staff as u32);
    // In 万元, so that the sheet shows a round figure.
    customer.annual_revenue = (!rng.percent(missing + 6)).then_some(Fen(revenue / 10 * 10 * 1_000_000));
    customer.founded_on = (!rng.percent(40)).then(|| rng.day(today.minus_months(360), today.minus_months(40)));
}

/// Need tags, manual tags, preferences, remarks.
fn wishes(rng: &mut Rng, customer: &mut Customer, plan: &Plan) {
    if !rng.percent(if plan.role == Role::Potential { 45 } else { 8 }) {
        customer.need_tags.push(rng.pick(&NEED_TAGS).into());
        let second = rng.pick(&NEED_TAGS);
        if rng.percent(40) && *customer.need_tags[0] != *second {
            customer.need_tags.push(second.into());
        }
    }
    if rng.percent(24) {
        customer.tags.push(rng.pick(&TAGS).into());
    }
    if !rng.percent(12) {
        customer.preferences = Some(Preferences {
            channels: vec![rng.pick(&CHANNELS).into()],
            avoid: if rng.percent(15) {
                vec!["群发消息".into()]
            } else {
                Vec::new()
            },
            note: rng.percent(20).then(|| "上午 9–11 点方便接电话".into()),
            extra: Default::default(),
        });
    }
    customer.notes = rng.percent(30).then(|| {
        rng.pick(&[
            "采购年度预算每年 11 月定",
            "二厂明年一季度投产",
            "发票须随货",
            "进厂须提前一天报备",
        ])
        .into()
    });
    customer.do_not_contact = rng.percent(1).then_some(true);
}

/// A lead: intent, need, budget, what it says it would buy.
fn prospect(rng: &mut Rng, customer: &mut Customer, plan: &Plan) {
    let declared = Fen(plan.annual * 100);
    customer.declared_annual_purchase = (plan.size != Size::Ordinary || rng.percent(55)).then_some(declared);
    if plan.role == Role::Potential {
        customer.intent = rng.percent(60).then_some(Intent::C);
        return;
    }
    customer.intent = match rng.below(100) {
        0..=27 => Some(Intent::A),
        28..=71 => Some(Intent::B),
        _ => Some(Intent::C),
    };
    customer.needs = Some(rng.pick(&NEEDS).into());
    customer.pain_points = rng.percent(70).then(|| rng.pick(&PAINS).into());
    customer.decision_process = rng.percent(60).then(|| rng.pick(&DECISIONS).into());
    if rng.percent(65) {
        let most = plan.annual / 10_000 * 1_000_000;
        customer.budget_min = Some(Fen(most / 200 * 100));
        customer.budget_max = Some(Fen(most));
    }
}

/// One that has dealt: since when, under what contract, who serves it, what it buys.
fn relation(rng: &mut Rng, customer: &mut Customer, plan: &Plan, today: Day) {
    // Of a few only the orders tell since when.
    customer.cooperation_since = (!rng.percent(4)).then_some(plan.since);
    customer.service_owner = known_one(rng, 10, &["许静", "沈怡"]);
    customer.needs = (!rng.percent(14)).then(|| rng.pick(&NEEDS).into());
    let chance = match plan.size {
        Size::Ordinary => 30,
        _ => 75,
    };
    if rng.percent(chance) {
        // Framework contracts run whole years from the first deal; a lost customer's has run out.
        let years = if plan.role == Role::Lost {
            1
        } else {
            today.months_since(plan.since) as i64 / 12 + 1
        };
        let terms = rng.pick(&[
            "质保一年，4 小时响应，备件优先",
            "质保两年，次日到场",
            "年度巡检两次，电话支持",
        ]);
        customer.contract = Some(Contract {
            signed_on: Some(plan.since),
            amount: Some(Fen(plan.annual / 1000 * 1000 * 100)),
            ends_on: Some(plan.since.plus_days(years as i32 * 365 - 1)),
            service_terms: Some(terms.into()),
            extra: Default::default(),
        });
        customer.handed_over_on = Some(plan.since.plus_days(rng.between(1, 9) as i32).min(today));
    }
    if !rng.percent(9) {
        customer.products = products(rng);
    }
}

fn products(rng: &mut Rng) -> Vec<ProductShare> {
    let mut names: Vec<&str> = PRODUCTS.iter().map(|p| p.0).collect();
    rng.shuffle(&mut names);
    let first = rng.between(38, 62);
    let second = rng.between(15, 30);
    let share = |name: &str, percent: i64| ProductShare {
        name: name.into(),
        share: Decimal::parse(&format!("0.{percent:02}")),
        extra: Default::default(),
    };
    vec![
        share(names[0], first),
        share(names[1], second),
        share("其他", 100 - first - second),
    ]
}

fn contacts(
    rng: &mut Rng,
    names: &mut Names,
    customer: &mut Customer,
    plan: &Plan,
    brand: (char, char),
    missing: usize,
) {
    if rng.percent(missing / 2) {
        return;
    }
    let extra = usize::from(plan.size != Size::Ordinary || rng.percent(20));
    for n in 0..=extra {
        let mut contact = Contact::blank();
        let own = plan.person && n == 0;
        let name = if own {
            customer.name.to_string()
        } else {
            names.person(rng)
        };
        let title = if n == 0 {
            rng.below(6)
        } else {
            rng.between(4, 9) as usize
        };
        contact.name = Some(name.into());
        contact.title = (!plan.person).then(|| known(rng, missing, TITLES[title])).flatten();
        contact.decision_maker = Some(title < 4);
        // The 154 block is given to nobody, so that no invented number rings anywhere.
        let phone = format!("154{:08}", rng.below(100_000_000));
        contact.phone = known(rng, missing / 2, &phone);
        contact.email = rng.percent(45).then(|| {
            let word = (brand.0 as u32 * 31 + brand.1 as u32) % 100_000;
            format!(
                "{}{n}@c{word}.example",
                rng.pick(&["buyer", "office", "plant", "service"])
            )
            .into()
        });
        contact.wechat = rng
            .percent(35)
            .then(|| format!("gx_{:06}", rng.below(1_000_000)).into());
        contact.familiarity = (!rng.percent(missing)).then(|| rng.between(if plan.slipping { 1 } else { 2 }, 5) as u8);
        contact.preferred_channel = known_one(rng, 30, &CHANNELS);
        contact.birthday = rng.percent(35).then(|| birthday(rng));
        customer.contacts.push(contact);
    }
}
