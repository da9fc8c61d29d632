//! Why a picture came to what it came to: every box of it, with what was read and how that fits.

use nazar::catalogue::Medicine;
use nazar::imprints::{Likeness, Pill};
use nazar::scans::{Conclusion, Evidence, Reference, SeenPill};
use serde::Serialize;

/// A picture of a set, with what it came to and why.
#[derive(Debug, Clone, Serialize)]
pub struct Each {
    /// The set.
    pub set: String,
    /// The picture.
    pub picture: String,
    /// What it came to.
    pub outcome: &'static str,
    /// With these warnings.
    pub warnings: Vec<&'static str>,
    /// What it shows, where that is known.
    pub shows: Option<String>,
    /// The medicine of the pack beside it.
    pub pack: Option<String>,
    /// What was taken for pills.
    pub boxes: Vec<OneBox>,
}

/// What was taken for a pill.
#[derive(Debug, Clone, Serialize)]
pub struct OneBox {
    /// x, y, width, height.
    area: [f32; 4],
    score: f32,
    /// What was read, every character with its probability.
    read: String,
    shapes: String,
    colours: String,
    /// The likeliest row of the table with its probability.
    likeliest: Option<(String, f32)>,
    /// How it fits the row that it fits best, of the pack's, or of the table where no pack lies beside it.
    fits: Option<Fits>,
}

/// How what was seen fits a row: logarithms of likelihood ratios to pills at large.
#[derive(Debug, Clone, Serialize)]
struct Fits {
    row: String,
    edits: u8,
    foreign: u8,
    unseen: u8,
    imprint: f32,
    shape: f32,
    colour: f32,
    sum: f32,
}

impl Each {
    /// Writes down a conclusion with what it was drawn from.
    pub(super) fn new(
        set: &str,
        picture: &str,
        shows: Option<&Pill>,
        (evidence, conclusion): (&Evidence, &Conclusion),
        reference: &Reference,
    ) -> Self {
        let catalogue = &reference.catalogue.data;
        let mut codes = evidence.codes.iter();
        let pack = codes.find_map(|code| catalogue.by_gtin(code.item?));
        let pills = evidence.pills.iter();
        Self {
            set: set.to_owned(),
            picture: picture.to_owned(),
            outcome: conclusion.outcome().as_str(),
            warnings: conclusion.warnings().to_vec(),
            shows: shows.map(named),
            pack: pack.map(|pack| pack.name.clone()),
            boxes: pills
                .map(|pill| OneBox::new(pill, pack, reference))
                .collect(),
        }
    }
}

impl OneBox {
    fn new(pill: &SeenPill, pack: Option<&Medicine>, reference: &Reference) -> Self {
        let table = &reference.imprints.data;
        let first = table.matches(&pill.seen, &[]).candidates.into_iter().next();
        let row = |place: usize| named(&table.pills()[place]);
        let of_pack = pack.and_then(|pack| {
            let rows: Vec<usize> = (0..table.pills().len())
                .filter(|place| table.pills()[*place].medicine.as_ref() == Some(&pack.id))
                .collect();
            let fits = table.compare(&pill.seen, &rows);
            let best = rows.into_iter().zip(fits);
            best.max_by(|one, other| one.1.sum().total_cmp(&other.1.sum()))
        });
        let best = match pack {
            Some(_) => of_pack,
            None => first.map(|first| (first.place, first.fit)),
        };
        let area = pill.record.area;
        Self {
            area: [area.x, area.y, area.width, area.height],
            score: pill.record.score,
            read: read(pill),
            shapes: shares(
                pill.seen
                    .shapes
                    .iter()
                    .map(|(shape, share)| (shape.as_str(), *share)),
            ),
            colours: shares(
                pill.seen
                    .colours
                    .iter()
                    .map(|(colour, share)| (colour.as_str(), *share)),
            ),
            likeliest: first.map(|first| (row(first.place), first.probability)),
            fits: best.map(|(place, fit)| Fits::new(row(place), &fit)),
        }
    }
}

impl Fits {
    fn new(row: String, fit: &Likeness) -> Self {
        Self {
            row,
            edits: fit.edits,
            foreign: fit.foreign,
            unseen: fit.unseen,
            imprint: fit.imprint,
            shape: fit.shape,
            colour: fit.colour,
            sum: fit.sum(),
        }
    }
}

fn named(pill: &Pill) -> String {
    format!("{}: {}", pill.name, pill.imprint_text())
}

/// Lines parted by `;`, alternatives of a position in brackets.
fn read(pill: &SeenPill) -> String {
    let lines = pill.seen.sides.iter().flat_map(|side| &side.lines);
    let lines = lines.map(|line| {
        let positions = line.positions.iter().map(|position| {
            let all = position.alternatives.iter();
            let all = all.map(|one| format!("{}{:.2}", one.character, one.probability));
            format!("[{}]", all.collect::<Vec<_>>().join(" "))
        });
        positions.collect::<String>()
    });
    lines.collect::<Vec<_>>().join(";")
}

/// The shares that count.
fn shares<'a>(all: impl Iterator<Item = (&'a str, f32)>) -> String {
    let all = all.filter(|(_, share)| *share >= 0.02);
    let all = all.map(|(name, share)| format!("{name} {share:.2}"));
    all.collect::<Vec<_>>().join(", ")
}
