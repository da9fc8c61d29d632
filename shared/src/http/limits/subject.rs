//! Who is counted.

use std::net::{IpAddr, Ipv6Addr};

use sha2::{Digest, Sha256};

use crate::{Owner, http::ClientAddress, ids::UserId, store::control};

/// Whoever a limit is counted for, as part of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject(String);

impl Subject {
    /// A known caller.
    pub fn caller(owner: Owner) -> Self {
        Self::person(owner.user_id())
    }

    /// A person whom somebody claims to be, such as at sign-in.
    pub fn person(user: UserId) -> Self {
        Self(control::person(user))
    }

    /// A client's address. One household or server has a whole IPv6 /64, so that is what is counted.
    pub fn address(address: &ClientAddress) -> Self {
        let counted = match address.0.parse::<IpAddr>() {
            Ok(IpAddr::V6(address)) => prefix(address).to_string(),
            Ok(IpAddr::V4(address)) => address.to_string(),
            Err(_) => "unknown".to_owned(),
        };
        Self(format!("address:{counted}"))
    }

    /// An account that a request names before anybody is proven, such as the e-mail address of a sign-in. Hashed,
    /// because keys are not a place for addresses.
    pub fn account(folded: &str) -> Self {
        let digest = Sha256::digest(folded.as_bytes());
        Self(format!("account:{}", hex::encode(&digest[..16])))
    }

    /// The subject as part of a key.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn prefix(address: Ipv6Addr) -> Ipv6Addr {
    Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str) -> String {
        Subject::address(&ClientAddress(address.to_owned())).0
    }

    #[test]
    fn addresses_of_one_network_count_together() {
        assert_eq!(of("2001:db8:1:2:3::4"), of("2001:db8:1:2:ffff::1"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("192.0.2.7"), "address:192.0.2.7");
        assert_eq!(of("not an address"), "address:unknown");
    }

    #[test]
    fn accounts_are_not_readable() {
        let subject = Subject::account("a@example.org");
        assert!(!subject.as_str().contains("example"));
        assert_ne!(subject, Subject::account("b@example.org"));
    }
}
