//! How well shape, colours and kind are told.

use nazar::imprints::{Colour, Shape};
use nazar::pills::{Appearance, ColourSet};

use super::calibration::Answer;
use super::photos::LabelledPhoto;

/// What was told of one photo's pill, against the table. `None` where the table does not say.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Told {
    /// The likeliest shape is the table's.
    pub(super) shape: Option<bool>,
    /// The table's shape is among the two likeliest.
    pub(super) shape_second: Option<bool>,
    /// The likeliest set of colours is the table's.
    pub(super) colours: Option<bool>,
    /// The table's set is among the three likeliest.
    pub(super) colours_third: Option<bool>,
    /// Capsule or tablet is told as the tags say.
    pub(super) kind: Option<bool>,
    /// How likely each shape was said to be.
    pub(super) shapes: Option<Answer>,
    /// How likely each set of colours was said to be.
    pub(super) sets: Option<Answer>,
}

/// Compares an appearance with what is known of a photo.
pub(super) fn compare(seen: &Appearance, photo: &LabelledPhoto) -> Told {
    let rank_of_shape = |shape: Shape| {
        seen.shape
            .parts()
            .iter()
            .position(|(part, _)| *part == shape)
    };
    let set = photo.label.as_ref().and_then(|label| set(&label.colours));
    let rank_of_set = |set: ColourSet| {
        let parts = seen.colours.parts();
        parts.iter().position(|(part, _)| part.is_same(&set))
    };
    let shape = photo.label.as_ref().and_then(|label| label.shape);
    Told {
        shape: shape.map(|shape| rank_of_shape(shape) == Some(0)),
        shape_second: shape.map(|shape| rank_of_shape(shape).is_some_and(|rank| rank < 2)),
        colours: set.map(|set| rank_of_set(set) == Some(0)),
        colours_third: set.map(|set| rank_of_set(set).is_some_and(|rank| rank < 3)),
        kind: photo
            .is_capsule
            .map(|is_capsule| (seen.capsule > 0.5) == is_capsule),
        shapes: shape.map(|shape| Answer {
            chances: seen.shape.parts().iter().map(|part| part.1).collect(),
            right: rank_of_shape(shape),
        }),
        sets: set.map(|set| Answer {
            chances: seen.colours.parts().iter().map(|part| part.1).collect(),
            right: rank_of_set(set),
        }),
    }
}

fn set(colours: &[Colour]) -> Option<ColourSet> {
    match *colours {
        [first] => Some(ColourSet {
            first,
            second: None,
        }),
        [first, second] => Some(ColourSet {
            first,
            second: Some(second),
        }),
        _ => None,
    }
}
