//! Sending and receiving: checksums, attributes, limits.

use aws_sdk_sqs::error::ProvideErrorMetadata as _;
use aws_sdk_sqs::primitives::Blob;
use aws_sdk_sqs::types::{
    MessageAttributeValue, MessageSystemAttributeName, MessageSystemAttributeNameForSends,
    MessageSystemAttributeValue,
};

use crate::support::{Queues, START_MS};

fn text(data_type: &str, value: &str) -> MessageAttributeValue {
    MessageAttributeValue::builder()
        .data_type(data_type)
        .string_value(value)
        .build()
        .unwrap()
}

/// The SDK checks the body's MD5 by itself; the attributes' MD5 was computed apart from this code, from the developer
/// guide's description.
#[tokio::test]
async fn a_message_comes_back_with_its_attributes_and_checksums() {
    let queues = Queues::start().await;
    let url = queues.make("work", &[]).await;
    let binary = MessageAttributeValue::builder()
        .data_type("Binary")
        .binary_value(Blob::new(b"\x00\xffraw"))
        .build();
    let trace = MessageSystemAttributeValue::builder()
        .data_type("String")
        .string_value("Root=1-2-3")
        .build()
        .unwrap();
    let sent = queues
        .client
        .send_message()
        .queue_url(&url)
        .message_body("salom, дунё ✓")
        .message_attributes("kind", text("String", "drawing"))
        .message_attributes("count", text("Number", "12"))
        .message_attributes("raw", binary.unwrap())
        .message_system_attributes(MessageSystemAttributeNameForSends::AwsTraceHeader, trace)
        .send()
        .await
        .unwrap();

    let received = queues.receive(&url).await;
    let message = &received[0];
    assert_eq!(message.message_id, sent.message_id);
    assert_eq!(message.body.as_deref(), Some("salom, дунё ✓"));
    assert_eq!(message.md5_of_body, sent.md5_of_message_body);
    assert_eq!(
        message.md5_of_message_attributes,
        sent.md5_of_message_attributes
    );
    assert_eq!(
        message.md5_of_message_attributes.as_deref(),
        Some("4c9f550941e3763cb4a8c0b0ccdaf9fd")
    );
    assert!(sent.md5_of_message_system_attributes.is_some());
    let attributes = message.message_attributes.as_ref().unwrap();
    assert_eq!(
        attributes["raw"].binary_value.as_ref().unwrap().as_ref(),
        b"\x00\xffraw"
    );
    assert_eq!(attributes["count"].string_value.as_deref(), Some("12"));
    let system = message.attributes.as_ref().unwrap();
    assert_eq!(
        system[&MessageSystemAttributeName::SentTimestamp],
        START_MS.to_string()
    );
    assert_eq!(
        system[&MessageSystemAttributeName::ApproximateReceiveCount],
        "1"
    );
    assert_eq!(
        system[&MessageSystemAttributeName::AwsTraceHeader],
        "Root=1-2-3"
    );
}

#[tokio::test]
async fn only_the_attributes_asked_for_are_shown() {
    let queues = Queues::start().await;
    let url = queues.make("work", &[]).await;
    let send = queues
        .client
        .send_message()
        .queue_url(&url)
        .message_body("x");
    let send = send
        .message_attributes("a.one", text("String", "1"))
        .message_attributes("b", text("String", "2"));
    send.send().await.unwrap();
    let request = queues
        .client
        .receive_message()
        .queue_url(&url)
        .message_attribute_names("a.*");
    let messages = request.send().await.unwrap().messages.unwrap();
    let names: Vec<_> = messages[0]
        .message_attributes
        .as_ref()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    assert_eq!(names, ["a.one"]);
    assert!(messages[0].attributes.is_none());
}

#[tokio::test]
async fn a_message_over_the_queues_limit_is_refused() {
    let queues = Queues::start().await;
    let url = queues.make("work", &[("MaximumMessageSize", "1024")]).await;
    let fits = "x".repeat(1024);
    queues.send(&url, &fits).await;
    let error = queues
        .client
        .send_message()
        .queue_url(&url)
        .message_body(fits + "x")
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some("InvalidParameterValue"));
}

#[tokio::test]
async fn a_body_of_one_mebibyte_passes_and_one_byte_more_does_not() {
    let queues = Queues::start().await;
    let url = queues.make("work", &[]).await;
    let fits = "\"".repeat(1024 * 1024);
    queues.send(&url, &fits).await;
    assert_eq!(queues.bodies(&url).await, [fits.as_str()]);
    assert!(
        queues
            .client
            .send_message()
            .queue_url(&url)
            .message_body(fits + "x")
            .send()
            .await
            .is_err()
    );
}

#[tokio::test]
async fn forbidden_characters_are_refused() {
    let queues = Queues::start().await;
    let url = queues.make("work", &[]).await;
    let error = queues
        .client
        .send_message()
        .queue_url(&url)
        .message_body("a\u{0}b")
        .send()
        .await
        .unwrap_err();
    assert!(error.into_service_error().is_invalid_message_contents());
}

#[tokio::test]
async fn a_delayed_message_is_seen_after_its_delay() {
    let queues = Queues::start().await;
    let url = queues.make("work", &[]).await;
    queues
        .client
        .send_message()
        .queue_url(&url)
        .message_body("later")
        .delay_seconds(60)
        .send()
        .await
        .unwrap();
    queues.clock.advance(std::time::Duration::from_secs(59));
    assert!(queues.receive(&url).await.is_empty());
    assert_eq!(queues.sqs.counts("work").unwrap().delayed, 1);
    queues.clock.advance(std::time::Duration::from_secs(1));
    assert_eq!(queues.bodies(&url).await, ["later"]);
}

#[tokio::test]
async fn a_message_past_its_retention_is_gone() {
    let queues = Queues::start().await;
    let url = queues
        .make("work", &[("MessageRetentionPeriod", "60")])
        .await;
    queues.send(&url, "old").await;
    queues.clock.advance(std::time::Duration::from_secs(60));
    queues.send(&url, "new").await;
    assert_eq!(queues.bodies(&url).await, ["new"]);
}
