//! Activities: what sellers did, and what they still have to do.

use std::io::Result;

use uuid::Uuid;

use crate::account::{self, Account};
use crate::activity_text;
use crate::calendar::Moment;
use crate::contact::{self, Contact};
use crate::copy::Rows;
use crate::opportunity::{self, Opportunity};
use crate::random::{Stream, chance, position, weighted};
use crate::staff;
use crate::table::Column;
use crate::world::{Sizes, World};

pub(crate) const COLUMNS: &[Column] = &[
    "id",
    "version",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
    "owner_id",
    "department_id",
    "type",
    "subject",
    "body",
    "record_kind",
    "record_id",
    "account_id",
    "contact_id",
    "due_at",
    "done_at",
    "duration_minutes",
    "result",
    "next_step",
];

const TYPES: [&str; 6] = ["call", "visit", "meeting", "email", "task", "note"];

/// What an activity is on.
pub(crate) enum Subject {
    Account,
    Contact(Contact),
    Opportunity(Box<Opportunity>),
}

/// An activity without its words.
pub(crate) struct Activity {
    pub(crate) number: u64,
    created: Moment,
    pub(crate) subject: Subject,
    /// Number of the account behind the record it is on.
    pub(crate) account: u64,
    /// Number of the person it is with.
    contact: Option<u64>,
    pub(crate) owner: usize,
    pub(crate) kind: &'static str,
    due: Option<Moment>,
    pub(crate) done: Option<Moment>,
    pub(crate) is_foreign: bool,
}

impl Activity {
    /// The activity with this number.
    pub(crate) fn get(world: &World, number: u64) -> Self {
        let mut rng = world.rng(Stream::ACTIVITY, number);
        let created = world.selling().moment(number, world.sizes().activities, 90, &mut rng);
        let kind = TYPES[weighted(&mut rng, [30, 14, 12, 18, 16, 10].into_iter())];
        let deal = if chance(&mut rng, 68) { opportunity::open_at(world, created, &mut rng) } else { None };
        let known = world.customers().happened_before(created.day(), world.sizes().accounts).max(1);
        let subject = match deal {
            Some(deal) => Subject::Opportunity(Box::new(deal)),
            None if chance(&mut rng, 45) => {
                let primary = contact::primary_of(world, rng.u64(..known));
                Subject::Contact(Contact::get(world, primary))
            }
            None => Subject::Account,
        };
        let (account, contact, owner, is_foreign) = match &subject {
            Subject::Opportunity(deal) => {
                let with = chance(&mut rng, 80).then_some(deal.contact);
                (deal.account.number, with, deal.owner, deal.account.place.is_foreign())
            }
            Subject::Contact(contact) => {
                let account = Account::get(world, contact.account);
                (account.number, Some(contact.number), account.owner, account.place.is_foreign())
            }
            Subject::Account => {
                let account = Account::get(world, rng.u64(..known));
                let with = chance(&mut rng, 50).then(|| contact::primary_of(world, account.number));
                (account.number, with, account.owner, account.place.is_foreign())
            }
        };
        let (due, done) = times(world, kind, created, &mut rng);
        Self { number, created, subject, account, contact, owner, kind, due, done, is_foreign }
    }

    pub(crate) fn id(&self, world: &World) -> Uuid {
        world.id(Stream::ACTIVITY, self.number, self.created)
    }

    /// Kind and id of the record it is on.
    pub(crate) fn record(&self, world: &World) -> (&'static str, Uuid) {
        match &self.subject {
            Subject::Account => ("account", account::id(world, self.account)),
            Subject::Contact(contact) => ("contact", contact.id(world)),
            Subject::Opportunity(deal) => ("opportunity", deal.id(world)),
        }
    }
}

/// When it is due and when it was done: mails and notes at once, the others on or about the due day.
fn times(
    world: &World,
    kind: &str,
    created: Moment,
    rng: &mut fastrand::Rng,
) -> (Option<Moment>, Option<Moment>) {
    if matches!(kind, "email" | "note") {
        return (None, Some(created));
    }
    let due = created.later_workday(rng.i64(1..13), rng);
    let done = due.plus_minutes(rng.i64(-30..120)).max(created);
    if done >= world.now() || chance(rng, 2) {
        return (Some(due), None);
    }
    (Some(due), Some(done))
}

pub(crate) fn write(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for number in 0..world.sizes().activities {
        write_one(world, &Activity::get(world, number), rows)?;
    }
    Ok(())
}

fn write_one(world: &World, activity: &Activity, rows: &mut Rows<'_>) -> Result<()> {
    let mut rng = world.rng(Stream::ACTIVITY, activity.number ^ (1 << 40));
    let owner = world.user(activity.owner);
    let (record_kind, record_id) = activity.record(world);
    let is_done_later = activity.due.is_some() && activity.done.is_some();
    let text = activity_text::words(activity.kind, activity.is_foreign, activity.number);
    let has_length = activity.done.is_some() && matches!(activity.kind, "call" | "meeting" | "visit");
    let minutes = match activity.kind {
        "call" => rng.i64(1..8) * 5,
        _ => rng.i64(2..13) * 15,
    };
    let says = activity.done.is_some() && activity.kind != "note";
    rows.push(&[
        activity.id(world).into(),
        (1 + i64::from(is_done_later)).into(),
        activity.created.into(),
        owner.into(),
        (if is_done_later { activity.done } else { Some(activity.created) }).into(),
        owner.into(),
        owner.into(),
        staff::department_id(world, activity.owner).into(),
        activity.kind.into(),
        text.subject.into(),
        (activity.kind == "note" || chance(&mut rng, 30)).then_some(text.body).into(),
        record_kind.into(),
        record_id.into(),
        account::id(world, activity.account).into(),
        activity.contact.map(|contact| contact::id(world, contact)).into(),
        activity.due.into(),
        activity.done.into(),
        has_length.then_some(minutes).into(),
        (says && chance(&mut rng, 70)).then_some(text.result).into(),
        (says && chance(&mut rng, 35)).then_some(text.next_step).into(),
    ])
}

/// When an activity was last done, for every account, contact and opportunity.
pub(crate) struct LastActivities {
    accounts: Vec<Moment>,
    contacts: Vec<Moment>,
    opportunities: Vec<Moment>,
}

impl LastActivities {
    /// As if nothing had been done.
    pub(crate) fn none(sizes: Sizes) -> Self {
        Self {
            accounts: vec![Moment::NEVER; position(sizes.accounts)],
            contacts: vec![Moment::NEVER; position(sizes.contacts)],
            opportunities: vec![Moment::NEVER; position(sizes.opportunities)],
        }
    }

    /// Goes through all activities of `world`.
    pub(crate) fn find(world: &World) -> Self {
        let mut last = Self::none(world.sizes());
        for number in 0..world.sizes().activities {
            let activity = Activity::get(world, number);
            let Some(done) = activity.done else { continue };
            raise(&mut last.accounts, activity.account, done);
            if let Some(contact) = activity.contact {
                raise(&mut last.contacts, contact, done);
            }
            if let Subject::Opportunity(deal) = activity.subject {
                raise(&mut last.opportunities, deal.number, done);
            }
        }
        last
    }

    pub(crate) fn of_account(&self, number: u64) -> Option<Moment> {
        self.accounts.get(position(number)).and_then(|at| at.known())
    }

    pub(crate) fn of_contact(&self, number: u64) -> Option<Moment> {
        self.contacts.get(position(number)).and_then(|at| at.known())
    }

    pub(crate) fn of_opportunity(&self, number: u64) -> Option<Moment> {
        self.opportunities.get(position(number)).and_then(|at| at.known())
    }
}

fn raise(moments: &mut [Moment], number: u64, at: Moment) {
    if let Some(moment) = moments.get_mut(position(number)) {
        *moment = (*moment).max(at);
    }
}
