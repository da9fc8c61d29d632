//! Rules and classes for tests, in a few words.

use super::{Class, Evidence, Rule, Severity, Source};

/// A rule of the demonstration set.
pub(crate) fn rule(one: &str, other: &str, severity: &str, mechanism: &str) -> Rule {
    rule_of(Source::Demonstration, (one, other), severity, mechanism)
}

/// A rule of any source.
pub(crate) fn rule_of(
    source: Source,
    (one, other): (&str, &str),
    severity: &str,
    mechanism: &str,
) -> Rule {
    let evidence = Evidence {
        source,
        severity: severity.into(),
        effect: "".into(),
        advice: "".into(),
        citation: "test".into(),
    };
    Rule::new(
        one.parse().unwrap(),
        other.parse().unwrap(),
        (severity.parse().unwrap(), mechanism.parse().unwrap(), None),
        evidence,
    )
}

/// A class of ATC prefixes and members; two of them are too many.
pub(crate) fn class(id: &str, atc: &[&str], members: &[&str]) -> Class {
    Class {
        id: id.parse().unwrap(),
        name: id.to_owned(),
        name_ru: String::new(),
        name_uz: String::new(),
        atc: atc.iter().map(ToString::to_string).collect(),
        members: members.iter().map(|id| id.parse().unwrap()).collect(),
        except: Vec::new(),
        duplicate: Some(Severity::Moderate),
    }
}
