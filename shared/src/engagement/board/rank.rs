//! Somebody's own rank, read from the tree: what it costs does not depend on how many players there are.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::KeysAndAttributes;
use jiff::Timestamp;

use super::place::{SHARDS, partition};
use super::{Board, Place, Player, tree};
use crate::Owner;
use crate::engagement::Ledger;
use crate::store::{Item, Key, StoreError, has_expired};

/// Calls until everything asked for was answered: under load DynamoDB answers a part.
const TRIES: usize = 8;

/// How somebody stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Who they are on the boards; `None` for who has not joined.
    pub player: Option<Player>,
    /// Their place; `None` for who has not joined or has no points in this period.
    pub place: Option<Place>,
    /// Their rank, from 1.
    pub rank: Option<u64>,
    /// Their points of the period, on the board or not.
    pub points: u64,
    /// How many players are on the board.
    pub players: u64,
}

impl Ledger {
    /// How somebody stands on a board. A place that a failed move left behind is put right first.
    ///
    /// # Errors
    /// Whatever a call met.
    pub async fn standing(
        &self,
        owner: Owner,
        board: &Board,
        now: Timestamp,
    ) -> Result<Standing, StoreError> {
        self.follow(owner, now).await?;
        let (player, score) = tokio::try_join!(self.plays(owner), self.score(owner, board))?;
        let place = score.place.filter(|_| player.is_some());
        let points = place.as_ref().map_or(0, |place| place.points);
        let counts = self.counts(board, points).await?;
        let count = |node: &str, digit: u64| {
            let counter = tree::counter(digit);
            counts
                .get(&(node.to_owned(), counter))
                .copied()
                .unwrap_or_default()
        };
        Ok(Standing {
            rank: place.as_ref().map(|_| tree::above(points, count) + 1),
            players: tree::all(count),
            points: score.points,
            player,
            place,
        })
    }

    /// The counters on the way to these points, of all shards together, by node and name.
    async fn counts(
        &self,
        board: &Board,
        points: u64,
    ) -> Result<HashMap<(String, String), u64>, StoreError> {
        let nodes = tree::way(points);
        let keys = (0..SHARDS).flat_map(|shard| {
            let at = partition(board, shard);
            nodes
                .iter()
                .map(move |(node, _)| Key::new(at.clone(), node.clone()).to_attributes())
        });
        let mut counts: HashMap<(String, String), u64> = HashMap::new();
        for item in self.all_of(keys.collect()).await? {
            let node = item.get("sk").and_then(|sk| sk.as_s().ok()).cloned();
            let node = node.unwrap_or_default();
            for (name, value) in &item {
                let value = value
                    .as_n()
                    .ok()
                    .and_then(|value| value.parse::<u64>().ok());
                let Some(value) = value.filter(|_| name.starts_with('c')) else {
                    continue;
                };
                *counts.entry((node.clone(), name.clone())).or_default() += value;
            }
        }
        Ok(counts)
    }

    async fn all_of(&self, keys: Vec<Item>) -> Result<Vec<Item>, StoreError> {
        let mut found = Vec::new();
        let mut left = keys;
        for _ in 0..TRIES {
            let wanted = KeysAndAttributes::builder()
                .set_keys(Some(left))
                .consistent_read(true)
                .build()
                .map_err(StoreError::refused)?;
            let answer = self
                .table
                .client()
                .batch_get_item()
                .request_items(self.table.name(), wanted)
                .send()
                .await
                .map_err(StoreError::from_sdk)?;
            let items = answer
                .responses
                .unwrap_or_default()
                .remove(self.table.name());
            let now = Timestamp::now();
            found.extend(
                items
                    .unwrap_or_default()
                    .into_iter()
                    .filter(|item| !has_expired(item, now)),
            );
            let rest = answer.unprocessed_keys.unwrap_or_default();
            left = rest.into_values().flat_map(|rest| rest.keys).collect();
            if left.is_empty() {
                return Ok(found);
            }
        }
        Err(StoreError::Unavailable("not all rows were answered".into()))
    }
}
