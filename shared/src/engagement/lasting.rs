//! Points that last only as long as what they were given for: those of reviews.
//!
//! A review that its author takes back, or that an administrator hides, is not shown any more, and its points go: else
//! whatever is written only to be hidden would earn. A line of the ledger takes them, and another one gives them again when
//! the review is shown again. The award's mark says which of the two was the last, so each is written once, however
//! many ask at the same time. Here alone the points that somebody ever earned grow fewer, and the level with them.

use aws_sdk_dynamodb::types::{TransactWriteItem, Update};
use jiff::Timestamp;
use serde::Deserialize;

use super::award::{Mark, line_key};
use super::board::Board;
use super::cause::review_text;
use super::score::score_key;
use super::{CauseKind, Ledger, Line, LineKind, key};
use crate::Owner;
use crate::store::page::Listing;
use crate::store::{AttributeValue, PageRequest, StoreError, put_new, transact};

const PREFIX: &str = "AWARD#";
/// Awards of one call.
const PAGE: u16 = 100;

/// The points of a review of a pharmacy: given, and perhaps taken back.
#[derive(Debug, Clone, Deserialize)]
pub struct ReviewAward {
    sk: String,
    #[serde(flatten)]
    mark: Mark,
}

impl ReviewAward {
    /// Whether it was given for a review of this pharmacy.
    pub fn is_of(&self, pharmacy: &str) -> bool {
        self.sk.strip_prefix(PREFIX) == Some(&*review_text(pharmacy))
    }

    fn is_due(&self) -> bool {
        self.mark.taken_back_at.is_none()
    }
}

impl Ledger {
    /// The awards that somebody ever got for reviews.
    ///
    /// # Errors
    /// Whatever a call met.
    pub async fn review_awards(&self, owner: Owner) -> Result<Vec<ReviewAward>, StoreError> {
        let prefix = format!("{PREFIX}{}#", CauseKind::Review.as_str());
        let listing = Listing::all(format!("USER#{owner}"), prefix);
        let mut all = Vec::new();
        let mut after: Option<String> = None;
        loop {
            let request = PageRequest { limit: PAGE, after };
            let page = self.table.newest_first(&listing, request).await?;
            all.extend(page.items);
            after = page.next;
            if after.is_none() {
                return Ok(all);
            }
        }
    }

    /// Takes the points of a review back when it is not shown, and gives them again when it is. As they were read they may
    /// be by now; then nothing is done.
    ///
    /// # Errors
    /// Whatever a call met; then they may or may not be where they belong, and the next call makes up for it.
    pub async fn settle_review(
        &self,
        owner: Owner,
        award: &ReviewAward,
        is_shown: bool,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        if award.is_due() == is_shown {
            return Ok(());
        }
        let given_at = award.mark.at;
        // Sums of a week or a month that are not kept any more stay away.
        let is_kept = |board: &Board| {
            let end = board.expires_at(given_at);
            end.is_none_or(|end| end > now.as_second())
        };
        let mut boards: Vec<Board> = Board::current(given_at).into();
        boards.retain(is_kept);
        let actions = self.moving_points(owner, award, &boards, is_shown, now)?;
        match transact(self.table.client(), actions).await {
            Ok(()) => {}
            Err(error) if error.condition_failed_at(0) => return Ok(()),
            Err(error) => return Err(error),
        }
        // The level stands on the boards of today too.
        boards.extend(Board::current(now));
        if let Err(error) = self.follow_on(owner, &boards, now).await {
            tracing::warn!(%error, "the leaderboard is behind until the next award");
        }
        Ok(())
    }

    fn moving_points(
        &self,
        owner: Owner,
        award: &ReviewAward,
        boards: &[Board],
        is_shown: bool,
        now: Timestamp,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let points = i64::from(award.mark.points);
        let (points, kind) = match is_shown {
            true => (points, LineKind::Earned(CauseKind::Review)),
            false => (-points, LineKind::TakenBack(CauseKind::Review)),
        };
        let line = Line::new(kind, points, now);
        let mut actions = vec![
            self.marking(owner, award, is_shown, now)?,
            put_new(&self.table, &line_key(owner, line.id), &line)?,
        ];
        let sums = [("points", points), ("balance", points)];
        for board in boards {
            let numbers = match board.is_of_all_times() {
                true => &sums[..],
                false => &sums[..1],
            };
            let numbers = numbers.iter().copied();
            actions.push(self.add(&score_key(owner, board), numbers, Some((board, now)))?);
        }
        Ok(actions)
    }

    /// The award's mark, if it still is as it was read.
    fn marking(
        &self,
        owner: Owner,
        award: &ReviewAward,
        is_shown: bool,
        now: Timestamp,
    ) -> Result<TransactWriteItem, StoreError> {
        let update = Update::builder()
            .table_name(self.table.name())
            .set_key(Some(key(owner, &*award.sk).to_attributes()));
        let update = match is_shown {
            true => update
                .update_expression("REMOVE taken_back_at")
                .condition_expression("attribute_exists(taken_back_at)"),
            false => update
                .update_expression("SET taken_back_at = :now")
                .condition_expression(
                    "attribute_exists(pk) AND attribute_not_exists(taken_back_at)",
                )
                .expression_attribute_values(":now", AttributeValue::S(now.to_string())),
        };
        let update = update.build().map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().update(update).build())
    }
}

#[cfg(test)]
mod tests {
    use futures::future::join_all;
    use jiff::SignedDuration;
    use jiff::civil::date;

    use super::super::Cause;
    use super::super::board::{Joined, Period};
    use super::*;
    use crate::ids::{RecordId, UserId};
    use crate::store::testing::table;

    const PHARMACY: &str = "demo-bektemir-2";

    async fn reviewed(now: Timestamp) -> (Ledger, Owner) {
        let ledger = Ledger::new(table().await);
        let owner = Owner::proven(UserId::generate());
        let joined = ledger.join(owner, &"Lola".parse().unwrap(), now).await;
        assert!(matches!(joined.unwrap(), Joined::Yes(_)));
        for pharmacy in [PHARMACY, "demo-chilonzor-1"] {
            let cause = Cause::Review {
                pharmacy: pharmacy.to_owned(),
                day: date(2026, 1, 31),
            };
            ledger.award(owner, &cause, now).await.unwrap();
        }
        (ledger, owner)
    }

    async fn the_award(ledger: &Ledger, owner: Owner) -> ReviewAward {
        let awards = ledger.review_awards(owner).await.unwrap();
        assert_eq!(awards.len(), 2);
        let found = awards.into_iter().find(|award| award.is_of(PHARMACY));
        found.unwrap()
    }

    /// All sums, those that can be spent, of the week, and what stands on the week's board.
    async fn sums(ledger: &Ledger, owner: Owner, now: Timestamp) -> (u64, u64, u64, u64) {
        let totals = ledger.totals(owner, now).await.unwrap();
        let board = Board::at(Period::Weekly, now);
        let standing = ledger.standing(owner, &board, now).await.unwrap();
        (totals.earned, totals.balance, totals.week, standing.points)
    }

    /// Defect 8.3.27: points could be farmed. A review that is written only to be hidden earns nothing.
    #[tokio::test]
    async fn defect_27_points_go_with_their_review_and_come_again_each_once() {
        let now = crate::store::now();
        let (ledger, owner) = reviewed(now).await;
        assert_eq!(sums(&ledger, owner, now).await, (4, 4, 4, 4));
        for (is_shown, expected) in [(false, 2), (true, 4), (false, 2)] {
            let award = the_award(&ledger, owner).await;
            let asked = (0..6).map(|_| ledger.settle_review(owner, &award, is_shown, now));
            for one in join_all(asked).await {
                one.unwrap();
            }
            let all = sums(&ledger, owner, now).await;
            assert_eq!(all, (expected, expected, expected, expected));
        }
        let request: PageRequest<RecordId> = PageRequest {
            limit: 10,
            after: None,
        };
        let lines = ledger.lines(owner, request).await.unwrap().items;
        let points: Vec<i64> = lines.iter().rev().map(|line| line.points).collect();
        assert_eq!(points, [2, 2, -2, 2, -2]);
        assert_eq!(lines[0].kind, LineKind::TakenBack(CauseKind::Review));
    }

    /// What was spent is owed, and the sums of a week that is not kept any more are not begun anew.
    #[tokio::test]
    async fn points_that_were_spent_are_owed_and_old_weeks_stay_away() {
        let long_ago = crate::store::now() - SignedDuration::from_hours(24 * 101);
        let (ledger, owner) = reviewed(long_ago).await;
        let all = score_key(owner, &Board::at(Period::AllTime, long_ago));
        let spent = ledger.add(&all, [("balance", -4)], None).unwrap();
        transact(ledger.table.client(), vec![spent]).await.unwrap();
        let now = crate::store::now();
        let award = the_award(&ledger, owner).await;
        let week = score_key(owner, &Board::at(Period::Weekly, long_ago));
        ledger.table.delete(&week).await.unwrap();
        ledger
            .settle_review(owner, &award, false, now)
            .await
            .unwrap();
        let totals = ledger.totals(owner, now).await.unwrap();
        assert_eq!((totals.earned, totals.balance), (2, 0));
        assert!(ledger.table.get_item(&week).await.unwrap().is_none());
        let cause = Cause::FirstTry {
            day: date(2026, 1, 31),
        };
        ledger.award(owner, &cause, now).await.unwrap();
        let totals = ledger.totals(owner, now).await.unwrap();
        assert_eq!((totals.earned, totals.balance), (4, 0), "two were owed");
    }
}
