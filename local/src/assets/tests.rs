//! Tests of assembling a layer, without the network.

use super::*;

fn bundle(model: &str, sha256: &str) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(root.path().join("models")).unwrap();
    std::fs::write(root.path().join("models/a.onnx"), model).unwrap();
    let manifest = format!(
        "[[model]]\nfile = \"a.onnx\"\ntarget = \"models/a.onnx\"\nsha256 = \"{sha256}\"\n"
    );
    std::fs::write(root.path().join("models/assets.toml"), manifest).unwrap();
    root
}

fn assemble_in(root: &Path) -> anyhow::Result<()> {
    assemble(
        root,
        Path::new("target/opt"),
        &Console::new(std::io::sink()),
    )
}

#[test]
fn models_are_copied_and_repaired() {
    let root = bundle("weights", &hash(&b"weights"[..]).unwrap());
    let copy = root.path().join("target/opt/models/a.onnx");
    for damage in [None, Some("damaged")] {
        if let Some(damage) = damage {
            std::fs::write(&copy, damage).unwrap();
        }
        assemble_in(root.path()).unwrap();
        assert_eq!(std::fs::read_to_string(&copy).unwrap(), "weights");
    }
}

#[test]
fn a_model_that_is_not_the_named_one_is_refused() {
    let root = bundle("weights", "00");
    let message = assemble_in(root.path()).unwrap_err().to_string();
    assert!(message.contains("its SHA-256 differs"), "{message}");
    assert!(!root.path().join("target/opt/models/a.onnx").exists());
}

#[test]
fn two_at_once_do_no_harm() {
    let root = bundle("weights", &hash(&b"weights"[..]).unwrap());
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| assemble_in(root.path())))
            .collect();
        for one in all {
            one.join().unwrap().unwrap();
        }
    });
    let left = std::fs::read_dir(root.path().join("target/opt/models"))
        .unwrap()
        .count();
    assert_eq!(left, 1);
}

#[test]
fn the_repository_has_a_valid_manifest() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let text = std::fs::read_to_string(root.join("models/assets.toml")).unwrap();
    let manifest: Manifest = toml::from_str(&text).unwrap();
    for package in &manifest.package {
        assert!(
            package.architectures.contains_key("arm64")
                && package.architectures.contains_key("x86_64")
        );
    }
}
