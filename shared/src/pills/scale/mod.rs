//! How long things are: millimetres by a card that lies beside them.
//!
//! One picture has no scale of its own. A plastic card of the size ISO/IEC 7810 ID-1 (shops', transport, bank cards) is the same everywhere
//! to a tenth of a millimetre, most people have one, and its four sides give the whole projection, so the picture may be taken from
//! askance. It is looked for only where the person says that one lies there: a length that is wrong speaks against the right medicine.
//!
//! | step | what |
//! |---|---|
//! | [`edges`] | where the picture changes most, between pixels |
//! | [`lines`] | straight ones among them |
//! | [`card`] | four of these that a camera may see so, with round corners |
//! | [`plane`] | from pixels to millimetres |

mod card;
mod edges;
mod lines;
mod plane;
#[cfg(test)]
mod testing;

use image::RgbImage;

pub(super) use plane::Plane;

use crate::image::shrink::shrink;

/// The longer side of the picture that is searched: enough for lines to be placed to a tenth of a pixel.
const SEARCHED: u32 = 960;

/// The plane that the card in a picture lies in; `None` where no whole card is seen.
pub(super) fn plane_of_card(picture: &RgbImage) -> Option<Plane> {
    let longer = picture.width().max(picture.height());
    if longer <= SEARCHED {
        return found(picture, 1.0);
    }
    let by = f64::from(longer) / f64::from(SEARCHED);
    let side = |side: u32| ((f64::from(side) / by).round() as u32).max(1);
    found(
        &shrink(picture, side(picture.width()), side(picture.height())),
        by,
    )
}

fn found(picture: &RgbImage, by: f64) -> Option<Plane> {
    if picture.width().min(picture.height()) < 8 {
        return None;
    }
    let edges = edges::Edges::of(picture);
    let card = card::card(&edges, &lines::lines(&edges))?;
    Some(card.plane.enlarged(by))
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::testing::{Camera, Thing, photo};
    use super::*;

    fn between(plane: &Plane, one: (f64, f64), other: (f64, f64)) -> f64 {
        let (one, other) = (plane.on_plane(one).unwrap(), plane.on_plane(other).unwrap());
        (one.0 - other.0).hypot(one.1 - other.1)
    }

    #[test]
    fn a_card_is_found_and_measures_what_lies_beside_it() {
        let camera = Camera::straight();
        let plane = plane_of_card(&photo(&camera, Thing::Card)).unwrap();
        let (one, other) = (camera.sees((95.0, 10.0)), camera.sees((95.0, 22.0)));
        let length = between(&plane, one, other);
        assert!((length - 12.0).abs() < 0.15, "{length}");
    }

    #[test]
    fn square_corners_and_other_ratios_are_no_card() {
        let camera = Camera::straight();
        assert_eq!(plane_of_card(&photo(&camera, Thing::Box)), None);
        assert_eq!(plane_of_card(&photo(&camera, Thing::Wide)), None);
        assert_eq!(plane_of_card(&photo(&camera, Thing::Nothing)), None);
    }

    #[test]
    fn small_and_empty_pictures_have_none() {
        for (width, height) in [(0, 0), (1, 1), (7, 900), (20, 20)] {
            assert_eq!(
                plane_of_card(&RgbImage::from_pixel(width, height, Rgb([9; 3]))),
                None
            );
        }
    }

    #[test]
    fn from_askance_it_is_as_long() {
        for tilts in [
            (0.3, 0.0, 0.4),
            (-0.3, 0.2, 2.0),
            (0.0, 0.35, -1.2),
            (0.25, -0.25, 0.8),
        ] {
            let camera = Camera::tilted(tilts);
            let plane = plane_of_card(&photo(&camera, Thing::Card)).unwrap();
            let (one, other) = (camera.sees((20.0, 60.0)), camera.sees((32.0, 60.0)));
            let length = between(&plane, one, other);
            assert!((length - 12.0).abs() < 0.25, "{tilts:?}: {length}");
        }
    }
}
