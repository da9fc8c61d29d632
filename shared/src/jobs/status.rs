//! Where a job stands, and which way it may go.

use serde::{Deserialize, Serialize};

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum Status {
    /// The picture has not arrived yet, or is being checked.
    AwaitingUpload,
    /// A worker will take it.
    Queued,
    /// A worker has it.
    Running,
    /// Done; the result is there. Final.
    Succeeded,
    /// Given up; the problem says why. Final.
    Failed,
}

impl Status {
    /// All of them, in the order of a life.
    pub const ALL: [Self; 5] = [
        Self::AwaitingUpload,
        Self::Queued,
        Self::Running,
        Self::Succeeded,
        Self::Failed,
    ];

    /// The word in rows and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AwaitingUpload => "awaiting_upload",
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
        }
    }

    /// Whether nothing will change any more.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Succeeded | Self::Failed)
    }

    /// Whether a job may go from here to there in one step. Running to running is a claim after a lost lease,
    /// running to queued a worker that gives its lease back.
    pub fn may_become(self, next: Self) -> bool {
        use Status::{AwaitingUpload, Failed, Queued, Running, Succeeded};
        matches!(
            (self, next),
            (AwaitingUpload, Queued | Succeeded | Failed)
                | (Queued, Running | Failed)
                | (Running, Running | Queued | Succeeded | Failed)
        )
    }

    /// All from which a job may go to `next`.
    pub(super) fn before(next: Self) -> impl Iterator<Item = Self> {
        Self::ALL
            .into_iter()
            .filter(move |status| status.may_become(next))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn status() -> impl Strategy<Value = Status> {
        proptest::sample::select(Status::ALL.to_vec())
    }

    proptest! {
        #[test]
        fn a_walk_never_leaves_a_final_state(steps in proptest::collection::vec(status(), 1..40)) {
            let mut here = Status::AwaitingUpload;
            let mut ended = None;
            for next in steps {
                if here.may_become(next) {
                    prop_assert!(ended.is_none(), "left {ended:?}");
                    here = next;
                }
                if here.is_final() {
                    ended = Some(here);
                }
            }
            prop_assert!(ended.is_none_or(|last| last == here));
        }

        #[test]
        fn before_is_the_inverse_of_may_become(from in status(), to in status()) {
            prop_assert_eq!(Status::before(to).any(|status| status == from), from.may_become(to));
        }
    }

    #[test]
    fn every_state_can_still_fail_until_it_is_final() {
        for status in Status::ALL {
            assert_eq!(
                status.may_become(Status::Failed),
                !status.is_final(),
                "{status:?}"
            );
        }
    }

    #[test]
    fn the_word_is_the_one_in_rows() {
        for status in Status::ALL {
            assert_eq!(serde_json::to_value(status).unwrap(), status.as_str());
        }
    }
}
