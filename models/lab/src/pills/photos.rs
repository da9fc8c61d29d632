//! NLM's photos with what NLM's table says of them, joined by the National Drug Code that a photo is named by.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, ensure};
use image::RgbImage;
use nazar::imprints::{Colour, Shape};

use super::files::unzip;

/// A photo of one pill, from one or both sides.
#[derive(Debug)]
pub(super) struct LabelledPhoto {
    pub(super) picture: RgbImage,
    /// What the table says; `None` for a photo of a pill that it does not name.
    pub(super) label: Option<Label>,
    /// Whether it is a capsule, where the tags say so.
    pub(super) is_capsule: Option<bool>,
}

/// What the table says of a pill.
#[derive(Debug, Clone)]
pub(super) struct Label {
    pub(super) shape: Option<Shape>,
    pub(super) colours: Vec<Colour>,
    /// The parts of the imprint, in capitals.
    pub(super) imprint: Vec<String>,
}

/// Reads photos.zip, imprint_table.csv and photo_shape_color_tags.csv of a folder.
pub(super) fn read(folder: &Path) -> anyhow::Result<Vec<LabelledPhoto>> {
    let labels = labels(&folder.join("imprint_table.csv"))?;
    let tags = tags(&folder.join("photo_shape_color_tags.csv"))?;
    let mut photos = Vec::new();
    for file in unzip(&folder.join("photos.zip"))? {
        if !file.is_picture() {
            continue;
        }
        let code: String = file.stem().chars().take(13).collect();
        photos.push(LabelledPhoto {
            picture: file.picture()?,
            label: labels.get(&code).cloned(),
            is_capsule: tags
                .get(file.path.rsplit('/').next().unwrap_or_default())
                .copied(),
        });
    }
    ensure!(!photos.is_empty(), "photos.zip holds no photo");
    Ok(photos)
}

/// The first row of each code: the table's rows of one code differ in their photos alone.
fn labels(table: &Path) -> anyhow::Result<HashMap<String, Label>> {
    let mut labels = HashMap::new();
    let mut rows = csv::Reader::from_path(table)
        .with_context(|| format!("cannot read {}", table.display()))?;
    for row in rows.records() {
        let row = row?;
        let (Some(code), Some(shape), Some(colours), Some(imprint)) =
            (row.get(1), row.get(3), row.get(4), row.get(5))
        else {
            continue;
        };
        let label = Label {
            shape: Shape::from_word(shape),
            colours: colours.split(',').filter_map(Colour::from_word).collect(),
            imprint: imprint.split(';').map(str::to_uppercase).collect(),
        };
        labels.entry(code.to_owned()).or_insert(label);
    }
    Ok(labels)
}

fn tags(table: &Path) -> anyhow::Result<HashMap<String, bool>> {
    let mut rows = csv::Reader::from_path(table)
        .with_context(|| format!("cannot read {}", table.display()))?;
    let mut tags = HashMap::new();
    for row in rows.records() {
        let row = row?;
        if let (Some(image), Some(tag)) = (row.get(0), row.get(1)) {
            tags.insert(image.to_owned(), tag.starts_with("capsule"));
        }
    }
    Ok(tags)
}
