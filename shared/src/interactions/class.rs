//! Groups of ingredients that behave alike.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::{fmt, str::FromStr};

use super::{Severity, UnknownWord};
use crate::catalogue::IngredientId;

/// Names a class, as a slug such as `nsaids`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassId(String);

impl ClassId {
    /// The slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ClassId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for ClassId {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if text.is_empty() || text.len() > 120 || !text.bytes().all(plain) {
            return Err(UnknownWord("class"));
        }
        Ok(Self(text.to_owned()))
    }
}

/// A group of ingredients: those that are named, and those whose ATC code begins with one of its prefixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// Its id.
    pub id: ClassId,
    /// Its name in English.
    pub name: String,
    /// Its name in Russian, where there is one.
    pub name_ru: String,
    /// Its name in Uzbek, Latin script, where there is one.
    pub name_uz: String,
    /// ATC prefixes such as `M01A`; every ingredient under one of them belongs to the class.
    pub atc: Vec<String>,
    /// Ingredients that belong to it whatever their ATC code.
    pub members: Vec<IngredientId>,
    /// Ingredients that do not belong to it although their ATC code says so.
    pub except: Vec<IngredientId>,
    /// How bad two different members in one person's medicines are; `None` where they are often given together.
    pub duplicate: Option<Severity>,
}

impl Class {
    /// A class of which nothing but its id is known.
    pub(super) fn unknown(id: ClassId) -> Self {
        Self {
            name: id.to_string(),
            id,
            name_ru: String::new(),
            name_uz: String::new(),
            atc: Vec::new(),
            members: Vec::new(),
            except: Vec::new(),
            duplicate: None,
        }
    }

    /// Classes in the order of their ids, each once: one that is defined several times has the members of all.
    pub(super) fn joined(classes: Vec<Self>) -> Vec<Self> {
        let mut all: BTreeMap<ClassId, Self> = BTreeMap::new();
        for class in classes {
            match all.entry(class.id.clone()) {
                Entry::Vacant(slot) => {
                    slot.insert(class);
                }
                Entry::Occupied(mut known) => known.get_mut().take_in(class),
            }
        }
        all.into_values().collect()
    }

    fn take_in(&mut self, other: Self) {
        self.atc.extend(other.atc);
        self.members.extend(other.members);
        self.except.extend(other.except);
        self.duplicate = self.duplicate.max(other.duplicate);
    }
}
