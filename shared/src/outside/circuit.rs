//! A circuit breaker: a provider that keeps failing is not asked for a while.
//!
//! ```text
//!            enough failures in a row             the rest is over
//!   closed ───────────────────────────▶ open ───────────────────────▶ half-open: one try
//!     ▲                                  ▲                               │         │
//!     └──────────── it succeeds ─────────┼───────────────────────────────┘         │
//!                                        └──────────────── it fails ───────────────┘
//! ```
//!
//! Each Lambda instance has its own: instances that fail find out separately, which costs a few tries and needs no shared
//! state that could itself be away.

use std::time::{Duration, Instant};

/// When to stop asking, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CircuitSettings {
    /// Failed tries in a row that open it, at least 1.
    pub failures: u32,
    /// How long it stays open before one try is let through.
    pub rest: Duration,
}

/// The state machine. It knows no clock: every call is told the time.
#[derive(Debug, Clone)]
pub struct Circuit {
    settings: CircuitSettings,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Closed { failures: u32 },
    Open { until: Instant },
    HalfOpen,
}

/// The permission to make one try, to be settled once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pass {
    /// An ordinary try.
    Ordinary,
    /// The one try of a half-open circuit: it alone decides what comes next.
    Probe,
}

/// How a try went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The provider is well.
    Succeeded,
    /// It is not.
    Failed,
    /// Nobody waited for the end.
    Abandoned,
}

impl Circuit {
    /// A closed circuit.
    pub fn new(settings: CircuitSettings) -> Self {
        Self {
            settings,
            state: State::Closed { failures: 0 },
        }
    }

    /// Asks for a try; `None` while the provider is left alone.
    pub fn ask(&mut self, now: Instant) -> Option<Pass> {
        match self.state {
            State::Closed { .. } => Some(Pass::Ordinary),
            State::Open { until } if until <= now => {
                self.state = State::HalfOpen;
                Some(Pass::Probe)
            }
            State::Open { .. } | State::HalfOpen => None,
        }
    }

    /// Takes note of how a try went. Ordinary tries that end after the circuit opened say nothing new.
    pub fn settle(&mut self, pass: Pass, verdict: Verdict, now: Instant) {
        self.state = match (self.state, pass, verdict) {
            (State::Closed { .. }, Pass::Ordinary, Verdict::Succeeded)
            | (State::HalfOpen, Pass::Probe, Verdict::Succeeded) => State::Closed { failures: 0 },
            (State::Closed { failures }, Pass::Ordinary, Verdict::Failed)
                if failures + 1 < self.settings.failures =>
            {
                State::Closed {
                    failures: failures + 1,
                }
            }
            (State::Closed { .. }, Pass::Ordinary, Verdict::Failed)
            | (State::HalfOpen, Pass::Probe, Verdict::Failed) => State::Open {
                until: now + self.settings.rest,
            },
            // The next who asks may try in its place.
            (State::HalfOpen, Pass::Probe, Verdict::Abandoned) => State::Open { until: now },
            (unchanged, _, _) => unchanged,
        };
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const REST: Duration = Duration::from_secs(30);
    const LIMIT: u32 = 3;

    fn circuit() -> Circuit {
        Circuit::new(CircuitSettings {
            failures: LIMIT,
            rest: REST,
        })
    }

    fn broken(now: Instant) -> Circuit {
        let mut circuit = circuit();
        for _ in 0..LIMIT {
            let pass = circuit.ask(now).unwrap();
            circuit.settle(pass, Verdict::Failed, now);
        }
        circuit
    }

    #[test]
    fn it_opens_rests_probes_and_closes() {
        let start = Instant::now();
        let mut circuit = broken(start);
        assert_eq!(circuit.ask(start), None);
        assert_eq!(circuit.ask(start + REST - Duration::from_millis(1)), None);
        assert_eq!(circuit.ask(start + REST), Some(Pass::Probe));
        assert_eq!(circuit.ask(start + REST), None, "one probe at a time");
        circuit.settle(Pass::Probe, Verdict::Succeeded, start + REST);
        assert_eq!(circuit.ask(start + REST), Some(Pass::Ordinary));
    }

    #[test]
    fn a_failed_probe_rests_again_and_an_abandoned_one_makes_room() {
        let start = Instant::now();
        let mut circuit = broken(start);
        let later = start + REST;
        circuit.ask(later).unwrap();
        circuit.settle(Pass::Probe, Verdict::Failed, later);
        assert_eq!(circuit.ask(later + REST / 2), None);

        assert_eq!(circuit.ask(later + REST), Some(Pass::Probe));
        circuit.settle(Pass::Probe, Verdict::Abandoned, later + REST);
        assert_eq!(circuit.ask(later + REST), Some(Pass::Probe));
    }

    #[test]
    fn a_straggler_does_not_close_what_has_opened() {
        let start = Instant::now();
        let mut circuit = broken(start);
        circuit.settle(Pass::Ordinary, Verdict::Succeeded, start);
        assert_eq!(circuit.ask(start), None);
        circuit.ask(start + REST).unwrap();
        circuit.settle(Pass::Ordinary, Verdict::Succeeded, start + REST);
        assert_eq!(circuit.ask(start + REST), None, "the probe alone decides");
    }

    #[derive(Debug, Clone)]
    enum Step {
        Ask,
        Settle(usize, Verdict),
        Wait(u64),
    }

    fn step() -> impl Strategy<Value = Step> {
        let verdict = prop_oneof![
            Just(Verdict::Succeeded),
            Just(Verdict::Failed),
            Just(Verdict::Abandoned)
        ];
        prop_oneof![
            3 => Just(Step::Ask),
            3 => (any::<usize>(), verdict).prop_map(|(which, verdict)| Step::Settle(which, verdict)),
            1 => (0_u64..40).prop_map(Step::Wait),
        ]
    }

    proptest! {
        /// Whatever happens in whatever order: at most one probe is out, nothing passes during a rest, fewer failures than
        /// the limit open nothing, and a circuit that lets nothing pass lets something pass after a rest.
        #[test]
        fn its_promises_hold(steps in proptest::collection::vec(step(), 0..120)) {
            let mut circuit = circuit();
            let mut now = Instant::now();
            let mut out: Vec<Pass> = Vec::new();
            let mut failures_since_success = 0;
            let mut resting_until: Option<Instant> = None;
            for step in steps {
                match step {
                    Step::Wait(seconds) => now += Duration::from_secs(seconds),
                    Step::Ask => {
                        let pass = circuit.ask(now);
                        if resting_until.is_some_and(|until| now < until) {
                            prop_assert_eq!(pass, None);
                        }
                        if failures_since_success < LIMIT && resting_until.is_none() {
                            prop_assert_eq!(pass, Some(Pass::Ordinary));
                        }
                        out.extend(pass);
                    }
                    Step::Settle(_, _) if out.is_empty() => {}
                    Step::Settle(which, verdict) => {
                        let pass = out.swap_remove(which % out.len());
                        let was_closed = resting_until.is_none();
                        circuit.settle(pass, verdict, now);
                        match (pass, verdict) {
                            (Pass::Ordinary, Verdict::Succeeded) if was_closed => failures_since_success = 0,
                            (Pass::Ordinary, Verdict::Failed) if was_closed => {
                                failures_since_success += 1;
                                if failures_since_success == LIMIT {
                                    resting_until = Some(now + REST);
                                }
                            }
                            (Pass::Probe, Verdict::Failed) => resting_until = Some(now + REST),
                            (Pass::Probe, Verdict::Abandoned) => resting_until = Some(now),
                            (Pass::Probe, Verdict::Succeeded) => {
                                resting_until = None;
                                failures_since_success = 0;
                            }
                            _ => {}
                        }
                    }
                }
                let probes = out.iter().filter(|pass| **pass == Pass::Probe).count();
                prop_assert!(probes <= 1);
                if probes == 0 {
                    prop_assert!(circuit.clone().ask(now + REST).is_some());
                }
            }
        }
    }
}
