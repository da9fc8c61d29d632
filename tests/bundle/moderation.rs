//! `/api/v1/admin/reports` and `/reviews`: what administrators decide about what people say of pharmacies.

use nazar_tests::{Answer, Bundle, Client, Person};
use reqwest::Method;
use serde_json::{Value, json};

use crate::administration::{again, grant_admin};

const REPORTS: &str = "/api/v1/admin/reports";
const REVIEWS: &str = "/api/v1/admin/reviews";

pub(crate) async fn admin(bundle: &Bundle) -> (Person, Client) {
    let person = Person::new(bundle, "moderator").await.unwrap();
    grant_admin(bundle, &person.username, &[]);
    let client = again(&person).await;
    (person, client)
}

async fn put(client: &Client, path: &str, tag: Option<&str>, body: &Value) -> Answer {
    let mut request = client.request(Method::PUT, path).json(body);
    if let Some(tag) = tag {
        request = request.header("if-match", tag);
    }
    client.send(request).await.unwrap()
}

/// Looks for an item through all pages of a list; `list` has a parameter.
async fn find(client: &Client, list: &str, id: &Value) -> Option<Value> {
    let mut next = format!("{list}&limit=2");
    loop {
        let page = client.get(&next).await.unwrap().expect_status(200);
        let items = page["items"].as_array().unwrap();
        assert!(items.len() <= 100);
        if let Some(found) = items.iter().find(|item| item["id"] == *id) {
            return Some(found.clone());
        }
        let cursor = page["next_cursor"].as_str()?;
        next = format!("{list}&limit=100&cursor={cursor}");
    }
}

async fn reviews(client: &Client, pharmacy: &str) -> Value {
    let path = format!("/api/v1/pharmacies/{pharmacy}/reviews?limit=100");
    client.get(&path).await.unwrap().expect_status(200)
}

fn shown<'a>(page: &'a Value, id: &Value) -> Option<&'a Value> {
    let mut items = page["items"].as_array().unwrap().iter();
    items.find(|item| item["id"] == *id)
}

async fn give(client: &Client, pharmacy: &str, review: &Value) -> Value {
    let path = format!("/api/v1/pharmacies/{pharmacy}/reviews");
    let given = client.post(&path, review).await.unwrap();
    assert!(given.status.is_success(), "{given:?}");
    given.json()
}

/// The acts about something, oldest first.
async fn trail(admin: &Client, about: &str) -> Vec<(String, String)> {
    let mut acts = Vec::new();
    let mut next = "/api/v1/admin/audit?limit=100".to_owned();
    loop {
        let page = admin.get(&next).await.unwrap().expect_status(200);
        let found = page["items"].as_array().unwrap().iter();
        acts.extend(found.filter(|act| act["about"] == about).map(|act| {
            let text = |field: &str| act[field].as_str().unwrap().to_owned();
            (text("act"), text("reason"))
        }));
        let Some(cursor) = page["next_cursor"].as_str() else {
            acts.reverse();
            return acts;
        };
        next = format!("/api/v1/admin/audit?limit=100&cursor={cursor}");
    }
}

/// Defect 8.4.41: nobody could do anything about reports and reviews.
#[tokio::test]
async fn defect_41_a_review_is_hidden_and_restored_with_a_reason_and_the_rating_follows() {
    let bundle = Bundle::shared();
    let pharmacy = "demo-chilonzor-1";
    let (_, admin) = admin(&bundle).await;
    let author = Person::new(&bundle, "rude").await.unwrap();
    let other = Person::new(&bundle, "polite").await.unwrap();
    give(&other.client, pharmacy, &json!({"stars": 5})).await;
    let review = give(
        &author.client,
        pharmacy,
        &json!({"stars": 1, "text": "Anvar oʻgʻri"}),
    )
    .await;
    let id = review["id"].clone();
    let before = reviews(&other.client, pharmacy).await;
    assert_eq!(before["stars"], json!([1, 0, 0, 0, 1]));

    let waiting = find(&admin, &format!("{REVIEWS}?state=new"), &id).await;
    let waiting = waiting.expect("a new review waits to be looked at");
    assert_eq!(
        (&waiting["pharmacy"], &waiting["stars"]),
        (&json!(pharmacy), &json!(1))
    );
    // Administrators do not see whose it is.
    assert!(
        !waiting.to_string().contains(&author.id)
            && !waiting.to_string().contains(&author.username)
    );
    let text = id.as_str().unwrap();
    let one = format!("/api/v1/admin/pharmacies/{pharmacy}/reviews/{text}");
    let read = admin.get(&one).await.unwrap();
    let tag = read.header("etag").to_owned();
    read.expect_status(200);
    let state = format!("{one}/state");
    let hide = json!({"state": "hidden", "reason": "It names a person."});
    for bad in [
        json!({"state": "hidden"}),
        json!({"state": "hidden", "reason": "?"}),
        json!({"state": "new", "reason": "as before"}),
        json!({"state": "burnt", "reason": "as before"}),
    ] {
        put(&admin, &state, None, &bad)
            .await
            .expect_problem(422, "validation-failed");
    }

    let hidden = put(&admin, &state, Some(&tag), &hide)
        .await
        .expect_status(200);
    assert_eq!(
        (&hidden["state"], &hidden["reason"]),
        (&json!("hidden"), &hide["reason"])
    );
    // What is decided about is what was read.
    put(&admin, &state, Some(&tag), &hide)
        .await
        .expect_problem(412, "precondition-failed");

    for reader in [&other.client, &Client::new(&bundle)] {
        let page = reviews(reader, pharmacy).await;
        assert!(shown(&page, &id).is_none(), "{page}");
        assert_eq!(page["stars"], json!([0, 0, 0, 0, 1]));
    }
    let page = reviews(&author.client, pharmacy).await;
    let mine = shown(&page, &id).expect("its author still sees it");
    assert_eq!(mine["hidden"]["reason"], hide["reason"]);
    assert_eq!(page["rating"], json!({"mean": 5.0, "reviews": 1}));
    assert!(
        find(&admin, &format!("{REVIEWS}?state=hidden"), &id)
            .await
            .is_some()
    );
    assert!(
        find(&admin, &format!("{REVIEWS}?state=new"), &id)
            .await
            .is_none()
    );

    // Another word does not bring it back.
    let changed = give(
        &author.client,
        pharmacy,
        &json!({"stars": 2, "text": "Yomon"}),
    )
    .await;
    assert_eq!(changed["hidden"]["reason"], hide["reason"]);
    let page = reviews(&other.client, pharmacy).await;
    assert!(
        shown(&page, &id).is_none() && page["stars"] == json!([0, 0, 0, 0, 1]),
        "{page}"
    );

    let restore = json!({"state": "kept", "reason": "Nobody is named any more."});
    put(&admin, &state, None, &restore).await.expect_status(200);
    let page = reviews(&other.client, pharmacy).await;
    let back = shown(&page, &id).expect("it is restored");
    assert_eq!((&back["text"], back.get("hidden")), (&json!("Yomon"), None));
    assert_eq!(page["stars"], json!([0, 1, 0, 0, 1]));

    let told = trail(&admin, &format!("{pharmacy}/{text}")).await;
    let reason = |body: &Value| body["reason"].as_str().unwrap().to_owned();
    let expected = [
        ("hid_review".to_owned(), reason(&hide)),
        ("restored_review".to_owned(), reason(&restore)),
    ];
    assert_eq!(told, expected);
    for person in [&author, &other] {
        let path = format!("/api/v1/pharmacies/{pharmacy}/reviews/mine");
        let gone = person.client.request(Method::DELETE, &path);
        assert_eq!(person.client.send(gone).await.unwrap().status, 204);
    }
    let gone = admin.get(&one).await.unwrap();
    gone.expect_problem(404, "not-found");
    put(&admin, &state, None, &hide)
        .await
        .expect_problem(404, "not-found");
    assert_eq!(
        reviews(&other.client, pharmacy).await["stars"],
        json!([0, 0, 0, 0, 0])
    );
}

#[tokio::test]
async fn a_report_is_open_until_it_is_accepted_or_dismissed() {
    let bundle = Bundle::shared();
    let pharmacy = "demo-chilonzor-1";
    let (_, admin) = admin(&bundle).await;
    let author = Person::new(&bundle, "observer").await.unwrap();
    let body = json!({"kind": "closed", "description": "Eshik yopiq"});
    let path = format!("/api/v1/pharmacies/{pharmacy}/report");
    let report = author
        .client
        .post(&path, &body)
        .await
        .unwrap()
        .expect_status(201);
    let id = report["id"].clone();
    // Open ones are what is shown first.
    let open = find(&admin, &format!("{REPORTS}?state=open"), &id)
        .await
        .unwrap();
    assert_eq!(
        (&open["state"], &open["description"]),
        (&json!("open"), &body["description"])
    );
    assert!(!open.to_string().contains(&author.id));

    let text = id.as_str().unwrap();
    let state = format!("/api/v1/admin/pharmacies/{pharmacy}/reports/{text}/state");
    put(
        &admin,
        &state,
        None,
        &json!({"state": "open", "reason": "not yet"}),
    )
    .await
    .expect_problem(422, "validation-failed");
    let dismiss = json!({"state": "dismissed", "reason": "It was a holiday."});
    let decided = put(&admin, &state, None, &dismiss).await.expect_status(200);
    assert_eq!(decided["state"], "dismissed");
    let accept = json!({"state": "accepted", "reason": "The owner confirmed it."});
    put(&admin, &state, None, &accept).await.expect_status(200);
    assert!(
        find(&admin, &format!("{REPORTS}?state=open"), &id)
            .await
            .is_none()
    );
    assert!(
        find(&admin, &format!("{REPORTS}?state=dismissed"), &id)
            .await
            .is_none()
    );
    let found = find(&admin, &format!("{REPORTS}?state=accepted"), &id)
        .await
        .unwrap();
    assert_eq!(found["reason"], accept["reason"]);
    let told = trail(&admin, &format!("{pharmacy}/{text}")).await;
    let acts: Vec<&str> = told.iter().map(|(act, _)| act.as_str()).collect();
    assert_eq!(acts, ["dismissed_report", "accepted_report"]);

    // A cursor is good for the state that it was made for.
    let other = Person::new(&bundle, "observer").await.unwrap();
    other
        .client
        .post(&path, &json!({"kind": "other"}))
        .await
        .unwrap()
        .expect_status(201);
    let another = json!({"kind": "wrong-hours"});
    other
        .client
        .post(&path, &another)
        .await
        .unwrap()
        .expect_status(201);
    let page = admin
        .get(&format!("{REPORTS}?limit=1"))
        .await
        .unwrap()
        .expect_status(200);
    let cursor = page["next_cursor"].as_str().unwrap();
    let wrong = admin
        .get(&format!("{REPORTS}?state=accepted&cursor={cursor}"))
        .await;
    wrong.unwrap().expect_problem(400, "malformed-request");
    admin
        .get(&format!("{REPORTS}?state=lost"))
        .await
        .unwrap()
        .expect_problem(400, "malformed-request");
}

/// Defect 8.3.32: roles were never asked for.
#[tokio::test]
async fn defect_32_nobody_but_an_administrator_reads_or_decides() {
    let bundle = Bundle::shared();
    let pharmacy = "demo-chilonzor-2";
    let author = Person::new(&bundle, "would_be").await.unwrap();
    let review = give(&author.client, pharmacy, &json!({"stars": 3})).await;
    let id = review["id"].as_str().unwrap();
    let one = format!("/api/v1/admin/pharmacies/{pharmacy}/reviews/{id}");
    let decisions = [
        (
            format!("{one}/state"),
            json!({"state": "hidden", "reason": "because"}),
        ),
        (
            format!("/api/v1/admin/pharmacies/{pharmacy}/reports/{id}/state"),
            json!({"state": "accepted", "reason": "because"}),
        ),
    ];
    for path in [REPORTS, REVIEWS, &one] {
        let nobody = Client::new(&bundle).get(path).await.unwrap();
        nobody.expect_problem(401, "unauthenticated");
        let person = author.client.get(path).await.unwrap();
        person.expect_problem(403, "forbidden");
    }
    for (path, body) in &decisions {
        put(&Client::new(&bundle), path, None, body)
            .await
            .expect_problem(401, "unauthenticated");
        put(&author.client, path, None, body)
            .await
            .expect_problem(403, "forbidden");
    }
    assert!(
        shown(
            &reviews(&Client::new(&bundle), pharmacy).await,
            &review["id"]
        )
        .is_some()
    );
    // Whose role was taken away is nobody any more, although the token still names it.
    let (person, admin) = admin(&bundle).await;
    admin.get(REVIEWS).await.unwrap().expect_status(200);
    grant_admin(&bundle, &person.username, &["--revoke"]);
    admin
        .get(REVIEWS)
        .await
        .unwrap()
        .expect_problem(403, "forbidden");
    let (path, body) = &decisions[0];
    put(&admin, path, None, body)
        .await
        .expect_problem(403, "forbidden");
}
