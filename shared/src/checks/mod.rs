//! Checks as clients meet them: what they ask about, the data that are asked, and the answer with everybody in it named.
//!
//! The rules themselves are [`crate::interactions`]; this is the part around them that more than one function needs:
//! whoever checks medicines, whoever keeps a list of them and warns at once, whoever answers a question about them.
//!
//! ```text
//! MedicineRef --find--> Found --answer--> CheckView      Source --get--> Held (catalogue and rules in force)
//! ```

mod allergy;
mod answer;
mod asked;
mod data;
mod person;
mod view;

pub use allergy::Allergy;
pub use answer::{CheckView, answer, private, warnings};
pub use asked::{Found, MedicineRef, NotChecked, find};
pub use data::{Data, Held, Source, Versions};
pub use person::About;
pub use view::{
    CircumstanceView, DataView, FindingKind, FindingView, PredictionView, SourceView, VerdictView,
    ingredient_name, sources, subject_name,
};
