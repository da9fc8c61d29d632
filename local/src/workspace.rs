//! Finds the template, and with it the folder of the whole bundle.

use std::path::{Path, PathBuf};

use anyhow::Context;

const TEMPLATE: &str = "template.yaml";

/// The template asked for, or the nearest one above the current folder or above the package that cargo runs.
///
/// # Errors
/// There is none.
pub fn template(asked: Option<&Path>) -> anyhow::Result<PathBuf> {
    if let Some(path) = asked {
        return std::path::absolute(path)
            .with_context(|| format!("cannot find {}", path.display()));
    }
    let current = std::env::current_dir().context("there is no current folder")?;
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    std::iter::once(current)
        .chain(package)
        .find_map(|folder| nearest(&folder))
        .context("there is no template.yaml here or in a folder above; name it with --template")
}

fn nearest(folder: &Path) -> Option<PathBuf> {
    folder
        .ancestors()
        .map(|folder| folder.join(TEMPLATE))
        .find(|path| path.is_file())
}

/// Folder of a template.
#[must_use]
pub fn root(template: &Path) -> &Path {
    template.parent().unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_template_above_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        std::fs::create_dir_all(&deep).unwrap();
        assert_eq!(nearest(&deep), None);
        std::fs::write(folder.path().join(TEMPLATE), "").unwrap();
        assert_eq!(nearest(&deep), Some(folder.path().join(TEMPLATE)));
    }
}
