//! What a scan is rewarded for.

use jiff::civil::Date;

use super::Cause;
use crate::store::scans::{MineAnswer, ScanRecord, ScanStatus};

/// The causes that a scan of this day of its owner is: the first try of a day, whatever came of it; a medicine that was
/// recognised; a comparison with the person's own list. A severe interaction is found by whoever looks at what follows from a
/// scan.
pub fn scan_causes(record: &ScanRecord, day: Date) -> Vec<Cause> {
    let recognised = recognised_medicine(record).map(|medicine| Cause::Scan { medicine, day });
    let is_compared = matches!(record.mine.answer, MineAnswer::Yes | MineAnswer::No);
    let compared = is_compared.then_some(Cause::Comparison { day });
    let causes = [Some(Cause::FirstTry { day }), recognised, compared];
    causes.into_iter().flatten().collect()
}

/// What a scan recognised: the medicine's id in the catalogue, its US code, or its name. What the person said it is does not
/// count: saying is no looking.
pub fn recognised_medicine(record: &ScanRecord) -> Option<String> {
    if record.status != ScanStatus::Recognised {
        return None;
    }
    let first = record.candidates.first()?;
    let id = first.medication_id.as_ref().or(first.ndc.as_ref());
    Some(id.unwrap_or(&first.name).clone())
}
