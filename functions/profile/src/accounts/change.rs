//! Changing an account: its row, its phone number's marker and what else belongs to the change, in one transaction.

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem, Update};
use nazar::Zone;
use nazar::http::Locale;
use nazar::people::{Marker, User, keys};
use nazar::store::{StoreError, put_new, transact};

use super::Accounts;

/// What of an account is to change; the outer `None` leaves a field as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct AccountChange {
    pub(crate) given_name: Option<Option<String>>,
    pub(crate) family_name: Option<Option<String>>,
    pub(crate) phone: Option<Option<String>>,
    pub(crate) language: Option<Locale>,
    pub(crate) zone: Option<Zone>,
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Changed {
    /// It is as it was wanted.
    Yes,
    /// Somebody else has the phone number.
    PhoneTaken,
    /// Something of it changed since it was read, or the account was closed.
    Overtaken,
}

impl Accounts {
    /// Changes an account over what was read, with another row where there is one: all of it or nothing.
    ///
    /// # Errors
    /// Whatever the call met.
    pub(crate) async fn change(
        &self,
        user: &User,
        change: &AccountChange,
        told: Option<TransactWriteItem>,
    ) -> Result<Changed, StoreError> {
        let mut actions = vec![self.row(user, change)?];
        let phone = change.phone.as_ref().filter(|next| **next != user.phone);
        let next = phone.and_then(Option::as_deref);
        if let Some(number) = next {
            let marker = Marker { user_id: user.id };
            actions.push(put_new(&self.table, &keys::phone(number), &marker)?);
        }
        if let (Some(_), Some(number)) = (phone, &user.phone) {
            let id = user.id.to_string();
            actions.push(self.delete(&keys::phone(number), ("user_id = :is", &id))?);
        }
        actions.extend(told);
        match transact(self.table.client(), actions).await {
            Ok(()) => Ok(Changed::Yes),
            Err(error) if error.condition_failed_at(0) => Ok(Changed::Overtaken),
            Err(error) if next.is_some() && error.condition_failed_at(1) => Ok(Changed::PhoneTaken),
            Err(StoreError::Cancelled(_)) => Ok(Changed::Overtaken),
            Err(error) => Err(error),
        }
    }

    /// The account's row, one version on. Only the fields that change are named: a password or a name that changes at the
    /// same time is left alone.
    fn row(&self, user: &User, change: &AccountChange) -> Result<TransactWriteItem, StoreError> {
        let fields = [
            ("given_name", change.given_name.clone()),
            ("family_name", change.family_name.clone()),
            ("phone", change.phone.clone()),
            (
                "language",
                change.language.map(|locale| Some(locale.tag().to_owned())),
            ),
            (
                "zone",
                change
                    .zone
                    .as_ref()
                    .map(|zone| Some(zone.name().to_owned())),
            ),
        ];
        let number = |value: u64| AttributeValue::N(value.to_string());
        let mut update = Update::builder()
            .table_name(self.table.name())
            .set_key(Some(keys::profile(user.id).to_attributes()))
            .condition_expression(
                "attribute_exists(pk) AND (version = :before OR attribute_not_exists(version))",
            )
            .expression_attribute_values(":before", number(user.version))
            .expression_attribute_values(":version", number(user.version + 1));
        let (mut set, mut remove) = (vec!["version = :version".to_owned()], Vec::new());
        for (name, value) in fields {
            let Some(value) = value else { continue };
            update = update.expression_attribute_names(format!("#{name}"), name);
            match value {
                Some(text) => {
                    set.push(format!("#{name} = :{name}"));
                    let text = AttributeValue::S(text);
                    update = update.expression_attribute_values(format!(":{name}"), text);
                }
                None => remove.push(format!("#{name}")),
            }
        }
        let mut expression = format!("SET {}", set.join(", "));
        if !remove.is_empty() {
            expression.push_str(&format!(" REMOVE {}", remove.join(", ")));
        }
        let update = update
            .update_expression(expression)
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().update(update).build())
    }
}
