//! Everybody of a household on one day, in few reads.
//!
//! A household is the owner and up to [`MAX_MEMBERS`](super::MAX_MEMBERS) members. What is told of a day is read with one
//! call for the owner's health, one for the members, one for all lists together (they stand side by side; beyond a thousand
//! medicines it is two) and one for the doses of each person: 3 + the number of people.

use futures::future::try_join_all;
use jiff::civil::Date;

use super::{Health, Households, Member};
use crate::Owner;
use crate::ids::MemberId;
use crate::store::StoreError;
use crate::store::adherence::{Adherence, DoseLog};
use crate::store::medicine_list::{Entry, MedicineLists, Taker};

/// Somebody of a household, with what their day is told from.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonToday {
    /// The member; nothing for the owner.
    pub member: Option<Member>,
    /// Their health.
    pub health: Health,
    /// Their medicines, newest first.
    pub entries: Vec<Entry>,
    /// Their doses of the day.
    pub logs: Vec<DoseLog>,
}

impl PersonToday {
    /// Whose list it is.
    pub fn taker(&self) -> Taker {
        self.member.as_ref().map(|member| member.id)
    }
}

impl Households {
    /// The owner first, then each member in the order in which they were added.
    ///
    /// # Errors
    /// Whatever a call met.
    pub async fn today(&self, owner: Owner, day: Date) -> Result<Vec<PersonToday>, StoreError> {
        let lists = MedicineLists::new(self.table.clone());
        let (about, family, entries) = tokio::try_join!(
            self.about(owner),
            self.family(owner),
            lists.of_family(owner)
        )?;
        let mut people = vec![(None, about.health)];
        people.extend(family.into_iter().map(|member| {
            let health = member.health.clone();
            (Some(member), health)
        }));
        let takers = people
            .iter()
            .map(|(member, _)| member.as_ref().map(|member| member.id));
        let doses = Adherence::new(self.table.clone());
        let logs = takers.map(|taker| doses.between(owner, taker, day, day));
        let logs = try_join_all(logs).await?;
        let of = |taker: Taker| {
            let own = entries.iter().filter(|entry| entry.member == taker);
            own.cloned().collect()
        };
        let people = people.into_iter().zip(logs);
        let people = people.map(|((member, health), logs)| PersonToday {
            entries: of(member.as_ref().map(|member| member.id)),
            member,
            health,
            logs,
        });
        Ok(people.collect())
    }

    /// One member as [`Households::today`] has them; nothing when there is no such member of the owner's.
    ///
    /// # Errors
    /// Whatever a call met.
    pub async fn member_today(
        &self,
        owner: Owner,
        id: MemberId,
        day: Date,
    ) -> Result<Option<PersonToday>, StoreError> {
        let Some(member) = self.member(owner, id).await? else {
            return Ok(None);
        };
        let lists = MedicineLists::new(self.table.clone());
        let doses = Adherence::new(self.table.clone());
        let (entries, logs) = tokio::try_join!(
            lists.all_of(owner, Some(id)),
            doses.between(owner, Some(id), day, day)
        )?;
        Ok(Some(PersonToday {
            health: member.health.clone(),
            member: Some(member),
            entries,
            logs,
        }))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::tests::{member, owner};
    use super::*;
    use crate::store::adherence::{DoseOutcome, Logged};
    use crate::store::medicine_list::{Added, Medication};
    use crate::store::testing::counted;

    fn medicine(name: &str, taker: Taker) -> Entry {
        let medication = Medication {
            name: name.to_owned(),
            times: vec!["08:00".parse().unwrap()],
            ..Medication::default()
        };
        Entry::new(medication, name, taker)
    }

    fn dose(entry: &Entry) -> DoseLog {
        let due = "2026-01-31T08:00".parse().unwrap();
        DoseLog {
            id: crate::ids::RecordId::generate(),
            entry: entry.id,
            member: entry.member,
            name: entry.medication.name.clone(),
            day: date(2026, 1, 31),
            due: Some(due),
            due_at: Some("2026-01-31T03:00:00Z".parse().unwrap()),
            outcome: DoseOutcome::Taken,
            reason: None,
            taken_at: None,
            note: None,
            units: None,
            logged_at: crate::store::now(),
        }
    }

    #[tokio::test]
    async fn a_household_of_twenty_one_is_read_with_three_calls_and_one_for_each_person() {
        let (table, calls) = counted().await;
        let households = Households::new(table.clone());
        let (lists, doses) = (MedicineLists::new(table.clone()), Adherence::new(table));
        let owner = owner();
        let mut takers: Vec<Taker> = vec![None];
        for _ in 0..super::super::MAX_MEMBERS {
            let one = member("a");
            households.join(owner, &one).await.unwrap();
            takers.push(Some(one.id));
        }
        for taker in &takers {
            for name in ["metformin", "aspirin"] {
                let entry = medicine(name, *taker);
                let key = taker.map(|id| Households::member_key(owner, id));
                let added = lists.add(owner, &entry, key.as_ref()).await.unwrap();
                assert_eq!(added, Added::Yes);
                if name == "aspirin" {
                    let logged = doses.log(owner, entry.id, dose(&entry)).await.unwrap();
                    assert!(matches!(logged, Logged::Yes(_)));
                }
            }
        }
        calls.restart();
        let people = households.today(owner, date(2026, 1, 31)).await.unwrap();
        assert_eq!(calls.so_far(), 3 + takers.len());
        assert_eq!(
            people.iter().map(PersonToday::taker).collect::<Vec<_>>(),
            takers
        );
        for person in &people {
            assert_eq!((person.entries.len(), person.logs.len()), (2, 1));
            assert!(
                person
                    .entries
                    .iter()
                    .all(|entry| entry.member == person.taker())
            );
            assert_eq!(person.logs[0].name, "aspirin");
        }
        let one = takers[7].unwrap();
        let alone = households.member_today(owner, one, date(2026, 1, 31)).await;
        assert_eq!(alone.unwrap().as_ref(), Some(&people[7]));
        let other = self::owner();
        let nobody = households.member_today(other, one, date(2026, 1, 31)).await;
        assert_eq!(nobody.unwrap(), None);
    }
}
