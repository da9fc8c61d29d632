//! Attacks on access tokens. Each forged token differs from a good one in one thing only, and that thing must be enough.

use std::time::{SystemTime, UNIX_EPOCH};

use base64::{
    Engine,
    prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD},
};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use nazar_tests::{Bundle, Client, Person, aws};
use serde_json::{Value, json};

/// An Ed25519 key that is none of the bundle's: the first test key of RFC 8032, wrapped as PKCS #8 (RFC 8410).
const FOREIGN_KEY: &str = "302e020100300506032b6570042204209d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

fn from_hex(text: &str) -> Vec<u8> {
    (0..text.len())
        .step_by(2)
        .map(|start| u8::from_str_radix(&text[start..start + 2], 16).unwrap())
        .collect()
}

fn part(token: &str, number: usize) -> Value {
    let part = token.split('.').nth(number).unwrap();
    serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

fn encoded(value: &Value) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(value.to_string())
}

/// The bundle's own signing key, read from its table as only the accounts function may.
async fn own_key(bundle: &Bundle) -> EncodingKey {
    let keys = aws::dynamodb(bundle)
        .await
        .query()
        .table_name(aws::table(bundle, "keys").await)
        .key_condition_expression("pk = :private")
        .expression_attribute_values(":private", aws::text("PRIVATE"))
        .send()
        .await
        .unwrap();
    let document = keys.items()[0]["pkcs8"].as_s().unwrap();
    EncodingKey::from_ed_der(&BASE64_STANDARD.decode(document).unwrap())
}

fn signed(header: &Header, claims: &Value, key: &EncodingKey) -> String {
    jsonwebtoken::encode(header, claims, key).unwrap()
}

async fn status(bundle: &Bundle, token: &str) -> u16 {
    let answer = Client::new(bundle)
        .with_token(token)
        .get("/api/v1/jobs")
        .await
        .unwrap();
    if answer.status == 401 {
        answer.expect_problem(401, "unauthenticated");
        assert!(answer.header("www-authenticate").starts_with("Bearer"));
    }
    answer.status.as_u16()
}

#[tokio::test]
async fn forged_tokens_are_refused_and_only_the_true_one_is_not() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "forged").await.unwrap();
    let genuine = &person.access_token;
    let claims = part(genuine, 1);
    let header = Header {
        kid: part(genuine, 0)["kid"].as_str().map(str::to_owned),
        ..Header::new(Algorithm::EdDSA)
    };
    let key = own_key(&bundle).await;
    let foreign = EncodingKey::from_ed_der(&from_hex(FOREIGN_KEY));
    assert_eq!(status(&bundle, genuine).await, 200);
    assert_eq!(
        status(&bundle, &signed(&header, &claims, &key)).await,
        200,
        "the forger's own means work, so that each refusal below is for its reason"
    );

    let none = format!(
        "{}.{}.",
        encoded(&json!({ "alg": "none", "kid": header.kid })),
        encoded(&claims)
    );
    let published = Client::new(&bundle)
        .get("/.well-known/jwks.json")
        .await
        .unwrap()
        .expect_status(200);
    let public_key = published["keys"][0]["x"].as_str().unwrap().to_owned();
    let symmetric_header = Header {
        kid: header.kid.clone(),
        ..Header::new(Algorithm::HS256)
    };
    let symmetric = |secret: &[u8]| {
        signed(
            &symmetric_header,
            &claims,
            &EncodingKey::from_secret(secret),
        )
    };
    let public_bytes = BASE64_URL_SAFE_NO_PAD.decode(&public_key).unwrap();
    let unknown_key = Header {
        kid: Some("no-such-key".to_owned()),
        ..header.clone()
    };
    let mut swapped: Vec<&str> = genuine.split('.').collect();
    let mut other_person = claims.clone();
    other_person["sub"] = json!("01ARZ3NDEKTSV4RRFFQ69G5FAV");
    let other_payload = encoded(&other_person);
    swapped[1] = &other_payload;

    for (name, token) in [
        ("no algorithm", none),
        ("the public key as a secret", symmetric(&public_bytes)),
        (
            "the public key's text as a secret",
            symmetric(public_key.as_bytes()),
        ),
        ("another key", signed(&header, &claims, &foreign)),
        ("an unknown key id", signed(&unknown_key, &claims, &foreign)),
        ("another payload under the signature", swapped.join(".")),
        ("a refresh token", person.refresh_token.clone()),
        ("no token at all", String::new()),
        ("something else", "aaaa.bbbb.cccc".to_owned()),
    ] {
        assert_eq!(status(&bundle, &token).await, 401, "{name}");
    }
}

#[tokio::test]
async fn well_signed_tokens_are_refused_for_each_wrong_claim() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "claims").await.unwrap();
    let claims = part(&person.access_token, 1);
    let header = Header {
        kid: part(&person.access_token, 0)["kid"]
            .as_str()
            .map(str::to_owned),
        ..Header::new(Algorithm::EdDSA)
    };
    let key = own_key(&bundle).await;
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs();
    for (claim, value) in [
        ("exp", json!(now - 120)),
        ("iss", json!("somebody-else")),
        ("aud", json!("another-api")),
        ("typ", json!("refresh")),
        ("sub", json!("not an id")),
        ("exp", Value::Null),
        ("iss", Value::Null),
        ("aud", Value::Null),
        ("typ", Value::Null),
        ("sub", Value::Null),
    ] {
        let mut changed = claims.clone();
        if value.is_null() {
            changed.as_object_mut().unwrap().remove(claim);
        } else {
            changed[claim] = value.clone();
        }
        let token = signed(&header, &changed, &key);
        assert_eq!(status(&bundle, &token).await, 401, "{claim} = {value}");
    }
}
