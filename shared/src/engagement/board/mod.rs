//! The leaderboard: of a week, of a month, of all times. Only those who joined are on it, under a nickname that says
//! nothing of who they are.
//!
//! ```text
//! BOARD#<board>#<shard>  ENTRY#<points, falling>#<when>#<player>   somebody's place, in the order of the board
//! BOARD#<board>#<shard>  TREE#…                                    how many players have how many points: see `tree`
//! NICKNAME#<folded>      NICKNAME                                  marks that a nickname is taken
//! USER#<owner>           PLAYER                                    that somebody joined, and as whom
//! USER#<owner>           SCORE#<board>                             their points, and where on the board they stand
//! ```
//!
//! Everything is kept up when points are given, in a transaction of its own that moves a place from where the row of sums
//! says that it is to where its points want it (`follow`). Nobody is locked by it, and a move that failed is made up for
//! by the next one. A player belongs to one of a few shards by chance, so that many players are not one hot partition;
//! reading a board asks every shard for its first places and merges them.
//!
//! Weeks begin on Monday and months on the first, in Tashkent: one board for all needs one calendar. Who has as many points as
//! somebody else shares their rank, and stands below them if they reached the points later.

mod follow;
mod nickname;
mod period;
mod place;
mod player;
mod rank;
#[cfg(test)]
mod tests;
mod top;
mod tree;

pub use nickname::{InvalidNickname, Nickname};
pub use period::{Board, Period};
pub use place::Place;
pub use player::{Joined, Player};
pub use rank::Standing;
pub use top::{Ranked, TopPosition};
