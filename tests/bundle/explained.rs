//! What is found is said in the reader's words, and what is not understood is asked about.

use nazar_tests::{Bundle, Client};
use reqwest::Method;
use serde_json::{Value, json};

const LANGUAGES: [&str; 4] = ["en", "ru", "uz", "uz-Cyrl"];

async fn post(path: &str, language: &str, body: &Value) -> Value {
    let bundle = Bundle::shared();
    let client = Client::new(&bundle);
    let request = client
        .request(Method::POST, path)
        .header("accept-language", language)
        .json(body);
    client.send(request).await.unwrap().expect_status(200)
}

async fn check(language: &str, body: &Value) -> Value {
    post("/api/v1/interactions/check", language, body).await
}

/// A name that only sounds like another one is another medicine until somebody says which is meant.
#[tokio::test]
async fn a_misspelt_name_is_not_checked_and_what_it_may_mean_is_asked() {
    let asked = json!({"medicines": [{"name": "Warfarinn"}, {"name": "ibuprofen"}]});
    let answer = check("en", &asked).await;
    let verdict = &answer["verdict"];
    assert_eq!(verdict["outcome"], "incomplete", "{verdict}");
    let left = &verdict["not_checked"][0];
    assert_eq!(left["reason"], "misspelt");
    assert_eq!(left["name"], "Warfarinn");
    assert_eq!(answer["findings"], json!([]));
    let meant = left["did_you_mean"].as_array().unwrap();
    let id = meant
        .iter()
        .find(|one| one["id"] == "warfarin")
        .map(|one| one["id"].clone())
        .unwrap();

    let again = json!({"medicines": [{"id": id}, {"name": "ibuprofen"}]});
    assert_eq!(check("en", &again).await["verdict"]["outcome"], "danger");
}

/// Defect 8.1.10: and what an illness forbids is not called "never together".
#[tokio::test]
async fn defect_10_a_circumstance_has_a_title_of_its_own_in_every_language() {
    let told = json!({"medicines": [{"name": "Nurofen"}, {"name": "Panadol"}],
        "conditions": ["peptic_ulcer"], "pregnant": true, "pregnancy_stage": "third"});
    let together = ["together", "вместе", "birga", "бирга"];
    let mut titles = Vec::new();
    for (language, word) in LANGUAGES.into_iter().zip(together) {
        let answer = check(language, &told).await;
        let findings = answer["findings"].as_array().unwrap();
        let of_states: Vec<&Value> = findings
            .iter()
            .filter(|finding| finding["kind"] == "circumstance")
            .collect();
        assert!(of_states.len() >= 2, "{findings:?}");
        for finding in of_states {
            let words = &finding["words"];
            let said = format!("{} {}", words["title"], words["what_to_do"]).to_lowercase();
            assert!(!said.contains(word), "{said}");
            let headline = finding["headline"].as_str().unwrap();
            assert!(headline.contains(words["what_happens"].as_str().unwrap()));
            assert!(headline.contains(finding["with"]["name"].as_str().unwrap()));
            titles.push(words["title"].to_string());
        }
        assert_eq!(answer["language"], language);
    }
    titles.sort_unstable();
    titles.dedup();
    assert!(titles.len() >= 8, "{titles:?}");
}

#[tokio::test]
async fn our_own_rules_say_in_the_reader_s_language_what_happens() {
    let asked = json!({"medicines": [{"name": "Варфарин"}, {"name": "Нурофен"}]});
    let mut told = Vec::new();
    for language in LANGUAGES {
        let answer = check(language, &asked).await;
        let finding = &answer["findings"][0];
        let source = &finding["sources"][0];
        assert_eq!(source["source"], "demonstration");
        assert_eq!(source["language"], language);
        told.push(source["effect"].to_string());
        told.push(finding["headline"].to_string());
    }
    let count = told.len();
    told.sort_unstable();
    told.dedup();
    assert_eq!(told.len(), count, "{told:?}");
}

#[tokio::test]
async fn every_setting_is_explained_in_every_language() {
    for language in LANGUAGES {
        let mut titles = Vec::new();
        for setting in [
            "pair",
            "duplicate",
            "food",
            "condition",
            "pregnancy",
            "breastfeeding",
            "age",
        ] {
            let asked = json!({"severity": "contraindicated", "setting": setting});
            let answer = post("/api/v1/interactions/explain", language, &asked).await;
            titles.push(answer["words"]["title"].to_string());
        }
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(titles.len(), 7, "{titles:?}");
    }
}

#[tokio::test]
async fn a_price_is_explained_in_sentences_of_the_reader_s_language() {
    let mut told = Vec::new();
    for language in LANGUAGES {
        let asked = json!({"medicine": "demo-no-shpa-40-mg", "price": 100_000,
            "pharmacy": "demo-chilonzor-1"});
        let answer = post("/api/v1/medications/check-price", language, &asked).await;
        assert_eq!(answer["counterfeit_warning"], true);
        assert_eq!(answer["language"], language);
        let said = answer["explanation"].as_array().unwrap();
        let reasons = answer["reasons"].as_array().unwrap();
        assert_eq!(said.len(), reasons.len() + 1, "{said:?}");
        told.push(answer["explanation"].to_string());
    }
    told.sort_unstable();
    told.dedup();
    assert_eq!(told.len(), LANGUAGES.len());
}
