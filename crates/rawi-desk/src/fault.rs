//! What can go wrong with a request: a status, and words for people. [`crate::guard`] makes a page of it, or, under
//! `/api`, problem details (RFC 9457).

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rawi_store::{Problem, StoreError};

/// Why a request was not answered.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum Fault {
    /// There is no such thing.
    #[error("{0}")]
    NotFound(String),
    /// The request makes no sense.
    #[error("{0}")]
    Bad(String),
    /// Not for this user, or not from there.
    #[error("{0}")]
    Forbidden(String),
    /// Nobody is signed in, and somebody must be.
    #[error("sign in first, or send a token: `Authorization: Bearer …`")]
    SignIn,
    /// Name and password do not go together.
    #[error("name or password is wrong")]
    WrongPassword,
    /// One client asks too often.
    #[error("too many requests; try again in a moment")]
    TooMany,
    /// All connections to the database are in use.
    #[error("too much is asked at once; try again in a moment")]
    Busy,
    /// A defect of the desk or of the machine; the text is for the log.
    #[error("{0}")]
    Internal(String),
}

impl Fault {
    /// The HTTP status.
    pub(crate) const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::Bad(_) => StatusCode::BAD_REQUEST,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::SignIn | Self::WrongPassword => StatusCode::UNAUTHORIZED,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What a person may see of it.
    pub(crate) fn detail(&self) -> String {
        match self {
            Self::Internal(_) => String::new(),
            other => other.to_string(),
        }
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        let problem = error.problem;
        // Without the file: where it lies is nobody's business.
        let text = format!("{problem} ({})", problem.remedy());
        match problem {
            Problem::NoArticle(_)
            | Problem::NoRecord(_)
            | Problem::NoStory(_)
            | Problem::NoClaim(_)
            | Problem::NoOutlet(_)
            | Problem::NoAlert(_)
            | Problem::NoCorrection(_) => Self::NotFound(text),
            Problem::Misquoted { .. }
            | Problem::EmptyQuery(_)
            | Problem::BadCursor(_)
            | Problem::BadName(_)
            | Problem::AlertExists(_) => Self::Bad(text),
            Problem::Locked => Self::Busy,
            _ => Self::Internal(text),
        }
    }
}

impl From<askama::Error> for Fault {
    fn from(error: askama::Error) -> Self {
        Self::Internal(format!("a page could not be written: {error}"))
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Self::Internal(text) = &self {
            tracing::error!(error = %text, "a request failed");
        }
        let more = match self {
            Self::SignIn | Self::WrongPassword => Some((header::WWW_AUTHENTICATE, "Bearer")),
            Self::TooMany | Self::Busy => Some((header::RETRY_AFTER, "2")),
            _ => None,
        };
        if let Some((name, value)) = more {
            response
                .headers_mut()
                .insert(name, HeaderValue::from_static(value));
        }
        response.extensions_mut().insert(self);
        response
    }
}
