//! `/api/v1/assistant/query` of somebody who is signed in: their list, their family, their reminders.

use nazar_tests::{Bundle, Client, Person};
use serde_json::{Value, json};

const QUERY: &str = "/api/v1/assistant/query";
const LIST: &str = "/api/v1/users/me/medications";
const REMINDERS: &str = "/api/v1/reminders";

async fn ask(client: &Client, text: &str, before: Option<&Value>) -> Value {
    let mut body = json!({ "text": text });
    if let Some(before) = before {
        body["context_id"] = before["context_id"].clone();
    }
    client.post(QUERY, &body).await.unwrap().expect_status(200)
}

async fn takes(client: &Client, medicine: &str, member: Option<&str>) {
    let body = json!({"name": medicine, "member": member});
    client.post(LIST, &body).await.unwrap().expect_status(201);
}

async fn relative(client: &Client, name: &str, relation: &str, health: Value) -> String {
    let body = json!({"name": name, "relation": relation, "health": health});
    let added = client.post("/api/v1/users/me/family", &body).await.unwrap();
    let added = added.expect_status(201);
    added["id"].as_str().unwrap().to_owned()
}

fn outcome(answer: &Value) -> &str {
    answer["result"]["check"]["verdict"]["outcome"]
        .as_str()
        .unwrap_or_else(|| panic!("nothing was checked: {answer}"))
}

/// Defect 8.1.5: with an empty list the answer was "no known interactions".
#[tokio::test]
async fn defect_5_a_medicine_is_checked_with_those_that_i_take() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "takes").await.unwrap();
    let client = &person.client;
    takes(client, "warfarin", None).await;
    for text in [
        "Can I take ibuprofen with my medicines?",
        "Можно ли пить ибупрофен с моими лекарствами?",
        "Ibuprofenni dorilarim bilan ichsa boʻladimi?",
    ] {
        let answer = ask(client, text, None).await;
        assert_eq!(answer["intent"], "check_interaction", "{text}: {answer}");
        assert_eq!(outcome(&answer), "danger", "{text}");
        assert_eq!(answer["result"]["from_list"], 1);
        assert!(
            answer["reply"]
                .as_str()
                .unwrap()
                .to_lowercase()
                .contains("warfarin"),
            "{answer}"
        );
    }
    // Two that are named are checked alone, and nobody else's list is ever looked at.
    let two = ask(client, "Can I take paracetamol with cetirizine?", None).await;
    assert_eq!(two["result"]["from_list"], 0, "{two}");
    let other = Person::new(&bundle, "takes-nothing").await.unwrap();
    let alone = ask(
        &other.client,
        "Can I take ibuprofen with my medicines?",
        None,
    )
    .await;
    assert_eq!(alone["result"]["asks"], "second_medicine", "{alone}");
    let stranger = ask(
        &Client::new(&bundle),
        "Can I take ibuprofen with my medicines?",
        None,
    )
    .await;
    assert_eq!(stranger["result"]["asks"], "sign_in", "{stranger}");
}

/// Defect 8.1.10: what was told of allergies, illnesses, pregnancy and age was never used.
#[tokio::test]
async fn defect_10_for_my_mother_means_her_list_and_her_health() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "daughter").await.unwrap();
    let client = &person.client;
    let mother = relative(client, "Зулфия", "ona", json!({"allergies": ["ibuprofen"]})).await;
    takes(client, "warfarin", Some(&mother)).await;

    let own = ask(client, "Can I take ibuprofen with paracetamol?", None).await;
    assert!(own["person"].is_null());
    let hers = ask(client, "and for my mother?", Some(&own)).await;
    assert_eq!(hers["person"], "mother", "{hers}");
    assert_eq!(hers["intent"], "check_interaction", "{hers}");
    assert_eq!(outcome(&hers), "danger", "she is allergic: {hers}");

    let list = ask(
        client,
        "Can my mother take aspirin with her medicines?",
        None,
    )
    .await;
    assert_eq!(list["result"]["from_list"], 1, "{list}");
    assert_eq!(outcome(&list), "danger", "she takes warfarin");
    let mine = ask(client, "and for myself?", Some(&list)).await;
    assert!(mine["person"].is_null(), "{mine}");
    assert_ne!(
        mine["result"]["from_list"], 1,
        "her list is not mine: {mine}"
    );
}

#[tokio::test]
async fn who_is_meant_is_asked_where_several_may_be_and_said_where_nobody_is() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "father").await.unwrap();
    let client = &person.client;
    for name in ["Аъло", "Бахтиёр"] {
        relative(client, name, "son", json!({})).await;
    }
    let several = ask(client, "Can my child take aspirin with warfarin?", None).await;
    assert_eq!(several["result"]["asks"], "person", "{several}");
    assert!(several["reply"].as_str().unwrap().contains("Бахтиёр"));
    let nobody = ask(client, "Can my mother take aspirin with warfarin?", None).await;
    assert_eq!(outcome(&nobody), "danger");
    let reply = nobody["reply"].as_str().unwrap();
    assert!(
        reply.contains("I do not know what this person takes"),
        "{reply}"
    );
}

#[tokio::test]
async fn a_reminder_is_saved_once_and_is_its_owner_s() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "forgets").await.unwrap();
    let client = &person.client;
    let question = "Remind me to take metformin 500 mg at 8 am";
    let saved = ask(client, question, None).await;
    assert_eq!(saved["intent"], "reminder", "{saved}");
    assert_eq!(saved["result"]["saved"], true, "{saved}");
    assert_eq!(saved["result"]["times"], json!(["08:00"]));
    let again = ask(client, question, None).await;
    assert_eq!(
        again["result"]["reminder_id"], saved["result"]["reminder_id"],
        "{again}"
    );

    let kept = client.get(REMINDERS).await.unwrap().expect_status(200);
    let items = kept["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "{kept}");
    assert_eq!(items[0]["id"], saved["result"]["reminder_id"]);
    assert!(
        items[0].to_string().to_lowercase().contains("metformin"),
        "{kept}"
    );
    let other = Person::new(&bundle, "remembers").await.unwrap();
    let none = other
        .client
        .get(REMINDERS)
        .await
        .unwrap()
        .expect_status(200);
    assert_eq!(none["items"], json!([]));
}

#[tokio::test]
async fn a_reminder_without_a_time_asks_and_takes_the_answer() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "vague").await.unwrap();
    let client = &person.client;
    let asked = ask(client, "Напомни мне пить метформин", None).await;
    assert_eq!(asked["result"]["asks"], "time", "{asked}");
    let saved = ask(client, "в 21:30", Some(&asked)).await;
    assert_eq!(saved["result"]["saved"], true, "{saved}");
    assert_eq!(saved["result"]["times"], json!(["21:30"]), "{saved}");
    let every = ask(client, "Напоминай принимать метформин каждые 8 часов", None).await;
    assert_eq!(
        every["result"]["times"],
        json!(["00:00", "08:00", "16:00"]),
        "{every}"
    );
}
