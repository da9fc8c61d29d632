//! From a picture's bytes to what was read and seen in it: everything that needs no network.

use std::path::Path;
use std::time::Duration;

use nazar::code::Code;
use nazar::codes::{Budget, Search};
use nazar::image::admit;
use nazar::imprints::Seen;
use nazar::pills::{Advice, Eyes, Look, Quality, Sighting};
use nazar::scans::{Evidence, SeenPill, read_code};
use nazar::store::history::ModelStamp;
use nazar::store::scans::{BoxRecord, PillRecord, QualityRecord, SizeReference};
use thiserror::Error;

/// What reading codes may take: most pictures need some milliseconds, and the person waits for the pill.
const CODES: Budget = Budget {
    time: Duration::from_millis(900),
    rescue: true,
};

/// What the detector is less sure of is no pill: on even ground it offers such boxes where nothing lies.
const IS_A_PILL: f32 = 0.3;

/// The models, ready to look.
#[derive(Debug)]
pub struct Observer {
    eyes: Eyes,
}

/// Why a picture was not looked at.
#[derive(Debug, Error)]
pub enum ObserverError {
    /// Something is wrong with the picture; it will be at the next try too.
    #[error("picture refused: {0}")]
    Refused(Code),
    /// Something is wrong with us.
    #[error(transparent)]
    Failed(#[from] anyhow::Error),
}

impl Observer {
    /// Loads the models from a folder.
    ///
    /// # Errors
    /// When one is missing or none.
    pub fn load(models: &Path) -> anyhow::Result<Self> {
        Ok(Self {
            eyes: Eyes::load(models)?,
        })
    }

    /// Which models look.
    pub fn models(&self) -> Vec<ModelStamp> {
        let models = self.eyes.models().iter();
        models
            .map(|model| ModelStamp {
                id: model.id.clone(),
                sha256: model.sha256.clone(),
            })
            .collect()
    }

    /// Reads the codes and looks at the pills, side by side; pills are measured by what lies beside them. Codes never depend on how good
    /// the picture is.
    ///
    /// # Errors
    /// [`ObserverError`].
    pub fn observe(
        &self,
        original: &[u8],
        reference: Option<SizeReference>,
    ) -> Result<Evidence, ObserverError> {
        let admitted =
            admit(original).map_err(|rejection| ObserverError::Refused(rejection.into()))?;
        let picture = admitted.into_picture();
        let search = Search::begin(&picture, CODES);
        let picture = picture.into_rgb8();
        let look = match reference {
            Some(SizeReference::Card) => self.eyes.look_beside_card(&picture),
            None => self.eyes.look(&picture),
        };
        let look = look.map_err(anyhow::Error::from)?;
        let reading = search.end();
        let codes = reading.codes.iter();
        Ok(Evidence {
            quality: Some(quality(&look.quality)),
            codes: codes
                .map(|code| read_code(&code.text, Some(code.format), Some(&code.identifier)))
                .collect(),
            pills: pills(&look),
            codes_unsearched: reading.attempts == 0,
            card_unfound: reference.is_some() && !look.is_measured,
            other_side: None,
        })
    }
}

fn quality(quality: &Quality) -> QualityRecord {
    QualityRecord {
        score: quality.score,
        advice: quality
            .advice
            .iter()
            .map(|advice| word(*advice).to_owned())
            .collect(),
    }
}

/// The name of an advice in the catalogues of messages.
fn word(advice: Advice) -> &'static str {
    match advice {
        Advice::Blank => "blank",
        Advice::TooSmall => "too_small",
        Advice::TooDark => "too_dark",
        Advice::TooBright => "too_bright",
        Advice::Blurred => "blurred",
        Advice::LowContrast => "low_contrast",
        Advice::Glare => "glare",
    }
}

fn pills(look: &Look) -> Vec<SeenPill> {
    let sure = look.pills.iter().filter(|pill| pill.score >= IS_A_PILL);
    sure.map(pill).collect()
}

fn pill(sighting: &Sighting) -> SeenPill {
    let appearance = sighting.appearance.as_ref();
    let shape = appearance.map(|appearance| appearance.shape.best().0);
    let colours = appearance.map(|appearance| appearance.colours.best());
    let area = sighting.area;
    SeenPill {
        record: PillRecord {
            area: BoxRecord {
                x: area.x,
                y: area.y,
                width: area.width,
                height: area.height,
            },
            score: sighting.score,
            shape: shape.map(|shape| shape.as_str().to_owned()),
            colours: colours
                .map(|(set, _)| {
                    set.iter()
                        .map(|colour| colour.as_str().to_owned())
                        .collect()
                })
                .unwrap_or_default(),
            imprint: sighting.imprint.best(),
            size_mm: sighting.size_mm,
        },
        seen: Seen {
            sides: vec![sighting.imprint.clone()],
            shapes: appearance
                .map(|appearance| appearance.shape.parts().to_vec())
                .unwrap_or_default(),
            colours: colours
                .map(|(set, sure)| set.iter().map(|colour| (colour, sure)).collect())
                .unwrap_or_default(),
            size_mm: sighting.size_mm,
        },
    }
}
