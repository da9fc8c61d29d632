//! Problems speak the caller's language; codes do not.

use std::collections::HashSet;

use nazar_tests::{Bundle, Client};
use reqwest::Method;

#[tokio::test]
async fn a_problem_is_told_in_five_languages_under_one_code() {
    let bundle = Bundle::shared();
    let visitor = Client::new(&bundle);
    let mut details = HashSet::new();
    for language in ["en", "ru", "uz", "uz-Cyrl", "ne"] {
        let request = visitor
            .request(Method::GET, "/api/v1/jobs")
            .header("accept-language", language);
        let answer = visitor.send(request).await.unwrap();
        let problem = answer.expect_problem(401, "unauthenticated");
        assert_eq!(answer.header("content-language"), language);
        details.insert(problem["detail"].as_str().unwrap().to_owned());
    }
    assert_eq!(details.len(), 5, "{details:?}");
}

#[tokio::test]
async fn the_best_language_of_a_list_is_taken_and_english_is_the_last_resort() {
    let bundle = Bundle::shared();
    let visitor = Client::new(&bundle);
    for (wanted, answered) in [
        ("de, ru;q=0.5, en;q=0.4", "ru"),
        ("uz-Cyrl-UZ, ru;q=0.9", "uz-Cyrl"),
        ("fr", "en"),
        ("*", "en"),
        (";;;q=", "en"),
    ] {
        let request = visitor
            .request(Method::GET, "/api/v1/jobs")
            .header("accept-language", wanted);
        let answer = visitor.send(request).await.unwrap();
        assert_eq!(answer.header("content-language"), answered, "{wanted}");
    }
}
