//! Which passwords are refused: those that many people have or that a guesser tries first, and those made of the
//! person's own names (NIST SP 800-63B section 3.1.1.2). No rules about kinds of characters: they make passwords worse.

use nazar::http::FieldCode;
use zxcvbn::{Score, zxcvbn};

/// Characters in a password. Longer ones are refused by their own rule and not weighed.
pub(crate) const MAX_CHARACTERS: usize = 128;
/// Shorter names occur in words by chance.
const MIN_NAME: usize = 3;
/// Characters that must be left when a name is taken out.
const MIN_REST: usize = 6;

/// garde rule: not among the common ones. zxcvbn knows 30,000 of them, with their usual disguises, and counts the
/// guesses that are needed; fewer than a million is too few.
pub(crate) fn check_common(password: &str, _context: &()) -> garde::Result {
    if password.chars().count() > MAX_CHARACTERS || zxcvbn(password, &[]).score() >= Score::Two {
        return Ok(());
    }
    Err(FieldCode::PasswordCommon.error())
}

/// garde rule: not made of the username or of the e-mail address.
pub(crate) fn check_unlike<'a>(
    username: &'a str,
    email: &'a str,
) -> impl FnOnce(&str, &()) -> garde::Result + 'a {
    move |password, ()| {
        let local_part = email.split('@').next().unwrap_or_default();
        let too_long = password.chars().count() > MAX_CHARACTERS;
        if !too_long
            && [username, local_part, email]
                .into_iter()
                .any(|name| is_made_of(password, name))
        {
            return Err(FieldCode::PasswordLikeIdentity.error());
        }
        Ok(())
    }
}

/// Whether little of the password is left without the name, forwards or backwards, or all of it is within the name.
fn is_made_of(password: &str, name: &str) -> bool {
    let password = bare(password);
    let name = bare(name);
    if name.len() < MIN_NAME {
        return false;
    }
    let backwards: String = name.chars().rev().collect();
    [name, backwards].iter().any(|name| {
        name.contains(&password)
            || (password.contains(name.as_str())
                && password.replace(name.as_str(), "").chars().count() < MIN_REST)
    })
}

/// Letters and digits alone, in lower case: `Anna.K!` and `annak` are the same idea.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|character| character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_passwords_are_refused() {
        for common in [
            "password",
            "12345678",
            "qwertyuiop",
            "Passw0rd!",
            "iloveyou1",
            "aaaaaaaaaa",
            "abcdefgh",
        ] {
            assert!(check_common(common, &()).is_err(), "{common}");
        }
        for good in [
            "correct horse battery",
            "tashkent-melon-42",
            "Lipi-drawing-2026",
            "нон-чой-олма-77",
        ] {
            assert!(check_common(good, &()).is_ok(), "{good}");
        }
    }

    #[test]
    fn a_password_is_not_a_name() {
        let made_of =
            |password: &str| check_unlike("Sunita.K", "sunita@example.org")(password, &()).is_err();
        for bad in [
            "sunita.k",
            "SunitaK2026",
            "atinus99",
            "sunita@example.org",
            "sunita@example",
            "12Sunita34",
        ] {
            assert!(made_of(bad), "{bad}");
        }
        assert!(!made_of("sunita grows marigolds"));
        assert!(!made_of("correct horse battery"));
    }

    #[test]
    fn short_names_occur_by_chance() {
        assert!(check_unlike("al", "al@example.org")("alphabet-soup", &()).is_ok());
    }
}
