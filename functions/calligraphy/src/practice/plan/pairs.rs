//! Characters that come in pairs.

use std::collections::BTreeMap;

use jiff::civil::Date;
use nazar::store::history::Score;
use nazar::store::practice::{Card, Grade, Practised};

use super::{LookAlikes, Planned, Reason};

/// Days after which a confusion matters half as much.
const HALF_LIFE: f64 = 14.0;

/// A pair is worth practising while it matters at least this much; a single confusion does for two weeks.
const LEAST_WEIGHT: f64 = 0.5;

/// How a pair was mixed up, one way or the other.
#[derive(Debug, Clone, Copy, Default)]
struct Mixed {
    weight: f64,
    times: u32,
}

/// The pairs that the person mixes up, the ones that matter most first, but for those drawn today already.
pub(super) fn confused(practised: &Practised, today: Date) -> Vec<[Planned; 2]> {
    let mut pairs: BTreeMap<(u8, u8), Mixed> = BTreeMap::new();
    for confusion in &practised.confusions {
        let (one, other) = (confusion.wanted, confusion.recognised);
        let fading = 0.5_f64.powf(f64::from(confusion.days_since(today)) / HALF_LIFE);
        let pair = pairs.entry((one.min(other), one.max(other))).or_default();
        pair.weight += f64::from(confusion.count) * fading;
        pair.times = pair.times.saturating_add(confusion.count);
    }
    let mut pairs: Vec<((u8, u8), Mixed)> = pairs
        .into_iter()
        .filter(|((one, other), pair)| {
            pair.weight >= LEAST_WEIGHT && !both_drawn(&practised.cards, *one, *other, today)
        })
        .collect();
    // A stable sort: of equals, the first in the alphabet.
    pairs.sort_by(|(_, one), (_, other)| other.weight.total_cmp(&one.weight));
    pairs
        .into_iter()
        .map(|((one, other), pair)| Planned::pair(one, other, Reason::Confused, pair.times))
        .collect()
}

/// Characters that are not steady yet (a mean below what the statistics call a good score, or a failed review), each with the
/// first of its look-alikes that the person knows too; the least steady first.
pub(super) fn alike(cards: &[Card], look_alikes: LookAlikes, today: Date) -> Vec<[Planned; 2]> {
    let mut shaky: Vec<&Card> = cards
        .iter()
        .filter(|card| card.mean_score < Score::GOOD.value() || card.grade == Grade::Again)
        .collect();
    shaky.sort_by(|one, other| one.mean_score.total_cmp(&other.mean_score));
    let known = |class: u8| cards.iter().any(|card| card.class_id == class);
    shaky
        .into_iter()
        .filter_map(|card| {
            let mut candidates = look_alikes(card.class_id).into_iter();
            let partner = candidates.find(|&class| known(class))?;
            let drawn = both_drawn(cards, card.class_id, partner, today);
            (!drawn).then(|| Planned::pair(card.class_id, partner, Reason::LookAlike, 0))
        })
        .collect()
}

fn both_drawn(cards: &[Card], one: u8, other: u8, today: Date) -> bool {
    let drawn = |class: u8| {
        cards
            .iter()
            .any(|card| card.class_id == class && card.practised_on >= today)
    };
    drawn(one) && drawn(other)
}
