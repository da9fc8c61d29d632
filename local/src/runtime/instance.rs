//! One instance: what its process is doing, seen from the Runtime API.
//!
//! The process asks for work (`next`), gets one invocation, and answers it. The invoker waits for three things at
//! once: the answer, the end of the process, and the timeout; whichever comes first decides.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::{Mutex as AsyncMutex, mpsc, oneshot, watch};
use tokio::time::timeout;

use super::guard::{self, Group};
use super::memory;
use crate::ids::uuid;
use crate::invoke::InvokeError;

/// Where a process is in its life.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Phase {
    /// It has not asked for work yet.
    Starting,
    /// It has asked for work at least once.
    Ready,
    /// It reported that it cannot start.
    Failed(String),
    /// It ended; the text is its exit status.
    Exited(String),
}

/// What became of an invocation handed to an instance.
#[derive(Debug)]
pub(super) enum Outcome {
    /// The process never took it: another instance may.
    NotTaken,
    /// It was taken, and this is the result.
    Answered(Result<Bytes, InvokeError>),
}

/// One event on its way to a process.
#[derive(Debug)]
pub(super) struct Invocation {
    pub(super) request_id: String,
    pub(super) payload: Bytes,
    /// Time limit, counted from the moment the process takes it.
    pub(super) limit: Duration,
    taken: oneshot::Sender<()>,
    reply: oneshot::Sender<Result<Bytes, InvokeError>>,
}

/// The invocation that the process is working on.
#[derive(Debug)]
struct Current {
    request_id: String,
    reply: oneshot::Sender<Result<Bytes, InvokeError>>,
}

/// One process of a function.
#[derive(Debug)]
pub(super) struct Instance {
    id: String,
    function_arn: String,
    /// Known once the process is started; its first call may come before that.
    group: OnceLock<Group>,
    phase: watch::Sender<Phase>,
    work: mpsc::Sender<Invocation>,
    waiting: AsyncMutex<mpsc::Receiver<Invocation>>,
    current: Mutex<Option<Current>>,
    /// Whether its use of memory has been said.
    told_memory: AtomicBool,
}

impl Instance {
    pub(super) fn new(id: String, function_arn: String) -> Arc<Self> {
        let (work, waiting) = mpsc::channel(1);
        Arc::new(Self {
            id,
            function_arn,
            group: OnceLock::new(),
            phase: watch::Sender::new(Phase::Starting),
            work,
            waiting: AsyncMutex::new(waiting),
            current: Mutex::default(),
            told_memory: AtomicBool::new(false),
        })
    }

    pub(super) fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn function_arn(&self) -> &str {
        &self.function_arn
    }

    /// The process is started.
    pub(super) fn set_group(&self, group: Group) {
        self.group.get_or_init(|| group);
    }

    pub(super) fn is_alive(&self) -> bool {
        matches!(*self.phase.borrow(), Phase::Starting | Phase::Ready)
    }

    /// Ends the process and whatever it started.
    pub(super) fn kill(&self) {
        let exited = matches!(*self.phase.borrow(), Phase::Exited(_));
        if let Some(group) = self.group.get().filter(|_| !exited) {
            guard::kill(*group);
        }
    }

    /// Peak memory in MB when it is over a limit for the first time.
    pub(super) fn over_memory(&self, limit_mb: u32) -> Option<u32> {
        let peak = memory::peak_mb(*self.group.get()?).filter(|peak| *peak > limit_mb)?;
        (!self.told_memory.swap(true, Ordering::Relaxed)).then_some(peak)
    }

    /// Waits until the process asks for work for the first time.
    pub(super) async fn ready(&self, limit: Duration) -> Result<(), InvokeError> {
        let mut phase = self.phase.subscribe();
        let left_start = phase.wait_for(|phase| *phase != Phase::Starting);
        let problem = match timeout(limit, left_start).await {
            Err(_) => format!("it did not ask for work within {} s", limit.as_secs()),
            Ok(reached) => match reached.as_deref() {
                Ok(Phase::Ready) => return Ok(()),
                Ok(Phase::Failed(message)) => message.clone(),
                Ok(Phase::Exited(status)) => format!("its process ended at start ({status})"),
                Ok(Phase::Starting) | Err(_) => "its state was lost".to_owned(),
            },
        };
        self.kill();
        Err(InvokeError::NotStarted(problem))
    }

    /// Hands over one invocation and waits for its outcome.
    pub(super) async fn run(&self, payload: Bytes, limit: Duration) -> Outcome {
        let (taken, on_taken) = oneshot::channel();
        let (reply, mut on_reply) = oneshot::channel();
        let request_id = uuid();
        let invocation = Invocation {
            request_id,
            payload,
            limit,
            taken,
            reply,
        };
        if self.work.try_send(invocation).is_err() {
            return Outcome::NotTaken;
        }
        let taken = tokio::select! {
            biased;
            taken = timeout(limit, on_taken) => matches!(taken, Ok(Ok(()))),
            _ = self.exited() => false,
        };
        if !taken {
            return Outcome::NotTaken;
        }
        let answered = timeout(limit, async {
            tokio::select! {
                biased;
                result = &mut on_reply => result.ok(),
                status = self.exited() => Some(Err(InvokeError::Exited(status))),
            }
        });
        Outcome::Answered(match answered.await {
            Ok(Some(result)) => result,
            Ok(None) => Err(InvokeError::Exited("its invocation was lost".into())),
            Err(_) => Err(InvokeError::TimedOut(limit)),
        })
    }

    async fn exited(&self) -> String {
        let mut phase = self.phase.subscribe();
        match phase
            .wait_for(|phase| matches!(phase, Phase::Exited(_)))
            .await
            .as_deref()
        {
            Ok(Phase::Exited(status)) => status.clone(),
            _ => "unknown".to_owned(),
        }
    }

    /// The process ended.
    pub(super) fn set_exited(&self, status: String) {
        self.phase.send_modify(|phase| {
            // What it said about its failure tells more than its exit status.
            let reason = match phase {
                Phase::Failed(message) => std::mem::take(message),
                _ => status,
            };
            *phase = Phase::Exited(reason);
        });
    }

    /// The process reported that it cannot start.
    pub(super) fn set_failed(&self, message: String) {
        self.phase.send_replace(Phase::Failed(message));
    }

    /// The process asks for work: waits for the next invocation.
    /// `None` when it still owes the answer to the last one.
    pub(super) async fn next(&self) -> Option<Taken> {
        if self.current().is_some() {
            return None;
        }
        self.phase.send_if_modified(|phase| {
            let starting = *phase == Phase::Starting;
            if starting {
                *phase = Phase::Ready;
            }
            starting
        });
        let mut waiting = self.waiting.lock().await;
        loop {
            let invocation = waiting.recv().await?;
            // Nobody waits for an invocation that was given up before it was taken.
            if invocation.taken.send(()).is_err() {
                continue;
            }
            let request_id = invocation.request_id;
            *self.current() = Some(Current {
                request_id: request_id.clone(),
                reply: invocation.reply,
            });
            return Some(Taken {
                request_id,
                payload: invocation.payload,
                limit: invocation.limit,
            });
        }
    }

    /// Whether the process is working on this invocation.
    pub(super) fn owes(&self, request_id: &str) -> bool {
        self.current()
            .as_ref()
            .is_some_and(|current| current.request_id == request_id)
    }

    /// Gives the result of the current invocation to whoever waits for it; `false` when it is not the current one.
    pub(super) fn finish(&self, request_id: &str, result: Result<Bytes, InvokeError>) -> bool {
        let Some(current) = self
            .current()
            .take_if(|current| current.request_id == request_id)
        else {
            return false;
        };
        // At a timeout the receiver is gone, and so will be this process.
        current.reply.send(result).ok();
        true
    }

    fn current(&self) -> std::sync::MutexGuard<'_, Option<Current>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An invocation as the process gets it.
#[derive(Debug)]
pub(super) struct Taken {
    pub(super) request_id: String,
    pub(super) payload: Bytes,
    pub(super) limit: Duration,
}
