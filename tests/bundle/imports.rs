//! Reference data come into force by dropping a file in the data bucket, whole or not at all.

use std::time::Duration;

use aws_sdk_s3::primitives::ByteStream;
use nazar_tests::{Bundle, Client, Options, aws};
use serde_json::Value;

const BUCKET: &str = "nazar-dev-data-000000000000";

/// Two rows of the register, the second broken in every field that can be.
const REGISTER: &str = "\
origin,trade_name,inn,dose_form,country,manufacturer,pharm_group,atc,reg_no,reg_date,change_note,dispensing
domestic,ЗУФОН (Zufon),comb.drug (ambroxol; cetirizine),Сироп 15 мг/5 мл 100 мл (флаконы),Узбекистан,\"Radiks, OOO\",,R05СВ10,DV/M 04169/06/22,29.06.22,,по рецепту
domestic,НЕЧТО,,нечто,Узбекистан,Nobody,,ZZZ,DV/M 00001/01/20,?,,?
";

async fn current(s3: &aws_sdk_s3::Client) -> Value {
    object(s3, "snapshots/current.json").await.unwrap()
}

async fn object(s3: &aws_sdk_s3::Client, key: &str) -> Option<Value> {
    let answer = s3.get_object().bucket(BUCKET).key(key).send().await.ok()?;
    let bytes = answer.body.collect().await.ok()?.into_bytes();
    serde_json::from_slice(&bytes).ok()
}

async fn drop_file(s3: &aws_sdk_s3::Client, key: &str, text: &str) {
    let body = ByteStream::from(text.as_bytes().to_vec());
    let put = s3.put_object().bucket(BUCKET).key(key).body(body);
    put.send().await.unwrap();
}

/// Waits until the importer has taken a dropped file away.
async fn taken(s3: &aws_sdk_s3::Client, key: &str) {
    for _ in 0..2400 {
        let head = s3.head_object().bucket(BUCKET).key(key).send().await;
        if head.is_err() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{key} was not imported");
}

#[tokio::test]
async fn a_dropped_file_comes_into_force_with_a_report_and_twice_changes_nothing() {
    let bundle = Bundle::start(Options::with_wide_limits()).unwrap();
    let s3 = aws::s3(&bundle).await;
    let before = current(&s3).await;
    assert!(before["snapshots"]["catalogue"].is_object(), "{before}");

    drop_file(&s3, "imports/register/sample.csv", REGISTER).await;
    taken(&s3, "imports/register/sample.csv").await;
    let after = current(&s3).await;
    let source = &after["sources"]["register"];
    assert_eq!(source["rows"], 2, "{after}");
    assert_eq!(source["with_problems"], 1, "{after}");
    assert_ne!(
        after["snapshots"]["catalogue"],
        before["snapshots"]["catalogue"]
    );
    // Prices and pharmacies were made anew, from the same files: they are the same bytes.
    assert_eq!(after["snapshots"]["market"], before["snapshots"]["market"]);
    let version = source["version"].as_str().unwrap();
    let report = object(&s3, &format!("reports/register/{version}"))
        .await
        .unwrap();
    assert_eq!(report["repaired"]["atc"], 1, "{report}");
    assert_eq!(report["problems"]["atc-unreadable"], 1, "{report}");
    assert_eq!(report["problems"]["date-unreadable"], 1, "{report}");

    // A function that starts now has it; the health report names it.
    let client = Client::new(&bundle);
    let zufon = client
        .get("/api/v1/medications/uz-dv-m-04169-06-22")
        .await
        .unwrap();
    let zufon = zufon.expect_status(200);
    assert_eq!(
        zufon["ingredients"],
        serde_json::json!(["ambroxol", "cetirizine"])
    );
    assert_eq!(zufon["demonstration"], false);
    assert_eq!(
        zufon["data"]["catalogue"],
        after["snapshots"]["catalogue"]["version"]
    );
    let health = client.get("/health").await.unwrap().expect_status(200);
    assert_eq!(
        health["versions"]["catalogue"],
        after["snapshots"]["catalogue"]["version"]
    );

    drop_file(&s3, "imports/register/again.csv", REGISTER).await;
    taken(&s3, "imports/register/again.csv").await;
    assert_eq!(current(&s3).await, after);
}
