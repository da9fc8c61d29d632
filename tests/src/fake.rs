//! A provider that stands in for those outside AWS, and behaves as badly as it is told.
//!
//! It speaks HTTP by hand, because what it has to do (stop in the middle, never answer) is what an HTTP library prevents.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What the fake does with one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Behaviour {
    /// Answers with a status, further header lines, and a body.
    Answer {
        /// The status code.
        status: u16,
        /// Lines such as `retry-after: 1`.
        headers: Vec<String>,
        /// The body.
        body: String,
    },
    /// Reads the request and says nothing, for as long as the caller waits.
    Silent,
    /// Begins an answer and stops, for as long as the caller waits.
    Stalls,
    /// Begins an answer of 1,000 bytes, sends 10 of them, and hangs up.
    HangsUp,
    /// Sends a body without a length that goes on for this many bytes.
    Floods(usize),
}

impl Behaviour {
    /// An answer with a status and a body.
    #[must_use]
    pub fn answer(status: u16, body: impl Into<String>) -> Self {
        Self::Answer {
            status,
            headers: Vec::new(),
            body: body.into(),
        }
    }

    /// `429` that asks to come back after so many seconds.
    #[must_use]
    pub fn throttled(seconds: u32) -> Self {
        Self::Answer {
            status: 429,
            headers: vec![format!("retry-after: {seconds}")],
            body: String::new(),
        }
    }
}

/// A request as the fake got it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// Request line and headers.
    pub head: String,
    /// The body.
    pub body: String,
}

impl Received {
    /// A header's value, or the empty text.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let lines = self.head.lines().filter_map(|line| line.split_once(':'));
        let mut found = lines.filter(|(key, _)| key.eq_ignore_ascii_case(name));
        found
            .next()
            .map(|(_, value)| value.trim())
            .unwrap_or_default()
    }
}

#[derive(Debug, Default)]
struct State {
    planned: VecDeque<Behaviour>,
    received: Vec<Received>,
}

/// The provider. Dropping it closes its port.
#[derive(Debug)]
pub struct FakeProvider {
    port: u16,
    state: Arc<Mutex<State>>,
    server: JoinHandle<()>,
}

impl FakeProvider {
    /// A provider that behaves in these ways, one a request, and in the last way for good.
    ///
    /// # Errors
    /// When no port is free.
    pub async fn start(plan: impl IntoIterator<Item = Behaviour>) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let state = Arc::new(Mutex::new(State {
            planned: plan.into_iter().collect(),
            received: Vec::new(),
        }));
        let shared = Arc::clone(&state);
        let server = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let state = Arc::clone(&shared);
                tokio::spawn(async move {
                    // A caller that hung up is what some tests are about.
                    let _ = serve(stream, &state).await;
                });
            }
        });
        Ok(Self {
            port,
            state,
            server,
        })
    }

    /// Where it answers.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The port of this machine on which it listens.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Forgets the plan and behaves in these ways from now on.
    pub fn plan(&self, plan: impl IntoIterator<Item = Behaviour>) {
        lock(&self.state).planned = plan.into_iter().collect();
    }

    /// All requests so far.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        lock(&self.state).received.clone()
    }
}

impl Drop for FakeProvider {
    fn drop(&mut self) {
        self.server.abort();
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One request a connection.
async fn serve(mut stream: TcpStream, state: &Mutex<State>) -> io::Result<()> {
    let received = read(&mut stream).await?;
    let behaviour = {
        let mut state = lock(state);
        state.received.push(received);
        match state.planned.len() {
            0 => Behaviour::Silent,
            1 => state.planned[0].clone(),
            _ => state.planned.pop_front().unwrap_or(Behaviour::Silent),
        }
    };
    behave(&mut stream, behaviour).await
}

async fn behave(stream: &mut TcpStream, behaviour: Behaviour) -> io::Result<()> {
    match behaviour {
        Behaviour::Answer {
            status,
            headers,
            body,
        } => {
            let further: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
            let length = body.len();
            let head = format!(
                "HTTP/1.1 {status} Fake\r\nconnection: close\r\ncontent-length: {length}\r\n{further}\r\n"
            );
            stream.write_all(head.as_bytes()).await?;
            stream.write_all(body.as_bytes()).await?;
            stream.shutdown().await
        }
        Behaviour::Silent => until_the_caller_leaves(stream).await,
        Behaviour::Stalls => {
            begin_answer(stream).await?;
            until_the_caller_leaves(stream).await
        }
        Behaviour::HangsUp => {
            begin_answer(stream).await?;
            stream.shutdown().await
        }
        Behaviour::Floods(bytes) => {
            stream
                .write_all(b"HTTP/1.1 200 Fake\r\nconnection: close\r\n\r\n")
                .await?;
            for _ in 0..bytes.div_ceil(1000) {
                stream.write_all(&[b' '; 1000]).await?;
            }
            stream.shutdown().await
        }
    }
}

async fn begin_answer(stream: &mut TcpStream) -> io::Result<()> {
    stream
        .write_all(b"HTTP/1.1 200 Fake\r\ncontent-length: 1000\r\n\r\n0123456789")
        .await
}

async fn until_the_caller_leaves(stream: &mut TcpStream) -> io::Result<()> {
    let mut rest = [0; 64];
    while stream.read(&mut rest).await? > 0 {}
    Ok(())
}

/// Reads one request to its end, by its `content-length`.
async fn read(stream: &mut TcpStream) -> io::Result<Received> {
    let mut bytes = Vec::new();
    loop {
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let received = Received {
            head: head.to_owned(),
            body: body.to_owned(),
        };
        let length = received.header("content-length").parse().unwrap_or(0);
        if received.body.len() >= length {
            return Ok(received);
        }
    }
}
