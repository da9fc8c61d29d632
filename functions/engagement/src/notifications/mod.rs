//! `/api/v1/notifications`: the inbox, and by which other ways its notices come.

pub(crate) mod channels;
pub(crate) mod list;
pub(crate) mod read;
pub(crate) mod remove;
pub(crate) mod unread;
mod view;
