//! The inbox: what is told, read, counted and thrown away.

use super::*;

/// A person with so many notices of a reminder, a minute apart.
async fn told(bundle: &Bundle, name: &str, count: usize) -> Person {
    let person = person(bundle, name, "Asia/Tashkent").await;
    let times: Vec<String> = (0..count).map(|minute| format!("10:{minute:02}")).collect();
    let body = json!({"text": "Qon bosimi", "times": times, "first_day": tomorrow().to_string()});
    let made = post(&person.client, REMINDERS, body)
        .await
        .expect_status(201);
    let first = moment(&made["next_at"]);
    run_at(bundle, first + minutes(count as i64 - 1)).await;
    person
}

/// Section 1.10 and defect 8.2.16 of the service that this one replaces: alerts were an empty list, and marking one read
/// said yes to everything.
#[tokio::test]
async fn defect_16_notices_are_listed_read_one_by_one_and_all_at_once() {
    let world = world().await;
    let person = told(&world.bundle, "inbox", 2).await;
    let client = &person.client;
    let listed = notices(&person).await;
    assert_eq!(listed.len(), 2);
    let newest = &listed[0];
    assert_eq!(newest["kind"], "reminder");
    assert_eq!(
        (&newest["read"], &newest["body"]),
        (&json!(false), &json!("Qon bosimi"))
    );
    assert_eq!(newest["about"]["event"], "remember");
    let id = newest["id"].as_str().unwrap();
    let unread = async || {
        let answer = client.get(&format!("{INBOX}/unread")).await.unwrap();
        answer.expect_status(200)["unread"].as_u64().unwrap()
    };
    assert_eq!(unread().await, 2);

    for _ in 0..2 {
        let read = post(client, &format!("{INBOX}/{id}/read"), json!({})).await;
        assert_eq!(read.status, 204);
    }
    assert_eq!(unread().await, 1);
    let shown = notices(&person).await;
    let shown = shown.iter().find(|notice| notice["id"] == id).unwrap();
    assert_eq!(shown["read"], true);
    let only = client
        .get(&format!("{INBOX}?unread=true&kind=reminder"))
        .await;
    let only = only.unwrap().expect_status(200);
    let only = only["items"].as_array().unwrap();
    assert!(only.iter().all(|notice| notice["id"] != id), "{only:?}");
    let recalls = client.get(&format!("{INBOX}?kind=recall")).await.unwrap();
    assert_eq!(recalls.expect_status(200)["items"], json!([]));

    let all = post(client, &format!("{INBOX}/read"), json!({})).await;
    assert_eq!(all.status, 204);
    assert_eq!(unread().await, 0);
    assert_eq!(delete(client, &format!("{INBOX}/{id}")).await.status, 204);
    delete(client, &format!("{INBOX}/{id}"))
        .await
        .expect_problem(404, "not-found");
    client
        .get(&format!("{INBOX}?kind=alert"))
        .await
        .unwrap()
        .expect_problem(400, "malformed-request");
}

#[tokio::test]
async fn another_persons_notices_are_nowhere() {
    let world = world().await;
    let owner = told(&world.bundle, "notice_owner", 1).await;
    let stranger = Person::new(&world.bundle, "notice_stranger").await.unwrap();
    let id = notices(&owner).await[0]["id"].as_str().unwrap().to_owned();
    assert!(notices(&stranger).await.is_empty());
    post(&stranger.client, &format!("{INBOX}/{id}/read"), json!({}))
        .await
        .expect_problem(404, "not-found");
    delete(&stranger.client, &format!("{INBOX}/{id}"))
        .await
        .expect_problem(404, "not-found");
    assert_eq!(notices(&owner).await[0]["read"], false);
    let nobody = Client::new(&world.bundle).get(INBOX).await.unwrap();
    nobody.expect_problem(401, "unauthenticated");
}

#[tokio::test]
async fn pages_follow_each_other_and_each_reader_reads_their_language() {
    let world = world().await;
    let person = told(&world.bundle, "notice_pages", 3).await;
    let all = notices(&person).await;
    let mut path = format!("{INBOX}?limit=1");
    let mut seen = Vec::new();
    loop {
        let page = person.client.get(&path).await.unwrap().expect_status(200);
        let items = page["items"].as_array().unwrap();
        seen.extend(items.iter().map(|item| item["id"].clone()));
        match page["next_cursor"].as_str() {
            Some(cursor) => path = format!("{INBOX}?limit=1&cursor={cursor}"),
            None => break,
        }
    }
    let ids: Vec<Value> = all.iter().map(|notice| notice["id"].clone()).collect();
    assert_eq!(seen, ids);
    let mut titles = Vec::new();
    for language in ["en", "ru", "uz", "uz-Cyrl"] {
        let request = person
            .client
            .request(Method::GET, INBOX)
            .header("accept-language", language);
        let page = person
            .client
            .send(request)
            .await
            .unwrap()
            .expect_status(200);
        titles.push(page["items"][0]["title"].as_str().unwrap().to_owned());
    }
    titles.sort();
    titles.dedup();
    assert_eq!(titles.len(), 4, "{titles:?}");
}

#[tokio::test]
async fn a_choice_of_channels_is_changed_over_what_was_read() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "channels").await.unwrap();
    let path = format!("{INBOX}/channels");
    let shown = person.client.get(&path).await.unwrap();
    assert_eq!(shown.expect_status(200)["mail"], json!([]));
    let change = async |tag: &str, body: Value| {
        let request = person
            .client
            .request(Method::PATCH, &path)
            .header("if-match", tag)
            .json(&body);
        person.client.send(request).await.unwrap()
    };
    let tag = shown.header("etag").to_owned();
    let body = json!({"mail": ["refill", "recall", "refill"]});
    let changed = change(&tag, body.clone()).await.expect_status(200);
    assert_eq!(changed["mail"], json!(["recall", "refill"]));
    assert_eq!(changed["push"].as_array().unwrap().len(), 6);
    change(&tag, body)
        .await
        .expect_problem(412, "precondition-failed");
    change("*", json!({"push": ["everything"]}))
        .await
        .expect_problem(422, "validation-failed");
}
