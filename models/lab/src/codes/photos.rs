//! Photos of codes: a zip with a `manifest.tsv` of picture, kind, what is expected and its text as JSON.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, bail};
use zip::ZipArchive;

use super::Trial;

/// Labels that are wrong: both pictures show another book than the one they are filed under, as the digits beneath their
/// bars say.
const CORRECTED: [(&str, &str); 2] = [
    ("zxing-cpp/ean13-2/23.webp", "9784872348880"),
    ("zxing-cpp/ean13-2/28.webp", "9784872348880"),
];

/// Reads all pictures of the manifest.
///
/// # Errors
/// When the zip or a picture cannot be read, or the manifest has another shape.
pub fn photos(path: &Path) -> anyhow::Result<Vec<Trial>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let mut archive = ZipArchive::new(file)?;
    let manifest = String::from_utf8(bytes(&mut archive, "manifest.tsv")?)?;
    manifest
        .lines()
        .skip(1)
        .map(|line| trial(&mut archive, line))
        .collect()
}

fn trial(archive: &mut ZipArchive<File>, line: &str) -> anyhow::Result<Trial> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [name, kind, expected, text] = columns[..] else {
        bail!("the manifest has a line of {} columns", columns.len());
    };
    let corrected = CORRECTED.iter().find(|(picture, _)| *picture == name);
    let text = match (corrected, expected) {
        (Some((_, text)), _) => Some((*text).to_owned()),
        (None, "none") => None,
        // Of the one code that holds bytes, the text is not given: it counts as unread by both.
        (None, _) => Some(serde_json::from_str(text).unwrap_or_default()),
    };
    Ok(Trial {
        name: name.to_owned(),
        kind: kind.to_owned(),
        text,
        picture: image::load_from_memory(&bytes(archive, name)?)?,
    })
}

fn bytes(archive: &mut ZipArchive<File>, name: &str) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    archive.by_name(name)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}
