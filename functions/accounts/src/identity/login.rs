//! How somebody names the account at sign-in: by username, or by e-mail address. An `@` tells them apart, because no
//! username has one.

use nazar::people::keys::fold;

/// A folded name of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Login {
    /// By username.
    Username(String),
    /// By e-mail address.
    Email(String),
}

impl Login {
    /// Reads what was typed; space around it is the keyboard's.
    pub(crate) fn read(typed: &str) -> Self {
        let typed = typed.trim();
        if typed.contains('@') {
            Self::Email(fold(typed))
        } else {
            Self::Username(fold(typed))
        }
    }

    /// The folded name, for counting attempts.
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Username(name) | Self::Email(name) => name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_at_sign_makes_an_address() {
        assert_eq!(Login::read(" Anna "), Login::Username("anna".to_owned()));
        assert_eq!(
            Login::read("Anna@Example.org"),
            Login::Email("anna@example.org".to_owned())
        );
    }
}
