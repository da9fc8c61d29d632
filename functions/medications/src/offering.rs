//! What pharmacies ask now, from the inventory: the one truth for prices.

use futures::{StreamExt, TryStreamExt, stream};
use nazar::catalogue::{Medicine, MedicineId};
use nazar::pharmacies::Directory;
use nazar::store::StoreError;
use nazar::store::inventory::{Inventory, Offer};

/// Medicines whose offers are read at the same time.
const AT_ONCE: usize = 16;

/// A medicine with what is asked for it.
#[derive(Debug)]
pub(crate) struct Offered<'a> {
    pub(crate) medicine: &'a Medicine,
    pub(crate) offers: Vec<Offer>,
}

/// What is asked for a medicine by the pharmacies of the directory, cheapest first, sold out ones too.
///
/// # Errors
/// Whatever the call met.
pub(crate) async fn offers_of(
    inventory: &Inventory,
    directory: &Directory,
    medicine: &MedicineId,
) -> Result<Vec<Offer>, StoreError> {
    let mut offers = inventory.offers_of(medicine).await?;
    // A pharmacy that is gone from the directory is gone, whatever the table still says of it.
    offers.retain(|offer| directory.pharmacy(&offer.pharmacy).is_some());
    Ok(offers)
}

/// [`offers_of`] each of these, in their order.
///
/// # Errors
/// Whatever a call met.
pub(crate) async fn offered<'a>(
    inventory: &Inventory,
    directory: &Directory,
    medicines: impl IntoIterator<Item = &'a Medicine>,
) -> Result<Vec<Offered<'a>>, StoreError> {
    let reading = medicines.into_iter().map(|medicine| async move {
        let offers = offers_of(inventory, directory, &medicine.id).await?;
        Ok::<_, StoreError>(Offered { medicine, offers })
    });
    // Collected first: what is borrowed then is borrowed for as long as the readings.
    let reading: Vec<_> = reading.collect();
    stream::iter(reading).buffered(AT_ONCE).try_collect().await
}
