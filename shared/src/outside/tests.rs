//! The client against a provider that behaves badly.

use std::time::{Duration, Instant};

use nazar_tests::fake::{Behaviour, FakeProvider};

use super::{BaseUrl, CircuitSettings, OutsideError, OutsideRequest, Policy, Provider, Secret};

/// Pauses of a few milliseconds, and a circuit that stays closed.
fn hurried() -> Policy {
    Policy {
        per_try: Duration::from_secs(10),
        whole: Duration::from_secs(30),
        first_pause: Duration::from_millis(1),
        longest_pause: Duration::from_secs(2),
        max_answer: 2_000,
        circuit: CircuitSettings {
            failures: 100,
            rest: Duration::from_secs(600),
        },
        ..Policy::default()
    }
}

/// As [`hurried`], for providers that never answer.
fn impatient() -> Policy {
    Policy {
        per_try: Duration::from_millis(50),
        ..hurried()
    }
}

fn provider(fake: &FakeProvider, policy: Policy) -> Provider {
    Provider::new("fake", fake.url().parse().unwrap(), policy).unwrap()
}

/// What a call comes to, and how many tries it made.
async fn outcome(
    plan: impl IntoIterator<Item = Behaviour>,
    policy: Policy,
) -> (Result<String, OutsideError>, usize) {
    let fake = FakeProvider::start(plan).await.unwrap();
    let answer = provider(&fake, policy)
        .send(&OutsideRequest::get("/a"))
        .await;
    let text = answer.map(|body| String::from_utf8(body.to_vec()).unwrap());
    (text, fake.received().len())
}

#[tokio::test]
async fn what_may_pass_is_tried_again() {
    for trouble in [
        Behaviour::answer(500, ""),
        Behaviour::answer(503, "later"),
        Behaviour::answer(408, ""),
        Behaviour::throttled(0),
        Behaviour::HangsUp,
    ] {
        let plan = [
            trouble.clone(),
            trouble.clone(),
            Behaviour::answer(200, "here"),
        ];
        let (answer, tries) = outcome(plan, hurried()).await;
        assert_eq!((answer, tries), (Ok("here".to_owned()), 3), "{trouble:?}");
    }
}

#[tokio::test]
async fn three_tries_are_all() {
    let (answer, tries) = outcome([Behaviour::answer(502, "")], hurried()).await;
    let error = OutsideError::Failing {
        status: 502,
        retry_after: None,
    };
    assert_eq!((answer, tries), (Err(error), 3));
    let (answer, tries) = outcome([Behaviour::HangsUp], hurried()).await;
    assert_eq!((answer, tries), (Err(OutsideError::Unreachable), 3));
}

#[tokio::test]
async fn what_will_not_pass_is_not_tried_again() {
    for status in [301, 400, 401, 403, 404] {
        let (answer, tries) = outcome([Behaviour::answer(status, "no")], hurried()).await;
        assert_eq!((answer, tries), (Err(OutsideError::Refused(status)), 1));
    }
    let (answer, tries) = outcome([Behaviour::throttled(60)], hurried()).await;
    let retry_after = Some(Duration::from_secs(60));
    assert_eq!(
        (answer, tries),
        (Err(OutsideError::Throttled { retry_after }), 1),
        "it asks for more time than there is"
    );
}

#[tokio::test]
async fn the_provider_decides_how_long_to_wait_within_bounds() {
    let began = Instant::now();
    let plan = [Behaviour::throttled(1), Behaviour::answer(200, "")];
    let (answer, tries) = outcome(plan, hurried()).await;
    assert_eq!((answer, tries), (Ok(String::new()), 2));
    assert!(began.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn silence_and_stalling_end_each_try() {
    for trouble in [Behaviour::Silent, Behaviour::Stalls] {
        let (answer, tries) = outcome([trouble], impatient()).await;
        assert_eq!((answer, tries), (Err(OutsideError::TimedOut), 3));
    }
}

#[tokio::test]
async fn all_tries_end_with_the_whole_time() {
    let fake = FakeProvider::start([Behaviour::Silent]).await.unwrap();
    let until = Instant::now() + Duration::from_millis(400);
    let answer = provider(&fake, hurried())
        .send_until(&OutsideRequest::get("/"), until)
        .await;
    assert_eq!(answer, Err(OutsideError::TimedOut));
    assert_eq!(
        fake.received().len(),
        1,
        "no time was left for a second try"
    );
}

#[tokio::test]
async fn an_answer_is_read_up_to_the_limit() {
    let limit = hurried().max_answer;
    for huge in [
        Behaviour::answer(200, "x".repeat(limit + 1)),
        Behaviour::Floods(10_000_000),
    ] {
        let (answer, tries) = outcome([huge], hurried()).await;
        assert_eq!((answer, tries), (Err(OutsideError::TooLarge { limit }), 1));
    }
    let (answer, _) = outcome([Behaviour::answer(200, "x".repeat(limit))], hurried()).await;
    assert_eq!(answer.unwrap().len(), limit);
}

#[tokio::test]
async fn a_provider_that_keeps_failing_is_left_alone_until_a_probe_succeeds() {
    let mut policy = hurried();
    policy.circuit = CircuitSettings {
        failures: 4,
        rest: Duration::from_millis(200),
    };
    let fake = FakeProvider::start([Behaviour::answer(500, "")])
        .await
        .unwrap();
    let provider = provider(&fake, policy);
    let request = OutsideRequest::get("/");
    provider.send(&request).await.unwrap_err();
    assert_eq!(provider.send(&request).await, Err(OutsideError::Paused));
    assert_eq!(fake.received().len(), 4, "the fifth try was not made");

    fake.plan([Behaviour::answer(200, "well")]);
    let mut answer = Err(OutsideError::Paused);
    while answer == Err(OutsideError::Paused) {
        tokio::time::sleep(Duration::from_millis(20)).await;
        answer = provider.send(&request).await;
    }
    assert_eq!(answer.unwrap(), "well");
}

#[tokio::test]
async fn nobody_listening_is_unreachable() {
    let fake = FakeProvider::start([]).await.unwrap();
    let provider = provider(&fake, hurried());
    drop(fake);
    // The port closes when the runtime gets to it; until then a connection may be made that nobody answers.
    let outcome = provider.send(&OutsideRequest::get("/")).await;
    assert_eq!(outcome, Err(OutsideError::Unreachable));
}

#[tokio::test]
async fn paths_queries_and_secrets_arrive_where_they_belong() {
    let fake = FakeProvider::start([Behaviour::answer(200, "")])
        .await
        .unwrap();
    let base = format!("{}/base/", fake.url()).parse().unwrap();
    let provider = Provider::new("fake", base, hurried()).unwrap();
    let request = OutsideRequest::post_json("/v1/things:do", &serde_json::json!({"a": 1}))
        .unwrap()
        .with_query("q", "a&b c")
        .with_secret("x-key", &Secret::from("k-1"))
        .unwrap();
    provider.send(&request).await.unwrap();
    let received = &fake.received()[0];
    let line = received.head.lines().next().unwrap();
    assert_eq!(line, "POST /base/v1/things:do?q=a%26b+c HTTP/1.1");
    assert_eq!(received.header("x-key"), "k-1");
    assert_eq!(received.body, r#"{"a":1}"#);
    assert!(!format!("{request:?} {provider:?}").contains("k-1"));
}

#[test]
fn keys_are_sent_to_no_address_in_the_clear() {
    for good in [
        "https://generativelanguage.googleapis.com",
        "https://api.example/base/",
        "http://127.0.0.1:4000",
        "http://localhost:4000",
    ] {
        assert!(good.parse::<BaseUrl>().is_ok(), "{good}");
    }
    for bad in [
        "",
        "api.example",
        "http://api.example",
        "http://127.0.0.1.example",
        "ftp://127.0.0.1",
        "https://user:word@api.example",
        "https://api.example?key=1",
        "file:///etc/passwd",
    ] {
        assert!(bad.parse::<BaseUrl>().is_err(), "{bad}");
    }
}
