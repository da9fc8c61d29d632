//! Reference forms as outlines, for whoever draws them at any size: the very shape that the reference picture shows.

use std::fmt::Write;

use tiny_skia::{Path, PathSegment, Point};

use super::draw::placement;
use super::font::{GlyphError, outline};
use super::table::character;

/// The side of the square that an outline stands in: the view box is `0 0 1000 1000`.
pub const OUTLINE_SIDE: u16 = 1000;

/// A character's outline as the data of an SVG path (SVG 2, section 9.3), absolute commands, y downwards, to be filled by
/// the non-zero rule. It lies in its square as [`super::reference_png`] lies in its picture, conjuncts shaped to one ligature.
///
/// # Errors
/// [`GlyphError::UnknownCharacter`] for a class from 62 on.
pub fn reference_outline(class_id: u8) -> Result<String, GlyphError> {
    let character = character(class_id).ok_or(GlyphError::UnknownCharacter(class_id))?;
    let path = outline(character.letter)?;
    let place = placement(&path, f32::from(OUTLINE_SIDE));
    let placed = path.transform(place).ok_or(GlyphError::Font)?;
    Ok(data(&placed))
}

fn data(path: &Path) -> String {
    let mut data = String::new();
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(end) => command(&mut data, 'M', &[end]),
            PathSegment::LineTo(end) => command(&mut data, 'L', &[end]),
            PathSegment::QuadTo(control, end) => command(&mut data, 'Q', &[control, end]),
            PathSegment::CubicTo(first, second, end) => {
                command(&mut data, 'C', &[first, second, end]);
            }
            PathSegment::Close => data.push('Z'),
        }
    }
    data
}

/// A tenth of a unit is a fortieth of a pixel at the reference picture's usual size.
fn command(data: &mut String, letter: char, points: &[Point]) {
    data.push(letter);
    for (place, point) in points.iter().enumerate() {
        let separator = if place == 0 { "" } else { " " };
        // Writing to a String does not fail.
        let _ = write!(data, "{separator}{:.1} {:.1}", point.x, point.y);
    }
}

#[cfg(test)]
mod tests {
    use tiny_skia::{FillRule, Mask, PathBuilder, Transform};

    use super::*;
    use crate::glyphs::{CHARACTERS, reference_png};

    /// Reads the data back by what SVG says of it.
    fn read(data: &str) -> Path {
        let mut path = PathBuilder::new();
        let starts: Vec<usize> = data
            .char_indices()
            .filter(|(_, letter)| letter.is_ascii_alphabetic())
            .map(|(index, _)| index)
            .collect();
        for (place, &start) in starts.iter().enumerate() {
            let end = starts.get(place + 1).copied().unwrap_or(data.len());
            let numbers: Vec<f32> = data[start + 1..end]
                .split_whitespace()
                .map(|number| number.parse().unwrap())
                .collect();
            match (&data[start..=start], numbers.as_slice()) {
                ("M", &[x, y]) => path.move_to(x, y),
                ("L", &[x, y]) => path.line_to(x, y),
                ("Q", &[x1, y1, x, y]) => path.quad_to(x1, y1, x, y),
                ("C", &[x1, y1, x2, y2, x, y]) => path.cubic_to(x1, y1, x2, y2, x, y),
                ("Z", &[]) => path.close(),
                other => panic!("not a command of ours: {other:?}"),
            }
        }
        path.finish().unwrap()
    }

    fn drawn(data: &str, side: u32) -> Vec<u8> {
        let scale = side as f32 / f32::from(OUTLINE_SIDE);
        let mut ink = Mask::new(side, side).unwrap();
        ink.fill_path(
            &read(data),
            FillRule::Winding,
            true,
            Transform::from_scale(scale, scale),
        );
        ink.data().iter().map(|coverage| 255 - coverage).collect()
    }

    #[test]
    fn every_outline_draws_the_reference_picture() {
        let side = 256;
        for character in &CHARACTERS {
            let drawn = drawn(&reference_outline(character.class_id).unwrap(), side);
            let png = reference_png(character.class_id, side).unwrap();
            let picture = image::load_from_memory(&png).unwrap().into_luma8();
            let differences = drawn
                .iter()
                .zip(picture.as_raw())
                .map(|(one, other)| one.abs_diff(*other));
            // tiny-skia samples four lines a pixel; a rounded point moves an edge over one of them at most.
            let worst = differences.clone().max().unwrap();
            let changed = differences.filter(|difference| *difference > 0).count();
            assert!(worst <= 64, "{}: {worst} of 255", character.letter);
            assert!(changed < 400, "{}: {changed} pixels", character.letter);
        }
    }

    #[test]
    fn an_outline_stays_in_its_square_and_is_closed() {
        for character in &CHARACTERS {
            let data = reference_outline(character.class_id).unwrap();
            let bounds = read(&data).bounds();
            let side = f32::from(OUTLINE_SIDE);
            assert!(
                bounds.left() >= 0.0 && bounds.top() >= 0.0,
                "{}",
                character.letter
            );
            assert!(
                bounds.right() <= side && bounds.bottom() <= side,
                "{}",
                character.letter
            );
            assert!(
                data.starts_with('M') && data.ends_with('Z'),
                "{}",
                character.letter
            );
        }
    }

    #[test]
    fn an_unknown_class_has_no_outline() {
        assert!(matches!(
            reference_outline(62),
            Err(GlyphError::UnknownCharacter(62))
        ));
    }
}
