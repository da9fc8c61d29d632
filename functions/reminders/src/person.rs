//! What a run has to know of a person.

use jiff::Timestamp;
use nazar::Owner;
use nazar::household::{QuietHours, Settings};
use nazar::notices::quiet_until;
use nazar::people::{User, keys};
use nazar::store::StoreError;

use crate::Context;

/// A person who is told something.
#[derive(Debug)]
pub(crate) struct Person {
    /// Zone, language and address.
    pub(crate) user: User,
    /// How the service behaves towards them.
    pub(crate) settings: Settings,
    quiet: Option<QuietHours>,
}

impl Person {
    /// The person; `None` when they have closed their account.
    pub(crate) async fn load(context: &Context, owner: Owner) -> Result<Option<Self>, StoreError> {
        let row = keys::profile(owner.user_id());
        let (user, settings, about) = futures::try_join!(
            context.accounts.get::<User>(&row),
            context.households.settings(owner),
            context.households.about(owner)
        )?;
        Ok(user.map(|user| Self {
            user,
            settings,
            quiet: about.quiet_hours,
        }))
    }

    /// When they may be disturbed again; `None` when they may be now.
    pub(crate) fn quiet_until(&self, now: Timestamp) -> Option<Timestamp> {
        quiet_until(self.quiet.as_ref()?, &self.user.zone, now)
    }
}
