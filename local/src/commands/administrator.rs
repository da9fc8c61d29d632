//! `grant-admin`: makes somebody an administrator. The first one can be made in no other way; on AWS an operator writes
//! the same row (docs/dori-people.md).

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, bail};
use nazar::auth::Scope;
use nazar::people::{give_role, take_role, user_of};
use nazar::store::{self, Table, TableName};

use super::Bundle;
use crate::cli::GrantAdminArgs;
use crate::logs::Console;

pub(super) async fn grant(arguments: GrantAdminArgs) -> anyhow::Result<ExitCode> {
    let bundle = Bundle::read(&arguments.bundle)?;
    let console = Arc::new(Console::new(std::io::stdout()));
    let (base_url, _cloud) = bundle.stores(&arguments.bundle, &console).await?;
    let table = bundle.stack.tables.get("AccountsTable");
    let table = table.context("the template has no AccountsTable")?;
    let client = store::client(&super::sdk(&base_url).await);
    let accounts = Table::new(client, TableName::from(table.name.as_str()));
    let username = &arguments.username;
    let Some(person) = user_of(&accounts, username).await? else {
        bail!("nobody has the username {username}");
    };
    let text = if arguments.revoke {
        take_role(&accounts, person, Scope::Admin).await?;
        format!("{username} is no administrator any more")
    } else {
        give_role(&accounts, person, Scope::Admin).await?;
        format!("{username} is an administrator from the next sign-in or refresh on")
    };
    console.line("local", &text);
    Ok(ExitCode::SUCCESS)
}
