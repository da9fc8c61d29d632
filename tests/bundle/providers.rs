//! Feedback in the words of a provider outside, which here is one of ours and behaves as badly as it is told.

use nazar_tests::fake::{Behaviour, FakeProvider};
use nazar_tests::{Bundle, Options, Person, aws, samples};
use serde_json::{Value, json};

const KEY: &str = "the-operators-secret";
const ASSESSMENT: &str = "The provider finds your letter close to the reference.";

/// A bundle whose Gemini is a fake, with a key for it.
async fn world(plan: impl IntoIterator<Item = Behaviour>) -> (Bundle, FakeProvider) {
    let fake = FakeProvider::start(plan).await.unwrap();
    let mut options = Options::with_wide_limits();
    options
        .parameters
        .push(format!("GeminiBaseUrl={}", fake.url()));
    let bundle = tokio::task::spawn_blocking(|| Bundle::start(options)).await;
    let bundle = bundle.unwrap().unwrap();
    aws::dynamodb(&bundle)
        .await
        .put_item()
        .table_name(aws::table(&bundle, "keys").await)
        .item("pk", aws::text("PROVIDER#gemini"))
        .item("sk", aws::text("KEY"))
        .item("value", aws::text(KEY))
        .send()
        .await
        .unwrap();
    (bundle, fake)
}

fn says(assessment: &str, point: &str) -> Behaviour {
    let points = [point; 4];
    let said = json!({"assessment": assessment, "points": points}).to_string();
    let answer = json!({
        "candidates": [{"content": {"parts": [{"text": said}]}, "finishReason": "STOP"}],
    });
    Behaviour::answer(200, answer.to_string())
}

fn well() -> Behaviour {
    says(ASSESSMENT, "Draw the head line along its whole length.")
}

async fn similarity(person: &Person) -> String {
    let drawing = samples::drawing("ka-black-ink");
    let job = person.compared(&drawing, "0").await.unwrap();
    assert_eq!(job["status"], "succeeded", "{job}");
    job["result"]["id"].as_str().unwrap().to_owned()
}

async fn ask(person: &Person, id: &str, leniency: &str) -> Value {
    let wish = json!({"similarity_id": id, "provider": "gemini", "leniency": leniency});
    let answer = person
        .client
        .post("/api/v1/calligraphy/feedback", &wish)
        .await;
    answer.unwrap().expect_status(200)
}

fn assert_spoken(feedback: &Value) {
    assert_eq!(feedback["provider"], "gemini", "{feedback}");
    assert!(feedback.get("fallback").is_none(), "{feedback}");
    assert_eq!(feedback["assessment"], ASSESSMENT);
    assert_eq!(feedback["focus_points"].as_array().unwrap().len(), 4);
}

fn assert_fallback(feedback: &Value, reason: &str) {
    assert_eq!(feedback["provider"], "local", "{feedback}");
    assert_eq!(
        feedback["fallback"],
        json!({"provider": "gemini", "reason": reason})
    );
    assert_eq!(feedback["focus_points"].as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn it_is_told_nothing_about_the_person_and_asked_once_about_a_drawing() {
    let (bundle, fake) = world([well()]).await;
    let person = Person::new(&bundle, "private_person").await.unwrap();
    let id = similarity(&person).await;
    assert_spoken(&ask(&person, &id, "normal").await);

    let asked = fake.received();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].header("x-goog-api-key"), KEY);
    let request_line = asked[0].head.lines().next().unwrap();
    assert!(request_line.starts_with("POST /v1beta/models/"));
    assert!(!request_line.contains(KEY) && !asked[0].body.contains(KEY));
    let email = format!("{}@example.org", person.username);
    for personal in [
        &person.id,
        &person.username,
        &email,
        &id,
        &person.access_token,
    ] {
        assert!(!asked[0].head.contains(personal.as_str()), "{personal}");
        assert!(!asked[0].body.contains(personal.as_str()), "{personal}");
    }
    assert!(!bundle.log().contains(KEY));

    assert_spoken(&ask(&person, &id, "normal").await);
    let somebody = Person::new(&bundle, "same_drawing").await.unwrap();
    let theirs = similarity(&somebody).await;
    assert_spoken(&ask(&somebody, &theirs, "normal").await);
    assert_eq!(fake.received().len(), 1, "the answer was kept");
}

#[tokio::test]
async fn whatever_it_does_the_learner_gets_feedback() {
    let (bundle, fake) = world([well()]).await;
    let person = Person::new(&bundle, "patient").await.unwrap();
    let id = similarity(&person).await;
    let wrong = || Behaviour::answer(200, "<html>moved</html>");
    // Wrong answers come in between because they show that it is there: failures in a row would open the circuit.
    for (behaviour, reason, tries) in [
        (Behaviour::throttled(3600), "rate_limited", 1),
        (wrong(), "unusable_answer", 1),
        (Behaviour::Floods(20_000_000), "unusable_answer", 1),
        (
            says(ASSESSMENT, "Нарисуйте верхнюю черту целиком."),
            "unusable_answer",
            1,
        ),
        (Behaviour::HangsUp, "unreachable", 3),
        (Behaviour::answer(403, "{}"), "refused", 1),
        (Behaviour::answer(503, "later"), "failing", 3),
        (Behaviour::answer(503, "later"), "paused", 2),
    ] {
        let before = fake.received().len();
        fake.plan([behaviour.clone()]);
        assert_fallback(&ask(&person, &id, "strict").await, reason);
        assert_eq!(fake.received().len() - before, tries, "{behaviour:?}");
    }
}

#[tokio::test]
async fn slowness_and_absence_end_within_the_functions_time() {
    let (bundle, fake) = world([Behaviour::Silent]).await;
    let person = Person::new(&bundle, "waiting").await.unwrap();
    let id = similarity(&person).await;
    assert_fallback(&ask(&person, &id, "gentle").await, "timed_out");
    let read = person
        .client
        .get(&format!("/api/v1/calligraphy/similarities/{id}/feedback"))
        .await
        .unwrap();
    assert_fallback(&read.expect_status(200), "timed_out");

    fake.plan([well()]);
    assert_spoken(&ask(&person, &id, "gentle").await);
    drop(fake);
    assert_fallback(&ask(&person, &id, "strict").await, "unreachable");
}
