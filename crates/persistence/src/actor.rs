//! Who acts, and what they may do.

use std::sync::Arc;

use domain::access::Rights;
use domain::{Action, ApiKeyId, DepartmentId, KeyScope, Kind, Permissions, Reach, Right, UserId, key_scope};

use crate::{Error, Result, Scope};

/// What one user may do, resolved against the organisation. Loaded once and shared by requests.
#[derive(Debug, Clone)]
pub struct Access {
    /// The user; None for the system.
    pub user_id: Option<UserId>,
    /// The department that new records belong to.
    pub department_id: Option<DepartmentId>,
    /// That department and all below it.
    pub departments: Vec<DepartmentId>,
    /// The departments of the user's branch and of all branches below it.
    pub branch_departments: Vec<DepartmentId>,
    /// What the roles grant together.
    pub permissions: Permissions,
    /// The rights beside the kinds.
    pub rights: Rights,
    /// The zone in which the user's days are counted.
    pub time_zone: chrono_tz::Tz,
}

impl Access {
    /// True if whoever has this access may do all that somebody with `other` may do.
    pub fn covers(&self, other: &Self) -> bool {
        let reached = |kind: &Kind, action: &Action| {
            self.permissions.reach(*kind, *action) >= other.permissions.reach(*kind, *action)
        };
        Kind::ALL.iter().all(|kind| Action::ALL.iter().all(|action| reached(kind, action)))
            && self.rights.is_superset(&other.rights)
    }

    /// The access of a key of this user: what the user may do, within the scopes. The rights beside the kinds
    /// come with `*` only.
    pub fn within(&self, scopes: &[KeyScope]) -> Self {
        match key_scope::limits(scopes) {
            None => self.clone(),
            Some(limits) => {
                Self { permissions: self.permissions.within(&limits), rights: Rights::new(), ..self.clone() }
            }
        }
    }
}

/// How an actor came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// Signed in, in a browser or an app.
    Session,
    /// With this API key.
    ApiKey(ApiKeyId),
    /// Through a file.
    Import,
    /// By a form on the web.
    WebForm,
    /// The system itself.
    System,
}

impl Via {
    /// As it stands in the audit log.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::ApiKey(_) => "api_key",
            Self::Import => "import",
            Self::WebForm => "web_form",
            Self::System => "system",
        }
    }
}

/// Where a request came from, for the audit log.
#[derive(Debug, Clone)]
pub struct Origin {
    /// How the actor came in.
    pub via: Via,
    /// Id of the request or job.
    pub request_id: String,
    /// Network address of the client.
    pub address: Option<String>,
}

/// Somebody doing something: their access, and where the request came from.
#[derive(Debug, Clone)]
pub struct Actor {
    access: Arc<Access>,
    origin: Origin,
}

impl Actor {
    /// The user of `access` in a request from `origin`.
    pub fn new(access: Arc<Access>, origin: Origin) -> Self {
        Self { access, origin }
    }

    /// The system, for `reason`: may do everything, and the audit log says why.
    pub fn system(reason: &str) -> Self {
        let permissions = Permissions::default().grant(Kind::ALL, Action::ALL, Reach::All);
        let access = Access {
            user_id: None,
            department_id: None,
            departments: Vec::new(),
            branch_departments: Vec::new(),
            permissions,
            rights: Right::ALL.iter().copied().collect(),
            time_zone: chrono_tz::Tz::UTC,
        };
        let origin = Origin { via: Via::System, request_id: reason.to_owned(), address: None };
        Self { access: Arc::new(access), origin }
    }

    /// The same user, coming in another way.
    pub fn through(&self, via: Via, request_id: String) -> Self {
        Self {
            access: self.access.clone(),
            origin: Origin { via, request_id, address: self.origin.address.clone() },
        }
    }

    /// The same, in a request from `origin`.
    pub fn from(&self, origin: Origin) -> Self {
        Self { access: self.access.clone(), origin }
    }

    /// What the actor may do.
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// Where the request came from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Who asks, for what is kept of a request: two keys of one user may do different things.
    pub fn principal(&self) -> String {
        let via = self.origin.via.as_str();
        match (self.origin.via, self.access.user_id) {
            (Via::ApiKey(key), _) => format!("{via}:{key}"),
            (_, Some(user)) => format!("{via}:{user}"),
            (_, None) => format!("{via}:system"),
        }
    }

    /// The user, if it is not the system.
    pub fn user_id(&self) -> Option<UserId> {
        self.access.user_id
    }

    /// The rows of `kind` on which the actor may do `action`; [`Error::Forbidden`] if there are none.
    pub fn scope(&self, kind: Kind, action: Action) -> Result<Scope<'_>> {
        match self.access.permissions.reach(kind, action) {
            Reach::None => Err(Error::Forbidden(kind, action)),
            reach => Ok(Scope::new(&self.access, reach)),
        }
    }

    /// Asks for a right; [`Error::MissingRight`] if the actor lacks it.
    pub fn needs(&self, right: Right) -> Result<()> {
        if self.access.rights.contains(&right) { Ok(()) } else { Err(Error::MissingRight(right)) }
    }
}
