//! What is found on people's lists: supplies, expiry, recalls, interactions, prices.

use super::*;

fn of_kind(notices: &[Value], kind: &str) -> Vec<Value> {
    let of = |notice: &&Value| notice["kind"] == kind;
    notices.iter().filter(of).cloned().collect()
}

#[tokio::test]
async fn what_runs_out_expires_or_is_recalled_is_told_once() {
    let world = world().await;
    let bundle = &world.bundle;
    let person = person(bundle, "looked_after", "Asia/Tashkent").await;
    let client = &person.client;
    let near = tomorrow().saturating_add(SignedDuration::from_hours(24 * 5));
    // Of one medicine five doses are left; the pack of another expires soon, and that of a third has expired; a fourth is
    // in the invented list of recalls; of the fifth there is plenty.
    for body in [
        json!({"name": "amlodipine", "times": ["08:00"], "units_per_dose": 1, "stock": 5}),
        json!({"name": "paracetamol", "expires_on": near.to_string()}),
        json!({"name": "loratadine", "expires_on": "2020-01-31"}),
        json!({"id": "demo-metformin-500-mg-remedy"}),
        json!({"name": "ibuprofen", "times": ["08:00"], "units_per_dose": 1, "stock": 500}),
    ] {
        assert_eq!(post(client, LIST, body).await.status, 201);
    }
    // Lists are looked through at nine, when nothing else is set; before nine that may be today.
    let first = tomorrow_at(9);
    run_at(bundle, first - minutes(24 * 60)).await;
    run_at(bundle, first).await;
    let told = notices(&person).await;
    let refills = of_kind(&told, "refill");
    let mut events: Vec<String> = refills
        .iter()
        .map(|notice| {
            let about = &notice["about"];
            format!("{} {}", about["event"].as_str().unwrap(), about["is_over"])
        })
        .collect();
    events.sort();
    let expected = ["expires false", "expires true", "runs_out null"];
    assert_eq!(events, expected, "{told:?}");
    let recalled = of_kind(&told, "recall");
    assert_eq!(recalled.len(), 1, "{told:?}");
    assert_eq!(recalled[0]["about"]["class"], "II");
    let text = recalled[0]["body"].as_str().unwrap();
    assert!(text.starts_with("An invented example"), "{text}");

    // The same run again, and the next day's: nothing is told twice.
    run_at(bundle, first).await;
    run_at(bundle, first + minutes(24 * 60)).await;
    let later = notices(&person).await;
    assert_eq!(later.len(), told.len(), "{later:?}");
}

#[tokio::test]
async fn a_dangerous_pair_on_a_list_stands_in_the_inbox_too() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "pair", "Asia/Tashkent").await;
    for name in ["warfarin", "ibuprofen"] {
        let added = post(&person.client, LIST, json!({ "name": name })).await;
        assert_eq!(added.status, 201);
    }
    let told = of_kind(&notices(&person).await, "interaction");
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0]["about"]["medicine"]["name"], "ibuprofen");
    assert_eq!(told[0]["about"]["other"], "warfarin");
}
