//! The world the data is of: what was asked for, and what all records share.

use std::collections::BTreeMap;
use std::str::FromStr;

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use crate::activity::LastActivities;
use crate::calendar::{Calendar, Moment};
use crate::random::{self, Stream};
use crate::staff;

/// Days of accounts and contacts before today.
const CUSTOMER_DAYS: u64 = 3 * 365;
/// Days of opportunities and activities before today.
const SELLING_DAYS: u64 = 2 * 365;

/// How much data there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// A small company: 200 accounts, 500 contacts, 300 leads, 600 opportunities, 3,000 activities.
    Demo,
    /// 100,000 accounts, 200,000 contacts, 50,000 leads, 100,000 opportunities, 500,000 activities.
    HundredThousand,
    /// Ten times [`Scale::HundredThousand`], one line per opportunity; only opportunities have
    /// timeline entries and ownership history.
    Million,
}

impl FromStr for Scale {
    type Err = PlanError;

    fn from_str(name: &str) -> Result<Self, PlanError> {
        match name {
            "demo" => Ok(Self::Demo),
            "100k" => Ok(Self::HundredThousand),
            "1m" => Ok(Self::Million),
            other => Err(PlanError::UnknownScale(other.into())),
        }
    }
}

/// What to generate.
#[derive(Debug, Clone)]
pub struct Plan {
    /// How much.
    pub scale: Scale,
    /// Equal seeds give equal data.
    pub seed: u64,
    /// The day the data is for: nothing was done on it or after it, but things are due.
    pub today: NaiveDate,
    /// Ids of the roles by code, as they stand in the database.
    pub role_ids: BTreeMap<String, Uuid>,
    /// Argon2id hash of the password of all users, as a PHC string.
    pub password_hash: String,
}

/// Why a [`Plan`] cannot be carried out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The scale is not one of `demo`, `100k` and `1m`.
    #[error("unknown scale {0}: it must be demo, 100k or 1m")]
    UnknownScale(String),
    /// A role that demo users hold is not in the map.
    #[error("the role {0} does not exist")]
    MissingRole(&'static str),
}

/// Numbers of records.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sizes {
    pub(crate) accounts: u64,
    pub(crate) contacts: u64,
    pub(crate) leads: u64,
    pub(crate) opportunities: u64,
    pub(crate) activities: u64,
}

/// A [`Plan`] made ready; from it [`crate::Table::write`] draws its rows.
pub struct World {
    plan: Plan,
    sizes: Sizes,
    customers: Calendar,
    selling: Calendar,
    users: Vec<Uuid>,
    last_activities: LastActivities,
}

impl World {
    /// Prepares the data; at the largest scale this takes some seconds.
    ///
    /// # Errors
    ///
    /// [`PlanError::MissingRole`] when a role of the demo users has no id.
    pub fn new(plan: Plan) -> Result<Self, PlanError> {
        staff::check_roles(&plan.role_ids)?;
        let sizes = sizes(plan.scale);
        let mut world = Self {
            sizes,
            customers: Calendar::new(plan.today - Days::new(CUSTOMER_DAYS), plan.today),
            selling: Calendar::new(plan.today - Days::new(SELLING_DAYS), plan.today),
            users: Vec::new(),
            last_activities: LastActivities::none(sizes),
            plan,
        };
        world.users =
            (0..random::number(staff::STAFF.len())).map(|n| world.fixed_id(Stream::USER, n)).collect();
        world.last_activities = LastActivities::find(&world);
        Ok(world)
    }

    pub(crate) fn plan(&self) -> &Plan {
        &self.plan
    }

    pub(crate) fn sizes(&self) -> Sizes {
        self.sizes
    }

    pub(crate) fn is_small(&self) -> bool {
        self.plan.scale != Scale::Million
    }

    /// When accounts and contacts came.
    pub(crate) fn customers(&self) -> &Calendar {
        &self.customers
    }

    /// When opportunities and activities came.
    pub(crate) fn selling(&self) -> &Calendar {
        &self.selling
    }

    /// The end of what has happened.
    pub(crate) fn now(&self) -> Moment {
        Moment::start_of(self.plan.today)
    }

    /// When the system was set up.
    pub(crate) fn founded(&self) -> Moment {
        self.now().plus_days(-1125)
    }

    pub(crate) fn user(&self, position: usize) -> Uuid {
        self.users.get(position).copied().unwrap_or_default()
    }

    pub(crate) fn last_activities(&self) -> &LastActivities {
        &self.last_activities
    }

    pub(crate) fn rng(&self, stream: Stream, number: u64) -> fastrand::Rng {
        random::rng(self.plan.seed, stream, number)
    }

    pub(crate) fn bits(&self, stream: Stream, number: u64) -> u64 {
        random::bits(self.plan.seed, stream, number)
    }

    pub(crate) fn id(&self, stream: Stream, number: u64, at: Moment) -> Uuid {
        random::id(self.plan.seed, stream, number, at)
    }

    /// Id of a record that was there from the start.
    pub(crate) fn fixed_id(&self, stream: Stream, number: u64) -> Uuid {
        self.id(stream, number, self.founded())
    }
}

fn sizes(scale: Scale) -> Sizes {
    match scale {
        Scale::Demo => {
            Sizes { accounts: 200, contacts: 500, leads: 300, opportunities: 600, activities: 3_000 }
        }
        Scale::HundredThousand => Sizes {
            accounts: 100_000,
            contacts: 200_000,
            leads: 50_000,
            opportunities: 100_000,
            activities: 500_000,
        },
        Scale::Million => Sizes {
            accounts: 1_000_000,
            contacts: 2_000_000,
            leads: 500_000,
            opportunities: 1_000_000,
            activities: 5_000_000,
        },
    }
}
