//! Which readings are believed.
//!
//! Squares carry enough to correct errors, and a wrong reading of one is practically never taken for right. Bars carry one
//! check digit, which a wrong reading has in one case of ten. So bars that were read in the picture as it stands are believed
//! at once only where their kind has some redundancy beside the digit, and bars in a changed picture never: another change
//! must show the same.

use super::{Code, Corner};
use crate::catalogue::Gtin;
use crate::codes::Symbology;

/// A reading and how many different attempts had it.
#[derive(Debug, Clone)]
struct Candidate {
    code: Code,
    votes: u32,
    needs: u32,
}

/// All readings of a picture so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Ballot {
    candidates: Vec<Candidate>,
}

impl Ballot {
    /// Counts what one attempt read. `changed` says whether it looked at the picture otherwise than it stands.
    pub(super) fn count(&mut self, codes: Vec<Code>, changed: bool) {
        let mut seen: Vec<usize> = Vec::new();
        for code in codes.into_iter().filter(is_whole) {
            let known = self.candidates.iter().position(|candidate| {
                candidate.code.format == code.format && candidate.code.text == code.text
            });
            match known {
                // Two of one attempt are one vote.
                Some(place) if seen.contains(&place) => {}
                Some(place) => {
                    self.candidates[place].votes += 1;
                    seen.push(place);
                }
                None => {
                    seen.push(self.candidates.len());
                    let needs = votes_needed(code.format, changed);
                    self.candidates.push(Candidate {
                        code,
                        votes: 1,
                        needs,
                    });
                }
            }
        }
    }

    /// The readings that are believed, in the order in which they were found.
    pub(super) fn believed(&self) -> Vec<Code> {
        let believed = self.candidates.iter().filter(|one| {
            let mut others = self.candidates.iter();
            one.votes >= one.needs && !others.any(|other| is_beaten(one, other))
        });
        believed.map(|candidate| candidate.code.clone()).collect()
    }

    /// Whether something was read that waits to be confirmed.
    pub(super) fn is_open(&self) -> bool {
        self.candidates
            .iter()
            .any(|candidate| candidate.votes < candidate.needs)
    }
}

/// Bars of Interleaved 2 of 5 can be read in part, across a slanted line, and the part is a code of its own by the same rules. The
/// number on a carton has fourteen digits of which the last checks the others; what is shorter is a part.
fn is_whole(code: &Code) -> bool {
    code.format != Symbology::Itf || (code.text.len() == 14 && code.text.parse::<Gtin>().is_ok())
}

fn votes_needed(format: Symbology, changed: bool) -> u32 {
    match format {
        Symbology::Qr | Symbology::DataMatrix | Symbology::Pdf417 => 1,
        _ if changed || is_weak(format) => 2,
        _ => 1,
    }
}

/// One place holds one code: of two readings of it the one with more votes is believed, and with as many neither. A kind
/// that needs confirming is also given up beside one that does not: the half of an EAN-13 looks like a UPC-E.
fn is_beaten(one: &Candidate, other: &Candidate) -> bool {
    let is_same = one.code.format == other.code.format && one.code.text == other.code.text;
    if is_same || !is_linear(one.code.format) || !is_linear(other.code.format) {
        return false;
    }
    let is_weaker = is_weak(one.code.format) && !is_weak(other.code.format);
    if is_weaker && other.votes >= other.needs {
        return overlap(&one.code, &other.code, true);
    }
    let is_stronger = is_weak(other.code.format) && !is_weak(one.code.format);
    !is_stronger && overlap(&one.code, &other.code, false) && other.votes >= one.votes
}

/// Kinds with so few digits or so little to check them by that one reading is not enough.
fn is_weak(format: Symbology) -> bool {
    matches!(
        format,
        Symbology::Upce | Symbology::Ean8 | Symbology::Itf | Symbology::MicroQr
    )
}

fn is_linear(format: Symbology) -> bool {
    !matches!(
        format,
        Symbology::Qr | Symbology::MicroQr | Symbology::DataMatrix | Symbology::Pdf417
    )
}

/// Whether the boxes around two codes have a common point; `nearby` makes each larger by its own size on all sides, because
/// of bars only the lines that were read count as the code's place.
fn overlap(one: &Code, other: &Code, nearby: bool) -> bool {
    let (a, b) = (bounds(&one.corners), bounds(&other.corners));
    let margin = |bounds: (i32, i32, i32, i32)| {
        let size = (bounds.2 - bounds.0).max(bounds.3 - bounds.1);
        if nearby { size } else { 0 }
    };
    let reach = margin(a).max(margin(b));
    a.0 - reach <= b.2 && b.0 - reach <= a.2 && a.1 - reach <= b.3 && b.1 - reach <= a.3
}

fn bounds(corners: &[Corner; 4]) -> (i32, i32, i32, i32) {
    corners.iter().fold(
        (i32::MAX, i32::MAX, i32::MIN, i32::MIN),
        |bounds, corner| {
            (
                bounds.0.min(corner.x),
                bounds.1.min(corner.y),
                bounds.2.max(corner.x),
                bounds.3.max(corner.y),
            )
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(format: Symbology, text: &str, left: i32) -> Code {
        let corner = |x, y| Corner { x, y };
        let right = left + 100;
        Code {
            format,
            text: text.to_owned(),
            bytes: text.as_bytes().to_vec(),
            identifier: String::new(),
            corners: [
                corner(left, 0),
                corner(right, 0),
                corner(right, 40),
                corner(left, 40),
            ],
        }
    }

    /// What is believed after these attempts, of which the first looked at the picture as it stands.
    fn believed(attempts: &[&[(Symbology, &str, i32)]]) -> Vec<String> {
        let mut ballot = Ballot::default();
        for (place, attempt) in attempts.iter().enumerate() {
            let codes = attempt
                .iter()
                .map(|(format, text, left)| code(*format, text, *left));
            ballot.count(codes.collect(), place > 0);
        }
        ballot
            .believed()
            .into_iter()
            .map(|code| code.text)
            .collect()
    }

    #[test]
    fn bars_of_a_changed_picture_need_two_attempts_and_squares_one() {
        let bars = (Symbology::Ean13, "4780012345677", 0);
        assert_eq!(believed(&[&[bars]]), ["4780012345677"]);
        assert_eq!(believed(&[&[], &[bars, bars]]), [""; 0]);
        assert_eq!(believed(&[&[], &[bars], &[bars]]), ["4780012345677"]);
        assert_eq!(believed(&[&[], &[(Symbology::Qr, "a", 0)]]), ["a"]);
    }

    #[test]
    fn a_part_of_interleaved_bars_is_never_believed() {
        let part = (Symbology::Itf, "047800", 0);
        let whole = (Symbology::Itf, "04780012345677", 0);
        assert_eq!(believed(&[&[part], &[part], &[part]]), [""; 0]);
        assert_eq!(believed(&[&[part, whole], &[whole]]), ["04780012345677"]);
    }

    #[test]
    fn of_two_readings_of_one_place_the_one_with_more_votes_is_believed() {
        let (one, other) = ((Symbology::Ean13, "1", 0), (Symbology::Ean13, "2", 50));
        assert_eq!(believed(&[&[], &[one, other], &[one, other]]), [""; 0]);
        assert_eq!(
            believed(&[&[], &[one, other], &[one, other], &[one]]),
            ["1"]
        );
        // Two packs side by side are two codes.
        let apart = (Symbology::Ean13, "2", 500);
        assert_eq!(believed(&[&[one, apart]]), ["1", "2"]);
    }

    #[test]
    fn half_of_an_ean_is_no_upce() {
        let (whole, half) = ((Symbology::Ean13, "1", 0), (Symbology::Upce, "2", 110));
        assert_eq!(believed(&[&[whole, half], &[half], &[half]]), ["1"]);
    }
}
