//! Preprocesses labelled drawings for training, with the code that production runs, so that both see the same pixels.
//!
//! `prepare --images <zip or folder of CC/*.png> --out <folder>` writes
//! - `glyphs.npy` (N, 64, 64): what the models see,
//! - `fine.npy` (N, 128, 128): the same ink on a finer raster, for training to distort,
//! - `index.tsv`: row, class, SHA-256 of the source and its path,
//! - `references.npy` (62, 64, 64) and `references-fine.npy` (62, 128, 128): the font's forms.

#![expect(clippy::print_stdout, reason = "a command that a person runs")]

use std::fmt::Write;
use std::path::PathBuf;

use anyhow::Context;
use clap::Parser;
use nazar::glyphs::{CHARACTERS, reference_glyph, reference_raster};
use nazar::image::{Glyph, admit, preprocess, raster};
use nazar_lab::{corpus, npy};

/// Pixels along each side of the finer raster.
const FINE: usize = 128;

#[derive(Parser)]
#[command(about = "Preprocesses labelled drawings for training")]
struct Options {
    /// A zip or a folder of CC/*.png.
    #[arg(long)]
    images: PathBuf,
    /// The folder for the arrays and the index.
    #[arg(long)]
    out: PathBuf,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    std::fs::create_dir_all(&options.out)?;
    write_references(&options)?;
    let (mut glyphs, mut fine) = (Vec::new(), Vec::new());
    let mut index = String::from("row\tclass\tsha256\tpath\n");
    let (mut row, mut refused) = (0, 0);
    for drawing in corpus::read(&options.images)? {
        let prepared = admit(&drawing.bytes)
            .and_then(|admitted| Ok((preprocess(&admitted)?, raster(admitted.picture(), FINE)?)));
        match prepared {
            Ok((glyph, pixels)) => {
                glyphs.extend_from_slice(glyph.pixels());
                fine.extend(pixels);
                writeln!(
                    index,
                    "{row}\t{}\t{}\t{}",
                    drawing.class_id,
                    drawing.sha256(),
                    drawing.path
                )?;
                row += 1;
            }
            Err(rejection) => {
                refused += 1;
                println!("{}: {}", drawing.path, rejection.code());
            }
        }
    }
    npy::write(
        &options.out.join("glyphs.npy"),
        &[row, Glyph::SIDE, Glyph::SIDE],
        &glyphs,
    )?;
    npy::write(&options.out.join("fine.npy"), &[row, FINE, FINE], &fine)?;
    std::fs::write(options.out.join("index.tsv"), index)?;
    println!("{row} drawings prepared, {refused} refused");
    Ok(())
}

fn write_references(options: &Options) -> anyhow::Result<()> {
    let (mut glyphs, mut fine) = (Vec::new(), Vec::new());
    for character in &CHARACTERS {
        let id = character.class_id;
        glyphs.extend_from_slice(
            reference_glyph(id)
                .context("the font cannot be drawn")?
                .pixels(),
        );
        fine.extend(reference_raster(id, FINE)?);
    }
    npy::write(
        &options.out.join("references.npy"),
        &[CHARACTERS.len(), Glyph::SIDE, Glyph::SIDE],
        &glyphs,
    )?;
    npy::write(
        &options.out.join("references-fine.npy"),
        &[CHARACTERS.len(), FINE, FINE],
        &fine,
    )?;
    Ok(())
}
