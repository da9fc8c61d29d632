//! Comparing a basket: everything at one pharmacy, or each medicine where it is cheapest.

use std::collections::BTreeMap;

use nazar::catalogue::PharmacyId;
use nazar::catalogue::market::Tiyin;
use nazar::store::inventory::Offer;

/// A medicine of the basket, with the offers that were considered, cheapest first.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    pub(crate) packs: u32,
    pub(crate) offers: Vec<Offer>,
}

/// A line of a bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// The medicine's place in the basket.
    pub(crate) item: usize,
    pub(crate) offer: Offer,
    /// Price of all its packs.
    pub(crate) total: Tiyin,
}

/// What a pharmacy has of a basket.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Bill {
    /// Medicines of which it has enough packs.
    pub(crate) lines: Vec<Line>,
    /// Places in the basket of what it does not have, or not enough of.
    pub(crate) missing: Vec<usize>,
}

impl Bill {
    /// Price of everything on it; `u64` holds a thousand packs of the dearest medicine many times over.
    pub(crate) fn total(&self) -> Tiyin {
        self.lines
            .iter()
            .fold(0, |sum, line| sum.saturating_add(line.total))
    }
}

/// A bill for each pharmacy that has a part of the basket.
pub(crate) fn bills(basket: &[Wanted]) -> BTreeMap<PharmacyId, Bill> {
    let mut bills: BTreeMap<PharmacyId, Bill> = BTreeMap::new();
    for (item, wanted) in basket.iter().enumerate() {
        for line in wanted.lines(item) {
            let pharmacy = line.offer.pharmacy.clone();
            bills.entry(pharmacy).or_default().lines.push(line);
        }
    }
    for bill in bills.values_mut() {
        let has = |item: &usize| bill.lines.iter().any(|line| line.item == *item);
        bill.missing = (0..basket.len()).filter(|item| !has(item)).collect();
    }
    bills
}

/// Each medicine where it is cheapest. What nobody has is missing.
pub(crate) fn split(basket: &[Wanted]) -> Bill {
    let mut bill = Bill::default();
    for (item, wanted) in basket.iter().enumerate() {
        match wanted.lines(item).min_by_key(|line| line.total) {
            Some(line) => bill.lines.push(line),
            None => bill.missing.push(item),
        }
    }
    bill
}

impl Wanted {
    /// A line for each pharmacy that has enough.
    fn lines(&self, item: usize) -> impl Iterator<Item = Line> {
        self.offers
            .iter()
            .filter(|offer| offer.quantity >= self.packs)
            .map(move |offer| Line {
                item,
                offer: offer.clone(),
                total: offer.price.saturating_mul(u64::from(self.packs)),
            })
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use proptest::prelude::*;

    use super::*;

    fn offer(pharmacy: usize, price: u64, quantity: u32) -> Offer {
        Offer {
            pharmacy: format!("p-{pharmacy}").parse().unwrap(),
            medicine: "m".parse().unwrap(),
            price,
            quantity,
            updated: Timestamp::UNIX_EPOCH,
            price_since: Timestamp::UNIX_EPOCH,
            version: 1,
        }
    }

    fn wanted(packs: u32, offers: Vec<Offer>) -> Wanted {
        Wanted { packs, offers }
    }

    #[test]
    fn a_pharmacy_with_too_few_packs_does_not_have_it() {
        let basket = [
            wanted(2, vec![offer(1, 100, 1), offer(2, 150, 9)]),
            wanted(1, vec![offer(1, 70, 5)]),
        ];
        let bills = bills(&basket);
        let of = |pharmacy: usize| &bills[&format!("p-{pharmacy}").parse::<PharmacyId>().unwrap()];
        assert_eq!((of(1).total(), of(1).missing.as_slice()), (70, &[0][..]));
        assert_eq!((of(2).total(), of(2).missing.as_slice()), (300, &[1][..]));
        let split = split(&basket);
        assert_eq!((split.total(), split.missing.len()), (370, 0));
    }

    proptest! {
        // Money is whole tiyin: no sum is ever rounded.
        #[test]
        fn the_split_is_never_dearer_than_one_pharmacy(
            prices in proptest::collection::vec((1_u64..10_000_000, 1_u64..10_000_000, 1_u32..9), 1..12),
        ) {
            let basket: Vec<Wanted> = prices
                .iter()
                .map(|(one, other, packs)| wanted(*packs, vec![offer(1, *one, 9), offer(2, *other, 9)]))
                .collect();
            let split = split(&basket);
            prop_assert!(split.missing.is_empty());
            let exact: u64 = prices.iter().map(|(one, other, packs)| one.min(other) * u64::from(*packs)).sum();
            prop_assert_eq!(split.total(), exact);
            for bill in bills(&basket).values() {
                prop_assert!(split.total() <= bill.total());
            }
        }
    }
}
