//! What is kept of one medicine.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Due, Plan};
use crate::ids::{MemberId, RecordId};
use crate::{ClockTime, Zone};

/// Plans of the past that an entry keeps; the oldest go first.
const MAX_FORMER: usize = 20;

/// What a person says of a medicine that they take.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Medication {
    /// Its id in the catalogue; absent for one that the catalogue did not have when it was added.
    pub medicine: Option<String>,
    /// Its name, as the catalogue or the person has it.
    pub name: String,
    /// How much at a time, in the person's words.
    pub dosage: Option<String>,
    /// How often, in the person's words.
    pub frequency: Option<String>,
    /// When it is taken.
    #[serde(default)]
    pub times: Vec<ClockTime>,
    /// Every how many days, from the first day on; nothing means every day.
    #[serde(default)]
    pub every_days: Option<u8>,
    /// The first day.
    pub start_date: Option<Date>,
    /// The last day.
    pub end_date: Option<Date>,
    /// Tablets, drops or millilitres of one dose.
    #[serde(default)]
    pub units_per_dose: Option<f64>,
    /// Tablets, drops or millilitres that are left.
    #[serde(default)]
    pub stock: Option<f64>,
    /// The last day on which the pack may be used.
    #[serde(default)]
    pub expires_on: Option<Date>,
    /// Who prescribed it.
    #[serde(default)]
    pub prescriber: Option<String>,
    /// Anything else.
    pub notes: Option<String>,
}

impl Medication {
    /// When it is taken.
    pub fn plan(&self) -> Plan {
        Plan {
            times: self.times.clone(),
            first: self.start_date,
            last: self.end_date,
            every_days: self.every_days,
        }
    }
}

/// A plan that was in force once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Former {
    plan: Plan,
    since: Timestamp,
    until: Timestamp,
}

/// A medicine on somebody's list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Names the entry.
    pub id: RecordId,
    /// Whose it is within the family; nobody's means the owner's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberId>,
    /// What is taken.
    pub medication: Medication,
    /// What makes two entries the same medicine: the catalogue's id, or the folded name.
    pub identity: String,
    /// When it was added.
    pub created_at: Timestamp,
    /// When the plan came into force; absent when it has been since the entry was added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    planned_at: Option<Timestamp>,
    /// Plans of the past, so that a change of times does not turn what was taken into what was missed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    former: Vec<Former>,
    /// Counts changes.
    #[serde(default)]
    pub version: u64,
}

impl Entry {
    /// A new entry. `identity` is the same for the same medicine, however it was named.
    pub fn new(
        medication: Medication,
        identity: impl Into<String>,
        member: Option<MemberId>,
    ) -> Self {
        Self {
            id: RecordId::generate(),
            member,
            medication,
            identity: identity.into(),
            created_at: crate::store::now(),
            planned_at: None,
            former: Vec::new(),
            version: 0,
        }
    }

    /// The entry with what is said of it now. The plan that was in force until now is remembered.
    #[must_use]
    pub fn changed(&self, medication: Medication, now: Timestamp) -> Self {
        let mut next = self.clone();
        if self.medication.plan() != medication.plan() {
            next.former.push(Former {
                plan: self.medication.plan(),
                since: self.planned_at.unwrap_or(self.created_at),
                until: now,
            });
            let surplus = next.former.len().saturating_sub(MAX_FORMER);
            next.former.drain(..surplus);
            next.planned_at = Some(now);
        }
        next.medication = medication;
        next
    }

    /// The entry with other units left; none are counted where nobody said how many there were. Never below nothing.
    #[must_use]
    pub fn with_units(&self, difference: f64) -> Self {
        let mut next = self.clone();
        let left = |stock: f64| ((stock + difference).max(0.0) * 1000.0).round() / 1000.0;
        next.medication.stock = self.medication.stock.map(left);
        next
    }

    /// Whether the medicine is taken on a day: from its first to its last, both included.
    pub fn is_taken_on(&self, day: Date) -> bool {
        let plan = Plan {
            every_days: None,
            ..self.medication.plan()
        };
        plan.covers(day)
    }

    /// Whether a dose is one of this medicine's, by the present plan or a former one.
    pub fn has_dose(&self, due: Due) -> bool {
        let former = self.former.iter().map(|former| &former.plan);
        let has = |plan: &Plan| plan.doses_on(due.day).any(|dose| dose == due);
        has(&self.medication.plan()) || former.into_iter().any(has)
    }

    /// The doses of a day that were to be taken: each by the plan that was in force when it was due, and none that was
    /// due before the medicine was listed. In order.
    pub fn expected_on(&self, day: Date, zone: &Zone) -> Vec<Due> {
        let present = Former {
            plan: self.medication.plan(),
            since: self.planned_at.unwrap_or(self.created_at),
            until: Timestamp::MAX,
        };
        let mut doses = Vec::new();
        for plan in self.former.iter().chain([&present]) {
            let in_force = |due: &Due| (plan.since..plan.until).contains(&due.moment(zone));
            doses.extend(plan.plan.doses_on(day).filter(in_force));
        }
        doses.sort();
        doses.dedup();
        doses
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn taken_at(times: &[&str]) -> Medication {
        Medication {
            times: times.iter().map(|time| time.parse().unwrap()).collect(),
            ..Medication::default()
        }
    }

    fn entry(times: &[&str], added: &str) -> Entry {
        let mut entry = Entry::new(taken_at(times), "a", None);
        entry.created_at = added.parse().unwrap();
        entry
    }

    fn expected(entry: &Entry, day: i8) -> Vec<String> {
        let zone: Zone = "Asia/Tashkent".parse().unwrap();
        let doses = entry.expected_on(date(2026, 1, day), &zone);
        doses.iter().map(|due| due.time.to_string()).collect()
    }

    #[test]
    fn a_medicine_is_taken_from_its_first_to_its_last_day() {
        let medication = Medication {
            start_date: Some(date(2026, 1, 10)),
            end_date: Some(date(2026, 1, 20)),
            ..Medication::default()
        };
        let entry = Entry::new(medication, "a", None);
        for (day, taken) in [(9, false), (10, true), (20, true), (21, false)] {
            assert_eq!(entry.is_taken_on(date(2026, 1, day)), taken, "{day}");
        }
        let open = Entry::new(Medication::default(), "a", None);
        assert!(open.is_taken_on(date(2026, 1, 1)));
    }

    #[test]
    fn what_was_due_before_the_medicine_was_listed_is_not_missed() {
        // Ten in the morning in Tashkent.
        let entry = entry(&["08:00", "20:00"], "2026-01-10T05:00:00Z");
        assert_eq!(expected(&entry, 9), [] as [&str; 0]);
        assert_eq!(expected(&entry, 10), ["20:00"]);
        assert_eq!(expected(&entry, 11), ["08:00", "20:00"]);
        let morning = "2026-01-10T08:00".parse().unwrap();
        assert!(entry.has_dose(morning), "it may be logged all the same");
    }

    #[test]
    fn a_change_of_times_leaves_the_past_as_it_was() {
        let before = entry(&["08:00", "20:00"], "2026-01-01T00:00:00Z");
        let now = "2026-01-10T05:00:00Z".parse().unwrap();
        let after = before.changed(taken_at(&["07:00", "20:00", "22:00"]), now);
        assert_eq!(expected(&after, 9), ["08:00", "20:00"]);
        assert_eq!(expected(&after, 10), ["08:00", "20:00", "22:00"]);
        assert_eq!(expected(&after, 11), ["07:00", "20:00", "22:00"]);
        let renamed = Medication {
            name: "b".to_owned(),
            ..after.medication.clone()
        };
        assert_eq!(after.changed(renamed, now).former, after.former);
    }

    #[test]
    fn units_are_counted_down_to_nothing() {
        let medication = Medication {
            stock: Some(0.3),
            ..Medication::default()
        };
        let entry = Entry::new(medication, "a", None);
        assert_eq!(entry.with_units(-0.1).medication.stock, Some(0.2));
        assert_eq!(entry.with_units(-1.0).medication.stock, Some(0.0));
        let uncounted = Entry::new(Medication::default(), "a", None);
        assert_eq!(uncounted.with_units(-1.0).medication.stock, None);
    }
}
