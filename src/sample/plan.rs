//! Who the sample's customers are: how many of each sort, and the figures that each one's records are made to add up to.

use super::rng::Rng;
use crate::domain::day::Day;

/// How large a customer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    /// A million yuan a year or more.
    Strategic,
    /// Half a million or more.
    Key,
    /// Less.
    Ordinary,
}

/// Where a customer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Buys.
    Active,
    /// Began to buy within the last three months.
    New,
    /// Bought once, not in the last year.
    Lost,
    /// A lead with a need.
    Intending,
    /// A lead without.
    Potential,
}

/// How many of each: 428 in all, 36 strategic, 74 key.
const CAST: [(Role, Size, usize); 11] = [
    (Role::Active, Size::Strategic, 32),
    (Role::Active, Size::Key, 57),
    (Role::Active, Size::Ordinary, 117),
    (Role::New, Size::Ordinary, 14),
    (Role::Lost, Size::Ordinary, 45),
    (Role::Intending, Size::Strategic, 3),
    (Role::Intending, Size::Key, 11),
    (Role::Intending, Size::Ordinary, 64),
    (Role::Potential, Size::Strategic, 1),
    (Role::Potential, Size::Key, 6),
    (Role::Potential, Size::Ordinary, 78),
];

/// What one customer's records are to add up to.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub role: Role,
    pub size: Size,
    /// A person, not a company.
    pub person: bool,
    /// First contact; for one that buys, the first deal too.
    pub since: Day,
    /// Yuan in the last 12 months (for a lead: what it says it would buy).
    pub annual: i64,
    /// Orders in the last 12 months, and of these in the last 6.
    pub orders_12m: i64,
    pub orders_6m: i64,
    /// Interactions in the last 90 days, and of these in the last 30.
    pub interactions_90d: i64,
    pub interactions_30d: i64,
    /// Business before the last year, in percent of the last year's.
    pub earlier: i64,
    /// Orders in a hundred that are paid late.
    pub late: usize,
    /// Slipping away: few answers, more complaints.
    pub slipping: bool,
}

/// The plans of all customers, mixed.
pub(super) fn plans(rng: &mut Rng, today: Day) -> Vec<Plan> {
    let mut all: Vec<Plan> = CAST
        .iter()
        .flat_map(|(role, size, count)| std::iter::repeat_n((*role, *size), *count))
        .map(|(role, size)| plan(rng, today, role, size))
        .collect();
    let small = |p: &&mut Plan| p.size == Size::Ordinary && p.role != Role::Lost;
    for person in all.iter_mut().filter(small).step_by(19) {
        person.person = true;
    }
    rng.shuffle(&mut all);
    all
}

/// How a customer that buys is doing: well, so-so, badly.
fn mood(rng: &mut Rng, size: Size) -> usize {
    let [well, so_so] = match size {
        Size::Strategic => [74, 22],
        Size::Key => [70, 24],
        Size::Ordinary => [56, 34],
    };
    match rng.below(100) {
        n if n < well => 0,
        n if n < well + so_so => 1,
        _ => 2,
    }
}

fn plan(rng: &mut Rng, today: Day, role: Role, size: Size) -> Plan {
    // Most ordinary customers are small, a few nearly key.
    let ceiling = rng.between(60, 460);
    let annual = match size {
        Size::Strategic => rng.between(1_020, 2_650) * 1000,
        Size::Key => rng.between(510, 985) * 1000,
        Size::Ordinary => rng.between(12, ceiling) * 1000,
    };
    let blank = blank(role, size, today, annual, rng.between(55, 105));
    let mood = mood(rng, size);
    let mut plan = match role {
        Role::Active => active(rng, today, blank, mood),
        Role::New => Plan {
            since: rng.day(today.plus_days(-85), today.plus_days(-1)),
            annual: annual.min(160_000),
            orders_12m: rng.between(1, 2),
            orders_6m: 2,
            interactions_90d: rng.between(2, 5),
            ..blank
        },
        Role::Lost => Plan {
            since: rng.day(today.minus_months(52), today.minus_months(26)),
            interactions_90d: i64::from(rng.percent(30)),
            late: 35,
            slipping: true,
            ..blank
        },
        Role::Intending => Plan {
            since: rng.day(today.minus_months(11), today.plus_days(-4)),
            interactions_90d: rng.between(1, 5),
            ..blank
        },
        Role::Potential => Plan {
            since: rng.day(today.minus_months(16), today.plus_days(-2)),
            interactions_90d: rng.between(0, 2),
            ..blank
        },
    };
    // A third of a quarter's interactions fall into its last month, more where much happens.
    plan.interactions_30d = (plan.interactions_90d * rng.between(0, 58) + 50) / 100;
    plan
}

fn blank(role: Role, size: Size, since: Day, annual: i64, earlier: i64) -> Plan {
    Plan {
        role,
        size,
        person: false,
        since,
        annual,
        orders_12m: 0,
        orders_6m: 0,
        interactions_90d: 0,
        interactions_30d: 0,
        earlier,
        late: 0,
        slipping: false,
    }
}

fn active(rng: &mut Rng, today: Day, plan: Plan, mood: usize) -> Plan {
    let (low, high) = match plan.size {
        Size::Strategic => (10, 14),
        Size::Key => (7, 10),
        Size::Ordinary => (4, 6),
    };
    let [orders_12m, orders_6m, interactions_90d] = match (mood, plan.size) {
        (0, Size::Ordinary) => [rng.between(low, high), rng.between(3, 4), rng.between(4, 5)],
        (0, _) => [rng.between(low, high), rng.between(4, 6), rng.between(5, 8)],
        (1, Size::Ordinary) => [rng.between(3, 4), rng.between(1, 3), rng.between(2, 3)],
        (1, _) => [rng.between(low - 3, high - 3), rng.between(2, 3), rng.between(2, 4)],
        _ => [rng.between(1, low - 1), rng.between(0, 1), rng.between(0, 1)],
    };
    let small_start = plan.size == Size::Ordinary && rng.percent(22);
    Plan {
        since: rng.day(today.minus_months(58), today.minus_months(5)),
        orders_12m,
        orders_6m,
        interactions_90d,
        earlier: if small_start { 40 } else { plan.earlier },
        late: [6, 18, 42][mood],
        slipping: mood == 2,
        ..plan
    }
}
