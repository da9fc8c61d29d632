//! A place on a board.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Board;
use crate::ids::RecordId;
use crate::store::Key;

/// Parts of a board: more of them take more writes a second and cost more reads a look.
pub(super) const SHARDS: u64 = 8;

/// The most points that are told apart; whoever has more stands beside them. Three digits of the tree's base.
pub(super) const MOST: u64 = 262_143;

pub(super) const ENTRY: &str = "ENTRY#";

/// Somebody's place on a board: what everybody may see of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Names the player, and nobody's account.
    pub player: RecordId,
    /// How they want to be called.
    pub nickname: String,
    /// Points of the board's period.
    pub points: u64,
    /// Their level when they earned them.
    pub level: u64,
    /// When they came to these points.
    pub reached_at: Timestamp,
}

impl Place {
    /// The part of the board in which a player stands.
    pub(super) fn shard(&self) -> u64 {
        // An id ends in random characters.
        let text = self.player.to_string();
        text.bytes().last().map_or(0, u64::from) % SHARDS
    }

    /// What orders the board: most points first, then who reached them first, then the player.
    pub(super) fn order(&self) -> String {
        let lacking = MOST - self.points.min(MOST);
        let reached = self.reached_at.as_millisecond().max(0);
        format!("{lacking:06}#{reached:014}#{}", self.player)
    }

    /// Where it stands.
    pub(super) fn key(&self, board: &Board) -> Key {
        Key::new(
            partition(board, self.shard()),
            format!("{ENTRY}{}", self.order()),
        )
    }
}

/// A part of a board.
pub(super) fn partition(board: &Board, shard: u64) -> String {
    format!("BOARD#{board}#{shard}")
}
