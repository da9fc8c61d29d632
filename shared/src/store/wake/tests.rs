//! The index against a real store.

use nazar_tests::tables::{Index, serve_indexed};

use super::*;
use crate::ids::UserId;
use crate::store::{Client, TableName};

#[derive(Serialize)]
struct Row {
    #[serde(skip_serializing_if = "Option::is_none")]
    wake_at: Option<Minute>,
}

async fn table() -> Table {
    let index = Index {
        name: BY_WAKE,
        partition: WAKE_AT,
        sort: "sk",
    };
    let config = serve_indexed("history", index).await;
    Table::new(Client::new(&config), TableName::from("history"))
}

#[tokio::test]
async fn a_minute_has_the_rows_that_name_it_and_no_others() {
    let table = table().await;
    let wakes = Wakes::new(table.clone());
    let minute: Minute = "2026-01-31T03:00Z".parse().unwrap();
    let owner = Owner::proven(UserId::generate());
    let rows = [
        ("A", Some(minute)),
        ("B", Some(minute.plus(1))),
        ("C", None),
    ];
    for (sk, wake_at) in rows {
        let key = Key::new(format!("USER#{owner}"), sk);
        table.put_new(&key, &Row { wake_at }).await.unwrap();
    }
    let strange = Key::new("NOBODY", "A");
    let row = Row {
        wake_at: Some(minute),
    };
    table.put_new(&strange, &row).await.unwrap();

    let (found, next) = wakes.at(minute, None).await.unwrap();
    let sk = "A".to_owned();
    assert_eq!(found, [Woken { owner, sk }]);
    assert!(next.is_none());
}

#[tokio::test]
async fn the_clock_never_goes_back() {
    let wakes = Wakes::new(table().await);
    assert_eq!(wakes.reached().await.unwrap(), None);
    let minute: Minute = "2026-01-31T03:00Z".parse().unwrap();
    for next in [minute, minute.plus(5), minute.plus(2)] {
        wakes.reach(next).await.unwrap();
    }
    assert_eq!(wakes.reached().await.unwrap(), Some(minute.plus(5)));
}
