//! Who counts for the clone alarm, and who only looks.

use super::{Clones, Seen};
use crate::Owner;
use crate::codes::gs1::Elements;
use crate::store::inventory::Inventory;
use crate::store::{StoreError, Table};

/// The clone alarm as scans use it. Cheap to clone.
///
/// A pharmacist scans what they sell: were they counted, every buyer would be told of somebody else. So they look and are not
/// counted. The function that makes one may `dynamodb:GetItem`, `PutItem` and `UpdateItem` in the history table, `GetItem`
/// and `PutItem` of the partition `PACKS` of the keys table, and `Query` in the inventory table.
#[derive(Debug, Clone)]
pub struct PackWatch {
    clones: Clones,
    inventory: Inventory,
}

impl PackWatch {
    /// Counted in the history table, with the secret in the keys table; the inventory table knows the pharmacists.
    pub fn new(history: Table, keys: Table, inventory: Inventory) -> Self {
        Self {
            clones: Clones::new(history, keys),
            inventory,
        }
    }

    /// Notes that a person scanned a pack, once however often they do, and says who else did. `None`: the code has no
    /// serial number, so its pack is one of many.
    ///
    /// # Errors
    /// As [`Clones::saw`].
    pub async fn scanned(&self, owner: Owner, pack: &Elements) -> Result<Option<Seen>, StoreError> {
        let Some((item, serial)) = pack.gtin().zip(pack.serial()) else {
            return Ok(None);
        };
        let sells = self.inventory.is_any_pharmacist(owner.user_id()).await?;
        let seen = if sells {
            self.clones.look(item, serial).await?
        } else {
            self.clones.saw(owner, item, serial).await?
        };
        Ok(Some(seen))
    }
}
