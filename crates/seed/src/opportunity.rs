//! How deals go: with whom, through which stages, won or lost, and for how much.

use chrono::NaiveDate;
use fastrand::Rng;
use uuid::Uuid;

use crate::account::Account;
use crate::calendar::Moment;
use crate::catalogue::{PRODUCTS, SOLD};
use crate::exchange::{self, Currency};
use crate::pipeline::{self, LOST, WON};
use crate::random::{Stream, chance, number};
use crate::staff;
use crate::world::World;

/// Deals won out of a hundred by an average seller in an average industry.
const WIN_RATE: u32 = 34;
/// Deals that nobody has closed although their time is over, out of a hundred.
const FORGOTTEN: u32 = 3;

/// A stay in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stay {
    /// Position of the stage in its pipeline.
    pub(crate) stage: usize,
    pub(crate) entered: Moment,
}

/// A deal without its lines.
pub(crate) struct Opportunity {
    pub(crate) number: u64,
    pub(crate) created: Moment,
    pub(crate) account: Account,
    /// Number of the contact.
    pub(crate) contact: u64,
    pub(crate) owner: usize,
    pub(crate) pipeline: usize,
    pub(crate) expected: NaiveDate,
    stays: [Stay; pipeline::STAGES],
    length: usize,
}

impl Opportunity {
    /// The deal with this number.
    pub(crate) fn get(world: &World, number: u64) -> Self {
        let mut rng = world.rng(Stream::OPPORTUNITY, number);
        let created = created(world, number, &mut rng);
        let account = buyer(world, created.day(), &mut rng);
        let owner = if chance(&mut rng, 90) {
            account.owner
        } else {
            staff::colleague(account.place.branch, account.owner, &mut rng)
        };
        let odds = WIN_RATE * staff::get(owner).skill * account.industry.win_rate / 10_000;
        let days = rng.i64(12..75) + rng.i64(4..75);
        let mut deal = Self {
            number,
            created,
            contact: crate::contact::primary_of(world, account.number),
            owner,
            pipeline: usize::from(account.kind == "partner"),
            expected: created.plus_days(days + rng.i64(-9..22)).day(),
            account,
            stays: [Stay { stage: 0, entered: created }; pipeline::STAGES],
            length: 1,
        };
        deal.expected = deal.expected.max(created.day());
        deal.walk(world, chance(&mut rng, odds), days, &mut rng);
        deal
    }

    /// From the first stage on, as far as it has come until now.
    fn walk(&mut self, world: &World, will_win: bool, days: i64, rng: &mut Rng) {
        let last_open = if will_win { 3 } else { rng.usize(..4) };
        let steps = i64::try_from(last_open + 1).unwrap_or(1);
        let is_forgotten = chance(rng, FORGOTTEN);
        for step in 1..=last_open + 1 {
            let closes = step > last_open;
            if closes && is_forgotten {
                return;
            }
            let share = (days / steps).max(2);
            let gap = rng.i64(share / 2..=share + share / 2).max(1);
            let entered = self.stay().entered.later_workday(gap, rng);
            if entered >= world.now() {
                return;
            }
            let stage = match (closes, will_win) {
                (false, _) => step,
                (true, true) => WON,
                (true, false) => LOST,
            };
            self.stays[self.length] = Stay { stage, entered };
            self.length += 1;
        }
    }

    pub(crate) fn id(&self, world: &World) -> Uuid {
        world.id(Stream::OPPORTUNITY, self.number, self.created)
    }

    /// All stays, the first at creation.
    pub(crate) fn stays(&self) -> &[Stay] {
        &self.stays[..self.length]
    }

    /// The stay that lasts.
    pub(crate) fn stay(&self) -> Stay {
        self.stays[self.length - 1]
    }

    /// The moment it was won or lost.
    pub(crate) fn closed(&self) -> Option<Moment> {
        (self.stay().stage >= WON).then(|| self.stay().entered)
    }

    pub(crate) fn is_lost(&self) -> bool {
        self.stay().stage == LOST
    }
}

/// When the deal with this number was created.
fn created(world: &World, number: u64, rng: &mut Rng) -> Moment {
    world.selling().moment(number, world.sizes().opportunities, 90, rng)
}

/// An account that was there on `day` and buys, big ones oftener.
fn buyer(world: &World, day: NaiveDate, rng: &mut Rng) -> Account {
    let known = world.customers().happened_before(day, world.sizes().accounts).max(1);
    let mut best = Account::get(world, rng.u64(..known));
    for _ in 0..6 {
        let other = Account::get(world, rng.u64(..known));
        if other.buys() && (!best.buys() || other.size > best.size) {
            return other;
        }
        if best.buys() {
            return best;
        }
        best = other;
    }
    best
}

/// A product in a deal. Money is in hundredths.
pub(crate) struct Line {
    pub(crate) product: usize,
    /// In whole units.
    pub(crate) quantity: i64,
    pub(crate) price: i64,
    /// In ten-thousandths.
    pub(crate) discount: i64,
    pub(crate) cost: i64,
    pub(crate) amount: i64,
}

/// What a deal is worth. Money is in hundredths.
pub(crate) struct Worth {
    pub(crate) currency: Currency,
    /// In ten-thousandths.
    pub(crate) rate: i64,
    pub(crate) amount: Option<i64>,
    pub(crate) is_manual: bool,
    pub(crate) lines: Vec<Line>,
}

impl Worth {
    /// What `deal` is worth: mostly the sum of its lines; some amounts are estimates without lines and
    /// some young deals have none yet.
    pub(crate) fn get(world: &World, deal: &Opportunity) -> Self {
        let mut rng = world.rng(Stream::AMOUNT, deal.number);
        let currency = deal.account.place.currency();
        let rate = exchange::rate(world, currency, deal.created.day());
        if deal.stay().stage == 0 && chance(&mut rng, 25) {
            return Self { currency, rate, amount: None, is_manual: true, lines: Vec::new() };
        }
        let count = if world.is_small() { rng.usize(1..=3) } else { 1 };
        let first = rng.usize(..SOLD);
        let lines: Vec<_> = (0..count)
            .map(|nth| line((first + nth * 11) % SOLD, currency, rate, deal.account.size, &mut rng))
            .collect();
        let sum: i64 = lines.iter().map(|line| line.amount).sum();
        if chance(&mut rng, 10) {
            let round = (sum / 100_000).max(10) * 100_000;
            return Self { currency, rate, amount: Some(round), is_manual: true, lines: Vec::new() };
        }
        Self { currency, rate, amount: Some(sum), is_manual: false, lines }
    }

    /// The amount in the base currency.
    pub(crate) fn base(&self) -> Option<i64> {
        self.amount.map(|amount| exchange::convert(amount, self.rate))
    }
}

/// A product, dearer and cheaper ones in quantities that fit the size of the account.
fn line(product: usize, currency: Currency, rate: i64, size: usize, rng: &mut Rng) -> Line {
    let entry = &PRODUCTS[product.min(SOLD - 1)];
    let scale = i64::try_from(size).unwrap_or(0) + 1;
    let most = (entry.bulk * scale / 5).max(1);
    let quantity = rng.i64(1..=most);
    let discounts = [0, 0, 0, 500, 500, 800, 1_000, 1_200, 1_500, 2_000];
    let discount = discounts[rng.usize(..discounts.len())];
    let foreign = |yuan: i64| {
        let unit = currency.minor_unit();
        let divisor = i128::from(rate) * i128::from(unit);
        exchange::divide_half_up(i128::from(yuan) * 100 * 10_000, divisor) * unit
    };
    let price = foreign(entry.price);
    let unit = currency.minor_unit();
    let net = i128::from(quantity) * i128::from(price) * i128::from(10_000 - discount);
    let amount = exchange::divide_half_up(net, 10_000 * i128::from(unit)) * unit;
    Line { product, quantity, price, discount, cost: foreign(entry.cost), amount }
}

/// A deal that was open at `at`, if a few tries find one.
pub(crate) fn open_at(world: &World, at: Moment, rng: &mut Rng) -> Option<Opportunity> {
    let all = world.sizes().opportunities;
    let until = world.selling().happened_before(at.day(), all);
    let from = world.selling().happened_before(at.plus_days(-100).day(), all);
    if until == 0 {
        return None;
    }
    (0..3).find_map(|_| {
        // Later deals oftener: the older ones of the span are mostly closed.
        let number = rng.u64(from..until).max(rng.u64(from..until));
        let deal = Opportunity::get(world, number);
        deal.closed().is_none_or(|closed| closed > at).then_some(deal)
    })
}

/// Position of the last open stage of a closed deal.
pub(crate) fn last_open(deal: &Opportunity) -> Option<usize> {
    let stays = deal.stays();
    deal.closed().and_then(|_| stays.get(stays.len().checked_sub(2)?)).map(|stay| stay.stage)
}

/// Id of the product at this position.
pub(crate) fn product_id(world: &World, product: usize) -> Uuid {
    world.fixed_id(Stream::PRODUCT, number(product))
}
