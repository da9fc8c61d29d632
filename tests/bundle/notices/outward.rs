//! Push and mail: what goes out, when, how often, and what is held back.

use nazar_tests::push::{Browser, PushService, Pushed};

use super::*;

const PUSH: &str = "/api/v1/push/subscriptions";

/// A bundle of its own, whose operator names a push service of this machine: nobody else runs its schedule.
async fn with_pushes() -> (Bundle, PushService) {
    let service = PushService::start().await.unwrap();
    let mut options = Options::with_wide_limits();
    options.parameters.extend([
        format!("PushHosts={}", service.host()),
        "PushContact=mailto:operator@example.org".to_owned(),
    ]);
    let bundle = tokio::task::spawn_blocking(|| Bundle::start(options)).await;
    (bundle.unwrap().unwrap(), service)
}

/// The letters that went to a person.
fn letters(bundle: &Bundle, person: &Person) -> Vec<Value> {
    let Ok(folder) = std::fs::read_dir(bundle.data_dir().join("mail")) else {
        return Vec::new();
    };
    let paths = folder.map(|file| file.unwrap().path());
    let paths = paths.filter(|path| path.extension().is_some_and(|end| end == "json"));
    let letters = paths.map(|path| serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap());
    let address = format!("{}@example.org", person.username);
    letters
        .filter(|letter: &Value| letter["to"] == address)
        .collect()
}

async fn subscribed(person: &Person, browser: &Browser) {
    post(&person.client, PUSH, browser.subscription())
        .await
        .expect_status(201);
}

fn texts(browser: &Browser, pushed: &[Pushed]) -> Vec<String> {
    let read = |pushed: &Pushed| {
        let message = browser.read(&pushed.body).expect("made for this browser");
        message["body"].as_str().unwrap().to_owned()
    };
    pushed.iter().map(read).collect()
}

#[tokio::test]
async fn a_notice_goes_out_encrypted_and_signed_by_each_channel_once() {
    let (bundle, service) = with_pushes().await;
    let (noon, evening) = (tomorrow_at(12), tomorrow_at(18));
    // The first run makes the key that browsers subscribe with.
    run_at(&bundle, Timestamp::now()).await;
    let person = person(&bundle, "pushed", "Asia/Tashkent").await;
    let client = &person.client;
    let key = client.get("/api/v1/push/key").await.unwrap();
    let key = key.expect_status(200)["key"].as_str().unwrap().to_owned();
    let (phone, desk) = (
        Browser::new(&service, "phone"),
        Browser::new(&service, "desk"),
    );
    subscribed(&person, &phone).await;
    subscribed(&person, &desk).await;
    patch(
        client,
        &format!("{INBOX}/channels"),
        json!({"mail": ["reminder"]}),
    )
    .await
    .expect_status(200);
    for (text, time) in [("Noon", "12:00"), ("Evening", "18:00")] {
        let day = tomorrow().to_string();
        let body = json!({"text": text, "times": [time], "first_day": day, "last_day": day});
        post(client, REMINDERS, body).await.expect_status(201);
    }

    run_at(&bundle, noon).await;
    run_at(&bundle, noon).await;
    run_at(&bundle, noon + minutes(1)).await;
    for browser in [&phone, &desk] {
        let received = service.received(browser);
        assert_eq!(texts(browser, &received), ["Noon"]);
        let pushed = &received[0];
        assert_eq!(pushed.header("content-encoding"), "aes128gcm");
        assert_eq!(pushed.header("urgency"), "high");
        assert_eq!(pushed.header("ttl"), "3600");
        let claims = pushed
            .claims(&key)
            .expect("signed by the key that browsers know");
        assert_eq!(claims["aud"], format!("http://{}", service.host()));
        assert_eq!(claims["sub"], "mailto:operator@example.org");
    }
    assert_eq!(desk.read(&service.received(&phone)[0].body), None);
    let mail = letters(&bundle, &person);
    assert_eq!(mail.len(), 1, "{mail:?}");
    assert!(
        mail[0]["text"].as_str().unwrap().starts_with("Noon"),
        "{mail:?}"
    );

    // A service that is away is asked again later; a browser that has unsubscribed is forgotten.
    service.answer(503);
    run_at(&bundle, evening).await;
    service.answer(410);
    run_at(&bundle, evening + minutes(3)).await;
    assert_eq!(service.received(&phone).len(), 3);
    let left = client.get(PUSH).await.unwrap().expect_status(200);
    assert_eq!(left["items"], json!([]));
    run_at(&bundle, evening + minutes(10)).await;
    assert_eq!(service.received(&phone).len(), 3);
    assert_eq!(
        letters(&bundle, &person).len(),
        2,
        "mail has come once all the same"
    );
}

#[tokio::test]
async fn quiet_hours_hold_back_push_and_mail_and_not_the_inbox() {
    let (bundle, service) = with_pushes().await;
    run_at(&bundle, Timestamp::now()).await;
    let person = person(&bundle, "sleeps", "Asia/Tashkent").await;
    let client = &person.client;
    let quiet = json!({"quiet_hours": {"from": "22:00", "to": "07:00"}});
    patch(client, ME, quiet).await.expect_status(200);
    let browser = Browser::new(&service, "bedside");
    subscribed(&person, &browser).await;
    let night = tomorrow_at(23);
    for (text, time) in [("Night", "23:00"), ("Read", "23:01")] {
        let body = json!({"text": text, "times": [time], "first_day": tomorrow().to_string()});
        post(client, REMINDERS, body).await.expect_status(201);
    }
    run_at(&bundle, night + minutes(1)).await;
    run_at(&bundle, night + minutes(5)).await;
    let inbox = notices(&person).await;
    let read = inbox
        .iter()
        .find(|notice| notice["body"] == "Read")
        .unwrap();
    assert!(inbox.iter().any(|notice| notice["body"] == "Night"));
    assert!(service.received(&browser).is_empty());
    // What was read meanwhile is not sent any more.
    let path = format!("{INBOX}/{}/read", read["id"].as_str().unwrap());
    assert_eq!(post(client, &path, json!({})).await.status, 204);
    run_at(&bundle, night + minutes(8 * 60 - 1)).await;
    assert!(service.received(&browser).is_empty());
    run_at(&bundle, night + minutes(8 * 60)).await;
    assert_eq!(texts(&browser, &service.received(&browser)), ["Night"]);
}
