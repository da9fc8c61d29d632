//! What is written, in the reader's language.

use crate::i18n::{Locale, text};

/// Why somebody is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// They forgot their password: the letter holds a token.
    ResetPassword,
    /// They gave this address for theirs: the letter holds a token.
    ConfirmEmail,
    /// The address of their account is another one now; this is the old one.
    EmailChanged,
}

impl Occasion {
    fn id(self) -> &'static str {
        match self {
            Self::ResetPassword => "mail-reset-password",
            Self::ConfirmEmail => "mail-confirm-email",
            Self::EmailChanged => "mail-email-changed",
        }
    }
}

/// A letter in plain text.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// The reader's address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// What is written.
    pub body: String,
}

impl Letter {
    /// A letter on this occasion, with the token that it brings.
    pub fn new(to: &str, occasion: Occasion, locale: Locale, token: &str) -> Self {
        let arguments = [("token", token.to_owned())];
        Self {
            to: to.to_owned(),
            subject: text(locale, occasion.id(), None, &[]),
            body: text(locale, occasion.id(), Some("body"), &arguments),
        }
    }
}

impl std::fmt::Debug for Letter {
    /// Neither the reader nor what is written.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Letter")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_says_something_of_its_own_in_every_language_and_brings_its_token() {
        for locale in Locale::ALL {
            for occasion in [
                Occasion::ResetPassword,
                Occasion::ConfirmEmail,
                Occasion::EmailChanged,
            ] {
                let letter = Letter::new("a@example.org", occasion, locale, "T.0-_k");
                assert!(!letter.subject.contains("mail-"), "{}", letter.subject);
                assert!(letter.body.len() > 40, "{}", letter.body);
                let brings = letter.body.contains("T.0-_k");
                assert_eq!(
                    brings,
                    occasion != Occasion::EmailChanged,
                    "{}",
                    letter.body
                );
                assert_eq!(format!("{letter:?}"), "Letter");
            }
        }
    }
}
