//! What a draft of rules does to tasks, told before it is adopted: rules alone, and how much is asked.

use guanxi::domain::care::{
    CarePlan, Deed, Limits, MovedTask, Shift, TaskList, TaskMoves, TaskRehearsal, deeds, playbooks, set_limits,
};
use guanxi::domain::rule::Rulebook;
use guanxi::domain::world::World;
use serde_json::{Value, json};

use crate::care::{day, touch, world};

/// Rules by which who has dealt for so many days is old, and one playbook: who is old is called on the day, everybody visited, within three days.
fn rules(old: u32) -> Rulebook {
    let off = |id: &str| json!({"id": id, "retired": true, "name": id, "trigger": {"event": "created"}, "steps": []});
    let shipped = playbooks(&Rulebook::default()).0;
    let mut books: Vec<Value> = shipped.iter().map(|it| off(&it.id)).collect();
    let step = |id: &str, channel: &str, latest: u32| json!({"id": id, "name": id, "channels": [channel], "ideal": {"n": 0, "unit": "days"}, "latest": {"n": latest, "unit": "days"}});
    let mut call = step("call", "call", 0);
    call["when"] = json!({"fact": "bond", "operator": "equal", "value": "old"});
    books.push(json!({"id": "own", "name": "自己的", "trigger": {"event": "created"}, "steps": [call, step("visit", "visit", 3)]}));
    let old = json!({"id": "old", "name": "老", "when": {"fact": "days_since_first_deal", "operator": "greaterThanInclusive", "value": old}});
    let bond = json!({"id": "bond", "name": "来往", "otherwise": "new", "classes": [old, {"id": "new", "name": "新"}]});
    Rulebook::from_json(&json!({"dimensions": [bond], "playbooks": books})).unwrap()
}

/// Four customers of one person, written down on a Monday, which is today.
fn book() -> World {
    let since = |days: i32| day("2026-11-23").plus_days(-days);
    let customer = |id: &str, days: i32| json!({"id": id, "name": id, "owner": "周敏", "created_on": "2026-11-23", "cooperation_since": since(days)});
    let contacts: Vec<Value> = (1..4)
        .map(|n| touch(&format!("i{n}"), &format!("2026-11-0{n}"), "call"))
        .collect();
    let mut world = world(
        &json!({"customers": [customer("a", 50), customer("b", 150), customer("c", 250), customer("d", 350)], "interactions": contacts}),
        "2026-11-23",
    );
    world.book.head.rulebook = rules(200);
    World::new(world.book, world.evaluation.as_of).0
}

fn told(rules: &Rulebook) -> TaskMoves {
    let world = book();
    let mut rehearsal = TaskRehearsal::begin(&world, rules).unwrap();
    while rehearsal.step(&world) {}
    rehearsal.moves(&world)
}

/// What is to be done by rules that are in force.
fn asked(rules: Rulebook) -> Vec<Deed> {
    let mut world = book();
    world.book.head.rulebook = rules;
    let world = World::new(world.book, world.evaluation.as_of).0;
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    let mut all = deeds(&world, &care, TaskList::of(&world, &care).tasks());
    // No rule of playbooks moves what is settled elsewhere.
    all.retain(|deed| !deed.is_elsewhere());
    all
}

/// Which they are: what becomes of them, whose, which step, the good day and the latest one, and the good day before.
fn which(rules: &Rulebook) -> Vec<String> {
    let world = book();
    let mut rehearsal = TaskRehearsal::begin(&world, rules).unwrap();
    while rehearsal.step(&world) {}
    let row = |it: &MovedTask| {
        let customer = &world.book.customers.at(it.customer).unwrap().id;
        let before = it.before.map_or_else(|| "-".to_owned(), |day| day.to_string());
        let [ideal, latest] = it.days;
        format!("{} {customer} {} {ideal} {latest} {before}", it.way.word(), it.what.zh)
    };
    rehearsal.moved(&world).iter().map(row).collect()
}

const NONE: TaskMoves = TaskMoves {
    appear: 0,
    vanish: 0,
    shift: 0,
    held: 0,
    freed: 0,
};

#[test]
fn rules_alone_make_tasks_appear_and_vanish() {
    // In force: c and d are called, all four visited.
    assert_eq!(asked(rules(200)).len(), 6);
    assert_eq!(told(&rules(200)), NONE);
    assert_eq!(told(&rules(300)), TaskMoves { vanish: 1, ..NONE });
    assert_eq!(told(&rules(40)), TaskMoves { appear: 2, ..NONE });
    assert_eq!(
        which(&rules(300)),
        ["vanish c 自己的：call 2026-11-23 2026-11-23 2026-11-23"]
    );
    assert_eq!(
        which(&rules(40)),
        [
            "appear a 自己的：call 2026-11-23 2026-11-23 -",
            "appear b 自己的：call 2026-11-23 2026-11-23 -"
        ]
    );
    // As adopting it then does.
    assert_eq!((asked(rules(300)).len(), asked(rules(40)).len()), (5, 8));
    // A border that nobody lies behind, and rules that ask nothing of it.
    assert_eq!(told(&rules(240)), NONE);
    // A rulebook that does not compile is told of elsewhere.
    let mut broken = rules(300);
    broken.dimensions[0].bands_of = Some("nothing".into());
    assert!(TaskRehearsal::begin(&book(), &broken).is_err());
}

#[test]
fn how_much_is_asked_holds_tasks_back_and_moves_them() {
    let limited = |month, day| {
        let mut rules = rules(200);
        set_limits(&mut rules, Limits { month, day });
        rules
    };
    assert_eq!(told(&limited(Some(8), None)), NONE);
    assert_eq!(told(&limited(None, None)), NONE, "no month is that full");
    // One a month: c has had three contacts by now, so that both of its tasks wait; d is called, and its visit waits. Those of a and b are the first.
    let most = limited(Some(1), None);
    let held = |all: &[Deed]| {
        all.iter()
            .filter(|deed| matches!(deed.shift, Some(Shift::Held { .. })))
            .count()
    };
    assert_eq!(held(&asked(most.clone())), 3);
    assert_eq!(told(&most), TaskMoves { held: 3, ..NONE });
    // Three a day: the calls cannot wait; of the four visits three move, to the 24th, which has room for them.
    let room = limited(Some(8), Some(3));
    let moved = |all: &[Deed]| {
        all.iter()
            .filter(|deed| matches!(deed.shift, Some(Shift::Moved { .. })))
            .count()
    };
    assert_eq!(moved(&asked(room.clone())), 3);
    assert_eq!(told(&room), TaskMoves { shift: 3, ..NONE });
    let shifted = which(&room);
    let is_so =
        |row: &String| row.starts_with("shift ") && row.ends_with(" 自己的：visit 2026-11-24 2026-11-26 2026-11-23");
    assert!(shifted.len() == 3 && shifted.iter().all(is_so), "{shifted:?}");
    // And back again.
    let mut world = book();
    world.book.head.rulebook = most;
    let world = World::new(world.book, world.evaluation.as_of).0;
    let mut rehearsal = TaskRehearsal::begin(&world, &rules(200)).unwrap();
    while rehearsal.step(&world) {}
    assert_eq!(rehearsal.moves(&world), TaskMoves { freed: 3, ..NONE });
    // Rules and limits at once: b is called as well, and of its two the call is asked.
    let mut both = rules(100);
    set_limits(
        &mut both,
        Limits {
            month: Some(1),
            day: None,
        },
    );
    assert_eq!(
        told(&both),
        TaskMoves {
            appear: 1,
            held: 4,
            ..NONE
        }
    );
}
