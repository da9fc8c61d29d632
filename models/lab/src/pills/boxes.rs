//! Photos with boxes around their pills, as YOLO keeps them: class, middle and sides as shares of the picture.

use std::collections::HashMap;
use std::path::Path;

use anyhow::ensure;
use image::RgbImage;
use nazar::pills::Area;

use super::files::{File, unzip};

/// A photo and where its pills lie.
#[derive(Debug)]
pub(super) struct BoxedPhoto {
    pub(super) picture: RgbImage,
    pub(super) boxes: Vec<Area>,
}

/// Reads images/*.jpg and labels/*.txt of a zip.
pub(super) fn read(zip: &Path) -> anyhow::Result<Vec<BoxedPhoto>> {
    let files = unzip(zip)?;
    let labels: HashMap<&str, &File> = files
        .iter()
        .filter(|file| file.path.ends_with(".txt"))
        .map(|file| (file.stem(), file))
        .collect();
    let mut photos = Vec::new();
    for file in files.iter().filter(|file| file.is_picture()) {
        let picture = file.picture()?;
        let text = labels.get(file.stem()).map_or_else(String::new, |label| {
            String::from_utf8_lossy(&label.bytes).into_owned()
        });
        let boxes = text
            .lines()
            .filter_map(|line| area(line, picture.width() as f32, picture.height() as f32))
            .collect();
        photos.push(BoxedPhoto { picture, boxes });
    }
    ensure!(!photos.is_empty(), "{} holds no photo", zip.display());
    Ok(photos)
}

fn area(line: &str, width: f32, height: f32) -> Option<Area> {
    let numbers: Vec<f32> = line
        .split_whitespace()
        .filter_map(|part| part.parse().ok())
        .collect();
    let &[_, x, y, wide, high] = numbers.as_slice() else {
        return None;
    };
    Some(Area {
        x: (x - wide / 2.0) * width,
        y: (y - high / 2.0) * height,
        width: wide * width,
        height: high * height,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_the_picture_become_pixels() {
        let expected = Area::between((40.0, 20.0), (60.0, 60.0));
        let found = area("3 0.5 0.4 0.2 0.4", 100.0, 100.0).unwrap();
        assert!(found.overlap(&expected) > 0.999);
        assert_eq!(area("3 0.5 0.4", 100.0, 100.0), None);
    }
}
