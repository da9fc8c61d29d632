//! The colours of one pill.

use image::RgbImage;

use super::lab::{Lab, apart, lab};
use super::shades::Shades;
use super::{ColourSet, Cover, Distribution, Lie};
use crate::imprints::Colour;

/// The rim of a pill shines, is shaded, and mixes with what lies behind: so much of its length is left out.
const RIM: f32 = 0.05;
/// Fewer pixels say nothing.
const LEAST_PIXELS: usize = 12;
/// A pill so much longer than broad can be of two halves...
const LONG: f32 = 1.3;
/// ...and is, when these are so far apart in Lab: light from one side moves them by up to ten or so.
const TWO: f32 = 18.0;

/// What colours a pill has, from a picture of it; `None` where too little of it is seen.
pub(super) fn colours(
    picture: &RgbImage,
    cover: &Cover,
    lie: &Lie,
    shades: &Shades,
) -> Option<Distribution<ColourSet>> {
    let (first, second) = halves(picture, cover, lie);
    let whole: Vec<Lab> = first.iter().chain(&second).copied().collect();
    if whole.len() < LEAST_PIXELS {
        return None;
    }
    let is_long = lie.length > LONG * lie.breadth;
    if is_long && first.len() > LEAST_PIXELS && second.len() > LEAST_PIXELS {
        let (one, other) = (middle(&first), middle(&second));
        if apart(one, other) > TWO {
            return pairs(&shades.names(one)?, &shades.names(other)?);
        }
    }
    let names = shades.names(middle(&whole))?;
    let single = names.parts().iter().map(|&(first, chance)| {
        (
            ColourSet {
                first,
                second: None,
            },
            chance,
        )
    });
    Distribution::from_weights(single)
}

/// The shades of the pill's two halves along its length.
fn halves(picture: &RgbImage, cover: &Cover, lie: &Lie) -> (Vec<Lab>, Vec<Lab>) {
    const STEPS: usize = 48;
    let (sine, cosine) = lie.turn.sin_cos();
    let rim = lie.length * RIM;
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for index in 0..STEPS * STEPS {
        let share = |step: usize| (step as f32 + 0.5) / STEPS as f32 - 0.5;
        let along = share(index % STEPS) * lie.length * 1.1;
        let across = share(index / STEPS) * lie.breadth * 1.1;
        let x = lie.middle.0 + along * cosine - across * sine;
        let y = lie.middle.1 + along * sine + across * cosine;
        let around = [(0.0, 0.0), (rim, 0.0), (-rim, 0.0), (0.0, rim), (0.0, -rim)];
        let is_inside = around
            .iter()
            .all(|(right, down)| cover.at((x + right, y + down)) > 0.5);
        let is_seen =
            x >= 0.0 && y >= 0.0 && x < picture.width() as f32 && y < picture.height() as f32;
        if !is_inside || !is_seen {
            continue;
        }
        let shade = lab(picture.get_pixel(x as u32, y as u32).0);
        if along < 0.0 {
            first.push(shade);
        } else {
            second.push(shade);
        }
    }
    (first, second)
}

/// The median of each channel: print, scratches and shine are the smaller part of a pill.
fn middle(shades: &[Lab]) -> Lab {
    std::array::from_fn(|channel| {
        let mut levels: Vec<f32> = shades.iter().map(|shade| shade[channel]).collect();
        levels.sort_by(f32::total_cmp);
        levels.get(levels.len() / 2).copied().unwrap_or(0.0)
    })
}

fn pairs(
    one: &Distribution<Colour>,
    other: &Distribution<Colour>,
) -> Option<Distribution<ColourSet>> {
    let mut sets: Vec<(ColourSet, f32)> = Vec::new();
    for &(first, chance) in one.parts() {
        for &(second, its) in other.parts() {
            let second = (second != first).then_some(second);
            let set = ColourSet { first, second };
            match sets.iter_mut().find(|(known, _)| known.is_same(&set)) {
                Some((_, sum)) => *sum += chance * its,
                None => sets.push((set, chance * its)),
            }
        }
    }
    Distribution::from_weights(sets)
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::super::super::frame::Frame;
    use super::*;

    /// A level pill 60 by 24 pixels on a table of another colour, its halves in two colours.
    fn pill(left: [u8; 3], right: [u8; 3]) -> Option<Distribution<ColourSet>> {
        let inside = |x: f32, y: f32| (x - 48.0).abs() < 30.0 && (y - 48.0).abs() < 12.0;
        let picture = RgbImage::from_fn(96, 96, |x, y| {
            let colour = if x < 48 { left } else { right };
            Rgb(if inside(x as f32, y as f32) {
                colour
            } else {
                [10, 90, 20]
            })
        });
        let frame = Frame {
            middle: (48.0, 48.0),
            width: 96.0,
            height: 96.0,
            turn: 0.0,
        };
        let cell = |index: usize| {
            let (x, y) = (
                (index % 24) as f32 * 4.0 + 2.0,
                (index / 24) as f32 * 4.0 + 2.0,
            );
            f32::from(u8::from(inside(x, y)))
        };
        let cover = Cover::new(frame, &(0..576).map(cell).collect::<Vec<_>>())?;
        colours(&picture, &cover, &cover.lie(), &Shades::load().unwrap())
    }

    #[test]
    fn one_colour_is_one_and_two_halves_are_two() {
        let white = pill([240, 240, 236], [240, 240, 236]).unwrap().best().0;
        assert_eq!((white.first, white.second), (Colour::White, None));
        let capsule = pill([180, 30, 35], [50, 90, 190]).unwrap().best().0;
        let both = ColourSet {
            first: Colour::Blue,
            second: Some(Colour::Red),
        };
        assert!(capsule.is_same(&both), "{capsule:?}");
    }

    #[test]
    fn light_from_one_side_makes_no_second_colour() {
        let lit = pill([230, 228, 224], [214, 212, 208]).unwrap().best().0;
        assert_eq!((lit.first, lit.second), (Colour::White, None));
    }
}
