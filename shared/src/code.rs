//! The one catalogue of problem codes: what a client may meet, with its HTTP status.
//!
//! A code is a promise: clients branch on it, so it never changes its meaning and is never reused. Titles, details
//! and suggestions stand beside it in `locales/<language>/problems.ftl`; a test checks that every code has them in
//! every language. It needs no HTTP, because workers store the code with which a job failed.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

macro_rules! codes {
    ($($(#[$doc:meta])+ $name:ident = $text:literal, $status:literal;)+) => {
        /// Why a request, or the job it started, was not done.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code {
            $($(#[$doc])+ $name,)+
        }

        impl Code {
            /// All of them, in the catalogue's order.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The code as clients see it, in kebab case.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// The HTTP status that goes with it.
            pub fn status(self) -> u16 {
                match self { $(Self::$name => $status,)+ }
            }
        }
    };
}

codes! {
    /// The body is not what its content type says: broken JSON, a broken multipart form.
    MalformedBody = "malformed-body", 400;
    /// A query parameter, header or page cursor cannot be read.
    MalformedRequest = "malformed-request", 400;
    /// No token, or one that is not valid: the three cases are not told apart.
    Unauthenticated = "unauthenticated", 401;
    /// Unknown person or wrong password: the two cases are not told apart.
    InvalidCredentials = "invalid-credentials", 401;
    /// A refresh token came a second time; its whole family has ended.
    RefreshTokenReused = "refresh-token-reused", 401;
    /// The token's scope does not allow this.
    Forbidden = "forbidden", 403;
    /// Nothing here, or nothing of yours.
    NotFound = "not-found", 404;
    /// The upload named is not there, not yours, or gone.
    UploadNotFound = "upload-not-found", 404;
    /// The path exists, the method does not.
    MethodNotAllowed = "method-not-allowed", 405;
    /// Somebody was faster, or the thing is in another state than the request needs.
    Conflict = "conflict", 409;
    /// Another account has this username.
    UsernameTaken = "username-taken", 409;
    /// Another account has this e-mail address.
    EmailTaken = "email-taken", 409;
    /// Another account has this phone number.
    PhoneTaken = "phone-taken", 409;
    /// The first request with this Idempotency-Key has not been answered yet.
    IdempotencyInProgress = "idempotency-in-progress", 409;
    /// The upload's picture has not been checked yet.
    UploadNotReady = "upload-not-ready", 409;
    /// The medicine is on the person's list already.
    MedicationListed = "medication-listed", 409;
    /// As many medicines are on the list as it holds.
    MedicationListFull = "medication-list-full", 409;
    /// The upload was not made in time.
    UploadExpired = "upload-expired", 410;
    /// The drawing itself is not kept any more; what was said of it is.
    DrawingGone = "drawing-gone", 410;
    /// As many members are in the family as it may have.
    FamilyFull = "family-full", 409;
    /// Another player has this nickname, or one that looks like it.
    NicknameTaken = "nickname-taken", 409;
    /// The reward costs more points than there are.
    PointsShort = "points-short", 409;
    /// No reward of this kind is left, or the person has had as many as one may.
    RewardGone = "reward-gone", 409;
    /// The reward's code was used before, or its time is over.
    RewardCodeSpent = "reward-code-spent", 409;
    /// There is a reminder of this medicine already.
    ReminderExists = "reminder-exists", 409;
    /// As many reminders as a person may have.
    RemindersFull = "reminders-full", 409;
    /// As many browsers as may be told get the person's notices.
    SubscriptionsFull = "subscriptions-full", 409;
    /// The dose was logged before.
    DoseLogged = "dose-logged", 409;
    /// The thing is another than the request expects: it has changed since it was read.
    PreconditionFailed = "precondition-failed", 412;
    /// The body is larger than this path takes.
    PayloadTooLarge = "payload-too-large", 413;
    /// The body's content type is not one that this path reads.
    UnsupportedMediaType = "unsupported-media-type", 415;
    /// Well-formed, but fields break rules: see `errors`.
    ValidationFailed = "validation-failed", 422;
    /// The Idempotency-Key was used before with another request.
    IdempotencyKeyReused = "idempotency-key-reused", 422;
    /// Fewer than two medicines with those on the person's list.
    NothingToCheck = "nothing-to-check", 422;
    /// The medicine has no dose at this time.
    NoSuchDose = "no-such-dose", 422;
    /// A one-time token that is unknown, used, replaced or too old: the cases are not told apart.
    TokenNotGood = "token-not-good", 422;
    /// There is no character of this id.
    UnknownCharacter = "unknown-character", 422;
    /// The barcode's number is no GTIN, or one of its digits is wrong.
    GtinInvalid = "gtin-invalid", 422;
    /// The picture cannot be decoded.
    ImageUnreadable = "image-unreadable", 422;
    /// Not PNG, JPEG or WebP.
    ImageTypeUnsupported = "image-type-unsupported", 422;
    /// The bytes are another type than the one that was declared.
    ImageTypeMismatch = "image-type-mismatch", 422;
    /// Fewer bytes or pixels than a picture can have.
    ImageTooSmall = "image-too-small", 422;
    /// More bytes than are taken.
    ImageTooLarge = "image-too-large", 422;
    /// More pixels than are decoded.
    ImageTooManyPixels = "image-too-many-pixels", 422;
    /// The file ends before the picture does.
    ImageTruncated = "image-truncated", 422;
    /// There is nothing drawn on it.
    ImageBlank = "image-blank", 422;
    /// Not WAV, MP3, M4A or Ogg.
    AudioTypeUnsupported = "audio-type-unsupported", 422;
    /// The recording's bytes do not hold together.
    AudioUnreadable = "audio-unreadable", 422;
    /// More seconds of sound than are listened to.
    AudioTooLong = "audio-too-long", 422;
    /// Nothing is said in the recording.
    AudioSilent = "audio-silent", 422;
    /// Somebody speaks in the recording, and it is not sure what was said.
    AudioUnclear = "audio-unclear", 422;
    /// Two characters or more where one is asked for.
    ImageSeveralDrawings = "image-several-drawings", 422;
    /// A change has to say which state it is a change of.
    PreconditionRequired = "precondition-required", 428;
    /// Too many requests: see `Retry-After`.
    RateLimited = "rate-limited", 429;
    /// A defect of ours, already in our logs under the request id.
    Internal = "internal", 500;
    /// A job was given up after several attempts.
    ProcessingFailed = "processing-failed", 500;
    /// There is no program here that speaks, or it failed.
    SpeechUnavailable = "speech-unavailable", 503;
    /// There is nobody here who listens, or they do not answer.
    TranscriptionUnavailable = "transcription-unavailable", 503;
    /// Something that we depend on did not answer.
    ServiceUnavailable = "service-unavailable", 503;
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// The text is no code of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown problem code")]
pub struct UnknownCode;

impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        Self::ALL
            .iter()
            .copied()
            .find(|code| code.as_str() == text)
            .ok_or(UnknownCode)
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn codes_are_unique_kebab_case_and_errors() {
        let texts: HashSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(texts.len(), Code::ALL.len());
        for code in Code::ALL {
            let text = code.as_str();
            assert!(
                text.bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'-'),
                "{text}"
            );
            assert!((400..600).contains(&code.status()), "{text}");
        }
    }

    #[test]
    fn codes_read_back_from_what_workers_store() {
        for code in Code::ALL {
            let json = serde_json::to_string(code).unwrap();
            assert_eq!(serde_json::from_str::<Code>(&json).unwrap(), *code);
        }
        assert!(serde_json::from_str::<Code>("\"no-such-code\"").is_err());
    }
}
