//! `/health`, `/docs` and `/`: what an operator and a newcomer see first.

use nazar_tests::{Bundle, Client, Options, Person, aws, samples};

#[tokio::test]
async fn health_names_every_part_that_it_asked() {
    let bundle = Bundle::shared();
    let visitor = Client::new(&bundle);
    for path in ["/health", "/api/v1/health"] {
        let health = visitor.get(path).await.unwrap().expect_status(200);
        assert_eq!(health["status"], "ok", "{health}");
        let parts = health["parts"].as_object().unwrap();
        for part in [
            "accounts",
            "control",
            "history",
            "inventory",
            "keys",
            "recalls",
            "media",
            "uploads",
            "similarities",
            "scans",
            "records",
            "imports",
            "data",
        ] {
            assert_eq!(parts[part], "ok", "{part}");
        }
        for kind in [
            "catalogue",
            "search",
            "interactions",
            "pharmacies",
            "market",
            "recalls",
        ] {
            let version = health["versions"][kind].as_str().unwrap();
            assert_eq!(version.len(), 64, "the data version of {kind}");
        }
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

/// Takes the similarity queue away, as a wrong permission or an outage would.
#[tokio::test]
async fn a_missing_part_is_said_and_accepts_no_work_that_would_be_lost() {
    let bundle = Bundle::start(Options::with_wide_limits()).unwrap();
    let person = Person::new(&bundle, "outage").await.unwrap();
    let queue = aws::queue_url(&bundle, "-similarity").await;
    aws::sqs(&bundle)
        .await
        .delete_queue()
        .queue_url(queue)
        .send()
        .await
        .unwrap();

    let health = Client::new(&bundle)
        .get("/health")
        .await
        .unwrap()
        .expect_status(503);
    assert_eq!(health["parts"]["similarities"], "unavailable", "{health}");
    assert_eq!(health["parts"]["history"], "ok", "{health}");

    let drawing = samples::drawing("ka-black-ink");
    person
        .compare(&drawing, "0", &[])
        .await
        .unwrap()
        .expect_problem(503, "service-unavailable");
    let jobs = person
        .client
        .get("/api/v1/jobs")
        .await
        .unwrap()
        .expect_status(200);
    for job in jobs["items"].as_array().unwrap() {
        assert_eq!(job["status"], "failed", "a job that nobody will do: {job}");
    }
}
