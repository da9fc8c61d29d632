//! Builds the functions' binaries with cargo.
//!
//! `cargo build --workspace --bin ...` chooses the same packages, and with them the same features, as the `cargo run`
//! that started this process, so everything compiled for that is used again. This process's own executable is not among
//! the binaries built, so it is never replaced under its feet.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, bail};
use tokio::process::Command;

use crate::template::model::Stack;

/// Where binaries are built to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    target: PathBuf,
    release: bool,
}

impl Output {
    /// The place of this very executable, or the workspace's target folder when it lies elsewhere.
    #[must_use]
    pub fn find(root: &Path, release: bool) -> Self {
        let own = std::env::current_exe().ok();
        let folder = own.as_deref().and_then(Path::parent);
        // Test executables lie one level deeper.
        let profile = folder.map(|folder| {
            if folder.ends_with("deps") {
                folder.parent().unwrap_or(folder)
            } else {
                folder
            }
        });
        let given = std::env::var_os("CARGO_TARGET_DIR").map(|folder| root.join(folder));
        match profile.and_then(|profile| Some((profile.file_name()?.to_str()?, profile.parent()?)))
        {
            Some((name @ ("debug" | "release"), target)) => Self {
                target: given.unwrap_or_else(|| target.to_owned()),
                release: release || name == "release",
            },
            _ => Self {
                target: given.unwrap_or_else(|| root.join("target")),
                release,
            },
        }
    }

    /// Folder of the binaries.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        self.target
            .join(if self.release { "release" } else { "debug" })
    }
}

/// Binaries that the functions of a stack need.
#[must_use]
pub fn binaries(stack: &Stack) -> BTreeSet<&str> {
    stack
        .functions
        .values()
        .map(|function| function.binary.as_str())
        .collect()
}

/// Builds the binaries; cargo's own progress is shown.
///
/// # Errors
/// Cargo is missing or the build fails.
pub async fn build(root: &Path, output: &Output, binaries: &BTreeSet<&str>) -> anyhow::Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(&cargo);
    command
        .current_dir(root)
        .args(["build", "--workspace"])
        .arg("--target-dir")
        .arg(&output.target);
    for binary in binaries {
        command.args(["--bin", binary]);
    }
    if output.release {
        command.arg("--release");
    }
    for name in leftovers(std::env::vars_os().filter_map(|(name, _)| name.into_string().ok())) {
        command.env_remove(name);
    }
    let status = command
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .status()
        .await
        .with_context(|| format!("cannot run {}", cargo.display()))?;
    if !status.success() {
        bail!("the functions could not be built; cargo's messages above say why");
    }
    Ok(())
}

/// Makes sure that every binary is there.
///
/// # Errors
/// Names the first one that is missing.
pub fn check(output: &Output, binaries: &BTreeSet<&str>) -> anyhow::Result<()> {
    for binary in binaries {
        let file = output.folder().join(binary);
        if !file.is_file() {
            bail!(
                "there is no binary {}; build it with: cargo build --workspace --bins",
                file.display()
            );
        }
    }
    Ok(())
}

/// Variables that `cargo run` set for this process and that would make a build inside it look different.
fn leftovers(names: impl Iterator<Item = String>) -> Vec<String> {
    let prefixes = [
        "CARGO_PKG_",
        "CARGO_MANIFEST_",
        "CARGO_BIN_",
        "CARGO_CRATE_",
        "CARGO_PRIMARY_",
        "LD_LIBRARY_PATH",
    ];
    names
        .filter(|name| prefixes.iter().any(|prefix| name.starts_with(prefix)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binaries_lie_beside_this_executable() {
        let output = Output::find(Path::new("/nowhere"), false);
        let own = std::env::current_exe().unwrap();
        assert!(
            own.starts_with(output.folder()),
            "{} {}",
            own.display(),
            output.folder().display()
        );
    }

    #[test]
    fn only_what_cargo_set_for_this_process_is_left_out() {
        let names = [
            "CARGO_PKG_NAME",
            "CARGO_HOME",
            "CARGO_TARGET_DIR",
            "CARGO_MANIFEST_DIR",
            "PATH",
            "RUSTFLAGS",
        ];
        let left = leftovers(names.iter().map(|name| (*name).to_owned()));
        assert_eq!(left, ["CARGO_PKG_NAME", "CARGO_MANIFEST_DIR"]);
    }

    #[test]
    fn a_missing_binary_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let output = Output {
            target: folder.path().to_owned(),
            release: false,
        };
        let message = check(&output, &BTreeSet::from(["accounts"]))
            .unwrap_err()
            .to_string();
        assert!(
            message.contains("debug/accounts; build it with"),
            "{message}"
        );
    }
}
