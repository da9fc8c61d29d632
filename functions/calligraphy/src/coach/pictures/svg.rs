//! The regions as a picture that can be enlarged and read aloud.

use std::fmt::Write;

use nazar::i18n::Locale;

use super::PictureError;
use super::overlay::{EXTRA_COLOUR, MISSING_COLOUR, REFERENCE_COLOUR};
use crate::coach::analysis::{Analysis, RegionKind};
use crate::coach::reference::Reference;
use crate::coach::regions::outlines;
use crate::coach::words::Speech;

/// The units along each side of the picture.
const SIDE: f32 = 1000.0;
/// Counters that are filled, or opened: reddish purple, and bluish green, of the same palette.
const FILLED_COLOUR: [u8; 3] = [204, 121, 167];
const OPENED_COLOUR: [u8; 3] = [0, 158, 115];

/// Draws the regions of an analysis over its reference, as a self-contained SVG without scripts or links.
///
/// The picture has a title and a description in the language asked for, each region has its own title, and regions of
/// different kinds differ in their dashes too, not by colour alone.
///
/// # Errors
/// [`PictureError::Character`].
pub fn regions_svg(analysis: &Analysis, locale: Locale) -> Result<String, PictureError> {
    let reference = Reference::of(analysis.target)?;
    let speech = Speech::new(analysis, locale);
    let marked = analysis
        .regions
        .iter()
        .filter(|region| region.kind != RegionKind::Part);
    let mut body = String::new();
    for region in marked.clone() {
        let title = speech.region(region).unwrap_or_default();
        let (colour, dashes) = style(region.kind);
        append(
            &mut body,
            format_args!(
                "<polygon points=\"{}\" fill=\"{colour}\" fill-opacity=\"0.45\" stroke=\"{colour}\" \
             stroke-width=\"4\" stroke-linejoin=\"round\"{dashes}><title>{}</title></polygon>",
                points(&region.polygon),
                escaped(&title),
            ),
        );
    }
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {SIDE} {SIDE}\" role=\"img\" \
         lang=\"{}\" aria-labelledby=\"title description\"><title id=\"title\">{}</title>\
         <desc id=\"description\">{}</desc><rect width=\"{SIDE}\" height=\"{SIDE}\" fill=\"#fff\"/>\
         <path d=\"{}\" fill=\"{}\" fill-rule=\"evenodd\"/>{body}</svg>",
        locale.tag(),
        escaped(&speech.title()),
        escaped(&speech.description(marked.count())),
        path(&outlines(reference)),
        hex(REFERENCE_COLOUR),
    ))
}

fn style(kind: RegionKind) -> (String, &'static str) {
    match kind {
        RegionKind::Missing => (hex(MISSING_COLOUR), ""),
        RegionKind::Extra => (hex(EXTRA_COLOUR), " stroke-dasharray=\"16 8\""),
        RegionKind::Filled => (hex(FILLED_COLOUR), " stroke-dasharray=\"4 8\""),
        RegionKind::Opened | RegionKind::Part => {
            (hex(OPENED_COLOUR), " stroke-dasharray=\"24 8 4 8\"")
        }
    }
}

fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn points(polygon: &[[f32; 2]]) -> String {
    let pair = |[x, y]: &[f32; 2]| format!("{:.0},{:.0}", x * SIDE, y * SIDE);
    polygon.iter().map(pair).collect::<Vec<String>>().join(" ")
}

fn path(outlines: &[Vec<[f32; 2]>]) -> String {
    let ring = |outline: &Vec<[f32; 2]>| format!("M{}Z", points(outline).replace(' ', "L"));
    outlines.iter().map(ring).collect()
}

fn append(text: &mut String, piece: std::fmt::Arguments<'_>) {
    // Writing to a string does not fail.
    let _ = text.write_fmt(piece);
}

/// The text as it may stand between tags.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
