//! Somebody with an account, and what people do here.

use anyhow::Result;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    Answer, Bundle, Client,
    client::{image_form, sign_in, sign_up_body, unique},
    samples::Drawing,
};

/// Somebody with an account, signed in.
#[derive(Debug, Clone)]
pub struct Person {
    /// Their client, with the access token.
    pub client: Client,
    /// Their username.
    pub username: String,
    /// Their user id.
    pub id: String,
    /// The access token.
    pub access_token: String,
    /// The refresh token.
    pub refresh_token: String,
}

impl Person {
    /// Signs a new person up and in. The name is made unique.
    ///
    /// # Errors
    /// When either request gets no answer.
    ///
    /// # Panics
    /// When either request is refused.
    pub async fn new(bundle: &Bundle, name: &str) -> Result<Self> {
        let client = Client::new(bundle);
        let username = unique(name);
        let signed_up = client
            .post("/api/v1/auth/sign-up", &sign_up_body(&username))
            .await?
            .expect_status(201);
        let signed_in = sign_in(&client, &username).await?.expect_status(200);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let access_token = text(&signed_in["access_token"]);
        Ok(Self {
            client: client.with_token(&access_token),
            username,
            id: text(&signed_up["id"]),
            access_token,
            refresh_token: text(&signed_in["refresh_token"]),
        })
    }

    /// Asks what is on a drawing.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn predict(&self, drawing: &Drawing) -> Result<Answer> {
        self.client
            .post_image(
                "/api/v1/calligraphy/predictions",
                &drawing.bytes,
                drawing.content_type,
                &[],
            )
            .await
    }

    /// Asks how like a drawing is to a character, with headers such as `prefer`.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn compare(
        &self,
        drawing: &Drawing,
        target: &str,
        headers: &[(&str, &str)],
    ) -> Result<Answer> {
        let form = image_form(
            &drawing.bytes,
            drawing.content_type,
            &[("target_class", target)],
        )?;
        let mut request = self
            .client
            .request(Method::POST, "/api/v1/calligraphy/similarities")
            .multipart(form);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.client.send(request).await
    }

    /// The finished job of a comparison that waits for its end.
    ///
    /// # Errors
    /// When no answer comes.
    ///
    /// # Panics
    /// When the job does not end within the wait.
    pub async fn compared(&self, drawing: &Drawing, target: &str) -> Result<Value> {
        let answer = self
            .compare(drawing, target, &[("prefer", "wait=20")])
            .await?;
        Ok(answer.expect_status(200))
    }

    /// Asks for an upload.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn ask_for_upload(&self, body: &Value) -> Result<Answer> {
        self.client.post("/api/v1/uploads", body).await
    }

    /// Waits for a job's end, a few long requests at the most, and answers the job.
    ///
    /// # Errors
    /// When no answer comes.
    ///
    /// # Panics
    /// When the job cannot be read or does not end.
    #[expect(clippy::panic, reason = "a job that does not end fails its test")]
    pub async fn finished(&self, job: &str) -> Result<Value> {
        for _ in 0..8 {
            let request = self
                .client
                .request(Method::GET, &format!("/api/v1/jobs/{job}"))
                .header("prefer", "wait=20");
            let body = self.client.send(request).await?.expect_status(200);
            if ["succeeded", "failed"].contains(&body["status"].as_str().unwrap_or_default()) {
                return Ok(body);
            }
        }
        panic!("the job {job} did not end");
    }
}

/// The body that asks for an upload to be read.
#[must_use]
pub fn prediction_upload(drawing: &Drawing) -> Value {
    json!({
        "purpose": "prediction",
        "content_type": drawing.content_type,
        "size": drawing.bytes.len(),
    })
}
