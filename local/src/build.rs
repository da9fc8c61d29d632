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
    profile: String,
}

impl Output {
    /// The place of this very executable, whatever its profile, or the workspace's target folder when it lies elsewhere.
    #[must_use]
    pub fn find(root: &Path, release: bool) -> Self {
        let own = std::env::current_exe().ok();
        let beside = own.as_deref().and_then(Self::around);
        let given = std::env::var_os("CARGO_TARGET_DIR").map(|folder| root.join(folder));
        let (target, profile) = match beside {
            Some(Self { target, profile }) => (given.unwrap_or(target), profile),
            None => (
                given.unwrap_or_else(|| root.join("target")),
                "dev".to_owned(),
            ),
        };
        let profile = if release {
            "release".to_owned()
        } else {
            profile
        };
        Self { target, profile }
    }

    /// Where an executable was built to, if cargo built it.
    fn around(executable: &Path) -> Option<Self> {
        let folder = executable.parent()?;
        // Test executables lie one level deeper.
        let folder = if folder.ends_with("deps") {
            folder.parent()?
        } else {
            folder
        };
        let target = folder.parent()?;
        let profile = match folder.file_name()?.to_str()? {
            "debug" => "dev",
            "release" => "release",
            // A profile of the workspace's own has any name, so that it is cargo's folder is told by cargo's mark.
            name if target.join("CACHEDIR.TAG").is_file() => name,
            _ => return None,
        };
        Some(Self {
            target: target.to_owned(),
            profile: profile.to_owned(),
        })
    }

    /// Folder of the binaries.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        let name = match self.profile.as_str() {
            "dev" => "debug",
            name => name,
        };
        self.target.join(name)
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
        .args(["build", "--workspace", "--profile", &output.profile])
        .arg("--target-dir")
        .arg(&output.target);
    for binary in binaries {
        command.args(["--bin", binary]);
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
    fn a_profile_of_ones_own_has_a_folder_of_its_own() {
        let target = tempfile::tempdir().unwrap();
        let executable = target.path().join("lab/deps/scans");
        assert_eq!(Output::around(&executable), None);
        std::fs::write(target.path().join("CACHEDIR.TAG"), "").unwrap();
        let output = Output::around(&executable).unwrap();
        assert_eq!(output.profile, "lab");
        assert_eq!(output.folder(), target.path().join("lab"));
        let plain = Output::around(&target.path().join("debug/nazar-local")).unwrap();
        assert_eq!(plain.profile, "dev");
        assert_eq!(plain.folder(), target.path().join("debug"));
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
            profile: "dev".to_owned(),
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
