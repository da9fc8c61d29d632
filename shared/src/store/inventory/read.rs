//! Reading offers.

use jiff::Timestamp;

use super::{BY_MEDICINE, Inventory, Offer, keys};
use crate::catalogue::{MedicineId, PharmacyId};
use crate::store::{AttributeValue, Page, PageRequest, StoreError, from_item, has_expired};

/// Offers that are looked at in one call for one that is in stock.
const LOOKED_AT: i32 = 25;

/// Offers that are looked at in all for one that is in stock. What is sold out keeps its place in the index, so a medicine
/// that is short everywhere would be read to its last pharmacy; after so many it has no price that is worth telling.
const MOST_LOOKED_AT: usize = 500;

/// Offers of a medicine that a question reads, the cheapest: more than there are pharmacies in the country, so that a table
/// that somebody has filled with nonsense costs a function a few calls and not its memory.
pub const MOST_OFFERS: usize = 20_000;

impl Inventory {
    /// What this pharmacy asks for this medicine, consistently; `None` when it does not have it at all.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn offer(
        &self,
        pharmacy: &PharmacyId,
        medicine: &MedicineId,
    ) -> Result<Option<Offer>, StoreError> {
        self.table.get(&keys::stock(pharmacy, medicine)).await
    }

    /// What is asked for a medicine everywhere, cheapest first, sold out ones too, at most [`MOST_OFFERS`]. From the index,
    /// which is a moment behind the table.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn offers_of(&self, medicine: &MedicineId) -> Result<Vec<Offer>, StoreError> {
        self.offers_within(medicine, MOST_OFFERS).await
    }

    pub(super) async fn offers_within(
        &self,
        medicine: &MedicineId,
        most: usize,
    ) -> Result<Vec<Offer>, StoreError> {
        let mut pages = self.by_medicine(medicine).into_paginator().items().send();
        let mut offers = Vec::new();
        while let Some(item) = pages.next().await {
            if offers.len() == most {
                tracing::warn!(%medicine, "more offers than a question reads");
                break;
            }
            offers.push(from_item(item.map_err(StoreError::from_sdk)?)?);
        }
        Ok(offers)
    }

    /// The cheapest offer of a medicine that is in stock; `None` too where none of the 500 cheapest is.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn cheapest_of(&self, medicine: &MedicineId) -> Result<Option<Offer>, StoreError> {
        self.cheapest_within(medicine, MOST_LOOKED_AT).await
    }

    pub(super) async fn cheapest_within(
        &self,
        medicine: &MedicineId,
        most: usize,
    ) -> Result<Option<Offer>, StoreError> {
        let mut pages = self
            .by_medicine(medicine)
            .limit(LOOKED_AT)
            .into_paginator()
            .items()
            .send();
        for _ in 0..most {
            let Some(item) = pages.next().await else {
                break;
            };
            let offer: Offer = from_item(item.map_err(StoreError::from_sdk)?)?;
            if offer.is_in_stock() {
                return Ok(Some(offer));
            }
        }
        Ok(None)
    }

    fn by_medicine(
        &self,
        medicine: &MedicineId,
    ) -> aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder {
        self.table
            .client()
            .query()
            .table_name(self.table.name())
            .index_name(BY_MEDICINE)
            .key_condition_expression("medicine = :medicine")
            .expression_attribute_values(":medicine", AttributeValue::S(medicine.to_string()))
    }

    /// A page of what a pharmacy has, consistently, in the order of the medicines' identifiers.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn stock_of(
        &self,
        pharmacy: &PharmacyId,
        request: PageRequest<MedicineId>,
    ) -> Result<Page<Offer, MedicineId>, StoreError> {
        let limit = usize::from(request.limit.max(1));
        let start = request
            .after
            .map(|medicine| keys::stock(pharmacy, &medicine).to_attributes());
        let answer = self
            .table
            .client()
            .query()
            .table_name(self.table.name())
            .key_condition_expression("pk = :pk AND begins_with(sk, :stock)")
            .expression_attribute_values(":pk", AttributeValue::S(keys::of_pharmacy(pharmacy)))
            .expression_attribute_values(":stock", AttributeValue::S(keys::STOCK.to_owned()))
            .set_exclusive_start_key(start)
            .consistent_read(true)
            // One more than asked for tells whether there is a next page.
            .limit(i32::try_from(limit + 1).unwrap_or(i32::MAX))
            .send()
            .await
            .map_err(StoreError::from_sdk)?;
        let is_cut_short = answer.last_evaluated_key.is_some();
        let now = Timestamp::now();
        let mut items: Vec<Offer> = answer
            .items
            .unwrap_or_default()
            .into_iter()
            .filter(|item| !has_expired(item, now))
            .map(from_item)
            .collect::<Result<_, _>>()?;
        let more = items.len() > limit || is_cut_short;
        items.truncate(limit);
        let last = items.last().map(|offer| offer.medicine.clone());
        Ok(Page {
            items,
            next: last.filter(|_| more),
        })
    }

    /// Everything that a pharmacy has.
    pub(super) async fn whole_stock_of(
        &self,
        pharmacy: &PharmacyId,
    ) -> Result<Vec<Offer>, StoreError> {
        let mut offers = Vec::new();
        let mut after = None;
        loop {
            let page = self
                .stock_of(
                    pharmacy,
                    PageRequest {
                        limit: 1_000,
                        after,
                    },
                )
                .await?;
            offers.extend(page.items);
            if page.next.is_none() {
                return Ok(offers);
            }
            after = page.next;
        }
    }
}
