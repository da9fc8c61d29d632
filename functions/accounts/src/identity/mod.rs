//! What names a person: username, e-mail address, phone number. Each has one spelling for comparing.

mod login;
mod reserved;
mod username;

pub(crate) use login::Login;
pub(crate) use reserved::check_free;
pub(crate) use username::check_username;
