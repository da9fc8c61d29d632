//! How dangerous a recalled product is.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The class of a recall (21 CFR 7.3(m)), gravest first. A recall that nobody has classified yet has none; it is never
/// taken for a mild one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum RecallClass {
    /// May cause death or serious harm.
    #[serde(rename = "I")]
    One,
    /// May cause harm that passes or can be treated; serious harm is not likely.
    #[serde(rename = "II")]
    Two,
    /// Not likely to cause harm.
    #[serde(rename = "III")]
    Three,
}

/// The text names no class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the class of a recall")]
pub struct UnknownClass;

impl RecallClass {
    /// All of them, gravest first.
    pub const ALL: [Self; 3] = [Self::One, Self::Two, Self::Three];

    /// The Roman number.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::One => "I",
            Self::Two => "II",
            Self::Three => "III",
        }
    }

    /// Reads a class as lists write it, `Class II` or `II`, whole and exactly; `None` where the list says that there is
    /// none yet. Parts of a text never count: `Class I` stands in front of `Class III` too.
    ///
    /// # Errors
    /// [`UnknownClass`] for any other text.
    pub fn read(text: &str) -> Result<Option<Self>, UnknownClass> {
        match text.trim() {
            "Class I" | "I" => Ok(Some(Self::One)),
            "Class II" | "II" => Ok(Some(Self::Two)),
            "Class III" | "III" => Ok(Some(Self::Three)),
            "" | "Not Yet Classified" => Ok(None),
            _ => Err(UnknownClass),
        }
    }

    /// A place among classes for sorting, gravest first; what has no class yet stands behind the gravest alone.
    pub(super) fn gravity(class: Option<Self>) -> u8 {
        match class {
            Some(Self::One) => 0,
            None => 1,
            Some(Self::Two) => 2,
            Some(Self::Three) => 3,
        }
    }
}

impl fmt::Display for RecallClass {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Defect 8.1.3 of the service that this one replaces: every class was read as class I, and a recall without a
    /// class ended the request.
    #[test]
    fn defect_3_each_class_is_read_as_itself_and_none_as_none() {
        for (text, class) in [
            ("Class I", Some(RecallClass::One)),
            ("Class II", Some(RecallClass::Two)),
            ("Class III", Some(RecallClass::Three)),
            ("III", Some(RecallClass::Three)),
            ("Not Yet Classified", None),
            ("", None),
        ] {
            assert_eq!(RecallClass::read(text), Ok(class), "{text}");
        }
        for text in [
            "Class IV",
            "class i",
            "CLASS I OR II",
            "1",
            "Class I (serious)",
        ] {
            assert_eq!(RecallClass::read(text), Err(UnknownClass), "{text}");
        }
        for class in RecallClass::ALL {
            let json = serde_json::to_string(&class).unwrap();
            assert_eq!(json, format!("\"{class}\""));
            assert_eq!(RecallClass::read(class.as_str()), Ok(Some(class)));
        }
    }

    proptest! {
        #[test]
        fn nothing_around_a_class_is_read_over(before in "[A-Za-z ]{0,6}", after in "[A-Za-z ]{0,6}") {
            let text = format!("{before}Class I{after}");
            let read = RecallClass::read(&text);
            let exact = match text.trim() {
                "Class I" => Ok(Some(RecallClass::One)),
                "Class II" => Ok(Some(RecallClass::Two)),
                "Class III" => Ok(Some(RecallClass::Three)),
                _ => Err(UnknownClass),
            };
            prop_assert_eq!(read, exact);
        }
    }
}
