//! Asking about all medicines of a list at once: each ingredient, each pack and the state of the watch is read once, however
//! many of the medicines share it.

use std::collections::{BTreeSet, HashMap};

use futures::{StreamExt, TryStreamExt, stream};

use super::{RecallCheck, unreadable};
use crate::catalogue::{Catalogue, Gtin, IngredientId};
use crate::recalls::matching::Subject;
use crate::recalls::{Question, Recall, RecallAnswer, RecallSource, WatchState};
use crate::store::StoreError;

/// Partitions that are read at a time.
const CONCURRENCY: usize = 8;

/// What the watch has found of several subjects.
struct Watched {
    by_ingredient: HashMap<IngredientId, Vec<Recall>>,
    by_pack: HashMap<Gtin, Vec<Recall>>,
    state: Option<WatchState>,
}

impl RecallCheck {
    /// What is known of recalls of each of these, in their order. One read for each distinct ingredient, one for each
    /// distinct number of a pack, and one for the state of the watch.
    pub async fn check_all(
        &self,
        catalogue: &Catalogue,
        questions: &[Question],
    ) -> Vec<RecallAnswer> {
        let subjects = questions
            .iter()
            .map(|question| Subject::of(catalogue, question));
        let subjects: Vec<Subject<'_>> = subjects.collect();
        let (lists, watched) = tokio::join!(self.lists.get(), self.watched_of_all(&subjects));
        let watched = watched.inspect_err(unreadable).ok();
        let answers = subjects.iter().zip(questions).map(|(subject, question)| {
            let watched = watched.as_ref().map(|watched| watched.about(subject));
            self.conclude(subject, question, lists.clone(), watched)
        });
        answers.collect()
    }

    async fn watched_of_all(&self, subjects: &[Subject<'_>]) -> Result<Watched, StoreError> {
        let ingredients = subjects.iter().flat_map(Subject::ingredients);
        let ingredients: BTreeSet<IngredientId> = ingredients.cloned().collect();
        let packs = subjects.iter().flat_map(|subject| &subject.gtins);
        let packs: BTreeSet<Gtin> = packs.copied().collect();
        let by_ingredient = stream::iter(ingredients)
            .map(|id| async move {
                let recalls = self.table.of_ingredient(&id).await?;
                Ok((id, recalls))
            })
            .buffer_unordered(CONCURRENCY)
            .try_collect();
        let by_pack = stream::iter(packs)
            .map(|gtin| async move { Ok((gtin, self.table.of_pack(gtin).await?)) })
            .buffer_unordered(CONCURRENCY)
            .try_collect();
        let state = self.table.state(RecallSource::Openfda);
        let (by_ingredient, by_pack, state) = tokio::try_join!(by_ingredient, by_pack, state)?;
        Ok(Watched {
            by_ingredient,
            by_pack,
            state,
        })
    }
}

impl Watched {
    fn about(&self, subject: &Subject<'_>) -> (Vec<Recall>, Option<WatchState>) {
        let by_ingredient = subject.ingredients().iter();
        let by_ingredient = by_ingredient.filter_map(|id| self.by_ingredient.get(id));
        let by_pack = subject
            .gtins
            .iter()
            .filter_map(|gtin| self.by_pack.get(gtin));
        let recalls = by_ingredient.chain(by_pack).flatten().cloned();
        (recalls.collect(), self.state.clone())
    }
}
