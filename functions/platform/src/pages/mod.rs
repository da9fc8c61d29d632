//! Pages for people. Everything that they load comes from here, and their policy lets browsers load nothing else.

mod assets;
mod html;
mod index;
mod problems;

pub(crate) use assets::{asset, file};
pub(crate) use index::{docs, index};
pub(crate) use problems::problems;
