//! The medicines that I and my family take: a file for each operation.

pub(crate) mod add;
mod body;
pub(crate) mod change;
mod follow;
pub(crate) mod list;
pub(crate) mod pack;
pub(crate) mod refills;
pub(crate) mod remove;
pub(crate) mod show;
pub(crate) mod view;
mod warn;

use garde::Validate;
use nazar::ids::MemberId;
use serde::Deserialize;

/// Whose medicines.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct WhoseQuery {
    /// A member of my family; mine when absent.
    #[garde(skip)]
    pub(crate) member: Option<MemberId>,
}
