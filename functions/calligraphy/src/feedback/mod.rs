//! Feedback on a drawing: what the coach measured, put into words and pictures, and kept beside the similarity.
//!
//! Measuring, wording and drawing are apart. The coach measures, always, and in this function. Who puts that into words is a
//! [`speaker::Speaker`]: the coach itself, or a provider outside, whose silence costs nothing but its words. The heat maps are
//! of the classifier, which was trained on other people's writing and knows nothing of the coach: two opinions, side by side.

mod examine;
mod gemini;
mod heat;
mod pictures;
mod record;
mod routes;
#[cfg(test)]
mod samples;
mod speaker;
mod view;

pub(crate) use gemini::{Gemini, GeminiSettings};
pub(crate) use routes::{__path_create, __path_show, create, show};
