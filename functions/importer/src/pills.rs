//! Tables of pills: what stands on them, their outline and their colours.
//!
//! The US National Library of Medicine's table (C3PI) is comma-separated and names substance, strength and form in one text; ours
//! and an operator's are tab-separated and name a medicine of the catalogue. A row whose medicine or substance is not known is
//! kept all the same: a pill that is recognised and cannot be checked against others is said to be so.

use nazar::catalogue::{Catalogue, IngredientId};
use nazar::imprints::{Colour, Pill, PillSource, Shape, parts};
use nazar::interactions::Subject;

use crate::interactions::Drugs;
use crate::report::{Findings, Problem};
use crate::table::{Row, Table, TableError};

/// Reads the library's table.
///
/// # Errors
/// [`TableError`] when it is another file.
pub(crate) fn c3pi(
    bytes: &[u8],
    drugs: &Drugs<'_>,
    findings: &mut Findings,
) -> Result<Vec<Pill>, TableError> {
    let columns = ["pill_name", "ndc11", "shape", "color", "imprint"];
    each(bytes, columns, findings, |row, findings| {
        let name = row.get(0);
        if name.is_empty() {
            findings.note(row.line, Problem::RowUnreadable, row.get(1));
            return None;
        }
        let contents = contents(name);
        let ingredients: Option<Vec<IngredientId>> = contents
            .iter()
            .map(|(substance, _)| known(drugs, substance))
            .collect();
        if ingredients.is_none() {
            findings.note(row.line, Problem::IngredientUnlisted, name);
        }
        let strengths: Vec<&str> = contents.iter().map(|(_, strength)| *strength).collect();
        Some(Pill {
            name: name.to_owned(),
            codes: vec![row.get(1).to_owned()],
            medicine: None,
            ingredients: ingredients.unwrap_or_default(),
            strength: strengths.join(" + "),
            imprint: parts(row.get(4)),
            shape: Shape::from_word(row.get(2)),
            colours: colours(row.get(3), ','),
            size_mm: None,
            source: PillSource::C3pi,
        })
    })
}

/// Reads a table in our own layout.
///
/// # Errors
/// [`TableError`] when it is another file.
pub(crate) fn own(
    bytes: &[u8],
    source: PillSource,
    catalogue: &Catalogue,
    findings: &mut Findings,
) -> Result<Vec<Pill>, TableError> {
    let columns = [
        "medicine", "name", "code", "imprint", "shape", "colours", "size_mm",
    ];
    each(bytes, columns, findings, |row, findings| {
        let known = row
            .get(0)
            .parse()
            .ok()
            .and_then(|id| catalogue.medicine(&id));
        if known.is_none() {
            findings.note(row.line, Problem::UnknownReference, row.get(0));
        }
        let name = match (row.get(1), known) {
            ("", Some(medicine)) => medicine.name.clone(),
            ("", None) => return None,
            (name, _) => name.to_owned(),
        };
        let strengths = known
            .map(|medicine| medicine.strengths.as_slice())
            .unwrap_or_default();
        let strengths: Vec<String> = strengths.iter().map(ToString::to_string).collect();
        Some(Pill {
            name,
            codes: Some(row.get(2).to_owned())
                .filter(|code| !code.is_empty())
                .into_iter()
                .collect(),
            medicine: known.map(|medicine| medicine.id.clone()),
            ingredients: known
                .map(|medicine| medicine.ingredients.clone())
                .unwrap_or_default(),
            strength: strengths.join(" + "),
            imprint: parts(row.get(3)),
            shape: Shape::from_word(row.get(4)),
            colours: colours(row.get(5), ';'),
            size_mm: row
                .get(6)
                .parse()
                .ok()
                .filter(|size| (1.0..50.0).contains(size)),
            source,
        })
    })
}

fn each<const N: usize>(
    bytes: &[u8],
    columns: [&'static str; N],
    findings: &mut Findings,
    mut read: impl FnMut(&Row, &mut Findings) -> Option<Pill>,
) -> Result<Vec<Pill>, TableError> {
    let mut pills = Vec::new();
    for row in Table::open(bytes)?.rows(columns)? {
        findings.rows += 1;
        match row {
            Ok(row) => pills.extend(read(&row, findings)),
            Err((line, error)) => findings.note(line, Problem::RowUnreadable, &error.to_string()),
        }
    }
    Ok(pills)
}

/// The catalogue's ingredient of a substance's name.
fn known(drugs: &Drugs<'_>, substance: &str) -> Option<IngredientId> {
    match drugs.subject(&substance.to_lowercase(), None)? {
        Subject::Ingredient(id) if drugs.is_known(&id) => Some(id),
        _ => None,
    }
}

/// Substances with their strengths, from `24 HR VENLAFAXINE 37.5 MG / X 5 MG ORAL CAPSULE [BRAND]`. A pack of several
/// kinds of tablets (`{7 (…) / 21 (…)} PACK`) names no single pill and has none.
fn contents(name: &str) -> Vec<(&str, &str)> {
    if name.starts_with('{') {
        return Vec::new();
    }
    let name = name.split(" [").next().unwrap_or(name);
    name.split(" / ").filter_map(content).collect()
}

fn content(text: &str) -> Option<(&str, &str)> {
    let text = match text.split_once(" HR ") {
        Some((hours, rest)) if hours.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => text,
    };
    let amount = text
        .match_indices(' ')
        .map(|(blank, _)| blank + 1)
        .find(|begin| text[*begin..].starts_with(|one: char| one.is_ascii_digit()))?;
    let mut blanks = text[amount..]
        .match_indices(' ')
        .map(|(blank, _)| amount + blank);
    blanks.next();
    let end = blanks.next().unwrap_or(text.len());
    Some((text[..amount].trim(), &text[amount..end]))
}

fn colours(text: &str, divider: char) -> Vec<Colour> {
    let mut colours: Vec<Colour> = text.split(divider).filter_map(Colour::from_word).collect();
    colours.dedup();
    colours
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn substances_and_strengths_are_taken_from_names() {
        assert_eq!(
            contents("24 HR VENLAFAXINE 37.5 MG EXTENDED RELEASE ORAL CAPSULE"),
            [("VENLAFAXINE", "37.5 MG")]
        );
        assert_eq!(
            contents("HYDROCHLOROTHIAZIDE 12.5 MG / LISINOPRIL 10 MG ORAL TABLET [PRINZIDE]"),
            [("HYDROCHLOROTHIAZIDE", "12.5 MG"), ("LISINOPRIL", "10 MG")]
        );
        assert_eq!(contents("FENTANYL ORAL LOZENGE"), []);
        assert_eq!(
            contents("{7 (DESOGESTREL 0.1 MG ORAL TABLET) } PACK [VELIVET]"),
            []
        );
    }

    #[test]
    fn a_row_of_the_library_becomes_a_pill() {
        let csv = "image_filename,ndc11,pill_name,shape,color,imprint\n\
            a.jpg,1-2-3,\"WARFARIN SODIUM 5 MG ORAL TABLET [COUMADIN]\",ROUND,\"GREEN, WHITE\",COUMADIN;5\n\
            b.jpg,4-5-6,,OVAL,WHITE,G;S;80\n";
        let catalogue = Catalogue::default();
        let mut findings = Findings::default();
        let pills = c3pi(csv.as_bytes(), &Drugs::new(&catalogue), &mut findings).unwrap();

        assert_eq!(pills.len(), 1, "a row without a name names no medicine");
        assert_eq!(pills[0].imprint, ["COUMADIN", "5"]);
        assert_eq!(pills[0].colours, [Colour::Green, Colour::White]);
        assert_eq!(pills[0].strength, "5 MG");
        assert_eq!((findings.rows, findings.findings.len()), (2, 2));
    }
}
