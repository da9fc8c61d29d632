//! How the service behaves towards a person.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::{Households, Written, key};
use crate::store::StoreError;
use crate::{ClockTime, Owner};

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the device has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// A person's settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Whether they want notifications at all.
    pub notifications: bool,
    /// When they are reminded of what has no time of its own.
    pub reminder_time: ClockTime,
    /// Light or dark.
    pub theme: Theme,
    /// Counts changes; 0 while nothing was set.
    pub version: u64,
}

impl Default for Settings {
    /// Notifications, at nine in the morning.
    fn default() -> Self {
        Self {
            notifications: true,
            reminder_time: ClockTime::from_time(Time::constant(9, 0, 0, 0)),
            theme: Theme::System,
            version: 0,
        }
    }
}

impl Households {
    /// The owner's settings.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn settings(&self, owner: Owner) -> Result<Settings, StoreError> {
        let found = self.table.get(&key(owner, "SETTINGS")).await?;
        Ok(found.unwrap_or_default())
    }

    /// Writes settings over those that were read.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn set(&self, owner: Owner, settings: &Settings) -> Result<Written, StoreError> {
        let next = Settings {
            version: settings.version + 1,
            ..settings.clone()
        };
        let action = self.over(&key(owner, "SETTINGS"), &next, settings.version)?;
        self.write(action).await
    }
}
