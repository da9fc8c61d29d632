//! What names a person: username, e-mail address, phone number. Each has one spelling for comparing.

mod email;
mod login;
mod name;
mod phone;
mod reserved;
mod username;
mod zone;

pub(crate) use email::check_email;
pub(crate) use login::Login;
pub(crate) use name::check_name;
pub(crate) use phone::check_phone;
pub(crate) use reserved::check_free;
pub(crate) use username::check_username;
pub(crate) use zone::check_zone;
