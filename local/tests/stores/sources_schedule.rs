//! Schedules by the clock and by name.

use std::time::Duration;

use nazar_local::clock::Clock;
use nazar_local::sources::outbox::{Destination, Outbox};
use nazar_local::sources::schedule::{ScheduleError, Scheduler};
use nazar_local::template::model::Schedule;
use serde_json::{Value, json};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::sources_support::by_hand;
use crate::support::{PATIENCE, START_MS};

fn schedule(name: &str, expression: &str, enabled: bool) -> Schedule {
    Schedule {
        name: name.to_owned(),
        function: "RecallWatchFunction".to_owned(),
        expression: expression.to_owned(),
        timezone: "UTC".to_owned(),
        input: None,
        enabled,
    }
}

#[tokio::test]
async fn an_enabled_schedule_runs_by_the_clock() {
    let clock = Clock::manual(START_MS);
    let outbox = Outbox::in_memory().unwrap();
    let schedules = [
        schedule("often", "rate(5 minutes)", true),
        schedule("never", "rate(1 minute)", false),
    ];
    let scheduler = Scheduler::new(&schedules, clock.clone()).unwrap();
    let stop = CancellationToken::new();
    let running = tokio::spawn(scheduler.run(outbox.clone(), stop.clone()));
    for round in 1..=2 {
        while clock.sleepers() == 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(outbox.len().unwrap(), round - 1);
        clock.advance(Duration::from_secs(300));
        timeout(PATIENCE, outbox.filled()).await.unwrap();
    }
    let due = outbox.due(u64::MAX / 2, 10, &[]).unwrap();
    assert_eq!(due.len(), 2);
    assert_eq!(
        due[1].delivery.destination,
        Destination::Function("RecallWatchFunction".to_owned())
    );
    let event: Value = serde_json::from_str(&due[1].delivery.payload).unwrap();
    assert_eq!(event["detail-type"], "Scheduled Event");
    assert_eq!(event["time"], "2027-01-15T08:10:00Z");
    stop.cancel();
    timeout(PATIENCE, running).await.unwrap().unwrap();
}

#[tokio::test]
async fn any_schedule_runs_by_name() {
    let with_input = Schedule {
        input: Some(json!({ "full": true })),
        ..schedule("nightly", "cron(0 3 * * ? *)", false)
    };
    let scheduler = Scheduler::new(&[with_input], Clock::manual(START_MS)).unwrap();
    assert_eq!(scheduler.names().collect::<Vec<_>>(), ["nightly"]);
    let (invoker, mut calls) = by_hand();
    let (answer, ()) = tokio::join!(scheduler.run_now("nightly", &invoker), async {
        let call = calls.next().await;
        assert_eq!(call.event, json!({ "full": true }));
        call.succeed("\"done\"");
    });
    assert_eq!(answer.unwrap(), "\"done\"");
    let unknown = scheduler.run_now("weekly", &invoker).await.unwrap_err();
    assert!(matches!(unknown, ScheduleError::Unknown(_)));
}

#[test]
fn a_wrong_expression_or_zone_is_named() {
    let wrong = [
        schedule("a", "rate(five minutes)", true),
        Schedule {
            timezone: "Asia/Nowhere".to_owned(),
            ..schedule("a", "rate(5 minutes)", true)
        },
    ];
    for schedule in wrong {
        let error = Scheduler::new(&[schedule], Clock::system()).err().unwrap();
        assert!(error.to_string().starts_with("schedule a: "), "{error}");
    }
}
