//! Draws what the coach says about drawings: `cargo run -p nazar-calligraphy --example coach`.
//!
//! Without arguments it draws the pictures of docs/lipi.md: five drawings of models/samples, four of them with a fault made on
//! purpose, each as overlay and as regions, and prints what is said. With `<class> <file>...` it does the same for other
//! drawings as they are. `--out <folder>` takes another folder, `--language <tag>` another language, and
//! `--leniency strict|normal|gentle` another judgement.

#![expect(clippy::print_stdout, reason = "a command that a person runs")]

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Parser;
use nazar::i18n::Locale;
use nazar::image::{FineGlyph, admit};
use nazar_calligraphy::coach::pictures::{overlay_png, regions_svg};
use nazar_calligraphy::coach::{Analysis, Leniency, analyse};
use nazar_lab::flaws::{Flaw, Raster, apply};

/// A drawing of the page: its character, its file, and the fault that it gets with its strength and seed.
type Shown = (u8, &'static str, Option<(Flaw, f32, u64)>);

const SHOWN: [Shown; 5] = [
    (0, "ka-black-ink.jpg", Some((Flaw::MissingPart, 0.7, 1))),
    (2, "ga-ruled-paper.jpg", Some((Flaw::Slant, 0.5, 2))),
    (32, "ha-thin-pen.jpg", Some((Flaw::HeadTilt, 0.7, 2))),
    (36, "a-brush.jpg", Some((Flaw::Blot, 0.8, 1))),
    (54, "digit-2-transparent.png", None),
];

#[derive(Parser)]
#[command(about = "Draws what the coach says about drawings")]
struct Options {
    /// The character that was meant, 0-61.
    class: Option<u8>,
    /// Drawings of it.
    files: Vec<PathBuf>,
    /// The folder for the pictures.
    #[arg(long, default_value = "docs/images")]
    out: PathBuf,
    /// The language of the words, as a BCP 47 tag.
    #[arg(long, default_value = "en")]
    language: String,
    /// How strictly is judged.
    #[arg(long, default_value = "normal")]
    leniency: String,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let locale =
        Locale::of_tag(&options.language).context("a language that the coach does not speak")?;
    let leniency: Leniency = serde_json::from_value(options.leniency.clone().into())?;
    if let Some(class) = options.class {
        for file in &options.files {
            show(&options.out, file, class, &read(file)?, leniency, locale)?;
        }
        return Ok(());
    }
    for (class, name, fault) in SHOWN {
        let file = Path::new("models/samples").join(name);
        let drawing = spoilt(read(&file)?, fault);
        show(&options.out, &file, class, &drawing, leniency, locale)?;
    }
    Ok(())
}

fn read(file: &Path) -> anyhow::Result<FineGlyph> {
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(FineGlyph::of(&admit(&bytes)?)?)
}

fn spoilt(drawing: FineGlyph, fault: Option<(Flaw, f32, u64)>) -> FineGlyph {
    let changed = fault.and_then(|(flaw, strength, seed)| {
        let raster = Raster::new(drawing.pixels().to_vec())?;
        FineGlyph::from_pixels(apply(&raster, flaw, strength, seed).pixels())
    });
    changed.unwrap_or(drawing)
}

fn show(
    folder: &Path,
    file: &Path,
    class: u8,
    drawing: &FineGlyph,
    leniency: Leniency,
    locale: Locale,
) -> anyhow::Result<()> {
    let analysis = analyse(class, drawing, leniency)?;
    write(folder, file, &analysis, drawing, locale)?;
    tell(file, &analysis, locale);
    Ok(())
}

fn write(
    folder: &Path,
    file: &Path,
    analysis: &Analysis,
    drawing: &FineGlyph,
    locale: Locale,
) -> anyhow::Result<()> {
    let name = file
        .file_stem()
        .and_then(|stem| stem.to_str())
        .context("a file without a name")?;
    std::fs::create_dir_all(folder)?;
    std::fs::write(
        folder.join(format!("lipi-{name}.png")),
        overlay_png(analysis, drawing)?,
    )?;
    std::fs::write(
        folder.join(format!("lipi-{name}.svg")),
        regions_svg(analysis, locale)?,
    )?;
    Ok(())
}

fn tell(file: &Path, analysis: &Analysis, locale: Locale) {
    let words = analysis.words(locale);
    println!("{}\n  {}", file.display(), words.assessment);
    for (number, point) in words.points.iter().enumerate() {
        println!("  {}. {}", number + 1, point.text);
    }
    let scores = analysis
        .aspects
        .iter()
        .map(|scored| format!("{} {}", scored.aspect.name(), scored.score));
    println!("  {}", scores.collect::<Vec<String>>().join(", "));
    println!(
        "  {}\n",
        serde_json::to_string(&analysis.facts).unwrap_or_default()
    );
}
