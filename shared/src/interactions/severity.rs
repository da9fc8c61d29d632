//! How bad it can be: the one scale, which every source is translated to.

use super::vocabulary::vocabulary;

vocabulary! {
    /// How bad it can be, mildest first, so that the greater value is the more severe one.
    ///
    /// There is no value for "unknown" and none for "safe": what no source rates is no finding, and what no source
    /// knows is said in the verdict.
    Severity ("severity") {
        /// Seldom noticed; worth knowing.
        Minor = "minor",
        /// May change what a medicine does: a doctor or pharmacist decides, a dose or a time may change.
        Moderate = "moderate",
        /// Dangerous: not together without a doctor who knows of both.
        Major = "major",
        /// Never together.
        Contraindicated = "contraindicated",
    }
}

impl Severity {
    /// Whether it stands for danger in a verdict.
    pub fn is_dangerous(self) -> bool {
        self >= Self::Major
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_is_closed_and_ordered() {
        assert!(Severity::Contraindicated > Severity::Major);
        assert!(Severity::Major > Severity::Moderate);
        assert!(Severity::Moderate > Severity::Minor);
        for severity in Severity::ALL {
            assert_eq!(severity.as_str().parse(), Ok(*severity));
            assert_eq!(Severity::of_number(severity.number()), Ok(*severity));
        }
    }

    /// Defect 8.1.1 of the service that this one replaces: words outside its scale read as "safe together".
    #[test]
    fn defect_1_an_unknown_severity_is_an_error_and_never_safe() {
        for text in [
            "none", "unknown", "severe", "fatal", "mild", "", "MAJOR", "safe",
        ] {
            assert!(text.parse::<Severity>().is_err(), "{text}");
            let json = serde_json::to_string(text).unwrap();
            assert!(serde_json::from_str::<Severity>(&json).is_err(), "{text}");
        }
        assert!(Severity::of_number(4).is_err());
    }
}
