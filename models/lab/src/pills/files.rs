//! The files of a zip.

use std::io::Read;
use std::path::Path;

use anyhow::Context;
use image::RgbImage;
use nazar::image::admit;

/// The largest file that is read from a zip.
const MAX_FILE: u64 = 10_000_000;

/// One file of a zip.
#[derive(Debug, Clone)]
pub struct File {
    /// Its path within the zip.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl File {
    /// The last part of the path, without the extension.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// Whether it is named as a picture.
    pub fn is_picture(&self) -> bool {
        let extension = self.path.rsplit('.').next().unwrap_or_default();
        ["jpg", "jpeg", "png", "webp"].contains(&extension.to_ascii_lowercase().as_str())
    }

    /// The picture, let in as production lets it in.
    ///
    /// # Errors
    /// When admission refuses it.
    pub fn picture(&self) -> anyhow::Result<RgbImage> {
        let admitted = admit(&self.bytes)
            .map_err(|rejection| anyhow::anyhow!("{} is refused: {rejection:?}", self.path))?;
        Ok(admitted.picture().to_rgb8())
    }
}

/// All files of a zip, in the order of their paths.
///
/// # Errors
/// When it cannot be read.
pub fn unzip(path: &Path) -> anyhow::Result<Vec<File>> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes))?;
    let mut files = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index(index)?;
        if entry.is_dir() {
            continue;
        }
        let path = entry.name()?.into_owned();
        let mut bytes = Vec::new();
        entry.take(MAX_FILE).read_to_end(&mut bytes)?;
        files.push(File { path, bytes });
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}
