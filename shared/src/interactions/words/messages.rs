//! Which message of the catalogue says what, by setting and severity.

use crate::interactions::{Setting, Severity};

impl Setting {
    /// The message that titles a finding of this severity.
    pub(super) fn title(self, severity: Severity) -> String {
        match self {
            Self::Pair => format!("severity-{severity}"),
            other => format!("title-{other}-{severity}"),
        }
    }

    /// The message, with its attribute, that says what to do.
    pub(super) fn action(self, severity: Severity) -> (String, Option<&'static str>) {
        match self {
            Self::Pair | Self::Duplicate => (format!("severity-{severity}"), Some("action")),
            Self::Food => (format!("action-food-{severity}"), None),
            _ => (format!("action-state-{severity}"), None),
        }
    }

    /// The message, with its attribute, that says how urgent it is.
    pub(super) fn urgency(self, severity: Severity) -> (String, Option<&'static str>) {
        if severity == Severity::Contraindicated && !self.is_of_medicines() {
            return ("urgency-circumstance-contraindicated".to_owned(), None);
        }
        (format!("severity-{severity}"), Some("urgency"))
    }
}
