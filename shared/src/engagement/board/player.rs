//! Joining the leaderboard, and leaving it.

use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Nickname;
use crate::Owner;
use crate::engagement::award::number;
use crate::engagement::{Ledger, key};
use crate::ids::RecordId;
use crate::store::{AttributeValue, Key, StoreError, put_new, to_item, transact, update};

pub(super) const SORT_KEY: &str = "PLAYER";

/// Tries of a change that another one overtakes.
const TRIES: usize = 4;

/// Somebody who joined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Player {
    /// Names them on the boards. It is made when they join and says nothing of their account.
    pub id: RecordId,
    /// How they want to be called.
    pub nickname: String,
    /// When they joined.
    pub joined_at: Timestamp,
    /// Counts changes, from 1.
    pub(super) version: u64,
    /// Whether they are being taken off the boards.
    #[serde(default)]
    pub(super) leaving: bool,
}

/// What became of joining.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Joined {
    /// They play under this nickname.
    Yes(Player),
    /// Another player has the nickname, or one that looks like it.
    Taken,
    /// Their own change again and again at the same time.
    Busy,
}

/// Marks that a nickname is taken.
#[derive(Debug, Serialize, Deserialize)]
struct Holder {
    player: RecordId,
}

impl Ledger {
    /// Who somebody is on the boards; `None` for who has not joined. One who is being taken off is still told.
    pub(super) async fn player(&self, owner: Owner) -> Result<Option<Player>, StoreError> {
        self.table.get(&key(owner, SORT_KEY)).await
    }

    /// Who somebody is on the boards, if they play.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn plays(&self, owner: Owner) -> Result<Option<Player>, StoreError> {
        let found = self.player(owner).await?;
        Ok(found.filter(|player| !player.leaving))
    }

    /// Joins, or changes the nickname of who has joined.
    ///
    /// # Errors
    /// Whatever a call met; repeating it goes on.
    pub async fn join(
        &self,
        owner: Owner,
        nickname: &Nickname,
        now: Timestamp,
    ) -> Result<Joined, StoreError> {
        for _ in 0..TRIES {
            let before = self.player(owner).await?;
            if before.as_ref().is_some_and(|player| player.leaving) {
                self.leave(owner, now).await?;
                continue;
            }
            let after = Player {
                id: before
                    .as_ref()
                    .map_or_else(RecordId::generate, |player| player.id),
                nickname: nickname.to_string(),
                joined_at: before.as_ref().map_or(now, |player| player.joined_at),
                version: before.as_ref().map_or(1, |player| player.version + 1),
                leaving: false,
            };
            let actions = self.naming(owner, before.as_ref(), &after, nickname)?;
            match transact(self.table.client(), actions).await {
                Ok(()) => {
                    self.follow(owner, now).await?;
                    return Ok(Joined::Yes(after));
                }
                Err(error) if error.condition_failed_at(0) => {}
                Err(error) if error.condition_failed_at(1) => return Ok(Joined::Taken),
                Err(error) => return Err(error),
            }
        }
        Ok(Joined::Busy)
    }

    /// Leaves: off every board, and the nickname is free. `false`: they had not joined. Erasing a person begins with it,
    /// and it finds places whose player is gone, too.
    ///
    /// # Errors
    /// Whatever a call met; repeating it goes on.
    pub async fn leave(&self, owner: Owner, now: Timestamp) -> Result<bool, StoreError> {
        let Some(player) = self.player(owner).await? else {
            self.clear(owner, now).await?;
            return Ok(false);
        };
        let at = key(owner, SORT_KEY);
        let mark = self
            .table
            .client()
            .update_item()
            .table_name(self.table.name())
            .set_key(Some(at.to_attributes()))
            .update_expression("SET leaving = :yes ADD version :one")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":yes", AttributeValue::Bool(true))
            .expression_attribute_values(":one", number(1));
        match update(mark).await {
            Ok(_) => {}
            // Another request was first.
            Err(StoreError::ConditionNotMet) => return Ok(true),
            Err(error) => return Err(error),
        }
        self.clear(owner, now).await?;
        let mut actions = vec![self.removal(&at, None)?];
        if let Ok(nickname) = player.nickname.parse::<Nickname>() {
            actions.push(self.removal(&holder_key(&nickname), Some(player.id))?);
        }
        match transact(self.table.client(), actions).await {
            // The nickname is another player's by now.
            Err(error) if error.condition_failed_at(1) => self.table.delete(&at).await?,
            other => other?,
        }
        Ok(true)
    }

    /// The parts of a transaction that makes somebody a player of this nickname.
    fn naming(
        &self,
        owner: Owner,
        before: Option<&Player>,
        after: &Player,
        nickname: &Nickname,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let at = key(owner, SORT_KEY);
        let put = Put::builder()
            .table_name(self.table.name())
            .set_item(Some(to_item(&at, after)?));
        let put = match before {
            None => put.condition_expression("attribute_not_exists(pk)"),
            Some(before) => put
                .condition_expression("version = :before")
                .expression_attribute_values(":before", number(before.version)),
        };
        let put = put.build().map_err(StoreError::refused)?;
        let mut actions = vec![TransactWriteItem::builder().put(put).build()];
        let former = before.and_then(|player| player.nickname.parse::<Nickname>().ok());
        let former = former.map(|former| holder_key(&former));
        let holder = holder_key(nickname);
        if former.as_ref() == Some(&holder) {
            return Ok(actions);
        }
        actions.push(put_new(&self.table, &holder, &Holder { player: after.id })?);
        if let Some(former) = former {
            actions.push(self.removal(&former, None)?);
        }
        Ok(actions)
    }

    /// Deletes a row; with a player, only if it is theirs or gone.
    fn removal(&self, at: &Key, of: Option<RecordId>) -> Result<TransactWriteItem, StoreError> {
        let delete = Delete::builder()
            .table_name(self.table.name())
            .set_key(Some(at.to_attributes()));
        let delete = match of {
            None => delete,
            Some(player) => delete
                .condition_expression("attribute_not_exists(pk) OR player = :player")
                .expression_attribute_values(":player", AttributeValue::S(player.to_string())),
        };
        let delete = delete.build().map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }
}

fn holder_key(nickname: &Nickname) -> Key {
    Key::new(format!("NICKNAME#{}", nickname.folded()), "NICKNAME")
}
