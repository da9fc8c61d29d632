//! Asking all sources about one pack, or about several medicines at once.

mod several;

use futures::future::try_join_all;
use jiff::{SignedDuration, Timestamp};

use super::held::{HeldLists, Lists};
use super::judge::{Evidence, judge};
use super::matching::Subject;
use super::{
    Question, Recall, RecallAnswer, RecallSettings, RecallSource, RecallTable, SourceState,
    Trouble, WatchState,
};
use crate::catalogue::{Catalogue, Medicine};
use crate::config::Environment;
use crate::snapshots::Snapshots;
use crate::store::{Client, StoreError, Table, TableName};

/// A check's sources and settings, made once at cold start. A check never fails: what cannot be asked is a gap of the
/// answer.
///
/// The function that makes one needs the variable `RECALLS_TABLE`, may `dynamodb:GetItem` and `dynamodb:Query` there, and
/// may read `snapshots/*` of the data bucket.
#[derive(Debug)]
pub struct RecallCheck {
    lists: HeldLists,
    table: RecallTable,
    settings: RecallSettings,
}

impl RecallCheck {
    /// Reads `RECALLS_TABLE` and [`RecallSettings`], loads the imported recalls and opens the connection, at the same
    /// time. Lists that cannot be loaded now are asked for again with each check.
    ///
    /// # Errors
    /// When a variable is missing or malformed.
    pub async fn load(
        environment: &Environment,
        client: &Client,
        snapshots: Snapshots,
    ) -> anyhow::Result<Self> {
        let settings = RecallSettings::read(environment)?;
        let name = TableName::read(environment, "RECALLS_TABLE")?;
        let table = RecallTable::new(Table::new(client.clone(), name));
        let (lists, ()) = tokio::join!(HeldLists::open(snapshots), table.warm());
        Ok(Self {
            lists,
            table,
            settings,
        })
    }

    /// What is known of recalls of a pack.
    pub async fn check(&self, catalogue: &Catalogue, question: &Question) -> RecallAnswer {
        let subject = Subject::of(catalogue, question);
        let (lists, watched) = tokio::join!(self.lists.get(), self.watched(&subject));
        let watched = watched.inspect_err(unreadable).ok();
        self.conclude(&subject, question, lists, watched)
    }

    /// The answer about a subject from the lists in force and from what the watch has found; nothing where its table could
    /// not be read.
    fn conclude(
        &self,
        subject: &Subject<'_>,
        question: &Question,
        lists: Option<Lists>,
        watched: Option<(Vec<Recall>, Option<WatchState>)>,
    ) -> RecallAnswer {
        let now = Timestamp::now();
        let is_invented = subject.medicine.is_some_and(Medicine::is_demonstration);
        let mut candidates = Vec::new();
        if let Some(lists) = &lists {
            let named = lists
                .list
                .naming(subject.ingredients(), subject.id(), &subject.gtins);
            candidates.extend(named.cloned());
        }
        let state = watched.map(|(recalls, state)| {
            candidates.extend(recalls);
            state
        });
        let sources = vec![
            self.openfda(state, now),
            self.imported(RecallSource::Local, lists.as_ref(), is_invented, now),
            self.imported(RecallSource::FdaArchive, lists.as_ref(), is_invented, now),
        ];
        let evidence = Evidence {
            candidates,
            sources,
            needed: self.settings.needed.clone(),
            imported: lists.and_then(|lists| lists.version),
            now,
        };
        judge(subject, question, evidence)
    }

    /// The recalls that the watch has found of a product, and how its runs went.
    async fn watched(
        &self,
        subject: &Subject<'_>,
    ) -> Result<(Vec<Recall>, Option<WatchState>), StoreError> {
        let by_ingredient = subject.ingredients().iter();
        let by_ingredient = try_join_all(by_ingredient.map(|id| self.table.of_ingredient(id)));
        let by_pack = try_join_all(subject.gtins.iter().map(|gtin| self.table.of_pack(*gtin)));
        let state = self.table.state(RecallSource::Openfda);
        let (one, other, state) = tokio::try_join!(by_ingredient, by_pack, state)?;
        Ok((one.into_iter().chain(other).flatten().collect(), state))
    }

    /// How it stands with the watch, by its state; nothing where that could not be read.
    fn openfda(&self, state: Option<Option<WatchState>>, now: Timestamp) -> SourceState {
        let is_unreadable = state.is_none();
        let state = state.flatten().unwrap_or_default();
        let trouble = if is_unreadable {
            Some(Trouble::Unreadable)
        } else {
            self.age(RecallSource::Openfda, state.last_worked, now)
        };
        SourceState {
            source: RecallSource::Openfda,
            trouble,
            last_worked: state.last_worked,
            last_tried: state.last_tried,
            last_failure: state.last_failure,
            recalls: state.recalls,
        }
    }

    fn imported(
        &self,
        source: RecallSource,
        lists: Option<&Lists>,
        is_invented: bool,
        now: Timestamp,
    ) -> SourceState {
        let last_worked = lists.and_then(|lists| lists.imported(source));
        let is_demonstration = source == RecallSource::Local
            && lists.is_some_and(|lists| lists.list.is_demonstration());
        let trouble = match lists {
            None => Some(Trouble::Unreadable),
            Some(_) if is_demonstration && !is_invented => Some(Trouble::DemonstrationOnly),
            Some(_) => self.age(source, last_worked, now),
        };
        SourceState {
            source,
            trouble,
            last_worked,
            last_tried: None,
            last_failure: None,
            recalls: lists.map_or(0, |lists| lists.list.count(source)),
        }
    }

    fn age(
        &self,
        source: RecallSource,
        last_worked: Option<Timestamp>,
        now: Timestamp,
    ) -> Option<Trouble> {
        age(last_worked, self.settings.max_age(source), now)
    }
}

fn unreadable(error: &StoreError) {
    tracing::error!(?error, "recalls table cannot be read");
}

/// What is wrong with an answer of this age, if anything is.
fn age(last_worked: Option<Timestamp>, max_age: SignedDuration, now: Timestamp) -> Option<Trouble> {
    let Some(last_worked) = last_worked else {
        return Some(Trouble::NeverWorked);
    };
    (now.duration_since(last_worked) > max_age).then_some(Trouble::TooOld)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_counts_up_to_its_age_and_none_counts_never() {
        let now = Timestamp::now();
        let limit = SignedDuration::from_hours(48);
        assert_eq!(age(None, limit, now), Some(Trouble::NeverWorked));
        assert_eq!(age(Some(now - limit), limit, now), None);
        let old = now - limit - SignedDuration::from_secs(1);
        assert_eq!(age(Some(old), limit, now), Some(Trouble::TooOld));
    }
}
