//! Tables of a small template, and an SDK client for them.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use indexmap::IndexMap;
use nazar_local::dynamodb::{DynamoDb, Storage};
use nazar_local::template::model::{Attribute, Index, Table, TableKey};
use nazar_local::template::names::REGION;

use crate::support::{credentials, serve};

/// The table of the tests.
pub(crate) const TABLE: &str = "nazar-dev-history";

/// Tables and a client.
pub(crate) struct Tables {
    pub(crate) server: DynamoDb,
    pub(crate) client: aws_sdk_dynamodb::Client,
}

impl Tables {
    /// The test's table in memory, served.
    pub(crate) async fn start() -> Self {
        Self::over(&Storage::Memory).await
    }

    /// The test's table on the given storage, served.
    pub(crate) async fn over(storage: &Storage) -> Self {
        let server = DynamoDb::open(storage, &template("sk")).unwrap();
        let handler = server.clone();
        let base = serve(move |request| {
            let handler = handler.clone();
            async move { handler.handle(request).await }
        })
        .await;
        let config = aws_sdk_dynamodb::Config::builder()
            .behavior_version(aws_sdk_dynamodb::config::BehaviorVersion::latest())
            .region(aws_sdk_dynamodb::config::Region::new(REGION))
            .credentials_provider(credentials())
            .endpoint_url(base)
            .build();
        Self {
            server,
            client: aws_sdk_dynamodb::Client::from_conf(config),
        }
    }

    /// An item by its keys.
    pub(crate) async fn get(&self, pk: &str, sk: &str) -> Option<HashMap<String, AttributeValue>> {
        let request = self
            .client
            .get_item()
            .table_name(TABLE)
            .consistent_read(true);
        request
            .key("pk", text(pk))
            .key("sk", text(sk))
            .send()
            .await
            .unwrap()
            .item
    }
}

/// A string attribute.
pub(crate) fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

/// A number attribute.
pub(crate) fn number(value: i64) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

/// One table with the sort key `sort`, an index and a TTL.
pub(crate) fn template(sort: &str) -> IndexMap<String, Table> {
    let attribute = |name: &str| Attribute {
        name: name.to_owned(),
        kind: "S".to_owned(),
    };
    let table = Table {
        id: "HistoryTable".to_owned(),
        name: TABLE.to_owned(),
        attributes: [sort, "pk", "kind"].map(attribute).to_vec(),
        key: TableKey {
            partition: "pk".to_owned(),
            sort: Some(sort.to_owned()),
        },
        global_indexes: vec![Index {
            name: "by-kind".to_owned(),
            key: TableKey {
                partition: "kind".to_owned(),
                sort: Some(sort.to_owned()),
            },
            projection: "ALL".to_owned(),
            include: Vec::new(),
        }],
        local_indexes: Vec::new(),
        ttl_attribute: Some("expires_at".to_owned()),
        stream_view: None,
    };
    IndexMap::from([("HistoryTable".to_owned(), table)])
}
