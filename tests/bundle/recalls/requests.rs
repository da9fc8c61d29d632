//! What a request may look like, and what it is answered when it does not.

use nazar_tests::{Bundle, Client};
use serde_json::json;

use super::ask;

#[tokio::test]
async fn a_pack_has_to_be_named_in_a_way_that_can_be_read() {
    let bundle = Bundle::shared();
    for (body, pointer) in [
        (json!({}), "/gtin"),
        (json!({"lot": "A1"}), "/gtin"),
        (json!({"gtin": "2999000009948"}), "/gtin"),
        (json!({"id": "not an id"}), "/id"),
        (json!({"id": "demo-no-shpa-40-mg", "lot": "---"}), "/lot"),
        (
            json!({"id": "demo-no-shpa-40-mg", "lot": "1".repeat(41)}),
            "/lot",
        ),
    ] {
        let problem = ask(&bundle, body.clone())
            .await
            .expect_problem(422, "validation-failed");
        assert_eq!(
            problem["errors"][0]["pointer"], pointer,
            "{body}: {problem}"
        );
    }
}

/// Defect 8.1.5 of the service that this one replaces: what does not exist was answered as if it had been checked.
#[tokio::test]
async fn defect_5_what_is_not_known_is_not_checked() {
    let bundle = Bundle::shared();
    let client = Client::new(&bundle);
    let path = "/api/v1/medications/nobody-sells-this/recalls";
    client
        .get(path)
        .await
        .unwrap()
        .expect_problem(404, "not-found");
    for body in [
        json!({"id": "nobody-sells-this"}),
        json!({"gtin": "4600051000057"}),
    ] {
        let answer = ask(&bundle, body).await.expect_status(200);
        assert_eq!(answer["verdict"], "could_not_check", "{answer}");
        let gaps = answer["not_checked"].as_array().unwrap();
        assert!(
            gaps.iter().any(|gap| gap["what"] == "unknown_product"),
            "{answer}"
        );
    }
    let path = "/api/v1/medications/demo-no-shpa-40-mg/recalls?lot=%2D";
    let problem = client.get(path).await.unwrap();
    problem.expect_problem(422, "validation-failed");
}
