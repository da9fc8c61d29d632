//! Identifiers as types, so that a job's id cannot be handed in where a person's is wanted.
//!
//! All of them are ULIDs: unique without coordination, and sorted by the time of their making, which is the order
//! in which history is read. On the wire and in keys they are 26 upper-case characters of Crockford's base 32.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use ulid::Ulid;

/// The text is not a ULID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct InvalidId;

/// Reads the one form we write: 26 characters, upper case. Crockford's aliases (lower case, `I` for `1`) are
/// refused, because two spellings of one id would be two keys.
fn parse(text: &str) -> Result<Ulid, InvalidId> {
    let id = Ulid::from_string(text).map_err(|_| InvalidId)?;
    if id.to_string() == text {
        Ok(id)
    } else {
        Err(InvalidId)
    }
}

/// Milliseconds since 1970 at which the id was made, as a time.
fn made_at(id: Ulid) -> Timestamp {
    i64::try_from(id.timestamp_ms())
        .ok()
        .and_then(|milliseconds| Timestamp::from_millisecond(milliseconds).ok())
        .unwrap_or(Timestamp::MAX)
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Ulid);

        impl $name {
            /// Makes a new one, later in order than all that were made in an earlier millisecond.
            pub fn generate() -> Self {
                Self(Ulid::generate())
            }

            /// When it was made, to the millisecond.
            pub fn created_at(self) -> Timestamp {
                made_at(self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, formatter)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                parse(text).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(de::Error::custom)
            }
        }

        #[cfg(feature = "http")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                crate::http::openapi::ulid_schema().into()
            }
        }

        #[cfg(feature = "http")]
        impl utoipa::ToSchema for $name {}
    };
}

identifier! {
    /// A person.
    UserId
}
identifier! {
    /// A queued job.
    JobId
}
identifier! {
    /// A prediction or a similarity in somebody's history.
    RecordId
}
identifier! {
    /// A sign-in and all refresh tokens that came of it.
    SessionId
}
identifier! {
    /// One token (`jti`).
    TokenId
}

identifier! {
    /// A member of somebody's family.
    MemberId
}

impl RecordId {
    /// Before every id that is made at this moment or later, to the millisecond begun.
    pub fn earliest(moment: Timestamp) -> Self {
        Self(Ulid::from_parts(milliseconds(moment), 0))
    }

    /// After every id that is made at this moment or earlier, to the millisecond.
    pub fn latest(moment: Timestamp) -> Self {
        Self(Ulid::from_parts(milliseconds(moment), u128::MAX))
    }

    /// As if it had been made at this moment.
    #[cfg(test)]
    pub(crate) fn random_at(moment: Timestamp) -> Self {
        Self(Ulid::from_parts(
            milliseconds(moment),
            Ulid::generate().random(),
        ))
    }
}

/// Milliseconds since 1970 as an id holds them; a time before that counts as 1970.
fn milliseconds(moment: Timestamp) -> u64 {
    u64::try_from(moment.as_millisecond()).unwrap_or_default()
}

/// A record that a job wrote has its id.
impl From<RecordId> for JobId {
    fn from(record: RecordId) -> Self {
        Self(record.0)
    }
}

impl From<JobId> for RecordId {
    /// What a job writes has the job's own id: a second run of the same job then meets its first one's record.
    fn from(job: JobId) -> Self {
        Self(job.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lower_case_and_aliases_are_refused() {
        assert!("01ARZ3NDEKTSV4RRFFQ69G5FAV".parse::<UserId>().is_ok());
        assert_eq!(
            "01arz3ndektsv4rrffq69g5fav".parse::<UserId>(),
            Err(InvalidId)
        );
        assert_eq!(
            "0IARZ3NDEKTSV4RRFFQ69G5FAV".parse::<UserId>(),
            Err(InvalidId)
        );
    }

    #[test]
    fn the_time_of_making_is_kept() {
        let before = Timestamp::now().as_millisecond();
        let made = JobId::generate().created_at().as_millisecond();
        assert!((before..=Timestamp::now().as_millisecond()).contains(&made));
    }

    #[test]
    fn bounds_enclose_the_ids_of_their_millisecond_and_no_other() {
        let id = RecordId::generate();
        let made = id.created_at();
        let millisecond = jiff::SignedDuration::from_millis(1);
        assert!(RecordId::earliest(made) <= id && id <= RecordId::latest(made));
        assert!(RecordId::latest(made - millisecond) < id);
        assert!(RecordId::earliest(made + millisecond) > id);
        assert_eq!(
            RecordId::earliest(Timestamp::MIN).created_at(),
            Timestamp::UNIX_EPOCH
        );
    }

    proptest! {
        #[test]
        fn text_round_trips(value in any::<u128>()) {
            let id = RecordId(Ulid::from_bytes(value.to_be_bytes()));
            prop_assert_eq!(id.to_string().parse::<RecordId>(), Ok(id));
            let json = serde_json::to_string(&id).unwrap();
            prop_assert_eq!(serde_json::from_str::<RecordId>(&json).unwrap(), id);
        }

        #[test]
        fn arbitrary_text_never_panics(text in ".{0,40}") {
            let _ = text.parse::<RecordId>();
        }
    }
}
