//! Giving people roles. Only operators' tools do this; tokens carry a new role from the next sign-in or refresh on.

use aws_sdk_dynamodb::types::AttributeValue;

use super::keys;
use super::record::Marker;
use crate::auth::Scope;
use crate::ids::UserId;
use crate::store::{StoreError, Table, update};

/// The person of a username, whatever its case.
///
/// # Errors
/// Whatever the call met.
pub async fn user_of(accounts: &Table, username: &str) -> Result<Option<UserId>, StoreError> {
    let marker: Option<Marker> = accounts.get(&keys::username(username)).await?;
    Ok(marker.map(|marker| marker.user_id))
}

/// Gives a person a role; one that they have stays.
///
/// # Errors
/// [`StoreError::ConditionNotMet`] when there is no such person, and whatever the call met.
pub async fn give_role(accounts: &Table, person: UserId, role: Scope) -> Result<(), StoreError> {
    change(accounts, person, role, "ADD #roles :role").await
}

/// Takes a role from a person; one that they do not have is no error.
///
/// # Errors
/// [`StoreError::ConditionNotMet`] when there is no such person, and whatever the call met.
pub async fn take_role(accounts: &Table, person: UserId, role: Scope) -> Result<(), StoreError> {
    change(accounts, person, role, "DELETE #roles :role").await
}

/// Roles are a set of texts, so that two changes at once are both made.
async fn change(
    accounts: &Table,
    person: UserId,
    role: Scope,
    expression: &str,
) -> Result<(), StoreError> {
    let role = AttributeValue::Ss(vec![role.as_str().to_owned()]);
    let prepared = accounts
        .client()
        .update_item()
        .table_name(accounts.name())
        .set_key(Some(keys::profile(person).to_attributes()))
        .condition_expression("attribute_exists(pk)")
        .update_expression(expression)
        .expression_attribute_names("#roles", "roles")
        .expression_attribute_values(":role", role);
    update(prepared).await.map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;
    use crate::people::User;
    use crate::store::now;
    use crate::store::testing::table;

    #[tokio::test]
    async fn roles_come_and_go_and_nobody_is_made_by_them() {
        let accounts = table().await;
        let mut person = User {
            id: UserId::generate(),
            username: "anna".to_owned(),
            email: "anna@example.org".to_owned(),
            phone: None,
            given_name: None,
            family_name: None,
            language: Locale::default(),
            zone: crate::Zone::default(),
            password_hash: String::new(),
            session_epoch: 0,
            version: 0,
            roles: Vec::new(),
            created_at: now(),
        };
        let key = keys::profile(person.id);
        accounts.put_new(&key, &person).await.unwrap();
        let marker = Marker { user_id: person.id };
        accounts
            .put_new(&keys::username("anna"), &marker)
            .await
            .unwrap();
        assert_eq!(user_of(&accounts, "ANNA").await.unwrap(), Some(person.id));
        assert_eq!(user_of(&accounts, "boris").await.unwrap(), None);

        give_role(&accounts, person.id, Scope::Pharmacist)
            .await
            .unwrap();
        give_role(&accounts, person.id, Scope::Pharmacist)
            .await
            .unwrap();
        person = accounts.get(&key).await.unwrap().unwrap();
        assert_eq!(person.roles, [Scope::Pharmacist]);
        take_role(&accounts, person.id, Scope::Pharmacist)
            .await
            .unwrap();
        take_role(&accounts, person.id, Scope::Pharmacist)
            .await
            .unwrap();
        person = accounts.get(&key).await.unwrap().unwrap();
        assert_eq!(person.roles, []);
        let nobody = give_role(&accounts, UserId::generate(), Scope::Admin).await;
        assert!(
            matches!(nobody, Err(StoreError::ConditionNotMet)),
            "{nobody:?}"
        );
    }
}
