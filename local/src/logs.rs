//! What a person sees in the terminal: one line per event, the function's name in front.

use std::fmt::Write as _;
use std::io::Write;
use std::sync::{Mutex, PoisonError};

use serde_json::{Map, Value};

/// Width that names are padded to: the longest of this bundle's functions fits.
const NAME_WIDTH: usize = 24;

/// Fields of a record that help a log service more than a reader.
const NOISE: [&str; 4] = ["timestamp", "target", "spans", "trace_id"];

/// Writes lines, one at a time.
pub struct Console(Mutex<Box<dyn Write + Send>>);

impl std::fmt::Debug for Console {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Console")
    }
}

impl Console {
    /// A console that writes to `output`.
    #[must_use]
    pub fn new(output: impl Write + Send + 'static) -> Self {
        Self(Mutex::new(Box::new(output)))
    }

    /// Writes a line of a source's log, JSON logs in readable form.
    pub fn log(&self, source: &str, line: &str) {
        self.line(source, &readable(line));
    }

    /// Writes a line as it is.
    pub fn line(&self, source: &str, text: &str) {
        let mut output = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A closed terminal is no reason to stop serving.
        writeln!(output, "{source:<NAME_WIDTH$} | {text}").ok();
        output.flush().ok();
    }
}

/// A JSON log record as `LEVEL message key=value`; any other line as it is.
fn readable(line: &str) -> String {
    let Ok(Value::Object(mut record)) = serde_json::from_str::<Value>(line) else {
        return line.to_owned();
    };
    // Metrics in the embedded format carry their description, which says nothing to a reader.
    let is_metrics = record.remove("_aws").is_some();
    let Some(level) = record
        .remove("level")
        .or_else(|| is_metrics.then(|| "METRIC".into()))
    else {
        return line.to_owned();
    };
    if let Some(Value::Object(fields)) = record.remove("fields") {
        record.extend(fields);
    }
    if let Some(Value::Object(mut span)) = record.remove("span") {
        span.remove("name");
        record.extend(span);
    }
    record.retain(|name, _| !NOISE.contains(&name.as_str()));
    let message = record.remove("message");
    let mut text = format!("{:<6}", plain(&level));
    text.push_str(&message.as_ref().map(plain).unwrap_or_default());
    append(&mut text, &record);
    text
}

fn append(text: &mut String, fields: &Map<String, Value>) {
    for (name, value) in fields {
        // Writing to a string cannot fail.
        write!(text, " {name}={}", plain(value)).ok();
    }
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_records_become_lines() {
        let record = r#"{"timestamp":"t","level":"INFO","fields":{"message":"done","items":3},"target":"x","span":{"name":"request","route":"/x"}}"#;
        assert_eq!(readable(record), "INFO  done items=3 route=/x");
        assert_eq!(
            readable(r#"{"level":"WARN","message":"flat"}"#),
            "WARN  flat"
        );
        assert_eq!(
            readable(r#"{"_aws":{"Timestamp":1},"Latency":2}"#),
            "METRIC Latency=2"
        );
    }

    #[test]
    fn other_lines_stay_as_they_are() {
        for line in ["plain", "{\"a\":1}", "{broken", "[1]", ""] {
            assert_eq!(readable(line), line);
        }
    }
}
