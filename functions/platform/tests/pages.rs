//! The function as a whole, with a real DynamoDB engine in memory and no bucket or queue behind it.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use axum::{Router, body::Body};
use http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use nazar::{config::Environment, http::Code};
use nazar_platform::Context;
use nazar_tests::tables;
use serde_json::Value;
use tower::ServiceExt;

const TABLES: [&str; 6] = [
    "accounts",
    "control",
    "history",
    "inventory",
    "keys",
    "recalls",
];
const QUEUES: [&str; 5] = ["uploads", "similarities", "scans", "records", "imports"];

/// The function, whose every AWS call goes to a DynamoDB engine: that answers for tables and for nothing else.
async fn app() -> Router {
    let aws = tables::serve(&TABLES).await;
    let environment = Environment::of(&[
        ("ACCOUNTS_TABLE", "accounts"),
        ("CONTROL_TABLE", "control"),
        ("HISTORY_TABLE", "history"),
        ("INVENTORY_TABLE", "inventory"),
        ("KEYS_TABLE", "keys"),
        ("RECALLS_TABLE", "recalls"),
        ("DATA_BUCKET", "data"),
        ("MEDIA_BUCKET", "media"),
        ("UPLOAD_QUEUE_URL", "http://127.0.0.1/uploads"),
        ("SIMILARITY_QUEUE_URL", "http://127.0.0.1/similarities"),
        ("SCAN_QUEUE_URL", "http://127.0.0.1/scans"),
        ("RECORDS_QUEUE_URL", "http://127.0.0.1/records"),
        ("IMPORT_QUEUE_URL", "http://127.0.0.1/imports"),
    ]);
    nazar_platform::router(Context::with(&environment, &aws).unwrap())
}

async fn get(path: &str) -> (StatusCode, HeaderMap, String) {
    send(Request::get(path).body(Body::empty()).unwrap()).await
}

async fn send(request: Request<Body>) -> (StatusCode, HeaderMap, String) {
    let (parts, body) = app().await.oneshot(request).await.unwrap().into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    (
        parts.status,
        parts.headers,
        String::from_utf8(bytes.to_vec()).unwrap(),
    )
}

#[tokio::test]
async fn health_says_which_part_does_not_answer() {
    for path in ["/health", "/api/v1/health"] {
        let (status, headers, body) = get(path).await;
        let report: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(headers[header::CONTENT_TYPE], "application/json");
        assert_eq!(report["status"], "unavailable");
        for table in TABLES {
            assert_eq!(report["parts"][table], "ok", "{report}");
        }
        for part in QUEUES.iter().chain(&["media", "data"]) {
            assert_eq!(report["parts"][part], "unavailable", "{report}");
        }
        assert!(
            !body.contains("127.0.0.1"),
            "the report tells where parts are"
        );
    }
}

#[tokio::test]
async fn pages_load_nothing_from_elsewhere() {
    for path in ["/", "/docs", "/docs/", "/docs/problems"] {
        let (status, headers, body) = get(path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        assert!(
            headers[header::CONTENT_TYPE]
                .to_str()
                .unwrap()
                .starts_with("text/html")
        );
        for outside in ["http://", "https://", "src=\"//", "href=\"//"] {
            assert!(!body.contains(outside), "{path} names {outside}");
        }
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(
            policy.contains("default-src 'none'; script-src 'self';"),
            "{policy}"
        );
    }
}

#[tokio::test]
async fn everything_that_the_page_names_is_there() {
    let (_, _, page) = get("/docs").await;
    let named = page.split('"').filter(|text| text.starts_with("/docs/"));
    let mut files = 0;
    for file in named {
        let (status, headers, body) = get(file).await;
        assert_eq!(status, StatusCode::OK, "{file}");
        assert!(!body.is_empty());
        let wanted = if file.ends_with(".js") {
            "text/javascript"
        } else {
            "text/css"
        };
        assert!(
            headers[header::CONTENT_TYPE]
                .to_str()
                .unwrap()
                .starts_with(wanted),
            "{file}"
        );
        files += 1;
    }
    assert_eq!(files, 4);
    let (_, _, start) = get("/docs/start.js").await;
    assert!(start.contains("/api/v1/openapi.json") && start.contains("validatorUrl: null"));
}

#[tokio::test]
async fn a_browser_that_has_a_file_is_not_sent_it_again() {
    let (_, headers, _) = get("/docs/swagger-ui-bundle.js").await;
    let request = Request::get("/docs/swagger-ui-bundle.js")
        .header(header::IF_NONE_MATCH, &headers[header::ETAG])
        .body(Body::empty())
        .unwrap();
    let (status, _, body) = send(request).await;
    assert_eq!((status, body.len()), (StatusCode::NOT_MODIFIED, 0));
}

#[tokio::test]
async fn every_problem_is_described_where_its_type_points() {
    let (_, _, page) = get("/docs/problems").await;
    for code in Code::ALL {
        assert!(page.contains(&format!("id=\"{code}\"")), "{code}");
    }
    let request = Request::get("/docs/problems")
        .header(header::ACCEPT_LANGUAGE, "ne")
        .body(Body::empty())
        .unwrap();
    let (_, _, nepali) = send(request).await;
    assert!(nepali.contains("lang=\"ne\"") && nepali.contains("भेटिएन"));
}

#[tokio::test]
async fn the_document_is_openapi_3_1() {
    let (status, _, body) = get("/api/v1/openapi.json").await;
    assert_eq!(status, StatusCode::OK);
    let document: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    for path in [
        "/api/v1/auth/sign-in",
        "/api/v1/health",
        "/.well-known/jwks.json",
    ] {
        assert!(document["paths"].get(path).is_some(), "{path}");
    }
}

#[tokio::test]
async fn a_path_that_nobody_serves_is_a_problem() {
    for path in ["/nowhere", "/docs/nothing.js", "/api/v2/health"] {
        let (status, headers, body) = get(path).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(headers[header::CONTENT_TYPE], "application/problem+json");
        assert!(body.contains("\"not-found\""));
    }
}
