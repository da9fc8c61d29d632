//! Encryption for one browser (RFC 8291, over RFC 8188), by the crate `web-push-native`.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use web_push_native::p256::PublicKey;
use web_push_native::{Auth, Error};

/// Bytes of a P-256 point that is not compressed.
const POINT: usize = 65;
/// Bytes of the secret that the browser shares with us.
const SECRET: usize = 16;
/// Size of the one record: push services take 4,096 bytes in all.
const RECORD: u32 = 4096;
/// Most bytes of a message: what is left of the record beside header, delimiter and tag.
const LONGEST: usize = 3_900;
/// Where the body names the size of a record: after the salt.
const RECORD_SIZE: std::ops::Range<usize> = 16..20;

/// The keys are not those of a browser, or the message is too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the keys of a browser, or too long a message")]
pub struct BadKeys;

impl From<Error> for BadKeys {
    /// What went wrong in it is nobody's business.
    fn from(_: Error) -> Self {
        Self
    }
}

/// A browser's public key and shared secret, as `PushSubscription.toJSON()` gives them.
#[derive(Clone, PartialEq, Eq)]
pub struct BrowserKeys {
    point: PublicKey,
    secret: Auth,
}

impl std::fmt::Debug for BrowserKeys {
    /// Nothing of them.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("BrowserKeys")
    }
}

impl BrowserKeys {
    /// Reads `p256dh` and `auth`, both Base64url with padding or without.
    ///
    /// # Errors
    /// [`BadKeys`] when the first is no point of P-256, or the second has not 16 bytes.
    pub fn read(p256dh: &str, auth: &str) -> Result<Self, BadKeys> {
        let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text.trim_end_matches('='));
        let point = bytes(p256dh).map_err(|_| BadKeys)?;
        let secret = bytes(auth).map_err(|_| BadKeys)?;
        let secret: [u8; SECRET] = secret.try_into().map_err(|_| BadKeys)?;
        // Browsers do not compress theirs.
        if point.len() != POINT {
            return Err(BadKeys);
        }
        Ok(Self {
            point: PublicKey::from_sec1_bytes(&point).map_err(|_| BadKeys)?,
            secret: secret.into(),
        })
    }
}

/// A message as the body of a push request, with the coding `aes128gcm`.
///
/// # Errors
/// [`BadKeys`] for a message of more than 3,900 bytes.
pub fn encrypt(keys: &BrowserKeys, message: &[u8]) -> Result<Vec<u8>, BadKeys> {
    if message.len() > LONGEST {
        return Err(BadKeys);
    }
    let mut body = web_push_native::encrypt(message.to_vec(), &keys.point, &keys.secret)?;
    // The crate names the record's own length. RFC 8291, section 4, wants more than that; the field takes no part in
    // keys, nonce or tag, so the size that everybody names is written over it.
    body.get_mut(RECORD_SIZE)
        .ok_or(BadKeys)?
        .copy_from_slice(&RECORD.to_be_bytes());
    Ok(body)
}

#[cfg(test)]
mod tests {
    use nazar_tests::push::opened;
    use proptest::prelude::*;

    use super::*;

    const POINT_OF_RFC: &str =
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    const SECRET_OF_RFC: &str = "BTBZMqHH6r4Tts7J_aSIgg";
    /// The browser's own half in the example.
    const PRIVATE_OF_RFC: &str = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";

    fn bytes(text: &str) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(text).unwrap()
    }

    /// What the browser of the example reads in a body, by another library than the one that wrote it.
    fn read_by_the_browser(body: &[u8]) -> Option<Vec<u8>> {
        let [private, secret] = [PRIVATE_OF_RFC, SECRET_OF_RFC].map(bytes);
        opened(&private, &secret, body)
    }

    /// The example of RFC 8291, section 5 and appendix A: the browser that judges the other tests reads what the RFC says
    /// that a browser gets.
    #[test]
    fn the_browser_of_these_tests_reads_the_example_of_the_rfc() {
        let body = bytes(concat!(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml",
            "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT",
            "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
        ));
        let message = b"When I grow up, I want to be a watermelon";
        assert_eq!(read_by_the_browser(&body).unwrap(), message);
        let keys = BrowserKeys::read(POINT_OF_RFC, SECRET_OF_RFC).unwrap();
        let ours = encrypt(&keys, message).unwrap();
        assert_eq!(read_by_the_browser(&ours).unwrap(), message);
        // Salt, key and what follows from them are new each time; the form is that of the example.
        assert_eq!(ours.len(), body.len());
        assert_eq!(
            ours[RECORD_SIZE.start..=RECORD_SIZE.end],
            body[RECORD_SIZE.start..=RECORD_SIZE.end]
        );
    }

    #[test]
    fn what_no_browser_has_is_refused() {
        let off_the_curve = URL_SAFE_NO_PAD.encode([4; POINT]);
        for (point, secret) in [
            ("", SECRET_OF_RFC),
            (POINT_OF_RFC, ""),
            (POINT_OF_RFC, "BTBZMqHH6r4Tts7J_aSI"),
            (&POINT_OF_RFC[..80], SECRET_OF_RFC),
            (&off_the_curve, SECRET_OF_RFC),
            ("not base64!", SECRET_OF_RFC),
        ] {
            assert_eq!(BrowserKeys::read(point, secret), Err(BadKeys), "{point}");
        }
        assert!(BrowserKeys::read(POINT_OF_RFC, &format!("{SECRET_OF_RFC}==")).is_ok());
    }

    proptest! {
        #[test]
        fn a_browser_reads_every_message_and_none_is_sent_in_the_clear_or_twice_alike(
            message in prop::collection::vec(any::<u8>(), 8..LONGEST)
        ) {
            let keys = BrowserKeys::read(POINT_OF_RFC, SECRET_OF_RFC).unwrap();
            let (one, other) = (encrypt(&keys, &message).unwrap(), encrypt(&keys, &message).unwrap());
            prop_assert_ne!(&one, &other);
            prop_assert_eq!(one.len(), message.len() + 86 + 17);
            prop_assert!(one.len() <= RECORD as usize);
            for body in [&one, &other] {
                prop_assert_eq!(read_by_the_browser(body), Some(message.clone()));
            }
        }

        #[test]
        fn arbitrary_keys_never_panic(point in ".{0,100}", secret in ".{0,30}") {
            let _ = BrowserKeys::read(&point, &secret);
        }
    }

    #[test]
    fn a_changed_message_is_not_read() {
        let keys = BrowserKeys::read(POINT_OF_RFC, SECRET_OF_RFC).unwrap();
        let mut body = encrypt(&keys, b"Take it at eight").unwrap();
        let last = body.len() - 1;
        body[last] ^= 1;
        assert_eq!(read_by_the_browser(&body), None);
    }

    #[test]
    fn what_is_too_long_for_push_services_is_not_sent() {
        let keys = BrowserKeys::read(POINT_OF_RFC, SECRET_OF_RFC).unwrap();
        assert!(encrypt(&keys, &[0; LONGEST]).is_ok());
        assert_eq!(encrypt(&keys, &[0; LONGEST + 1]), Err(BadKeys));
    }
}
