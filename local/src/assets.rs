//! What the functions load at run time: models of this repository and libraries from published packages.
//!
//! `models/assets.toml` names them with their SHA-256. They are put together in the folder of the template's layer, the
//! one that `sam build` packs, so a function finds here what it finds under /opt in Lambda.

mod fetch;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::logs::Console;
use crate::template::model::Stack;

/// models/assets.toml.
#[derive(Debug, Deserialize)]
struct Manifest {
    #[serde(default)]
    package: Vec<Package>,
    #[serde(default)]
    model: Vec<Model>,
}

/// One file inside a published wheel.
#[derive(Debug, Deserialize)]
struct Package {
    name: String,
    version: String,
    python: String,
    file: String,
    target: PathBuf,
    architectures: BTreeMap<String, Wheel>,
}

/// The wheel for one architecture, and the hash of the file in it.
#[derive(Debug, Deserialize)]
struct Wheel {
    platform: String,
    sha256: String,
}

/// One file of this repository.
#[derive(Debug, Deserialize)]
struct Model {
    file: PathBuf,
    target: PathBuf,
    sha256: String,
}

/// Folders of the layers that functions use, relative to the template.
#[must_use]
pub fn layers(stack: &Stack) -> Vec<PathBuf> {
    let mut folders: Vec<_> = stack
        .functions
        .values()
        .flat_map(|function| &function.layers)
        .map(|layer| layer.content.clone())
        .collect();
    folders.sort();
    folders.dedup();
    folders
}

/// Puts the assets into a layer's folder. What is there with the right hash stays; two processes may do it at once.
///
/// # Errors
/// A file is missing or is not the one that the manifest names, or a package cannot be fetched; the message says what
/// to do.
pub fn assemble(root: &Path, layer: &Path, console: &Console) -> anyhow::Result<()> {
    let manifest = root.join("models/assets.toml");
    if !manifest.exists() {
        return Ok(());
    }
    let text = std::fs::read_to_string(&manifest).context("cannot read models/assets.toml")?;
    let manifest: Manifest = toml::from_str(&text).context("models/assets.toml is not valid")?;
    let folder = root.join(layer);
    std::fs::create_dir_all(&folder)
        .with_context(|| format!("cannot make {}", folder.display()))?;
    // One at a time: the second process finds everything there.
    let lock_file = folder.with_extension("lock");
    let lock =
        File::create(&lock_file).with_context(|| format!("cannot make {}", lock_file.display()))?;
    lock.lock().context("cannot lock the assets")?;
    for package in &manifest.package {
        package.place(&folder, console)?;
    }
    for model in &manifest.model {
        model.place(&root.join("models"), &folder)?;
    }
    Ok(())
}

impl Package {
    fn place(&self, folder: &Path, console: &Console) -> anyhow::Result<()> {
        let architecture = if cfg!(target_arch = "aarch64") {
            "arm64"
        } else {
            std::env::consts::ARCH
        };
        let wheel = self
            .architectures
            .get(architecture)
            .filter(|_| cfg!(target_os = "linux"))
            .with_context(|| format!("models/assets.toml has no {} for this machine", self.name))?;
        let target = folder.join(&self.target);
        if has_hash(&target, &wheel.sha256)? {
            return Ok(());
        }
        console.line(
            "assets",
            &format!("fetching {} {}", self.name, self.version),
        );
        let fetched = fetch::file(self, wheel, &target)?;
        put(&fetched, &target)
    }
}

impl Model {
    fn place(&self, models: &Path, folder: &Path) -> anyhow::Result<()> {
        let (source, target) = (models.join(&self.file), folder.join(&self.target));
        if has_hash(&target, &self.sha256)? {
            return Ok(());
        }
        let content =
            std::fs::read(&source).with_context(|| format!("cannot read {}", source.display()))?;
        if hash(&content[..])? != self.sha256 {
            bail!(
                "{} is not the file that models/assets.toml names: its SHA-256 differs",
                source.display()
            );
        }
        put(&content, &target)
    }
}

/// Writes a file under another name first, so that nobody ever sees half of it.
fn put(content: &[u8], target: &Path) -> anyhow::Result<()> {
    let folder = target.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let partial = target.with_extension(format!("{}.partial", std::process::id()));
    std::fs::write(&partial, content)
        .and_then(|()| std::fs::rename(&partial, target))
        .with_context(|| format!("cannot write {}", target.display()))
}

fn has_hash(file: &Path, sha256: &str) -> anyhow::Result<bool> {
    if !file.exists() {
        return Ok(false);
    }
    let content = File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(hash(content)? == sha256)
}

fn hash(mut content: impl Read) -> anyhow::Result<String> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    loop {
        match content.read(&mut buffer)? {
            0 => return Ok(hex::encode(hasher.finalize())),
            read => hasher.update(&buffer[..read]),
        }
    }
}

#[cfg(test)]
#[path = "assets/tests.rs"]
mod tests;
