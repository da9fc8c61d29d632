//! Digital Link: an element string as a web address, `https://id.gs1.org/01/04600051000057/10/A1?17=271231`.
//!
//! The path ends in pairs of identifier and value: one that names the thing, then those that narrow it, in a fixed order.
//! What else is known of it stands in the query, where other parameters are the resolver's and are passed over.

use super::rules::Rule;
use super::{Elements, Fault, Gs1Error, percent};

pub(super) fn parse(address: &str) -> Result<Elements, Gs1Error> {
    let (address, _) = address.split_once('#').unwrap_or((address, ""));
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let (_, rest) = path.split_once("://").ok_or(Gs1Error::NoLink)?;
    let segments: Vec<&str> = rest.trim_end_matches('/').split('/').skip(1).collect();

    let mut elements = Elements::default();
    let (key, pairs) = key_and_pairs(&segments).ok_or(Gs1Error::NoLink)?;
    for (place, (ai, value)) in pairs.iter().enumerate() {
        let rule = Rule::of(ai).ok_or(Gs1Error::NoLink)?;
        if place > 0 && !may_follow(key, &pairs[1..=place]) {
            return Err(Gs1Error::LinkOrder { ai: &rule.ai });
        }
        add(&mut elements, rule, value)?;
    }
    for parameter in query.split(['&', ';']) {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let at = address.len() - query.len();
        let rule = Rule::of(name).ok_or(Gs1Error::UnknownIdentifier { at })?;
        if !rule.is_link_attribute {
            return Err(Gs1Error::LinkOrder { ai: &rule.ai });
        }
        add(&mut elements, rule, value)?;
    }
    elements.or_empty()
}

type Pairs<'a> = Vec<(&'a str, &'a str)>;

/// The identifier that names the thing, and all pairs from it on. The last one that fits is meant: what stands before
/// belongs to the resolver and may be anything.
fn key_and_pairs<'a>(segments: &[&'a str]) -> Option<(&'static Rule, Pairs<'a>)> {
    let starts = (0..segments.len().checked_sub(1)?).rev();
    for start in starts.step_by(2) {
        let pairs: Pairs<'a> = segments[start..]
            .chunks_exact(2)
            .map(|pair| (pair[0], pair[1]))
            .collect();
        let rule = Rule::of(pairs[0].0)?;
        if rule.link_key.is_some() {
            return Some((rule, pairs));
        }
    }
    None
}

/// Whether these come after the key in the order of one of its sequences.
fn may_follow(key: &Rule, pairs: &[(&str, &str)]) -> bool {
    let sequences = key.link_key.iter().flatten();
    let mut fitting = sequences.filter(|sequence| {
        let mut places = sequence.iter();
        pairs
            .iter()
            .all(|(ai, _)| places.any(|allowed| allowed == ai))
    });
    fitting.next().is_some()
}

/// Item numbers may stand in an address without their leading zeros.
fn add(elements: &mut Elements, rule: &'static Rule, escaped: &str) -> Result<(), Gs1Error> {
    let value = percent::decode(escaped).ok_or(Gs1Error::Value {
        ai: &rule.ai,
        fault: Fault::Escape,
    })?;
    if matches!(rule.ai.as_str(), "01" | "02") && matches!(value.len(), 8 | 12 | 13) {
        return elements.add(rule, &format!("{value:0>14}"));
    }
    elements.add(rule, &value)
}

pub(super) fn write(elements: &Elements, address: &str) -> Option<String> {
    let is_key = |rule: &Rule| rule.link_key.is_some();
    let (key, value) = elements.kept.iter().find(|(rule, _)| is_key(rule))?;
    let mut text = format!(
        "{}/{}/{}",
        address.trim_end_matches('/'),
        key.ai,
        percent::encode(value)
    );

    let following = sequence(elements, key);
    for ai in &following {
        text.push_str(&format!("/{ai}/{}", percent::encode(elements.get(ai)?)));
    }
    let mut mark = '?';
    for (rule, value) in &elements.kept {
        if rule.ai == key.ai || following.contains(&rule.ai.as_str()) {
            continue;
        }
        if !rule.is_link_attribute {
            return None;
        }
        text.push_str(&format!("{mark}{}={}", rule.ai, percent::encode(value)));
        mark = '&';
    }
    Some(text)
}

/// Of the key's sequences the one of which most is there, without what is not.
fn sequence<'a>(elements: &Elements, key: &'a Rule) -> Vec<&'a str> {
    let sequences = key.link_key.iter().flatten();
    let present = sequences.map(|sequence| {
        let there = sequence
            .iter()
            .map(String::as_str)
            .filter(|ai| elements.get(ai).is_some());
        there.collect::<Vec<&str>>()
    });
    present.max_by_key(Vec::len).unwrap_or_default()
}
