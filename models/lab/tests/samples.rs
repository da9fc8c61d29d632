//! The committed models and the committed sample drawings, on the path that production runs.
//!
//! ONNX Runtime is fetched by `local`; a test that needs it says so and passes where it has not been fetched yet.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "helpers of tests stand outside test functions"
)]

use std::path::{Path, PathBuf};

use nazar::glyphs::{CHARACTERS, reference_glyph};
use nazar::image::{Glyph, Rejection, admit, admit_as, preprocess};
use nazar::inference::{Classifier, Encoder, InferenceError, distance_between, init_runtime};
use sha2::{Digest, Sha256};

fn models() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The samples by file, class and the hash of their glyph.
fn samples() -> Vec<(PathBuf, u8, String)> {
    let folder = models().join("samples");
    let index = std::fs::read_to_string(folder.join("glyphs.tsv")).unwrap();
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        (
            folder.join(cells[0]),
            cells[1].parse().unwrap(),
            cells[2].to_owned(),
        )
    };
    index.lines().skip(1).map(row).collect()
}

fn glyph(file: &Path) -> Glyph {
    preprocess(&admit(&std::fs::read(file).unwrap()).unwrap()).unwrap()
}

fn runtime_is_there() -> bool {
    let fetched = models().join("../target/assets/opt/lib/libonnxruntime.so");
    let library = std::env::var_os("ORT_DYLIB_PATH").map_or(fetched, PathBuf::from);
    if library.exists() {
        init_runtime(&library).unwrap();
        return true;
    }
    eprintln!(
        "skipped: no ONNX Runtime at {}; `cargo run` fetches it",
        library.display()
    );
    false
}

#[test]
fn preprocessing_gives_the_pixels_that_the_models_were_trained_on() {
    let samples = samples();
    assert!(samples.len() >= 12);
    for (file, _, expected) in samples {
        let found = hex::encode(Sha256::digest(glyph(&file).pixels()));
        assert_eq!(found, expected, "{}", file.display());
    }
}

#[test]
fn samples_are_recognised_and_near_their_reference() {
    if !runtime_is_there() {
        return;
    }
    let classifier = Classifier::load(&models()).unwrap();
    let encoder = Encoder::load(&models()).unwrap();
    for (file, class_id, _) in samples() {
        let glyph = glyph(&file);
        let found = classifier.classify(&glyph).unwrap();
        assert_eq!(
            found.top[0].class_id,
            class_id,
            "{}: {found:?}",
            file.display()
        );
        let own = encoder.similarity(&glyph, class_id).unwrap();
        let other = encoder.similarity(&glyph, (class_id + 31) % 62).unwrap();
        assert!(own.is_same_character, "{}: {own:?}", file.display());
        assert!(
            !other.is_same_character && other.score < own.score,
            "{}: {other:?}",
            file.display()
        );
    }
}

#[test]
fn stored_references_are_the_embeddings_of_the_reference_glyphs() {
    if !runtime_is_there() {
        return;
    }
    let encoder = Encoder::load(&models()).unwrap();
    for character in &CHARACTERS {
        let drawn = encoder
            .embed(&reference_glyph(character.class_id).unwrap())
            .unwrap();
        let gap = distance_between(&drawn, encoder.reference(character.class_id).unwrap());
        assert!(
            gap < 1e-3,
            "{} is {gap} from its stored embedding",
            character.iast
        );
    }
    assert!(matches!(
        encoder.reference(62),
        Err(InferenceError::UnknownCharacter(62))
    ));
}

/// A logit is its bias and the sum of its cells: between two glyphs the bias falls out.
#[test]
fn the_cells_of_an_activation_add_up_to_the_logit() {
    if !runtime_is_there() {
        return;
    }
    let classifier = Classifier::load(&models()).unwrap();
    let bias = |file: &Path, class_id: u8| {
        let glyph = glyph(file);
        let logit = classifier.logits(&glyph).unwrap()[usize::from(class_id)];
        let activation = classifier.activation(&glyph, class_id).unwrap();
        assert_eq!(
            activation.values.len(),
            activation.width * activation.height
        );
        assert!(activation.values.iter().any(|value| value.abs() > 0.01));
        logit - activation.total()
    };
    let samples = samples();
    let first = &samples[0].0;
    for (file, class_id, _) in &samples[1..] {
        let gap = bias(file, *class_id) - bias(first, *class_id);
        assert!(gap.abs() < 1e-3, "{}: {gap}", file.display());
    }
    assert!(matches!(
        classifier.activation(&glyph(first), 62),
        Err(InferenceError::UnknownCharacter(62))
    ));
}

#[test]
fn a_missing_model_is_named() {
    if !runtime_is_there() {
        return;
    }
    let absent = Classifier::load(Path::new("no/such/folder")).unwrap_err();
    assert!(matches!(absent, InferenceError::Missing { .. }), "{absent}");
}

#[test]
fn hostile_files_are_refused_for_what_they_are() {
    let read = |name: &str| std::fs::read(models().join("samples/hostile").join(name)).unwrap();
    assert_eq!(
        admit(&read("truncated.jpg")).unwrap_err(),
        Rejection::Truncated
    );
    assert_eq!(
        admit(&read("bomb.png")).unwrap_err(),
        Rejection::TooManyPixels
    );
    assert_eq!(
        admit_as(&read("jpeg-named.png"), "image/png").unwrap_err(),
        Rejection::TypeMismatch
    );
    assert_eq!(
        admit(&read("text-named.png")).unwrap_err(),
        Rejection::TypeUnsupported
    );
    assert_eq!(
        preprocess(&admit(&read("blank.png")).unwrap()).unwrap_err(),
        Rejection::Blank
    );
}
