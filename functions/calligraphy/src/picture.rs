//! The bytes of a picture, with the type that their sender gave them.

use bytes::Bytes;
use nazar::image::{Admitted, Rejection, admit, admit_as};

/// A picture as it was sent, not yet looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The file.
    pub bytes: Bytes,
    /// The type that its sender says it has.
    pub declared: Option<String>,
}

impl Picture {
    /// Checks the bytes before anything else is done with them.
    ///
    /// Many clients send no type, or one that only says that it is a file. A picture's type is taken at its word: if
    /// the bytes are another, it is a lie, or a mistake that its sender should know of.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn admit(&self) -> Result<Admitted, Rejection> {
        match self.declared.as_deref() {
            Some(declared) if declared.starts_with("image/") => admit_as(&self.bytes, declared),
            _ => admit(&self.bytes),
        }
    }
}

impl From<Bytes> for Picture {
    fn from(bytes: Bytes) -> Self {
        Self {
            bytes,
            declared: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use nazar::glyphs;

    use super::*;

    fn admitted(declared: Option<&str>) -> Result<(), Rejection> {
        let png = glyphs::reference_png(0, 64).unwrap();
        let declared = declared.map(str::to_owned);
        Picture {
            bytes: Bytes::from(png),
            declared,
        }
        .admit()
        .map(|_| ())
    }

    #[test]
    fn only_another_pictures_type_contradicts() {
        assert_eq!(admitted(Some("image/jpeg")), Err(Rejection::TypeMismatch));
        assert_eq!(admitted(Some("image/png")), Ok(()));
        assert_eq!(admitted(Some("application/octet-stream")), Ok(()));
        assert_eq!(admitted(None), Ok(()));
    }
}
