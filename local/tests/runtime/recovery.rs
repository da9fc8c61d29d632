//! What was accepted is done, even if `local` is killed in the middle.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use rustix::process::Signal;
use serde_json::json;

use super::harness::wait_for_file;
use super::place::{Place, Serving};

/// A queue whose messages the function writes to the file `record` in `folder`.
fn template(record: &Path) -> String {
    format!(
        "Resources:
  Jobs: {{Type: AWS::SQS::Queue, Properties: {{VisibilityTimeout: 600}}}}
  Probe:
    Type: AWS::Serverless::Function
    Metadata: {{BuildProperties: {{Binary: examples/misbehave}}}}
    Properties:
      Timeout: 100
      Environment: {{Variables: {{RECORD: '{}'}}}}
      Events:
        Jobs:
          Type: SQS
          Properties: {{Queue: !GetAtt Jobs.Arn, BatchSize: 2, ScalingConfig: {{MaximumConcurrency: 2}}}}
        Daily: {{Type: Schedule, Properties: {{Schedule: rate(1 day), Name: daily, Input: '{{\"do\":\"echo\"}}'}}}}
",
        record.display()
    )
}

async fn send(serving: &Serving, body: &str) {
    let queue_url = format!("{}/000000000000/Jobs", serving.base_url);
    let response = reqwest::Client::new()
        .post(&serving.base_url)
        .header("x-amz-target", "AmazonSQS.SendMessage")
        .header("content-type", "application/x-amz-json-1.0")
        .body(json!({"QueueUrl": queue_url, "MessageBody": body}).to_string())
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
}

#[tokio::test]
async fn no_accepted_message_is_lost_by_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("record");
    let (hold, reached) = (
        record.with_extension("hold"),
        record.with_extension("reached"),
    );
    let place = Place::new(&template(&record));
    let jobs: BTreeSet<String> = (0..20).map(|number| format!("job-{number}")).collect();

    // Killed while the function holds some of them.
    std::fs::write(&hold, "").unwrap();
    let mut serving = place.serve().await;
    for job in &jobs {
        send(&serving, job).await;
    }
    wait_for_file(&reached).await;
    serving.end(Signal::KILL);

    std::fs::remove_file(&hold).unwrap();
    let _serving = place.serve().await;
    let done = async {
        while !recorded(&record).is_superset(&jobs) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    // What was recorded says which are missing; that they did not come in time does not.
    tokio::time::timeout(Duration::from_secs(60), done)
        .await
        .ok();
    assert_eq!(recorded(&record), jobs);
}

fn recorded(record: &Path) -> BTreeSet<String> {
    let text = std::fs::read_to_string(record).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}

#[tokio::test]
async fn a_schedule_fires_on_demand() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::new(&template(&folder.path().join("record")));
    let serving = place.serve().await;
    let fire = |name: &str| {
        reqwest::Client::new()
            .post(format!("{}/_local/schedules/{name}", serving.base_url))
            .send()
    };
    let answer: serde_json::Value = fire("daily").await.unwrap().json().await.unwrap();
    assert_eq!(answer["event"], json!({"do": "echo"}));
    assert_eq!(fire("nightly").await.unwrap().status(), 404);
}
