//! Looking at a drawing: everything of a feedback that needs neither words nor network.

use bytes::Bytes;
use nazar::image::{FineGlyph, Glyph, preprocess};
use nazar::inference::Classification;
use nazar::store::history::ModelStamp;

use super::heat::{Evidence, heat_map};
use super::record::{Considered, Wish};
use crate::coach::{self, Analysis, pictures};
use crate::recogniser::RecogniserError;
use crate::{Picture, Recogniser};

/// What was found, and the pictures that show it.
#[derive(Debug)]
pub(super) struct Examined {
    /// What the coach measured.
    pub(super) analysis: Analysis,
    /// Reference and drawing over each other, PNG.
    pub(super) overlay: Vec<u8>,
    /// The regions, SVG.
    pub(super) regions: Vec<u8>,
    /// The characters that the classifier considered, each with its heat map, PNG.
    pub(super) heat: Vec<(Considered, Vec<u8>)>,
    /// The classifier.
    pub(super) model: ModelStamp,
}

/// Examines a drawing that should be `target`. Blocks: call it where blocking is allowed.
///
/// # Errors
/// [`RecogniserError`].
pub(super) fn examine(
    recogniser: &Recogniser,
    drawing: Bytes,
    target: u8,
    wish: Wish,
) -> Result<Examined, RecogniserError> {
    let admitted = Picture::from(drawing).admit()?;
    let fine = FineGlyph::of(&admitted)?;
    let glyph = preprocess(&admitted)?;
    let analysis = coach::analyse(target, &fine, wish.leniency).map_err(anyhow::Error::from)?;
    Ok(Examined {
        overlay: pictures::overlay_png(&analysis, &fine).map_err(anyhow::Error::from)?,
        regions: pictures::regions_svg(&analysis, wish.language)
            .map_err(anyhow::Error::from)?
            .into_bytes(),
        heat: heat_maps(recogniser, &glyph, target)?,
        model: recogniser.model(),
        analysis,
    })
}

/// A map of the character that was wanted and, when the classifier is sure of another one, of that. All share one scale.
fn heat_maps(
    recogniser: &Recogniser,
    glyph: &Glyph,
    target: u8,
) -> anyhow::Result<Vec<(Considered, Vec<u8>)>> {
    let classification = recogniser.classifier().classify(glyph)?;
    let mut evidences = Vec::new();
    for considered in considered(target, &classification) {
        let activation = recogniser
            .classifier()
            .activation(glyph, considered.class_id)?;
        evidences.push((considered, Evidence::from(activation)));
    }
    let peaks = evidences.iter().map(|(_, evidence)| evidence.peak());
    let peak = peaks.fold(0.0, f32::max);
    evidences
        .into_iter()
        .map(|(considered, evidence)| Ok((considered, heat_map(glyph, &evidence, peak)?)))
        .collect()
}

fn considered(target: u8, classification: &Classification) -> Vec<Considered> {
    let recognised = classification.top.first().map(|best| best.class_id);
    let other = recognised.filter(|class_id| *class_id != target && !classification.abstained);
    std::iter::once(target)
        .chain(other)
        .map(|class_id| {
            let mut candidates = classification.top.iter();
            let candidate = candidates.find(|candidate| candidate.class_id == class_id);
            Considered {
                class_id,
                confidence: candidate.map(|candidate| candidate.confidence),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use nazar::inference::Candidate;

    use super::*;

    fn seen(class_id: u8, abstained: bool) -> Classification {
        Classification {
            top: vec![
                Candidate {
                    class_id,
                    confidence: 0.75,
                },
                Candidate {
                    class_id: 1,
                    confidence: 0.25,
                },
            ],
            confidence: 0.75,
            abstained,
        }
    }

    fn classes(target: u8, classification: &Classification) -> Vec<(u8, Option<f32>)> {
        considered(target, classification)
            .iter()
            .map(|considered| (considered.class_id, considered.confidence))
            .collect()
    }

    #[test]
    fn the_wanted_character_is_always_considered_and_another_one_when_it_is_seen() {
        assert_eq!(classes(4, &seen(4, false)), [(4, Some(0.75))]);
        assert_eq!(
            classes(1, &seen(4, false)),
            [(1, Some(0.25)), (4, Some(0.75))]
        );
        assert_eq!(classes(7, &seen(4, false)), [(7, None), (4, Some(0.75))]);
        assert_eq!(classes(7, &seen(4, true)), [(7, None)]);
    }
}
