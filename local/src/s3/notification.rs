//! Which puts are told to whom.

use indexmap::IndexMap;

use crate::sources::outbox::Destination;
use crate::template::model::{Notification, Stack, Target};

/// How an object came to be, with the name that events give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Creation {
    Put,
    Post,
    Copy,
    CompleteMultipartUpload,
}

impl Creation {
    /// `eventName` of the record.
    pub(super) const fn event_name(self) -> &'static str {
        match self {
            Self::Put => "ObjectCreated:Put",
            Self::Post => "ObjectCreated:Post",
            Self::Copy => "ObjectCreated:Copy",
            Self::CompleteMultipartUpload => "ObjectCreated:CompleteMultipartUpload",
        }
    }
}

/// One rule of one bucket.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    /// Name of the bucket.
    pub(super) bucket: String,
    /// Who is told.
    pub(super) destination: Destination,
    events: Vec<String>,
    prefix: String,
    suffix: String,
}

/// The template's rules with names in place of logical ids; a rule for something that is not there is an error.
pub(super) fn rules(stack: &Stack) -> Result<Vec<Rule>, String> {
    stack
        .notifications
        .iter()
        .map(|notification| rule(stack, notification))
        .collect()
}

fn rule(stack: &Stack, notification: &Notification) -> Result<Rule, String> {
    let bucket = name_of(&stack.buckets, &notification.bucket, |bucket| &bucket.name)?;
    let destination = match &notification.target {
        Target::Queue(id) => Destination::Queue(name_of(&stack.queues, id, |queue| &queue.name)?),
        Target::Function(id) => Destination::Function(id.clone()),
    };
    let events = notification
        .events
        .iter()
        .map(|event| event.trim_start_matches("s3:").to_owned())
        .collect();
    Ok(Rule {
        bucket,
        destination,
        events,
        prefix: notification.prefix.clone(),
        suffix: notification.suffix.clone(),
    })
}

fn name_of<T>(
    all: &IndexMap<String, T>,
    id: &str,
    name: impl Fn(&T) -> &String,
) -> Result<String, String> {
    all.get(id)
        .map(|resource| name(resource).clone())
        .ok_or_else(|| format!("a notification names {id}, which is not there"))
}

impl Rule {
    /// Whether this rule tells about an object that came to be that way.
    pub(super) fn applies(&self, bucket: &str, key: &str, creation: Creation) -> bool {
        let name = creation.event_name();
        self.bucket == bucket
            && key.starts_with(&self.prefix)
            && key.ends_with(&self.suffix)
            && self
                .events
                .iter()
                .any(|event| event == name || event == "ObjectCreated:*")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(events: &[&str], prefix: &str, suffix: &str) -> Rule {
        Rule {
            bucket: "media".to_owned(),
            destination: Destination::Function("Gate".to_owned()),
            events: events.iter().map(|event| (*event).to_owned()).collect(),
            prefix: prefix.to_owned(),
            suffix: suffix.to_owned(),
        }
    }

    #[test]
    fn prefix_suffix_and_bucket_must_all_fit() {
        let rule = rule(&["ObjectCreated:*"], "uploads/", ".png");
        assert!(rule.applies("media", "uploads/a.png", Creation::Put));
        assert!(!rule.applies("media", "images/a.png", Creation::Put));
        assert!(!rule.applies("media", "uploads/a.jpg", Creation::Put));
        assert!(!rule.applies("other", "uploads/a.png", Creation::Put));
    }

    #[test]
    fn a_named_event_excludes_the_others() {
        let rule = rule(&["ObjectCreated:Post"], "", "");
        assert!(rule.applies("media", "a", Creation::Post));
        assert!(!rule.applies("media", "a", Creation::Copy));
    }
}
