//! `/api/v1/jobs`: one's own, a page at a time; nobody else's.

use nazar_tests::{Bundle, Client, Person, samples};
use serde_json::Value;

async fn similarity(person: &Person) -> Value {
    let drawing = samples::drawing("ka-black-ink");
    person.compared(&drawing, "0").await.unwrap()
}

#[tokio::test]
async fn another_persons_job_is_not_there() {
    let bundle = Bundle::shared();
    let owner = Person::new(&bundle, "owner").await.unwrap();
    let stranger = Person::new(&bundle, "stranger").await.unwrap();
    let job = similarity(&owner).await;
    let path = format!("/api/v1/jobs/{}", job["id"].as_str().unwrap());

    owner.client.get(&path).await.unwrap().expect_status(200);
    let of_stranger = stranger
        .client
        .get(&path)
        .await
        .unwrap()
        .expect_problem(404, "not-found");
    let of_nothing = stranger
        .client
        .get("/api/v1/jobs/01ARZ3NDEKTSV4RRFFQ69G5FAV")
        .await
        .unwrap()
        .expect_problem(404, "not-found");
    assert_eq!(of_stranger["detail"], of_nothing["detail"]);
    Client::new(&bundle)
        .get(&path)
        .await
        .unwrap()
        .expect_problem(401, "unauthenticated");
    let list = stranger
        .client
        .get("/api/v1/jobs")
        .await
        .unwrap()
        .expect_status(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn jobs_are_paged_newest_first_and_each_appears_once() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "pages").await.unwrap();
    let mut made = Vec::new();
    for _ in 0..3 {
        made.push(similarity(&person).await["id"].clone());
    }
    made.reverse();

    let mut listed = Vec::new();
    let mut path = "/api/v1/jobs?limit=2".to_owned();
    loop {
        let answer = person.client.get(&path).await.unwrap();
        let page = answer.expect_status(200);
        listed.extend(
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|job| job["id"].clone()),
        );
        let Some(cursor) = page["next_cursor"].as_str() else {
            assert!(!answer.header("link").contains("rel=\"next\""));
            break;
        };
        assert!(answer.header("link").contains("rel=\"next\""));
        path = format!("/api/v1/jobs?limit=2&cursor={cursor}");
    }
    assert_eq!(listed, made);

    person
        .client
        .get("/api/v1/jobs?cursor=tampered")
        .await
        .unwrap()
        .expect_problem(400, "malformed-request");
    let bad_limit = person
        .client
        .get("/api/v1/jobs?limit=100000")
        .await
        .unwrap();
    assert!(bad_limit.status.is_client_error(), "{}", bad_limit.json());
}
