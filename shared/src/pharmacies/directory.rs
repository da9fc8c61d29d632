//! All pharmacies of one version of the data, with the ways to find them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::cells::CellIndexes;
use super::{Pharmacy, Place};
use crate::catalogue::PharmacyId;
use crate::catalogue::fold::compact;
use crate::snapshots::Records;

/// A loaded directory, sorted by identifier.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    pub(super) pharmacies: Records<Pharmacy>,
    /// Where each one stands.
    pub(super) places: Vec<Place>,
    pub(super) cells: CellIndexes,
    /// Parts of the country, by name.
    pub(super) areas: Vec<AreaNames>,
    /// The folded names of each: of the region, the district, and the district in Russian.
    folded: Vec<[String; 3]>,
    /// For each pharmacy, the place of its area.
    pub(super) area_of: Vec<u32>,
}

/// A region and a district; empty where a list does not say it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct AreaNames {
    pub(super) region: String,
    pub(super) district: String,
    pub(super) district_ru: Option<String>,
}

impl AreaNames {
    pub(super) fn of(pharmacy: &Pharmacy) -> Self {
        Self {
            region: pharmacy.region.clone(),
            district: pharmacy.district.clone(),
            district_ru: pharmacy.district_ru.clone(),
        }
    }
}

/// A pharmacy and how far it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near<'a> {
    /// The pharmacy.
    pub pharmacy: &'a Pharmacy,
    /// Metres to it in a straight line over the ground.
    pub metres: f64,
}

/// Part of the country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area<'a> {
    /// Region.
    pub region: &'a str,
    /// District in Uzbek.
    pub district: &'a str,
    /// District in Russian.
    pub district_ru: Option<&'a str>,
    /// Pharmacies in it.
    pub pharmacies: usize,
}

impl Directory {
    /// Puts a directory together and indexes it. Of two pharmacies with one identifier the first stays.
    pub fn new(mut pharmacies: Vec<Pharmacy>) -> Self {
        pharmacies.sort_by(|one, other| one.id.cmp(&other.id));
        pharmacies.dedup_by(|second, first| second.id == first.id);
        let places: Vec<Place> = pharmacies.iter().map(|pharmacy| pharmacy.place).collect();
        let mut areas: Vec<AreaNames> = pharmacies.iter().map(AreaNames::of).collect();
        areas.sort_unstable();
        areas.dedup();
        let area_of = pharmacies.iter().map(|pharmacy| {
            // Each pharmacy's was put in.
            areas
                .binary_search(&AreaNames::of(pharmacy))
                .unwrap_or_default() as u32
        });
        let area_of = area_of.collect();
        let cells = CellIndexes::of(&places.iter().copied());
        Self::assembled(pharmacies.into(), places, cells, (areas, area_of))
    }

    /// From parts that are sorted and indexed already.
    pub(super) fn assembled(
        pharmacies: Records<Pharmacy>,
        places: Vec<Place>,
        cells: CellIndexes,
        (areas, area_of): (Vec<AreaNames>, Vec<u32>),
    ) -> Self {
        let folded = areas.iter().map(|area| {
            let russian = area.district_ru.as_deref().unwrap_or_default();
            [&area.region, &area.district, russian].map(compact)
        });
        Self {
            folded: folded.collect(),
            pharmacies,
            places,
            cells,
            areas,
            area_of,
        }
    }

    /// The pharmacy of this identifier.
    pub fn pharmacy(&self, id: &PharmacyId) -> Option<&Pharmacy> {
        self.pharmacies.find(id.as_str())
    }

    /// All pharmacies, in the order of their identifiers.
    pub fn all(&self) -> &Records<Pharmacy> {
        &self.pharmacies
    }

    /// The nearest pharmacies within `radius` metres of a point, nearest first, at most `limit`.
    pub fn nearby(&self, point: Place, radius: f64, limit: usize) -> Vec<Near<'_>> {
        self.nearby_where(point, radius, limit, |_| true)
    }

    /// [`Directory::nearby`] among the pharmacies that pass.
    pub fn nearby_where(
        &self,
        point: Place,
        radius: f64,
        limit: usize,
        passes: impl Fn(&Pharmacy) -> bool,
    ) -> Vec<Near<'_>> {
        let at = |place: u32| self.pharmacies.get(place as usize);
        let found = self.cells.nearest(
            &|place| self.places[place as usize],
            point,
            radius,
            limit,
            &|place| at(place).is_some_and(&passes),
        );
        let near = found.into_iter().filter_map(|found| {
            Some(Near {
                pharmacy: at(found.at)?,
                metres: found.metres,
            })
        });
        near.collect()
    }

    /// Pharmacies of a region and a district, whichever is given, in the order of their identifiers. Names are compared
    /// folded: script, case and apostrophes make no difference, and a district is known by its Uzbek and Russian name.
    pub fn in_area(
        &self,
        region: Option<&str>,
        district: Option<&str>,
    ) -> impl Iterator<Item = &Pharmacy> {
        let [region, district] = [region, district].map(|name| name.map(compact));
        let are_meant = self.folded.iter().map(|[of_region, uzbek, russian]| {
            region.as_ref().is_none_or(|name| name == of_region)
                && district
                    .as_ref()
                    .is_none_or(|name| name == uzbek || name == russian)
        });
        let are_meant: Vec<bool> = are_meant.collect();
        let places = self.area_of.iter().enumerate();
        places
            .filter(move |(_, area)| are_meant[**area as usize])
            .filter_map(|(place, _)| self.pharmacies.get(place))
    }

    /// The regions and districts that have a pharmacy, by name.
    pub fn areas(&self) -> Vec<Area<'_>> {
        let mut areas: BTreeMap<(&str, &str), Area<'_>> = BTreeMap::new();
        for place in &self.area_of {
            let names = &self.areas[*place as usize];
            let area = areas
                .entry((&names.region, &names.district))
                .or_insert_with(|| Area {
                    region: &names.region,
                    district: &names.district,
                    district_ru: names.district_ru.as_deref(),
                    pharmacies: 0,
                });
            area.pharmacies += 1;
        }
        areas.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::{pharmacy, place};
    use super::*;

    /// What a look at every pharmacy finds.
    fn by_brute_force(directory: &Directory, from: Place, radius: f64) -> Vec<(PharmacyId, f64)> {
        let mut found: Vec<(PharmacyId, f64)> = directory
            .all()
            .iter()
            .map(|pharmacy| (pharmacy.id.clone(), from.distance_to(pharmacy.place)))
            .filter(|(_, metres)| *metres <= radius)
            .collect();
        found.sort_by(|one, other| one.1.total_cmp(&other.1).then(one.0.cmp(&other.0)));
        found
    }

    fn nearby(
        directory: &Directory,
        from: Place,
        radius: f64,
        limit: usize,
    ) -> Vec<(PharmacyId, f64)> {
        let near = directory.nearby(from, radius, limit);
        near.into_iter()
            .map(|near| (near.pharmacy.id.clone(), near.metres))
            .collect()
    }

    fn directory(places: Vec<Place>) -> Directory {
        Directory::new(
            places
                .into_iter()
                .enumerate()
                .map(|(number, place)| pharmacy(number, place))
                .collect(),
        )
    }

    /// Radii from a house to the whole globe, as often small as large.
    fn radius() -> impl Strategy<Value = f64> {
        (1.0..=7.4_f64).prop_map(|exponent| 10.0_f64.powf(exponent))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        // The replaced service looked at every row of a table for each question; cells must find the same.
        #[test]
        fn cells_find_what_a_look_at_all_finds(
            places in proptest::collection::vec(place(), 0..60),
            from in place(),
            radius in radius(),
            limit in 1_usize..80,
        ) {
            let directory = directory(places);
            let mut wanted = by_brute_force(&directory, from, radius);
            wanted.truncate(limit);
            prop_assert_eq!(nearby(&directory, from, radius, limit), wanted);
        }

        #[test]
        fn a_pharmacy_at_the_very_rim_is_found(
            from in place(),
            north in -0.3..=0.3_f64,
            east in -0.3..=0.3_f64,
        ) {
            let latitude = (from.latitude() + north).clamp(-90.0, 90.0);
            let longitude = (from.longitude() + east + 180.0).rem_euclid(360.0) - 180.0;
            let at = Place::new(latitude, longitude).unwrap();
            let radius = from.distance_to(at);
            prop_assert_eq!(nearby(&directory(vec![at]), from, radius, 1).len(), 1);
        }
    }

    #[test]
    fn poles_pentagons_and_the_antimeridian_have_no_seam() {
        let points = [
            (90.0, 0.0),
            (-90.0, 12.0),
            (0.0, 180.0),
            (0.0, -180.0),
            // A vertex of the icosahedron, where a cell has five sides.
            (58.282_5, 5.245_4),
            (-64.7, 10.536_1),
        ];
        for (latitude, longitude) in points {
            let from = Place::new(latitude, longitude).unwrap();
            let around = (0..40).map(|step| {
                let north = (latitude + f64::from(step % 7 - 3) * 0.05).clamp(-90.0, 90.0);
                let east = longitude + f64::from(step * 9);
                Place::new(north, (east + 180.0).rem_euclid(360.0) - 180.0).unwrap()
            });
            let directory = directory(around.collect());
            for radius in [3_000.0, 9_999.0, 50_000.0, 500_000.0] {
                let wanted = by_brute_force(&directory, from, radius);
                assert_eq!(
                    nearby(&directory, from, radius, 99),
                    wanted,
                    "{from:?} {radius}"
                );
            }
        }
    }

    #[test]
    fn areas_are_found_in_any_spelling() {
        let mut other = pharmacy(2, Place::new(41.3, 69.2).unwrap());
        other.district = "Mirzo Ulugʻbek".to_owned();
        other.district_ru = None;
        let directory = Directory::new(vec![pharmacy(1, other.place), other]);
        let count = |region, district| directory.in_area(region, district).count();
        assert_eq!(count(None, None), 2);
        assert_eq!(count(Some("ТОШКЕНТ шаҳри"), None), 2);
        assert_eq!(count(None, Some("чиланзар")), 1);
        assert_eq!(count(None, Some("mirzo ulug'bek")), 1);
        assert_eq!(count(Some("Samarqand"), Some("Chilonzor")), 0);
        let areas = directory.areas();
        assert_eq!(areas.len(), 2);
        assert_eq!(areas[0].pharmacies, 1);
    }

    #[test]
    fn a_directory_is_asked_by_identifier() {
        let directory = directory(vec![Place::new(1.0, 2.0).unwrap(); 3]);
        assert!(directory.pharmacy(&"p-1".parse().unwrap()).is_some());
        assert!(directory.pharmacy(&"p-9".parse().unwrap()).is_none());
        let none = directory.nearby_where(Place::new(1.0, 2.0).unwrap(), 1.0, 9, |_| false);
        assert_eq!(none, []);
    }
}
