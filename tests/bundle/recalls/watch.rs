//! The watch over openFDA, which here is one of ours and behaves as badly as it is told.

use nazar_tests::fake::{Behaviour, FakeProvider};
use nazar_tests::{Bundle, Client, Options, aws};
use serde_json::{Value, json};

use super::{check, gap};

/// Spans that a run over one year asks for, one page each.
const SPANS: usize = 3;

/// A bundle whose openFDA is a fake, watched over one year.
async fn world(plan: impl IntoIterator<Item = Behaviour>) -> (Bundle, FakeProvider) {
    let fake = FakeProvider::start(plan).await.unwrap();
    let mut options = Options::with_wide_limits();
    options.parameters.extend([
        format!("OpenFdaBaseUrl={}", fake.url()),
        "RecallYears=1".to_owned(),
    ]);
    let bundle = tokio::task::spawn_blocking(|| Bundle::start(options)).await;
    (bundle.unwrap().unwrap(), fake)
}

/// Fires the schedule.
async fn run(bundle: &Bundle) -> Value {
    let path = "/_local/schedules/nazar-dev-recall-watch";
    let answer = Client::new(bundle).post(path, &json!({})).await;
    answer.unwrap().expect_status(200)
}

/// A page of openFDA with these records.
fn page(records: &[Value]) -> Behaviour {
    let body = json!({
        "meta": {"results": {"skip": 0, "limit": 500, "total": records.len()}},
        "results": records,
    });
    Behaviour::answer(200, body.to_string())
}

fn plavix(status: &str) -> Value {
    json!({
        "recall_number": "D-0001-2026", "event_id": "90001", "classification": "Class II", "status": status,
        "product_description": "Plavix (clopidogrel) Tablets, 75 mg, 30-count bottle, Rx only",
        "reason_for_recall": "Failed dissolution specifications", "recalling_firm": "Sanofi-Aventis U.S. LLC",
        "code_info": "Lots 4F512A, 4F513A, Exp. 09/2028", "report_date": "20261105", "recall_initiation_date": "20261020",
        "openfda": {"substance_name": ["CLOPIDOGREL BISULFATE"], "manufacturer_name": ["sanofi-aventis U.S. LLC"]},
    })
}

/// A record without a class, of no product of ours.
fn other(number: &str) -> Value {
    json!({
        "recall_number": number, "classification": null, "status": "Ongoing", "openfda": {},
        "product_description": "Herbal spray", "code_info": "All lots", "report_date": "20260301",
    })
}

fn whole(status: &str) -> [Behaviour; SPANS] {
    [
        page(&[plavix(status), other("D-0002-2026")]),
        page(&[other("D-0003-2026")]),
        page(&[other("D-0004-2025")]),
    ]
}

/// Defect 8.1.2 of the service that this one replaces, from an outage to recovery and to old age.
#[tokio::test]
async fn defect_2_clear_begins_with_a_whole_reading_and_ends_with_its_age() {
    let (bundle, fake) = world([Behaviour::answer(503, "later")]).await;
    let run_one = run(&bundle).await;
    assert_eq!(
        (&run_one["worked"], &run_one["failure"]),
        (&json!(false), &json!("failing"))
    );
    let answer = check(&bundle, "demo-no-shpa-40-mg", None).await;
    assert_eq!(answer["verdict"], "could_not_check", "{answer}");
    let source = &answer["sources"][0];
    assert_eq!(
        (&source["source"], &source["last_failure"]),
        (&json!("openfda"), &json!("failing"))
    );
    assert!(
        source["last_tried"].is_string() && source["last_worked"].is_null(),
        "{source}"
    );

    // A reading that breaks off in the middle is none, though what it found is told.
    let [first, _, _] = whole("Ongoing");
    fake.plan([
        first,
        Behaviour::answer(404, r#"{"error":{"code":"NOT_FOUND"}}"#),
    ]);
    assert_eq!(run(&bundle).await["failure"], "refused");
    assert_eq!(
        check(&bundle, "demo-no-shpa-40-mg", None).await["verdict"],
        "could_not_check"
    );
    assert_eq!(
        check(&bundle, "demo-plavix-75-mg", None).await["verdict"],
        "recalled"
    );

    fake.plan(whole("Ongoing"));
    let worked = run(&bundle).await;
    assert_eq!(
        (&worked["worked"], &worked["recalls"]),
        (&json!(true), &json!(4)),
        "{worked}"
    );
    assert_eq!(
        worked["written"], 2,
        "what was written before is not written again: {worked}"
    );
    let clear = check(&bundle, "demo-no-shpa-40-mg", None).await;
    assert_eq!(clear["verdict"], "clear", "{clear}");
    assert_eq!(clear["not_checked"], json!([]));

    // An outage now leaves a fresh answer in force; it is its age that ends it.
    fake.plan([Behaviour::answer(500, "")]);
    assert_eq!(run(&bundle).await["worked"], false);
    let clear = check(&bundle, "demo-no-shpa-40-mg", None).await;
    assert_eq!(
        (&clear["verdict"], &clear["sources"][0]["last_failure"]),
        (&json!("clear"), &json!("failing"))
    );
    last_worked(&bundle, "2026-01-05T10:00:00Z").await;
    let old = check(&bundle, "demo-no-shpa-40-mg", None).await;
    assert_eq!(old["verdict"], "could_not_check", "{old}");
    let openfda = gap(&old, "openfda");
    assert_eq!(openfda["trouble"], "too_old");
    assert_eq!(openfda["last_worked"], "2026-01-05T10:00:00Z");
    assert_eq!(run(&bundle).await["out_of_date"], json!(["openfda"]));
    assert!(bundle.log().contains("a source of recalls is out of date"));
}

#[tokio::test]
async fn a_recall_is_told_by_lot_and_maker_and_follows_the_source() {
    let (bundle, fake) = world(whole("Ongoing")).await;
    let first = run(&bundle).await;
    assert_eq!(
        (&first["recalls"], &first["written"]),
        (&json!(4), &json!(4)),
        "{first}"
    );
    let asked = fake.received();
    assert_eq!(asked.len(), SPANS);
    for request in &asked {
        let line = request.head.lines().next().unwrap();
        assert!(
            line.starts_with("GET /drug/enforcement.json?search=report_date%3A%5B20"),
            "{line}"
        );
    }

    let named = check(&bundle, "demo-plavix-75-mg", Some("4f512a")).await;
    let recall = &named["recalls"][0];
    assert_eq!(named["verdict"], "recalled", "{named}");
    assert_eq!(
        (&recall["class"], &recall["open"]),
        (&json!("II"), &json!(true))
    );
    assert_eq!(
        (&recall["lot_match"], &recall["matched_by"]),
        (&json!("listed"), &json!("ingredients_and_maker"))
    );
    assert_eq!(
        recall["lots"]["named"][1],
        json!({"number": "4F513A", "expiry": {"year": 2028, "month": 9, "day": null}})
    );
    let other_lot = check(&bundle, "demo-plavix-75-mg", Some("9Z999")).await;
    assert_eq!(
        (&other_lot["verdict"], &other_lot["other_lots"][0]["number"]),
        (&json!("clear"), &json!("D-0001-2026"))
    );
    // The same substance of another maker is not recalled.
    assert_eq!(
        check(&bundle, "demo-klopidogrel-75-mg-nobel", None).await["verdict"],
        "clear"
    );

    // The source closes the recall, without a new date.
    fake.plan(whole("Terminated"));
    let second = run(&bundle).await;
    assert_eq!(
        (&second["recalls"], &second["written"]),
        (&json!(4), &json!(1)),
        "{second}"
    );
    let closed = check(&bundle, "demo-plavix-75-mg", None).await;
    assert_eq!(
        (
            &closed["recalls"][0]["status"],
            &closed["recalls"][0]["open"]
        ),
        (&json!("terminated"), &json!(false))
    );
}

#[tokio::test]
async fn records_that_shift_or_cannot_be_read_make_a_reading_none() {
    let shifted = page(&[other("D-1"), other("D-1")]);
    let (bundle, fake) = world([shifted]).await;
    assert_eq!(run(&bundle).await["failure"], "changed_while_read");
    fake.plan([page(&[])]);
    assert_eq!(run(&bundle).await["failure"], "changed_while_read");
    fake.plan([page(&[other("D-1"), json!({"status": "Ongoing"})])]);
    let unreadable = run(&bundle).await;
    assert_eq!(
        (&unreadable["failure"], &unreadable["unreadable"]),
        (&json!("records_unreadable"), &json!(3))
    );
    fake.plan([Behaviour::answer(200, "<html>moved</html>")]);
    assert_eq!(run(&bundle).await["failure"], "malformed");
    assert_eq!(
        check(&bundle, "demo-no-shpa-40-mg", None).await["verdict"],
        "could_not_check"
    );
}

/// Pretends that openFDA was last read whole at this time.
async fn last_worked(bundle: &Bundle, at: &str) {
    aws::dynamodb(bundle)
        .await
        .update_item()
        .table_name(aws::table(bundle, "recalls").await)
        .key("pk", aws::text("SOURCE#openfda"))
        .key("sk", aws::text("STATE"))
        .update_expression("SET last_worked = :at")
        .expression_attribute_values(":at", aws::text(at))
        .send()
        .await
        .unwrap();
}
