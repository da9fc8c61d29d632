//! The directory as bytes.
//!
//! Pharmacies stay packed until somebody asks for them, as medicines do ([`Records`]); areas and hours, which many share, are kept
//! once, and the cells in which they lie are made at import.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::cells::{CellBytes, CellIndexes};
use super::directory::AreaNames;
use super::{Directory, Hours, Pharmacy, PharmacySource, Place};
use crate::catalogue::is_slug;
use crate::snapshots::{FrameError, Packer, Records, Row, Rows, frame, unframe};

/// The kind of snapshot that this is.
pub const KIND: &str = "pharmacies";

/// Layout of the rows, and sizes of the cells; a change of any of them is another layout.
const LAYOUT: u16 = 3;

#[derive(Serialize, Deserialize)]
struct Content<'a> {
    tables: Tables,
    #[serde(borrow)]
    pharmacies: Rows<'a>,
    #[serde(borrow)]
    cells: CellBytes<&'a [u8]>,
}

/// What rows point to.
#[derive(Debug, Serialize, Deserialize)]
pub struct Tables {
    areas: Vec<AreaNames>,
    hours: Vec<Hours>,
}

#[derive(Serialize, Deserialize)]
struct PharmacyRow<'a> {
    #[serde(borrow)]
    head: Head<'a>,
    name: &'a str,
    chain: Option<&'a str>,
    address: &'a str,
    /// Place among the hours.
    hours: Option<u32>,
    hours_text: Option<&'a str>,
    phone: Option<&'a str>,
    website: Option<&'a str>,
    delivery: Option<bool>,
    source: PharmacySource,
}

/// What finding a pharmacy needs of it.
#[derive(Serialize, Deserialize)]
struct Head<'a> {
    id: &'a str,
    place: Place,
    /// Place among the areas.
    area: u32,
}

impl Row for Pharmacy {
    type Tables = Tables;

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn id_of(row: &[u8]) -> Option<&str> {
        postcard::take_from_bytes(row).ok().map(|(id, _)| id)
    }

    fn is_sound(row: &[u8], tables: &Tables) -> bool {
        postcard::from_bytes(row).is_ok_and(|row: PharmacyRow<'_>| {
            is_slug(row.head.id)
                && (row.head.area as usize) < tables.areas.len()
                && row
                    .hours
                    .is_none_or(|place| (place as usize) < tables.hours.len())
        })
    }

    fn unpack(row: &[u8], tables: &Tables) -> Option<Self> {
        let row: PharmacyRow<'_> = postcard::from_bytes(row).ok()?;
        let area = tables.areas.get(row.head.area as usize)?;
        let hours = match row.hours {
            Some(place) => Some(tables.hours.get(place as usize)?.clone()),
            None => None,
        };
        let text = |text: Option<&str>| text.map(str::to_owned);
        Some(Self {
            id: row.head.id.parse().ok()?,
            name: row.name.to_owned(),
            chain: text(row.chain),
            region: area.region.clone(),
            district: area.district.clone(),
            district_ru: area.district_ru.clone(),
            address: row.address.to_owned(),
            place: row.head.place,
            hours,
            hours_text: text(row.hours_text),
            phone: text(row.phone),
            website: text(row.website),
            delivery: row.delivery,
            source: row.source,
        })
    }
}

/// The directory as a snapshot. The same directory gives the same bytes.
///
/// # Errors
/// [`FrameError::Damaged`] when a value cannot be written, which no directory of ours holds.
pub fn encode(directory: &Directory) -> Result<Vec<u8>, FrameError> {
    let mut numbers: HashMap<&Hours, u32> = HashMap::new();
    let mut hours = Vec::new();
    let mut packer = Packer::default();
    for (pharmacy, area) in directory.all().iter().zip(&directory.area_of) {
        let number = pharmacy.hours.as_ref().map(|one| {
            *numbers.entry(one).or_insert_with(|| {
                hours.push(one.clone());
                hours.len() as u32 - 1
            })
        });
        packer.add(&row(pharmacy, *area, number))?;
    }
    let cells = directory.cells.to_bytes();
    let content = Content {
        tables: Tables {
            areas: directory.areas.clone(),
            hours,
        },
        pharmacies: packer.rows(),
        cells: cells.each_ref().map(Vec::as_slice),
    };
    let bytes = postcard::to_allocvec(&content).map_err(|error| damaged(&error))?;
    Ok(frame(KIND, LAYOUT, &bytes))
}

fn row(pharmacy: &Pharmacy, area: u32, hours: Option<u32>) -> PharmacyRow<'_> {
    PharmacyRow {
        head: Head {
            id: pharmacy.id.as_str(),
            place: pharmacy.place,
            area,
        },
        name: &pharmacy.name,
        chain: pharmacy.chain.as_deref(),
        address: &pharmacy.address,
        hours,
        hours_text: pharmacy.hours_text.as_deref(),
        phone: pharmacy.phone.as_deref(),
        website: pharmacy.website.as_deref(),
        delivery: pharmacy.delivery,
        source: pharmacy.source,
    }
}

/// Reads a snapshot that [`encode`] made.
///
/// # Errors
/// [`FrameError`] when it is something else or its parts do not fit together.
pub fn decode(bytes: &[u8]) -> Result<Directory, FrameError> {
    let content: Content<'_> =
        postcard::from_bytes(unframe(KIND, LAYOUT, bytes)?).map_err(|error| damaged(&error))?;
    let areas = content.tables.areas.clone();
    let pharmacies: Records<Pharmacy> = Records::unpacked(&content.pharmacies, content.tables)?;
    let (mut places, mut area_of) = (Vec::new(), Vec::new());
    for row in content.pharmacies.iter() {
        let (head, _): (Head<'_>, _) =
            postcard::take_from_bytes(row).map_err(|error| damaged(&error))?;
        places.push(head.place);
        area_of.push(head.area);
    }
    let cells = CellIndexes::from_bytes(content.cells, places.len())?;
    Ok(Directory::assembled(
        pharmacies,
        places,
        cells,
        (areas, area_of),
    ))
}

fn damaged(error: &impl ToString) -> FrameError {
    FrameError::Damaged(error.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::{pharmacy, place};
    use super::*;

    fn sample() -> Directory {
        let mut held = pharmacy(1, Place::new(41.3, 69.2).unwrap());
        held.hours = Some("mon-fri 09:00-13:00,14:00-20:00; ph off".parse().unwrap());
        let mut other = pharmacy(2, Place::new(-1.0, 180.0).unwrap());
        other.district_ru = None;
        other.phone = Some("+998 71 200 00 00".to_owned());
        let mut alike = pharmacy(3, held.place);
        alike.hours = held.hours.clone();
        Directory::new(vec![held, other, alike])
    }

    #[test]
    fn a_directory_reads_back() {
        for directory in [sample(), Directory::default()] {
            let bytes = encode(&directory).unwrap();
            let back = decode(&bytes).unwrap();
            assert_eq!(back.all(), directory.all());
            assert_eq!(back.areas(), directory.areas());
            assert_eq!(encode(&back).unwrap(), bytes);
            for length in 0..bytes.len() {
                assert!(decode(&bytes[..length]).is_err(), "{length}");
            }
        }
        assert!(decode(b"<html>").is_err());
    }

    proptest! {
        #[test]
        fn what_was_loaded_finds_the_same(
            places in proptest::collection::vec(place(), 0..40),
            from in place(),
            radius in 1.0..9_000_000.0_f64,
        ) {
            let all = places.into_iter().enumerate();
            let made = Directory::new(all.map(|(number, place)| pharmacy(number, place)).collect());
            let loaded = decode(&encode(&made).unwrap()).unwrap();
            prop_assert_eq!(loaded.nearby(from, radius, 9), made.nearby(from, radius, 9));
        }

        #[test]
        fn changed_bytes_never_panic(at in any::<prop::sample::Index>(), value in any::<u8>()) {
            let mut bytes = encode(&sample()).unwrap();
            let at = at.index(bytes.len());
            bytes[at] = value;
            if let Ok(directory) = decode(&bytes) {
                prop_assert_eq!(directory.all().iter().count(), directory.all().len());
                let from = Place::new(41.3, 69.2).unwrap();
                let _ = (directory.nearby(from, 9e6, 9), directory.areas());
            }
        }
    }
}
