//! What was wrong with accounts and people in the replaced service, each named as its list of defects names it, as far as no
//! other test has it: see the names in `adherence`, `household`, `medicine_list`, `letters` and `administration`.

use std::time::Duration;

use nazar_tests::{Answer, Bundle, Client, Person, client, traces::traces};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const ME: &str = "/api/v1/users/me";

/// Everything of a person that is read with `GET`.
const MINE: [&str; 10] = [
    ME,
    "/api/v1/users/me/settings",
    "/api/v1/users/me/family",
    "/api/v1/users/me/medications",
    "/api/v1/users/me/medications/refills",
    "/api/v1/users/me/medicine-box",
    "/api/v1/users/me/adherence",
    "/api/v1/users/me/adherence/week",
    "/api/v1/dashboard/family-overview",
    "/api/v1/dashboard/statistics",
];

async fn sign_up(bundle: &Bundle, email: &str) -> Answer {
    let mut body = client::sign_up_body(&client::unique("person"));
    body["email"] = json!(email);
    let visitor = Client::new(bundle);
    visitor.post("/api/v1/auth/sign-up", &body).await.unwrap()
}

async fn close(client: &Client) {
    let request = client
        .request(Method::DELETE, ME)
        .header("prefer", "wait=20");
    let closed = client.send(request).await.unwrap();
    assert!(closed.status.is_success(), "{closed:?}");
}

/// Defect 8.3.24: without a token a dummy person was put in, and the answer was 404; a switch turned tokens off.
#[tokio::test]
async fn defect_24_without_a_token_there_is_nobody() {
    let bundle = Bundle::shared();
    for path in MINE {
        for (name, value) in [
            ("accept", "application/json"),
            ("authorization", "Bearer"),
            (
                "authorization",
                "Bearer 00000000-0000-0000-0000-000000000000",
            ),
            ("authorization", "Basic YWRtaW46YWRtaW4="),
        ] {
            let visitor = Client::new(&bundle);
            let request = visitor.request(Method::GET, path).header(name, value);
            let answer = visitor.send(request).await.unwrap();
            answer.expect_problem(401, "unauthenticated");
            assert!(
                answer.header("www-authenticate").starts_with("Bearer"),
                "{path}"
            );
        }
    }
}

/// Defect 8.2.13: what a person reads first was always an error, or one as soon as there were data.
#[tokio::test]
async fn defect_13_whatever_is_mine_is_readable_from_the_first_moment_and_with_data() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "fresh").await.unwrap();
    for path in MINE {
        person.client.get(path).await.unwrap().expect_status(200);
    }
    let medicine = json!({"name": "Warfarin", "times": ["08:00"], "start_date": "2026-01-01",
        "stock": 3, "units_per_dose": 1, "expires_on": "2026-02-01"});
    let added = person
        .client
        .post("/api/v1/users/me/medications", &medicine)
        .await
        .unwrap();
    let entry = added.expect_status(201)["id"].clone();
    let dose = json!({"medication": entry, "due": "2026-01-02T08:00", "outcome": "taken"});
    let logged = person
        .client
        .post("/api/v1/users/me/adherence", &dose)
        .await
        .unwrap();
    logged.expect_status(201);
    for path in MINE {
        let shown = person.client.get(path).await.unwrap().expect_status(200);
        assert!(shown.is_object(), "{path}");
    }
}

/// Defect 8.3.25: signing out said that it had, and the tokens went on for a week; a used one could be used again.
#[tokio::test]
async fn defect_25_signing_out_ends_the_session_and_a_used_token_is_used() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "leaves").await.unwrap();
    let visitor = Client::new(&bundle);
    let refresh = async |token: &Value| {
        let body = json!({ "refresh_token": token });
        visitor.post("/api/v1/auth/refresh", &body).await.unwrap()
    };
    let first = json!(person.refresh_token);
    let next = refresh(&first).await.expect_status(200)["refresh_token"].clone();
    assert_ne!(next, first);
    let again = refresh(&first).await;
    again.expect_problem(401, "refresh-token-reused");

    let other = client::sign_in(&visitor, &person.username)
        .await
        .unwrap()
        .expect_status(200);
    let token = other["access_token"].as_str().unwrap();
    let out = visitor
        .with_token(token)
        .post("/api/v1/auth/sign-out", &json!({}))
        .await
        .unwrap();
    assert_eq!(out.status, StatusCode::NO_CONTENT, "{out:?}");
    refresh(&other["refresh_token"])
        .await
        .expect_problem(401, "unauthenticated");
}

/// Defect 8.3.28: passwords came back in the answer that refused them, and stood in the logs.
#[tokio::test]
async fn defect_28_a_password_is_in_no_answer_and_in_no_log() {
    let bundle = Bundle::shared();
    let secret = client::unique("Secret-pass-phrase-of-mine");
    let mut body = client::sign_up_body(&client::unique("careful"));
    body["password"] = json!(secret);
    body["phone"] = json!("not a number");
    let visitor = Client::new(&bundle);
    let refused = visitor.post("/api/v1/auth/sign-up", &body).await.unwrap();
    let problem = refused.expect_problem(422, "validation-failed");
    assert!(!problem.to_string().contains(&secret));
    body["phone"] = Value::Null;
    visitor
        .post("/api/v1/auth/sign-up", &body)
        .await
        .unwrap()
        .expect_status(201);
    let wrong = json!({"username": body["username"], "password": format!("{secret}!")});
    let refused = visitor.post("/api/v1/auth/sign-in", &wrong).await.unwrap();
    let problem = refused.expect_problem(401, "invalid-credentials");
    assert!(!problem.to_string().contains(&secret));
    assert!(!bundle.log().contains(&secret));
    assert_eq!(traces(&bundle, &[&secret]).await, Vec::<String>::new());
}

/// Defect 8.3.33: an address in other letters was another account, and that of a deleted account was never free again.
#[tokio::test]
async fn defect_33_an_address_is_one_whatever_its_letters_and_free_when_its_account_is_gone() {
    let bundle = Bundle::shared();
    let email = format!("{}@Example.ORG", client::unique("Anna"));
    sign_up(&bundle, &email).await.expect_status(201);
    let again = sign_up(&bundle, &email.to_uppercase()).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "{again:?}");
    let visitor = Client::new(&bundle);
    let body = json!({"username": email.to_lowercase(), "password": client::PASSWORD});
    let pair = visitor
        .post("/api/v1/auth/sign-in", &body)
        .await
        .unwrap()
        .expect_status(200);
    close(&visitor.with_token(pair["access_token"].as_str().unwrap())).await;
    sign_up(&bundle, &email).await.expect_status(201);
}

/// Defects 8.3.33 and 8.4.41: nothing could be taken along, and nothing went. What administrators decided about somebody's
/// words, and where their words were filed for it, goes too.
#[tokio::test]
async fn defect_41_what_was_moderated_goes_with_its_author() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "outspoken").await.unwrap();
    let pharmacy = "demo-yashnobod-1";
    let word = client::unique("unmistakable");
    let review = json!({"stars": 1, "text": word});
    let path = format!("/api/v1/pharmacies/{pharmacy}/reviews");
    let review = person
        .client
        .post(&path, &review)
        .await
        .unwrap()
        .expect_status(201);
    let report = json!({"kind": "other", "description": word});
    let path = format!("/api/v1/pharmacies/{pharmacy}/report");
    let report = person
        .client
        .post(&path, &report)
        .await
        .unwrap()
        .expect_status(201);
    let id = |of: &Value| of["id"].as_str().unwrap().to_owned();
    let (review, report) = (id(&review), id(&report));

    let moderator = Person::new(&bundle, "decides").await.unwrap();
    crate::administration::grant_admin(&bundle, &moderator.username, &[]);
    let admin = crate::administration::again(&moderator).await;
    for (kind, id, state) in [
        ("reviews", &review, "hidden"),
        ("reports", &report, "accepted"),
    ] {
        let path = format!("/api/v1/admin/pharmacies/{pharmacy}/{kind}/{id}/state");
        let body = json!({"state": state, "reason": "as it should be"});
        let request = admin.request(Method::PUT, &path).json(&body);
        admin.send(request).await.unwrap().expect_status(200);
    }
    let kept = traces(&bundle, &[&review, &report, &word]).await;
    assert!(
        kept.iter().any(|place| place.contains("MODERATION")),
        "{kept:?}"
    );
    close(&person.client).await;
    let mut left = Vec::new();
    for _ in 0..600 {
        // The audit says which decision was made, and nothing of the words.
        left = traces(&bundle, &[&person.id, &review, &report, &word]).await;
        left.retain(|place| !place.contains("AUDIT"));
        if left.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    assert_eq!(left, Vec::<String>::new());
}
