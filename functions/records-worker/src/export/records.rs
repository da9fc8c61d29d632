//! The rows of a person, as JSON.

use aws_sdk_dynamodb::types::AttributeValue;
use nazar::Owner;
use nazar::store::{Item, Key, StoreError, Table, from_item};
use serde_json::{Map, Value};

use super::archive::Archive;
use crate::Context;
use crate::rows::{self, sort_key};

/// What is not the person's but ours: keys, and secrets that would only be dangerous in an archive.
const OURS: [&str; 7] = [
    "pk",
    "sk",
    "password_hash",
    "session_epoch",
    "lease_token",
    "lease_until",
    "auth_secret",
];

/// Rows that say nothing that others do not: second filings and counts of records, where the latest export stands, which
/// events became notices, and which of those are still to go out.
const REPEATED: [&str; 6] = ["OF", "EXPORT", "FAMILY", "MEDICINE-OF", "DELIVERY", "TOLD"];

/// The kinds of rows that have a better name than their sort key's beginning: kind, file, what it is.
const KINDS: [(&str, &str, &str); 34] = [
    (
        "ABOUT",
        "about",
        "what the person told of themselves: health and quiet hours",
    ),
    (
        "CARD",
        "practice",
        "what is remembered of each character, and when it is due; a line each",
    ),
    (
        "CONFUSION",
        "confusions",
        "how often one character was drawn so that it looked like another; a line each pair",
    ),
    (
        "DAY",
        "days",
        "how each character was practised on each day; a line each",
    ),
    (
        "DOSE",
        "doses",
        "doses that were taken and left out; a line each, with the key: who, day, time, medicine",
    ),
    (
        "FEEDBACK",
        "feedback",
        "what the coach said to similarities; a line each",
    ),
    (
        "JOB",
        "jobs",
        "requests of the last thirty days and how they went; a line each",
    ),
    (
        "MEDICINE",
        "medicines",
        "medicines on the lists of the person and of their family; a line each",
    ),
    ("MEMBER", "family", "members of the family; a line each"),
    (
        "PACK",
        "packs",
        "packs that were scanned, each by a keyed hash of its serial number; a line each",
    ),
    (
        "PHARMACIST",
        "pharmacist-of",
        "pharmacies whose stock the person may change; a line each",
    ),
    (
        "PREDICTION",
        "predictions",
        "drawings that were recognised; a line each",
    ),
    (
        "REPORT",
        "reports",
        "what was said to be wrong about pharmacies; a line each",
    ),
    ("REVIEW", "reviews", "reviews of pharmacies; a line each"),
    (
        "SCAN",
        "scans",
        "what was scanned, and what it came to; a line each",
    ),
    ("SETTINGS", "settings", "how the service is to behave"),
    (
        "SIMILARITY",
        "similarities",
        "drawings that were compared with a character; a line each",
    ),
    (
        "STREAK",
        "streak",
        "days in a row on which something was drawn",
    ),
    (
        "TOTALS",
        "totals",
        "how each character was practised; a line each",
    ),
    (
        "ADHERED",
        "days-in-a-row",
        "days in a row on which everything that was due was taken",
    ),
    (
        "AWARD",
        "rewarded",
        "what points were given for, so that nothing is rewarded twice; a line each",
    ),
    ("BADGE", "badges", "badges that were earned; a line each"),
    ("PLAYER", "leaderboard", "the nickname on the leaderboard"),
    (
        "POINTS",
        "points",
        "points that were earned and spent; a line each",
    ),
    (
        "QUOTA",
        "rewarded-days",
        "how much of a kind was rewarded on a day; a line each",
    ),
    (
        "REDEEMED",
        "rewards-taken",
        "how many of each reward were taken; a line each",
    ),
    (
        "REDEMPTION",
        "rewards",
        "rewards that were redeemed, with their codes; a line each",
    ),
    (
        "SCORE",
        "scores",
        "points of all times, of weeks and of months, added up; a line each",
    ),
    (
        "CHANNELS",
        "channels",
        "which notices are to come by push and by mail",
    ),
    (
        "CHECKUP",
        "checkup",
        "what was seen last of the medicines on the lists, and when they are looked at next",
    ),
    (
        "NOTICE",
        "notices",
        "what the person was told in the last ninety days; a line each",
    ),
    (
        "PUSH",
        "push-subscriptions",
        "browsers that get notices; a line each",
    ),
    ("READ", "read", "up to which notice everything was read"),
    (
        "REMINDER",
        "reminders",
        "what the person wants to be reminded of; a line each",
    ),
];

/// What is said of a kind of rows that has no name of its own.
const OTHER: &str = "other records; a line each";

/// `profile.json`: the account without its secrets.
///
/// # Errors
/// When the table or the bucket did not answer.
pub(super) async fn account(
    context: &Context,
    owner: Owner,
    archive: &mut Archive,
) -> anyhow::Result<()> {
    let row = Key::new(format!("USER#{owner}"), "PROFILE");
    let profile: Option<Map<String, Value>> = context.accounts.get(&row).await?;
    let mut profile = profile.unwrap_or_default();
    profile.retain(|name, _| !OURS.contains(&name.as_str()));
    let content = serde_json::to_vec_pretty(&profile)?;
    archive
        .add("profile.json".to_owned(), "the account", &content)
        .await
}

/// A file of JSON lines for each kind of rows in a table, in the order of their keys.
///
/// # Errors
/// When the table or the bucket did not answer.
pub(super) async fn all_of(
    table: &Table,
    owner: Owner,
    archive: &mut Archive,
) -> anyhow::Result<()> {
    let partition = format!("USER#{owner}");
    let mut open = String::new();
    let mut from = None;
    loop {
        let (items, next) = rows::page(table, &partition, false, from).await?;
        for item in items {
            let kind = kind(sort_key(&item)).to_owned();
            if REPEATED.contains(&kind.as_str()) {
                continue;
            }
            if kind != open {
                let (file, about) = named(&kind);
                archive.begin(format!("{file}.jsonl"), about)?;
                open = kind;
            }
            archive.append(&line(item)?).await?;
        }
        if next.is_none() {
            archive.end();
            return Ok(());
        }
        from = next;
    }
}

/// A sort key up to its first `#`.
fn kind(sort_key: &str) -> &str {
    sort_key.split('#').next().unwrap_or_default()
}

/// The file of a kind without its ending, and what it is.
fn named(kind: &str) -> (String, &'static str) {
    let known = KINDS.iter().find(|(known, ..)| *known == kind);
    known.map_or_else(
        || (kind.to_ascii_lowercase(), OTHER),
        |(_, file, about)| ((*file).to_owned(), *about),
    )
}

/// A row in one line. The rest of its sort key is kept as `key`: some rows say nowhere else what they are about.
fn line(mut item: Item) -> Result<Vec<u8>, StoreError> {
    let key = sort_key(&item)
        .split_once('#')
        .map(|(_, rest)| rest.to_owned());
    item.retain(|name, _| !OURS.contains(&name.as_str()));
    if let Some(key) = key {
        item.insert("key".to_owned(), AttributeValue::S(key));
    }
    let row: Value = from_item(item)?;
    let mut line = row.to_string().into_bytes();
    line.push(b'\n');
    Ok(line)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn item(pairs: &[(&str, &str)]) -> Item {
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), AttributeValue::S((*value).to_owned())))
            .collect()
    }

    #[test]
    fn a_line_has_the_row_without_what_is_ours() {
        let row = item(&[
            ("pk", "USER#1"),
            ("sk", "TOTALS#07"),
            ("lease_token", "x"),
            ("letter", "ज"),
        ]);
        let line = line(row).unwrap();
        assert_eq!(line.last(), Some(&b'\n'));
        let value: Value = serde_json::from_slice(&line).unwrap();
        assert_eq!(value, json!({"key": "07", "letter": "ज"}));
    }

    #[test]
    fn kinds_of_rows_have_files_even_if_nobody_named_them() {
        assert_eq!(kind("PREDICTION#01ARZ"), "PREDICTION");
        assert_eq!(kind("STREAK"), "STREAK");
        assert_eq!(named("PREDICTION").0, "predictions");
        assert_eq!(named("WISH"), ("wish".to_owned(), OTHER));
    }
}
