//! Tables of a real DynamoDB engine in memory, for tests of one function or of the library without a bundle. They are
//! reached over the wire, so that the SDK's own reading and writing is part of what is tested.

use aws_config::{BehaviorVersion, Region, SdkConfig, retry::RetryConfig};
use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use aws_sdk_dynamodb::{
    Client,
    types::{AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType},
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

#[expect(clippy::expect_used, reason = "a test without its table can only fail")]
async fn create(client: &Client, table: &str) {
    let mut call = client
        .create_table()
        .table_name(table)
        .billing_mode(BillingMode::PayPerRequest);
    for (name, key_type) in [("pk", KeyType::Hash), ("sk", KeyType::Range)] {
        let attribute = AttributeDefinition::builder()
            .attribute_name(name)
            .attribute_type(ScalarAttributeType::S)
            .build();
        let key = KeySchemaElement::builder()
            .attribute_name(name)
            .key_type(key_type)
            .build();
        call = call
            .attribute_definitions(attribute.expect("name and type are given"))
            .key_schema(key.expect("name and type are given"));
    }
    call.send().await.expect("the table is made");
}
