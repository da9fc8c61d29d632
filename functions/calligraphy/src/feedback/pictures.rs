//! The pictures of a feedback, among those of its similarity, so that they go with it.
//!
//! ```text
//! images/<owner>/similarities/<id>/feedback/<leniency>/{overlay.png,<language>.svg}
//! images/<owner>/similarities/<id>/feedback/heat-<class>.png
//! ```
//!
//! A key says all that its picture depends on besides the drawing. Two requests at once with different wishes write different
//! objects, or the same bytes, and whichever row is written last finds its own pictures.

use std::fmt;

use nazar::Owner;
use nazar::http::Locale;
use nazar::ids::RecordId;
use nazar::objects::{ObjectError, ObjectKey, Objects};

use super::examine::Examined;
use crate::coach::Leniency;

/// One picture of the feedback on a similarity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FeedbackKey {
    pub(super) owner: Owner,
    pub(super) similarity: RecordId,
    pub(super) picture: FeedbackPicture,
}

/// Which one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FeedbackPicture {
    /// Reference and drawing over each other, aligned.
    Overlay(Leniency),
    /// Where something is wrong, with titles in a language.
    Regions(Leniency, Locale),
    /// What speaks for a class.
    Heat(u8),
}

impl ObjectKey for FeedbackKey {}

impl fmt::Display for FeedbackKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            owner, similarity, ..
        } = self;
        write!(f, "images/{owner}/similarities/{similarity}/feedback/")?;
        match self.picture {
            FeedbackPicture::Overlay(leniency) => write!(f, "{}/overlay.png", folder(leniency)),
            FeedbackPicture::Regions(leniency, language) => {
                write!(f, "{}/{}.svg", folder(leniency), language.tag())
            }
            FeedbackPicture::Heat(class_id) => write!(f, "heat-{class_id:02}.png"),
        }
    }
}

fn folder(leniency: Leniency) -> &'static str {
    match leniency {
        Leniency::Strict => "strict",
        Leniency::Normal => "normal",
        Leniency::Gentle => "gentle",
    }
}

/// Stores all pictures at once.
///
/// # Errors
/// The first that could not be stored.
pub(super) async fn store(
    objects: &Objects,
    owner: Owner,
    similarity: RecordId,
    language: Locale,
    examined: &Examined,
) -> Result<(), ObjectError> {
    let put = async |picture, content_type, bytes: &[u8]| {
        let key = FeedbackKey {
            owner,
            similarity,
            picture,
        };
        objects.put(&key, content_type, bytes.to_vec()).await
    };
    let leniency = examined.analysis.leniency;
    let heat = async {
        for (considered, png) in &examined.heat {
            put(FeedbackPicture::Heat(considered.class_id), "image/png", png).await?;
        }
        Ok(())
    };
    tokio::try_join!(
        put(
            FeedbackPicture::Overlay(leniency),
            "image/png",
            &examined.overlay
        ),
        put(
            FeedbackPicture::Regions(leniency, language),
            "image/svg+xml",
            &examined.regions
        ),
        heat,
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_picture_stands_among_those_of_its_similarity() {
        let owner: Owner = serde_json::from_str("\"01ARZ3NDEKTSV4RRFFQ69G5FAV\"").unwrap();
        let similarity = RecordId::generate();
        let folder = format!("images/{owner}/similarities/{similarity}/");
        let mut keys = std::collections::HashSet::new();
        for leniency in Leniency::ALL {
            for picture in [
                FeedbackPicture::Overlay(leniency),
                FeedbackPicture::Regions(leniency, Locale::Nepali),
                FeedbackPicture::Heat(7),
            ] {
                let key = FeedbackKey {
                    owner,
                    similarity,
                    picture,
                };
                assert!(key.to_string().starts_with(&folder), "{key}");
                keys.insert(key.to_string());
            }
        }
        assert_eq!(keys.len(), 7, "a heat map does not depend on the leniency");
    }
}
