//! Where people and their markers are.

use crate::{ids::UserId, store::Key};

const MARKER: &str = "MARKER";

/// The partition of everything that the accounts table keeps of a person, but for their markers.
pub fn partition(id: UserId) -> String {
    format!("USER#{id}")
}

/// The person.
pub fn profile(id: UserId) -> Key {
    Key::new(partition(id), "PROFILE")
}

/// The marker of a username, whatever its case.
pub fn username(name: &str) -> Key {
    Key::new(format!("NAME#{}", fold(name)), MARKER)
}

/// The marker of an e-mail address, whatever its case.
///
/// The part before the `@` may tell case apart by the RFC; no provider does, and two accounts for `Anna@…` and
/// `anna@…` would only ever be a mistake, so the whole address is folded.
pub fn email(address: &str) -> Key {
    Key::new(format!("EMAIL#{}", fold(address)), MARKER)
}

/// The marker of a phone number, which has one spelling.
pub fn phone(e164: &str) -> Key {
    Key::new(format!("PHONE#{e164}"), MARKER)
}

/// The spelling under which a username or an address is unique. Both are ASCII, so their case folds byte by byte.
pub fn fold(name: &str) -> String {
    name.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_makes_no_other_name() {
        assert_eq!(username("Anna"), username("aNNA"));
        assert_eq!(email("Anna@Example.ORG"), email("anna@example.org"));
        assert_ne!(username("anna"), email("anna"));
    }

    proptest! {
        #[test]
        fn folding_changes_nothing_but_case(name in "[A-Za-z][A-Za-z0-9_.-]{2,29}") {
            let folded = fold(&name);
            prop_assert_eq!(fold(&folded), folded.clone());
            prop_assert!(folded.eq_ignore_ascii_case(&name));
            prop_assert_eq!(fold(&name.to_ascii_uppercase()), folded);
        }
    }
}
