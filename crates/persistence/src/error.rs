//! What can go wrong below HTTP.

use std::collections::BTreeMap;

use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind};
use domain::{Action, Kind, Right};
use wire::{FieldCode, FieldError, ProblemCode};

/// A result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something was not done. The API turns each into one status and code.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not there, or not visible to the actor.
    #[error("no such {0}")]
    NotFound(Kind),
    /// The version given is not the version stored.
    #[error("the {kind} was changed by someone else; its version is {version}")]
    Stale {
        /// Kind of the record.
        kind: Kind,
        /// The version it has now.
        version: i64,
    },
    /// Visible, but the actor may not do this.
    #[error("not allowed to {1} this {0}")]
    Forbidden(Kind, Action),
    /// The actor lacks a right.
    #[error("the right {0} is missing")]
    MissingRight(Right),
    /// Fields of the input are wrong.
    #[error("{} fields are invalid", .0.len())]
    Invalid(Vec<FieldError>),
    /// Parameters of the list query are wrong.
    #[error("{} parameters are invalid", .0.len())]
    BadQuery(Vec<FieldError>),
    /// The cursor does not belong to this list.
    #[error("the cursor does not belong to this list")]
    BadCursor,
    /// A rule forbids it, whatever the actor's rights.
    #[error("{}", .code.as_str())]
    Rule {
        /// Which rule.
        code: ProblemCode,
        /// Where it pinches.
        fields: Vec<FieldError>,
    },
    /// The database cannot be reached, or has too much to do.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// Any other failure of the database: a fault of ours.
    #[error(transparent)]
    Database(diesel::result::Error),
    /// A record that cannot be written as JSON or the like: a fault of ours.
    #[error("{0}")]
    Internal(String),
}

impl Error {
    /// One invalid field.
    pub fn invalid(field: &str, code: FieldCode) -> Self {
        Self::Invalid(vec![FieldError::at(field, code)])
    }

    /// True if it says something about the record being written, so that others may still be written.
    pub(crate) fn is_of_the_record(&self) -> bool {
        use diesel::result::Error::DatabaseError;
        match self {
            Self::Invalid(_)
            | Self::Rule { .. }
            | Self::Forbidden(..)
            | Self::NotFound(_)
            | Self::Stale { .. } => true,
            Self::Database(error) => matches!(error, DatabaseError(..)),
            _ => false,
        }
    }

    /// What is wrong with the record, field by field; a sentence about the whole stands at `""`.
    pub fn fields(self) -> Vec<FieldError> {
        let whole = |hint: &str| vec![FieldError::at("", FieldCode::NotAllowed).with("hint", hint)];
        match self {
            Self::Invalid(fields) => fields,
            Self::Rule { code, fields } if fields.is_empty() => {
                whole(code.words(domain::language::Language::English))
            }
            Self::Rule { fields, .. } => fields,
            Self::NotFound(_) => vec![FieldError::at("", FieldCode::NotFound)],
            Self::Database(error) => {
                log::warn!("the database refused a record: {error}");
                whole("the database refused the record")
            }
            other => whole(&other.to_string()),
        }
    }

    /// The state of the record does not allow it.
    pub fn state(field: &str, why: impl ToString) -> Self {
        let fields = vec![FieldError::at(field, FieldCode::NotAllowed).with("hint", why)];
        Self::Rule { code: ProblemCode::StateNotAllowed, fields }
    }

    /// The same error for a request in which the fields stand below the pointer `place`.
    pub fn below(mut self, place: &str) -> Self {
        if let Self::Invalid(fields) | Self::Rule { fields, .. } = &mut self {
            for field in fields {
                field.pointer = field.pointer.take().map(|pointer| format!("{place}{pointer}"));
            }
        }
        self
    }

    /// The same error for a request in which the field at pointer `from` is called `to`.
    pub fn at_instead(mut self, from: &str, to: &str) -> Self {
        if let Self::Invalid(fields) | Self::Rule { fields, .. } = &mut self {
            for field in fields.iter_mut().filter(|field| field.pointer.as_deref() == Some(from)) {
                field.pointer = Some(to.to_owned());
            }
        }
        self
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        match &error {
            diesel::result::Error::DatabaseError(kind, information) => {
                violation(kind, information.as_ref()).unwrap_or(Self::Database(error))
            }
            diesel::result::Error::BrokenTransactionManager => Self::Unavailable(error.to_string()),
            _ => Self::Database(error),
        }
    }
}

/// What a failed statement means to the user, if it means anything.
fn violation(
    kind: &DatabaseErrorKind,
    information: &(dyn DatabaseErrorInformation + Send + Sync),
) -> Option<Error> {
    let constraint = information.constraint_name().unwrap_or_default();
    match kind {
        DatabaseErrorKind::UniqueViolation => {
            let field = UNIQUE.get_field(constraint, information.table_name().unwrap_or_default());
            Some(Error::Rule {
                code: ProblemCode::Duplicate,
                fields: vec![FieldError::at(field, FieldCode::Duplicate)],
            })
        }
        DatabaseErrorKind::ForeignKeyViolation => {
            let table = information.table_name().unwrap_or_default();
            let field = constraint
                .strip_prefix(table)
                .and_then(|rest| rest.strip_suffix("_fkey"))
                .unwrap_or_default();
            Some(Error::invalid(field.trim_start_matches('_'), FieldCode::NotFound))
        }
        DatabaseErrorKind::ClosedConnection => Some(Error::Unavailable(information.message().to_owned())),
        _ if is_passing(information.message()) => Some(Error::Unavailable(information.message().to_owned())),
        _ => None,
    }
}

/// Postgres says so when it is stopped, starts, is over its limits or out of disk, or a lock was not to be had in
/// time.
fn is_passing(message: &str) -> bool {
    [
        "terminating connection",
        "server closed the connection",
        "the database system is",
        "could not connect",
        "connection to server",
        "no connection to the server",
        "SSL connection has been closed",
        "due to lock timeout",
        "due to statement timeout",
        "deadlock detected",
        "too many clients",
        "remaining connection slots",
        "cannot execute",
        "No space left on device",
    ]
    .iter()
    .any(|words| message.contains(words))
}

struct Unique(BTreeMap<&'static str, &'static str>);

/// Which field a unique index is about, where its name does not say: `<table>_<field>_key` does.
static UNIQUE: std::sync::LazyLock<Unique> = std::sync::LazyLock::new(|| {
    Unique(BTreeMap::from([
        ("external_ids_pkey", "external_ids"),
        ("account_contacts_pair_key", "contact_id"),
        ("account_contacts_primary_key", "is_primary"),
        ("opportunity_contacts_part_key", "role"),
        ("pipelines_default_key", "is_default"),
        ("exchange_rates_currency_day_key", "day"),
    ]))
});

impl Unique {
    fn get_field<'a>(&self, constraint: &'a str, table: &str) -> &'a str {
        let by_name = || {
            let field = constraint.strip_prefix(table)?.strip_prefix('_')?;
            field.strip_suffix("_key")
        };
        self.0.get(constraint).copied().or_else(by_name).unwrap_or_default()
    }
}
