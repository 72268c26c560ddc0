//! Contacts, and their places at accounts.

use std::io::Result;

use fastrand::Rng;
use uuid::Uuid;

use crate::account::{self, Account, choose_source, later};
use crate::calendar::Moment;
use crate::copy::{Rows, Value};
use crate::person_name::{self, PersonName};
use crate::random::{Stream, chance, pick};
use crate::table::Column;
use crate::world::World;
use crate::{staff, tag};

pub(crate) const COLUMNS: &[Column] = &[
    "id",
    "version",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
    "owner_id",
    "department_id",
    "name",
    "account_id",
    "title",
    "email",
    "phone",
    "mobile",
    "source",
    "country",
    "province",
    "city",
    "street",
    "postal_code",
    "description",
    "tag_ids",
    "external_ids",
    "last_activity_at",
];
pub(crate) const PLACE_COLUMNS: &[Column] = &[
    "id",
    "version",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
    "account_id",
    "contact_id",
    "role",
    "is_primary",
];

#[rustfmt::skip]
const TITLES: [(&str, &str); 14] = [
    ("总经理", "decider"), ("副总经理", "decider"), ("采购经理", "buyer"), ("采购专员", "buyer"),
    ("信息中心主任", "influencer"), ("IT 经理", "influencer"), ("生产总监", "decider"), ("设备科长", "user"),
    ("财务总监", "approver"), ("质量经理", "user"), ("总经理助理", "gatekeeper"), ("工程师", "user"),
    ("项目经理", "influencer"), ("董事长", "approver"),
];
#[rustfmt::skip]
const ENGLISH_TITLES: [(&str, &str); 12] = [
    ("Managing Director", "decider"), ("Head of Procurement", "buyer"), ("Purchasing Manager", "buyer"),
    ("IT Director", "influencer"), ("Plant Manager", "decider"), ("Operations Manager", "user"),
    ("Chief Financial Officer", "approver"), ("Quality Manager", "user"), ("Office Manager", "gatekeeper"),
    ("Automation Engineer", "user"), ("Project Manager", "influencer"), ("VP Engineering", "approver"),
];

/// What other records need to know of a contact.
pub(crate) struct Contact {
    pub(crate) number: u64,
    pub(crate) created: Moment,
    /// Number of the account the person mainly belongs to.
    pub(crate) account: u64,
    pub(crate) is_primary: bool,
}

impl Contact {
    /// The contact with this number: every account gets its primary contact soon after it came itself,
    /// the others join accounts that are there already.
    pub(crate) fn get(world: &World, number: u64) -> Self {
        let (accounts, contacts) = (world.sizes().accounts, world.sizes().contacts);
        let mut rng = world.rng(Stream::CONTACT, number);
        let created = world.customers().moment(number, contacts, 30, &mut rng);
        let newest = number * accounts / contacts;
        let is_primary = (number + 1) * accounts / contacts > newest;
        let account = if is_primary { newest } else { rng.u64(..newest.max(1)) };
        Self { number, created, account: if newest == 0 { 0 } else { account }, is_primary }
    }

    pub(crate) fn id(&self, world: &World) -> Uuid {
        world.id(Stream::CONTACT, self.number, self.created)
    }

    /// Name of the person; always the same for the same contact.
    pub(crate) fn person(&self, world: &World) -> PersonName {
        let is_foreign = Account::get(world, self.account).place.is_foreign();
        name(is_foreign, &mut world.rng(Stream::CONTACT, self.number ^ (1 << 40)))
    }
}

/// The first that is drawn of a contact's words.
fn name(is_foreign: bool, rng: &mut Rng) -> PersonName {
    if is_foreign { person_name::english(rng) } else { person_name::chinese(rng) }
}

/// Number of the primary contact of an account.
pub(crate) fn primary_of(world: &World, account: u64) -> u64 {
    let (accounts, contacts) = (world.sizes().accounts, world.sizes().contacts);
    ((account + 1) * contacts).div_ceil(accounts) - 1
}

/// Id of the contact with this number.
pub(crate) fn id(world: &World, number: u64) -> Uuid {
    Contact::get(world, number).id(world)
}

pub(crate) fn write(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for number in 0..world.sizes().contacts {
        write_one(world, &Contact::get(world, number), rows)?;
    }
    Ok(())
}

fn write_one(world: &World, contact: &Contact, rows: &mut Rows<'_>) -> Result<()> {
    let mut rng = world.rng(Stream::CONTACT, contact.number ^ (1 << 40));
    let account = Account::get(world, contact.account);
    let place = account.place;
    let is_foreign = place.is_foreign();
    let name = name(is_foreign, &mut rng);
    let titles = if is_foreign { &ENGLISH_TITLES[..] } else { &TITLES[..] };
    let title = pick(&mut rng, titles);
    let changes = rng.i64(0..3);
    let owner = world.user(account.owner);
    rows.push(&[
        contact.id(world).into(),
        (1 + changes).into(),
        contact.created.into(),
        owner.into(),
        later(contact.created, world.now(), changes, &mut rng).into(),
        owner.into(),
        owner.into(),
        staff::department_id(world, account.owner).into(),
        (&name.full).into(),
        account.id(world).into(),
        title.0.into(),
        chance(&mut rng, 94).then(|| format!("{}@{}", name.mailbox, account.domain())).as_ref().into(),
        chance(&mut rng, 55).then(|| place.phone(&mut rng)).as_ref().into(),
        (&place.mobile(&mut rng)).into(),
        choose_source(&mut rng).into(),
        place.country.into(),
        place.province().into(),
        place.city.into(),
        (&place.street(&mut rng)).into(),
        (&place.postal_code(&mut rng)).into(),
        Value::Null,
        Value::Ids(&tag::choose(world, &mut rng, is_foreign, 10)),
        Value::Texts(&[]),
        world.last_activities().of_contact(contact.number).into(),
    ])
}

pub(crate) fn write_places(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for number in 0..world.sizes().contacts {
        let contact = Contact::get(world, number);
        let mut rng = world.rng(Stream::ACCOUNT_CONTACT, number);
        let account = Account::get(world, contact.account);
        let titles = if account.place.is_foreign() { &ENGLISH_TITLES[..] } else { &TITLES[..] };
        // The same draws as for the contact's title, so that role and title agree.
        let mut same = world.rng(Stream::CONTACT, number ^ (1 << 40));
        let _ = name(account.place.is_foreign(), &mut same);
        let role = pick(&mut same, titles).1;
        let owner = world.user(account.owner);
        let place = |stream, at: Uuid, is_primary: bool, role: Option<&'static str>| {
            let id = world.id(stream, number, contact.created).into();
            let (since, who) = (contact.created, owner);
            let person = contact.id(world).into();
            [
                id,
                1.into(),
                since.into(),
                who.into(),
                since.into(),
                who.into(),
                at.into(),
                person,
                role.into(),
                is_primary.into(),
            ]
        };
        let role = chance(&mut rng, 85).then_some(role);
        rows.push(&place(Stream::ACCOUNT_CONTACT, account.id(world), contact.is_primary, role))?;
        if contact.account == 0 || !chance(&mut rng, 4) {
            continue;
        }
        let second = account::id(world, rng.u64(..contact.account));
        rows.push(&place(Stream::SECOND_ACCOUNT_CONTACT, second, false, Some("influencer")))?;
    }
    Ok(())
}
