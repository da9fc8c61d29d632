//! The first places of a board, a page at a time.

use futures::future::try_join_all;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::place::{ENTRY, SHARDS, partition};
use super::{Board, Place};
use crate::engagement::Ledger;
use crate::store::{AttributeValue, StoreError, from_item, has_expired};

/// After every place.
const END: &str = "~";

/// A place with its rank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// From 1; who has as many points has the same one.
    pub rank: u64,
    /// The place.
    pub place: Place,
}

/// Where a page ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopPosition {
    order: String,
    seen: u64,
    rank: u64,
    points: u64,
}

impl Ledger {
    /// A page of a board, the best first, and where the next one begins. Ranks are counted along the pages: who moves
    /// between two of them may be seen twice or not at all, and nobody's rank is wrong by more than these.
    ///
    /// # Errors
    /// Whatever a call met.
    pub async fn top(
        &self,
        board: &Board,
        limit: u16,
        after: Option<TopPosition>,
    ) -> Result<(Vec<Ranked>, Option<TopPosition>), StoreError> {
        let limit = usize::from(limit.max(1));
        let from = after.as_ref().map(|position| position.order.as_str());
        let shards = (0..SHARDS).map(|shard| self.of_shard(board, shard, from, limit + 1));
        let mut places = try_join_all(shards).await?.concat();
        places.sort_by_cached_key(Place::order);
        let more = places.len() > limit;
        places.truncate(limit);
        let ranked = rank(places, after);
        let next = ranked
            .last()
            .filter(|_| more)
            .map(|(last, seen)| TopPosition {
                order: last.place.order(),
                seen: *seen,
                rank: last.rank,
                points: last.place.points,
            });
        Ok((ranked.into_iter().map(|(ranked, _)| ranked).collect(), next))
    }

    async fn of_shard(
        &self,
        board: &Board,
        shard: u64,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Vec<Place>, StoreError> {
        // No order is the beginning of another one: what follows one is what is greater than it with a blank.
        let first = after.map_or_else(|| ENTRY.to_owned(), |order| format!("{ENTRY}{order} "));
        let answer = self
            .table
            .client()
            .query()
            .table_name(self.table.name())
            .key_condition_expression("pk = :pk AND sk BETWEEN :first AND :last")
            .expression_attribute_values(":pk", AttributeValue::S(partition(board, shard)))
            .expression_attribute_values(":first", AttributeValue::S(first))
            .expression_attribute_values(":last", AttributeValue::S(format!("{ENTRY}{END}")))
            .limit(i32::try_from(limit).unwrap_or(i32::MAX))
            .consistent_read(true)
            .send()
            .await
            .map_err(StoreError::from_sdk)?;
        let now = Timestamp::now();
        let items = answer.items.unwrap_or_default().into_iter();
        items
            .filter(|item| !has_expired(item, now))
            .map(from_item)
            .collect()
    }
}

/// Counts ranks on from where the page before ended; each with how many players were seen until it.
fn rank(places: Vec<Place>, after: Option<TopPosition>) -> Vec<(Ranked, u64)> {
    let mut seen = after.as_ref().map_or(0, |position| position.seen);
    let mut last = after.map(|position| (position.rank, position.points));
    let mut ranked = Vec::with_capacity(places.len());
    for place in places {
        seen += 1;
        let rank = match last {
            Some((rank, points)) if points == place.points => rank,
            _ => seen,
        };
        last = Some((rank, place.points));
        ranked.push((Ranked { rank, place }, seen));
    }
    ranked
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ids::RecordId;

    fn place(points: u64) -> Place {
        Place {
            player: RecordId::generate(),
            nickname: "Lola".to_owned(),
            points,
            level: 1,
            reached_at: Timestamp::UNIX_EPOCH,
        }
    }

    proptest! {
        #[test]
        fn ranks_do_not_depend_on_where_pages_end(
            mut points in prop::collection::vec(1..12_u64, 1..40),
            cut in 0..40_usize,
        ) {
            points.sort_unstable_by(|one, other| other.cmp(one));
            let places: Vec<Place> = points.iter().map(|points| place(*points)).collect();
            let whole: Vec<u64> = rank(places.clone(), None).iter().map(|(one, _)| one.rank).collect();
            for (points, rank) in points.iter().zip(&whole) {
                let above = places.iter().filter(|place| place.points > *points).count();
                prop_assert_eq!(*rank, above as u64 + 1);
            }
            let (first, second) = places.split_at(cut.min(places.len()));
            let mut parts = rank(first.to_vec(), None);
            let position = parts.last().map(|(last, seen)| TopPosition {
                order: last.place.order(),
                seen: *seen,
                rank: last.rank,
                points: last.place.points,
            });
            parts.extend(rank(second.to_vec(), position));
            let parts: Vec<u64> = parts.iter().map(|(one, _)| one.rank).collect();
            prop_assert_eq!(parts, whole);
        }
    }
}
