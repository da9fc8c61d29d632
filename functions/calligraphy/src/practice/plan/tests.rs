//! Plans, case by case and by their rules.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::date;
use nazar::store::practice::Confusion;
use proptest::prelude::*;

use super::*;
use crate::practice::testing::{card, drawn, scored};

const TODAY: Date = date(2026, 3, 20);

/// In these tests each character looks like the next one.
fn next_ones(class_id: u8) -> Vec<u8> {
    vec![(class_id + 1) % 62]
}

fn none(_: u8) -> Vec<u8> {
    Vec::new()
}

fn with(cards: Vec<Card>) -> Practised {
    Practised {
        cards,
        ..Practised::default()
    }
}

fn confusion(wanted: u8, recognised: u8, count: u32, last_day: Date) -> Confusion {
    Confusion {
        wanted,
        recognised,
        count,
        last_day,
    }
}

fn classes(plan: &[Planned]) -> Vec<u8> {
    plan.iter().map(|item| item.class_id).collect()
}

fn reasons(plan: &[Planned]) -> Vec<Reason> {
    plan.iter().map(|item| item.reason).collect()
}

#[test]
fn a_beginner_begins_at_the_beginning() {
    let plan = plan(&Practised::default(), none, TODAY, 10);
    assert_eq!(classes(&plan), [0, 1, 2, 3, 4]);
    assert_eq!(reasons(&plan), [Reason::New; 5]);
}

#[test]
fn what_is_due_comes_first_and_the_weakest_memory_before_all() {
    let cards = vec![
        card(0, TODAY - 3.days()),
        card(1, TODAY - 9.days()),
        scored(2, TODAY - 3.days(), 20.0),
        // Not due for days.
        scored(3, TODAY - 1.day(), 99.0),
    ];
    let plan = plan(&with(cards), none, TODAY, 10);
    assert_eq!(classes(&plan)[..3], [2, 1, 0]);
    assert_eq!(
        reasons(&plan)[..3],
        [Reason::Forgotten, Reason::Due, Reason::Due]
    );
    assert_eq!(reasons(&plan)[3..], [Reason::New; 5]);
    assert!(!classes(&plan).contains(&3));
}

#[test]
fn a_character_is_due_on_its_day_and_not_before() {
    let learnt = card(0, TODAY);
    let on = |day| due(std::slice::from_ref(&learnt), day).len();
    assert_eq!(on(learnt.due_on - 1.day()), 0);
    assert_eq!(on(learnt.due_on), 1);
}

#[test]
fn mixed_up_characters_stand_side_by_side() {
    let mut practised = with(vec![card(7, TODAY - 9.days())]);
    practised.confusions = vec![
        confusion(7, 12, 1, TODAY - 2.days()),
        confusion(12, 7, 2, TODAY - 1.day()),
    ];
    let plan = plan(&practised, none, TODAY, 10);
    assert_eq!(plan[..2], Planned::pair(7, 12, Reason::Confused, 3));
}

#[test]
fn a_confusion_fades_unless_it_is_repeated() {
    let on = |count, days: i32| {
        let mut practised = with(vec![]);
        practised.confusions = vec![confusion(7, 12, count, TODAY - days.days())];
        pairs::confused(&practised, TODAY).len()
    };
    assert_eq!((on(1, 14), on(1, 15)), (1, 0));
    assert_eq!((on(4, 42), on(4, 43)), (1, 0));
}

#[test]
fn a_pair_that_was_drawn_today_has_had_its_turn() {
    let mut practised = with(vec![card(7, TODAY), card(12, TODAY)]);
    practised.confusions = vec![confusion(7, 12, 3, TODAY)];
    assert!(pairs::confused(&practised, TODAY).is_empty());
    assert_eq!(pairs::confused(&practised, TODAY + 1.day()).len(), 1);
}

#[test]
fn pairs_leave_most_places_to_what_is_due() {
    let mut practised = with((0..40).map(|class| card(class, TODAY - 9.days())).collect());
    practised.confusions = (0..20)
        .map(|class| confusion(2 * class, 2 * class + 1, 1, TODAY))
        .collect();
    let plan = plan(&practised, none, TODAY, 16);
    let confused = reasons(&plan)
        .iter()
        .filter(|reason| **reason == Reason::Confused)
        .count();
    assert_eq!((plan.len(), confused), (16, 4));
}

#[test]
fn an_unsteady_character_comes_with_its_look_alike() {
    let cards = vec![scored(7, TODAY - 1.day(), 74.0), card(8, TODAY - 1.day())];
    let mut practised = with(cards);
    practised.cards[0].due_on = TODAY + 3.days();
    let plan = plan(&practised, next_ones, TODAY, 10);
    assert_eq!(plan[..2], Planned::pair(7, 8, Reason::LookAlike, 0));
}

#[test]
fn a_look_alike_that_was_never_drawn_is_no_help() {
    let cards = [scored(7, TODAY - 1.day(), 74.0)];
    assert!(pairs::alike(&cards, next_ones, TODAY).is_empty());
}

fn state() -> impl Strategy<Value = Practised> {
    let cards = proptest::collection::btree_map(
        0_u8..62,
        (0_i32..60, 0.0_f32..100.0, 0.0_f32..100.0),
        0..62,
    );
    let confusions =
        proptest::collection::btree_map((0_u8..62, 0_u8..62), (1_u32..9, 0_i32..60), 0..30);
    (cards, confusions).prop_map(|(cards, confusions)| Practised {
        cards: cards
            .into_iter()
            .map(|(class, (ago, first, second))| {
                let card = scored(class, TODAY - (ago + 3).days(), first);
                card.after(&drawn(class, TODAY - ago.days(), second))
            })
            .collect(),
        confusions: confusions
            .into_iter()
            .filter(|((wanted, recognised), _)| wanted != recognised)
            .map(|((wanted, recognised), (count, ago))| {
                confusion(wanted, recognised, count, TODAY - ago.days())
            })
            .collect(),
        streak: None,
    })
}

proptest! {
    #[test]
    fn a_plan_keeps_its_rules(practised in state(), limit in 1_usize..=50) {
        let plan = plan(&practised, next_ones, TODAY, limit);
        prop_assert!(plan.len() <= limit);

        let distinct: BTreeSet<u8> = classes(&plan).into_iter().collect();
        prop_assert_eq!(distinct.len(), plan.len(), "a character twice: {:?}", plan);

        let card = |class: u8| practised.cards.iter().find(|card| card.class_id == class);
        for item in &plan {
            match item.reason {
                Reason::Due | Reason::Forgotten => prop_assert!(card(item.class_id).unwrap().due_on <= TODAY),
                Reason::New => prop_assert!(card(item.class_id).is_none()),
                Reason::LookAlike => prop_assert!(card(item.class_id).is_some()),
                Reason::Confused => prop_assert!(item.times > 0),
            }
            if let Some(partner) = item.partner {
                let place = plan.iter().position(|other| other == item).unwrap();
                let beside = [place.checked_sub(1), Some(place + 1)];
                let found = beside.into_iter().flatten().filter_map(|place| plan.get(place))
                    .any(|other| other.class_id == partner && other.partner == Some(item.class_id));
                prop_assert!(found, "{:?} stands without its partner in {:?}", item, plan);
            }
        }
        let due = practised.cards.iter().filter(|card| card.due_on <= TODAY).count();
        prop_assert!(plan.len() >= due.min(limit));
    }
}
