//! Defects of the service that this one replaces (8.1 and 8.2 of its description) that concern what is known of medicines and
//! pharmacies and that no other file names: each has a test that would have met it.

use std::collections::BTreeSet;

use nazar_tests::{Bundle, Client};
use reqwest::Method;
use serde_json::{Value, json};

const API: &str = "/api/v1";
const NO_SHPA: &str = "demo-no-shpa-40-mg";
const PHARMACY: &str = "demo-yunusobod-2";

async fn get(path: &str) -> Value {
    let bundle = Bundle::shared();
    let client = Client::new(&bundle);
    client
        .get(&format!("{API}{path}"))
        .await
        .unwrap()
        .expect_status(200)
}

async fn post(path: &str, body: &Value) -> Value {
    let bundle = Bundle::shared();
    let client = Client::new(&bundle);
    client
        .post(&format!("{API}{path}"), body)
        .await
        .unwrap()
        .expect_status(200)
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Defect 8.1.11: severities, mechanisms, prices and stock were drawn at random and told as facts.
#[tokio::test]
async fn defect_11_every_figure_is_the_same_each_time_and_says_where_it_is_from() {
    let paths = [
        format!("/medications/{NO_SHPA}/prices"),
        format!("/medications/{NO_SHPA}/alternatives"),
        format!("/pharmacies/{PHARMACY}/inventory?limit=5"),
        "/interactions/ibuprofen?limit=20".to_owned(),
    ];
    for path in &paths {
        let first = get(path).await;
        assert_eq!(get(path).await, first, "{path}");
        let versions = first["data"].as_object().unwrap();
        assert!(!versions.is_empty(), "{path} names no data");
    }
    let prices = get(&paths[0]).await;
    for offer in prices["offers"].as_array().unwrap() {
        assert!(
            offer["updated"].as_str().unwrap().starts_with("2026-"),
            "{offer}"
        );
        assert_eq!(offer["demonstration"], true, "{offer}");
    }
    let known = get(&paths[3]).await;
    for item in known["items"].as_array().unwrap() {
        assert!(!item["sources"].as_array().unwrap().is_empty(), "{item}");
    }
}

/// Defect 8.2.13: these failed always, or as soon as there were data.
#[tokio::test]
async fn defect_13_every_documented_question_is_answered_with_data_there() {
    let search = "/pharmacies/search/by-medication?medication=demo-no-shpa-40-mg&lat=41.3&lon=69.2";
    for path in [
        "/medications/search?q=panadol",
        "/medications/suggest?q=pan",
        &format!("/medications/{NO_SHPA}"),
        "/medications/barcode/2999000000074",
        &format!("/medications/{NO_SHPA}/alternatives"),
        &format!("/medications/{NO_SHPA}/prices"),
        &format!("/medications/{NO_SHPA}/recalls"),
        "/pharmacies/nearby?lat=41.3&lon=69.2",
        "/pharmacies?region=Toshkent",
        &format!("/pharmacies/{PHARMACY}"),
        &format!("/pharmacies/{PHARMACY}/inventory"),
        &format!("/pharmacies/{PHARMACY}/availability?medication={NO_SHPA}"),
        &format!("/pharmacies/{PHARMACY}/directions?from=41.3,69.2"),
        &format!("/pharmacies/{PHARMACY}/reviews"),
        search,
        "/interactions/warfarin",
    ] {
        assert!(get(path).await.is_object(), "{path}");
    }
    let basket = json!({"items": [{"medication": NO_SHPA}]});
    post("/pharmacies/compare-prices", &basket).await;
    let price = json!({"medicine": NO_SHPA, "price": 3_000_000});
    post("/medications/check-price", &price).await;
    let pair = json!({"medicines": [{"name": "warfarin"}, {"name": "ibuprofen"}]});
    post("/interactions/check", &pair).await;
    post("/interactions/explain", &json!({"severity": "major"})).await;
    post("/recalls/check", &json!({"id": NO_SHPA})).await;
}

/// Defect 8.2.14: messages in Uzbek, suggestions, warnings and what was read of a barcode were cut out of answers.
#[tokio::test]
async fn defect_14_words_suggestions_and_warnings_arrive_in_the_reader_s_language() {
    let bundle = Bundle::shared();
    let client = Client::new(&bundle);
    let ask = async |method, path: &str, language: &str, body: &Value| {
        let request = client.request(method, &format!("{API}{path}"));
        let request = request.header("accept-language", language);
        let request = if body.is_null() {
            request
        } else {
            request.json(body)
        };
        let answer = client.send(request).await.unwrap();
        serde_json::from_slice::<Value>(&answer.bytes).unwrap()
    };
    let pair =
        json!({"medicines": [{"name": "warfarin"}, {"name": "ibuprofen"}, {"name": "nimadir"}]});
    let mut seen = BTreeSet::new();
    for language in ["uz", "uz-Cyrl", "ru", "en"] {
        let wrong = "/medications/barcode/036000291453";
        let problem = ask(Method::GET, wrong, language, &Value::Null).await;
        assert_eq!(problem["code"], "gtin-invalid", "{problem}");
        let suggestions = problem["suggestions"].as_array().unwrap();
        assert!(!suggestions.is_empty(), "{problem}");
        let checked = ask(Method::POST, "/interactions/check", language, &pair).await;
        let verdict = &checked["verdict"];
        assert_eq!(
            verdict["not_checked"][0]["reason"], "unknown_medicine",
            "{verdict}"
        );
        let words = &checked["findings"][0]["words"];
        assert!(
            words.as_object().is_some_and(|words| words.len() >= 3),
            "{words}"
        );
        for text in [&problem["detail"], &suggestions[0], &verdict["summary"]] {
            let text = text.as_str().unwrap().to_owned();
            assert!(
                seen.insert(text.clone()),
                "{language} has the words of another: {text}"
            );
        }
    }
    let known = get("/medications/barcode/2999000000074").await;
    assert!(
        known["name"].is_string() && known["gtins"].is_array(),
        "{known}"
    );
}

/// Defect 8.2.15: whether a door is open was never worked out, and hours were written in two ways of which none was read.
#[tokio::test]
async fn defect_15_every_pharmacy_with_hours_is_open_or_closed() {
    let page = get("/pharmacies?limit=50").await;
    let pharmacies = page["items"].as_array().unwrap();
    assert!(pharmacies.len() >= 20, "{}", pharmacies.len());
    for pharmacy in pharmacies {
        let open = pharmacy["open_now"].as_bool();
        let changes = pharmacy["closes_at"].is_string() || pharmacy["opens_at"].is_string();
        let never = pharmacy["round_the_clock"] == true;
        assert!(open.is_some() && (changes || never), "{pharmacy}");
    }
}

/// Defect 8.2.17: there were two tables of prices, and what was asked for was read from the one that nobody filled.
#[tokio::test]
async fn defect_17_a_price_is_one_price_wherever_it_is_read() {
    let item = get(&format!("/pharmacies/{PHARMACY}/inventory/{NO_SHPA}")).await;
    let here = |found: &Value, list: &str, id: &str| -> Value {
        let all = found[list].as_array().unwrap().iter();
        let mut own = all.filter(|one| one[id] == PHARMACY);
        own.next().unwrap_or_else(|| panic!("{found}"))["price"].clone()
    };
    let prices = get(&format!("/medications/{NO_SHPA}/prices")).await;
    assert_eq!(here(&prices, "offers", "pharmacy"), item["price"]);
    let path = format!("/pharmacies/search/by-medication?medication={NO_SHPA}&limit=100");
    assert_eq!(here(&get(&path).await, "items", "id"), item["price"]);
    let path = format!("/pharmacies/{PHARMACY}/availability?medication={NO_SHPA}");
    assert_eq!(get(&path).await["stock"]["price"], item["price"]);
    // The alternatives of others name it with the cheapest price of the same offers.
    let offers = prices["offers"].as_array().unwrap().iter();
    let mut stocked = offers.filter(|offer| offer["in_stock"] == true);
    let cheapest = stocked.next().unwrap()["price"].clone();
    let basket = json!({"items": [{"medication": NO_SHPA}]});
    let compared = post("/pharmacies/compare-prices", &basket).await;
    assert_eq!(compared["split"]["total"], cheapest, "{compared}");
}

/// Defect 8.2.20: two of sixty barcodes were valid, check digits were not looked at, and a UPC led nowhere.
#[tokio::test]
async fn defect_20_every_barcode_is_valid_and_leads_to_its_pack_in_every_length() {
    let found = get("/medications/search?q=panadol&limit=50").await;
    let mut seen = BTreeSet::new();
    for medicine in found["items"].as_array().unwrap() {
        let id = medicine["id"].as_str().unwrap();
        let detail = get(&format!("/medications/{id}")).await;
        for gtin in detail["gtins"].as_array().unwrap() {
            let gtin = gtin.as_str().unwrap();
            assert_eq!(gtin.len(), 14, "one form: {gtin}");
            // GTIN-14 and GTIN-13 are one number.
            for text in [gtin, &gtin[1..]] {
                let by = get(&format!("/medications/barcode/{text}")).await;
                assert_eq!(by["id"], id, "{text}");
            }
            assert!(seen.insert(gtin.to_owned()), "{gtin} twice");
        }
    }
    assert!(!seen.is_empty());
    let bundle = Bundle::shared();
    let client = Client::new(&bundle);
    // A right UPC-A (12 digits) that nobody has, and the same with another check digit.
    for (text, status, code) in [
        ("036000291452", 404, "not-found"),
        ("036000291453", 422, "gtin-invalid"),
    ] {
        let answer = client
            .get(&format!("{API}/medications/barcode/{text}"))
            .await
            .unwrap();
        answer.expect_problem(status, code);
    }
}

/// Defect 8.2.21: apostrophes were escaped away, `%` found everything, Cyrillic and slips found nothing, and nothing was ranked.
#[tokio::test]
async fn defect_21_search_knows_apostrophes_scripts_and_slips_and_no_wildcards() {
    for query in ["no-shpa", "но-шпа", "noshppa", "NO'SHPA", "noʻshpa"] {
        let page = get(&format!("/medications/search?q={}", encoded(query))).await;
        assert_eq!(page["items"][0]["id"], NO_SHPA, "{query}");
    }
    for query in ["%", "_", "%%%"] {
        let page = get(&format!("/medications/search?q={}", encoded(query))).await;
        assert_eq!(page["total"], 0, "{query}");
    }
}
