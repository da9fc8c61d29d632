//! `/api/v1/calligraphy/feedback` and what is kept of it, with the coach's own words.

use nazar_tests::{Answer, Bundle, Client, Person, aws, samples};
use serde_json::{Value, json};

const FEEDBACK: &str = "/api/v1/calligraphy/feedback";

fn address(similarity: &str) -> String {
    format!("/api/v1/calligraphy/similarities/{similarity}/feedback")
}

/// The id of a finished similarity of ka with a character.
async fn similarity(person: &Person, target: &str) -> String {
    let drawing = samples::drawing("ka-black-ink");
    let job = person.compared(&drawing, target).await.unwrap();
    assert_eq!(job["status"], "succeeded", "{job}");
    job["result"]["id"].as_str().unwrap().to_owned()
}

async fn ask(person: &Person, wish: &Value) -> Answer {
    person.client.post(FEEDBACK, wish).await.unwrap()
}

/// The answer without the addresses, which are signed anew each time.
fn lasting(feedback: &Value) -> Value {
    let mut lasting = feedback.clone();
    for url in ["overlay_image_url", "regions_image_url"] {
        lasting[url].take();
    }
    for map in lasting["heat_maps"].as_array_mut().unwrap() {
        map["image_url"].take();
    }
    lasting
}

#[tokio::test]
async fn the_coach_says_what_to_mend_and_where() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "coached").await.unwrap();
    let id = similarity(&person, "0").await;
    let feedback = ask(&person, &json!({"similarity_id": id}))
        .await
        .expect_status(200);

    assert_eq!(feedback["similarity_id"], id.as_str());
    assert_eq!(feedback["provider"], "local");
    assert_eq!(feedback["leniency"], "normal");
    assert_eq!(feedback["language"], "en");
    assert!(feedback.get("fallback").is_none(), "{feedback}");
    assert!(feedback["score"].as_u64().unwrap() <= 100);
    assert!(!feedback["assessment"].as_str().unwrap().is_empty());
    assert!(feedback["facts"]["ink"]["missing"].is_number());
    let regions = feedback["regions"].as_array().unwrap();
    let points = feedback["focus_points"].as_array().unwrap();
    assert_eq!(points.len(), 4);
    for point in points {
        let region = usize::try_from(point["region"].as_u64().unwrap()).unwrap();
        assert!(region < regions.len(), "{point}");
        assert!(!point["text"].as_str().unwrap().is_empty());
    }
}

#[tokio::test]
async fn its_pictures_can_be_fetched_for_a_while() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "pictured").await.unwrap();
    // A good ka that should have been another character: the classifier sees what it is.
    let id = similarity(&person, "1").await;
    let feedback = ask(&person, &json!({"similarity_id": id}))
        .await
        .expect_status(200);
    let maps = feedback["heat_maps"].as_array().unwrap();
    let classes: Vec<u64> = maps
        .iter()
        .map(|map| map["class_id"].as_u64().unwrap())
        .collect();
    assert_eq!(classes, [1, 0], "what was wanted, and what was seen");
    let visitor = Client::new(&bundle);
    let pictures = [
        &feedback["overlay_image_url"],
        &maps[0]["image_url"],
        &maps[1]["image_url"],
    ];
    for url in pictures {
        let url = url.as_str().unwrap();
        assert!(url.contains("X-Amz-Expires=900"), "{url}");
        let answer = visitor.get(url).await.unwrap();
        assert_eq!(answer.header("content-type"), "image/png", "{url}");
        assert!(image::load_from_memory(&answer.bytes).unwrap().width() >= 256);
    }
    let svg = visitor
        .get(feedback["regions_image_url"].as_str().unwrap())
        .await
        .unwrap();
    assert_eq!(svg.header("content-type"), "image/svg+xml");
    let text = String::from_utf8(svg.bytes).unwrap();
    assert!(text.starts_with("<svg"), "{text}");
    assert!(!text.contains("<script"));
}

#[tokio::test]
async fn what_was_said_is_kept_until_something_else_is_asked() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "kept").await.unwrap();
    let id = similarity(&person, "0").await;
    person
        .client
        .get(&address(&id))
        .await
        .unwrap()
        .expect_problem(404, "not-found");

    let wish = json!({"similarity_id": id, "language": "ne", "leniency": "strict"});
    let first = ask(&person, &wish).await.expect_status(200);
    assert_eq!(
        (&first["language"], &first["leniency"]),
        (&json!("ne"), &json!("strict"))
    );
    let again = ask(&person, &wish).await.expect_status(200);
    assert_eq!(
        lasting(&again),
        lasting(&first),
        "the time of its making included"
    );
    let read = person.client.get(&address(&id)).await.unwrap();
    assert_eq!(lasting(&read.expect_status(200)), lasting(&first));

    let other = json!({"similarity_id": id, "language": "ru", "leniency": "gentle"});
    let replaced = ask(&person, &other).await.expect_status(200);
    assert_ne!(replaced["assessment"], first["assessment"]);
    assert_eq!(
        replaced["facts"], first["facts"],
        "leniency judges, it does not measure"
    );
    assert!(replaced["score"].as_u64() >= first["score"].as_u64());
    let read = person.client.get(&address(&id)).await.unwrap();
    assert_eq!(lasting(&read.expect_status(200)), lasting(&replaced));
}

#[tokio::test]
async fn the_language_is_that_of_the_reader_unless_another_is_asked_for() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "reader").await.unwrap();
    let id = similarity(&person, "0").await;
    let request = person
        .client
        .request(reqwest::Method::POST, FEEDBACK)
        .header("accept-language", "uz-Cyrl, en;q=0.5")
        .json(&json!({"similarity_id": id}));
    let feedback = person
        .client
        .send(request)
        .await
        .unwrap()
        .expect_status(200);
    assert_eq!(feedback["language"], "uz-Cyrl");
}

#[tokio::test]
async fn one_persons_feedback_is_nobody_elses() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "learner").await.unwrap();
    let stranger = Person::new(&bundle, "stranger").await.unwrap();
    let id = similarity(&person, "0").await;
    ask(&person, &json!({"similarity_id": id}))
        .await
        .expect_status(200);
    ask(&stranger, &json!({"similarity_id": id}))
        .await
        .expect_problem(404, "not-found");
    stranger
        .client
        .get(&address(&id))
        .await
        .unwrap()
        .expect_problem(404, "not-found");
    let visitor = Client::new(&bundle);
    visitor
        .post(FEEDBACK, &json!({"similarity_id": id}))
        .await
        .unwrap()
        .expect_problem(401, "unauthenticated");
}

#[tokio::test]
async fn requests_that_cannot_be_are_refused_by_field() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "wrong_wishes").await.unwrap();
    let id = "01BX5ZZKBKACTAV9WEVGEMMVRZ";
    ask(&person, &json!({"similarity_id": id}))
        .await
        .expect_problem(404, "not-found");
    for (wish, pointer) in [
        (json!({}), "/similarity_id"),
        (json!({"similarity_id": "x"}), "/similarity_id"),
        (
            json!({"similarity_id": id, "provider": "oracle"}),
            "/provider",
        ),
        (json!({"similarity_id": id, "language": "tlh"}), "/language"),
        (
            json!({"similarity_id": id, "leniency": "merciless"}),
            "/leniency",
        ),
    ] {
        let problem = ask(&person, &wish)
            .await
            .expect_problem(422, "validation-failed");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{wish}");
    }
}

#[tokio::test]
async fn a_drawing_that_is_not_kept_any_more_is_a_problem_of_its_own() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "gone").await.unwrap();
    let id = similarity(&person, "0").await;
    let original = format!("images/{}/similarities/{id}/original", person.id);
    aws::s3(&bundle)
        .await
        .delete_object()
        .bucket(aws::media_bucket())
        .key(original)
        .send()
        .await
        .unwrap();
    ask(&person, &json!({"similarity_id": id}))
        .await
        .expect_problem(410, "drawing-gone");
}

#[tokio::test]
async fn a_provider_without_a_key_is_not_asked_and_the_coach_speaks() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "keyless").await.unwrap();
    let id = similarity(&person, "0").await;
    let wish = json!({"similarity_id": id, "provider": "gemini"});
    let feedback = ask(&person, &wish).await.expect_status(200);
    assert_eq!(feedback["provider"], "local");
    assert_eq!(
        feedback["fallback"],
        json!({"provider": "gemini", "reason": "not_configured"})
    );
    assert_eq!(feedback["focus_points"].as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn feedback_goes_with_its_similarity() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "leaver").await.unwrap();
    let id = similarity(&person, "0").await;
    ask(&person, &json!({"similarity_id": id}))
        .await
        .expect_status(200);
    let folder = format!("images/{}/similarities/{id}/", person.id);
    let kept = aws::object_keys(&bundle, &folder).await;
    assert!(
        kept.iter().any(|key| key.contains("/feedback/")),
        "{kept:?}"
    );

    let path = format!("/api/v1/calligraphy/history/similarities/{id}");
    let request = person.client.request(reqwest::Method::DELETE, &path);
    person
        .client
        .send(request)
        .await
        .unwrap()
        .expect_status(204);
    person
        .client
        .get(&address(&id))
        .await
        .unwrap()
        .expect_problem(404, "not-found");
    assert_eq!(
        aws::object_keys(&bundle, &folder).await,
        Vec::<String>::new()
    );
}
