use futures::future::join_all;
use http::StatusCode;
use serde_json::{Value, json};

use crate::bundle::{Bundle, person, post};

const PATH: &str = "/api/v1/auth/sign-up";

#[tokio::test]
async fn an_account_is_made_and_says_nothing_of_the_password() {
    let bundle = Bundle::new().await;
    let body = json!({
        "username": "Sunita", "email": "Sunita@Example.org", "password": "marigolds-in-november",
        "phone": "+9779812345678", "given_name": "सुनिता", "family_name": "शाक्य", "language": "ne",
    });
    let answer = bundle.post(PATH, &body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    assert_eq!(answer.text("username"), "Sunita");
    assert_eq!(answer.text("email"), "Sunita@Example.org");
    assert_eq!(answer.text("id").len(), 26);
    assert_eq!(answer.body.as_object().unwrap().len(), 3);
}

#[tokio::test]
async fn names_are_unique_whatever_their_case() {
    let bundle = Bundle::new().await;
    let mut first = person("sunita");
    first["phone"] = json!("+9779812345678");
    assert_eq!(bundle.post(PATH, &first).await.status, StatusCode::CREATED);

    let with = |username: &str, email: &str, phone: &str| json!({"username": username, "email": email, "phone": phone, "password": "marigolds-in-november"});
    let cases = [
        (
            with("SUNITA", "other@example.org", "+9779800000000"),
            "username-taken",
        ),
        (
            with("other", "SUNITA@example.org", "+9779800000000"),
            "email-taken",
        ),
        (
            with("other", "other@example.org", "+9779812345678"),
            "phone-taken",
        ),
    ];
    for (body, code) in cases {
        let answer = bundle.post(PATH, &body).await;
        assert_eq!((answer.status, answer.code()), (StatusCode::CONFLICT, code));
    }
    // Nothing of the refused three was kept.
    let free = with("other", "other@example.org", "+9779800000000");
    assert_eq!(bundle.post(PATH, &free).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn of_many_who_want_a_name_at_once_one_gets_it() {
    let bundle = Bundle::new().await;
    let bodies: Vec<Value> = (0..8)
        .map(|number| {
            let mut body = person("sunita");
            body["email"] = json!(format!("sunita{number}@example.org"));
            body
        })
        .collect();
    let answers = join_all(bodies.iter().map(|body| bundle.post(PATH, body))).await;

    let made = answers
        .iter()
        .filter(|answer| answer.status == StatusCode::CREATED)
        .count();
    let refused = answers
        .iter()
        .filter(|answer| answer.code() == "username-taken")
        .count();
    assert_eq!((made, refused), (1, 7), "{answers:?}");
}

#[tokio::test]
async fn every_broken_rule_is_named() {
    let bundle = Bundle::new().await;
    let body = json!({
        "username": "1", "email": "nobody", "password": "1234567", "phone": "777000777", "given_name": "\u{7}",
        "zone": "Mars/Olympus_Mons",
    });
    let answer = bundle.post(PATH, &body).await;
    assert_eq!(
        (answer.status, answer.code()),
        (StatusCode::UNPROCESSABLE_ENTITY, "validation-failed")
    );
    let errors: Vec<(&str, &str)> = answer.body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| {
            (
                error["pointer"].as_str().unwrap(),
                error["code"].as_str().unwrap(),
            )
        })
        .collect();
    for expected in [
        ("/username", "too-short"),
        ("/username", "invalid-username"),
        ("/email", "invalid-email"),
        ("/password", "too-short"),
        ("/password", "password-common"),
        ("/phone", "invalid-phone"),
        ("/given_name", "invalid-name"),
        ("/zone", "unknown-zone"),
    ] {
        assert!(
            errors.contains(&expected),
            "{expected:?} is missing in {errors:?}"
        );
    }
    assert!(
        !answer.body.to_string().contains("777000777"),
        "an input value came back"
    );
}

#[tokio::test]
async fn a_password_made_of_the_names_is_refused() {
    let bundle = Bundle::new().await;
    let mut body = person("sunita");
    body["password"] = json!("Sunita-1985");
    let answer = bundle.post(PATH, &body).await;
    assert!(
        answer.body["errors"]
            .to_string()
            .contains("password-like-identity"),
        "{answer:?}"
    );
}

#[tokio::test]
async fn the_same_request_with_a_key_is_done_once() {
    let bundle = Bundle::new().await;
    let keyed = |body: &Value| {
        let mut request = post(PATH, body);
        request
            .headers_mut()
            .insert("idempotency-key", "8e03978e-40d5".parse().unwrap());
        request
    };
    let first = bundle.send(keyed(&person("sunita"))).await;
    let again = bundle.send(keyed(&person("sunita"))).await;
    assert_eq!(first.status, StatusCode::CREATED);
    assert_eq!(
        (again.status, &again.body),
        (StatusCode::CREATED, &first.body)
    );
    assert_eq!(again.headers["idempotency-replayed"], "true");
    assert!(!first.headers.contains_key("idempotency-replayed"));

    let other = bundle.send(keyed(&person("berta"))).await;
    assert_eq!(
        (other.status, other.code()),
        (StatusCode::UNPROCESSABLE_ENTITY, "idempotency-key-reused")
    );
}

#[tokio::test]
async fn a_key_of_a_refused_request_is_free_again() {
    let bundle = Bundle::new().await;
    let keyed = |body: &Value| {
        let mut request = post(PATH, body);
        request
            .headers_mut()
            .insert("idempotency-key", "8e03978e-40d5".parse().unwrap());
        request
    };
    let refused = bundle.send(keyed(&json!({"username": "sunita"}))).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        bundle.send(keyed(&person("sunita"))).await.status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn of_the_same_request_sent_at_once_one_is_done() {
    let bundle = Bundle::new().await;
    let answers = join_all((0..6).map(|_| {
        let mut request = post(PATH, &person("sunita"));
        request
            .headers_mut()
            .insert("idempotency-key", "at-once".parse().unwrap());
        bundle.send(request)
    }))
    .await;
    for answer in &answers {
        let in_progress = answer.code() == "idempotency-in-progress";
        assert!(
            answer.status == StatusCode::CREATED || in_progress,
            "{answer:?}"
        );
    }
    let first_hand = |answer: &&crate::bundle::Answer| {
        answer.status == StatusCode::CREATED && !answer.headers.contains_key("idempotency-replayed")
    };
    assert_eq!(answers.iter().filter(first_hand).count(), 1);
}
