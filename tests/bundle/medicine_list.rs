//! `/api/v1/users/me/medications`: the medicines that a person takes, and checks against them.

use nazar_tests::{Bundle, Client, Person};
use reqwest::Method;
use serde_json::{Value, json};

const LIST: &str = "/api/v1/users/me/medications";

async fn person(bundle: &Bundle, name: &str) -> Person {
    Person::new(bundle, name).await.unwrap()
}

async fn add(client: &Client, body: Value) -> nazar_tests::Answer {
    client.post(LIST, &body).await.unwrap()
}

async fn names(client: &Client) -> Vec<String> {
    let page = client.get(LIST).await.unwrap().expect_status(200);
    let items = page["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["name"].as_str().unwrap().to_owned())
        .collect()
}

async fn delete(client: &Client, id: &str) -> nazar_tests::Answer {
    let request = client.request(Method::DELETE, &format!("{LIST}/{id}"));
    client.send(request).await.unwrap()
}

/// Defect 8.2.13: the list could not be filled, and deleting said yes to everything.
#[tokio::test]
async fn defect_13_a_list_is_filled_shown_and_emptied() {
    let bundle = Bundle::shared();
    let gulnora = person(&bundle, "gulnora").await;
    let client = &gulnora.client;
    let answer = add(
        client,
        json!({"name": "Варфарин", "dosage": "2.5 mg", "frequency": "every evening"}),
    )
    .await;
    let entry = answer.expect_status(201);
    let id = entry["id"].as_str().unwrap();
    assert_eq!(answer.header("location"), format!("{LIST}/{id}"));
    assert_eq!(entry["medicine"], "warfarin");
    assert_eq!(names(client).await, ["warfarin"]);

    // The same medicine under another name.
    add(client, json!({"name": "warfarin"}))
        .await
        .expect_problem(409, "medication-listed");
    add(client, json!({"gtin": "2999999999999"}))
        .await
        .expect_problem(422, "validation-failed");
    add(client, json!({"id": "no-such-medicine"}))
        .await
        .expect_problem(404, "not-found");

    assert_eq!(delete(client, id).await.status, 204);
    delete(client, id).await.expect_problem(404, "not-found");
    assert_eq!(names(client).await, [] as [&str; 0]);
    assert_eq!(add(client, json!({"name": "warfarin"})).await.status, 201);
}

/// Defect 8.3.26: another person's entries could be used.
#[tokio::test]
async fn defect_26_a_list_is_its_owner_s_alone() {
    let bundle = Bundle::shared();
    let (bobur, dilnoza) = (
        person(&bundle, "bobur").await,
        person(&bundle, "dilnoza").await,
    );
    let entry = add(&bobur.client, json!({"name": "Panadol"})).await;
    let entry = entry.expect_status(201);
    let id = entry["id"].as_str().unwrap();
    assert_eq!(names(&dilnoza.client).await, [] as [&str; 0]);
    delete(&dilnoza.client, id)
        .await
        .expect_problem(404, "not-found");
    assert_eq!(names(&bobur.client).await.len(), 1);
    let nobody = Client::new(&bundle);
    let answer = nobody.get(LIST).await.unwrap();
    answer.expect_problem(401, "unauthenticated");
}

/// Defect 8.1.5: an empty list was "no interactions".
#[tokio::test]
async fn defect_5_a_new_medicine_is_checked_against_the_list_and_an_empty_list_is_no_answer() {
    let bundle = Bundle::shared();
    const CHECK: &str = "/api/v1/interactions/check/with-my-medications";
    let malika = person(&bundle, "malika").await;
    let client = &malika.client;
    let nurofen = json!({"medicines": [{"name": "Nurofen"}]});
    let check = async || client.post(CHECK, &nurofen).await.unwrap();
    check().await.expect_problem(422, "nothing-to-check");

    add(client, json!({"name": "Warfarin"}))
        .await
        .expect_status(201);
    add(client, json!({"name": "Grandmother's drops"}))
        .await
        .expect_status(201);
    // Taken no longer, so it does not count.
    add(client, json!({"name": "Aspirin", "end_date": "2020-01-01"}))
        .await
        .expect_status(201);
    let answer = check().await.expect_status(200);
    assert_eq!(answer["verdict"]["outcome"], "danger");
    let left = &answer["verdict"]["not_checked"];
    assert_eq!(left.as_array().unwrap().len(), 1);
    assert_eq!(left[0]["name"], "Grandmother's drops");
    let pairs = answer["findings"].as_array().unwrap();
    assert_eq!(pairs.len(), 1, "{pairs:?}");
    let nobody = Client::new(&bundle);
    let answer = nobody.post(CHECK, &nurofen).await.unwrap();
    answer.expect_problem(401, "unauthenticated");
}
