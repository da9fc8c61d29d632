//! What a person has drawn: lists, single items, and their deletion.

mod item;
pub(crate) mod predictions;
pub(crate) mod query;
mod removal;
pub(crate) mod similarities;
mod view;
