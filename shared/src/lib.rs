//! What Nazar's functions share.
