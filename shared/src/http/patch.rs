//! Bodies that change a part of something: what is left out stays, and `null` takes it away (RFC 7396).

use serde::{Deserialize, Deserializer};

/// Reads a field that may be left out, or be `null`: with `#[serde(default, deserialize_with = "nullable")]` the outer
/// `None` is left out, and `Some(None)` is `null`.
///
/// # Errors
/// When the value is no `T`.
pub fn nullable<'de, D, T>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Some)
}

/// Applies such a field.
pub fn change<T>(kept: &mut Option<T>, field: Option<Option<T>>) {
    if let Some(value) = field {
        *kept = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Body {
        #[serde(default, deserialize_with = "nullable")]
        name: Option<Option<String>>,
    }

    #[test]
    fn what_is_left_out_stays_and_null_takes_away() {
        let after = |body: &str| {
            let mut kept = Some("a".to_owned());
            let body: Body = serde_json::from_str(body).unwrap();
            change(&mut kept, body.name);
            kept
        };
        assert_eq!(after("{}").as_deref(), Some("a"));
        assert_eq!(after(r#"{"name":null}"#), None);
        assert_eq!(after(r#"{"name":"b"}"#).as_deref(), Some("b"));
    }
}
