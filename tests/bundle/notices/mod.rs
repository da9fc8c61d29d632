//! `/api/v1/notifications`, `/api/v1/reminders` and `/api/v1/push`, and the schedule behind them.
//!
//! A run of the schedule does what has its minute by the time that its event names, so a test runs tomorrow by saying so.
//! What one test runs would pass over what another is still waiting for: those that run the schedule have a bundle of their
//! own, one at a time ([`world`]).

mod inbox;
mod kept;
mod lists;
mod outward;
mod prices;
mod reminders;
mod subscriptions;

use std::sync::{Arc, LazyLock, Mutex, PoisonError, Weak};

use jiff::{SignedDuration, Timestamp};
use nazar_tests::{Bundle, Client, Options, Person};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::sync::OwnedMutexGuard;

const INBOX: &str = "/api/v1/notifications";
const REMINDERS: &str = "/api/v1/reminders";
const LIST: &str = "/api/v1/users/me/medications";
const ME: &str = "/api/v1/users/me";

/// The bundle whose schedule these tests run, for as long as it is one test's turn.
struct World {
    bundle: Arc<Bundle>,
    _turn: OwnedMutexGuard<()>,
}

/// Waits for this test's turn. Whoever waits holds the bundle, so that it is not started for each of them anew.
async fn world() -> World {
    static BUNDLE: Mutex<Weak<Bundle>> = Mutex::new(Weak::new());
    static TURN: LazyLock<Arc<tokio::sync::Mutex<()>>> = LazyLock::new(Arc::default);
    let bundle = tokio::task::spawn_blocking(|| {
        let mut kept = BUNDLE.lock().unwrap_or_else(PoisonError::into_inner);
        kept.upgrade().unwrap_or_else(|| {
            let bundle = Arc::new(Bundle::start(Options::with_wide_limits()).unwrap());
            *kept = Arc::downgrade(&bundle);
            bundle
        })
    });
    World {
        bundle: bundle.await.unwrap(),
        _turn: Arc::clone(&TURN).lock_owned().await,
    }
}

/// The day after today, where clocks show the time of Tashkent.
fn tomorrow() -> jiff::civil::Date {
    tashkent().day(Timestamp::now()).tomorrow().unwrap()
}

/// When clocks in Tashkent show this hour tomorrow.
fn tomorrow_at(hour: i8) -> Timestamp {
    tashkent().moment(tomorrow().at(hour, 0, 0, 0))
}

fn tashkent() -> nazar::Zone {
    "Asia/Tashkent".parse().unwrap()
}

/// Runs the schedule as if it were then.
async fn run_at(bundle: &Bundle, time: Timestamp) -> Value {
    let event = json!({"source": "aws.events", "time": time.to_string()});
    let client = Client::new(bundle);
    let answer = client
        .post("/_local/invoke/RemindersFunction", &event)
        .await
        .unwrap();
    let summary = answer.expect_status(200);
    assert_eq!(summary["finished"], true, "{summary}");
    assert_eq!(summary["failed"], 0, "{summary}");
    summary
}

async fn post(client: &Client, path: &str, body: Value) -> nazar_tests::Answer {
    client.post(path, &body).await.unwrap()
}

async fn patch(client: &Client, path: &str, body: Value) -> nazar_tests::Answer {
    let request = client.request(Method::PATCH, path).json(&body);
    client.send(request).await.unwrap()
}

async fn delete(client: &Client, path: &str) -> nazar_tests::Answer {
    client
        .send(client.request(Method::DELETE, path))
        .await
        .unwrap()
}

/// A person whose clocks show the time of a zone.
async fn person(bundle: &Bundle, name: &str, zone: &str) -> Person {
    let person = Person::new(bundle, name).await.unwrap();
    patch(&person.client, ME, json!({ "zone": zone }))
        .await
        .expect_status(200);
    person
}

/// All notices of a person, newest first.
async fn notices(person: &Person) -> Vec<Value> {
    let page = person.client.get(&format!("{INBOX}?limit=100")).await;
    let page = page.unwrap().expect_status(200);
    page["items"].as_array().unwrap().clone()
}

fn moment(value: &Value) -> Timestamp {
    value.as_str().unwrap().parse().unwrap()
}

fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}
