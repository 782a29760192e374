//! Why an address gave nothing, and whether it is worth trying again.

use std::time::Duration;

use crate::guard::Refusal;

/// Why a request gave nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// The address, or one that it led to, is not asked.
    #[error("refused: {0} ({remedy})", remedy = .0.remedy())]
    Refused(#[from] Refusal),
    /// The host asks robots to stay away from it.
    #[error("the host's robots.txt asks to stay away from it")]
    Robots,
    /// The host's rules for robots could not be had; until then nothing is asked.
    #[error("the host's robots.txt cannot be had: {why}")]
    NoRobots {
        /// Why.
        why: String,
        /// How long the server asks to wait.
        retry_after: Option<Duration>,
    },
    /// The host asked to be left alone, and that time is not over.
    #[error("the host asked to be left alone for another {} s", .0.as_secs())]
    Held(Duration),
    /// The server answered with something else than was asked for.
    #[error("the server answered {status}{}", meaning(*.status))]
    Status {
        /// Its number.
        status: u16,
        /// How long the server asks to wait.
        retry_after: Option<Duration>,
    },
    /// One redirect after another.
    #[error("redirected more than {0} times")]
    Redirects(u32),
    /// The answer is larger than the limit.
    #[error("the answer is larger than {0} bytes")]
    TooLarge(u64),
    /// The answer unpacks to suspiciously much.
    #[error(
        "the answer unpacks to more than {0} times its size, as only answers made to do harm do"
    )]
    Ratio(u64),
    /// Packed in a way that was not asked for, or not as it says.
    #[error("the answer is packed badly: {0}")]
    Packed(String),
    /// Of a type that is no text.
    #[error("the answer is of type `{0}`")]
    Type(String),
    /// The article or the feed could not be read out of the answer.
    #[error("{0}")]
    Unreadable(String),
    /// The whole took longer than it may.
    #[error("no complete answer within {0:?}")]
    Timeout(Duration),
    /// The name resolves to nothing, nobody answers, the connection broke, the answer was cut off.
    #[error("{0}")]
    Network(String),
    /// The program is ending.
    #[error("the program is ending")]
    Stopped,
}

impl FetchError {
    /// Whether it may be otherwise in a while.
    pub const fn is_temporary(&self) -> bool {
        match self {
            Self::NoRobots { .. }
            | Self::Held(_)
            | Self::Timeout(_)
            | Self::Network(_)
            | Self::Stopped => true,
            Self::Status { status, .. } => matches!(status, 408 | 425 | 429 | 500..=599),
            _ => false,
        }
    }

    /// How long the server asks to wait, if it does.
    pub const fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Status { retry_after, .. } | Self::NoRobots { retry_after, .. } => *retry_after,
            Self::Held(time) => Some(*time),
            _ => None,
        }
    }
}

const fn meaning(status: u16) -> &'static str {
    match status {
        401 | 403 => " (it does not let us in)",
        404 => " (not there)",
        410 => " (gone for good)",
        429 => " (too many requests)",
        500..=599 => " (it has trouble of its own)",
        _ => "",
    }
}
