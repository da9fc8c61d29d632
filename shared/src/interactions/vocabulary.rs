//! Closed lists of words: an enum whose values have one text each, the same in files, snapshots and answers.
//!
//! A word that is not in its list is an error where it is read, never a default. A snapshot keeps a word as its
//! place in the list, so a list may grow at its end and nowhere else.

/// The text is no word of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown {0}")]
pub struct UnknownWord(pub &'static str);

macro_rules! vocabulary {
    ($(#[$meta:meta])+ $name:ident ($title:literal) { $($(#[$doc:meta])+ $variant:ident = $text:tt,)+ }) => {
        $(#[$meta])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
        pub enum $name {
            $($(#[$doc])+ #[serde(rename = $text)] $variant,)+
        }

        impl $name {
            /// All of them, in the list's order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word as it is written in files and answers.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// Its place in the list, as snapshots keep it.
            pub fn number(self) -> u8 {
                self as u8
            }

            /// The word at a place.
            ///
            /// # Errors
            /// When the list is shorter.
            pub fn of_number(number: u8) -> Result<Self, $crate::interactions::UnknownWord> {
                Self::ALL
                    .get(usize::from(number))
                    .copied()
                    .ok_or($crate::interactions::UnknownWord($title))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::interactions::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|word| word.as_str() == text)
                    .ok_or($crate::interactions::UnknownWord($title))
            }
        }
    };
}

pub(crate) use vocabulary;
