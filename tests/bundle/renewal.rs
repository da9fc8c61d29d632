//! Imports that die, and data that another release made: nothing is ever half in force, and nothing is lost.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_sdk_s3::primitives::ByteStream;
use nazar::snapshots::Snapshots;
use nazar::store::inventory::Inventory;
use nazar::store::{self, Table, TableName};
use nazar_importer::{Destination, Source, SourceFile, import};
use nazar_tests::{Bundle, Client, Options, aws};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const BUCKET: &str = "nazar-dev-data-000000000000";

const ALLERGENS: &str = "code\tuz\tru\ten\naller-1\tNo'xat\tГорох\tPeas\n";

async fn destination(bundle: &Bundle) -> Destination {
    let config = aws::config(bundle).await;
    let name = TableName::from(aws::table(bundle, "inventory").await.as_str());
    Destination {
        snapshots: Snapshots::new(&config, BUCKET),
        inventory: Inventory::new(Table::new(store::client(&config), name)),
    }
}

async fn object(s3: &aws_sdk_s3::Client, key: &str) -> Vec<u8> {
    let answer = s3
        .get_object()
        .bucket(BUCKET)
        .key(key)
        .send()
        .await
        .unwrap();
    answer.body.collect().await.unwrap().to_vec()
}

async fn put(s3: &aws_sdk_s3::Client, key: &str, bytes: Vec<u8>) {
    let put = s3
        .put_object()
        .bucket(BUCKET)
        .key(key)
        .body(ByteStream::from(bytes));
    put.send().await.unwrap();
}

async fn current(s3: &aws_sdk_s3::Client) -> Value {
    serde_json::from_slice(&object(s3, "snapshots/current.json").await).unwrap()
}

/// Imports a file and dies at its step of this number, counted from 0; `None` when it has no such step and comes to its end.
async fn dies_at(destination: &Destination, file: &SourceFile, step: usize) -> Option<()> {
    let (destination, file) = (destination.clone(), file.clone());
    let steps = Arc::new(AtomicUsize::new(0));
    let died = tokio::spawn(async move {
        let progress = move |_: &str| {
            assert!(
                steps.fetch_add(1, Ordering::Relaxed) < step,
                "the power went out"
            );
        };
        import(&destination, &[file], &progress).await.unwrap();
    });
    died.await.is_err().then_some(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_may_die_at_any_step_and_is_simply_done_again() {
    let bundle = tokio::task::spawn_blocking(|| Bundle::start(Options::with_wide_limits()));
    let bundle = bundle.await.unwrap().unwrap();
    let (s3, destination) = (aws::s3(&bundle).await, destination(&bundle).await);
    let before = current(&s3).await;
    let file = SourceFile {
        source: Source::Allergens,
        name: "allergens.tsv".to_owned(),
        bytes: ALLERGENS.as_bytes().into(),
    };
    let mut deaths = 0;
    while dies_at(&destination, &file, deaths).await.is_some() {
        deaths += 1;
        let now = current(&s3).await;
        let is_whole =
            now["sources"]["allergens"].is_object() && now["snapshots"]["terminology"].is_object();
        assert!(now == before || is_whole, "step {deaths}: {now}");
    }
    // Kept, made, one step for each snapshot, in force.
    assert!(deaths >= 5, "{deaths}");
    let done = current(&s3).await;
    assert_eq!(done["snapshots"]["terminology"]["entries"], 1);
    assert_eq!(
        done["snapshots"]["catalogue"],
        before["snapshots"]["catalogue"]
    );
    import(&destination, &[file], &|_| {}).await.unwrap();
    assert_eq!(
        current(&s3).await,
        done,
        "the same file again changes nothing"
    );
}

/// A data folder of an older release: its snapshots are laid out in another way, and its demonstration data are older.
#[tokio::test]
async fn a_folder_of_another_release_is_made_anew_and_keeps_what_was_imported() {
    let mut bundle = Bundle::start(Options::with_wide_limits()).unwrap();
    let s3 = aws::s3(&bundle).await;
    {
        let destination = destination(&bundle).await;
        let file = SourceFile {
            source: Source::Allergens,
            name: "allergens.tsv".to_owned(),
            bytes: ALLERGENS.as_bytes().into(),
        };
        let import = tokio::task::spawn_blocking(move || {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            runtime.block_on(async { import(&destination, &[file], &|_| {}).await.unwrap() });
        });
        import.await.unwrap();
    }
    let new = current(&s3).await;
    let mut old = new.clone();

    // The catalogue, with another number of its layout behind the four letters of its beginning.
    let version = new["snapshots"]["catalogue"]["version"].as_str().unwrap();
    let mut bytes = object(&s3, &format!("snapshots/catalogue/{version}")).await;
    bytes[4..6].copy_from_slice(&1_u16.to_le_bytes());
    let version = hex::encode(Sha256::digest(&bytes));
    put(&s3, &format!("snapshots/catalogue/{version}"), bytes).await;
    old["snapshots"]["catalogue"]["version"] = json!(version);
    // No pharmacies yet, and fewer recalls.
    old["snapshots"]
        .as_object_mut()
        .unwrap()
        .remove("pharmacies");
    let recalls = new["sources"]["recalls"]["version"].as_str().unwrap();
    let mut bytes = object(&s3, &format!("sources/recalls/{recalls}")).await;
    let cut = bytes.iter().rposition(|byte| *byte == b'D').unwrap();
    bytes.truncate(cut);
    let version = hex::encode(Sha256::digest(&bytes));
    put(&s3, &format!("sources/recalls/{version}"), bytes).await;
    old["sources"]["recalls"]["version"] = json!(version);
    put(&s3, "snapshots/current.json", old.to_string().into_bytes()).await;

    let mut bundle = tokio::task::spawn_blocking(move || {
        bundle.kill_and_restart().unwrap();
        bundle
    })
    .await
    .unwrap();
    assert!(
        bundle.log().contains("another release's: made anew"),
        "{}",
        bundle.log()
    );
    let s3 = aws::s3(&bundle).await;
    let made = current(&s3).await;
    for kind in new["snapshots"].as_object().unwrap().keys() {
        assert_eq!(
            made["snapshots"][kind]["version"], new["snapshots"][kind]["version"],
            "{kind}"
        );
    }
    assert_eq!(made["sources"]["allergens"], new["sources"]["allergens"]);
    let client = Client::new(&bundle);
    let found = client
        .get("/api/v1/medications/search?q=no-shpa")
        .await
        .unwrap();
    assert_eq!(
        found.expect_status(200)["items"][0]["id"],
        "demo-no-shpa-40-mg"
    );
    let terms = client
        .get("/api/v1/medications/terminology/allergens?q=peas")
        .await
        .unwrap();
    assert_eq!(terms.expect_status(200)["total"], 1);

    // What this release made is left alone.
    bundle = tokio::task::spawn_blocking(move || {
        bundle.kill_and_restart().unwrap();
        bundle
    })
    .await
    .unwrap();
    assert_eq!(bundle.log().matches("made anew").count(), 1);
    assert_eq!(current(&aws::s3(&bundle).await).await, made);
}
