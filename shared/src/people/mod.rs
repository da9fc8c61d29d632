//! People in the accounts table: who signs up and in with the accounts function, and reads and closes their account with
//! the profile function.
//!
//! ```text
//! USER#<id>             PROFILE          the person
//! USER#<id>             SESSION#<id>     a session
//! NAME#<username>       MARKER           whose username this is, folded
//! EMAIL#<address>       MARKER           whose e-mail address this is, folded
//! PHONE#<number>        MARKER           whose phone number this is
//! USER#<id>             ONCE#<purpose>   a one-time token that was sent to them
//! PEOPLE                PERSON#<id>      that there is such a person, for administrators to page through
//! ```
//!
//! A marker holds a unique name for its owner: whoever puts it first has it. The person and their markers change in one
//! transaction, so that no name is ever held for nobody.

pub mod audit;
mod email;
pub mod keys;
mod name;
mod phone;
mod record;
mod roles;
mod zone;

pub use email::check_email;
pub use name::check_name;
pub use phone::check_phone;
pub use record::{Marker, User};
pub use roles::{give_role, take_role, user_of};
pub use zone::check_zone;
