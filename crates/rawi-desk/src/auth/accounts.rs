//! The file of accounts: one line each, name, role, and the hash of a password (argon2id) or of a token.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};

use crate::csrf::random;
use crate::ui::User;

/// What somebody may do; each may do what those before may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Look.
    Reader,
    /// Put records right.
    Editor,
    /// Remove articles, make backups.
    Admin,
}

impl Role {
    /// As the file of accounts writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Editor => "editor",
            Self::Admin => "admin",
        }
    }
}

impl std::str::FromStr for Role {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        [Self::Reader, Self::Editor, Self::Admin]
            .into_iter()
            .find(|role| role.as_str() == text)
            .ok_or_else(|| format!("`{text}` is no role; known are: reader, editor, admin"))
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a file of accounts cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum AccountsError {
    /// It cannot be read.
    #[error("{}: cannot be read: {error} (check the path and the permissions)", .file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A line of it makes no sense.
    #[error("{}:{line}: {what} (write NAME ROLE HASH, as `rawi desk-user` prints it)", .file.display())]
    Line {
        /// The file.
        file: PathBuf,
        /// Which line, from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
    /// Nobody is in it.
    #[error("{}: nobody is in it (add somebody with `rawi desk-user`)", .0.display())]
    Empty(PathBuf),
    /// The machine gave no random numbers, or the password is of a length that cannot be hashed.
    #[error("no hash could be made: {0}")]
    Hash(String),
}

/// Who may sign in.
#[derive(Debug, Clone, Default)]
pub struct Accounts(Vec<Account>);

#[derive(Clone)]
struct Account {
    name: String,
    role: Role,
    secret: Secret,
}

#[derive(Clone)]
enum Secret {
    /// PHC string, `$argon2id$…`.
    Password(String),
    /// BLAKE3; a token is random and long, so that a quick hash is enough.
    Token(blake3::Hash),
}

/// Without the secret.
impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.role)
    }
}

/// What a wrong name is compared with, so that it takes as long as a wrong password.
static NOBODY: LazyLock<String> = LazyLock::new(|| hashed("nobody").unwrap_or_default());

fn hashed(password: &str) -> Result<String, AccountsError> {
    Argon2::default()
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|error| AccountsError::Hash(error.to_string()))
}

fn verified(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok()
    })
}

impl Accounts {
    /// Reads a file of accounts.
    ///
    /// # Errors
    /// [`AccountsError`], which says the line.
    pub fn read(file: &Path) -> Result<Self, AccountsError> {
        let text = fs::read_to_string(file).map_err(|error| AccountsError::Io {
            file: file.to_owned(),
            error,
        })?;
        let mut accounts = Vec::new();
        for (line, text) in (1..).zip(text.lines()) {
            let text = text.trim();
            if text.is_empty() || text.starts_with('#') {
                continue;
            }
            let account = parse(text).map_err(|what| AccountsError::Line {
                file: file.to_owned(),
                line,
                what,
            })?;
            accounts.push(account);
        }
        if accounts.is_empty() {
            return Err(AccountsError::Empty(file.to_owned()));
        }
        Ok(Self(accounts))
    }

    /// The line of an account with a password.
    ///
    /// # Errors
    /// [`AccountsError::Hash`].
    pub fn password_line(name: &str, role: Role, password: &str) -> Result<String, AccountsError> {
        Ok(format!("{name} {role} {}", hashed(password)?))
    }

    /// The line of an account with a token, and the token, which is kept nowhere else.
    ///
    /// # Errors
    /// [`AccountsError::Hash`].
    pub fn token_line(name: &str, role: Role) -> Result<(String, String), AccountsError> {
        let token = random(32).map_err(|fault| AccountsError::Hash(fault.to_string()))?;
        let hash = blake3::hash(token.as_bytes()).to_hex();
        Ok((format!("{name} {role} blake3:{hash}"), token))
    }

    /// Who signs in with this password; slow on purpose.
    pub(crate) fn by_password(&self, name: &str, password: &str) -> Option<User> {
        let account = self.0.iter().find(|a| a.name == name);
        let hash = match account.map(|a| &a.secret) {
            Some(Secret::Password(hash)) => hash.as_str(),
            _ => NOBODY.as_str(),
        };
        let right = verified(password, hash);
        let account = account.filter(|a| matches!(a.secret, Secret::Password(_)) && right)?;
        Some(account.user())
    }

    /// Whose token this is.
    pub(crate) fn by_token(&self, token: &str) -> Option<User> {
        let hash = blake3::hash(token.as_bytes());
        // Hashes compare in constant time.
        let account = self
            .0
            .iter()
            .find(|a| matches!(&a.secret, Secret::Token(own) if *own == hash))?;
        Some(account.user())
    }
}

impl Account {
    fn user(&self) -> User {
        User {
            name: self.name.clone(),
            role: self.role,
            session: matches!(self.secret, Secret::Password(_)),
        }
    }
}

fn parse(text: &str) -> Result<Account, String> {
    let mut parts = text.split_whitespace();
    let (Some(name), Some(role), Some(hash), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err("three words were expected".to_owned());
    };
    let secret = match hash.strip_prefix("blake3:") {
        Some(hex) => Secret::Token(
            blake3::Hash::from_hex(hex).map_err(|error| format!("no hash of a token: {error}"))?,
        ),
        None if hash.starts_with("$argon2id$") && PasswordHash::new(hash).is_ok() => {
            Secret::Password(hash.to_owned())
        }
        None => return Err("the third word is no hash".to_owned()),
    };
    Ok(Account {
        name: name.to_owned(),
        role: role.parse()?,
        secret,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_and_tokens_open_and_nothing_else_does() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("users");
        let (token_line, token) = Accounts::token_line("script", Role::Reader).unwrap();
        let line = Accounts::password_line("hala", Role::Editor, "كلمة سر").unwrap();
        fs::write(&file, format!("# who\n{line}\n\n{token_line}\n")).unwrap();
        let accounts = Accounts::read(&file).unwrap();
        assert_eq!(
            accounts.by_password("hala", "كلمة سر").unwrap().role,
            Role::Editor
        );
        assert_eq!(accounts.by_token(&token).unwrap().name, "script");
        assert!(accounts.by_password("hala", "كلمة").is_none());
        assert!(accounts.by_password("script", &token).is_none());
        assert!(accounts.by_password("nobody", "nobody").is_none());
        assert!(accounts.by_token("").is_none());
        assert!(!format!("{accounts:?}").contains("argon2"));
    }

    #[test]
    fn a_bad_line_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("users");
        for bad in [
            "hala editor",
            "hala boss $argon2id$x",
            "hala editor plain",
            "hala reader blake3:zz",
        ] {
            fs::write(&file, format!("\n{bad}\n")).unwrap();
            let error = Accounts::read(&file).unwrap_err().to_string();
            assert!(error.contains(":2: "), "{error}");
        }
        fs::write(&file, "# nobody\n").unwrap();
        assert!(matches!(
            Accounts::read(&file),
            Err(AccountsError::Empty(_))
        ));
    }
}
