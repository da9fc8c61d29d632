//! A pill laid level, large enough to be read.

use image::RgbImage;

use super::super::appearance::{Cover, Lie};
use super::super::frame::Frame;
use super::surface::{Strokes, Surface};

/// The longer side in pixels: of 224, 320, 448 and 608 the one at which most imprints of NLM's photos were read.
const LONGEST: usize = 448;
/// The networks take sides of a multiple of this.
const STEP: usize = 32;
/// So much is seen beyond a pill's own length.
const ROOM: f32 = 1.08;
/// The rim of a pill shines and throws shadows: so much of its length is left out all around.
const RIM: f32 = 0.03;

/// A pill's surface as it is read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Canvas {
    /// Spots against their surroundings.
    pub(super) relief: Surface,
    /// Edges.
    pub(super) slopes: Surface,
    /// Where strokes are.
    pub(super) strokes: Strokes,
    /// The pill's own length and breadth in pixels of the canvas.
    pub(super) size: (f32, f32),
}

impl Canvas {
    /// The pill, turned by `turn` from how the picture shows it.
    pub(super) fn of(picture: &RgbImage, cover: &Cover, lie: &Lie, turn: f32) -> Self {
        let (long, high) = extents(lie, turn);
        let scale = LONGEST as f32 / (long.max(high) * ROOM).max(1.0);
        let side = |length: f32| {
            let steps = (length * ROOM * scale / STEP as f32).ceil() as usize;
            steps.clamp(1, LONGEST / STEP) * STEP
        };
        let (width, height) = (side(long), side(high));
        let frame = Frame {
            middle: lie.middle,
            width: width as f32 / scale,
            height: height as f32 / scale,
            turn,
        };
        let seen = frame.seen(picture, width as u32, height as u32);
        let levels = seen
            .pixels()
            .map(|pixel| pixel.0.iter().map(|level| f32::from(*level)).sum::<f32>() / 3.0);
        let surface = Surface {
            width,
            height,
            levels: levels.collect(),
        };
        let inside = inside(cover, &frame, width, height);
        Self {
            strokes: Strokes::of(&surface, &inside),
            relief: surface.relief(&inside),
            slopes: surface.slopes(&inside),
            size: (long * scale, high * scale),
        }
    }
}

/// How long a pill is along a direction and across it.
fn extents(lie: &Lie, turn: f32) -> (f32, f32) {
    let (sine, cosine) = (turn - lie.turn).sin_cos();
    // An ellipse's extent; a rectangle's corners reach farther, into the room around it.
    let along = (lie.length * cosine).hypot(lie.breadth * sine);
    let across = (lie.length * sine).hypot(lie.breadth * cosine);
    (along, across)
}

/// The pixels that lie on the pill and not on its rim: those whose surroundings do.
fn inside(cover: &Cover, frame: &Frame, width: usize, height: usize) -> Vec<bool> {
    let is_pill = |x: f32, y: f32| cover.at(frame.point(x / width as f32, y / height as f32)) > 0.5;
    let rim = width.max(height) as f32 * RIM;
    (0..width * height)
        .map(|index| {
            let (x, y) = ((index % width) as f32 + 0.5, (index / width) as f32 + 0.5);
            let around = [(rim, 0.0), (-rim, 0.0), (0.0, rim), (0.0, -rim)];
            around
                .iter()
                .all(|(across, down)| is_pill(x + across, y + down))
        })
        .collect()
}
