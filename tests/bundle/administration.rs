//! `/api/v1/admin`: for administrators only, and written down.

use std::process::Command;

use nazar_tests::{Answer, Bundle, Client, Person, bundle, client};
use reqwest::Method;
use serde_json::{Value, json};

const USERS: &str = "/api/v1/admin/users";
const AUDIT: &str = "/api/v1/admin/audit";

/// Runs the operator's command on the running bundle.
pub(crate) fn grant_admin(running: &Bundle, username: &str, more: &[&str]) {
    let output = Command::new(bundle::programs().unwrap().join("nazar-local"))
        .current_dir(bundle::workspace())
        .args(["grant-admin", username])
        .args(more)
        .arg("--data-dir")
        .arg(running.data_dir())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// The person's client with tokens of now.
pub(crate) async fn again(person: &Person) -> Client {
    let pair = client::sign_in(&person.client, &person.username).await;
    let pair = pair.unwrap().expect_status(200);
    person
        .client
        .with_token(pair["access_token"].as_str().unwrap())
}

async fn role(client: &Client, method: Method, person: &Person, role: &str) -> Answer {
    let path = format!("{USERS}/{}/roles/{role}", person.id);
    client.send(client.request(method, &path)).await.unwrap()
}

/// Defect 8.3.32: roles were written down and never asked for, an administrator with a known password came with the
/// program, and nobody could say who had done what.
#[tokio::test]
async fn defect_32_administration_is_for_administrators_and_leaves_a_trail() {
    let bundle = Bundle::shared();
    let (anna, boris) = (
        Person::new(&bundle, "admin").await.unwrap(),
        Person::new(&bundle, "helper").await.unwrap(),
    );
    let paths = [USERS, AUDIT, "/api/v1/admin/data"];
    for path in paths {
        let nobody = Client::new(&bundle).get(path).await.unwrap();
        nobody.expect_problem(401, "unauthenticated");
        let person = anna.client.get(path).await.unwrap();
        person.expect_problem(403, "forbidden");
    }
    role(&anna.client, Method::PUT, &anna, "admin")
        .await
        .expect_problem(403, "forbidden");

    grant_admin(&bundle, &anna.username, &[]);
    // The token of before is still an ordinary one.
    let old = anna.client.get(USERS).await.unwrap();
    old.expect_problem(403, "forbidden");
    let admin = again(&anna).await;
    for path in paths {
        admin.get(path).await.unwrap().expect_status(200);
    }
    let data = admin.get("/api/v1/admin/data").await.unwrap();
    let kinds = data.expect_status(200)["snapshots"].to_string();
    assert!(kinds.contains("interactions"), "{kinds}");

    // Newest first: the two are on the first pages of however many there are.
    let mut seen: Vec<Value> = Vec::new();
    let mut next = format!("{USERS}?limit=2");
    for _ in 0..200 {
        let page = admin.get(&next).await.unwrap().expect_status(200);
        seen.extend(page["items"].as_array().unwrap().iter().cloned());
        let Some(cursor) = page["next_cursor"].as_str() else {
            break;
        };
        next = format!("{USERS}?limit=100&cursor={cursor}");
    }
    let found = seen.iter().find(|person| person["id"] == boris.id.as_str());
    let found = found.unwrap_or_else(|| panic!("not among {}", seen.len()));
    assert_eq!(found["username"], boris.username.as_str());
    assert!(found.get("health").is_none() && found.get("password_hash").is_none());

    assert_eq!(
        role(&admin, Method::PUT, &boris, "pharmacist").await.status,
        204
    );
    assert_eq!(role(&admin, Method::PUT, &boris, "admin").await.status, 204);
    role(&admin, Method::PUT, &boris, "emperor")
        .await
        .expect_problem(404, "not-found");
    role(&admin, Method::DELETE, &anna, "admin")
        .await
        .expect_problem(409, "conflict");
    let second = again(&boris).await;
    second.get(USERS).await.unwrap().expect_status(200);
    assert_eq!(
        role(&admin, Method::DELETE, &boris, "admin").await.status,
        204
    );
    // The role is gone at once, although the token still names it.
    let refused = second.get(USERS).await.unwrap();
    refused.expect_problem(403, "forbidden");

    let trail = admin.get(&format!("{AUDIT}?limit=100")).await.unwrap();
    let trail = trail.expect_status(200);
    let acts: Vec<(&Value, &Value)> = trail["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|act| act["target"] == boris.id.as_str())
        .map(|act| (&act["act"], &act["role"]))
        .collect();
    let expected = [
        (json!("took_role"), json!("admin")),
        (json!("gave_role"), json!("admin")),
        (json!("gave_role"), json!("pharmacist")),
    ];
    assert_eq!(
        acts,
        expected
            .iter()
            .map(|(act, role)| (act, role))
            .collect::<Vec<_>>()
    );

    grant_admin(&bundle, &anna.username, &["--revoke"]);
    let refused = admin.get(USERS).await.unwrap();
    refused.expect_problem(403, "forbidden");
}
