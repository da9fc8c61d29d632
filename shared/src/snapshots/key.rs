//! Where everything stands in the data bucket.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256};

use crate::objects::{KeyError, ObjectKey};

/// A version of data: the SHA-256 of its bytes, 64 small hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version([u8; 32]);

/// The text is no version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a data version")]
pub struct VersionError;

impl Version {
    /// The version that these bytes are.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The first 12 digits: enough to tell versions apart in an answer.
    pub fn short(self) -> String {
        hex::encode(&self.0[..6])
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&hex::encode(self.0))
    }
}

impl FromStr for Version {
    type Err = VersionError;

    fn from_str(text: &str) -> Result<Self, VersionError> {
        let bytes = hex::decode(text).map_err(|_| VersionError)?;
        let version = Self(bytes.try_into().map_err(|_| VersionError)?);
        if version.to_string() == text {
            Ok(version)
        } else {
            Err(VersionError)
        }
    }
}

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// The name of a kind of snapshot or of a source: small ASCII letters, digits and hyphens, at most 40.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Word(String);

impl Word {
    /// The word as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Word {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for Word {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let is_letter =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if text.is_empty() || text.len() > 40 || !text.bytes().all(is_letter) {
            return Err(KeyError);
        }
        Ok(Self(text.to_owned()))
    }
}

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// A snapshot of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotKey {
    /// What it is a snapshot of.
    pub kind: Word,
    /// Which one.
    pub version: Version,
}

/// A source's file, as imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceKey {
    /// Which source.
    pub source: Word,
    /// Which file.
    pub version: Version,
}

/// What an import did not understand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportKey {
    /// Which source.
    pub source: Word,
    /// The version of the source's file.
    pub version: Version,
}

/// Which snapshots are in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CurrentKey;

/// A file that an operator dropped to be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportKey {
    /// Which source it is.
    pub source: Word,
    /// The file's own name, without slashes.
    pub file: String,
}

impl ObjectKey for SnapshotKey {}
impl ObjectKey for SourceKey {}
impl ObjectKey for ReportKey {}
impl ObjectKey for CurrentKey {}
impl ObjectKey for ImportKey {}

impl fmt::Display for SnapshotKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "snapshots/{}/{}", self.kind, self.version)
    }
}

impl fmt::Display for SourceKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "sources/{}/{}", self.source, self.version)
    }
}

impl fmt::Display for ReportKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "reports/{}/{}", self.source, self.version)
    }
}

impl fmt::Display for CurrentKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("snapshots/current.json")
    }
}

impl fmt::Display for ImportKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "imports/{}/{}", self.source, self.file)
    }
}

impl FromStr for ImportKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let mut parts = text.split('/');
        let (Some("imports"), Some(source), Some(file), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(KeyError);
        };
        if file.is_empty() {
            return Err(KeyError);
        }
        Ok(Self {
            source: source.parse()?,
            file: file.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_follow_the_layout() {
        let version = Version::of(b"content");
        let kind: Word = "catalogue".parse().unwrap();
        let key = SnapshotKey { kind, version };
        assert_eq!(key.to_string(), format!("snapshots/catalogue/{version}"));
        assert_eq!(version.to_string().parse(), Ok(version));
        assert_eq!(version.short(), version.to_string()[..12]);
        assert_eq!("AB".repeat(32).parse::<Version>(), Err(VersionError));
    }

    #[test]
    fn only_files_directly_below_a_source_are_imports() {
        let key: ImportKey = "imports/register/2025-10-21.csv".parse().unwrap();
        assert_eq!(key.source.as_str(), "register");
        assert_eq!(key.to_string(), "imports/register/2025-10-21.csv");
        for text in [
            "imports/register",
            "imports/register/",
            "imports/a/b/c",
            "snapshots/a/b",
            "imports/A/b",
        ] {
            assert!(text.parse::<ImportKey>().is_err(), "{text}");
        }
    }
}
