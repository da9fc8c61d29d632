//! Ownership as a type: a store call on a person's data takes an [`Owner`], and an owner cannot be made from a path
//! or a body.
//!
//! Four places make one: a verified access token (`nazar::http::Caller`), the key of an object that only a presigned
//! upload of that person could have made, a message from our own queues (hence `Deserialize`), and the key of a row that
//! woke (`nazar::store::wake`), which names its own person.
//! There is then no query by bare id, and another person's record is simply not found.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ids::UserId;

/// The person whose data a call may touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Owner(UserId);

impl Owner {
    /// Only for proofs of identity within this crate: see the module's four places.
    #[allow(
        dead_code,
        reason = "which of the four places are compiled depends on features"
    )]
    pub(crate) fn proven(user: UserId) -> Self {
        Self(user)
    }

    /// The person's id, for keys and logs.
    pub fn user_id(self) -> UserId {
        self.0
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}
