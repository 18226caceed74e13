//! The dashboard's numbers against a book worked by hand, and against a recount through the doors that lists use.

use std::sync::Arc;

use guanxi::domain::book::Book;
use guanxi::domain::columns::count_bits;
use guanxi::domain::day::Day;
use guanxi::domain::field::ITEMS;
use guanxi::domain::kind::{Customer, Order};
use guanxi::domain::metric::Metric;
use guanxi::domain::metric::range::Range;
use guanxi::domain::money::Fen;
use guanxi::domain::report::dashboard::{Counted, Dashboard, FirstDeals, dashboard};
use guanxi::domain::report::first_deal::first_deal;
use guanxi::domain::report::months::{MonthBar, Months};
use guanxi::domain::report::purchases::Purchases;
use guanxi::domain::world::World;
use guanxi::state::list::{Index, matching, ordered_sum, purchases};
use guanxi::state::query::{FIRST_DEAL, GAP, ORDERED, Query, TAG};
use serde_json::{Value, json};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// Seven customers as of 2026-11-19, each with a reason.
fn small_book() -> Book {
    let mut book = Book::default();
    let customers = [
        json!({"id": "c1", "name": "large", "industry": "机械"}),
        json!({"id": "c2", "name": "new this quarter", "kind": "person"}),
        json!({"id": "c3", "name": "new on the last day of the quarter before"}),
        json!({"id": "c4", "name": "new on the first day of the quarter before"}),
        json!({"id": "c5", "name": "declared", "cooperation_since": "2020-01-01", "declared_annual_purchase": 700_000}),
        json!({"id": "c6", "name": "a lead whose order is to come"}),
        json!({"id": "c7", "name": "dealt, nothing known", "cooperation_since": "2019-01-01"}),
    ];
    for customer in customers {
        let customer: Customer = serde_json::from_value(customer).unwrap();
        book.customers.put(Arc::new(customer));
    }
    let orders = [
        ("c1", "2026-11-19", "600000"),
        ("c1", "2025-11-20", "500000.5"),
        ("c1", "2025-11-19", "70000"),
        ("c2", "2026-10-01", "100"),
        ("c3", "2026-09-30", "200"),
        ("c4", "2026-07-01", "300"),
        ("c6", "2026-11-20", "999"),
    ];
    for (n, (customer, date, amount)) in orders.into_iter().enumerate() {
        let amount: Value = amount.parse().unwrap();
        let order = json!({"id": format!("o{n}"), "customer": customer, "date": date, "amount": amount});
        let order: Order = serde_json::from_value(order).unwrap();
        book.orders.put(Arc::new(order));
    }
    book
}

fn by_hand() -> Dashboard {
    dashboard(&World::new(small_book(), day("2026-11-19")).0)
}

#[test]
fn figures_of_a_small_book() {
    let board = by_hand();
    // Orders and the declared 700,000; the lead's order is of tomorrow.
    assert_eq!((board.all.customers, board.all.purchase.total), (7, Fen(180_060_050)));
    assert_eq!(board.all.purchase.declared, Fen(70_000_000));
    assert_eq!(
        (board.purchase, board.purchase_before),
        (Fen(110_060_050), Fen(7_000_000))
    );
    assert_eq!((board.dealt.customers, board.buyers.customers), (6, 4));
    assert_eq!(board.quarter, day("2026-10-01"));
    // c1 first dealt on the last day that is as far into its quarter as D; c3 dealt later than that in its own.
    let deals: Vec<usize> = board.first_deals.iter().map(|c| c.customers).collect();
    assert_eq!(deals, [0, 1, 0, 0, 1, 1]);
    assert_eq!(
        board.first_deals.last().map(|c| (c.from, c.to)),
        Some((day("2026-10-01"), day("2026-11-19")))
    );
    // 2 of 19 items for c1, c5, c7; 1 of 16 for the person; 1 of 19 for the others.
    let mean = (9.0 / 19.0 + 1.0 / 16.0) / 7.0;
    assert!((board.completeness.unwrap() - mean).abs() < 1e-12);
    assert_eq!(board.incomplete.customers, 7);
    let bands: Vec<usize> = board.completeness_bands.iter().map(|c| c.customers).collect();
    assert_eq!(bands, [7, 0, 0, 0, 0]);
    let gap = |zh: &str| {
        let gap = board.gaps.iter().find(|gap| ITEMS[gap.item].label.zh == zh)?;
        Some((gap.missing, gap.of))
    };
    assert_eq!(gap("统一社会信用代码"), Some((6, 6)));
    assert_eq!(gap("行业属性"), Some((6, 7)));
    assert_eq!(gap("合作起始时间或意向等级"), Some((5, 7)));
    assert_eq!(gap("客户名称"), None);
    assert!(board.gaps.windows(2).all(|two| two[0].missing >= two[1].missing));
}

#[test]
fn classes_and_matrix_of_a_small_book() {
    let board = by_hand();
    let of = |dimension: &str| {
        let d = board.distribution(dimension).unwrap();
        let mut all: Vec<(String, usize)> = d
            .classes
            .iter()
            .map(|c| (c.id.to_string(), c.tally.customers))
            .collect();
        all.push((String::new(), d.unclassified.customers));
        all
    };
    let expected = |all: &[(&str, usize)]| all.iter().map(|(id, n)| ((*id).to_owned(), *n)).collect::<Vec<_>>();
    assert_eq!(
        of("value"),
        expected(&[("strategic", 1), ("key", 1), ("ordinary", 4), ("", 1)])
    );
    assert_eq!(
        of("stage"),
        expected(&[("active", 5), ("lost", 1), ("intending", 0), ("potential", 1), ("", 0)])
    );
    assert_eq!(of("industry"), expected(&[("机械", 1), ("", 6)]));
    // Rows strategic, key, ordinary, unclassified; columns active, lost, intending, potential, unclassified.
    let counts: Vec<Vec<usize>> = board
        .matrix
        .iter()
        .map(|row| row.iter().map(|t| t.customers).collect())
        .collect();
    assert_eq!(
        counts,
        [[1, 0, 0, 0, 0], [1, 0, 0, 0, 0], [3, 0, 0, 1, 0], [0, 1, 0, 0, 0]]
    );
    assert_eq!(board.matrix[0][0].purchase.total, Fen(110_000_050));
    assert_eq!(board.matrix[1][0].purchase.declared, Fen(70_000_000));
}

#[test]
fn months_of_a_small_book() {
    let months = by_hand().months;
    assert_eq!(months.len(), 13);
    let first = MonthBar {
        month: day("2025-11-01"),
        from: day("2025-11-20"),
        to: day("2025-11-30"),
        partial: true,
        amount: Fen(50_000_050),
        year_before: Fen(0),
    };
    let last = MonthBar {
        month: day("2026-11-01"),
        from: day("2026-11-01"),
        to: day("2026-11-19"),
        partial: true,
        amount: Fen(60_000_000),
        year_before: Fen(7_000_000),
    };
    assert_eq!((months[0], months[12]), (first, last));
    assert!(months[1..12].iter().all(|m| !m.partial));
    assert_eq!(
        (months[8].amount, months[10].amount, months[11].amount),
        (Fen(30_000), Fen(20_000), Fen(10_000))
    );
}

#[test]
fn every_day_of_two_years_counts_in_one_month() {
    for as_of in [
        "2026-11-19",
        "2026-11-30",
        "2024-02-29",
        "2024-02-28",
        "2025-02-28",
        "2026-02-28",
        "9999-12-31",
    ] {
        let as_of = day(as_of);
        let (year, before) = (as_of.minus_months(12), as_of.minus_months(24));
        let mut months = Months::new(as_of);
        for back in -40..800 {
            months.add(as_of.plus_days(-back), Fen(1));
        }
        let bars = months.bars();
        assert!((12..=13).contains(&bars.len()), "{as_of}");
        assert_eq!((bars[0].from, bars[bars.len() - 1].to), (year.plus_days(1), as_of));
        for bar in &bars {
            let days = i64::from(bar.to.days_since(bar.from)) + 1;
            assert!(
                bar.from >= bar.month && (as_of == Day::MAX || bar.amount == Fen(days)),
                "{as_of}: {bar:?}"
            );
        }
        if as_of != Day::MAX {
            let sum: Fen = bars.iter().map(|b| b.year_before).sum();
            assert_eq!(sum, Fen(i64::from(year.days_since(before))), "{as_of}");
        }
    }
}

/// How many customers the list shows that an address opens.
fn shown(world: &World, query: &Query) -> usize {
    let query = Query::parse(&query.print());
    count_bits(&matching(world, &query, Index::default()))
}

fn opened(world: &World, counted: &Counted) -> usize {
    shown(world, &Query::in_range(counted.metric, counted.range))
}

/// The customers that a count of first deals opens.
fn new_deals(deals: &FirstDeals) -> Query {
    Query::of(FIRST_DEAL, [&*format!("{}..{}", deals.from, deals.to)])
}

#[test]
fn a_return_is_no_new_deal() {
    let as_of = day("2026-11-19");
    let mut book = small_book();
    let customers = [
        json!({"id": "r1", "name": "a return alone"}),
        json!({"id": "r2", "name": "a return, then an order of the quarter before's days"}),
        json!({"id": "r3", "name": "a return and a contract", "contract": {"signed_on": "2026-10-02"}}),
        json!({"id": "r4", "name": "cooperation begun", "cooperation_since": "2026-10-01"}),
        json!({"id": "r5", "name": "returns, long before its first order", "cooperation_since": "2027-01-01"}),
    ];
    for customer in customers {
        let customer: Customer = serde_json::from_value(customer).unwrap();
        book.customers.put(Arc::new(customer));
    }
    let orders = [
        ("r1", "2026-11-01", -700_000),
        ("r2", "2026-11-01", -5),
        ("r2", "2026-08-01", 5),
        ("r3", "2026-11-02", -5),
        ("r5", "2020-01-01", -5),
        ("r5", "2026-11-19", 0),
    ];
    for (n, (customer, date, amount)) in orders.into_iter().enumerate() {
        let order = json!({"id": format!("r-o{n}"), "customer": customer, "date": date, "amount": amount});
        let order: Order = serde_json::from_value(order).unwrap();
        book.orders.put(Arc::new(order));
    }
    let world = World::new(book, as_of).0;
    let deals: Vec<usize> = dashboard(&world).first_deals.iter().map(|d| d.customers).collect();
    // This quarter c2 of the small book, r3, r4, r5; by this day of the quarter before c4 and r2.
    assert_eq!(deals, [0, 1, 0, 0, 2, 4]);
    for deals in &dashboard(&world).first_deals {
        assert_eq!(deals.customers, shown(&world, &new_deals(deals)));
    }
    let slot = |id: &str| {
        world
            .book
            .customers
            .iter()
            .find(|(_, c)| c.id.as_str() == id)
            .unwrap()
            .0
    };
    assert_eq!(first_deal(&world, slot("r1")), None);
    assert_eq!(first_deal(&world, slot("r2")), Some(day("2026-08-01")));
    assert_eq!(first_deal(&world, slot("c6")), None, "its order is to come");
}

#[test]
fn every_number_of_the_sample_opens_as_many_customers() {
    let as_of = day("2026-11-19");
    let world = World::new(guanxi::sample::book(as_of), as_of).0;
    let board = dashboard(&world);
    let slots: Vec<u32> = world.book.customers.iter().map(|(slot, _)| slot).collect();
    assert_eq!(board.all.customers, slots.len());
    for counted in [&board.dealt, &board.buyers, &board.incomplete]
        .into_iter()
        .chain(&board.completeness_bands)
    {
        assert_eq!(counted.customers, opened(&world, counted), "{counted:?}");
    }
    for deals in &board.first_deals {
        assert_eq!(deals.customers, shown(&world, &new_deals(deals)), "{deals:?}");
    }
    let in_bands: usize = board.completeness_bands.iter().map(|c| c.customers).sum();
    assert_eq!(in_bands, slots.len());
    for distribution in &board.distributions {
        let class = |slot: u32| world.evaluation.class_in(slot, &distribution.dimension);
        for c in &distribution.classes {
            let found = slots.iter().filter(|slot| class(**slot) == Some(&*c.id)).count();
            assert_eq!(c.tally.customers, found, "{} {}", distribution.dimension, c.id);
            let opens = shown(&world, &Query::of(&distribution.dimension, [&*c.id]));
            assert_eq!(c.tally.customers, opens, "{} {}", distribution.dimension, c.id);
        }
        let none = shown(&world, &Query::of(&distribution.dimension, [""]));
        assert_eq!(distribution.unclassified.customers, none, "{}", distribution.dimension);
        let some = shown(&world, &Query::default().without(&distribution.dimension, [""]));
        assert_eq!(distribution.classified(), some, "{}", distribution.dimension);
        let all = distribution.classified() + distribution.unclassified.customers;
        assert_eq!(all, slots.len(), "{}", distribution.dimension);
    }
    the_matrix_adds_up(&world, &board);
    for (tag, count) in &board.tags {
        let has = |slot: &&u32| world.evaluation.tags_of(**slot).any(|id| *id == **tag);
        assert_eq!(*count, slots.iter().filter(has).count(), "{tag}");
        assert_eq!(*count, shown(&world, &Query::of(TAG, [&**tag])), "{tag}");
    }
    let in_window = |after: u32, until: u32| -> Fen {
        let (after, until) = (as_of.minus_months(after), as_of.minus_months(until));
        let orders = world.book.orders.iter().map(|(_, o)| o);
        orders
            .filter(|o| after < o.date && o.date <= until)
            .map(|o| o.amount)
            .sum()
    };
    assert_eq!(
        (board.purchase, board.purchase_before),
        (in_window(12, 0), in_window(24, 12))
    );
    assert_eq!(board.all.purchase.ordered(), board.purchase);
}

fn the_matrix_adds_up(world: &World, board: &Dashboard) {
    let [value, stage] = ["value", "stage"].map(|id| board.distribution(id).unwrap());
    for (row, class) in board.matrix.iter().zip(&value.classes) {
        assert_eq!(row.iter().map(|t| t.customers).sum::<usize>(), class.tally.customers);
        for (cell, column) in row.iter().zip(&stage.classes) {
            let query = Query::of("value", [&*class.id]).with("stage", [&*column.id]);
            assert_eq!(cell.customers, shown(world, &query), "{} {}", class.id, column.id);
        }
    }
    for (column, class) in stage.classes.iter().enumerate() {
        let sum: usize = board.matrix.iter().map(|row| row[column].customers).sum();
        assert_eq!(sum, class.tally.customers);
    }
    let total: Purchases = board.matrix.iter().flatten().map(|t| t.purchase).sum();
    assert_eq!(total, board.all.purchase);
}

#[test]
fn months_and_missing_items_open_their_customers() {
    let as_of = day("2026-11-19");
    let (world, _) = World::new(guanxi::sample::book(as_of), as_of);
    let board = dashboard(&world);
    for gap in &board.gaps {
        let query = Query::of(GAP, [&*gap.item.to_string()]);
        assert_eq!(shown(&world, &query), gap.missing, "{}", ITEMS[gap.item].label.en);
    }
    for month in &board.months {
        let orders = world.book.orders.iter().map(|(_, o)| o);
        let buyers: std::collections::HashSet<&str> = orders
            .filter(|o| month.from <= o.date && o.date <= month.to)
            .map(|o| o.customer.as_str())
            .collect();
        let query = Query::of(ORDERED, [&*format!("{}..{}", month.from, month.to)]);
        assert_eq!(shown(&world, &query), buyers.len(), "{}", month.month);
    }
}

/// What each page says of one book agrees: the total of the board, its matrix, its months, the foot of the list and of what a bar opens.
fn one_sum_a_name(book: Book, as_of: Day) {
    let world = World::new(book, as_of).0;
    let board = dashboard(&world);
    let foot = |query: &Query| purchases(&world, &matching(&world, query, Index::default()));
    let everybody = foot(&Query::default());
    assert_eq!(everybody, board.all.purchase);
    assert_eq!(everybody.ordered(), board.purchase);
    assert_eq!(everybody.ordered(), board.months.iter().map(|m| m.amount).sum::<Fen>());
    assert_eq!(everybody, board.matrix.iter().flatten().map(|t| t.purchase).sum());
    // Who never ordered and declares a purchase: what is declared besides, and of the matrix.
    let declared = Metric::DeclaredAnnualPurchase.info().id;
    let declaring = Query::in_range(Metric::OrderCount, Range::below(1.0)).without(declared, [""]);
    assert_eq!(foot(&declaring).declared, board.all.purchase.declared);
    for distribution in &board.distributions {
        let tallies = distribution.classes.iter().map(|c| c.tally.purchase);
        let all: Purchases = tallies.chain([distribution.unclassified.purchase]).sum();
        assert_eq!(everybody, all, "{}", distribution.dimension);
        for class in &distribution.classes {
            let opened = foot(&Query::of(&distribution.dimension, [&*class.id]));
            assert_eq!(opened, class.tally.purchase, "{} {}", distribution.dimension, class.id);
        }
    }
    for month in &board.months {
        let query = Query::of(ORDERED, [&*format!("{}..{}", month.from, month.to)]);
        let found = matching(&world, &query, Index::default());
        assert_eq!(
            ordered_sum(&world, &query, &found),
            Some(month.amount),
            "{}",
            month.month
        );
    }
    // Who is named beside the figure of orders are those whose declared figure counts.
    let who = Query::in_range(Metric::OrderCount, Range::below(1.0)).without("declared_annual_purchase", [""]);
    assert_eq!(
        (foot(&who).declared, foot(&who).ordered()),
        (board.all.purchase.declared, Fen(0))
    );
    assert_eq!(
        ordered_sum(&world, &who, &matching(&world, &who, Index::default())),
        None
    );
}

#[test]
fn equal_names_are_equal_sums() {
    let as_of = day("2026-11-19");
    one_sum_a_name(guanxi::sample::book(as_of), as_of);
    one_sum_a_name(guanxi::sample::book(as_of), day("2026-06-30"));
    one_sum_a_name(small_book(), as_of);
    let Some(folder) = crate::oracle::folder("retail") else {
        return;
    };
    let rows = crate::oracle::rows(&folder.join("online_retail_orders.csv"));
    let (book, _) = crate::rfm::book(&rows, "order_date", "amount");
    one_sum_a_name(book, day("2011-12-10"));
}

#[test]
fn an_empty_book_has_an_empty_board() {
    let board = dashboard(&World::new(Book::default(), day("2026-11-19")).0);
    assert_eq!(
        (board.all.customers, board.completeness, board.gaps.len()),
        (0, None, 0)
    );
    assert_eq!((board.months.len(), board.purchase), (13, Fen(0)));
}

#[test]
#[ignore = "a measurement"]
fn speed_of_the_dashboard() {
    let world = World::new(guanxi::sample::large(1, 100_000, 10), guanxi::sample::LARGE_DAY).0;
    let start = std::time::Instant::now();
    let board = dashboard(&world);
    println!("{} customers: {:?}", board.all.customers, start.elapsed());
}
