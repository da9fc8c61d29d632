//! What can be wrong with one field.

use crate::i18n::Argument;

macro_rules! field_codes {
    ($($(#[$doc:meta])+ $name:ident = $text:literal;)+) => {
        /// A rule that a field broke. Its text is `field-<code>` in the catalogue.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum FieldCode {
            $($(#[$doc])+ $name,)+
        }

        impl FieldCode {
            /// All of them, in the catalogue's order.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The code as clients see it, in kebab case.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }
        }
    };
}

field_codes! {
    /// The field must be there.
    Required = "required";
    /// Another JSON type is wanted.
    WrongType = "wrong-type";
    /// Not of the form that is wanted.
    InvalidFormat = "invalid-format";
    /// None of the values that are known.
    NotOneOf = "not-one-of";
    /// Fewer characters than `min`.
    TooShort = "too-short";
    /// More characters than `max`.
    TooLong = "too-long";
    /// Below `min`.
    TooSmall = "too-small";
    /// Above `max`.
    TooLarge = "too-large";
    /// Not an e-mail address.
    InvalidEmail = "invalid-email";
    /// Not a username: a Latin letter first, then letters, digits, `_`, `.` and `-`.
    InvalidUsername = "invalid-username";
    /// A username that is kept for those who run the service.
    UsernameReserved = "username-reserved";
    /// Not a phone number in E.164 form.
    InvalidPhone = "invalid-phone";
    /// Control characters or nothing but space.
    InvalidName = "invalid-name";
    /// No time zone of this IANA name.
    UnknownZone = "unknown-zone";
    /// A password that many people have.
    PasswordCommon = "password-common";
    /// A password made of the username or the e-mail address.
    PasswordLikeIdentity = "password-like-identity";
}

impl FieldCode {
    /// As a garde error, for rules of our own: the message is the code.
    pub fn error(self) -> garde::Error {
        garde::Error::new(self.as_str())
    }
}

/// A broken rule, where, and the limits that its text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    pub(crate) pointer: String,
    pub(crate) code: FieldCode,
    pub(crate) arguments: Vec<Argument>,
}

impl FieldError {
    /// A broken rule at a JSON pointer such as `/email`; the empty pointer is the whole body.
    pub fn new(pointer: impl Into<String>, code: FieldCode) -> Self {
        Self {
            pointer: pointer.into(),
            code,
            arguments: Vec::new(),
        }
    }

    /// Names a limit for the text: `min` or `max`.
    #[must_use]
    pub fn with_argument(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// Where, as a JSON pointer (RFC 6901).
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// Which rule.
    pub fn code(&self) -> FieldCode {
        self.code
    }
}
