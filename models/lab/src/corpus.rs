//! Labelled drawings: a folder, or a zip, of `CC/<name>.png`, where CC is the class in two digits.

use std::collections::HashSet;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use sha2::{Digest, Sha256};

/// The largest file that is read from a zip.
const MAX_FILE: u64 = 10_000_000;

/// One labelled drawing.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// The class by the folder that it lies in.
    pub class_id: u8,
    /// The path within the corpus, `CC/<name>`.
    pub path: String,
    /// The file as it is.
    pub bytes: Vec<u8>,
}

impl Drawing {
    /// The SHA-256 of the file, in hex: the name by which a split remembers it.
    pub fn sha256(&self) -> String {
        hex::encode(Sha256::digest(&self.bytes))
    }
}

/// All drawings of a folder or a zip, in the order of their paths. Files elsewhere than in a class's folder are left out.
///
/// # Errors
/// When the corpus cannot be read or holds no drawing.
pub fn read(corpus: &Path) -> anyhow::Result<Vec<Drawing>> {
    let mut drawings = if corpus.is_dir() {
        from_folder(corpus)?
    } else {
        from_zip(corpus)?
    };
    ensure!(
        !drawings.is_empty(),
        "{} holds no CC/<name>.png",
        corpus.display()
    );
    drawings.sort_by(|first, second| first.path.cmp(&second.path));
    Ok(drawings)
}

/// Keeps the drawings of one part of a split file (columns sha256, class, group, part).
///
/// # Errors
/// When the split cannot be read.
pub fn keep_part(drawings: &mut Vec<Drawing>, split: &Path, part: &str) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(split)
        .with_context(|| format!("cannot read {}", split.display()))?;
    let chosen: HashSet<&str> = text
        .lines()
        .filter_map(|line| {
            let (rest, last) = line.rsplit_once('\t')?;
            (last == part).then(|| rest.split('\t').next()).flatten()
        })
        .collect();
    drawings.retain(|drawing| chosen.contains(drawing.sha256().as_str()));
    Ok(())
}

/// The class of a path `CC/<name>.png` (or .jpg, .jpeg, .webp); `None` for anything else.
fn class_of(path: &str) -> Option<u8> {
    let (folder, name) = path.rsplit_once('/')?;
    let class = folder.rsplit('/').next()?;
    let extension = name.rsplit_once('.')?.1.to_ascii_lowercase();
    let is_picture = ["png", "jpg", "jpeg", "webp"].contains(&extension.as_str());
    let class_id: u8 = class.parse().ok()?;
    (is_picture && class.len() == 2 && class_id < 62).then_some(class_id)
}

fn from_zip(corpus: &Path) -> anyhow::Result<Vec<Drawing>> {
    let file = File::open(corpus).with_context(|| format!("cannot open {}", corpus.display()))?;
    let mut archive =
        zip::ZipArchive::new(file).with_context(|| format!("{} is no zip", corpus.display()))?;
    let mut drawings = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index(index)?;
        let path = entry.name()?.to_string();
        let Some(class_id) = class_of(&path) else {
            continue;
        };
        let mut bytes = Vec::new();
        entry.take(MAX_FILE).read_to_end(&mut bytes)?;
        drawings.push(Drawing {
            class_id,
            path,
            bytes,
        });
    }
    Ok(drawings)
}

fn from_folder(corpus: &Path) -> anyhow::Result<Vec<Drawing>> {
    let mut drawings = Vec::new();
    for folder in entries(corpus)?.into_iter().filter(|path| path.is_dir()) {
        for file in entries(&folder)? {
            let path = file.strip_prefix(corpus)?.to_string_lossy().into_owned();
            let Some(class_id) = class_of(&path) else {
                continue;
            };
            let bytes =
                std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            drawings.push(Drawing {
                class_id,
                path,
                bytes,
            });
        }
    }
    Ok(drawings)
}

fn entries(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let listing =
        std::fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    listing.map(|entry| Ok(entry?.path())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pictures_in_a_class_folder_count() {
        assert_eq!(class_of("07/a.png"), Some(7));
        assert_eq!(class_of("set/61/b.JPG"), Some(61));
        for path in [
            "62/a.png",
            "7/a.png",
            "07/a.txt",
            "a.png",
            "07/readme",
            "xx/a.png",
        ] {
            assert_eq!(class_of(path), None, "{path}");
        }
    }
}
