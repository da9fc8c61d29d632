//! A pair of which no source speaks, through the API: a guess that is marked as one, never grave, and never a comfort.

use std::time::Duration;

use nazar_tests::{Answer, Bundle, Client, Options};
use reqwest::Method;
use serde_json::{Value, json};

use crate::recalls::import;

/// All lists that a check asks for have to be in force before the model may speak. These are about none of the medicines below.
const ANSM: &str = "\
a_kind\ta_name\ta_code\ta_atc\tb_kind\tb_name\tb_code\tb_atc\tseverity\tseverity_raw\tdescription\tcomment
DRUG\tSILDENAFIL\t1\tG04BE03\tDRUG\tRIOCIGUAT\t2\tC02KX05\t1-contraindicated\tContraindicated\tLow blood pressure\t
";
const OPEN: &str = "\
drug1_drugbank\tobject\tdrug2_drugbank\tprecipitant\tsource\tseverity\tcontraindication\teffect\tevidence
DB00203\tSildenafil\tDB08931\tRiociguat\tNDF-RT\tCritical\t\t\t
DB00203\tSildenafil\tDB08931\tRiociguat\tONC-HighPriority\t\t\t\t
";
/// A substance of which no list says anything.
const NAMES: &str = "code\tdisplay\tuz\tru\ten\tparent\n000001\tmoksidektin\tmoksidektin\tмоксидектин\tmoxidectin\t\n";

async fn check(bundle: &Bundle, language: &str, names: &[&str]) -> Value {
    let medicines: Vec<Value> = names.iter().map(|name| json!({"name": name})).collect();
    let client = Client::new(bundle);
    let request = client
        .request(Method::POST, "/api/v1/interactions/check")
        .header("accept-language", language)
        .json(&json!({"medicines": medicines}));
    let answer: Answer = client.send(request).await.unwrap();
    answer.expect_status(200)
}

/// The check once the function has what was imported: it asks every half a minute.
async fn with_all_lists(bundle: &Bundle, names: &[&str]) -> Value {
    for _ in 0..1_200 {
        let answer = check(bundle, "en", names).await;
        if answer["verdict"]["missing_sources"] == json!([]) {
            return answer;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    panic!("the lists did not come into force");
}

fn predicted(answer: &Value) -> Vec<&Value> {
    let findings = answer["findings"].as_array().unwrap().iter();
    findings
        .filter(|one| one["predicted"].is_object())
        .collect()
}

#[tokio::test]
async fn what_a_model_expects_is_marked_moderate_at_most_and_reassures_nobody() {
    let bundle = Bundle::start(Options::with_wide_limits()).unwrap();
    for (key, text) in [
        ("imports/inn/names.tsv", NAMES),
        ("imports/ansm-rules/rules.tsv", ANSM),
        ("imports/interactions-open/pairs.tsv", OPEN),
    ] {
        import(&bundle, key, text).await;
    }

    let pair = with_all_lists(&bundle, &["metoprolol", "quetiapine"]).await;
    let [finding] = predicted(&pair)[..] else {
        panic!("one is expected of this pair: {pair}");
    };
    assert_eq!(finding["severity"], "moderate");
    assert_eq!(finding["kind"], "interaction");
    assert_eq!(finding["sources"], json!([]), "nobody says so");
    let guess = &finding["predicted"];
    assert!(guess["note"].as_str().unwrap().starts_with("Predicted"));
    assert!((0.5..1.0).contains(&guess["probability"].as_f64().unwrap()));
    assert_eq!(guess["model"].as_str().unwrap().len(), 12);
    assert_eq!(
        pair["verdict"]["outcome"], "caution",
        "never a danger: {pair}"
    );

    // From either side the same, and in the reader's language.
    let turned = check(&bundle, "ru", &["quetiapine", "metoprolol"]).await;
    let note = predicted(&turned)[0]["predicted"]["note"].as_str().unwrap();
    assert!(
        note.contains("85") && !note.starts_with("Predicted"),
        "{note}"
    );

    // That a medicine is in no list stays said, whether the model expects something or not.
    for names in [
        ["metoprolol", "quetiapine", "moxidectin"].as_slice(),
        &["lactulose", "moxidectin"],
    ] {
        let answer = check(&bundle, "en", names).await;
        assert_eq!(answer["verdict"]["outcome"], "incomplete", "{answer}");
        let gap = answer["verdict"]["not_checked"].as_array().unwrap().last();
        assert_eq!(gap.unwrap()["reason"], "no_source", "{answer}");
        assert!(!answer.to_string().contains("is safe"), "{answer}");
    }
}

/// The title of two medicines ("never together") stood over an allergy to one.
#[tokio::test]
async fn an_allergy_an_illness_and_a_pregnancy_have_titles_of_their_own() {
    let bundle = Bundle::shared();
    let told = json!({"medicines": [{"name": "Nurofen"}, {"name": "Panadol"}], "allergies": ["class:nsaids"],
        "conditions": ["nsaid_allergy"], "pregnant": true, "pregnancy_stage": "third"});
    for (language, pair) in [
        ("en", "together"),
        ("ru", "вместе"),
        ("uz", "birga"),
        ("uz-Cyrl", "бирга"),
    ] {
        let client = Client::new(&bundle);
        let request = client
            .request(Method::POST, "/api/v1/interactions/check")
            .header("accept-language", language)
            .json(&told);
        let answer = client.send(request).await.unwrap().expect_status(200);
        let findings = answer["findings"].as_array().unwrap();
        let met = |id: &str| findings.iter().find(|one| one["with"]["id"] == id);
        for id in ["class:nsaids", "condition:nsaid_allergy", "pregnancy:third"] {
            let finding = met(id).unwrap_or_else(|| panic!("{id}: {answer}"));
            let title = finding["words"]["title"].as_str().unwrap().to_lowercase();
            assert!(!title.contains(pair), "{language} {id}: {title}");
        }
        assert_eq!(met("class:nsaids").unwrap()["kind"], "allergy");
    }
}
