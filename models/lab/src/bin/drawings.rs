//! Writes the sample drawings: `drawings [--out models/samples]`. The same program gives the same files.
//!
//! Beside them goes `glyphs.tsv`: file, class, and the SHA-256 of the glyph that preprocessing makes of it, by which a test
//! notices a change of preprocessing that the models were not trained with.

#![expect(clippy::print_stdout, reason = "a command that a person runs")]

use std::fmt::Write;
use std::path::PathBuf;

use anyhow::Context;
use clap::Parser;
use nazar::image::{admit, preprocess};
use nazar_lab::samples;
use sha2::{Digest, Sha256};

#[derive(Parser)]
#[command(about = "Writes the sample drawings")]
struct Options {
    /// The folder for the drawings.
    #[arg(long, default_value = "models/samples")]
    out: PathBuf,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    std::fs::create_dir_all(options.out.join("hostile"))?;
    let mut index = String::from("file\tclass\tglyph\n");
    for file in samples::make()? {
        let path = options.out.join(&file.path);
        std::fs::write(&path, &file.bytes)
            .with_context(|| format!("cannot write {}", path.display()))?;
        println!("{} ({} bytes)", path.display(), file.bytes.len());
        if let Some(class_id) = file.class_id {
            let glyph = preprocess(&admit(&file.bytes)?)?;
            writeln!(
                index,
                "{}\t{class_id}\t{}",
                file.path,
                hex::encode(Sha256::digest(glyph.pixels()))
            )?;
        }
    }
    std::fs::write(options.out.join("glyphs.tsv"), index)?;
    Ok(())
}
