//! `/health`, `/docs` and `/`: what an operator and a newcomer see first.

use nazar_tests::{Bundle, Client};

#[tokio::test]
async fn health_names_every_part_that_it_asked() {
    let bundle = Bundle::shared();
    let visitor = Client::new(&bundle);
    for path in ["/health", "/api/v1/health"] {
        let health = visitor.get(path).await.unwrap().expect_status(200);
        assert_eq!(health["status"], "ok", "{health}");
    }
}

#[tokio::test]
async fn the_documentation_page_loads_nothing_from_elsewhere() {
    let bundle = Bundle::shared();
    let visitor = Client::new(&bundle);
    for path in ["/", "/docs"] {
        let page = visitor.get(path).await.unwrap();
        assert_eq!(page.status, 200, "{path}");
        assert!(
            page.header("content-type").starts_with("text/html"),
            "{path}"
        );
        let text = String::from_utf8(page.bytes.clone()).unwrap();
        for attribute in ["src=\"http", "src='http", "src=\"//", "href=\"//"] {
            assert!(!text.contains(attribute), "{path} loads {attribute}");
        }
        assert!(!page.header("content-security-policy").is_empty(), "{path}");
    }
}

#[tokio::test]
async fn every_answer_carries_the_security_headers_and_a_request_id() {
    let bundle = Bundle::shared();
    let visitor = Client::new(&bundle);
    for path in [
        "/health",
        "/api/v1/calligraphy/characters",
        "/api/v1/jobs",
        "/.well-known/jwks.json",
        "/api/v1/auth/nothing",
    ] {
        let answer = visitor.get(path).await.unwrap();
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(!answer.header("x-request-id").is_empty(), "{path}");
    }
}
