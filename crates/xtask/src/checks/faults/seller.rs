//! Clients that create deals and move them on, and send each request again under its key until it is answered.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::ledger::Deal;
use crate::http::{Answer, Lost, Request};
use crate::process;

/// The longest that one request may be sent again and again.
const PATIENCE: Duration = Duration::from_secs(60);
/// Between two tries.
const BREATH: Duration = Duration::from_millis(50);

/// A server, as a load balancer sees it.
pub(super) struct Target {
    pub(super) address: SocketAddr,
    pub(super) takes_requests: AtomicBool,
}

impl Target {
    pub(super) fn new(address: SocketAddr) -> Self {
        Self { address, takes_requests: AtomicBool::new(true) }
    }
}

/// What sellers met with.
#[derive(Default)]
pub(super) struct Tally {
    /// Requests whose connection ended before the answer.
    pub(super) cut: AtomicU64,
    /// Connections that nobody took.
    pub(super) refused: AtomicU64,
    /// Answers 503.
    pub(super) busy: AtomicU64,
    /// The longest wait for an answer, in milliseconds.
    pub(super) longest: AtomicU64,
}

/// Many sellers at work.
pub(super) struct Sellers<'a> {
    pub(super) targets: &'a [Target],
    pub(super) token: &'a str,
    pub(super) stages: &'a [String; 2],
    pub(super) tally: Tally,
    is_over: AtomicBool,
    /// Nobody will answer any more.
    is_lost: AtomicBool,
}

impl<'a> Sellers<'a> {
    pub(super) fn new(targets: &'a [Target], token: &'a str, stages: &'a [String; 2]) -> Self {
        Self {
            targets,
            token,
            stages,
            tally: Tally::default(),
            is_over: AtomicBool::new(false),
            is_lost: AtomicBool::new(false),
        }
    }

    /// So many sell while `meanwhile` runs, then finish what they have begun; every deal they were told of.
    pub(super) fn sell(&self, count: u32, meanwhile: impl FnOnce() -> Result<()>) -> Result<Vec<Deal>> {
        thread::scope(|scope| {
            let sellers: Vec<_> =
                (0..count).map(|number| scope.spawn(move || self.sell_alone(number))).collect();
            let done = meanwhile();
            self.is_over.store(true, Ordering::Relaxed);
            self.is_lost.store(done.is_err(), Ordering::Relaxed);
            let mut deals = Vec::new();
            let sold: Vec<_> = sellers.into_iter().map(thread::ScopedJoinHandle::join).collect();
            done?;
            for sold in sold {
                let Ok(sold) = sold else { bail!("a seller panicked") };
                deals.extend(sold?);
            }
            Ok(deals)
        })
    }

    fn sell_alone(&self, seller: u32) -> Result<Vec<Deal>> {
        let mut deals = Vec::new();
        while !self.is_over.load(Ordering::Relaxed) {
            deals.push(self.deal(&format!("Fault {seller}-{}", deals.len()))?);
        }
        Ok(deals)
    }

    /// A deal, moved on twice.
    fn deal(&self, name: &str) -> Result<Deal> {
        let input = json!({ "name": name, "stage_id": self.stages[0], "currency": "CNY", "amount": "10.00" });
        let created = self.insist("/api/v1/opportunities", &format!("{name}-create"), &input, None, 201)?;
        let mut deal = Deal::of(&created)?;
        for stage in [&self.stages[1], &self.stages[0]] {
            let path = format!("/api/v1/opportunities/{}/actions/move", deal.id);
            let (key, etag) = (format!("{name}-move-{}", deal.version), format!("\"{}\"", deal.version));
            deal = Deal::of(&self.insist(&path, &key, &json!({ "stage_id": stage }), Some(&etag), 200)?)?;
        }
        Ok(deal)
    }

    /// Sends a request until it is done.
    fn insist(&self, path: &str, key: &str, body: &Value, etag: Option<&str>, done: u16) -> Result<Value> {
        let key = key.replace(' ', "-");
        let mut request =
            Request::new("POST", path).token(self.token).header("Idempotency-Key", &key).json(body);
        if let Some(etag) = etag {
            request = request.header("If-Match", etag);
        }
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline && !self.is_lost.load(Ordering::Relaxed) {
            process::check_signals()?;
            match self.send(&request) {
                Ok(answer) if answer.status == done => return answer.expect(done),
                Ok(answer) if is_passing(&answer) => thread::sleep(BREATH),
                Ok(answer) => bail!("{key}: {} {}", answer.status, answer.body),
                Err(_) => thread::sleep(BREATH),
            }
        }
        bail!("{key}: not done in {} s", PATIENCE.as_secs())
    }

    /// To the first server that takes requests; to the next if nobody listens there.
    fn send(&self, request: &Request) -> Result<Answer, Lost> {
        let started = Instant::now();
        let mut answer = Err(Lost::Refused);
        for target in self.targets.iter().filter(|target| target.takes_requests.load(Ordering::Relaxed)) {
            answer = request.send(target.address);
            match &answer {
                Err(Lost::Refused) => self.tally.refused.fetch_add(1, Ordering::Relaxed),
                Err(Lost::Cut(_)) => self.tally.cut.fetch_add(1, Ordering::Relaxed),
                Ok(answer) if answer.status == 503 => self.tally.busy.fetch_add(1, Ordering::Relaxed),
                Ok(_) => 0,
            };
            if !matches!(answer, Err(Lost::Refused)) {
                break;
            }
        }
        let waited = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.tally.longest.fetch_max(waited, Ordering::Relaxed);
        answer
    }
}

/// Whether the same request may be sent again, and the answer says so.
fn is_passing(answer: &Answer) -> bool {
    let says_when = answer.header("retry-after").is_some();
    says_when && (answer.status == 503 || answer.body.contains("idempotency_in_progress"))
}

impl Tally {
    /// Requests that were not done at the first try.
    pub(super) fn failed(&self) -> u64 {
        [&self.cut, &self.refused, &self.busy].map(|number| number.load(Ordering::Relaxed)).iter().sum()
    }

    /// A line of figures.
    pub(super) fn words(&self) -> String {
        let of = |number: &AtomicU64| number.load(Ordering::Relaxed);
        format!(
            "{} requests were cut, {} refused, {} told to come again; the longest took {} ms",
            of(&self.cut),
            of(&self.refused),
            of(&self.busy),
            of(&self.longest)
        )
    }
}

impl Deal {
    fn of(record: &Value) -> Result<Self> {
        let text = |name: &str| record[name].as_str().context("a deal has no id or name").map(str::to_owned);
        let version = record["version"].as_u64().context("a deal has no version")?;
        Ok(Self { id: text("id")?, name: text("name")?, version })
    }
}
