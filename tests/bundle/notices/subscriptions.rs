//! Which browsers may be told, and which addresses may be called.

use nazar_tests::push::{Browser, PushService};

use super::*;

const PUSH: &str = "/api/v1/push/subscriptions";

/// An address that a caller gives is called by us: none but those of push services may be.
#[tokio::test]
async fn addresses_of_anything_but_push_services_are_refused() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "subscribes").await.unwrap();
    let service = PushService::start().await.unwrap();
    let browser = Browser::new(&service, "mine");
    let with = |endpoint: &str| {
        let mut body = browser.subscription();
        body["endpoint"] = json!(endpoint);
        body
    };
    for bad in [
        "http://169.254.169.254/latest/meta-data/",
        "https://169.254.169.254/latest/meta-data/",
        "https://localhost/",
        "http://fcm.googleapis.com/fcm/send/a",
        "https://fcm.googleapis.com.example.org/a",
        "https://user@fcm.googleapis.com/a",
        "nonsense",
        // This bundle's operator has named no host of this machine.
        browser.subscription()["endpoint"].as_str().unwrap(),
    ] {
        let problem = post(&person.client, PUSH, with(bad)).await;
        let problem = problem.expect_problem(422, "validation-failed");
        assert_eq!(problem["errors"][0]["pointer"], "/endpoint", "{bad}");
    }
    let mut body = with("https://fcm.googleapis.com/fcm/send/a");
    body["keys"]["auth"] = json!("AAAA");
    post(&person.client, PUSH, body)
        .await
        .expect_problem(422, "validation-failed");
}

#[tokio::test]
async fn ten_browsers_are_told_and_an_eleventh_is_not() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "browsers").await.unwrap();
    let service = PushService::start().await.unwrap();
    let browser = Browser::new(&service, "many");
    let subscribe = async |number: usize| {
        let mut body = browser.subscription();
        body["endpoint"] = json!(format!("https://fcm.googleapis.com/fcm/send/{number}"));
        post(&person.client, PUSH, body).await
    };
    for number in 0..10 {
        assert_eq!(subscribe(number).await.status, 201);
    }
    assert_eq!(subscribe(3).await.status, 201, "the same browser again");
    subscribe(10)
        .await
        .expect_problem(409, "subscriptions-full");
    let listed = person.client.get(PUSH).await.unwrap().expect_status(200);
    let items = listed["items"].as_array().unwrap();
    assert_eq!(items.len(), 10);
    let shown = listed.to_string();
    assert!(
        !shown.contains("/fcm/send/"),
        "addresses are secrets: {shown}"
    );

    let path = format!("{PUSH}/{}", items[0]["id"].as_str().unwrap());
    let stranger = Person::new(&bundle, "other_browsers").await.unwrap();
    delete(&stranger.client, &path)
        .await
        .expect_problem(404, "not-found");
    assert_eq!(delete(&person.client, &path).await.status, 204);
    delete(&person.client, &path)
        .await
        .expect_problem(404, "not-found");
    assert_eq!(subscribe(10).await.status, 201);
}
