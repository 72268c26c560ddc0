//! Leads: people who wrote, called or came to a fair, and what became of them.

use std::io::Result;

use fastrand::Rng;
use uuid::Uuid;

use crate::account::{Account, choose_source};
use crate::calendar::Moment;
use crate::company_name::{self, INDUSTRIES, Industry};
use crate::contact::Contact;
use crate::copy::{Rows, Value};
use crate::person_name::{self, PersonName};
use crate::place::{self, Place};
use crate::random::{Stream, chance, pick, weighted};
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
    "company_name",
    "title",
    "email",
    "phone",
    "mobile",
    "website",
    "industry",
    "employees",
    "source",
    "status",
    "rating",
    "country",
    "province",
    "city",
    "description",
    "consent_at",
    "status_since",
    "recheck_on",
    "disqualify_reason",
    "status_note",
    "converted_at",
    "account_id",
    "contact_id",
    "tag_ids",
];

/// Days after which a lead has taken an exit, or is forgotten.
const FRESH_DAYS: i64 = 21;
/// Brands of leads begin behind those of accounts, so that none is taken for a customer by its name.
const FIRST_BRAND: u64 = 2_000_003;
#[rustfmt::skip]
const TITLES: [(&str, &str); 8] = [
    ("采购经理", "Purchasing Manager"), ("生产总监", "Plant Manager"), ("IT 经理", "IT Director"), ("总经理", "Managing Director"),
    ("设备科长", "Operations Manager"), ("项目经理", "Project Manager"), ("工程师", "Automation Engineer"), ("质量经理", "Quality Manager"),
];
#[rustfmt::skip]
const ASKS: [(&str, &str); 5] = [
    ("在展会上索取了产品样本，希望了解报价。", "Took a catalogue at the fair and asks for a price."),
    ("通过官网填写表单，想预约现场演示。", "Filled in the form on the website to arrange a demo."),
    ("老客户推荐，正在比较三家供应商。", "Recommended by a customer; compares three suppliers."),
    ("来电咨询交货期和售后服务。", "Called about delivery times and service."),
    ("计划明年改造产线，预算尚未确定。", "Plans to rebuild a line next year; no budget yet."),
];
const REASONS: [&str; 6] =
    ["no_need", "no_budget", "unreachable", "bought_elsewhere", "not_our_market", "duplicate"];

/// How a lead stands, and since when.
pub(crate) enum Standing {
    New,
    Working,
    Qualified,
    Nurturing,
    Disqualified,
    /// It became this contact.
    Converted(Contact),
}

impl Standing {
    fn status(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Working => "working",
            Self::Qualified => "qualified",
            Self::Nurturing => "nurturing",
            Self::Disqualified => "disqualified",
            Self::Converted(_) => "converted",
        }
    }
}

/// A lead without its words.
pub(crate) struct Lead {
    pub(crate) number: u64,
    pub(crate) created: Moment,
    pub(crate) owner: usize,
    pub(crate) standing: Standing,
    /// When it came to its status.
    pub(crate) since: Moment,
    place: &'static Place,
}

impl Lead {
    /// The lead with this number.
    pub(crate) fn get(world: &World, number: u64) -> Self {
        let mut rng = world.rng(Stream::LEAD, number);
        let created = world.selling().moment(number, world.sizes().leads, 90, &mut rng);
        let is_fresh = created.plus_days(FRESH_DAYS) > world.now();
        let weights = if is_fresh { [55, 35, 5, 3, 2, 0] } else { [1, 15, 7, 15, 32, 30] };
        let standing = match weighted(&mut rng, weights.into_iter()) {
            0 => Standing::New,
            2 => Standing::Qualified,
            3 => Standing::Nurturing,
            4 => Standing::Disqualified,
            5 => became(world, created, &mut rng).map_or(Standing::Working, Standing::Converted),
            _ => Standing::Working,
        };
        let place = match &standing {
            Standing::Converted(contact) => Account::get(world, contact.account).place,
            _ if chance(&mut rng, 24) => place::outside_china(&mut rng),
            _ => place::in_china(&mut rng),
        };
        let since = match &standing {
            Standing::New => created,
            Standing::Converted(contact) => contact.created,
            _ => created.later_workday(rng.i64(1..FRESH_DAYS), &mut rng),
        };
        let owner = match &standing {
            Standing::Converted(contact) => Account::get(world, contact.account).owner,
            _ => staff::seller(place.branch, &mut rng),
        };
        let since = if since < world.now() { since } else { created };
        Self { number, created, owner, standing, since, place }
    }

    pub(crate) fn id(&self, world: &World) -> Uuid {
        world.id(Stream::LEAD, self.number, self.created)
    }
}

/// A contact that came soon after.
fn became(world: &World, created: Moment, rng: &mut Rng) -> Option<Contact> {
    let contacts = world.sizes().contacts;
    let next = world.customers().happened_before(created.day(), contacts) + 1 + rng.u64(..4);
    let contact = Some(next).filter(|next| *next < contacts).map(|next| Contact::get(world, next))?;
    (contact.created > created).then_some(contact)
}

/// The person and the company of a lead.
struct Words {
    person: PersonName,
    company: String,
    domain: String,
    industry: &'static Industry,
}

fn words(world: &World, lead: &Lead, rng: &mut Rng) -> Words {
    if let Standing::Converted(contact) = &lead.standing {
        let account = Account::get(world, contact.account);
        let (company, domain, industry) = (account.name(world), account.domain(), account.industry);
        return Words { person: contact.person(world), company, domain, industry };
    }
    let is_foreign = lead.place.is_foreign();
    let person = if is_foreign { person_name::english(rng) } else { person_name::chinese(rng) };
    let brand = company_name::brand(FIRST_BRAND + lead.number, is_foreign);
    let industry = weighted(rng, INDUSTRIES.iter().map(|industry| industry.weight));
    let industry = INDUSTRIES.get(industry).unwrap_or(&INDUSTRIES[0]);
    let company = company_name::single(&brand, lead.place, industry, rng);
    Words { person, company, domain: format!("{}.example", brand.slug), industry }
}

pub(crate) fn write(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for number in 0..world.sizes().leads {
        write_one(world, &Lead::get(world, number), rows)?;
    }
    Ok(())
}

fn write_one(world: &World, lead: &Lead, rows: &mut Rows<'_>) -> Result<()> {
    let mut rng = world.rng(Stream::LEAD, lead.number ^ (1 << 40));
    let Words { person, company, domain, industry } = words(world, lead, &mut rng);
    let (place, is_foreign) = (lead.place, lead.place.is_foreign());
    let owner = world.user(lead.owner);
    let in_language = |(chinese, english)| if is_foreign { english } else { chinese };
    let is_moved = lead.since > lead.created;
    let rating = match lead.standing {
        Standing::New => None,
        Standing::Qualified | Standing::Converted(_) => Some("hot"),
        Standing::Working => chance(&mut rng, 60).then(|| pick(&mut rng, &["warm", "cold"])),
        Standing::Nurturing | Standing::Disqualified => Some("cold"),
    };
    let recheck = world.now().plus_days(rng.i64(3..90)).day();
    let reason = pick(&mut rng, &REASONS);
    let contact = match &lead.standing {
        Standing::Converted(contact) => Some(contact),
        _ => None,
    };
    rows.push(&[
        lead.id(world).into(),
        (1 + i64::from(is_moved)).into(),
        lead.created.into(),
        owner.into(),
        lead.since.into(),
        owner.into(),
        owner.into(),
        staff::department_id(world, lead.owner).into(),
        (&person.full).into(),
        (&company).into(),
        in_language(pick(&mut rng, &TITLES)).into(),
        chance(&mut rng, 85).then(|| format!("{}@{domain}", person.mailbox)).as_ref().into(),
        chance(&mut rng, 35).then(|| place.phone(&mut rng)).as_ref().into(),
        chance(&mut rng, 75).then(|| place.mobile(&mut rng)).as_ref().into(),
        chance(&mut rng, 60).then(|| format!("https://www.{domain}")).as_ref().into(),
        industry.name.into(),
        chance(&mut rng, 50).then(|| rng.i64(5..3_000)).into(),
        choose_source(&mut rng).into(),
        lead.standing.status().into(),
        rating.into(),
        place.country.into(),
        place.province().into(),
        place.city.into(),
        chance(&mut rng, 55).then(|| in_language(pick(&mut rng, &ASKS))).into(),
        chance(&mut rng, 40).then_some(lead.created).into(),
        lead.since.into(),
        matches!(lead.standing, Standing::Nurturing).then_some(recheck).into(),
        matches!(lead.standing, Standing::Disqualified).then_some(reason).into(),
        Value::Null,
        contact.map(|_| lead.since).into(),
        contact.map(|contact| crate::account::id(world, contact.account)).into(),
        contact.map(|contact| contact.id(world)).into(),
        Value::Ids(&tag::choose(world, &mut rng, is_foreign, 12)),
    ])
}
