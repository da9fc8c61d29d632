//! Reminders: making them, and being reminded.

use super::*;

/// Defect 1.10 of the service that this one replaces: a reminder at 99:99 was accepted, and none was ever given.
#[tokio::test]
async fn reminders_at_no_time_are_refused_and_others_are_kept() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "reminded", "Asia/Tashkent").await;
    let client = &person.client;
    for bad in [
        json!({"text": "a", "times": ["99:99"]}),
        json!({"text": "a", "times": []}),
        json!({"text": " ", "times": ["08:00"]}),
        json!({"times": ["08:00"]}),
        json!({"text": "a", "times": ["08:00"], "weekdays": ["someday"]}),
        json!({"text": "a", "times": ["08:00"], "every_days": 3}),
        json!({"text": "a", "times": ["08:00"], "first_day": "2030-02-01", "last_day": "2030-01-31"}),
    ] {
        let refused = post(client, REMINDERS, bad.clone()).await;
        assert_eq!(refused.status, 422, "{bad}");
    }
    let nobodys = json!({"entry": "01K0G8ZC4Q6R7S8T9V0W1X2Y3Z"});
    post(client, REMINDERS, nobodys)
        .await
        .expect_problem(404, "not-found");

    let body =
        json!({"text": "Suv ichish", "times": ["20:00", "08:00", "08:00"], "weekdays": ["friday"]});
    let made = post(client, REMINDERS, body).await;
    let reminder = made.expect_status(201);
    assert_eq!(reminder["schedule"]["times"], json!(["08:00", "20:00"]));
    let path = made.header("location").to_owned();
    let shown = client.get(&path).await.unwrap();
    assert_eq!(shown.expect_status(200), reminder);
    let listed = client.get(REMINDERS).await.unwrap().expect_status(200);
    assert_eq!(listed["items"], json!([reminder]));

    let stranger = Person::new(&bundle, "not_reminded").await.unwrap();
    let theirs = &stranger.client;
    theirs
        .get(&path)
        .await
        .unwrap()
        .expect_problem(404, "not-found");
    patch(theirs, &path, json!({"on": false}))
        .await
        .expect_problem(404, "not-found");
    delete(theirs, &path).await.expect_problem(404, "not-found");

    let tag = shown.header("etag").to_owned();
    let change = async |tag: &str, body: Value| {
        let request = client
            .request(Method::PATCH, &path)
            .header("if-match", tag)
            .json(&body);
        client.send(request).await.unwrap()
    };
    let off = change(&tag, json!({"on": false, "text": "Choy ichish"})).await;
    let off = off.expect_status(200);
    assert_eq!(
        (&off["on"], &off["text"]),
        (&json!(false), &json!("Choy ichish"))
    );
    change(&tag, json!({"on": true}))
        .await
        .expect_problem(412, "precondition-failed");
    post(client, &format!("{path}/snooze"), json!({"minutes": 5}))
        .await
        .expect_problem(409, "conflict");
    assert_eq!(delete(client, &path).await.status, 204);
    delete(client, &path).await.expect_problem(404, "not-found");
}

/// However often a run is repeated, and however many run at once, an occurrence is told once; one that is off is not told.
#[tokio::test]
async fn runs_at_the_same_time_remind_once() {
    let world = world().await;
    let person = person(&world.bundle, "once", "Asia/Tashkent").await;
    let client = &person.client;
    let day = tomorrow().to_string();
    let at_noon = |text: &str| json!({"text": text, "times": ["12:00"], "first_day": day});
    let made = post(client, REMINDERS, at_noon("Once")).await;
    let due = moment(&made.expect_status(201)["next_at"]);
    assert_eq!(due, tomorrow_at(12));
    let silent = post(client, REMINDERS, at_noon("Silent")).await;
    patch(client, silent.header("location"), json!({"on": false}))
        .await
        .expect_status(200);
    let runs = (0..4).map(|_| run_at(&world.bundle, due));
    futures::future::join_all(runs).await;
    run_at(&world.bundle, due + minutes(1)).await;
    let told = notices(&person).await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0]["body"], "Once");
}

/// A run that comes up to an hour late gives what was due; one that comes later passes over it.
#[tokio::test]
async fn late_runs_catch_up_for_an_hour() {
    let world = world().await;
    let person = person(&world.bundle, "late", "Asia/Tashkent").await;
    let (early, noon) = (tomorrow_at(9), tomorrow_at(12));
    for (text, time) in [("Long ago", "10:59"), ("Just in time", "11:00")] {
        let body = json!({"text": text, "times": [time], "first_day": tomorrow().to_string()});
        post(&person.client, REMINDERS, body)
            .await
            .expect_status(201);
    }
    run_at(&world.bundle, early).await;
    assert!(notices(&person).await.is_empty());
    run_at(&world.bundle, noon).await;
    let told = notices(&person).await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0]["body"], "Just in time");
}

/// A reminder of a medicine follows the list: its times when they change, its end when it is taken off.
#[tokio::test]
async fn a_medicine_is_reminded_of_at_its_times_unless_the_dose_is_logged() {
    let world = world().await;
    let bundle = &world.bundle;
    let person = person(bundle, "follows", "America/New_York").await;
    let client = &person.client;
    let body = json!({"name": "metformin", "dosage": "500 mg", "times": ["08:00"]});
    let entry = post(client, LIST, body).await.expect_status(201);
    let id = entry["id"].as_str().unwrap();
    let about = json!({ "entry": id });
    let made = post(client, REMINDERS, about.clone())
        .await
        .expect_status(201);
    assert_eq!(made["id"], id);
    post(client, REMINDERS, about)
        .await
        .expect_problem(409, "reminder-exists");
    let path = format!("{REMINDERS}/{id}");
    patch(client, &path, json!({"times": ["09:00"]}))
        .await
        .expect_problem(422, "validation-failed");

    let next = async || {
        let shown = client.get(&path).await.unwrap().expect_status(200);
        moment(&shown["next_at"])
    };
    let before = next().await;
    patch(client, &format!("{LIST}/{id}"), json!({"times": ["08:30"]}))
        .await
        .expect_status(200);
    assert_eq!(next().await, before + minutes(30));
    // Whoever travels is reminded by the clock on their wall.
    patch(client, ME, json!({"zone": "Asia/Tashkent"}))
        .await
        .expect_status(200);
    let there = next().await;
    assert_eq!(there.to_string().get(11..16), Some("03:30"), "{there}");

    run_at(bundle, there).await;
    let told = notices(&person).await;
    let told = told
        .iter()
        .find(|notice| notice["kind"] == "reminder")
        .unwrap();
    assert_eq!(told["about"]["medicine"]["entry"], id);
    assert_eq!(told["about"]["time"], "08:30");
    assert!(told["body"].as_str().unwrap().contains("500 mg"), "{told}");

    assert_eq!(delete(client, &format!("{LIST}/{id}")).await.status, 204);
    client
        .get(&path)
        .await
        .unwrap()
        .expect_problem(404, "not-found");
}

#[tokio::test]
async fn a_reminder_that_is_put_off_comes_once_more() {
    let world = world().await;
    let person = person(&world.bundle, "snoozes", "Asia/Tashkent").await;
    let body = json!({"text": "Later", "times": ["12:00"], "weekdays": ["sunday"]});
    let made = post(&person.client, REMINDERS, body).await;
    let path = format!("{}/snooze", made.header("location"));
    post(&person.client, &path, json!({"minutes": 0}))
        .await
        .expect_problem(422, "validation-failed");
    let snoozed = post(&person.client, &path, json!({"minutes": 5})).await;
    let until = moment(&snoozed.expect_status(200)["snoozed_until"]);
    run_at(&world.bundle, until).await;
    let told = notices(&person).await;
    assert!(
        told.iter().any(|notice| notice["body"] == "Later"),
        "{told:?}"
    );
    let shown = person.client.get(made.header("location")).await.unwrap();
    assert_eq!(shown.expect_status(200)["snoozed_until"], Value::Null);
}
