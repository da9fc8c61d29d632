//! What a token may be, and every way of forging one that we know.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};

use super::{Claims, PublicKey, Rejected, Scope, Signer, TokenKind, Verifier, signer::tests::pair};
use crate::{
    config::TokenSettings,
    ids::{SessionId, TokenId, UserId},
};

struct Issuer {
    kid: String,
    key: EncodingKey,
    public: PublicKey,
    verifier: Verifier,
}

fn issuer() -> Issuer {
    let settings = TokenSettings {
        issuer: "nazar".to_owned(),
        audience: "nazar-api".to_owned(),
    };
    let (kid, key, public) = pair();
    let verifier = Verifier::with_keys(&settings, std::slice::from_ref(&public));
    Issuer {
        kid,
        key,
        public,
        verifier,
    }
}

fn claims(typ: TokenKind) -> Claims {
    let now = Timestamp::now().as_second();
    Claims {
        iss: "nazar".to_owned(),
        aud: "nazar-api".to_owned(),
        sub: UserId::generate(),
        jti: TokenId::generate(),
        sid: SessionId::generate(),
        typ,
        iat: now,
        exp: now + 900,
        scope: "user".to_owned(),
        username: Some("sunita".to_owned()),
        zoneinfo: Some("Asia/Tashkent".to_owned()),
    }
}

impl Issuer {
    fn header(&self) -> Header {
        Header {
            kid: Some(self.kid.clone()),
            ..Header::new(Algorithm::EdDSA)
        }
    }

    fn sign<T: serde::Serialize>(&self, claims: &T) -> String {
        encode(&self.header(), claims, &self.key).unwrap()
    }

    async fn refusal(&self, token: &str) -> Rejected {
        self.verifier.access(token).await.unwrap_err()
    }
}

#[tokio::test]
async fn a_key_made_after_the_verifier_started_is_found() {
    let keys = crate::store::testing::table().await;
    let settings = TokenSettings {
        issuer: "nazar".to_owned(),
        audience: "nazar-api".to_owned(),
    };
    let verifier = Verifier::load(keys.clone(), &settings).await.unwrap();

    let signer = Signer::load(keys.clone()).await.unwrap();
    let token = signer.sign(&claims(TokenKind::Access)).await.unwrap();
    assert!(verifier.access(&token).await.is_ok());

    // An invented key is looked for once and does not shut out the real one.
    let stranger = issuer();
    let forged = stranger.sign(&claims(TokenKind::Access));
    for _ in 0..3 {
        assert_eq!(verifier.access(&forged).await.unwrap_err(), Rejected::Key);
    }
    assert!(verifier.access(&token).await.is_ok());
}

#[tokio::test]
async fn signers_that_start_at_once_share_one_key() {
    let keys = crate::store::testing::table().await;
    let signers = futures::future::join_all((0..5).map(|_| Signer::load(keys.clone()))).await;
    let mut names = std::collections::HashSet::new();
    for signer in signers {
        let token = signer
            .unwrap()
            .sign(&claims(TokenKind::Access))
            .await
            .unwrap();
        names.insert(jsonwebtoken::decode_header(token).unwrap().kid);
    }
    assert_eq!(names.len(), 1);
}

/// A token from parts that no library would put together.
fn assemble(header: &Value, claims: &Value, signature: &[u8]) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!(
        "{}.{}.{}",
        part(header),
        part(claims),
        URL_SAFE_NO_PAD.encode(signature)
    )
}

#[tokio::test]
async fn a_good_token_makes_a_caller() {
    let issuer = issuer();
    let claims = claims(TokenKind::Access);
    let caller = issuer.verifier.access(&issuer.sign(&claims)).await.unwrap();
    assert_eq!(caller.owner.user_id(), claims.sub);
    assert_eq!(
        (caller.username.as_str(), caller.session),
        ("sunita", claims.sid)
    );
    assert_eq!(caller.zone.name(), "Asia/Tashkent");
    assert!(caller.may(Scope::User));
    assert!(!caller.may(Scope::Admin));
}

#[tokio::test]
async fn a_token_without_a_known_zone_means_the_default_one() {
    let issuer = issuer();
    for zoneinfo in [None, Some("Mars/Olympus_Mons".to_owned())] {
        let claims = Claims {
            zoneinfo,
            ..claims(TokenKind::Access)
        };
        let caller = issuer.verifier.access(&issuer.sign(&claims)).await.unwrap();
        assert_eq!(caller.zone.name(), "Asia/Kathmandu");
    }
}

#[tokio::test]
async fn no_algorithm_is_no_token() {
    let issuer = issuer();
    let claims = serde_json::to_value(claims(TokenKind::Access)).unwrap();
    for algorithm in ["none", "None", "NONE", "nOnE", ""] {
        let header = json!({"alg": algorithm, "typ": "JWT", "kid": issuer.kid});
        assert_eq!(
            issuer.refusal(&assemble(&header, &claims, b"")).await,
            Rejected::Header
        );
    }
}

#[tokio::test]
async fn a_public_key_is_no_shared_secret() {
    let issuer = issuer();
    let point = URL_SAFE_NO_PAD.decode(&issuer.public.x).unwrap();
    for secret in [point.as_slice(), issuer.public.x.as_bytes()] {
        for algorithm in [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512] {
            let header = Header {
                kid: Some(issuer.kid.clone()),
                ..Header::new(algorithm)
            };
            let key = EncodingKey::from_secret(secret);
            let token = encode(&header, &claims(TokenKind::Access), &key).unwrap();
            assert_eq!(issuer.refusal(&token).await, Rejected::Header);
        }
    }
}

#[tokio::test]
async fn a_key_of_somebody_else_does_not_sign_for_us() {
    let issuer = issuer();
    let (other_kid, other_key, _) = pair();
    let claims = claims(TokenKind::Access);

    let under_our_name = encode(&issuer.header(), &claims, &other_key).unwrap();
    assert_eq!(issuer.refusal(&under_our_name).await, Rejected::Claims);

    let header = Header {
        kid: Some(other_kid),
        ..issuer.header()
    };
    let under_its_own = encode(&header, &claims, &other_key).unwrap();
    assert_eq!(issuer.refusal(&under_its_own).await, Rejected::Key);

    let nameless = encode(
        &Header {
            kid: None,
            ..issuer.header()
        },
        &claims,
        &issuer.key,
    )
    .unwrap();
    assert_eq!(issuer.refusal(&nameless).await, Rejected::Header);
}

#[tokio::test]
async fn a_key_that_comes_with_the_token_is_not_looked_at() {
    let issuer = issuer();
    let (_, other_key, other) = pair();
    let jwk = json!({"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "x": other.x});
    let header: Header = serde_json::from_value(json!({
        "alg": "EdDSA", "typ": "JWT", "kid": issuer.kid, "jwk": jwk,
    }))
    .unwrap();
    let token = encode(&header, &claims(TokenKind::Access), &other_key).unwrap();
    assert_eq!(issuer.refusal(&token).await, Rejected::Claims);
}

#[tokio::test]
async fn time_kind_issuer_and_audience_are_checked() {
    let issuer = issuer();
    let good = claims(TokenKind::Access);

    let expired = Claims {
        exp: good.iat - 60,
        ..good.clone()
    };
    assert_eq!(
        issuer.refusal(&issuer.sign(&expired)).await,
        Rejected::Expired
    );
    let refresh = Claims {
        typ: TokenKind::Refresh,
        ..good.clone()
    };
    assert_eq!(issuer.refusal(&issuer.sign(&refresh)).await, Rejected::Kind);
    let other_issuer = Claims {
        iss: "nazar-staging".to_owned(),
        ..good.clone()
    };
    assert_eq!(
        issuer.refusal(&issuer.sign(&other_issuer)).await,
        Rejected::Claims
    );
    let other_audience = Claims {
        aud: "another-api".to_owned(),
        ..good.clone()
    };
    assert_eq!(
        issuer.refusal(&issuer.sign(&other_audience)).await,
        Rejected::Claims
    );

    let access = issuer.verifier.refresh(&issuer.sign(&good)).await;
    assert_eq!(access.unwrap_err(), Rejected::Kind);
}

#[tokio::test]
async fn every_claim_must_be_there() {
    let issuer = issuer();
    let good = serde_json::to_value(claims(TokenKind::Access)).unwrap();
    for claim in [
        "iss", "aud", "sub", "jti", "sid", "typ", "iat", "exp", "scope",
    ] {
        let mut lacking = good.clone();
        lacking.as_object_mut().unwrap().remove(claim);
        assert_eq!(
            issuer.refusal(&issuer.sign(&lacking)).await,
            Rejected::Claims,
            "{claim}"
        );
    }
}

#[tokio::test]
async fn a_changed_token_does_not_hold() {
    let issuer = issuer();
    let token = issuer.sign(&claims(TokenKind::Access));
    let parts: Vec<&str> = token.split('.').collect();
    let mut other = serde_json::to_value(claims(TokenKind::Access)).unwrap();
    other["scope"] = json!("admin");
    let body = URL_SAFE_NO_PAD.encode(other.to_string());
    let promoted = format!("{}.{body}.{}", parts[0], parts[2]);
    assert_eq!(issuer.refusal(&promoted).await, Rejected::Claims);

    for broken in [
        "",
        ".",
        "..",
        "a.b.c",
        parts[0],
        &token[..token.len() - 10],
        &format!("{token}x.y"),
    ] {
        assert!(issuer.verifier.access(broken).await.is_err(), "{broken}");
    }
}
