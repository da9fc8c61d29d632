//! Gemini as a speaker, against a provider and tables that behave badly.

use std::time::{Duration, Instant};

use nazar::config::Environment;
use nazar::http::Locale;
use nazar::outside::{CircuitSettings, Policy};
use nazar::store::{self, Table, TableName};
use nazar_tests::fake::{Behaviour, FakeProvider, Received};
use nazar_tests::tables;
use serde_json::json;

use super::{Gemini, GeminiSettings};
use crate::coach::Words;
use crate::feedback::record::{FeedbackProvider, Silence};
use crate::feedback::samples;
use crate::feedback::speaker::{Brief, Speaker, say};

const KEY: &str = "secret-of-the-operator";

/// Gemini, its key's table and its answers' table, all of them fakes.
struct World {
    provider: FakeProvider,
    keys: FakeProvider,
    control: FakeProvider,
    gemini: Gemini,
}

async fn world(plan: impl IntoIterator<Item = Behaviour>, policy: Policy) -> World {
    let key = json!({"Item": {"value": {"S": KEY}}}).to_string();
    let keys = FakeProvider::start([Behaviour::answer(200, key)])
        .await
        .unwrap();
    let control = FakeProvider::start([Behaviour::answer(200, "{}")])
        .await
        .unwrap();
    let provider = FakeProvider::start(plan).await.unwrap();
    let url = provider.url();
    let environment = Environment::of(&[
        ("GEMINI_BASE_URL", url.as_str()),
        ("GEMINI_MODEL", "gemini-2.5-flash"),
    ]);
    let settings = GeminiSettings::read(&environment).unwrap();
    let gemini = Gemini::new(settings, policy, table(&keys), table(&control)).unwrap();
    World {
        provider,
        keys,
        control,
        gemini,
    }
}

/// A table whose DynamoDB is a fake.
fn table(fake: &FakeProvider) -> Table {
    Table::new(
        store::client(&tables::config(fake.port())),
        TableName::from("table"),
    )
}

fn hurried() -> Policy {
    Policy {
        first_pause: Duration::from_millis(1),
        ..Policy::default()
    }
}

fn well() -> Behaviour {
    Behaviour::answer(200, samples::gemini_answer().to_string())
}

impl World {
    async fn speak(&self) -> Result<Words, Silence> {
        let analysis = samples::analysis();
        self.gemini.speak(brief(&analysis)).await
    }

    fn asked(&self) -> Vec<Received> {
        self.provider.received()
    }
}

fn brief(analysis: &crate::coach::Analysis) -> Brief<'_> {
    Brief {
        analysis,
        overlay: b"png",
        language: Locale::English,
        until: Instant::now() + Duration::from_secs(20),
    }
}

#[tokio::test]
async fn gemini_words_the_four_focuses() {
    let world = world([well()], hurried()).await;
    let words = world.speak().await.unwrap();
    assert_eq!(words.assessment, samples::ASSESSMENT);
    let texts: Vec<&str> = words
        .points
        .iter()
        .map(|point| point.text.as_str())
        .collect();
    assert_eq!(texts, samples::POINTS);

    let asked = &world.asked()[0];
    let line = asked.head.lines().next().unwrap();
    assert_eq!(
        line,
        "POST /v1beta/models/gemini-2.5-flash:generateContent HTTP/1.1"
    );
    assert_eq!(asked.header("x-goog-api-key"), KEY);
    assert!(!line.contains(KEY) && !asked.body.contains(KEY));
}

#[tokio::test]
async fn an_answer_is_kept_and_given_again() {
    let world = world([well()], hurried()).await;
    let first = world.speak().await.unwrap();
    let put = world.control.received().pop().unwrap();
    assert!(put.header("x-amz-target").ends_with("PutItem"));
    let put: serde_json::Value = serde_json::from_str(&put.body).unwrap();
    assert!(put["Item"]["expires_at"]["N"].is_string());

    let kept = json!({"Item": put["Item"]}).to_string();
    world.control.plan([Behaviour::answer(200, kept)]);
    assert_eq!(world.speak().await.unwrap(), first);
    assert_eq!(world.asked().len(), 1, "it was not asked again");
}

#[tokio::test]
async fn a_table_of_answers_that_is_away_costs_a_question_and_nothing_else() {
    let world = world([well()], hurried()).await;
    let refusal = r#"{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException"}"#;
    world.control.plan([Behaviour::answer(400, refusal)]);
    assert!(world.speak().await.is_ok());
    assert!(world.speak().await.is_ok());
    assert_eq!(world.asked().len(), 2);
}

#[tokio::test]
async fn without_a_key_nobody_is_asked() {
    let world = world([well()], hurried()).await;
    world.keys.plan([Behaviour::answer(200, "{}")]);
    assert_eq!(world.speak().await, Err(Silence::NotConfigured));
    assert!(world.asked().is_empty());
}

#[tokio::test]
async fn every_trouble_has_its_reason_and_its_number_of_tries() {
    let answer = |body: &str| Behaviour::answer(200, body);
    for (trouble, reason, tries) in [
        (Behaviour::answer(503, ""), Silence::Failing, 3),
        (Behaviour::throttled(0), Silence::RateLimited, 3),
        (Behaviour::throttled(3600), Silence::RateLimited, 1),
        (Behaviour::HangsUp, Silence::Unreachable, 3),
        (Behaviour::answer(403, "{}"), Silence::Refused, 1),
        (Behaviour::Floods(5_000_000), Silence::UnusableAnswer, 1),
        (answer("<html>"), Silence::UnusableAnswer, 1),
        (
            answer(&samples::gemini_says("Good.", &[]).to_string()),
            Silence::UnusableAnswer,
            1,
        ),
    ] {
        let world = world([trouble.clone()], hurried()).await;
        assert_eq!(world.speak().await, Err(reason), "{trouble:?}");
        assert_eq!(world.asked().len(), tries, "{trouble:?}");
        let kept = world.control.received();
        assert!(
            kept.iter()
                .all(|call| call.header("x-amz-target").ends_with("GetItem"))
        );
    }
}

#[tokio::test]
async fn silence_ends_with_the_time_and_the_coach_speaks() {
    let policy = Policy {
        per_try: Duration::from_millis(40),
        circuit: CircuitSettings {
            failures: 3,
            rest: Duration::from_secs(600),
        },
        ..hurried()
    };
    let world = world([Behaviour::Silent], policy).await;
    let analysis = samples::analysis();
    for reason in [Silence::TimedOut, Silence::Paused] {
        let spoken = say(&world.gemini, brief(&analysis)).await;
        assert_eq!(spoken.provider, FeedbackProvider::Local);
        let fallback = spoken.fallback.unwrap();
        assert_eq!(fallback.provider, FeedbackProvider::Gemini);
        assert_eq!(fallback.reason, reason);
        assert_eq!(spoken.words, analysis.words(Locale::English));
    }
    assert_eq!(world.asked().len(), 3);
}

#[test]
fn settings_name_what_is_wrong() {
    let read = |base: &str, model: &str| {
        let environment = Environment::of(&[("GEMINI_BASE_URL", base), ("GEMINI_MODEL", model)]);
        GeminiSettings::read(&environment).map_err(|error| error.to_string())
    };
    assert!(
        read(
            "https://generativelanguage.googleapis.com",
            "gemini-2.5-flash"
        )
        .is_ok()
    );
    let error = read("http://gemini.example", "gemini-2.5-flash").unwrap_err();
    assert!(error.contains("GEMINI_BASE_URL"), "{error}");
    let error = read("https://gemini.example", "../../files").unwrap_err();
    assert!(error.contains("GEMINI_MODEL"), "{error}");
}
