//! The client against a stand-in for openFDA, and the real records where they lie beside the project.

use std::path::PathBuf;

use jiff::civil::date;
use nazar::catalogue::Catalogue;
use nazar::outside::Policy;
use nazar::recalls::{Lots, RecallClass, RecallStatus, Substances};
use nazar_tests::fake::{Behaviour, FakeProvider};

use super::*;

async fn client(plan: impl IntoIterator<Item = Behaviour>) -> (OpenFda, FakeProvider) {
    let fake = FakeProvider::start(plan).await.unwrap();
    let policy = Policy {
        first_pause: Duration::from_millis(1),
        ..Policy::default()
    };
    let provider = Provider::new("openfda", fake.url().parse().unwrap(), policy).unwrap();
    (OpenFda::new(provider), fake)
}

async fn ask(client: &OpenFda) -> Result<Page, OutsideError> {
    let until = Instant::now() + Duration::from_secs(30);
    let span = (date(2025, 8, 1), date(2026, 1, 29));
    client.reported(span, 500, until).await
}

/// Section 3.7 of the service that this one replaces: names were put into the query as they came.
#[tokio::test]
async fn the_query_is_openfdas_own_and_escaped() {
    let body = r#"{"meta":{"results":{"skip":0,"limit":1,"total":7}},"results":[{"recall_number":"D-1"},{"status":"?"}]}"#;
    let (client, fake) = client([Behaviour::answer(200, body)]).await;
    let page = ask(&client).await.unwrap();
    assert_eq!((page.total, page.count, page.records.len()), (7, 2, 1));
    let request = &fake.received()[0].head;
    let line = request.lines().next().unwrap();
    assert_eq!(
        line,
        "GET /drug/enforcement.json?search=report_date%3A%5B20250801+TO+20260129%5D&sort=report_date%3Aasc&limit=500&skip=500 HTTP/1.1"
    );
}

#[tokio::test]
async fn nothing_found_and_nonsense_are_no_empty_pages() {
    let nothing = r#"{"error":{"code":"NOT_FOUND","message":"No matches found!"}}"#;
    for (answer, error) in [
        (Behaviour::answer(404, nothing), OutsideError::Refused(404)),
        (Behaviour::answer(200, "<html>"), OutsideError::Malformed),
        (
            Behaviour::answer(200, r#"{"results":[]}"#),
            OutsideError::Malformed,
        ),
    ] {
        let (client, _fake) = client([answer]).await;
        assert_eq!(ask(&client).await.unwrap_err(), error);
    }
}

#[tokio::test]
async fn requests_keep_their_distance() {
    let body = r#"{"meta":{"results":{"total":0}},"results":[]}"#;
    let (client, _fake) = client([Behaviour::answer(200, body)]).await;
    let began = Instant::now();
    for _ in 0..3 {
        ask(&client).await.unwrap();
    }
    assert!(began.elapsed() >= 2 * PAUSE);
}

#[test]
fn the_real_records_are_read() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/drugs/openfda/enforcement.real_3_records_2026-01-28.json");
    let Ok(bytes) = std::fs::read(&file) else {
        println!("skipped: there is no {}", file.display());
        return;
    };
    let answer: Answer = serde_json::from_slice(&bytes).unwrap();
    let page = Page::from(answer);
    assert_eq!((page.total, page.count, page.records.len()), (209, 3, 3));
    let none = Substances::of(&Catalogue::default());
    let recalls: Vec<_> = page
        .records
        .iter()
        .map(|record| recall(record, &none))
        .collect();
    let classes: Vec<_> = recalls.iter().map(|recall| recall.class).collect();
    assert_eq!(
        classes,
        [RecallClass::Two, RecallClass::One, RecallClass::Three].map(Some)
    );
    assert!(
        recalls
            .iter()
            .all(|recall| recall.status == RecallStatus::Ongoing)
    );
    assert_eq!(recalls[0].lots.named().len(), 3);
    assert!(matches!(recalls[0].lots, Lots::Listed(_)));
    assert_eq!(recalls[1].lots, Lots::All);
    assert_eq!(recalls[2].lots.named()[0].number, "EA00237A");
    assert!(
        recalls[1].gtins.contains(&"362795400695".parse().unwrap()),
        "{:?}",
        recalls[1].gtins
    );
    assert_eq!(recalls[2].gtins.len(), 3);
}

/// Every text about lots of the files at hand: what is wholly read names its lots, and nothing else clears a pack.
#[test]
fn the_lots_of_every_record_at_hand_are_read_or_every_lot_is_doubtful() {
    let folder =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/drugs/openfda");
    let mut texts = Vec::new();
    for file in [
        "enforcement.real_3_records_2026-01-28.json",
        "enforcement.synthetic_one.json",
        "enforcement.examples.json",
    ] {
        let Ok(bytes) = std::fs::read(folder.join(file)) else {
            println!("SKIPPED: there is no {}", folder.join(file).display());
            return;
        };
        // One of the files holds requests and answers of other shapes as well.
        let content: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        code_infos(&content, &mut texts);
    }
    let is_whole = |text: &&String| matches!(Lots::read(text), Lots::Listed(_) | Lots::All);
    let whole = texts.iter().filter(is_whole).count();
    println!("{whole} of {} texts were wholly read", texts.len());
    assert_eq!((whole, texts.len()), (5, 5), "{texts:?}");
    let another = "ZZ-99999".parse().unwrap();
    for text in &texts {
        let lots = Lots::read(text);
        println!("{text:?}: {lots:?}");
        for named in lots.named() {
            let lot = named.number.parse().unwrap();
            assert!(lots.concern(Some(&lot)).is_some(), "{text}");
        }
        let may_clear = matches!(&lots, Lots::Listed(named) if !named.is_empty());
        assert_eq!(lots.concern(Some(&another)).is_none(), may_clear, "{text}");
    }
}

fn code_infos(value: &serde_json::Value, texts: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            let info = fields.get("code_info").and_then(|text| text.as_str());
            texts.extend(info.map(str::to_owned));
            fields.values().for_each(|field| code_infos(field, texts));
        }
        serde_json::Value::Array(items) => {
            items.iter().for_each(|item| code_infos(item, texts));
        }
        _ => {}
    }
}
