//! Accounts: sign-up, sign-in, refresh, sign-out and the public key set.
