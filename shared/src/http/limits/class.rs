//! The table of limits: the only place where the numbers stand.

/// Seconds in a window, for every class.
pub(super) const WINDOW_SECONDS: i64 = 60;

/// Which limit a route counts against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// Sign-up and sign-in: what a guesser would hammer.
    Credentials,
    /// Requests that bring a picture: they cost inference.
    Images,
    /// Feedback on a drawing: it costs an analysis, and perhaps an answer of a provider that counts them.
    Feedback,
    /// Interaction checks: each may look at hundreds of pairs.
    Checks,
    /// Searches: they look at every word of the catalogue.
    Search,
    /// Speaking and listening: each runs a program, or asks a provider that counts its requests.
    Speech,
    /// Everything else.
    Reads,
}

impl Class {
    /// Its name in keys and headers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Credentials => "credentials",
            Self::Images => "images",
            Self::Feedback => "feedback",
            Self::Checks => "checks",
            Self::Search => "search",
            Self::Speech => "speech",
            Self::Reads => "reads",
        }
    }

    /// Requests a minute at scale 1.
    pub fn per_minute(self) -> u32 {
        match self {
            Self::Credentials => 10,
            Self::Images => 30,
            Self::Feedback => 20,
            Self::Checks => 50,
            Self::Search => 100,
            Self::Speech => 30,
            Self::Reads => 200,
        }
    }

    /// Requests a minute at a scale; never fewer than one.
    pub(super) fn scaled(self, scale: f64) -> u32 {
        // Saturates for scales beyond any use.
        (f64::from(self.per_minute()) * scale).round().max(1.0) as u32
    }

    /// Whether requests pass while nothing can be counted. Reading harms nobody; guessing passwords or running
    /// inference without a limit does. A check of medicines is a reading that somebody may need most of all then.
    pub(super) fn passes_uncounted(self) -> bool {
        matches!(self, Self::Checks | Self::Reads)
    }

    /// Whether the address counts even when the caller is known: a guesser has as many accounts as he likes.
    pub(super) fn counts_by_address(self) -> bool {
        matches!(self, Self::Credentials)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_scale_and_never_reach_nothing() {
        assert_eq!(Class::Credentials.scaled(1.0), 10);
        assert_eq!(Class::Images.scaled(0.5), 15);
        assert_eq!(Class::Credentials.scaled(0.001), 1);
        assert_eq!(Class::Reads.scaled(1e300), u32::MAX);
    }
}
