//! Spending points.

use aws_sdk_dynamodb::types::{TransactWriteItem, Update};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::code::{self, CodeUse};
use super::{Offer, RewardId, Rewards, offer_key};
use crate::Owner;
use crate::engagement::award::{line_key, number};
use crate::engagement::board::{Board, Period};
use crate::engagement::score::score_key;
use crate::engagement::{Line, LineKind, key};
use crate::ids::RecordId;
use crate::store::page::Listing;
use crate::store::{Key, Page, PageRequest, StoreError, put_new, transact};

/// How long it is known of a code that it was used, after it is good no more.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 400);

const PREFIX: &str = "REDEMPTION#";

/// Something that was redeemed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redemption {
    /// Names it.
    pub id: RecordId,
    /// What it is.
    pub reward: RewardId,
    /// What it cost.
    pub points: u64,
    /// Its code, to be shown where the reward is given.
    pub code: String,
    /// When it was redeemed.
    pub redeemed_at: Timestamp,
    /// Until when the code is good.
    pub good_until: Timestamp,
}

/// What became of redeeming.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Redeemed {
    /// It is theirs.
    Yes(Redemption),
    /// There is no such offer.
    Unknown,
    /// None is left, its time is over, or they had as many as one may.
    Gone,
    /// It costs more than they have.
    PointsShort,
}

impl Rewards {
    /// Spends somebody's points on a reward. What they have earned, and their level with it, stays; only the balance goes down.
    ///
    /// # Errors
    /// Whatever a call met; then nothing was spent.
    pub async fn redeem(
        &self,
        owner: Owner,
        reward: &RewardId,
        now: Timestamp,
    ) -> Result<Redeemed, StoreError> {
        let Some(offer) = self.offer(reward).await? else {
            return Ok(Redeemed::Unknown);
        };
        if !offer.is_open(now) {
            return Ok(Redeemed::Gone);
        }
        let good_for = SignedDuration::from_hours(24 * i64::from(offer.code_days));
        let redemption = Redemption {
            id: RecordId::generate(),
            reward: reward.clone(),
            points: offer.points,
            code: code::generate()?,
            redeemed_at: now,
            good_until: now + good_for,
        };
        let actions = self.spending(owner, &offer, &redemption)?;
        match transact(self.table.client(), actions).await {
            Ok(()) => Ok(Redeemed::Yes(redemption)),
            Err(error) if error.condition_failed_at(1) => Ok(Redeemed::PointsShort),
            Err(error) if error.condition_failed_at(0) || error.condition_failed_at(2) => {
                Ok(Redeemed::Gone)
            }
            Err(error) => Err(error),
        }
    }

    /// A page of what somebody redeemed, newest first.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn redemptions(
        &self,
        owner: Owner,
        request: PageRequest<RecordId>,
    ) -> Result<Page<Redemption, RecordId>, StoreError> {
        let listing = Listing::all(format!("USER#{owner}"), PREFIX.to_owned());
        self.table.newest_first(&listing, request).await
    }

    /// Stock, points, limit, redemption, code and line: all of it, or nothing.
    fn spending(
        &self,
        owner: Owner,
        offer: &Offer,
        redemption: &Redemption,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let cost = i64::try_from(offer.points).map_err(StoreError::refused)?;
        let now = redemption.redeemed_at;
        let line = Line::new(LineKind::Spent(offer.id.to_string()), -cost, now);
        let all = Board::at(Period::AllTime, now);
        let row = CodeUse {
            reward: offer.id.clone(),
            good_until: redemption.good_until,
            used_at: None,
            expires_at: (redemption.good_until + KEPT).as_second(),
        };
        let redeemed = key(owner, format!("REDEEMED#{}", offer.id));
        Ok(vec![
            self.change(
                &offer_key(&offer.id),
                "ADD stock :change",
                "stock >= :limit AND version = :version",
                [
                    (":change", -1),
                    (":limit", 1),
                    (":version", signed(offer.version)?),
                ],
            )?,
            self.change(
                &score_key(owner, &all),
                "ADD balance :change",
                "balance >= :limit",
                [(":change", -cost), (":limit", cost)],
            )?,
            self.change(
                &redeemed,
                "ADD taken :change",
                "attribute_not_exists(taken) OR taken < :limit",
                [(":change", 1), (":limit", signed(offer.per_person)?)],
            )?,
            put_new(
                &self.table,
                &key(owner, format!("{PREFIX}{}", redemption.id)),
                redemption,
            )?,
            put_new(&self.table, &code::key(&redemption.code), &row)?,
            put_new(&self.table, &line_key(owner, line.id), &line)?,
        ])
    }

    fn change(
        &self,
        at: &Key,
        expression: &str,
        condition: &str,
        values: impl IntoIterator<Item = (&'static str, i64)>,
    ) -> Result<TransactWriteItem, StoreError> {
        let mut update = Update::builder()
            .table_name(self.table.name())
            .set_key(Some(at.to_attributes()))
            .update_expression(expression)
            .condition_expression(condition);
        for (name, value) in values {
            update = update.expression_attribute_values(name, number(value));
        }
        let update = update.build().map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().update(update).build())
    }
}

fn signed(value: u64) -> Result<i64, StoreError> {
    i64::try_from(value).map_err(StoreError::refused)
}
