//! The time limit around the decoder.
//!
//! The decoder cannot be interrupted, and a decoder of damaged pictures may loop. So it works on a thread of its own, hands over
//! what it has after every attempt, and is waited for until the time is over and no longer. A thread that did not come back
//! keeps a processor busy and some megabytes in use; [`MAX_LATE`] of them are borne, then no further picture is read until
//! one ends.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
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

/// Work that reports its steps on another thread, until it is done or its time is over.
#[derive(Debug)]
pub(super) struct Work {
    deadline: Instant,
    /// `None` where it could not begin.
    running: Option<Running>,
}

impl Work {
    /// Begins, unless too many others did not come back.
    pub(super) fn begin<W>(deadline: Instant, work: W) -> Self
    where
        W: FnOnce(&mut dyn FnMut(Step)) + Send + 'static,
    {
        Self::begin_among(&LATE, deadline, work)
    }

    fn begin_among<W>(late: &'static AtomicUsize, deadline: Instant, work: W) -> Self
    where
        W: FnOnce(&mut dyn FnMut(Step)) + Send + 'static,
    {
        let mut begun = Self {
            deadline,
            running: None,
        };
        if late.load(Ordering::SeqCst) >= MAX_LATE {
            tracing::error!("too many decodings have not come back");
            return begun;
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
        match started {
            Ok(_) => begun.running = Some(Running::new(steps, watch)),
            Err(error) => tracing::error!(%error, "no thread for reading codes"),
        }
        begun
    }

    /// Waits for its end, or for the deadline where that comes first. What it reported until then counts, however late it is asked.
    pub(super) fn end(self) -> Reading {
        let mut reading = Reading {
            codes: Vec::new(),
            attempts: 0,
            ended: Ended::Unavailable,
        };
        let Some(mut running) = self.running else {
            return reading;
        };
        reading.ended = loop {
            let left = self.deadline.saturating_duration_since(Instant::now());
            match running.steps.recv_timeout(left) {
                Ok(Step::Attempt(codes)) => {
                    reading.attempts += 1;
                    reading.codes = codes;
                }
                Ok(Step::OutOfTime) => break running.ended(Ended::OutOfTime),
                Err(RecvTimeoutError::Disconnected) => break running.ended(Ended::Complete),
                Err(RecvTimeoutError::Timeout) => break Ended::OutOfTime,
            }
        };
        reading
    }
}

/// The other thread. One that is left before its end counts as late.
#[derive(Debug)]
struct Running {
    steps: Receiver<Step>,
    watch: Arc<Watch>,
    has_ended: bool,
}

impl Running {
    const fn new(steps: Receiver<Step>, watch: Arc<Watch>) -> Self {
        Self {
            steps,
            watch,
            has_ended: false,
        }
    }

    const fn ended(&mut self, how: Ended) -> Ended {
        self.has_ended = true;
        how
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !self.has_ended {
            self.watch.give_up();
        }
    }
}

const AT_WORK: u8 = 0;
const ENDED: u8 = 1;
const GIVEN_UP: u8 = 2;

/// What both sides know of one thread: exactly one of its end and the giving up comes first.
#[derive(Debug)]
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

    fn supervise<W>(late: &'static AtomicUsize, deadline: Instant, work: W) -> Reading
    where
        W: FnOnce(&mut dyn FnMut(Step)) + Send + 'static,
    {
        Work::begin_among(late, deadline, work).end()
    }

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
    fn what_was_done_before_anybody_asked_counts_after_the_deadline_too() {
        static LATE: AtomicUsize = AtomicUsize::new(0);
        let (hold, held) = mpsc::channel::<()>();
        let work = Work::begin_among(&LATE, Instant::now(), move |report| {
            report(Step::Attempt(Vec::new()));
            drop(hold);
        });
        while held.recv().is_ok() {}
        assert_eq!(work.end().attempts, 1);
    }

    #[test]
    fn work_that_nobody_waits_for_is_counted_until_it_ends() {
        static LATE: AtomicUsize = AtomicUsize::new(0);
        let (hold, held) = mpsc::channel::<()>();
        let work = Work::begin_among(&LATE, far(), move |_| {
            held.recv().ok();
        });
        drop(work);
        assert_eq!(LATE.load(Ordering::SeqCst), 1);
        drop(hold);
        while LATE.load(Ordering::SeqCst) > 0 {
            thread::yield_now();
        }
    }

    #[test]
    fn work_that_panics_is_not_counted_as_late() {
        static LATE: AtomicUsize = AtomicUsize::new(0);
        let reading = supervise(&LATE, far(), |_| panic!("a decoder that fails"));
        assert_eq!((reading.attempts, reading.ended), (0, Ended::Complete));
        assert_eq!(LATE.load(Ordering::SeqCst), 0);
    }
}
