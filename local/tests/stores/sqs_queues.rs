//! Queues themselves: making, finding, describing, emptying, and what is refused.

use aws_sdk_sqs::error::ProvideErrorMetadata as _;
use aws_sdk_sqs::types::QueueAttributeName;

use crate::support::Queues;

#[tokio::test]
async fn a_queue_is_found_listed_described_emptied_and_deleted() {
    let queues = Queues::start().await;
    let url = queues.make("work", &[("VisibilityTimeout", "77")]).await;
    let client = &queues.client;
    assert_eq!(
        client
            .get_queue_url()
            .queue_name("work")
            .send()
            .await
            .unwrap()
            .queue_url
            .unwrap(),
        url
    );
    queues.make("other", &[]).await;
    let listed = client
        .list_queues()
        .queue_name_prefix("wo")
        .send()
        .await
        .unwrap();
    assert_eq!(listed.queue_urls(), [url.as_str()]);

    queues.send(&url, "one").await;
    queues.send(&url, "two").await;
    let one = client
        .receive_message()
        .queue_url(&url)
        .max_number_of_messages(1)
        .send()
        .await
        .unwrap();
    assert_eq!(one.messages().len(), 1);
    let request = client
        .get_queue_attributes()
        .queue_url(&url)
        .attribute_names(QueueAttributeName::All);
    let attributes = request.send().await.unwrap().attributes.unwrap();
    assert_eq!(
        attributes[&QueueAttributeName::QueueArn],
        "arn:aws:sqs:eu-central-1:000000000000:work"
    );
    assert_eq!(attributes[&QueueAttributeName::VisibilityTimeout], "77");
    assert_eq!(
        attributes[&QueueAttributeName::ApproximateNumberOfMessages],
        "1"
    );
    assert_eq!(
        attributes[&QueueAttributeName::ApproximateNumberOfMessagesNotVisible],
        "1"
    );

    client.purge_queue().queue_url(&url).send().await.unwrap();
    assert_eq!(
        queues.sqs.counts("work").unwrap(),
        nazar_local::sqs::Counts::default()
    );
    client.delete_queue().queue_url(&url).send().await.unwrap();
    let error = client
        .get_queue_url()
        .queue_name("work")
        .send()
        .await
        .unwrap_err();
    assert!(error.into_service_error().is_queue_does_not_exist());
}

#[tokio::test]
async fn an_unknown_queue_is_said_to_be_unknown() {
    let queues = Queues::start().await;
    let url = "http://127.0.0.1/000000000000/missing";
    let error = queues
        .client
        .send_message()
        .queue_url(url)
        .message_body("x")
        .send()
        .await
        .unwrap_err();
    assert!(error.into_service_error().is_queue_does_not_exist());
    let error = queues
        .client
        .receive_message()
        .queue_url(url)
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        error.code(),
        Some("AWS.SimpleQueueService.NonExistentQueue")
    );
}

#[tokio::test]
async fn making_a_queue_again_needs_the_same_attributes() {
    let queues = Queues::start().await;
    let url = queues.make("work", &[("DelaySeconds", "5")]).await;
    assert_eq!(queues.make("work", &[("DelaySeconds", "5")]).await, url);
    let request = queues
        .client
        .create_queue()
        .queue_name("work")
        .attributes(QueueAttributeName::DelaySeconds, "6");
    assert!(
        request
            .send()
            .await
            .unwrap_err()
            .into_service_error()
            .is_queue_name_exists()
    );
}

#[tokio::test]
async fn what_this_server_does_not_do_is_refused_clearly() {
    let queues = Queues::start().await;
    let url = queues.make("work", &[]).await;
    let error = queues
        .client
        .create_queue()
        .queue_name("orders.fifo")
        .send()
        .await
        .unwrap_err();
    assert!(error.into_service_error().is_unsupported_operation());
    let error = queues
        .client
        .list_queue_tags()
        .queue_url(&url)
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        error.code(),
        Some("AWS.SimpleQueueService.UnsupportedOperation")
    );
    let request = queues
        .client
        .receive_message()
        .queue_url(&url)
        .max_number_of_messages(11);
    assert_eq!(
        request.send().await.unwrap_err().code(),
        Some("InvalidParameterValue")
    );
    let request = queues
        .client
        .receive_message()
        .queue_url(&url)
        .wait_time_seconds(21);
    assert_eq!(
        request.send().await.unwrap_err().code(),
        Some("InvalidParameterValue")
    );
}
