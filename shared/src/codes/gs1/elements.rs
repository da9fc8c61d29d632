//! A message that was understood.

use jiff::civil::Date;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::rules::Rule;
use super::{Gs1Error, brackets, check, dates, element_string, link};
use crate::catalogue::Gtin;

/// An application identifier with its value.
#[derive(Debug, Clone, Copy)]
pub struct Element<'a> {
    rule: &'static Rule,
    value: &'a str,
}

impl<'a> Element<'a> {
    /// The identifier, two to four digits.
    pub fn ai(&self) -> &'static str {
        &self.rule.ai
    }

    /// Its title in the General Specifications, such as `USE BY or EXPIRY`.
    pub fn title(&self) -> &'static str {
        &self.rule.title
    }

    /// The value as it stands in the code.
    pub fn value(&self) -> &'a str {
        self.value
    }
}

/// The identifiers of a message with their values, each once, in the message's order. Every value keeps the rules of its
/// identifier; whether the identifiers go together is for [`Elements::pair_faults`] to say, because a pack may spread them
/// over several codes.
///
/// Serialised as an object from identifier to value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Elements {
    pub(super) kept: Vec<(&'static Rule, String)>,
}

impl Elements {
    /// A message of these identifiers and values.
    ///
    /// # Errors
    /// [`Gs1Error`] when there is none, an identifier is unknown, or a value breaks its rules.
    pub fn new<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Gs1Error> {
        let mut elements = Self::default();
        for (ai, value) in pairs {
            let rule = Rule::of(ai).ok_or(Gs1Error::UnknownIdentifier { at: 0 })?;
            elements.add(rule, value)?;
        }
        elements.or_empty()
    }

    /// The message that a plain item number stands for.
    pub fn of_item(gtin: Gtin) -> Self {
        let mut elements = Self::default();
        if let Some(rule) = Rule::of("01") {
            elements.kept.push((rule, gtin.to_string()));
        }
        elements
    }

    /// Two codes of one pack as one message.
    ///
    /// # Errors
    /// [`Gs1Error::Contradiction`] when they say different things: they are not of one pack, or one was misread.
    pub fn joined(mut self, other: &Self) -> Result<Self, Gs1Error> {
        for (rule, value) in &other.kept {
            self.insert(rule, value)?;
        }
        Ok(self)
    }

    /// Its elements.
    pub fn iter(&self) -> impl Iterator<Item = Element<'_>> {
        self.kept
            .iter()
            .map(|(rule, value)| Element { rule, value })
    }

    /// The value of an identifier.
    pub fn get(&self, ai: &str) -> Option<&str> {
        let found = self.kept.iter().find(|(rule, _)| rule.ai == ai);
        found.map(|(_, value)| value.as_str())
    }

    /// The item: (01), or (02) of what a carton holds.
    pub fn gtin(&self) -> Option<Gtin> {
        let digits = self.get("01").or_else(|| self.get("02"))?;
        digits.parse().ok()
    }

    /// The lot (10).
    pub fn lot(&self) -> Option<&str> {
        self.get("10")
    }

    /// The serial number (21).
    pub fn serial(&self) -> Option<&str> {
        self.get("21")
    }

    /// The last day of use: (17), or the day of (7003). Day 00 is the last day of the month; of the two digits of a
    /// year those are meant that lie nearest to `today` (General Specifications, section 7.12).
    pub fn expiry(&self, today: Date) -> Option<Date> {
        let digits = self.get("17").or_else(|| self.get("7003")?.get(..6))?;
        dates::day(digits, today)
    }

    /// When it was made (11), as [`Elements::expiry`] reads a date.
    pub fn made(&self, today: Date) -> Option<Date> {
        dates::day(self.get("11")?, today)
    }

    /// As an element string, with GS where a separator must stand and none in front.
    pub fn to_element_string(&self) -> String {
        element_string::write(self)
    }

    /// With identifiers in brackets, as printed beside a code.
    pub fn to_brackets(&self) -> String {
        brackets::write(self)
    }

    /// As a Digital Link URI under this address, such as `https://id.gs1.org`; `None` when nothing in the message names
    /// a thing, or something in it may not stand in an address.
    pub fn to_link(&self, address: &str) -> Option<String> {
        link::write(self, address)
    }

    /// Adds an element whose value is checked first.
    pub(super) fn add(&mut self, rule: &'static Rule, value: &str) -> Result<(), Gs1Error> {
        let ai = rule.ai.as_str();
        check::value(rule, value).map_err(|fault| Gs1Error::Value { ai, fault })?;
        self.insert(rule, value)
    }

    fn insert(&mut self, rule: &'static Rule, value: &str) -> Result<(), Gs1Error> {
        match self.get(&rule.ai) {
            Some(there) if there == value => Ok(()),
            Some(_) => Err(Gs1Error::Contradiction { ai: &rule.ai }),
            None => {
                self.kept.push((rule, value.to_owned()));
                Ok(())
            }
        }
    }

    pub(super) fn or_empty(self) -> Result<Self, Gs1Error> {
        if self.kept.is_empty() {
            return Err(Gs1Error::Empty);
        }
        Ok(self)
    }
}

impl Serialize for Elements {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.kept.len()))?;
        for (rule, value) in &self.kept {
            map.serialize_entry(rule.ai.as_str(), value)?;
        }
        map.end()
    }
}
