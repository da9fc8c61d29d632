//! Web push: messages to browsers that a person has subscribed (RFC 8030).
//!
//! ```text
//! USER#<owner>    PUSH#<id>     one subscription: the push service's address for a browser, and that browser's keys
//! VAPID-PRIVATE   KEY           our signing key, in the keys table
//! VAPID-PUBLIC    KEY           its public half, which browsers subscribe with
//! ```
//!
//! What is sent is encrypted for the browser ([`encrypt`], RFC 8291): the push service, which is somebody else's, learns
//! that a person gets a message and nothing of what it says; the crate `web-push-native` does it. Each request is signed
//! ([`vapid`], RFC 8292) by `jsonwebtoken`, which signs our other tokens too: that crate's own way would bring a second library
//! of tokens, with RSA and all.
//!
//! A browser tells us which address to call, so that address is the caller's choice: only push services that we know, or
//! that the operator names, are called ([`Hosts`]), over TLS, and no redirect is followed.

mod encrypt;
mod hosts;
mod send;
mod store;
mod subscription;
mod vapid;

pub use encrypt::{BadKeys, BrowserKeys, encrypt};
pub use hosts::{BadEndpoint, Endpoint, Hosts};
pub use send::{PushError, Sender, Urgency};
pub use store::{MAX_SUBSCRIPTIONS, Subscribed, Subscriptions};
pub use subscription::{Subscription, SubscriptionId};
pub use vapid::{VapidError, VapidKey, VapidKeys};
