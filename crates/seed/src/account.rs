//! Accounts: customers, partners and suppliers, some of them in groups.

use std::io::Result;

use chrono::Datelike;
use fastrand::Rng;

use crate::calendar::Moment;
use crate::company_name::{self, Brand, INDUSTRIES, Industry};
use crate::copy::{Rows, Value};
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
    "type",
    "parent_id",
    "industry",
    "size",
    "region",
    "first_source",
    "last_source",
    "website",
    "phone",
    "email",
    "country",
    "province",
    "city",
    "street",
    "postal_code",
    "employees",
    "annual_revenue",
    "currency",
    "founded_year",
    "description",
    "tag_ids",
    "external_ids",
    "last_activity_at",
];

/// Sizes with the least and the greatest number of employees.
const SIZES: [(&str, u32, u32, u32); 5] = [
    ("micro", 3, 10, 14),
    ("small", 10, 100, 40),
    ("medium", 100, 500, 28),
    ("large", 500, 2_500, 14),
    ("enterprise", 2_500, 30_000, 4),
];
const ENTERPRISE: usize = 4;

/// Sources of leads; the weights go with them.
const SOURCES: [&str; 7] = ["own_prospecting", "referral", "event", "website", "media", "partner", "other"];
const SOURCE_WEIGHTS: [u32; 7] = [30, 20, 16, 15, 9, 8, 2];

/// What other records need to know of an account.
pub(crate) struct Account {
    pub(crate) number: u64,
    pub(crate) created: Moment,
    pub(crate) place: &'static Place,
    pub(crate) kind: &'static str,
    pub(crate) industry: &'static Industry,
    pub(crate) owner: usize,
    /// Position in [`SIZES`].
    pub(crate) size: usize,
    parent: Option<u64>,
    is_head: bool,
}

impl Account {
    /// The account with this number.
    pub(crate) fn get(world: &World, number: u64) -> Self {
        let mut rng = world.rng(Stream::ACCOUNT, number);
        let created = came(world, number, &mut rng);
        let is_foreign = is_foreign(world, number);
        let is_head = is_head(world, number);
        let place = if is_foreign { place::outside_china(&mut rng) } else { place::in_china(&mut rng) };
        let industry = weighted(&mut rng, INDUSTRIES.iter().map(|industry| industry.weight));
        let size = weighted(&mut rng, SIZES.iter().map(|size| size.3));
        let kinds = ["customer", "partner", "supplier", "other"];
        let kind = kinds[weighted(&mut rng, [80, 9, 6, 5].into_iter())];
        let belongs = !is_head && chance(&mut rng, 14);
        Self {
            number,
            created,
            place,
            kind: if is_head { "customer" } else { kind },
            industry: INDUSTRIES.get(industry).unwrap_or(&INDUSTRIES[0]),
            owner: staff::seller(place.branch, &mut rng),
            size: if is_head { ENTERPRISE } else { size },
            parent: if belongs { find_head(world, number, is_foreign, &mut rng) } else { None },
            is_head,
        }
    }

    pub(crate) fn id(&self, world: &World) -> uuid::Uuid {
        world.id(Stream::ACCOUNT, self.number, self.created)
    }

    /// Whether deals are made with it.
    pub(crate) fn buys(&self) -> bool {
        matches!(self.kind, "customer" | "partner")
    }

    /// The domain of its website and mail.
    pub(crate) fn domain(&self) -> String {
        let brand = self.brand();
        match self.parent {
            Some(_) => format!("{}.{}.example", self.place.slug, brand.slug),
            None => format!("{}.example", brand.slug),
        }
    }

    /// Name in full; always the same for the same account.
    pub(crate) fn name(&self, world: &World) -> String {
        let mut rng = world.rng(Stream::TEXT, self.number);
        let brand = self.brand();
        match self.parent {
            Some(_) => company_name::subsidiary(&brand, self.place, self.industry, &mut rng),
            None if self.is_head => company_name::group(&brand, self.place),
            None => company_name::single(&brand, self.place, self.industry, &mut rng),
        }
    }

    fn brand(&self) -> Brand {
        company_name::brand(self.parent.unwrap_or(self.number), self.place.is_foreign())
    }
}

/// Id of the account with this number.
pub(crate) fn id(world: &World, number: u64) -> uuid::Uuid {
    let mut rng = world.rng(Stream::ACCOUNT, number);
    let created = came(world, number, &mut rng);
    world.id(Stream::ACCOUNT, number, created)
}

/// When an account came; the first one at once, so that nobody's contacts were there before it.
fn came(world: &World, number: u64, rng: &mut Rng) -> Moment {
    let spread = if number == 0 { 0 } else { 30 };
    world.customers().moment(number, world.sizes().accounts, spread, rng)
}

/// Where a lead came from.
pub(crate) fn choose_source(rng: &mut Rng) -> &'static str {
    SOURCES[weighted(rng, SOURCE_WEIGHTS.into_iter())]
}

pub(crate) fn write(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for number in 0..world.sizes().accounts {
        write_one(world, &Account::get(world, number), rows)?;
    }
    Ok(())
}

fn write_one(world: &World, account: &Account, rows: &mut Rows<'_>) -> Result<()> {
    let mut rng = world.rng(Stream::ACCOUNT, account.number ^ (1 << 40));
    let place = account.place;
    let domain = account.domain();
    let (size, least, most, _) = SIZES[account.size.min(ENTERPRISE)];
    let employees = i64::from(rng.u32(least..most));
    let currency = place.currency();
    // Output per head in yuan, in round numbers of the account's own currency.
    let revenue_cny = employees * rng.i64(300_000..1_500_000);
    let revenue = revenue_cny * 10_000 / crate::exchange::rate(world, currency, account.created.day());
    let source = choose_source(&mut rng);
    let changes = rng.i64(0..4);
    let updated = later(account.created, world.now(), changes, &mut rng);
    let external = external_id(account, &mut rng);
    let age = i32::try_from(rng.u32(2..35)).unwrap_or(2);
    let owner = world.user(account.owner);
    rows.push(&[
        account.id(world).into(),
        (1 + changes).into(),
        account.created.into(),
        owner.into(),
        updated.into(),
        owner.into(),
        owner.into(),
        staff::department_id(world, account.owner).into(),
        (&account.name(world)).into(),
        account.kind.into(),
        account.parent.map(|parent| id(world, parent)).into(),
        account.industry.name.into(),
        size.into(),
        place.region.into(),
        source.into(),
        (if chance(&mut rng, 70) { source } else { choose_source(&mut rng) }).into(),
        chance(&mut rng, 88).then(|| format!("https://www.{domain}")).as_ref().into(),
        (&place.phone(&mut rng)).into(),
        (&format!("{}@{domain}", pick(&mut rng, &["info", "sales", "office", "contact"]))).into(),
        place.country.into(),
        place.province().into(),
        place.city.into(),
        (&place.street(&mut rng)).into(),
        (&place.postal_code(&mut rng)).into(),
        employees.into(),
        Value::Hundredths(revenue / 10_000 * 1_000_000),
        currency.code().into(),
        i64::from(account.created.day().year() - age).into(),
        description(account, &mut rng).into(),
        Value::Ids(&tag::choose(world, &mut rng, place.is_foreign(), 30)),
        Value::Texts(&external),
        world.last_activities().of_account(account.number).into(),
    ])
}

/// When a record that was changed `changes` times was last changed.
pub(crate) fn later(created: Moment, now: Moment, changes: i64, rng: &mut Rng) -> Moment {
    if changes == 0 {
        return created;
    }
    let changed = created.later_workday(rng.i64(1..200), rng);
    if changed < now { changed } else { created.max(now.plus_minutes(-rng.i64(400..4_000))) }
}

/// Number in the ERP system, for some customers.
fn external_id(account: &Account, rng: &mut Rng) -> Vec<String> {
    if account.kind != "customer" || !chance(rng, 35) {
        return Vec::new();
    }
    vec![format!("erp:K{:07}", account.number + 1)]
}

fn description(account: &Account, rng: &mut Rng) -> Option<&'static str> {
    const CHINESE: [&str; 5] = [
        "主要客户分布在长三角和珠三角，每年第三季度集中采购。",
        "正在推进数字化改造，计划明年新建两条产线。",
        "集团统一招标，付款周期 60 天。",
        "老客户介绍，对售后响应时间要求较高。",
        "曾使用竞争对手产品，合同明年到期。",
    ];
    const ENGLISH: [&str; 4] = [
        "Regional headquarters; purchasing is decided centrally once a year.",
        "Expanding its plant, second line planned for next year.",
        "Runs a competitor's system, contract ends next spring.",
        "Came through a partner; expects on-site support within one day.",
    ];
    if !chance(rng, 35) {
        return None;
    }
    match account.place.is_foreign() {
        true => Some(pick(rng, &ENGLISH)),
        false => Some(pick(rng, &CHINESE)),
    }
}

fn is_foreign(world: &World, number: u64) -> bool {
    world.bits(Stream::LANGUAGE, number) % 100 < 24
}

fn is_head(world: &World, number: u64) -> bool {
    world.bits(Stream::GROUP_HEAD, number).is_multiple_of(16)
}

/// An earlier head of a group in the same language.
fn find_head(world: &World, number: u64, is_foreign_too: bool, rng: &mut Rng) -> Option<u64> {
    let mut tries = (0..40).map(|_| rng.u64(..number.max(1)));
    tries.find(|&other| other < number && is_head(world, other) && is_foreign(world, other) == is_foreign_too)
}
