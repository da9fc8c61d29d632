//! Loading the lists beside the catalogue: recalls, terms, prices.

use std::path::Path;

use jiff::Timestamp;
use nazar::catalogue::Catalogue;
use nazar::catalogue::market::{Market, Offer, Pharmacy};
use nazar::{recalls, terminology};

use crate::{median, report};

const OFFERS: u32 = 100_000;
const PHARMACIES: u32 = 500;

pub(crate) fn measure(
    folder: &Path,
    catalogue: &Catalogue,
) -> Result<(), Box<dyn std::error::Error>> {
    let bytes = std::fs::read(folder.join("recalls.snapshot"))?;
    let size = recalls::decode(&bytes)?.recalls().len();
    report(
        &format!("{size} recalls: decode"),
        median(5, || recalls::decode(&bytes)),
    );
    let bytes = std::fs::read(folder.join("terminology.snapshot"))?;
    report(
        "terms of three vocabularies: decode",
        median(5, || terminology::decode(&bytes)),
    );
    let bytes = market(catalogue)?.encode()?;
    report(
        "market of 100,000 offers: decode",
        median(5, || Market::decode(&bytes)),
    );
    Ok(())
}

/// Each pharmacy offers the same number of medicines.
fn market(catalogue: &Catalogue) -> Result<Market, Box<dyn std::error::Error>> {
    let pharmacies = (0..PHARMACIES).map(|number| {
        Ok::<_, Box<dyn std::error::Error>>(Pharmacy {
            id: format!("p-{number}").parse()?,
            region: "Toshkent shahri".to_owned(),
            district: "Chilonzor".to_owned(),
            demonstration: false,
        })
    });
    let medicines = catalogue.medicines().iter().cycle();
    let offers = (0..OFFERS).zip(medicines).map(|(number, medicine)| Offer {
        medicine: medicine.id.clone(),
        pharmacy: number % PHARMACIES,
        price: 1_000_000 + u64::from(number),
        quantity: 3,
        updated: Timestamp::UNIX_EPOCH,
    });
    let pharmacies = pharmacies.collect::<Result<_, _>>()?;
    Ok(Market::new(pharmacies, offers.collect(), Vec::new()))
}
