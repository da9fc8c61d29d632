//! A function for the tests of `local`: it does what its event tells it, good or bad.
//!
//! It speaks the Runtime API over a plain socket, because a proper runtime would never do some of this.
//! `START` in its environment decides how it starts: `exit`, `fail` (reports an init error), `silent` (never asks for
//! work) or as usual. The event's `do` decides what it does with it; see [`work`]. Bodies of SQS messages are appended
//! to the file that `RECORD` names, but while a file beside it ends in `.hold` it hangs instead.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "misbehaving is what it is for"
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let address = std::env::var("AWS_LAMBDA_RUNTIME_API")?;
    let (host, path) = address
        .trim_start_matches("http://")
        .split_once('/')
        .ok_or("no path")?;
    let api = Api {
        host: host.into(),
        base: format!("/{path}/2018-06-01/runtime"),
    };
    match std::env::var("START").unwrap_or_default().as_str() {
        "exit" => std::process::exit(3),
        "fail" => {
            api.post(
                "init/error",
                r#"{"errorType":"Init","errorMessage":"no model"}"#,
            )?;
            std::process::exit(1);
        }
        "silent" => hang(),
        _ => {}
    }
    println!(r#"{{"level":"INFO","message":"started"}}"#);
    for count in 1.. {
        let (id, event) = api.next()?;
        work(&api, &id, &event, count)?;
    }
    Ok(())
}

fn work(api: &Api, id: &str, event: &str, count: u32) -> Result<(), Failure> {
    let answer = |body: &str| api.post(&format!("invocation/{id}/response"), body);
    if event.contains(r#""eventSource":"aws:sqs""#) {
        record(event)?;
        answer("{}")?;
        return Ok(());
    }
    let pid = std::process::id();
    match between(event, r#""do":""#, "\"").unwrap_or_default() {
        "panic" => panic!("told to panic"),
        "exit" => std::process::exit(7),
        "exit-after" => {
            answer(r#""last words""#)?;
            std::process::exit(0);
        }
        "hang" => hang(),
        // Something it started must end with it.
        "hang-with-child" => {
            std::process::Command::new("sleep")
                .arg("600")
                .spawn()?
                .wait()?;
        }
        "large" => {
            let status = answer(&format!("\"{}\"", "a".repeat(6 * 1024 * 1024 + 101)))?;
            eprintln!("large: {status}");
        }
        "fail" => {
            let report = r#"{"errorType":"Told","errorMessage":"told to fail"}"#;
            api.post(&format!("invocation/{id}/error"), report)?;
        }
        "answer-twice" => {
            answer(r#""first""#)?;
            let status = answer(r#""second""#)?;
            eprintln!("second answer: {status}");
        }
        "ask-twice" => {
            let status = api.get("invocation/next")?.0;
            answer(&format!("{status}"))?;
        }
        "environment" => {
            let pairs: Vec<_> = std::env::vars()
                .map(|(name, value)| format!("{name:?}:{value:?}"))
                .collect();
            answer(&format!("{{{}}}", pairs.join(",")))?;
        }
        "sleep" => {
            std::thread::sleep(Duration::from_millis(50));
            answer(&format!(r#"{{"pid":{pid},"count":{count}}}"#))?;
        }
        _ => {
            answer(&format!(
                r#"{{"pid":{pid},"count":{count},"event":{event}}}"#
            ))?;
        }
    }
    Ok(())
}

fn record(event: &str) -> Result<(), Failure> {
    let path = std::env::var("RECORD")?;
    if std::fs::exists(format!("{path}.hold"))? {
        std::fs::write(format!("{path}.reached"), "")?;
        hang();
    }
    let bodies: String = event
        .split(r#""body":""#)
        .skip(1)
        .map(|message| format!("{}\n", message.split('"').next().unwrap_or_default()))
        .collect();
    // One write: pieces of a line would mix with those of the instance beside this one.
    std::fs::File::options()
        .append(true)
        .create(true)
        .open(path)?
        .write_all(bodies.as_bytes())?;
    Ok(())
}

fn hang() -> ! {
    loop {
        std::thread::park();
    }
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    text.split_once(start)?
        .1
        .split_once(end)
        .map(|(inner, _)| inner)
}

/// The Runtime API, one connection per call.
struct Api {
    host: String,
    base: String,
}

impl Api {
    /// Waits for work: its request id and its event.
    fn next(&self) -> Result<(String, String), Failure> {
        let (_, head, body) = self.call("GET", "invocation/next", "")?;
        let id =
            between(&head, "lambda-runtime-aws-request-id: ", "\r\n").ok_or("no request id")?;
        Ok((id.to_owned(), body))
    }

    fn get(&self, path: &str) -> Result<(u16, String), Failure> {
        self.call("GET", path, "")
            .map(|(status, _, body)| (status, body))
    }

    fn post(&self, path: &str, body: &str) -> Result<u16, Failure> {
        self.call("POST", path, body).map(|(status, _, _)| status)
    }

    fn call(&self, method: &str, path: &str, body: &str) -> Result<(u16, String, String), Failure> {
        let mut stream = TcpStream::connect(&self.host)?;
        write!(
            stream,
            "{method} {}/{path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
            self.base,
            self.host,
            body.len()
        )?;
        let mut stream = BufReader::new(stream);
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if stream.read_line(&mut head)? == 0 {
                return Err("the answer was cut off".into());
            }
        }
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let status = head.split(' ').nth(1).ok_or("no status")?.parse()?;
        Ok((status, head, answer))
    }
}
