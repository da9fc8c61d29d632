//! The pictures of a person.

use futures::{StreamExt, stream};
use nazar::Owner;
use nazar::objects::{ListedKey, MAX_UPLOAD_BYTES, ObjectError, PersonPrefix};

use super::archive::Archive;
use crate::Context;

/// Pictures that are fetched at a time; each may have ten megabytes.
const CONCURRENCY: usize = 8;

/// Every picture that the person sent or that was drawn of it.
///
/// # Errors
/// When the bucket did not answer.
pub(super) async fn all(
    context: &Context,
    owner: Owner,
    archive: &mut Archive,
) -> anyhow::Result<()> {
    for prefix in PersonPrefix::pictures(owner) {
        let mut next = None;
        loop {
            let listing = context.objects.list(&prefix, next).await?;
            some(context, owner, listing.keys, archive).await?;
            if listing.next.is_none() {
                break;
            }
            next = listing.next;
        }
    }
    Ok(())
}

async fn some(
    context: &Context,
    owner: Owner,
    keys: Vec<ListedKey>,
    archive: &mut Archive,
) -> anyhow::Result<()> {
    let mut fetched = stream::iter(keys)
        .map(|key| async move {
            let picture = context.objects.get(&key, MAX_UPLOAD_BYTES).await;
            (key, picture)
        })
        .buffered(CONCURRENCY);
    while let Some((key, picture)) = fetched.next().await {
        let picture = match picture {
            Ok(picture) => picture,
            // Deleted since it was listed.
            Err(ObjectError::NotFound) => continue,
            Err(error) => return Err(error.into()),
        };
        let name = name(&key.to_string(), owner);
        let about = about(&name);
        archive.add(name, about, &picture).await?;
    }
    Ok(())
}

/// The key without the person, who is the same for all: `images/predictions/<id>/original`.
fn name(key: &str, owner: Owner) -> String {
    key.replacen(&format!("{owner}/"), "", 1)
}

/// What a picture is, by the file's name.
fn about(name: &str) -> &'static str {
    let file = name.rsplit('/').next().unwrap_or_default();
    match file {
        "original" => "a drawing as it was sent",
        "processed.png" => "the drawing as the model saw it",
        "reference.png" => "the character that the drawing was compared with",
        "user.png" => "the drawing as it was compared",
        "overlay.png" => "the drawing over the character",
        _ if name.starts_with("uploads/") => "an upload that waits to be used",
        _ => "a picture of the feedback",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_without_the_person() {
        let owner: Owner = serde_json::from_str("\"01ARZ3NDEKTSV4RRFFQ69G5FAV\"").unwrap();
        let of = |key: &str| name(&key.replace('@', &owner.to_string()), owner);
        assert_eq!(
            of("images/@/predictions/01B/original"),
            "images/predictions/01B/original"
        );
        assert_eq!(of("uploads/similarity/@/01B"), "uploads/similarity/01B");
        assert_eq!(
            about("images/similarities/01B/user.png"),
            "the drawing as it was compared"
        );
        assert_eq!(
            about("uploads/similarity/01B"),
            "an upload that waits to be used"
        );
    }
}
