//! Which sources a check needs, and for how long an answer of theirs counts.

use jiff::SignedDuration;

use super::RecallSource;
use crate::config::{ConfigError, Environment};

/// A source, and how old its last whole answer may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecallSettings {
    /// Without a fresh answer of each of these nothing is called clear.
    pub needed: Vec<RecallSource>,
    /// Age up to which openFDA's last whole answer counts.
    pub openfda_max_age: SignedDuration,
    /// Age up to which the operator's list counts; importing it again, unchanged, confirms it.
    pub local_max_age: SignedDuration,
}

/// Two days: the watch asks four times a day, the authority publishes weekly.
const OPENFDA_HOURS: u32 = 48;
/// Five weeks: a list that is confirmed monthly.
const LOCAL_DAYS: u32 = 35;

impl RecallSettings {
    /// Reads `RECALL_SOURCES` (names, separated by commas; `openfda,local` when unset), `RECALL_OPENFDA_MAX_AGE_HOURS` and
    /// `RECALL_LOCAL_MAX_AGE_DAYS`.
    ///
    /// # Errors
    /// When one of them is malformed, or no source is named: a check that needs nothing would call everything clear.
    pub fn read(environment: &Environment) -> Result<Self, ConfigError> {
        const SOURCES: &str = "RECALL_SOURCES";
        let invalid = ConfigError::Invalid {
            name: SOURCES,
            wanted: "openfda, local or both, separated by a comma",
        };
        let names = environment.optional(SOURCES);
        let names = names.as_deref().unwrap_or("openfda,local");
        let needed = names
            .split(',')
            .map(|name| name.trim().parse().ok())
            .collect::<Option<Vec<RecallSource>>>()
            .ok_or_else(|| invalid.clone())?;
        // The archive ends in 2025 and cannot be fresh.
        if needed.contains(&RecallSource::FdaArchive) {
            return Err(invalid);
        }
        let hours = above_zero(environment, "RECALL_OPENFDA_MAX_AGE_HOURS", OPENFDA_HOURS)?;
        let days = above_zero(environment, "RECALL_LOCAL_MAX_AGE_DAYS", LOCAL_DAYS)?;
        Ok(Self {
            needed,
            openfda_max_age: SignedDuration::from_hours(i64::from(hours)),
            local_max_age: SignedDuration::from_hours(24 * i64::from(days)),
        })
    }

    /// How old the source's last whole answer may be.
    pub fn max_age(&self, source: RecallSource) -> SignedDuration {
        match source {
            RecallSource::Openfda => self.openfda_max_age,
            RecallSource::Local => self.local_max_age,
            RecallSource::FdaArchive => SignedDuration::MAX,
        }
    }
}

fn above_zero(
    environment: &Environment,
    name: &'static str,
    default: u32,
) -> Result<u32, ConfigError> {
    let wanted = "a whole number above 0";
    match environment.parsed(name, default, wanted)? {
        0 => Err(ConfigError::Invalid { name, wanted }),
        number => Ok(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sources_are_needed_unless_the_operator_says_otherwise() {
        let settings = RecallSettings::read(&Environment::of(&[])).unwrap();
        assert_eq!(
            settings.needed,
            [RecallSource::Openfda, RecallSource::Local]
        );
        assert_eq!(
            settings.max_age(RecallSource::Openfda),
            SignedDuration::from_hours(48)
        );

        let environment = Environment::of(&[
            ("RECALL_SOURCES", "local"),
            ("RECALL_LOCAL_MAX_AGE_DAYS", "7"),
        ]);
        let settings = RecallSettings::read(&environment).unwrap();
        assert_eq!(settings.needed, [RecallSource::Local]);
        assert_eq!(
            settings.max_age(RecallSource::Local),
            SignedDuration::from_hours(168)
        );
    }

    #[test]
    fn a_check_that_needs_nothing_is_refused() {
        for (name, value) in [
            ("RECALL_SOURCES", "none"),
            ("RECALL_SOURCES", ","),
            ("RECALL_SOURCES", "fda-archive"),
            ("RECALL_OPENFDA_MAX_AGE_HOURS", "0"),
            ("RECALL_LOCAL_MAX_AGE_DAYS", "-1"),
        ] {
            assert!(
                RecallSettings::read(&Environment::of(&[(name, value)])).is_err(),
                "{value}"
            );
        }
    }
}
