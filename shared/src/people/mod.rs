//! People in the accounts table: who signs up and in with the accounts function, and reads and closes their account with
//! the profile function.
//!
//! ```text
//! USER#<id>             PROFILE          the person
//! USER#<id>             SESSION#<id>     a session
//! NAME#<username>       MARKER           whose username this is, folded
//! EMAIL#<address>       MARKER           whose e-mail address this is, folded
//! PHONE#<number>        MARKER           whose phone number this is
//! ```
//!
//! A marker holds a unique name for its owner: whoever puts it first has it. The person and their markers change in one
//! transaction, so that no name is ever held for nobody.

mod email;
pub mod keys;
mod name;
mod phone;
mod record;
mod zone;
mod roles;

pub use email::check_email;
pub use name::check_name;
pub use phone::check_phone;
pub use record::{Marker, User};
pub use zone::check_zone;
pub use roles::{give_role, take_role, user_of};
