//! How the coach scores real handwriting: `cargo run -p nazar-calligraphy --example hands -- <zip or folder of CC/*.png>`.
//!
//! The first drawings of each character, in the order of their paths, each against its own character and against the one that stands
//! half of the table further on. The figures of docs/lipi.md are those of `handwriting.zip`.

#![expect(clippy::print_stdout, reason = "a command that a person runs")]

use std::path::PathBuf;

use clap::Parser;
use nazar::glyphs::CHARACTERS;
use nazar::image::{FineGlyph, admit};
use nazar_calligraphy::coach::{Leniency, analyse};
use nazar_lab::corpus;

#[derive(Parser)]
#[command(about = "Scores real handwriting")]
struct Options {
    /// A zip or a folder of CC/*.png.
    images: PathBuf,
    /// How many drawings of each character.
    #[arg(long, default_value_t = 3)]
    each: usize,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let (mut own, mut another) = (Vec::new(), Vec::new());
    let mut taken = [0; CHARACTERS.len()];
    for drawing in corpus::read(&options.images)? {
        let class = usize::from(drawing.class_id);
        if taken[class] == options.each {
            continue;
        }
        taken[class] += 1;
        let Ok(glyph) = admit(&drawing.bytes).and_then(|admitted| FineGlyph::of(&admitted)) else {
            println!("{} is refused", drawing.path);
            continue;
        };
        // There are 62 characters: the number fits.
        let other = ((class + CHARACTERS.len() / 2) % CHARACTERS.len()) as u8;
        own.push(analyse(drawing.class_id, &glyph, Leniency::Normal)?.score);
        another.push(analyse(other, &glyph, Leniency::Normal)?.score);
    }
    tell("own character", &mut own);
    tell("another", &mut another);
    Ok(())
}

fn tell(against: &str, scores: &mut [u8]) {
    scores.sort_unstable();
    let last = scores.len().saturating_sub(1);
    let at = |quarters: usize| scores.get(last * quarters / 4).copied().unwrap_or(0);
    println!(
        "against {against}: {} drawings, median {}, quartiles {} and {}",
        scores.len(),
        at(2),
        at(1),
        at(3)
    );
}
