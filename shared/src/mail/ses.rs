//! Amazon SES, by one signed request
//! (<https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html>).

use std::time::{Duration, SystemTime};

use aws_config::SdkConfig;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use serde_json::json;

use super::{Letter, MailError, Mailer, Sending};
use crate::config::Environment;

/// Where the operation stands.
const PATH: &str = "/v2/email/outbound-emails";
/// Longest wait for an answer.
const TIMEOUT: Duration = Duration::from_secs(5);

/// SES in the function's region.
#[derive(Debug)]
pub struct Ses {
    http: reqwest::Client,
    address: String,
    region: String,
    credentials: Option<SharedCredentialsProvider>,
    from: String,
}

impl Ses {
    /// SES, or what `AWS_ENDPOINT_URL_SESV2` names in its place, with this sender.
    pub fn new(environment: &Environment, aws: &SdkConfig, from: String) -> Self {
        let region = aws.region().map_or_else(String::new, ToString::to_string);
        let base = environment
            .optional("AWS_ENDPOINT_URL_SESV2")
            .unwrap_or_else(|| format!("https://email.{region}.amazonaws.com"));
        let http = reqwest::Client::builder().timeout(TIMEOUT).build();
        Self {
            http: http.unwrap_or_default(),
            address: format!("{}{PATH}", base.trim_end_matches('/')),
            region,
            credentials: aws.credentials_provider(),
            from,
        }
    }

    async fn post(&self, letter: &Letter) -> Result<(), MailError> {
        let text = |data: &str| json!({ "Data": data, "Charset": "UTF-8" });
        let content = json!({ "Simple": { "Subject": text(&letter.subject), "Body": { "Text": text(&letter.body) } } });
        let body = json!({
            "FromEmailAddress": self.from,
            "Destination": { "ToAddresses": [letter.to] },
            "Content": content,
        })
        .to_string();
        let mut request = http::Request::post(&self.address)
            .header(http::header::CONTENT_TYPE, "application/json")
            .body(body)
            .map_err(unreachable)?;
        self.sign(&mut request).await?;
        let request = reqwest::Request::try_from(request).map_err(unreachable)?;
        let answer = self.http.execute(request).await.map_err(unreachable)?;
        match answer.status() {
            status if status.is_success() => Ok(()),
            status => Err(MailError::Refused(status.as_u16())),
        }
    }

    /// Signs as AWS asks (Signature Version 4).
    async fn sign(&self, request: &mut http::Request<String>) -> Result<(), MailError> {
        let provider = self.credentials.as_ref().ok_or(MailError::NotConfigured)?;
        let identity = provider.provide_credentials().await.map_err(unreachable)?;
        let identity = identity.into();
        let parameters = v4::SigningParams::builder()
            .identity(&identity)
            .region(&self.region)
            .name("ses")
            .time(SystemTime::now())
            .settings(SigningSettings::default())
            .build()
            .map_err(unreachable)?
            .into();
        let headers = request.headers().iter();
        let headers =
            headers.filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)));
        let signable = SignableRequest::new(
            request.method().as_str(),
            self.address.as_str(),
            headers,
            SignableBody::Bytes(request.body().as_bytes()),
        )
        .map_err(unreachable)?;
        let (instructions, _) = sign(signable, &parameters)
            .map_err(unreachable)?
            .into_parts();
        instructions.apply_to_request_http1x(request);
        Ok(())
    }
}

impl Mailer for Ses {
    fn send<'a>(&'a self, letter: &'a Letter) -> Sending<'a> {
        Box::pin(self.post(letter))
    }
}

fn unreachable(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> MailError {
    MailError::Unreachable(error.into())
}
