//! `/api/v1/interactions`: what is known is told, what is not known is never called safe.

use nazar_tests::{Answer, Bundle, Client};
use reqwest::Method;
use serde_json::{Value, json};

async fn post(bundle: &Bundle, path: &str, language: &str, body: &Value) -> Answer {
    let client = Client::new(bundle);
    let request = client
        .request(Method::POST, path)
        .header("accept-language", language)
        .json(body);
    client.send(request).await.unwrap()
}

async fn check(bundle: &Bundle, body: Value) -> Value {
    post(bundle, "/api/v1/interactions/check", "en", &body)
        .await
        .expect_status(200)
}

fn named(names: &[&str]) -> Value {
    let medicines: Vec<Value> = names.iter().map(|name| json!({"name": name})).collect();
    json!({"medicines": medicines})
}

/// Defects 8.1.6 and 8.1.7: "Medication A" instead of names, and brands that never met the rules.
#[tokio::test]
async fn defects_6_and_7_brands_in_any_script_meet_the_rules_and_are_named() {
    let bundle = Bundle::shared();
    let pairs = [
        ["Варфарин", "Nurofen"],
        ["нурофен", "warfarin"],
        ["Warfarin", "Ибупрофен"],
    ];
    for names in pairs {
        let answer = check(&bundle, named(&names)).await;
        let verdict = &answer["verdict"];
        assert_eq!(
            answer.as_object().unwrap().keys().next().unwrap(),
            "verdict"
        );
        assert_eq!(verdict["outcome"], "danger", "{names:?}");
        assert_eq!(verdict["checked"].as_array().unwrap().len(), 2);
        let first = &answer["findings"][0];
        assert_eq!(first["severity"], "major");
        assert_eq!(first["mechanism"], "bleeding");
        assert_eq!(first["sources"][0]["source"], "demonstration");
        let ingredients: Vec<&str> = first["between"]
            .as_array()
            .unwrap()
            .iter()
            .map(|party| party["ingredient"].as_str().unwrap())
            .collect();
        assert_eq!(ingredients, ["ibuprofen", "warfarin"]);
        assert_eq!(
            answer["data"]["interactions_version"]
                .as_str()
                .unwrap()
                .len(),
            12
        );
    }
}

/// Defect 8.1.5: unknown ids were passed over, and the rest was declared clear.
#[tokio::test]
async fn defect_5_an_unknown_medicine_is_named_and_makes_the_check_incomplete() {
    let bundle = Bundle::shared();
    let answer = check(&bundle, named(&["Panadol", "Moonstone Forte"])).await;
    let verdict = &answer["verdict"];
    assert_eq!(verdict["outcome"], "incomplete");
    assert_eq!(verdict["complete"], false);
    assert_eq!(verdict["not_checked"][0]["index"], 1);
    assert_eq!(verdict["not_checked"][0]["name"], "Moonstone Forte");
    assert_eq!(verdict["not_checked"][0]["reason"], "unknown_medicine");
    assert_eq!(answer["findings"], json!([]));

    // A danger among the others is told all the same.
    let answer = check(&bundle, named(&["warfarin", "aspirin", "Moonstone Forte"])).await;
    assert_eq!(answer["verdict"]["outcome"], "danger");
    assert_eq!(answer["verdict"]["complete"], false);
}

#[tokio::test]
async fn demonstration_rules_alone_are_never_a_complete_check() {
    let bundle = Bundle::shared();
    let answer = check(&bundle, named(&["Panadol", "loratadine"])).await;
    assert_eq!(answer["verdict"]["outcome"], "incomplete");
    let missing = json!(["ansm_2016", "ndf_rt", "onc_high_priority"]);
    assert_eq!(answer["verdict"]["missing_sources"], missing);
    assert!(!answer.to_string().contains("is safe"));
}

#[tokio::test]
async fn a_barcode_an_id_and_a_name_are_the_same_medicine_twice() {
    let bundle = Bundle::shared();
    let panadol = json!({"medicines": [{"gtin": "2999000000074"}, {"id": "demo-panadol-500-mg"}, {"name": "Парацетамол"}]});
    let answer = check(&bundle, panadol).await;
    let findings = answer["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 3);
    for finding in findings {
        assert_eq!(finding["kind"], "same_ingredient");
        assert_eq!(finding["severity"], "major");
        assert_eq!(finding["advice"], "take_only_one");
    }
}

/// Defect 8.1.10: stored illnesses, pregnancy and age were ignored.
#[tokio::test]
async fn defect_10_what_a_person_tells_decides() {
    let bundle = Bundle::shared();
    let told = json!({"medicines": [{"name": "Nurofen"}, {"name": "Panadol"}],
        "conditions": ["peptic_ulcer"], "pregnant": true, "pregnancy_stage": "third", "age": 30});
    let answer = check(&bundle, told).await;
    let met: Vec<&str> = answer["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|finding| finding["with"]["id"].as_str())
        .collect();
    assert!(
        met.contains(&"condition:peptic_ulcer") && met.contains(&"pregnancy:third"),
        "{met:?}"
    );
    assert_eq!(answer["verdict"]["outcome"], "danger");

    let untold = check(&bundle, named(&["Nurofen", "Panadol"])).await;
    assert_eq!(untold["findings"], json!([]));
    let precautions = untold["precautions"].as_array().unwrap();
    assert!(precautions.iter().any(|one| one["with"]["id"] == "alcohol"));
    let not_considered = json!([
        "conditions",
        "pregnancy",
        "breastfeeding",
        "age",
        "allergies"
    ]);
    assert_eq!(untold["verdict"]["not_considered"], not_considered);
}

#[tokio::test]
async fn what_cannot_be_a_check_is_refused_with_a_pointer() {
    let bundle = Bundle::shared();
    let path = "/api/v1/interactions/check";
    let many: Vec<&str> = vec!["warfarin"; 21];
    let bad = [
        (named(&["warfarin"]), "/medicines"),
        (named(&many), "/medicines"),
        (
            json!({"medicines": [{"name": "warfarin"}, {}]}),
            "/medicines/1",
        ),
        (
            json!({"medicines": [{"name": "warfarin"}, {"gtin": "2999000000075"}]}),
            "/medicines/1/gtin",
        ),
    ];
    for (body, pointer) in bad {
        let answer = post(&bundle, path, "en", &body).await;
        let problem = answer.expect_problem(422, "validation-failed");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{body}");
    }
    let unknown = json!({"medicines": [{"name": "warfarin"}, {"name": "aspirin"}], "conditions": ["melancholy"]});
    post(&bundle, path, "en", &unknown)
        .await
        .expect_problem(422, "validation-failed");
}

/// Defect 8.1.1: the explainer called every severity that it did not know safe.
#[tokio::test]
async fn defect_1_every_severity_is_explained_in_every_language_and_an_unknown_one_is_refused() {
    let bundle = Bundle::shared();
    let path = "/api/v1/interactions/explain";
    for language in ["en", "ru", "uz", "uz-Cyrl"] {
        for severity in ["minor", "moderate", "major", "contraindicated"] {
            let body = json!({"severity": severity, "mechanism": "bleeding"});
            let answer = post(&bundle, path, language, &body)
                .await
                .expect_status(200);
            assert_eq!(answer["language"], language);
            for part in ["what_happens", "what_to_watch", "what_to_do", "how_urgent"] {
                assert!(!answer["words"][part].as_str().unwrap().is_empty());
            }
        }
    }
    for severity in ["none", "fatal", "severe", "unknown"] {
        let body = json!({"severity": severity});
        post(&bundle, path, "en", &body)
            .await
            .expect_problem(422, "validation-failed");
    }
    post(&bundle, path, "en", &json!({}))
        .await
        .expect_problem(422, "validation-failed");
}

#[tokio::test]
async fn a_medicine_s_interactions_come_in_pages_from_either_side() {
    let bundle = Bundle::shared();
    let client = Client::new(&bundle);
    let mut path = "/api/v1/interactions/ibuprofen?limit=5".to_owned();
    let mut seen: Vec<(String, String)> = Vec::new();
    loop {
        let answer = client.get(&path).await.unwrap();
        let page = answer.expect_status(200);
        for item in page["items"].as_array().unwrap() {
            let text = |field: &Value| field.as_str().unwrap().to_owned();
            seen.push((text(&item["severity"]), text(&item["with"]["id"])));
        }
        let Some(cursor) = page["next_cursor"].as_str() else {
            break;
        };
        assert!(answer.header("link").contains(cursor));
        path = format!("/api/v1/interactions/ibuprofen?limit=5&cursor={cursor}");
    }
    let partners: Vec<&str> = seen.iter().map(|(_, with)| with.as_str()).collect();
    for partner in [
        "class:vitamin-k-antagonists",
        "acetylsalicylic-acid",
        "alcohol",
        "pregnancy:third",
    ] {
        assert!(partners.contains(&partner), "{partner}: {partners:?}");
    }
    let scale = ["contraindicated", "major", "moderate", "minor"];
    let ranks: Vec<usize> = seen
        .iter()
        .map(|(severity, _)| scale.iter().position(|known| known == severity).unwrap())
        .collect();
    assert!(ranks.is_sorted(), "{seen:?}");
    client
        .get("/api/v1/interactions/moonstone")
        .await
        .unwrap()
        .expect_problem(404, "not-found");
}
