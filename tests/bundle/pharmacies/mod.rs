//! `/api/v1/pharmacies`: found, asked, compared and reviewed, from the demonstration data.

mod basket;
mod finding;
mod lists;
pub(crate) mod pharmacists;
mod reviews;
mod search;
mod stock;
mod ways;

use nazar_tests::{Answer, Bundle, Client};
use serde_json::Value;

const BASE: &str = "/api/v1/pharmacies";
const NO_SHPA: &str = "demo-no-shpa-40-mg";

async fn ask(path: &str) -> Answer {
    let bundle = Bundle::shared();
    let client = Client::new(&bundle);
    client.get(&format!("{BASE}{path}")).await.unwrap()
}

async fn get(path: &str) -> Value {
    ask(path).await.expect_status(200)
}

fn items(page: &Value) -> &[Value] {
    page["items"].as_array().map(Vec::as_slice).unwrap()
}

fn ids(page: &Value) -> Vec<&str> {
    let ids = items(page).iter().map(|item| item["id"].as_str().unwrap());
    ids.collect()
}

/// Every item of a list, page by page. `path` ends in a parameter.
async fn all_pages(path: &str) -> Vec<Value> {
    let mut all = Vec::new();
    let mut next = path.to_owned();
    loop {
        let answer = ask(&next).await;
        let page = answer.expect_status(200);
        all.extend_from_slice(items(&page));
        let Some(cursor) = page["next_cursor"].as_str() else {
            assert_eq!(answer.header("link"), "");
            return all;
        };
        assert!(answer.header("link").contains("rel=\"next\""));
        next = format!("{path}&cursor={cursor}");
    }
}
