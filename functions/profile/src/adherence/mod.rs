//! What I and my family took and did not take: a file for each operation.

pub(crate) mod day;
pub(crate) mod list;
pub(crate) mod log;
pub(crate) mod undo;
pub(crate) mod view;
pub(crate) mod week;

use garde::Validate;
use jiff::civil::Date;
use nazar::ids::MemberId;
use serde::Deserialize;

/// Which day, or the week of which day, and whose.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct DayQuery {
    /// The day; today in my zone when absent.
    #[garde(skip)]
    #[param(value_type = Option<String>, format = Date)]
    date: Option<Date>,
    /// A member of my family; me when absent.
    #[garde(skip)]
    member: Option<MemberId>,
}
