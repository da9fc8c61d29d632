//! `grant-pharmacist`: lets somebody change the stock and prices of one pharmacy.
//!
//! Two rows say so: the role at the account, which tokens carry from the next sign-in or refresh on, and the assignment in
//! the inventory, which is read at each change. On AWS an operator writes the same two rows (docs/dori-pharmacies.md).

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, bail};
use nazar::auth::Scope;
use nazar::people::{give_role, take_role, user_of};
use nazar::store::inventory::Inventory;
use nazar::store::{self, Table, TableName};

use super::Bundle;
use crate::cli::GrantPharmacistArgs;
use crate::logs::Console;

pub(super) async fn grant(arguments: GrantPharmacistArgs) -> anyhow::Result<ExitCode> {
    let bundle = Bundle::read(&arguments.bundle)?;
    let console = Arc::new(Console::new(std::io::stdout()));
    let (base_url, _cloud) = bundle.stores(&arguments.bundle, &console).await?;
    let client = store::client(&super::sdk(&base_url).await);
    let table = |id: &str| -> anyhow::Result<Table> {
        let table = bundle.stack.tables.get(id);
        let table = table.with_context(|| format!("the template has no {id}"))?;
        Ok(Table::new(
            client.clone(),
            TableName::from(table.name.as_str()),
        ))
    };
    let accounts = table("AccountsTable")?;
    let inventory = Inventory::new(table("InventoryTable")?);
    let (username, pharmacy) = (&arguments.username, &arguments.pharmacy);
    let Some(person) = user_of(&accounts, username).await? else {
        bail!("nobody has the username {username}");
    };
    if arguments.revoke {
        inventory.withdraw_pharmacist(person, pharmacy).await?;
        if !inventory.is_any_pharmacist(person).await? {
            take_role(&accounts, person, Scope::Pharmacist).await?;
        }
        console.line(
            "local",
            &format!("{username} may no longer change {pharmacy}"),
        );
    } else {
        inventory.assign_pharmacist(person, pharmacy).await?;
        give_role(&accounts, person, Scope::Pharmacist).await?;
        let text = format!("{username} may change {pharmacy} from the next sign-in or refresh on");
        console.line("local", &text);
    }
    Ok(ExitCode::SUCCESS)
}
