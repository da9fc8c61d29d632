//! Where people and their markers are. A marker holds a unique name for its owner: whoever puts it first has it.

use nazar::{ids::UserId, store::Key};

use crate::identity::Login;

const MARKER: &str = "MARKER";

pub(super) fn profile(id: UserId) -> Key {
    Key::new(format!("USER#{id}"), "PROFILE")
}

pub(super) fn username(folded: &str) -> Key {
    Key::new(format!("NAME#{folded}"), MARKER)
}

pub(super) fn email(folded: &str) -> Key {
    Key::new(format!("EMAIL#{folded}"), MARKER)
}

pub(super) fn phone(e164: &str) -> Key {
    Key::new(format!("PHONE#{e164}"), MARKER)
}

pub(super) fn login(login: &Login) -> Key {
    match login {
        Login::Username(folded) => username(folded),
        Login::Email(folded) => email(folded),
    }
}
