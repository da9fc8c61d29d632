//! What a signed-in person keeps that an answer needs: their family, health, list of medicines and reminders.

use jiff::Timestamp;
use jiff::civil::Date;
use nazar::Owner;
use nazar::checks::About;
use nazar::household::{Households, Member};
use nazar::http::Caller;
use nazar::store::medicine_list::{Entry, MedicineLists};
use nazar::store::reminders::{About as Subject, Reminder, Reminders, Saved, Timetable};
use nazar::store::{StoreError, Table};

use crate::nlu::Relative;

/// The stores of households. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Homes {
    households: Households,
    lists: MedicineLists,
    reminders: Reminders,
}

/// Whom a question is about, within the caller's household.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Whose {
    /// The caller, or this member.
    Found(Box<Home>),
    /// Somebody who is not in the caller's family.
    Nobody,
    /// Several members are this relative; their names.
    Several(Vec<String>),
}

/// A person with what they take.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Home {
    /// The member's name; `None` for the caller.
    pub(crate) name: Option<String>,
    /// What is known of them.
    pub(crate) about: About,
    /// What they take today.
    pub(crate) list: Vec<Entry>,
}

impl Homes {
    pub(crate) fn new(history: &Table) -> Self {
        Self {
            households: Households::new(history.clone()),
            lists: MedicineLists::new(history.clone()),
            reminders: Reminders::new(history.clone()),
        }
    }

    /// The caller, or the member of their family who is this relative.
    ///
    /// # Errors
    /// Whatever a call met: a check without the list that was asked for would be a check that says too little.
    pub(crate) async fn of(
        &self,
        caller: &Caller,
        relative: Option<Relative>,
    ) -> Result<Whose, StoreError> {
        let owner = caller.owner;
        let today = caller.zone.day(Timestamp::now());
        let Some(relative) = relative else {
            let about = self.households.about(owner).await?.health.about(today);
            return Ok(Whose::Found(Box::new(
                self.home(owner, None, about, today).await?,
            )));
        };
        let mut members = self.households.family(owner).await?;
        members.retain(|member| Relative::of_relation(&member.relation) == Some(relative));
        match members.as_slice() {
            [] => Ok(Whose::Nobody),
            [member] => {
                let about = member.health.about(today);
                let home = self.home(owner, Some(member), about, today).await?;
                Ok(Whose::Found(Box::new(home)))
            }
            several => Ok(Whose::Several(
                several.iter().map(|member| member.name.clone()).collect(),
            )),
        }
    }

    async fn home(
        &self,
        owner: Owner,
        member: Option<&Member>,
        about: About,
        today: Date,
    ) -> Result<Home, StoreError> {
        let mut list = self
            .lists
            .all_of(owner, member.map(|member| member.id))
            .await?;
        list.retain(|entry| entry.is_taken_on(today));
        Ok(Home {
            name: member.map(|member| member.name.clone()),
            about,
            list,
        })
    }

    /// Keeps a reminder of a text at some times of every day. The same one said twice is kept once.
    ///
    /// # Errors
    /// Whatever a call met.
    pub(crate) async fn remind(
        &self,
        caller: &Caller,
        text: String,
        timetable: Timetable,
    ) -> Result<(Reminder, Saved), StoreError> {
        let about = Subject::Text {
            text: text.clone(),
            timetable: timetable.clone(),
        };
        let held = self.reminders.all(caller.owner).await?;
        if let Some(same) = held.into_iter().find(|held| held.on && held.about == about) {
            return Ok((same, Saved::Already));
        }
        let reminder = Reminder::of_text(text, timetable, &caller.zone, Timestamp::now());
        let saved = self.reminders.add(caller.owner, &reminder).await?;
        Ok((reminder, saved))
    }
}
