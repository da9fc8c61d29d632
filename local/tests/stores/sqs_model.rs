//! A queue against a model of it: nothing is lost, nothing is handed out while hidden, receive counts only grow.

use std::collections::BTreeMap;
use std::time::Duration;

use nazar_local::clock::Clock;
use nazar_local::sqs::{Message, Outgoing, QueueSettings, ReceiveOptions, RedrivePolicy, Sqs};
use proptest::prelude::*;

use crate::support::START_MS;

const MAX_RECEIVES: u64 = 3;
const VISIBILITY: u64 = 30;

#[derive(Debug, Clone)]
enum Step {
    Send { delay: u64 },
    Receive { max: usize },
    Delete { which: usize },
    Prolong { which: usize, seconds: u64 },
    Pass { seconds: u64 },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => prop_oneof![Just(0_u64), 1..60_u64].prop_map(|delay| Step::Send { delay }),
        4 => (1..=10_usize).prop_map(|max| Step::Receive { max }),
        2 => (0..40_usize).prop_map(|which| Step::Delete { which }),
        1 => (0..40_usize, 0..90_u64).prop_map(|(which, seconds)| Step::Prolong { which, seconds }),
        3 => (1..40_u64).prop_map(|seconds| Step::Pass { seconds }),
    ]
}

#[derive(Debug)]
struct Known {
    /// Order of sending.
    number: usize,
    hidden_until: u64,
    receives: u64,
    /// Whether a receive has moved it to the dead letters.
    buried: bool,
}

struct Run {
    sqs: Sqs,
    clock: Clock,
    known: BTreeMap<String, Known>,
    sent: usize,
    /// Every delivery there was, with the receive count it had.
    deliveries: Vec<(Message, u64)>,
}

impl Run {
    fn new() -> Self {
        let clock = Clock::manual(START_MS);
        let sqs = Sqs::in_memory(clock.clone()).unwrap();
        sqs.put_queue("dead", &QueueSettings::default()).unwrap();
        let dead_letter_target_arn = "arn:aws:sqs:eu-central-1:000000000000:dead".to_owned();
        let redrive = Some(RedrivePolicy {
            dead_letter_target_arn,
            max_receive_count: MAX_RECEIVES,
        });
        let settings = QueueSettings {
            visibility_timeout: VISIBILITY,
            redrive,
            ..QueueSettings::default()
        };
        sqs.put_queue("work", &settings).unwrap();
        Self {
            sqs,
            clock,
            known: BTreeMap::new(),
            sent: 0,
            deliveries: Vec::new(),
        }
    }

    fn now(&self) -> u64 {
        self.clock.now_ms()
    }

    async fn receive(&self, queue: &str, max: usize) -> Vec<Message> {
        let options = ReceiveOptions {
            max,
            visibility: None,
            wait: Some(Duration::ZERO),
        };
        self.sqs.receive(queue, options).await.unwrap()
    }

    async fn take(&mut self, step: &Step) -> Result<(), TestCaseError> {
        match step {
            Step::Send { delay } => {
                let delay = Duration::from_secs(*delay);
                let sent = self
                    .sqs
                    .send(
                        "work",
                        &Outgoing {
                            delay: Some(delay),
                            ..Outgoing::text("x")
                        },
                    )
                    .unwrap();
                let hidden_until = self.now() + delay.as_millis() as u64;
                let number = self.sent;
                self.sent += 1;
                self.known.insert(
                    sent.message_id,
                    Known {
                        number,
                        hidden_until,
                        receives: 0,
                        buried: false,
                    },
                );
            }
            Step::Receive { max } => {
                let expected = self.expected(*max);
                let messages = self.receive("work", *max).await;
                let ids: Vec<_> = messages
                    .iter()
                    .map(|message| message.message_id.clone())
                    .collect();
                prop_assert_eq!(ids, expected);
                for message in messages {
                    self.check_delivery(message)?;
                }
            }
            Step::Delete { which } => self.delete(*which),
            Step::Prolong { which, seconds } => self.prolong(*which, *seconds)?,
            Step::Pass { seconds } => self.clock.advance(Duration::from_secs(*seconds)),
        }
        Ok(())
    }

    /// The messages that a receive should hand out now, first those that became visible first; what was received too
    /// often and comes up on the way is buried.
    fn expected(&mut self, max: usize) -> Vec<String> {
        let now = self.now();
        let mut visible: Vec<_> = self
            .known
            .iter_mut()
            .filter(|(_, known)| !known.buried && known.hidden_until <= now)
            .collect();
        visible.sort_by_key(|(_, known)| (known.hidden_until, known.number));
        let mut ids = Vec::new();
        for (id, known) in visible {
            if ids.len() == max {
                break;
            }
            if known.receives >= MAX_RECEIVES {
                known.buried = true;
            } else {
                ids.push(id.clone());
            }
        }
        ids
    }

    fn check_delivery(&mut self, message: Message) -> Result<(), TestCaseError> {
        let now = self.now();
        let known = self.known.get_mut(&message.message_id);
        prop_assert!(known.is_some(), "a message nobody sent, or a deleted one");
        let known = known.unwrap();
        prop_assert!(known.hidden_until <= now, "handed out while hidden");
        known.receives += 1;
        known.hidden_until = now + VISIBILITY * 1_000;
        prop_assert_eq!(
            &message.system["ApproximateReceiveCount"],
            &known.receives.to_string()
        );
        self.deliveries.push((message, known.receives));
        Ok(())
    }

    fn delete(&mut self, which: usize) {
        let Some((message, receives)) = self.deliveries.get(which) else {
            return;
        };
        self.sqs.delete("work", &message.receipt_handle).unwrap();
        if self.is_newest(&message.message_id, *receives) {
            self.known.remove(&message.message_id.clone());
        }
    }

    fn prolong(&mut self, which: usize, seconds: u64) -> Result<(), TestCaseError> {
        let Some((message, receives)) = self.deliveries.get(which) else {
            return Ok(());
        };
        let now = self.now();
        let in_flight = self.is_newest(&message.message_id, *receives)
            && self.known[&message.message_id].hidden_until > now;
        let changed = self.sqs.change_visibility(
            "work",
            &message.receipt_handle,
            Duration::from_secs(seconds),
        );
        prop_assert_eq!(changed.is_ok(), in_flight);
        if in_flight {
            self.known
                .get_mut(&message.message_id)
                .unwrap()
                .hidden_until = now + seconds * 1_000;
        }
        Ok(())
    }

    /// Whether a receipt of that delivery still acts on the message.
    fn is_newest(&self, id: &str, receives: u64) -> bool {
        self.known
            .get(id)
            .is_some_and(|known| known.receives == receives && !known.buried)
    }

    /// Everything that the model knows comes out in the end, from one queue or the other.
    async fn drain(&mut self) -> Result<(), TestCaseError> {
        self.clock.advance(Duration::from_secs(3_600));
        let mut left: Vec<String> = Vec::new();
        for queue in ["work", "work", "dead"] {
            loop {
                let messages = self.receive(queue, 10).await;
                if messages.is_empty() {
                    break;
                }
                left.extend(messages.into_iter().map(|message| message.message_id));
            }
        }
        left.sort_unstable();
        prop_assert_eq!(left, self.known.keys().cloned().collect::<Vec<_>>());
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_queue_behaves_like_its_model(steps in prop::collection::vec(step(), 1..80)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(async {
            let mut run = Run::new();
            for step in &steps {
                run.take(step).await?;
            }
            run.drain().await
        })?;
    }
}
