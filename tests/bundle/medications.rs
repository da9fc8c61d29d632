//! `/api/v1/medications`: found, shown, compared and priced, from the demonstration data.

use std::collections::HashSet;

use nazar_tests::{Bundle, Client, Options};
use serde_json::{Value, json};

const NO_SHPA: &str = "/api/v1/medications/demo-no-shpa-40-mg";

async fn get(path: &str) -> Value {
    let bundle = Bundle::shared();
    let client = Client::new(&bundle);
    client.get(path).await.unwrap().expect_status(200)
}

fn search(query: &str) -> String {
    let query: String = url_encoded(query);
    format!("/api/v1/medications/search?q={query}")
}

fn url_encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn ids(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn any_script_and_a_slip_find_the_same_medicine() {
    for query in ["No-Shpa", "но-шпа", "noshpa", "но шпа 40", "noshppa"] {
        let page = get(&search(query)).await;
        assert_eq!(ids(&page)[0], "demo-no-shpa-40-mg", "{query}");
        let first = &page["items"][0];
        assert_eq!(first["demonstration"], true);
        assert_eq!(page["data"]["catalogue"].as_str().unwrap().len(), 64);
    }
    let page = get(&search("panadol")).await;
    let parts = page["items"][0]["name_parts"].as_array().unwrap();
    assert_eq!(parts[0], json!({"text": "Panadol", "match": true}));
    // A wildcard of another system is no wildcard here.
    assert_eq!(get(&search("%")).await["total"], 0);
}

#[tokio::test]
async fn filters_hold_and_pages_join() {
    let page = get(&format!("{}&form=oral-suspension", search("панадол"))).await;
    assert_eq!(ids(&page), ["demo-panadol-baby"]);
    let rx = get(&format!(
        "{}&prescription=required&atc=N02",
        search("парацетамол")
    ))
    .await;
    assert_eq!(rx["total"], 0);

    let all = get(&format!("{}&limit=100", search("paracetamol"))).await;
    let mut joined = Vec::new();
    let mut path = format!("{}&limit=4", search("paracetamol"));
    loop {
        let page = get(&path).await;
        joined.extend(ids(&page).into_iter().map(str::to_owned));
        let Some(cursor) = page["next_cursor"].as_str() else {
            break;
        };
        path = format!("{}&limit=4&cursor={cursor}", search("paracetamol"));
    }
    assert_eq!(joined, ids(&all));
    assert!(joined.len() > 8);
}

#[tokio::test]
async fn wrong_questions_are_named() {
    let bundle = Bundle::shared();
    let client = Client::new(&bundle);
    let ask = async |path: &str| client.get(path).await.unwrap();
    let base = "/api/v1/medications";
    ask(&format!("{base}/search"))
        .await
        .expect_problem(400, "malformed-request");
    ask(&format!("{base}/search?q="))
        .await
        .expect_problem(422, "validation-failed");
    ask(&format!("{base}/search?q=a&form=pill"))
        .await
        .expect_problem(400, "malformed-request");
    ask(&format!("{base}/search?q=a&atc=99"))
        .await
        .expect_problem(422, "validation-failed");
    ask(&format!("{base}/search?q=a&cursor=x"))
        .await
        .expect_problem(400, "malformed-request");
    ask(&format!("{base}/nothing"))
        .await
        .expect_problem(404, "not-found");
    ask(&format!("{base}/Not%20An%20Id"))
        .await
        .expect_problem(404, "not-found");
    ask(&format!("{base}/nothing/alternatives"))
        .await
        .expect_problem(404, "not-found");
    ask(&format!("{base}/nothing/prices"))
        .await
        .expect_problem(404, "not-found");
}

#[tokio::test]
async fn names_are_suggested_in_the_script_that_is_typed() {
    let latin = get("/api/v1/medications/suggest?q=pana").await;
    assert_eq!(latin["items"][0], "Panadol");
    let typed = url_encoded("пана");
    let cyrillic = get(&format!("/api/v1/medications/suggest?q={typed}")).await;
    assert_eq!(cyrillic["items"][0], "Панадол");
    let names = cyrillic["items"].as_array().unwrap();
    assert!(names.len() <= 10);
    let distinct: HashSet<&str> = names.iter().filter_map(Value::as_str).collect();
    assert_eq!(distinct.len(), names.len());
}

#[tokio::test]
async fn a_medicine_says_what_it_is_and_who_has_it_gets_nothing_again() {
    let bundle = Bundle::shared();
    let client = Client::new(&bundle);
    let answer = client.get(NO_SHPA).await.unwrap();
    let medicine = answer.expect_status(200);
    assert_eq!(
        medicine["active_ingredients"][0]["names"]["ru"],
        "дротаверин"
    );
    assert_eq!(medicine["atc"], "A03AD02");
    assert_eq!(medicine["source"], "demonstration");
    let tag = answer.header("etag").to_owned();
    let again = client
        .request(reqwest::Method::GET, NO_SHPA)
        .header("if-none-match", tag);
    assert_eq!(client.send(again).await.unwrap().status, 304);
}

#[tokio::test]
async fn barcodes_of_every_length_lead_to_the_pack() {
    let medicine = get(NO_SHPA).await;
    let gtin = medicine["gtins"][0].as_str().unwrap();
    for text in [gtin, &gtin[1..]] {
        let found = get(&format!("/api/v1/medications/barcode/{text}")).await;
        assert_eq!(found["id"], medicine["id"]);
    }
    let bundle = Bundle::shared();
    let client = Client::new(&bundle);
    for (text, status, code) in [
        ("2999000002314", 422, "gtin-invalid"),
        ("12345", 422, "gtin-invalid"),
        ("4600051000057", 404, "not-found"),
    ] {
        let answer = client
            .get(&format!("/api/v1/medications/barcode/{text}"))
            .await
            .unwrap();
        answer.expect_problem(status, code);
    }
}

#[tokio::test]
async fn alternatives_come_nearest_first_then_cheapest_with_why() {
    let page = get("/api/v1/medications/demo-plavix-75-mg/alternatives").await;
    let first = &page["items"][0];
    assert_eq!(first["id"], "demo-klopidogrel-75-mg-nobel");
    assert_eq!(first["nearness"], "same-substance");
    let why = first["why"].as_array().unwrap();
    for reason in ["same-ingredients", "same-strength", "cheaper"] {
        assert!(why.contains(&json!(reason)), "{first}");
    }

    let page = get("/api/v1/medications/demo-enap-10-mg/alternatives?limit=100").await;
    let items = page["items"].as_array().unwrap();
    let nearness: Vec<&str> = items
        .iter()
        .map(|item| item["nearness"].as_str().unwrap())
        .collect();
    assert!(nearness.is_sorted_by(|one, other| one == other || *one == "same-substance"));
    let others: Vec<&Value> = items
        .iter()
        .filter(|item| item["nearness"] == "same-group")
        .collect();
    assert!(!others.is_empty());
    for other in others {
        assert!(
            other["why"]
                .as_array()
                .unwrap()
                .contains(&json!("ask-doctor")),
            "{other}"
        );
        assert!(
            other["atc"].as_str().unwrap().starts_with("C09AA"),
            "{other}"
        );
    }
    // Losartan with hydrochlorothiazide is no alternative to losartan alone by substance.
    let page = get("/api/v1/medications/demo-lozap-50-mg/alternatives").await;
    let same: Vec<&str> = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|item| item["nearness"] == "same-substance")
        .map(|item| item["id"].as_str().unwrap())
        .collect();
    assert_eq!(same, ["demo-lozartan-50-mg-nobel"]);
}

#[tokio::test]
async fn prices_are_listed_cheapest_first_with_what_is_usual() {
    let prices = get(&format!("{NO_SHPA}/prices")).await;
    let offers = prices["offers"].as_array().unwrap();
    let asked: Vec<u64> = offers
        .iter()
        .map(|offer| offer["price"].as_u64().unwrap())
        .collect();
    assert!(asked.len() >= 8 && asked.is_sorted());
    let fair = &prices["fair"];
    assert!(fair["low"].as_u64() < fair["median"].as_u64());
    assert!(fair["median"].as_u64() < fair["high"].as_u64());
    assert_eq!(prices["history"].as_array().unwrap().len(), 12);
    assert_eq!(prices["currency"], "UZS");
}

async fn check(body: Value) -> nazar_tests::Answer {
    let bundle = Bundle::shared();
    let client = Client::new(&bundle);
    let request = client
        .request(reqwest::Method::POST, "/api/v1/medications/check-price")
        .json(&body);
    client.send(request).await.unwrap()
}

#[tokio::test]
async fn a_price_is_judged_and_the_verdict_explained() {
    let prices = get(&format!("{NO_SHPA}/prices")).await;
    let median = prices["fair"]["median"].as_u64().unwrap();
    let verdict = async |price: u64| {
        check(json!({"medicine": "demo-no-shpa-40-mg", "price": price}))
            .await
            .expect_status(200)
    };
    let usual = verdict(median).await;
    assert_eq!(usual["verdict"], "usual");
    assert_eq!(usual["reasons"], json!(["close-to-median"]));
    let high = verdict(median * 10).await;
    assert_eq!(high["verdict"], "high");
    assert_eq!(high["counterfeit_warning"], false);
    let low = verdict(median / 10).await;
    assert_eq!(low["verdict"], "low");
    assert_eq!(low["counterfeit_warning"], true);
    for answer in [&usual, &high, &low] {
        assert_eq!(answer["demonstration"], true);
        assert_eq!(answer["data"]["market"].as_str().unwrap().len(), 64);
    }
}

#[tokio::test]
async fn price_questions_that_cannot_be_answered_are_named() {
    let wrong = json!({"medicine": "demo-no-shpa-40-mg", "price": 0});
    check(wrong).await.expect_problem(422, "validation-failed");
    check(json!({"medicine": "no such medicine", "price": 5}))
        .await
        .expect_problem(404, "not-found");
    // Several products hold it: which pack is meant?
    let several = check(json!({"medicine": "paracetamol", "price": 5})).await;
    let problem = several.expect_problem(422, "validation-failed");
    assert_eq!(problem["errors"][0]["pointer"], "/medicine");
}

#[tokio::test]
async fn searches_are_limited_apart_from_the_rest() {
    let bundle = Bundle::start(Options::with_real_limits()).unwrap();
    let client = Client::new(&bundle);
    let policy = |answer: &nazar_tests::Answer| answer.header("ratelimit-policy").to_owned();
    let searched = client.get(&search("pan")).await.unwrap();
    let shown = client.get(NO_SHPA).await.unwrap();
    assert!(policy(&searched).contains("100"), "{}", policy(&searched));
    assert!(policy(&shown).contains("200"), "{}", policy(&shown));
    let pair = json!({"medicines": [{"name": "warfarin"}, {"name": "ibuprofen"}]});
    let lone = json!({"id": "demo-no-shpa-40-mg"});
    for (path, body) in [("interactions/check", pair), ("recalls/check", lone)] {
        let path = format!("/api/v1/{path}");
        let checked = client.post(&path, &body).await.unwrap();
        assert!(
            policy(&checked).contains("50"),
            "{path}: {}",
            policy(&checked)
        );
    }
}
