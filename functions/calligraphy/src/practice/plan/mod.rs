//! The plan: which characters, in which order, and why.
//!
//! What is due comes first, weakest memory first. Pairs of characters that the person mixes up have up to a quarter of the
//! places, whatever is due, because contrast is what undoes a confusion. What places are left go to the model's own
//! look-alikes of characters that are not steady yet, and to new characters.

mod curriculum;
mod item;
mod pairs;
#[cfg(test)]
mod tests;
mod words;

pub(super) use item::{Planned, Reason};
pub(super) use words::sentence;

use jiff::civil::Date;
use nazar::store::practice::{Card, Grade, Practised};

/// Of the places of a plan, one in so many may be of a confused pair.
const PAIR_SHARE: usize = 4;

/// The classes that a character is easily taken for, most easily first.
pub(super) type LookAlikes = fn(u8) -> Vec<u8>;

/// What a person should practise on a day: at most `limit` characters, none twice.
pub(super) fn plan(
    practised: &Practised,
    look_alikes: LookAlikes,
    today: Date,
    limit: usize,
) -> Vec<Planned> {
    let cards = &practised.cards;
    let due = due(cards, today);
    let confused = pairs::confused(practised, today);
    let places = (limit / PAIR_SHARE).max(2).min(limit);
    let confused = whole_pairs(&confused, places, &[]);

    let mut plan: Vec<Planned> = due
        .iter()
        .filter(|item| !names(&confused, item.class_id))
        .take(limit - confused.len())
        .copied()
        .collect();
    plan.extend(confused);

    let alike = pairs::alike(cards, look_alikes, today);
    let left = (limit - plan.len()).min(2);
    plan.extend(whole_pairs(&alike, left, &plan));

    for class_id in curriculum::new_today(cards, due.len(), today) {
        if plan.len() < limit && !names(&plan, class_id) {
            plan.push(Planned::new(class_id, Reason::New));
        }
    }
    plan
}

/// What is due, weakest memory first.
fn due(cards: &[Card], today: Date) -> Vec<Planned> {
    let mut due: Vec<&Card> = cards.iter().filter(|card| card.due_on <= today).collect();
    due.sort_by(|one, other| {
        let recall = |card: &Card| card.retrievability(today);
        recall(one)
            .total_cmp(&recall(other))
            .then(one.class_id.cmp(&other.class_id))
    });
    let item = |card: &Card| {
        let reason = match card.grade {
            Grade::Again => Reason::Forgotten,
            Grade::Hard | Grade::Good | Grade::Easy => Reason::Due,
        };
        Planned::new(card.class_id, reason)
    };
    due.into_iter().map(item).collect()
}

/// The pairs that fit into so many places and share no character with each other or with what is planned already.
fn whole_pairs(pairs: &[[Planned; 2]], places: usize, planned: &[Planned]) -> Vec<Planned> {
    let mut chosen: Vec<Planned> = Vec::new();
    for pair in pairs {
        let taken = |item: &Planned| names(&chosen, item.class_id) || names(planned, item.class_id);
        if chosen.len() + pair.len() <= places && !pair.iter().any(taken) {
            chosen.extend(pair);
        }
    }
    chosen
}

fn names(plan: &[Planned], class_id: u8) -> bool {
    plan.iter().any(|item| item.class_id == class_id)
}
