//! A push service that stands in for those of the browsers, and the browser behind it, which reads what comes.
//!
//! It decrypts by RFC 8291 on its own, so that a message which it reads is one that a browser would.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_lc_rs::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::agreement::{ECDH_P256, PrivateKey, UnparsedPublicKey, agree};
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Salt};
use aws_lc_rs::signature::{self, ECDSA_P256_SHA256_FIXED};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// Bytes of a P-256 point.
const POINT: usize = 65;
/// Bytes before the point of the sender: salt, size of a record, length of the point.
const HEADER: usize = 21;

/// A request as the service got it.
#[derive(Debug, Clone)]
pub struct Pushed {
    head: String,
    /// The encrypted message.
    pub body: Vec<u8>,
}

impl Pushed {
    /// Path of the request: it names the browser.
    #[must_use]
    pub fn path(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }

    /// A header's value, or the empty text.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let lines = self.head.lines().filter_map(|line| line.split_once(':'));
        let mut found = lines.filter(|(key, _)| key.eq_ignore_ascii_case(name));
        found.next().map_or("", |(_, value)| value.trim())
    }

    /// The claims of the signed token, where its signature is by the key that it names, and that key is this one.
    #[must_use]
    pub fn claims(&self, key: &str) -> Option<Value> {
        let rest = self.header("authorization").strip_prefix("vapid t=")?;
        let (token, named) = rest.split_once(", k=")?;
        let (signed, signature) = token.rsplit_once('.')?;
        let public = URL_SAFE_NO_PAD.decode(named).ok()?;
        signature::UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, public)
            .verify(signed.as_bytes(), &URL_SAFE_NO_PAD.decode(signature).ok()?)
            .ok()?;
        let (_, claims) = signed.split_once('.')?;
        let claims = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).ok()?).ok()?;
        (named == key).then_some(claims)
    }
}

#[derive(Debug)]
struct State {
    status: u16,
    received: Vec<Pushed>,
}

/// The service. Dropping it closes its port.
#[derive(Debug)]
pub struct PushService {
    port: u16,
    state: Arc<Mutex<State>>,
    server: JoinHandle<()>,
}

impl PushService {
    /// A service that takes every message.
    ///
    /// # Errors
    /// When no port is free.
    pub async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let state = Arc::new(Mutex::new(State {
            status: 201,
            received: Vec::new(),
        }));
        let shared = Arc::clone(&state);
        let server = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let shared = Arc::clone(&shared);
                tokio::spawn(async move { serve(stream, &shared).await });
            }
        });
        Ok(Self {
            port,
            state,
            server,
        })
    }

    /// Host and port, as the operator names them.
    #[must_use]
    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Answers with this status from now on.
    pub fn answer(&self, status: u16) {
        lock(&self.state).status = status;
    }

    /// What came for one browser so far.
    #[must_use]
    pub fn received(&self, browser: &Browser) -> Vec<Pushed> {
        let state = lock(&self.state);
        let own = |pushed: &&Pushed| pushed.path() == browser.path;
        state.received.iter().filter(own).cloned().collect()
    }
}

impl Drop for PushService {
    fn drop(&mut self) {
        self.server.abort();
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One request a connection.
async fn serve(mut stream: TcpStream, state: &Mutex<State>) -> io::Result<()> {
    let mut bytes = Vec::new();
    let pushed = loop {
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let Some(end) = bytes.windows(4).position(|part| part == b"\r\n\r\n") else {
            continue;
        };
        let pushed = Pushed {
            head: String::from_utf8_lossy(&bytes[..end]).into_owned(),
            body: bytes[end + 4..].to_vec(),
        };
        let length = pushed.header("content-length").parse().unwrap_or(0);
        if pushed.body.len() >= length {
            break pushed;
        }
    };
    let status = {
        let mut state = lock(state);
        state.received.push(pushed);
        state.status
    };
    let answer =
        format!("HTTP/1.1 {status} Fake\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
    stream.write_all(answer.as_bytes()).await?;
    stream.shutdown().await
}

/// A browser with its keys.
#[derive(Debug)]
pub struct Browser {
    path: String,
    endpoint: String,
    key: PrivateKey,
    point: Vec<u8>,
    secret: [u8; 16],
}

impl Browser {
    /// A browser behind a service; the name is its own.
    ///
    /// # Panics
    /// When no key can be made.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test without its keys can only fail")]
    pub fn new(service: &PushService, name: &str) -> Self {
        let key = PrivateKey::generate(&ECDH_P256).expect("a key is made");
        let point = key.compute_public_key().expect("the key has a point");
        let mut secret = [0; 16];
        aws_lc_rs::rand::fill(&mut secret).expect("there is randomness");
        let path = format!("/push/{name}");
        Self {
            endpoint: format!("http://{}{path}", service.host()),
            path,
            point: point.as_ref().to_vec(),
            key,
            secret,
        }
    }

    /// What the page gets from the browser: `PushSubscription.toJSON()`.
    #[must_use]
    pub fn subscription(&self) -> Value {
        json!({
            "endpoint": self.endpoint,
            "expirationTime": null,
            "keys": {
                "p256dh": URL_SAFE_NO_PAD.encode(&self.point),
                "auth": URL_SAFE_NO_PAD.encode(self.secret),
            },
        })
    }

    /// Reads a message; `None` when it was not made for this browser.
    #[must_use]
    pub fn read(&self, body: &[u8]) -> Option<Value> {
        let message = open(&self.key, &self.secret, body)?;
        serde_json::from_slice(&message).ok()
    }
}

/// What the browser with this private key (a P-256 scalar) and secret reads in a body; `None` when it was not made for it.
#[must_use]
pub fn opened(private: &[u8], secret: &[u8], body: &[u8]) -> Option<Vec<u8>> {
    let key = PrivateKey::from_private_key(&ECDH_P256, private).ok()?;
    open(&key, secret, body)
}

fn open(key: &PrivateKey, secret: &[u8], body: &[u8]) -> Option<Vec<u8>> {
    let salt = body.get(..16)?;
    let record_size = u32::from_be_bytes(body.get(16..HEADER - 1)?.try_into().ok()?);
    let length = usize::from(*body.get(HEADER - 1)?);
    let sender = body.get(HEADER..HEADER + length)?;
    let mut record = body.get(HEADER + length..)?.to_vec();
    // One record, smaller than a record may be (RFC 8291, section 4).
    if length != POINT || record.len() >= record_size as usize {
        return None;
    }
    let own = key.compute_public_key().ok()?;
    let theirs = UnparsedPublicKey::new(&ECDH_P256, sender);
    let agreed = agree(key, theirs, (), |secret| Ok(secret.to_vec())).ok()?;
    let info = [b"WebPush: info\0".as_slice(), own.as_ref(), sender].concat();
    let material = derive(secret, &agreed, &info, 32)?;
    let key = derive(salt, &material, b"Content-Encoding: aes128gcm\0", 16)?;
    let nonce = derive(salt, &material, b"Content-Encoding: nonce\0", 12)?;
    let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).ok()?);
    let nonce = Nonce::try_assume_unique_for_key(&nonce).ok()?;
    let plain = key.open_in_place(nonce, Aad::empty(), &mut record).ok()?;
    let (delimiter, message) = plain.split_last()?;
    (*delimiter == 2).then(|| message.to_vec())
}

struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

fn derive(salt: &[u8], material: &[u8], info: &[u8], length: usize) -> Option<Vec<u8>> {
    let mut derived = vec![0; length];
    let info = [info];
    let extracted = Salt::new(HKDF_SHA256, salt).extract(material);
    let expanded = extracted.expand(&info, Length(length)).ok()?;
    expanded.fill(&mut derived).ok()?;
    Some(derived)
}
