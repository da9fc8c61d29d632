//! Which addresses are called.

use std::fmt;

use reqwest::Url;

use crate::config::{ConfigError, Environment};

/// The push services of the browsers that there are. A leading dot stands for any host below.
const KNOWN: [&str; 5] = [
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    ".push.services.mozilla.com",
    ".push.apple.com",
    ".notify.windows.com",
];

/// Longest address that is kept; those of push services have some three hundred characters.
const LONGEST: usize = 1_024;

/// The address is not that of a push service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the address of a push service")]
pub struct BadEndpoint;

/// An address at a push service, which stands for one browser. It is a secret of sorts: who has it can address the browser.
#[derive(Clone, PartialEq, Eq)]
pub struct Endpoint(Url);

impl fmt::Debug for Endpoint {
    /// The host alone.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Endpoint({})", self.host())
    }
}

impl Endpoint {
    /// The whole address.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The push service's host.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// What a signature is made for: scheme, host and port (RFC 6454, section 6.2).
    pub fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }
}

/// The hosts that may be called.
#[derive(Debug, Clone, Default)]
pub struct Hosts {
    more: Vec<String>,
}

impl Hosts {
    /// Reads `PUSH_HOSTS`: further hosts, separated by commas. One with a port, as in `127.0.0.1:4000`, is meant for tests:
    /// it has to be this machine, and is called in plain HTTP.
    ///
    /// # Errors
    /// When one of them is no host.
    pub fn read(environment: &Environment) -> Result<Self, ConfigError> {
        let text = environment.optional("PUSH_HOSTS").unwrap_or_default();
        let more: Vec<String> = text
            .split(',')
            .map(str::trim)
            .filter(|host| !host.is_empty())
            .map(str::to_ascii_lowercase)
            .collect();
        if more.iter().all(|host| is_host(host)) {
            return Ok(Self { more });
        }
        Err(ConfigError::Invalid {
            name: "PUSH_HOSTS",
            wanted: "hosts, separated by commas",
        })
    }

    /// Reads the address that a browser gave.
    ///
    /// # Errors
    /// [`BadEndpoint`] for one that is none, has a user, or is not at a host that may be called.
    pub fn endpoint(&self, text: &str) -> Result<Endpoint, BadEndpoint> {
        if text.len() > LONGEST {
            return Err(BadEndpoint);
        }
        let url: Url = text.parse().map_err(|_| BadEndpoint)?;
        let host = url.host_str().ok_or(BadEndpoint)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BadEndpoint);
        }
        let is_known = KNOWN.iter().copied().any(|known| matches(known, host));
        let is_named = self.more.iter().any(|known| matches(known, host));
        // `port` is none for the scheme's own.
        let is_outside = url.scheme() == "https" && url.port().is_none() && (is_known || is_named);
        let is_here = url.scheme() == "http"
            && url.port().is_some_and(|port| {
                let authority = format!("{host}:{port}");
                is_this_machine(&authority) && self.more.contains(&authority)
            });
        if is_outside || is_here {
            Ok(Endpoint(url))
        } else {
            Err(BadEndpoint)
        }
    }
}

fn matches(known: &str, host: &str) -> bool {
    if known.starts_with('.') {
        host.len() > known.len() && host.ends_with(known)
    } else {
        known == host
    }
}

fn is_this_machine(authority: &str) -> bool {
    authority.starts_with("127.0.0.1:") || authority.starts_with("localhost:")
}

fn is_host(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-';
    match text.split_once(':') {
        Some((_, port)) => is_this_machine(text) && port.parse::<u16>().is_ok(),
        // An address in numbers has no letter at its end; names of hosts have.
        None => {
            text.bytes().all(is_plain) && text.ends_with(|last: char| last.is_ascii_alphabetic())
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hosts(text: &str) -> Hosts {
        Hosts::read(&Environment::of(&[("PUSH_HOSTS", text)])).unwrap()
    }

    #[test]
    fn push_services_are_called() {
        for good in [
            "https://fcm.googleapis.com/fcm/send/abc",
            "https://updates.push.services.mozilla.com/wpush/v2/abc",
            "https://web.push.apple.com/QABC",
            "https://wns2-par02p.notify.windows.com/w/?token=abc",
        ] {
            assert!(hosts("").endpoint(good).is_ok(), "{good}");
        }
        let named = hosts("push.example.org, 127.0.0.1:4000");
        assert!(named.endpoint("https://push.example.org/1").is_ok());
        assert!(named.endpoint("http://127.0.0.1:4000/1").is_ok());
    }

    /// Whoever may name an address that we call could otherwise call what only we can reach.
    #[test]
    fn nothing_else_is_called() {
        let named = hosts("push.example.org,127.0.0.1:4000");
        for bad in [
            "",
            "fcm.googleapis.com/1",
            "http://fcm.googleapis.com/1",
            "https://fcm.googleapis.com:8443/1",
            "https://fcm.googleapis.com.evil.example/1",
            "https://evil-fcm.googleapis.com/1",
            "https://fcm.googleapis.com@evil.example/1",
            "https://me@fcm.googleapis.com/1",
            "https://push.apple.com.evil.example/1",
            "https://evilpush.apple.com.example/1",
            "https://.push.apple.com/1",
            "https://169.254.169.254/latest/meta-data/",
            "http://169.254.169.254/latest/meta-data/",
            "http://localhost:4000/1",
            "http://127.0.0.1:4001/1",
            "https://127.0.0.1:4000/1",
            "http://127.0.0.1/1",
            "https://[::1]/1",
            "file:///etc/passwd",
            "ftp://fcm.googleapis.com/1",
        ] {
            assert_eq!(named.endpoint(bad), Err(BadEndpoint), "{bad}");
        }
        let long = format!("https://fcm.googleapis.com/{}", "a".repeat(LONGEST));
        assert_eq!(named.endpoint(&long), Err(BadEndpoint));
        let bare = Hosts::default();
        assert!(bare.endpoint("http://127.0.0.1:4000/1").is_err());
    }

    #[test]
    fn settings_of_nonsense_stop_the_function() {
        for text in [
            "https://a.example",
            "10.0.0.1",
            "a.example:443",
            "a b",
            "10.0.0.1:80",
        ] {
            let environment = Environment::of(&[("PUSH_HOSTS", text)]);
            assert!(Hosts::read(&environment).is_err(), "{text}");
        }
    }

    #[test]
    fn an_address_is_not_printed() {
        let endpoint = hosts("").endpoint("https://fcm.googleapis.com/fcm/send/secret");
        let endpoint = endpoint.unwrap();
        assert_eq!(format!("{endpoint:?}"), "Endpoint(fcm.googleapis.com)");
        assert_eq!(endpoint.origin(), "https://fcm.googleapis.com");
    }

    proptest! {
        #[test]
        fn no_text_panics(text in ".{0,80}") {
            let _ = Hosts::default().endpoint(&text);
        }
    }
}
