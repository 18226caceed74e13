//! Books made by dice that always fall alike: the same seed, the same book.
//!
//! Dates crowd around the borders of the windows, amounts repeat so that ranks tie, and every field is sometimes missing.

use std::sync::Arc;

use guanxi::domain::book::Book;
use guanxi::domain::day::{Day, Moment};
use guanxi::domain::id::{CustomerId, InteractionId, OrderId, TicketId};
use guanxi::domain::kind::{
    Contact, Contract, Customer, CustomerKind, Direction, Intent, Interaction, InteractionKind, Order, Ticket,
    TicketKind,
};
use guanxi::domain::money::Fen;
use guanxi::domain::record::Text;

use crate::naive::months_before;

/// The dice (splitmix64).
#[derive(Clone)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0xD129_0D3B_95F1_6A1D).wrapping_add(1))
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// 0 … n − 1.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// From `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + (self.next() % (high - low + 1) as u64) as i64
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    /// Something, so many times in a hundred.
    fn maybe<T>(&mut self, percent: usize, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.chance(percent).then(|| make(self))
    }
}

pub const INDUSTRIES: [&str; 4] = ["制造业", "零售业", "互联网", "其他"];
pub const REGIONS: [&str; 3] = ["华东", "华南", "华北"];
pub const TAGS: [&str; 3] = ["重视性价比", "关注售后响应", "需要定制化功能"];
const NEEDS: [&str; 4] = ["", "  ", "\u{3000}", "需要样品"];
const STAGES: [&str; 8] = [
    "active",
    "lost",
    "intending",
    "potential",
    "vip",
    "Active",
    "healthy",
    "none of these",
];
const AMOUNTS: [i64; 12] = [
    1,
    10_000,
    500_000,
    3_333_333,
    9_999_999,
    10_000_000,
    15_000_000,
    49_999_999,
    50_000_000,
    99_999_999,
    100_000_000,
    0,
];

/// Makes records for a book that will be looked at on these days.
pub struct Maker {
    pub dice: Dice,
    pivots: Vec<Day>,
    made: usize,
}

impl Maker {
    pub fn new(seed: u64, pivots: &[Day]) -> Self {
        Self {
            dice: Dice::new(seed),
            pivots: pivots.to_vec(),
            made: 0,
        }
    }

    /// A day on or beside a border of a window, or anywhere in three years.
    pub fn day(&mut self) -> Day {
        let pivot = self.dice.pick(&self.pivots);
        let nudge = self.dice.between(-1, 1) as i32;
        match self.dice.below(10) {
            0..=3 => pivot.plus_days(nudge - self.dice.pick(&[0, 20, 30, 60, 90, 120])),
            4..=5 => months_before(pivot, self.dice.pick(&[1, 6, 12, 24])).plus_days(nudge),
            6 => pivot.plus_days(self.dice.between(1, 100) as i32),
            7 => {
                // The end of a month.
                let months = self.dice.below(30) as u32;
                let first = Day::parse(&format!("{}-01", &months_before(pivot, months).to_string()[..7])).unwrap();
                first.plus_days(-1)
            }
            _ => pivot.plus_days(-self.dice.between(0, 1100) as i32),
        }
    }

    /// A recent day, for events that come in crowds.
    fn recent(&mut self) -> Day {
        let pivot = self.dice.pick(&self.pivots);
        pivot.plus_days(-self.dice.between(0, 130) as i32)
    }

    fn moment(&mut self) -> Moment {
        let day = if self.dice.chance(50) {
            self.recent()
        } else {
            self.day()
        };
        self.at(day)
    }

    fn at(&mut self, day: Day) -> Moment {
        let times = [
            "",
            "",
            "T23:59:59Z",
            "T23:30:00-11:00",
            "T00:10:00+14:00",
            "T00:00:00+08:00",
            "T12:00:00.250+08:00",
        ];
        Moment::parse(&format!("{day}{}", self.dice.pick(&times))).unwrap()
    }

    pub fn amount(&mut self) -> Fen {
        let fen = match self.dice.below(10) {
            0..=5 => self.dice.pick(&AMOUNTS),
            6..=8 => self.dice.between(1, 20_000_000),
            _ => -self.dice.between(1, 5_000_000),
        };
        Fen(fen)
    }

    fn text(&mut self, percent: usize, from: &[&str]) -> Option<Text> {
        self.dice.maybe(percent, |dice| Text::from(dice.pick(from)))
    }

    fn texts(&mut self, percent: usize) -> Vec<Text> {
        let all = TAGS.iter().filter(|_| self.dice.chance(percent));
        all.map(|tag| Text::from(*tag)).collect()
    }

    pub fn customer(&mut self, id: &str) -> Customer {
        let mut c = Customer::new(CustomerId::new(id).unwrap(), "客户");
        c.kind = self.dice.maybe(70, |dice| dice.pick(CustomerKind::ALL));
        c.industry = self.text(80, &INDUSTRIES);
        c.region = self.text(60, &REGIONS);
        c.source = self.text(30, &["展会", "官网"]);
        c.owner = self.text(60, &["李明", "王芳"]);
        c.intent = self.dice.maybe(40, |dice| dice.pick(Intent::ALL));
        c.needs = self.text(50, &NEEDS);
        c.cooperation_since = self.dice.chance(35).then(|| self.day());
        c.contract = self.dice.chance(35).then(|| Contract {
            signed_on: self.dice.chance(80).then(|| self.day()),
            amount: None,
            ends_on: self.dice.chance(60).then(|| self.day()),
            service_terms: None,
            extra: Default::default(),
        });
        c.created_on = self.dice.chance(30).then(|| self.day());
        c.declared_annual_purchase = self.dice.chance(40).then(|| self.amount());
        c.contacts = (0..self.dice.below(4))
            .map(|_| Contact {
                name: None,
                title: None,
                decision_maker: self.dice.maybe(50, |dice| dice.chance(60)),
                familiarity: self.dice.maybe(70, |dice| dice.between(1, 5) as u8),
                phone: None,
                email: None,
                wechat: None,
                preferred_channel: None,
                birthday: None,
                note: None,
                extra: Default::default(),
            })
            .collect();
        c.tags = self.texts(20);
        c.need_tags = self.texts(20);
        c.stage_override = self.text(15, &STAGES);
        c
    }

    fn number(&mut self) -> usize {
        self.made += 1;
        self.made
    }

    pub fn order(&mut self, customer: &str) -> Order {
        let date = if self.dice.chance(30) {
            self.recent()
        } else {
            self.day()
        };
        let due_on = match self.dice.below(10) {
            0..=4 => None,
            5 => Some(
                self.dice
                    .pick(&self.pivots.clone())
                    .plus_days(self.dice.between(-1, 1) as i32),
            ),
            _ => Some(date.plus_days(self.dice.between(0, 60) as i32)),
        };
        let paid_from = due_on.unwrap_or(date);
        Order {
            id: OrderId::new(&format!("o{}", self.number())).unwrap(),
            customer: CustomerId::new(customer).unwrap(),
            date,
            amount: self.amount(),
            items: vec![],
            due_on,
            paid_on: self
                .dice
                .maybe(70, |dice| paid_from.plus_days(dice.pick(&[-30, -1, 0, 0, 1, 20]))),
            campaign: None,
            note: None,
            extra: Default::default(),
        }
    }

    pub fn interaction(&mut self, customer: &str) -> Interaction {
        Interaction {
            id: InteractionId::new(&format!("i{}", self.number())).unwrap(),
            customer: CustomerId::new(customer).unwrap(),
            at: self.moment(),
            kind: self.dice.maybe(60, |dice| dice.pick(InteractionKind::ALL)),
            direction: self.dice.maybe(85, |dice| dice.pick(Direction::ALL)),
            by: None,
            contact: None,
            content: None,
            feedback: None,
            responded: self.dice.maybe(60, |dice| dice.chance(40)),
            next_step: None,
            next_due: None,
            campaign: None,
            task: None,
            extra: Default::default(),
        }
    }

    pub fn ticket(&mut self, customer: &str) -> Ticket {
        let opened_at = self.moment();
        let resolved = self.dice.chance(60).then(|| {
            let after = self.dice.between(0, 40) as i32;
            self.at(opened_at.day.plus_days(after))
        });
        Ticket {
            id: TicketId::new(&format!("t{}", self.number())).unwrap(),
            customer: CustomerId::new(customer).unwrap(),
            kind: if self.dice.chance(50) {
                TicketKind::Complaint
            } else {
                self.dice.pick(TicketKind::ALL)
            },
            severity: None,
            opened_at,
            first_response_at: None,
            resolved_at: resolved,
            revisited_at: None,
            handler: None,
            subject: None,
            progress: None,
            resolution: None,
            cause: None,
            product: None,
            satisfaction: self.dice.maybe(50, |dice| dice.between(1, 5) as u8),
            escalated_to: None,
            extra: Default::default(),
        }
    }

    /// A book of so many customers; a few events belong to nobody in it.
    pub fn book(&mut self, customers: usize) -> Book {
        let mut book = Book::default();
        for n in 0..customers {
            // The order of ids is not the order of rows.
            let id = format!("{}{:04}", self.dice.pick(&["c", "C", "客"]), n * 7919 % 10_007);
            let customer = self.customer(&id);
            book.customers.put(Arc::new(customer));
        }
        let ids: Vec<String> = book.customers.iter().map(|(_, c)| c.id.to_string()).collect();
        for id in ids.iter().map(String::as_str).chain(["nobody"]) {
            if self.dice.chance(12) {
                self.borderline(&mut book, id);
                continue;
            }
            let (orders, touches, tickets) = (
                self.dice.pick(&[0, 0, 0, 1, 1, 2, 3, 5, 9]),
                self.dice.pick(&[0, 0, 1, 2, 3, 5, 8, 14]),
                self.dice.pick(&[0, 0, 0, 1, 2, 3]),
            );
            for _ in 0..orders {
                book.orders.put(Arc::new(self.order(id)));
            }
            for _ in 0..touches {
                book.interactions.put(Arc::new(self.interaction(id)));
            }
            for _ in 0..tickets {
                book.tickets.put(Arc::new(self.ticket(id)));
            }
        }
        book
    }

    /// A customer on the border of a rule that counts many events or compares sums.
    fn borderline(&mut self, book: &mut Book, id: &str) {
        let pivot = self.dice.pick(&self.pivots);
        let (now, before) = self.dice.pick(&[(7, 10), (6, 10), (8, 10), (14, 20), (5, 0), (4, 9)]);
        // One answer of five or of six, or none known.
        let asked = self.dice.pick(&[0, 5, 6]);
        for (times, days) in [(now, 0), (before, 60)] {
            for n in 0..times {
                let mut touch = self.interaction(id);
                let ago = days + self.dice.pick(&[0, 1, 20, 59]);
                touch.at = self.at(pivot.plus_days(-ago));
                touch.responded = (n < asked).then_some(n == 0);
                touch.direction = Some(Direction::Outbound);
                book.interactions.put(Arc::new(touch));
            }
        }
        // Half as much again in a year, or a fen less.
        let fen = self
            .dice
            .pick(&[10_000_016, 20_000, 33_000_024, 50_000_000, 33_333_334]);
        let less = self.dice.pick(&[0, 0, 1]);
        for (days, fen) in [(400, fen), (150, fen), (140, fen / 2 - less)] {
            let mut order = self.order(id);
            (order.date, order.amount, order.due_on) = (pivot.plus_days(-days), Fen(fen), None);
            book.orders.put(Arc::new(order));
        }
        // Two years of cooperation, or a day less.
        if let Some(customer) = book.customers.get(id) {
            let mut customer = (**customer).clone();
            let since = months_before(pivot, self.dice.pick(&[12, 24, 36]));
            customer.cooperation_since = Some(since.plus_days(self.dice.between(0, 1) as i32));
            book.customers.put(Arc::new(customer));
        }
    }
}
