//! How much is unread.

use aws_sdk_dynamodb::types::Select;
use jiff::Timestamp;

use super::read::after;
use super::{NOTICE, Notices, partition};
use crate::Owner;
use crate::store::{AttributeValue, StoreError};

/// Notices that are counted at most: nobody reads a higher number, and the cost of counting stays bounded.
const MOST: i32 = 1_000;

impl Notices {
    /// How many of the owner's notices are unread, up to a thousand of them. What was read up to is not even looked at.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn unread(&self, owner: Owner) -> Result<u32, StoreError> {
        let text = AttributeValue::S;
        let first = self.read_up_to(owner).await?;
        let first = first.map_or_else(
            || format!("{NOTICE}0"),
            |id| format!("{NOTICE}{}", after(id)),
        );
        let now = AttributeValue::N(Timestamp::now().as_second().to_string());
        let (mut count, mut left, mut start) = (0, MOST, None);
        loop {
            let answer = self
                .table
                .client()
                .query()
                .table_name(self.table.name())
                .key_condition_expression("pk = :pk AND sk BETWEEN :first AND :last")
                .filter_expression("attribute_not_exists(read_at) AND expires_at > :now")
                .expression_attribute_values(":pk", text(partition(owner)))
                .expression_attribute_values(":first", text(first.clone()))
                .expression_attribute_values(":last", text(format!("{NOTICE}~")))
                .expression_attribute_values(":now", now.clone())
                .set_exclusive_start_key(start)
                .scan_index_forward(false)
                .consistent_read(true)
                .select(Select::Count)
                .limit(left)
                .send()
                .await
                .map_err(StoreError::from_sdk)?;
            count += answer.count;
            left -= answer.scanned_count.max(1);
            start = answer.last_evaluated_key;
            if start.is_none() || left <= 0 {
                return Ok(u32::try_from(count).unwrap_or_default());
            }
        }
    }
}
