//! Receipt handles.
//!
//! A handle names the queue, the message and the delivery it was given at. Only the newest delivery's handle acts on a
//! message: a slow worker cannot delete what has meanwhile been handed to another.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::error::{ErrorCode, SqsError};

/// What a handle says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Receipt {
    /// Name of the queue.
    pub(super) queue: String,
    /// Id of the message.
    pub(super) message_id: String,
    /// How many times the message had been received, this delivery included.
    pub(super) receives: u64,
}

impl Receipt {
    /// The opaque text given to the receiver.
    pub(super) fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(format!(
            "{}/{}/{}",
            self.queue, self.message_id, self.receives
        ))
    }

    /// Reads a handle and checks that it is one of `queue`.
    pub(super) fn decode(handle: &str, queue: &str) -> Result<Self, SqsError> {
        let receipt = Self::parse(handle).filter(|receipt| receipt.queue == queue);
        receipt.ok_or_else(|| {
            let text =
                format!("The input receipt handle \"{handle}\" is not a valid receipt handle.");
            SqsError::new(ErrorCode::ReceiptHandleIsInvalid, text)
        })
    }

    fn parse(handle: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(handle).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let mut parts = text.split('/');
        let receipt = Self {
            queue: parts.next()?.to_owned(),
            message_id: parts.next()?.to_owned(),
            receives: parts.next()?.parse().ok()?,
        };
        parts.next().is_none().then_some(receipt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_handle_reads_back(queue in "[A-Za-z0-9_-]{1,80}", id in "[0-9a-f-]{36}", receives in any::<u64>()) {
            let receipt = Receipt { queue: queue.clone(), message_id: id, receives };
            prop_assert_eq!(Receipt::decode(&receipt.encode(), &queue).unwrap(), receipt);
        }

        #[test]
        fn any_text_is_refused_without_a_panic(handle in ".{0,64}") {
            prop_assert!(Receipt::decode(&handle, "no-such/queue").is_err());
        }
    }

    #[test]
    fn a_handle_of_another_queue_is_refused() {
        let receipt = Receipt {
            queue: "a".to_owned(),
            message_id: "m".to_owned(),
            receives: 1,
        };
        let error = Receipt::decode(&receipt.encode(), "b").unwrap_err();
        assert_eq!(error.code, ErrorCode::ReceiptHandleIsInvalid);
    }
}
