//! Giving points, once for each cause.

use aws_sdk_dynamodb::types::{ConditionCheck, TransactWriteItem, Update};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::board::Board;
use super::score::score_key;
use super::{Cause, Ledger, Line, LineKind, key};
use crate::Owner;
use crate::ids::RecordId;
use crate::store::{AttributeValue, Key, StoreError, put_new, transact};

/// How long the count of a day's awards is kept. Doses are rewarded within days of their day.
const QUOTA_KEPT: SignedDuration = SignedDuration::from_hours(40 * 24);

/// What became of an award.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Awarded {
    /// It was given: so many points, 0 for what only counts towards badges.
    Yes(u32),
    /// The cause was rewarded before.
    Already,
    /// As much of the kind was rewarded on this day as a day may bring.
    DayIsFull,
    /// The cause on which it rests was not rewarded.
    Baseless,
}

/// The mark of a cause.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Mark {
    pub(super) at: Timestamp,
    pub(super) points: u32,
    /// Since when the points are taken back, if they are: see [`super::ReviewAward`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) taken_back_at: Option<Timestamp>,
}

impl Ledger {
    /// Rewards a cause, unless it was rewarded before. To ask again is harmless, and the way to make up for an award that
    /// could not be given.
    ///
    /// # Errors
    /// Whatever the call met; then it may or may not have been given.
    pub async fn award(
        &self,
        owner: Owner,
        cause: &Cause,
        now: Timestamp,
    ) -> Result<Awarded, StoreError> {
        let mark = mark_key(owner, cause);
        // A look is cheaper than a transaction that is refused, and most repeats come long after.
        if self.table.get_item(&mark).await?.is_some() {
            return Ok(Awarded::Already);
        }
        let points = cause.kind().points();
        let given = Mark {
            at: now,
            points,
            taken_back_at: None,
        };
        let mut actions = vec![put_new(&self.table, &mark, &given)?];
        let quota = match cause.kind().daily() {
            Some(most) => Some(self.quota(owner, cause, most, now)?),
            None => None,
        };
        let base = cause.needs().map(|base| self.exists(owner, &base));
        let conditions = [quota, base.transpose()?];
        let has_quota = conditions[0].is_some();
        actions.extend(conditions.into_iter().flatten());
        actions.extend(self.sums(owner, cause, now)?);
        match transact(self.table.client(), actions).await {
            Ok(()) => {}
            Err(error) if error.condition_failed_at(0) => return Ok(Awarded::Already),
            Err(error) if error.condition_failed_at(1) && has_quota => {
                return Ok(Awarded::DayIsFull);
            }
            Err(error) if error.condition_failed_at(1) => return Ok(Awarded::Baseless),
            Err(error) => return Err(error),
        }
        if points > 0
            && let Err(error) = self.follow(owner, now).await
        {
            tracing::warn!(%error, "the leaderboard is behind until the next award");
        }
        Ok(Awarded::Yes(points))
    }

    /// As [`Ledger::award`], for those whose own work must not fail for it: what could not be given is logged, and made up
    /// for when the same cause is asked for again.
    pub async fn reward(&self, owner: Owner, cause: &Cause, now: Timestamp) {
        if let Err(error) = self.award(owner, cause, now).await {
            let kind = cause.kind().as_str();
            tracing::warn!(kind, %error, "points could not be given");
        }
    }

    fn quota(
        &self,
        owner: Owner,
        cause: &Cause,
        most: u32,
        now: Timestamp,
    ) -> Result<TransactWriteItem, StoreError> {
        let sk = format!("QUOTA#{}#{}", cause.kind().as_str(), cause.day());
        let update = Update::builder()
            .table_name(self.table.name())
            .set_key(Some(key(owner, sk).to_attributes()))
            .update_expression("SET expires_at = :expiry ADD used :one")
            .condition_expression("attribute_not_exists(used) OR used < :most")
            .expression_attribute_values(
                ":expiry",
                number((now.as_second()).saturating_add(QUOTA_KEPT.as_secs())),
            )
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":most", number(most))
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().update(update).build())
    }

    fn exists(&self, owner: Owner, cause: &Cause) -> Result<TransactWriteItem, StoreError> {
        let check = ConditionCheck::builder()
            .table_name(self.table.name())
            .set_key(Some(mark_key(owner, cause).to_attributes()))
            .condition_expression("attribute_exists(pk)")
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().condition_check(check).build())
    }

    /// The line of the ledger, and the sums with it.
    fn sums(
        &self,
        owner: Owner,
        cause: &Cause,
        now: Timestamp,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let kind = cause.kind();
        let points = kind.points();
        let [all, week, month] = Board::current(now);
        let counted = kind.counter().map(|counter| (counter, 1));
        if points == 0 {
            return Ok(vec![self.add(&score_key(owner, &all), counted, None)?]);
        }
        let line = Line::new(LineKind::Earned(kind), i64::from(points), now);
        let gained = ("points", i64::from(points));
        let lasting = [gained, ("balance", i64::from(points))];
        Ok(vec![
            put_new(&self.table, &line_key(owner, line.id), &line)?,
            self.add(
                &score_key(owner, &all),
                lasting.into_iter().chain(counted),
                Some((&all, now)),
            )?,
            self.add(&score_key(owner, &week), [gained], Some((&week, now)))?,
            self.add(&score_key(owner, &month), [gained], Some((&month, now)))?,
        ])
    }

    /// Adds to numbers of a row of sums; `reached`: of which board, and when its points became these.
    pub(super) fn add(
        &self,
        at: &Key,
        numbers: impl IntoIterator<Item = (&'static str, i64)>,
        reached: Option<(&Board, Timestamp)>,
    ) -> Result<TransactWriteItem, StoreError> {
        let mut update = Update::builder()
            .table_name(self.table.name())
            .set_key(Some(at.to_attributes()));
        let mut added = Vec::new();
        for (name, more) in numbers {
            added.push(format!("{name} :{name}"));
            update = update.expression_attribute_values(format!(":{name}"), number(more));
        }
        let mut expression = format!("ADD {}", added.join(", "));
        if let Some((board, now)) = reached {
            expression.push_str(" SET reached_at = :now");
            update = update.expression_attribute_values(":now", AttributeValue::S(now.to_string()));
            if let Some(expiry) = board.expires_at(now) {
                expression.push_str(", expires_at = :expiry");
                update = update.expression_attribute_values(":expiry", number(expiry));
            }
        }
        let update = update
            .update_expression(expression)
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().update(update).build())
    }
}

pub(super) fn line_key(owner: Owner, id: RecordId) -> Key {
    key(owner, format!("{}{id}", super::read::PREFIX))
}

fn mark_key(owner: Owner, cause: &Cause) -> Key {
    key(owner, format!("AWARD#{}", cause.text()))
}

pub(super) fn number(value: impl ToString + Copy) -> AttributeValue {
    AttributeValue::N(value.to_string())
}
