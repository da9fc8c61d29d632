//! The README's path: sign up, sign in, read a drawing, compare it with its reference.

use nazar_tests::{Bundle, Client, client, samples};
use serde_json::json;

#[tokio::test]
async fn four_requests_lead_from_nothing_to_an_overlay() {
    let bundle = Bundle::shared();
    let visitor = Client::new(&bundle);
    let username = client::unique("learner");
    let drawing = samples::drawing("ka-black-ink");

    visitor
        .post("/api/v1/auth/sign-up", &client::sign_up_body(&username))
        .await
        .unwrap()
        .expect_status(201);

    let tokens = client::sign_in(&visitor, &username)
        .await
        .unwrap()
        .expect_status(200);
    assert_eq!(tokens["token_type"], "Bearer");
    assert_eq!(tokens["expires_in"], 900);
    let learner = visitor.with_token(tokens["access_token"].as_str().unwrap());

    let prediction = learner
        .post_image(
            "/api/v1/calligraphy/predictions",
            &drawing.bytes,
            drawing.content_type,
            &[],
        )
        .await
        .unwrap()
        .expect_status(200);
    assert_eq!(prediction["class_id"], 0, "{prediction}");
    assert_eq!(prediction["letter"], "क");
    assert_eq!(prediction["iast"], "ka");
    assert_eq!(prediction["abstained"], false);

    let similarity = learner
        .send(
            learner
                .request(reqwest::Method::POST, "/api/v1/calligraphy/similarities")
                .header("prefer", "wait=20")
                .multipart(
                    client::image_form(
                        &drawing.bytes,
                        drawing.content_type,
                        &[("target_class", "0")],
                    )
                    .unwrap(),
                ),
        )
        .await
        .unwrap();
    assert_eq!(similarity.header("preference-applied"), "wait=20");
    let job = similarity.expect_status(200);
    assert_eq!(job["status"], "succeeded", "{job}");
    assert_eq!(job["result"]["is_same_character"], true, "{job}");
    let overlay = visitor
        .get(job["result"]["overlay_image_url"].as_str().unwrap())
        .await
        .unwrap();
    assert_eq!(overlay.status, 200);
    let picture = image::load_from_memory(&overlay.bytes).unwrap();
    assert_eq!((picture.width(), picture.height()), (256, 256));

    let page = learner
        .get("/api/v1/jobs")
        .await
        .unwrap()
        .expect_status(200);
    assert_eq!(page["items"][0]["id"], job["id"], "{}", json!(page));
}
