//! For tests: a table in a real DynamoDB engine in memory, and one whose answers are canned. Both are reached over the
//! wire, so that the SDK's own reading and writing is part of what is tested.

use nazar_tests::tables;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_sdk_dynamodb::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;

use super::{Client, Table, TableName};

const TABLE: &str = "history";

/// An empty table with the keys that all of ours have.
pub(crate) async fn table() -> Table {
    let config = tables::serve(&[TABLE]).await;
    Table::new(Client::new(&config), TableName::from(TABLE))
}

/// Counts the calls of a table's client.
#[derive(Debug, Clone, Default)]
pub(crate) struct Calls(Arc<AtomicUsize>);

impl Calls {
    pub(crate) fn restart(&self) {
        self.0.store(0, Ordering::Relaxed);
    }

    pub(crate) fn so_far(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

impl Intercept for Calls {
    fn name(&self) -> &'static str {
        "Calls"
    }

    fn read_before_transmit(
        &self,
        _context: &BeforeTransmitInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _settings: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

/// [`table`], with a count of the calls that are made to it.
pub(crate) async fn counted() -> (Table, Calls) {
    let config = tables::serve(&[TABLE]).await;
    let calls = Calls::default();
    let config = aws_sdk_dynamodb::config::Builder::from(&config).interceptor(calls.clone());
    let client = Client::from_conf(config.build());
    (Table::new(client, TableName::from(TABLE)), calls)
}

/// A table that gives these answers, status and body, one a request, whatever it is asked.
pub(crate) async fn canned(answers: Vec<(u16, &'static str)>) -> Table {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = Client::new(&tables::config(listener.local_addr().unwrap().port()));
    tokio::spawn(async move {
        for (status, body) in answers {
            let (stream, _) = listener.accept().await.unwrap();
            answer(stream, status, body).await;
        }
    });
    Table::new(client, TableName::from(TABLE))
}

/// Reads one request to its end and answers it on a connection that is not used again.
async fn answer(mut stream: TcpStream, status: u16, body: &str) {
    let mut request = Vec::new();
    while !is_complete(&request) {
        let read = stream.read_buf(&mut request).await.unwrap();
        assert!(read > 0, "the request ended early");
    }
    let head = format!(
        "HTTP/1.1 {status} Canned\r\ncontent-type: application/x-amz-json-1.0\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(body.as_bytes()).await.unwrap();
    stream.shutdown().await.unwrap();
}

fn is_complete(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse().ok())?
    });
    body.len() >= length.unwrap_or(0_usize)
}
