//! Encryption for one browser (RFC 8291, over RFC 8188).

use aws_lc_rs::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::agreement::{ECDH_P256, PrivateKey, UnparsedPublicKey, agree};
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Salt};
use aws_lc_rs::rand;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

/// Bytes of a P-256 point that is not compressed.
const POINT: usize = 65;
/// Bytes of the secret that the browser shares with us.
const SECRET: usize = 16;
/// Size of the one record: push services take 4,096 bytes in all.
const RECORD: u32 = 4096;
/// Most bytes of a message: what is left of the record beside header, delimiter and tag.
const LONGEST: usize = 3_900;

/// The keys are not those of a browser, or the message is too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the keys of a browser, or too long a message")]
pub struct BadKeys;

impl From<Unspecified> for BadKeys {
    /// The library does not say what went wrong, on purpose.
    fn from(_: Unspecified) -> Self {
        Self
    }
}

/// A browser's public key and shared secret, as `PushSubscription.toJSON()` gives them.
#[derive(Clone, PartialEq, Eq)]
pub struct BrowserKeys {
    point: Vec<u8>,
    secret: Vec<u8>,
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
        if point.len() != POINT || secret.len() != SECRET {
            return Err(BadKeys);
        }
        // Whether it lies on the curve is found out by using it.
        let ours = PrivateKey::generate(&ECDH_P256)?;
        shared(&ours, &point)?;
        Ok(Self { point, secret })
    }
}

/// A message as the body of a push request, with the coding `aes128gcm`.
///
/// # Errors
/// [`BadKeys`] for a message of more than 3,900 bytes, or when there is no randomness.
pub fn encrypt(keys: &BrowserKeys, message: &[u8]) -> Result<Vec<u8>, BadKeys> {
    let ours = PrivateKey::generate(&ECDH_P256)?;
    let mut salt = [0; 16];
    rand::fill(&mut salt)?;
    seal(keys, &ours, salt, message)
}

fn seal(
    keys: &BrowserKeys,
    ours: &PrivateKey,
    salt: [u8; 16],
    message: &[u8],
) -> Result<Vec<u8>, BadKeys> {
    if message.len() > LONGEST {
        return Err(BadKeys);
    }
    let public = ours.compute_public_key()?;
    let public = public.as_ref();
    let agreed = shared(ours, &keys.point)?;
    let mut material = [0; 32];
    let info = [b"WebPush: info\0".as_slice(), &keys.point, public].concat();
    derive(&keys.secret, &agreed, &info, &mut material)?;
    let (mut key, mut nonce) = ([0; 16], [0; 12]);
    derive(&salt, &material, b"Content-Encoding: aes128gcm\0", &mut key)?;
    derive(&salt, &material, b"Content-Encoding: nonce\0", &mut nonce)?;

    // The delimiter of the last record, and no padding.
    let mut record = [message, b"\x02"].concat();
    let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key)?);
    key.seal_in_place_append_tag(
        Nonce::assume_unique_for_key(nonce),
        Aad::empty(),
        &mut record,
    )?;
    let length = [POINT as u8];
    let header = [salt.as_slice(), &RECORD.to_be_bytes(), &length, public].concat();
    Ok([header, record].concat())
}

fn shared(ours: &PrivateKey, theirs: &[u8]) -> Result<Vec<u8>, BadKeys> {
    let theirs = UnparsedPublicKey::new(&ECDH_P256, theirs);
    agree(ours, theirs, BadKeys, |secret| Ok(secret.to_vec()))
}

struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

/// HKDF with SHA-256 (RFC 5869).
fn derive(salt: &[u8], material: &[u8], info: &[u8], into: &mut [u8]) -> Result<(), BadKeys> {
    let info = [info];
    let extracted = Salt::new(HKDF_SHA256, salt).extract(material);
    let expanded = extracted.expand(&info, Length(into.len()))?;
    Ok(expanded.fill(into)?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const POINT_OF_RFC: &str =
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    const SECRET_OF_RFC: &str = "BTBZMqHH6r4Tts7J_aSIgg";

    fn bytes(text: &str) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(text).unwrap()
    }

    /// The example of RFC 8291, section 5 and appendix A.
    #[test]
    fn the_example_of_the_rfc_comes_out_byte_by_byte() {
        let keys = BrowserKeys::read(POINT_OF_RFC, SECRET_OF_RFC).unwrap();
        let private = bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
        let ours = PrivateKey::from_private_key(&ECDH_P256, &private).unwrap();
        let salt = bytes("DGv6ra1nlYgDCS1FRnbzlw").try_into().unwrap();
        let message = b"When I grow up, I want to be a watermelon";
        let sealed = seal(&keys, &ours, salt, message).unwrap();
        let expected = concat!(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml",
            "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT",
            "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
        );
        assert_eq!(URL_SAFE_NO_PAD.encode(sealed), expected);
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
        fn no_message_is_sent_in_the_clear_or_twice_alike(message in prop::collection::vec(any::<u8>(), 8..LONGEST)) {
            let keys = BrowserKeys::read(POINT_OF_RFC, SECRET_OF_RFC).unwrap();
            let (one, other) = (encrypt(&keys, &message).unwrap(), encrypt(&keys, &message).unwrap());
            prop_assert_ne!(&one, &other);
            prop_assert_eq!(one.len(), message.len() + 86 + 17);
            prop_assert!(one.len() <= RECORD as usize);
        }

        #[test]
        fn arbitrary_keys_never_panic(point in ".{0,100}", secret in ".{0,30}") {
            let _ = BrowserKeys::read(&point, &secret);
        }
    }

    #[test]
    fn what_is_too_long_for_push_services_is_not_sent() {
        let keys = BrowserKeys::read(POINT_OF_RFC, SECRET_OF_RFC).unwrap();
        assert!(encrypt(&keys, &[0; LONGEST]).is_ok());
        assert_eq!(encrypt(&keys, &[0; LONGEST + 1]), Err(BadKeys));
    }
}
