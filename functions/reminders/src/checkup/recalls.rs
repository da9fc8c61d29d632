//! Recalls that have come since.

use nazar::notices::{Notice, Seen};
use nazar::recalls::{FoundRecall, MatchedBy, Question};
use nazar::store::StoreError;

use super::Look;

/// Asks about the medicine as a check would, and tells what had not been told: one notice for all of it. A recall that is
/// closed, or that may well be another medicine's, is shown by a check and is no reason to write to anybody. Without
/// fresh sources nothing is told, and nothing is taken for clear: the next day asks again.
pub(super) async fn look(look: &Look<'_>, seen: &mut Seen) -> Result<u32, StoreError> {
    let medicine = look.entry.medication.medicine.as_deref();
    let Some(medicine) = medicine.and_then(|id| id.parse().ok()) else {
        return Ok(0);
    };
    let question = Question {
        medicine: Some(medicine),
        ..Question::default()
    };
    let catalogue = look.context.catalogue.get().await;
    let answer = look.context.recalls.check(&catalogue.data, &question).await;
    let new: Vec<&FoundRecall> = answer
        .recalls
        .iter()
        .filter(|found| is_meant(found) && !seen.recalls.contains(&number(found)))
        .collect();
    let Some(gravest) = new.first() else {
        return Ok(0);
    };
    let numbers: Vec<String> = new.iter().copied().map(number).collect();
    let class = gravest.recall.class.map(|class| class.as_str().to_owned());
    let notice = Notice::recalled(
        look.subject.clone(),
        &numbers,
        class,
        gravest.recall.demonstration,
    );
    let told = look.tell(&notice).await?;
    seen.recalls.extend(numbers);
    Ok(told)
}

fn is_meant(found: &FoundRecall) -> bool {
    found.recall.status.is_open() && found.matched_by != MatchedBy::SomeIngredientsAndMaker
}

/// The source's name goes with its number: two sources may count alike.
fn number(found: &FoundRecall) -> String {
    format!("{} {}", found.recall.source, found.recall.number)
}
