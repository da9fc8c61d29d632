//! Messages that no worker could finish.

use std::fmt;

use super::ObjectKey;
use crate::Owner;

/// Where such a message is kept for a person to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadLetterKey {
    owner: Option<Owner>,
    queue: String,
    message: String,
}

impl DeadLetterKey {
    /// Names the copy of one message, which is about this person or about nobody that we know; characters that would
    /// change the path become `-`.
    pub fn new(owner: Option<Owner>, queue: &str, message: &str) -> Self {
        Self {
            owner,
            queue: segment(queue),
            message: segment(message),
        }
    }
}

impl ObjectKey for DeadLetterKey {}

impl fmt::Display for DeadLetterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            owner,
            queue,
            message,
        } = self;
        match owner {
            Some(owner) => write!(f, "dead-letters/{owner}/{queue}/{message}.json"),
            None => write!(f, "dead-letters/unowned/{queue}/{message}.json"),
        }
    }
}

fn segment(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '-' || c == '_' {
                c
            } else {
                '-'
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::UserId;

    #[test]
    fn a_dead_letter_cannot_leave_its_folder() {
        let key = DeadLetterKey::new(None, "../images", "a/b c");
        assert_eq!(key.to_string(), "dead-letters/unowned/---images/a-b-c.json");
    }

    #[test]
    fn a_dead_letter_about_a_person_stands_with_the_person_s_others() {
        let user = UserId::generate();
        let key = DeadLetterKey::new(Some(Owner::proven(user)), "similarity", "1");
        assert_eq!(
            key.to_string(),
            format!("dead-letters/{user}/similarity/1.json")
        );
    }
}
