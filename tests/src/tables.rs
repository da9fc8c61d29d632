//! Tables of a real DynamoDB engine in memory, for tests of one function or of the library without a bundle. They are
//! reached over the wire, so that the SDK's own reading and writing is part of what is tested.

use aws_config::{BehaviorVersion, Region, SdkConfig, retry::RetryConfig};
use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use aws_sdk_dynamodb::{
    Client,
    types::{
        AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType,
        Projection, ProjectionType, ScalarAttributeType,
    },
};
use tokio::net::TcpListener;

/// SDK configuration whose every call goes to this port of this machine, once.
#[must_use]
pub fn config(port: u16) -> SdkConfig {
    let credentials = Credentials::new("test", "test", None, None, "test");
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("eu-central-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .endpoint_url(format!("http://127.0.0.1:{port}"))
        .retry_config(RetryConfig::disabled())
        .build()
}

/// SDK configuration of a new engine with these tables, which have the keys that all of ours have. It answers until the
/// test's runtime ends.
///
/// # Panics
/// When the engine does not start or a table cannot be made.
#[expect(
    clippy::expect_used,
    reason = "a test without its tables can only fail"
)]
pub async fn serve(tables: &[&str]) -> SdkConfig {
    let listener = TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port is free");
    let port = listener.local_addr().expect("the port is known").port();
    let database = dynoxide::Database::memory().expect("the engine starts");
    tokio::spawn(dynoxide::server::serve_on(listener, database));
    let config = config(port);
    let client = Client::new(&config);
    for table in tables {
        create(&client, table).await;
    }
    config
}

/// A secondary index of a table: its name, and the attributes of its key, both of them texts.
#[derive(Debug, Clone, Copy)]
pub struct Index<'a> {
    /// Its name.
    pub name: &'a str,
    /// The attribute that parts it.
    pub partition: &'a str,
    /// The attribute that orders it.
    pub sort: &'a str,
}

/// [`serve`] with one table that has an index.
///
/// # Panics
/// When the engine does not start or the table cannot be made.
pub async fn serve_indexed(table: &str, index: Index<'_>) -> SdkConfig {
    let config = serve(&[]).await;
    make(&Client::new(&config), table, Some(index)).await;
    config
}

async fn create(client: &Client, table: &str) {
    make(client, table, None).await;
}

#[expect(clippy::expect_used, reason = "a test without its table can only fail")]
async fn make(client: &Client, table: &str, index: Option<Index<'_>>) {
    let mut call = client
        .create_table()
        .table_name(table)
        .billing_mode(BillingMode::PayPerRequest);
    let own = ["pk", "sk"];
    let others = index.map(|index| [index.partition, index.sort]);
    let further = others.into_iter().flatten();
    // An index may be ordered by an attribute of the table's own key; each is described once.
    let further = further.filter(|name| !own.contains(name));
    for name in own.into_iter().chain(further) {
        let attribute = AttributeDefinition::builder()
            .attribute_name(name)
            .attribute_type(ScalarAttributeType::S)
            .build();
        call = call.attribute_definitions(attribute.expect("name and type are given"));
    }
    call = call.set_key_schema(Some(key_schema(own)));
    if let (Some(index), Some(key)) = (index, others) {
        let projection = Projection::builder()
            .projection_type(ProjectionType::All)
            .build();
        let index = GlobalSecondaryIndex::builder()
            .index_name(index.name)
            .set_key_schema(Some(key_schema(key)))
            .projection(projection)
            .build();
        call = call.global_secondary_indexes(index.expect("name and key are given"));
    }
    call.send().await.expect("the table is made");
}

#[expect(clippy::expect_used, reason = "a test without its table can only fail")]
fn key_schema(names: [&str; 2]) -> Vec<KeySchemaElement> {
    let kinds = [KeyType::Hash, KeyType::Range];
    let elements = names.into_iter().zip(kinds).map(|(name, kind)| {
        let element = KeySchemaElement::builder()
            .attribute_name(name)
            .key_type(kind)
            .build();
        element.expect("name and type are given")
    });
    elements.collect()
}
