//! What happened with a customer of the sample: orders, interactions, tickets, points.

use super::plan::{Plan, Role, Size};
use super::rng::Rng;
use super::words::*;
use crate::domain::book::Book;
use crate::domain::day::{Day, Moment};
use crate::domain::decimal::Decimal;
use crate::domain::id::{InteractionId, OrderId, PointsId, TicketId};
use crate::domain::kind::interaction::{OBJECTION, OBJECTION_ANSWER};
use crate::domain::kind::*;
use crate::domain::money::Fen;
use crate::domain::record::Text;

/// Everything that happened, before it is sorted and numbered.
pub(super) struct Events {
    unnumbered: Ids,
    orders: Vec<Order>,
    interactions: Vec<Interaction>,
    tickets: Vec<Ticket>,
    points: Vec<PointsEntry>,
}

/// What stands for ids until all events are sorted by day and numbered.
struct Ids {
    order: OrderId,
    interaction: InteractionId,
    ticket: TicketId,
    points: PointsId,
}

impl Events {
    /// Nothing has happened yet. (A question mark is a valid id, so there is always a value; the type cannot know.)
    pub fn new() -> Option<Self> {
        let unnumbered = Ids {
            order: OrderId::new("?").ok()?,
            interaction: InteractionId::new("?").ok()?,
            ticket: TicketId::new("?").ok()?,
            points: PointsId::new("?").ok()?,
        };
        Some(Self {
            unnumbered,
            orders: Vec::new(),
            interactions: Vec::new(),
            tickets: Vec::new(),
            points: Vec::new(),
        })
    }

    /// Adds what happened with one customer.
    pub fn add(&mut self, rng: &mut Rng, customer: &Customer, plan: &Plan, today: Day) {
        self.add_orders(rng, customer, plan, today);
        self.add_interactions(rng, customer, plan, today);
        if !matches!(plan.role, Role::Intending | Role::Potential) {
            self.add_tickets(rng, customer, plan, today);
        }
    }

    /// Puts everything into the book, in the order of the days, numbered through.
    pub fn settle(mut self, book: &mut Book) {
        self.orders.sort_by_key(|order| order.date);
        self.interactions.sort_by(|a, b| a.at.cmp(&b.at));
        self.tickets.sort_by(|a, b| a.opened_at.cmp(&b.opened_at));
        self.points.sort_by_key(|entry| entry.date);
        let mut last = (Day::MIN, 0);
        for mut order in self.orders {
            last = (order.date, if last.0 == order.date { last.1 + 1 } else { 1 });
            let day = order.date.to_string().replace('-', "");
            order.id = OrderId::new(&format!("SO-{}-{:02}", &day[2..], last.1)).unwrap_or(order.id);
            book.orders.put(order);
        }
        for (n, mut interaction) in self.interactions.into_iter().enumerate() {
            interaction.id = InteractionId::new(&format!("HD-{:05}", n + 1)).unwrap_or(interaction.id);
            book.interactions.put(interaction);
        }
        for (n, mut ticket) in self.tickets.into_iter().enumerate() {
            ticket.id = TicketId::new(&format!("FW-{:04}", n + 1)).unwrap_or(ticket.id);
            book.tickets.put(ticket);
        }
        for (n, mut entry) in self.points.into_iter().enumerate() {
            entry.id = PointsId::new(&format!("JF-{:04}", n + 1)).unwrap_or(entry.id);
            book.points.put(entry);
        }
    }

    fn add_orders(&mut self, rng: &mut Rng, customer: &Customer, plan: &Plan, today: Day) {
        let (year, half) = (today.minus_months(12), today.minus_months(6));
        let mut days: Vec<Day> = Vec::new();
        // The first deal is an order, where the book reaches back so far.
        let oldest = today.minus_months(36);
        match plan.role {
            Role::Intending | Role::Potential => return,
            Role::Lost => {
                let end = year.plus_days(-(rng.between(5, 200) as i32));
                days.extend((0..rng.between(3, 8)).map(|_| rng.day(plan.since.max(oldest), end)));
            }
            Role::New => {
                days.push(plan.since);
                days.extend((1..plan.orders_12m).map(|_| rng.day(plan.since, today)));
            }
            Role::Active => {
                let from = plan.since.plus_days(-1);
                days.extend((0..plan.orders_6m).map(|_| rng.day(half.max(from), today)));
                let earlier = half.max(plan.since.plus_days(3));
                days.extend((plan.orders_6m..plan.orders_12m).map(|_| rng.day(year.max(from), earlier)));
            }
        }
        self.order_days(
            rng,
            customer,
            plan,
            &days,
            if plan.role == Role::Lost {
                plan.annual * 2
            } else {
                plan.annual
            },
        );
        let months = i64::from(year.months_since(plan.since.max(oldest)));
        if plan.role == Role::Active && months > 0 {
            let count = (plan.orders_12m * months * 84 / 1200).max(1);
            let first = plan.since.max(oldest);
            let mut days: Vec<Day> = (0..count).map(|_| rng.day(first, year)).collect();
            days[0] = first.max(plan.since);
            self.order_days(
                rng,
                customer,
                plan,
                &days,
                plan.annual * months / 12 * plan.earlier / 100,
            );
        }
        self.settle_payments(rng, customer, plan, today);
    }

    /// Orders on these days, worth `total` yuan together.
    fn order_days(&mut self, rng: &mut Rng, customer: &Customer, plan: &Plan, days: &[Day], total: i64) {
        let weights: Vec<i64> = days.iter().map(|_| rng.between(60, 150)).collect();
        let sum: i64 = weights.iter().sum();
        for (date, weight) in days.iter().zip(weights) {
            // Whole ten yuan, and a few odd ones.
            let yuan = (total * weight / sum.max(1) / 10 + 1) * 10;
            let amount = Fen(yuan * 100 + if rng.percent(6) { 80 } else { 0 });
            self.orders.push(Order {
                id: self.unnumbered.order.clone(),
                customer: customer.id.clone(),
                date: *date,
                amount,
                items: items(rng, customer, amount),
                due_on: (!rng.percent(4)).then(|| date.plus_days(if plan.size == Size::Ordinary { 30 } else { 60 })),
                paid_on: None,
                campaign: None,
                note: None,
                extra: Default::default(),
            });
        }
    }

    /// Pays what is due, late where the plan says so, and gives points for it.
    fn settle_payments(&mut self, rng: &mut Rng, customer: &Customer, plan: &Plan, today: Day) {
        for order in self
            .orders
            .iter_mut()
            .rev()
            .take_while(|order| order.customer == customer.id)
        {
            let Some(due) = order.due_on else { continue };
            let late = rng.percent(plan.late);
            let paid = due
                .plus_days(if late { rng.between(3, 40) } else { -rng.between(0, 22) } as i32)
                .max(order.date);
            // A few are still owed.
            order.paid_on = (paid <= today && !(late && rng.percent(12))).then_some(paid);
            if order.paid_on.is_some() && plan.size == Size::Ordinary && rng.percent(26) {
                self.points.push(points(
                    &self.unnumbered,
                    customer,
                    paid,
                    (order.amount.0 / 100_000).to_string(),
                    "订单积分",
                ));
            }
        }
        if plan.role == Role::Active && rng.percent(14) {
            let day = rng.day(today.minus_months(10), today);
            self.points
                .push(points(&self.unnumbered, customer, day, "-50".into(), "兑换备件券"));
        }
    }

    fn add_interactions(&mut self, rng: &mut Rng, customer: &Customer, plan: &Plan, today: Day) {
        let (month, quarter) = (today.plus_days(-30), today.plus_days(-90));
        let recent = plan.interactions_90d - plan.interactions_30d;
        let from = |day: Day| day.max(plan.since.plus_days(-1)).min(today.plus_days(-1));
        let mut days: Vec<Day> = (0..plan.interactions_30d)
            .map(|_| rng.day(from(month), today))
            .collect();
        days.extend((0..recent).map(|_| rng.day(from(quarter).min(month.plus_days(-1)), month)));
        let start = plan.since.max(today.minus_months(36));
        let months = i64::from(quarter.months_since(start));
        if months > 0 {
            let a_year = match (plan.role, plan.size) {
                (Role::Lost, _) => 5,
                (Role::Intending | Role::Potential, _) => 6,
                (_, Size::Ordinary) => 7,
                (_, Size::Key) => 13,
                (_, Size::Strategic) => 18,
            };
            // A lost customer was seen while it bought, then hardly.
            let end = if plan.role == Role::Lost {
                today.minus_months(9)
            } else {
                quarter
            };
            days.extend((0..(months * a_year + 6) / 12).map(|_| rng.day(start, end)));
        }
        days.sort_unstable();
        let last = days.len();
        for (n, day) in days.into_iter().enumerate() {
            let interaction = interaction(
                &self.unnumbered,
                rng,
                customer,
                plan,
                day,
                (n + 1 == last).then_some(today),
            );
            self.interactions.push(interaction);
        }
    }

    fn add_tickets(&mut self, rng: &mut Rng, customer: &Customer, plan: &Plan, today: Day) {
        let start = plan.since.max(today.minus_months(36));
        let most = match plan.size {
            Size::Strategic => 3,
            Size::Key => 3,
            Size::Ordinary => 2,
        };
        for _ in 0..rng.between(0, most) {
            // Nobody knows what time it is: what was raised today might not have been yet.
            let day = rng.day(start, today).min(today.plus_days(-1));
            self.tickets
                .push(ticket(&self.unnumbered, rng, customer, plan, day, today));
        }
    }
}

fn items(rng: &mut Rng, customer: &Customer, amount: Fen) -> Vec<OrderItem> {
    let main = customer.products.first().map(|p| &p.name).filter(|_| rng.percent(60));
    let (name, _, price, related) = rng.pick(&PRODUCTS);
    let item = |product: &str, part: Fen, price: u32| OrderItem {
        product: Some(product.into()),
        quantity: Decimal::parse(&(part.0 / 100 / i64::from(price)).max(1).to_string()),
        amount: Some(part),
        extra: Default::default(),
    };
    if rng.percent(35) {
        let second = Fen(amount.0 / 400 * 100);
        return vec![item(name, amount - second, price), item(related[0], second, price)];
    }
    match main {
        Some(main) => vec![item(
            main,
            amount,
            PRODUCTS.iter().find(|p| *p.0 == **main).map_or(price, |p| p.2),
        )],
        None => vec![item(name, amount, price)],
    }
}

fn points(ids: &Ids, customer: &Customer, date: Day, delta: String, reason: &str) -> PointsEntry {
    PointsEntry {
        id: ids.points.clone(),
        customer: customer.id.clone(),
        date,
        delta: Decimal::parse(&delta).unwrap_or_else(|| 0.0.into()),
        reason: Some(reason.into()),
        extra: Default::default(),
    }
}

/// A time on a day, in minutes since midnight.
fn moment(day: Day, minutes: i64) -> Moment {
    let time = format!("T{:02}:{:02}:00+08:00", minutes / 60, minutes % 60);
    Moment { day, time: time.into() }
}

/// Minutes since midnight in office hours.
fn office_hours(rng: &mut Rng) -> i64 {
    rng.between(9 * 12, 17 * 12 + 11) * 5
}

/// How people met, as far as what was said tells it.
fn met(rng: &mut Rng, talk: &str) -> InteractionKind {
    use InteractionKind::*;
    let says = |words: &[&str]| words.iter().any(|word| talk.contains(word));
    if says(&["上门", "陪同", "现场"]) {
        Visit
    } else if says(&["培训", "交流会"]) {
        Meeting
    } else if says(&["发送", "已发"]) {
        rng.pick(&[Email, Wechat])
    } else {
        rng.pick(&[Call, Call, Call, Wechat, Wechat, Visit, Meeting, Sms])
    }
}

fn interaction(
    ids: &Ids,
    rng: &mut Rng,
    customer: &Customer,
    plan: &Plan,
    day: Day,
    last_as_of: Option<Day>,
) -> Interaction {
    let lead = matches!(plan.role, Role::Intending | Role::Potential);
    let outbound = rng.percent(76);
    let talk = if lead {
        rng.pick(&LEAD_TALKS)
    } else {
        rng.pick(&DEAL_TALKS)
    };
    let answered = rng.percent(if plan.slipping { 15 } else { 82 });
    let service = rng.percent(30).then(|| customer.service_owner.clone()).flatten();
    let next = last_as_of.filter(|_| !rng.percent(25));
    let mut contact = Interaction {
        id: ids.interaction.clone(),
        customer: customer.id.clone(),
        at: moment(day, office_hours(rng)),
        kind: Some(met(rng, talk)),
        direction: Some(if outbound {
            Direction::Outbound
        } else {
            Direction::Inbound
        }),
        by: service.or_else(|| customer.owner.clone()),
        contact: customer.contacts.first().and_then(|contact| contact.name.clone()),
        content: Some(talk.replace("{}", rng.pick(&PRODUCTS).0).into()),
        feedback: rng.percent(40).then(|| rng.pick(&FEEDBACK).into()),
        // Whether a message was answered is known of most.
        responded: (outbound && !rng.percent(15)).then_some(answered),
        next_step: next.map(|_| rng.pick(&NEXT_STEPS).into()),
        next_due: next.map(|today| day.plus_days(rng.between(3, 21) as i32).max(today.plus_days(-6))),
        campaign: None,
        task: None,
        extra: Default::default(),
    };
    if lead {
        doubt(&mut contact);
    }
    contact
}

/// What a lead that is not content objects to, and what it was told, where it was.
fn doubt(contact: &mut Interaction) {
    let known = contact
        .feedback
        .as_deref()
        .and_then(|said| OBJECTIONS.iter().find(|known| known.0 == said));
    if let Some((_, objection, answer)) = known {
        contact.extra.set(OBJECTION, Some((*objection).into()));
        contact.extra.set(OBJECTION_ANSWER, answer.map(Into::into));
    }
}

fn ticket(ids: &Ids, rng: &mut Rng, customer: &Customer, plan: &Plan, day: Day, today: Day) -> Ticket {
    let usual = rng.pick(&SUBJECTS);
    // Who slips away complains more.
    let slips = plan.slipping && rng.percent(30);
    let kind = TicketKind::from_word(if slips { "complaint" } else { usual.0 });
    let kind = kind.unwrap_or(TicketKind::Consultation);
    let complaint = kind == TicketKind::Complaint;
    // Services at the end of the list neither rattle nor come late.
    let product = rng.pick(&PRODUCTS[..8]).0;
    let opened = office_hours(rng);
    // The promise is two hours; some answers take longer, none longer than the day.
    let wait = if rng.percent(13) {
        rng.between(130, 400)
    } else {
        rng.between(4, 110)
    };
    let answered = (opened + wait).min(17 * 60 + 58);
    let solved_on = day.plus_days(rng.between(0, if complaint { 4 } else { 6 }) as i32);
    let solved = solved_on <= today && !(today.days_since(day) < 9 && rng.percent(45));
    // What was solved long ago was asked about.
    let is_old = today.days_since(solved_on) > 30;
    let revisited_on = solved_on.plus_days(rng.between(3, 9) as i32);
    let severity = [Severity::General, Severity::General, Severity::Quality, Severity::Major];
    let handler: Text = rng.pick(&["许静", "沈怡"]).into();
    let severity = complaint.then(|| rng.pick(&severity));
    let is_answered = day < today || rng.percent(60);
    let is_revisited = solved && revisited_on <= today && (rng.percent(80) || is_old);
    let saying = rng.below(2);
    // What is said of it fits it: what a complaint says follows from its cause.
    let (cause, subject, under_way, solutions) = match complaint {
        true => rng.pick(&COMPLAINTS),
        false => usual,
    };
    let said = |of: [&'static str; 2]| of[saying].into();
    Ticket {
        id: ids.ticket.clone(),
        customer: customer.id.clone(),
        kind,
        severity,
        opened_at: moment(day, opened),
        first_response_at: is_answered.then(|| moment(day, answered)),
        resolved_at: solved.then(|| evening(solved_on)),
        revisited_at: is_revisited.then(|| evening(revisited_on)),
        handler: Some(handler),
        subject: Some(subject.replace("{}", product).into()),
        progress: (!solved).then(|| said(under_way)),
        resolution: solved.then(|| said(solutions)),
        cause: complaint.then(|| cause.into()),
        product: Some(product.into()),
        satisfaction: (solved && rng.percent(70)).then(|| rng.between(if complaint { 2 } else { 3 }, 5) as u8),
        escalated_to: (complaint && rng.percent(20)).then(|| "周敏".into()),
        extra: Default::default(),
    }
}

/// Six in the evening: after everything that was opened and answered that day.
fn evening(day: Day) -> Moment {
    moment(day, 18 * 60)
}
