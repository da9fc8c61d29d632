//! Reading codes, judged: what is read of each kind and what is misread, by the library's try-harder mode alone and by
//! ours, on the same pictures.

mod photos;
mod scenes;
mod tally;

pub use photos::photos;
pub use scenes::scenes;
pub use tally::{Figures, Row, judge};

use image::DynamicImage;

/// A picture of which it is known what it holds.
#[derive(Debug, Clone)]
pub struct Trial {
    /// Where it comes from, for people.
    pub name: String,
    /// The kind of its code, or what it shows instead.
    pub kind: String,
    /// The code's text; absent where the picture holds none.
    pub text: Option<String>,
    /// The picture.
    pub picture: DynamicImage,
}
