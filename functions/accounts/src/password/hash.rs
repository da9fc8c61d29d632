//! Argon2id with 19 MiB, two passes, one lane: the second choice of OWASP's list, the one for memory as small as a
//! Lambda function's. Each hash says its own parameters, so raising them needs no migration: whoever signs in next is
//! hashed anew.

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use nazar::http::Problem;

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// What checking a password came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Not the password.
    Wrong,
    /// The password, hashed as we hash today.
    Right,
    /// The password, hashed as we used to: here is the hash to keep from now on.
    RightRehashed(String),
}

fn argon2() -> Result<Argon2<'static>, argon2::Error> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Hashes a new password.
///
/// # Errors
/// `internal` when there is no memory or no randomness.
pub(crate) async fn hash(password: String) -> Result<String, Problem> {
    off_the_executor(move || hash_now(&password)).await
}

/// Checks a password against an account's hash. Without an account the same work is done for nothing, so that the
/// answer takes as long for a name that nobody has.
///
/// # Errors
/// `internal` when the hash at rest is damaged.
pub(crate) async fn verify(password: String, kept: Option<String>) -> Result<Verdict, Problem> {
    off_the_executor(move || match kept {
        Some(kept) => verify_now(&password, &kept),
        None => hash_now(&password).map(|_| Verdict::Wrong),
    })
    .await
}

/// Runs on a thread that may block: tens of milliseconds would hold up everything else.
async fn off_the_executor<T, F>(work: F) -> Result<T, Problem>
where
    T: Send + 'static,
    F: FnOnce() -> anyhow::Result<T> + Send + 'static,
{
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Problem::internal)?
        .map_err(Problem::internal)
}

fn hash_now(password: &str) -> anyhow::Result<String> {
    let hash: PasswordHash = argon2()?.hash_password(password.as_bytes())?;
    Ok(hash.to_string())
}

fn verify_now(password: &str, kept: &str) -> anyhow::Result<Verdict> {
    let hash = PasswordHash::new(kept)?;
    match argon2()?.verify_password(password.as_bytes(), &hash) {
        Ok(()) if is_current(&hash) => Ok(Verdict::Right),
        Ok(()) => Ok(Verdict::RightRehashed(hash_now(password)?)),
        Err(argon2::password_hash::Error::PasswordInvalid) => Ok(Verdict::Wrong),
        Err(error) => Err(error.into()),
    }
}

fn is_current(hash: &PasswordHash) -> bool {
    let Ok(params) = Params::try_from(hash) else {
        return false;
    };
    hash.algorithm.as_str() == "argon2id"
        && hash.version == Some(Version::V0x13.into())
        && (params.m_cost(), params.t_cost(), params.p_cost()) == (MEMORY_KIB, PASSES, LANES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_right_password_is_right() {
        let kept = hash("correct horse".to_owned()).await.unwrap();
        assert!(
            kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{kept}"
        );
        assert_eq!(
            verify("correct horse".to_owned(), Some(kept.clone()))
                .await
                .unwrap(),
            Verdict::Right
        );
        assert_eq!(
            verify("correct horsf".to_owned(), Some(kept))
                .await
                .unwrap(),
            Verdict::Wrong
        );
        assert_eq!(
            verify("anything".to_owned(), None).await.unwrap(),
            Verdict::Wrong
        );
    }

    #[tokio::test]
    async fn an_older_hash_is_replaced() {
        let weaker = Params::new(8 * 1024, 1, 1, None).unwrap();
        let kept: PasswordHash = Argon2::new(Algorithm::Argon2id, Version::V0x13, weaker)
            .hash_password(b"correct horse")
            .unwrap();
        let verdict = verify("correct horse".to_owned(), Some(kept.to_string()))
            .await
            .unwrap();
        let Verdict::RightRehashed(renewed) = verdict else {
            panic!("{verdict:?}")
        };
        assert_eq!(
            verify("correct horse".to_owned(), Some(renewed))
                .await
                .unwrap(),
            Verdict::Right
        );
    }

    #[tokio::test]
    async fn a_damaged_hash_is_no_wrong_password() {
        assert!(
            verify("x".to_owned(), Some("$argon2id$broken".to_owned()))
                .await
                .is_err()
        );
    }
}
