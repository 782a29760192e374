//! What the frame around every page knows: language, theme, where we are, who looks.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::auth::Role;
use crate::fault::Fault;
use crate::lang::Shared;
use crate::params::Params;
use crate::{Lang, assets};

/// Light, dark, or as the system has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Theme {
    #[default]
    Auto,
    Light,
    Dark,
}

impl Theme {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text {
            "auto" => Some(Self::Auto),
            "light" => Some(Self::Light),
            "dark" => Some(Self::Dark),
            _ => None,
        }
    }

    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// An entry of the navigation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) path: &'static str,
    name: fn(Shared) -> &'static str,
}

/// The navigation, in order.
const NAV: &[Entry] = &[
    Entry {
        path: "/records",
        name: Shared::records,
    },
    Entry {
        path: "/articles",
        name: Shared::articles,
    },
    Entry {
        path: "/stories",
        name: Shared::stories,
    },
    Entry {
        path: "/contradictions",
        name: Shared::contradictions,
    },
    Entry {
        path: "/followups",
        name: Shared::followups,
    },
    Entry {
        path: "/dossier",
        name: Shared::dossier,
    },
    Entry {
        path: "/process",
        name: Shared::process,
    },
    Entry {
        path: "/network",
        name: Shared::network,
    },
    Entry {
        path: "/outlets",
        name: Shared::outlets,
    },
    Entry {
        path: "/alerts",
        name: Shared::alerts,
    },
    Entry {
        path: "/review",
        name: Shared::review,
    },
];

/// Who looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct User {
    pub(crate) name: String,
    pub(crate) role: Role,
    /// Signed in with a password.
    pub(crate) session: bool,
}

impl User {
    /// Refuses those who only look.
    pub(crate) fn must_edit(&self) -> Result<(), Fault> {
        self.must(Role::Editor)
    }

    /// Refuses those who may not.
    pub(crate) fn must(&self, role: Role) -> Result<(), Fault> {
        if self.role >= role {
            return Ok(());
        }
        Err(Fault::Forbidden(
            "this user may look, not change; ask whoever runs the desk".to_owned(),
        ))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for User {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| Fault::Forbidden("nobody is signed in".to_owned()))
    }
}

/// How a page is framed.
#[derive(Debug, Clone)]
pub(crate) struct Ui {
    pub(crate) lang: Lang,
    pub(crate) theme: Theme,
    /// Who looks.
    pub(crate) user: Option<User>,
    /// What forms send along, to show that they are the desk's own.
    pub(crate) csrf: String,
    path: String,
    params: Params,
}

impl Ui {
    pub(crate) const fn new(lang: Lang, theme: Theme, path: String, params: Params) -> Self {
        Self {
            lang,
            theme,
            user: None,
            csrf: String::new(),
            path,
            params,
        }
    }

    /// Whether somebody signed in, and may sign out.
    pub(crate) fn is_signed_in(&self) -> bool {
        self.user.as_ref().is_some_and(|u| u.session)
    }

    /// Whether forms that change something are to be shown.
    pub(crate) fn may_edit(&self) -> bool {
        self.user.as_ref().is_some_and(|u| u.must_edit().is_ok())
    }

    /// Whether articles may be removed.
    pub(crate) fn may_remove(&self) -> bool {
        self.user
            .as_ref()
            .is_some_and(|u| u.must(Role::Admin).is_ok())
    }

    /// Words that all pages share.
    pub(crate) const fn t(&self) -> Shared {
        Shared(self.lang)
    }

    /// The entries of the navigation: address, name, whether it is where we are.
    pub(crate) fn nav(&self) -> Vec<(&'static str, &'static str, bool)> {
        NAV.iter()
            .map(|e| (e.path, (e.name)(self.t()), self.is_under(e.path)))
            .collect()
    }

    fn is_under(&self, path: &str) -> bool {
        self.path
            .strip_prefix(path)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// This page in the other language.
    pub(crate) fn switch_lang(&self) -> String {
        self.changed("lang", self.lang.other().code())
    }

    /// This page in another theme.
    pub(crate) fn switch_theme(&self, theme: &str) -> String {
        self.changed("theme", theme)
    }

    /// The address of this page.
    pub(crate) fn here(&self) -> String {
        format!("{}?{}", self.path, self.params)
    }

    fn changed(&self, key: &str, value: &str) -> String {
        let params = self.params.without("lang").without("theme");
        format!("{}?{}", self.path, params.with(key, value))
    }

    /// The address of a file of the desk's own.
    #[allow(clippy::unused_self, reason = "templates call it on what they have")]
    pub(crate) fn asset(&self, name: &str) -> String {
        assets::address(name)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Ui {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let mut ui = parts.extensions.get::<Self>().cloned().unwrap_or_else(|| {
            Self::new(
                Lang::default(),
                Theme::default(),
                parts.uri.path().to_owned(),
                Params::default(),
            )
        });
        ui.user = parts.extensions.get::<User>().cloned();
        Ok(ui)
    }
}
