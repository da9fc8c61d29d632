//! The folder that holds what the stores keep, used by one process at a time.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

/// The lock file. It also marks the folder as ours and says where its owner answers.
const LOCK: &str = "local.lock";

/// A data folder held by this process.
#[derive(Debug)]
pub struct DataDir {
    path: PathBuf,
    lock: File,
}

/// What opening a data folder came to.
#[derive(Debug)]
pub enum Opened {
    /// This process holds it now.
    Free(DataDir),
    /// Another process holds it; the text is its base URL, empty while it starts.
    InUse(String),
}

impl DataDir {
    /// Makes the folder if need be and takes it.
    ///
    /// # Errors
    /// The folder cannot be made or written to.
    pub fn open(path: &Path) -> anyhow::Result<Opened> {
        std::fs::create_dir_all(path).with_context(|| format!("cannot make {}", path.display()))?;
        let file = path.join(LOCK);
        let mut lock = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&file)
            .with_context(|| format!("cannot open {}", file.display()))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut owner = String::new();
                lock.read_to_string(&mut owner)?;
                return Ok(Opened::InUse(owner.trim().to_owned()));
            }
            Err(TryLockError::Error(error)) => {
                return Err(error).with_context(|| format!("cannot lock {}", file.display()));
            }
        }
        // The address of an earlier owner is no longer true.
        lock.set_len(0)?;
        Ok(Opened::Free(Self {
            path: path.to_owned(),
            lock,
        }))
    }

    /// Takes the folder or says who has it.
    ///
    /// # Errors
    /// Another process holds it, or as [`DataDir::open`].
    pub fn take(path: &Path) -> anyhow::Result<Self> {
        match Self::open(path)? {
            Opened::Free(folder) => Ok(folder),
            Opened::InUse(owner) => {
                let place = if owner.is_empty() {
                    String::new()
                } else {
                    format!(" at {owner}")
                };
                bail!(
                    "the data folder {} is in use by another nazar-local{place}; \
                     stop that one or choose another with --data-dir",
                    path.display()
                )
            }
        }
    }

    /// Says where this process answers.
    ///
    /// # Errors
    /// The lock file cannot be written.
    pub fn announce(&mut self, base_url: &str) -> std::io::Result<()> {
        self.lock.set_len(0)?;
        self.lock.rewind()?;
        writeln!(self.lock, "{base_url}")
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Deletes everything in a data folder.
///
/// # Errors
/// The folder is in use, is not one of ours, or cannot be deleted.
pub fn reset(path: &Path) -> anyhow::Result<()> {
    if !path.exists() {
        return Ok(());
    }
    if !path.join(LOCK).exists() {
        bail!(
            "{} is not a data folder of nazar-local: it has no {LOCK}",
            path.display()
        );
    }
    let held = DataDir::take(path)?;
    std::fs::remove_dir_all(held.path())
        .with_context(|| format!("cannot delete {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_held_by_one_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data");
        let mut first = DataDir::take(&path).unwrap();
        first.announce("http://127.0.0.1:1").unwrap();
        let message = DataDir::take(&path).unwrap_err().to_string();
        assert!(
            message.contains("in use by another nazar-local at http://127.0.0.1:1;"),
            "{message}"
        );
        assert!(reset(&path).is_err());
        drop(first);
        assert!(matches!(DataDir::open(&path).unwrap(), Opened::Free(_)));
        reset(&path).unwrap();
        assert!(!path.exists());
    }

    #[test]
    fn a_strange_folder_is_not_deleted() {
        let folder = tempfile::tempdir().unwrap();
        assert!(
            reset(folder.path())
                .unwrap_err()
                .to_string()
                .contains("is not a data folder")
        );
        assert!(folder.path().exists());
    }
}
