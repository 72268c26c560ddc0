//! The one source of the time and of new ids.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use uuid::Uuid;

/// The clock and the maker of ids. Tests may set its clock ahead.
#[derive(Debug, Clone, Default)]
pub struct Runtime {
    ahead_seconds: Arc<AtomicI64>,
}

impl Runtime {
    /// The time, to the microsecond, as Postgres keeps it.
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the system's clock")]
    pub fn now(&self) -> DateTime<Utc> {
        let ahead = TimeDelta::seconds(self.ahead_seconds.load(Ordering::Relaxed));
        (Utc::now() + ahead).trunc_subsecs(6)
    }

    /// A new id; ids grow with time, so that new rows stand together in their index.
    #[expect(clippy::disallowed_methods, reason = "the one place that makes ids")]
    pub fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }

    /// Sets the clock ahead, for tests of what happens later.
    pub fn advance(&self, seconds: i64) {
        self.ahead_seconds.fetch_add(seconds, Ordering::Relaxed);
    }
}
