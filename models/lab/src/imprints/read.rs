//! The library's table as pills.

use std::path::Path;

use nazar::imprints::{Colour, Pill, PillSource, Shape, parts};
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    ndc11: String,
    pill_name: String,
    shape: String,
    color: String,
    imprint: String,
}

/// Reads `imprint_table.csv`; rows without a name are left out.
///
/// # Errors
/// When the file cannot be read or is another one.
pub fn read(file: &Path) -> anyhow::Result<Vec<Pill>> {
    let mut pills = Vec::new();
    for row in csv::Reader::from_path(file)?.deserialize() {
        let row: Row = row?;
        if row.pill_name.is_empty() {
            continue;
        }
        pills.push(Pill {
            name: row.pill_name,
            codes: vec![row.ndc11],
            medicine: None,
            ingredients: Vec::new(),
            strength: String::new(),
            imprint: parts(&row.imprint),
            shape: Shape::from_word(&row.shape),
            colours: row.color.split(',').filter_map(Colour::from_word).collect(),
            size_mm: None,
            source: PillSource::C3pi,
        });
    }
    Ok(pills)
}
