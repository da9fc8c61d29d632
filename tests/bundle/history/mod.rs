//! `/api/v1/calligraphy/history`: lists and their filters, single items, deletion.

mod deletion;
mod items;
mod lists;
mod pictures;

use nazar_tests::{Person, samples};
use serde_json::Value;

pub(crate) const PREDICTIONS: &str = "/api/v1/calligraphy/history/predictions";
pub(crate) const SIMILARITIES: &str = "/api/v1/calligraphy/history/similarities";

/// A similarity of the drawing of ka with a character.
pub(crate) async fn similarity(person: &Person, target: &str) -> Value {
    let drawing = samples::drawing("ka-black-ink");
    let job = person.compared(&drawing, target).await.unwrap();
    assert_eq!(job["status"], "succeeded", "{job}");
    job["result"].clone()
}

/// A prediction of a drawing, of which is said what it should be, or not.
async fn prediction(person: &Person, drawing: &str, wanted: Option<&str>) -> Value {
    let drawing = samples::drawing(drawing);
    let fields: Vec<(&str, &str)> = wanted
        .map(|class| ("target_class", class))
        .into_iter()
        .collect();
    person
        .client
        .post_image(
            "/api/v1/calligraphy/predictions",
            &drawing.bytes,
            drawing.content_type,
            &fields,
        )
        .await
        .unwrap()
        .expect_status(200)
}

/// All items of a list, page by page.
async fn all(person: &Person, path: &str) -> Vec<Value> {
    let mut items = Vec::new();
    let mut next = path.to_owned();
    loop {
        let answer = person.client.get(&next).await.unwrap();
        let page = answer.expect_status(200);
        items.extend(page["items"].as_array().unwrap().iter().cloned());
        let Some(cursor) = page["next_cursor"].as_str() else {
            assert_eq!(answer.header("link"), "");
            return items;
        };
        assert!(
            answer.header("link").contains(cursor),
            "{}",
            answer.header("link")
        );
        let joint = if path.contains('?') { '&' } else { '?' };
        next = format!("{path}{joint}cursor={cursor}");
    }
}

async fn ids(person: &Person, path: &str) -> Vec<String> {
    let items = all(person, path).await;
    items.iter().map(|item| text(&item["id"])).collect()
}

pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
