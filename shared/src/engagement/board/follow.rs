//! Moving somebody's places to where their points want them.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::{ConditionCheck, Delete, Put, TransactWriteItem, Update};
use jiff::Timestamp;

use super::place::partition;
use super::player::Player;
use super::{Board, Place, tree};
use crate::Owner;
use crate::engagement::award::number;
use crate::engagement::score::{PREFIX, Score, score_key};
use crate::engagement::{Ledger, Level, key};
use crate::store::page::Listing;
use crate::store::{AttributeValue, EXPIRES_AT, Key, PageRequest, StoreError, to_item, transact};

/// Tries of a move that points overtake.
const TRIES: usize = 6;

/// Boards of one person that are looked at when they leave: those of the weeks and months that are kept, and some.
const MOST_BOARDS: u16 = 100;

impl Ledger {
    /// Puts somebody's places on the boards of this moment where their points want them; nothing for who has not joined.
    ///
    /// # Errors
    /// Whatever a call met; the next call makes up for it.
    pub async fn follow(&self, owner: Owner, now: Timestamp) -> Result<(), StoreError> {
        self.follow_on(owner, &Board::current(now), now).await
    }

    /// As [`Ledger::follow`], on these boards.
    pub(in crate::engagement) async fn follow_on(
        &self,
        owner: Owner,
        boards: &[Board],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        if self.player(owner).await?.is_none() {
            return Ok(());
        }
        for board in boards {
            self.place(owner, board, now).await?;
        }
        Ok(())
    }

    /// Takes somebody off every board. Repeating it changes nothing.
    pub(super) async fn clear(&self, owner: Owner, now: Timestamp) -> Result<(), StoreError> {
        let listing = Listing::all(format!("USER#{owner}"), PREFIX.to_owned());
        let request = PageRequest {
            limit: MOST_BOARDS,
            after: None,
        };
        let rows = self.table.newest_first::<Row, String>(&listing, request);
        for Row { sk, score } in rows.await?.items {
            let name = sk.strip_prefix(PREFIX).unwrap_or_default();
            if score.place.is_some() {
                self.place(owner, &Board::named(name), now).await?;
            }
        }
        Ok(())
    }

    /// Moves one place, if it is not where it belongs.
    async fn place(&self, owner: Owner, board: &Board, now: Timestamp) -> Result<(), StoreError> {
        for _ in 0..TRIES {
            let all = Board::at(super::Period::AllTime, now);
            let (player, score, all) = tokio::try_join!(
                self.player(owner),
                self.score(owner, board),
                self.score(owner, &all)
            )?;
            let wanted = wanted(player.as_ref(), &score, Level::of(all.points));
            if wanted == score.place {
                return Ok(());
            }
            let actions = self.moving(owner, board, &score, wanted.as_ref(), player, now)?;
            match transact(self.table.client(), actions).await {
                Ok(()) => return Ok(()),
                Err(error) if error.condition_failed_at(0) || error.condition_failed_at(1) => {}
                Err(error) => return Err(error),
            }
        }
        Err(StoreError::Unavailable(
            "somebody's points changed again and again".into(),
        ))
    }

    fn moving(
        &self,
        owner: Owner,
        board: &Board,
        score: &Score,
        wanted: Option<&Place>,
        player: Option<Player>,
        now: Timestamp,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let mut actions = vec![self.noting(owner, board, score, wanted)?];
        if wanted.is_some()
            && let Some(player) = player
        {
            actions.push(self.still_plays(owner, &player)?);
        }
        let left = score.place.as_ref().map(|place| place.key(board));
        let entered = wanted.map(|place| place.key(board));
        // With another nickname alone the place is the same.
        if let Some(at) = left.filter(|at| entered.as_ref() != Some(at)) {
            actions.push(self.leaving(&at)?);
        }
        if let Some(place) = wanted {
            actions.push(self.entering(board, place, now)?);
        }
        let shard = wanted.or(score.place.as_ref()).map_or(0, Place::shard);
        let points = |place: &Place| place.points;
        let before = score.place.as_ref().map(points);
        for (node, digits) in tree::changes(before, wanted.map(points)) {
            let at = Key::new(partition(board, shard), node);
            actions.push(self.counting(board, &at, &digits, now)?);
        }
        Ok(actions)
    }

    /// The row of sums with the new place, over what was read.
    fn noting(
        &self,
        owner: Owner,
        board: &Board,
        score: &Score,
        wanted: Option<&Place>,
    ) -> Result<TransactWriteItem, StoreError> {
        let update = Update::builder()
            .table_name(self.table.name())
            .set_key(Some(score_key(owner, board).to_attributes()))
            .expression_attribute_values(":points", number(score.points))
            .expression_attribute_values(":next", number(score.moves + 1));
        let update = match wanted {
            Some(place) => update
                .update_expression("SET place = :place, moves = :next")
                .expression_attribute_values(
                    ":place",
                    AttributeValue::M(serde_dynamo::to_item(place)?),
                ),
            None => update.update_expression("SET moves = :next REMOVE place"),
        };
        let update = match score.moves {
            0 => update.condition_expression("points = :points AND attribute_not_exists(moves)"),
            moves => update
                .condition_expression("points = :points AND moves = :moves")
                .expression_attribute_values(":moves", number(moves)),
        };
        let update = update.build().map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().update(update).build())
    }

    /// Whoever leaves or changes their nickname meanwhile is not put back as they were.
    fn still_plays(&self, owner: Owner, player: &Player) -> Result<TransactWriteItem, StoreError> {
        let check = ConditionCheck::builder()
            .table_name(self.table.name())
            .set_key(Some(key(owner, super::player::SORT_KEY).to_attributes()))
            .condition_expression("version = :version")
            .expression_attribute_values(":version", number(player.version))
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().condition_check(check).build())
    }

    fn leaving(&self, at: &Key) -> Result<TransactWriteItem, StoreError> {
        let delete = Delete::builder()
            .table_name(self.table.name())
            .set_key(Some(at.to_attributes()))
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }

    fn entering(
        &self,
        board: &Board,
        place: &Place,
        now: Timestamp,
    ) -> Result<TransactWriteItem, StoreError> {
        let mut item = to_item(&place.key(board), place)?;
        if let Some(expiry) = board.expires_at(now) {
            item.insert(EXPIRES_AT.to_owned(), number(expiry));
        }
        let put = Put::builder()
            .table_name(self.table.name())
            .set_item(Some(item))
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().put(put).build())
    }

    fn counting(
        &self,
        board: &Board,
        at: &Key,
        digits: &BTreeMap<u64, i64>,
        now: Timestamp,
    ) -> Result<TransactWriteItem, StoreError> {
        let mut update = Update::builder()
            .table_name(self.table.name())
            .set_key(Some(at.to_attributes()));
        let mut added = Vec::new();
        for (digit, change) in digits {
            let counter = tree::counter(*digit);
            added.push(format!("{counter} :{counter}"));
            update = update.expression_attribute_values(format!(":{counter}"), number(change));
        }
        let mut expression = format!("ADD {}", added.join(", "));
        if let Some(expiry) = board.expires_at(now) {
            expression.push_str(" SET expires_at = :expiry");
            update = update.expression_attribute_values(":expiry", number(expiry));
        }
        let update = update
            .update_expression(expression)
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().update(update).build())
    }
}

/// A row of sums with its sort key, which names the board.
#[derive(Debug, serde::Deserialize)]
struct Row {
    sk: String,
    #[serde(flatten)]
    score: Score,
}

/// Where somebody belongs: on the board once they have points and for as long as they play.
fn wanted(player: Option<&Player>, score: &Score, level: Level) -> Option<Place> {
    let player = player.filter(|player| !player.leaving)?;
    let reached_at = score.reached_at.filter(|_| score.points > 0)?;
    Some(Place {
        player: player.id,
        nickname: player.nickname.clone(),
        points: score.points,
        level: level.number(),
        reached_at,
    })
}
