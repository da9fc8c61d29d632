//! The time limit around the decoder.
//!
//! The decoder cannot be interrupted, and a decoder of damaged pictures may loop. So it works on a thread of its own, hands over
//! what it has after every attempt, and is waited for until the time is over and no longer. A thread that did not come back
//! keeps a processor busy and some megabytes in use; [`MAX_LATE`] of them are borne, then no further picture is read until
//! one ends.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Instant;

use super::{Code, Ended, Reading};

/// Most threads that may be late at once in this process.
const MAX_LATE: usize = 2;

/// Threads that are still at work after their time was over.
static LATE: AtomicUsize = AtomicUsize::new(0);

/// What the working thread reports.
pub(super) enum Step {
    /// An attempt was made; these are all codes so far.
    Attempt(Vec<Code>),
    /// It noticed by itself that the time is over.
    OutOfTime,
}

/// Runs work that reports its steps on another thread, until it is done or its time is over.
pub(super) fn within<W>(deadline: Instant, work: W) -> Reading
where
    W: FnOnce(&mut dyn FnMut(Step)) + Send + 'static,
{
    supervise(&LATE, deadline, work)
}

fn supervise<W>(late: &'static AtomicUsize, deadline: Instant, work: W) -> Reading
where
    W: FnOnce(&mut dyn FnMut(Step)) + Send + 'static,
{
    let mut reading = Reading {
        codes: Vec::new(),
        attempts: 0,
        ended: Ended::Unavailable,
    };
    if late.load(Ordering::SeqCst) >= MAX_LATE {
        tracing::error!("too many decodings have not come back");
        return reading;
    }
    let (sender, steps) = mpsc::channel();
    let watch = Arc::new(Watch::new(late));
    let watched = Arc::clone(&watch);
    let started = thread::Builder::new()
        .name("codes".to_owned())
        .spawn(move || {
            // Notes the end also of work that panics.
            let _end = End(watched);
            // Nobody may be waiting any more, which is no reason to fail.
            work(&mut |step| drop(sender.send(step)));
        });
    if let Err(error) = started {
        tracing::error!(%error, "no thread for reading codes");
        return reading;
    }
    reading.ended = loop {
        match steps.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(Step::Attempt(codes)) => {
                reading.attempts += 1;
                reading.codes = codes;
            }
            Ok(Step::OutOfTime) => break Ended::OutOfTime,
            Err(RecvTimeoutError::Disconnected) => break Ended::Complete,
            Err(RecvTimeoutError::Timeout) => {
                watch.give_up();
                break Ended::OutOfTime;
            }
        }
    };
    reading
}

const AT_WORK: u8 = 0;
const ENDED: u8 = 1;
const GIVEN_UP: u8 = 2;

/// What both sides know of one thread: exactly one of its end and the giving up comes first.
struct Watch {
    state: AtomicU8,
    late: &'static AtomicUsize,
}

impl Watch {
    fn new(late: &'static AtomicUsize) -> Self {
        Self {
            state: AtomicU8::new(AT_WORK),
            late,
        }
    }

    /// Counts the thread as late, unless it has just ended.
    fn give_up(&self) {
        self.late.fetch_add(1, Ordering::SeqCst);
        if self.state.swap(GIVEN_UP, Ordering::SeqCst) == ENDED {
            self.late.fetch_sub(1, Ordering::SeqCst);
        }
    }

    fn end(&self) {
        if self.state.swap(ENDED, Ordering::SeqCst) == GIVEN_UP {
            self.late.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

struct End(Arc<Watch>);

impl Drop for End {
    fn drop(&mut self) {
        self.0.end();
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// A deadline that is not reached, and one that is over.
    fn far() -> Instant {
        Instant::now() + Duration::from_secs(60)
    }

    #[test]
    fn work_in_time_is_complete() {
        static LATE: AtomicUsize = AtomicUsize::new(0);
        let reading = supervise(&LATE, far(), |report| {
            report(Step::Attempt(Vec::new()));
            report(Step::Attempt(Vec::new()));
        });
        assert_eq!((reading.attempts, reading.ended), (2, Ended::Complete));
        let reading = supervise(&LATE, far(), |report| report(Step::OutOfTime));
        assert_eq!(reading.ended, Ended::OutOfTime);
        assert_eq!(LATE.load(Ordering::SeqCst), 0);
    }

    #[test]
    fn a_decoder_that_loops_is_left_behind_and_only_a_few_are_borne() {
        static LATE: AtomicUsize = AtomicUsize::new(0);
        let mut holds = Vec::new();
        for _ in 0..MAX_LATE {
            let (hold, held) = mpsc::channel::<()>();
            holds.push(hold);
            let reading = supervise(&LATE, Instant::now(), move |_| {
                held.recv().ok();
            });
            assert_eq!(reading.ended, Ended::OutOfTime);
        }
        let refused = supervise(&LATE, far(), |report| report(Step::Attempt(Vec::new())));
        assert_eq!((refused.attempts, refused.ended), (0, Ended::Unavailable));

        // Once they end, pictures are read again.
        drop(holds);
        while LATE.load(Ordering::SeqCst) > 0 {
            thread::yield_now();
        }
        let reading = supervise(&LATE, far(), |report| report(Step::Attempt(Vec::new())));
        assert_eq!(reading.ended, Ended::Complete);
    }

    #[test]
    fn work_that_panics_is_not_counted_as_late() {
        static LATE: AtomicUsize = AtomicUsize::new(0);
        let reading = supervise(&LATE, far(), |_| panic!("a decoder that fails"));
        assert_eq!((reading.attempts, reading.ended), (0, Ended::Complete));
        assert_eq!(LATE.load(Ordering::SeqCst), 0);
    }
}
