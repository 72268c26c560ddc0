//! What clients were told, held against what the database has.

use anyhow::{Result, bail};

use super::rig::Rig;

/// A deal as its client knows it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Deal {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) version: u64,
}

/// Fails unless every deal is there exactly once in the version that was told, with an entry of audit and outbox
/// for each version and no more, and no answer was kept for anything else.
pub(super) fn check(rig: &Rig, deals: &[Deal]) -> Result<()> {
    if deals.is_empty() {
        bail!("nothing was written");
    }
    let mut told: Vec<String> =
        deals.iter().map(|deal| format!("{}|{}|{}", deal.id, deal.name, deal.version)).collect();
    told.sort();
    let mut kept = rig.rows(
        "SELECT id, name, version FROM opportunities WHERE name LIKE 'Fault %' AND deleted_at IS NULL",
    )?;
    kept.sort();
    if told != kept {
        let lost: Vec<&String> = told.iter().filter(|deal| !kept.contains(deal)).take(5).collect();
        let extra: Vec<&String> = kept.iter().filter(|deal| !told.contains(deal)).take(5).collect();
        bail!(
            "clients were told of {} deals and there are {}; lost: {lost:?}, too many: {extra:?}",
            told.len(),
            kept.len()
        );
    }
    rig.none(
        "versions without exactly one audit entry",
        "SELECT name, version FROM opportunities deal WHERE name LIKE 'Fault %' AND version <>
            (SELECT count(*) FROM audit_entries WHERE kind = 'opportunity' AND record_id = deal.id)",
    )?;
    rig.none(
        "versions without exactly one event in the outbox",
        "SELECT name, version FROM opportunities deal WHERE name LIKE 'Fault %' AND
            (SELECT array_agg(record_version ORDER BY record_version) FROM outbox_events WHERE record_id = deal.id)
            IS DISTINCT FROM (SELECT array_agg(number) FROM generate_series(1, version) AS number)",
    )?;
    rig.none(
        "stays in stages that do not fit the moves",
        "SELECT name, version FROM opportunities deal WHERE name LIKE 'Fault %' AND (
            version <> (SELECT count(*) FROM stage_history WHERE opportunity_id = deal.id)
            OR 1 <> (SELECT count(*) FROM stage_history WHERE opportunity_id = deal.id AND left_at IS NULL))",
    )?;
    let keys = rig.number("SELECT count(*) FROM idempotency_keys WHERE key LIKE 'Fault-%'")?;
    let versions: u64 = deals.iter().map(|deal| deal.version).sum();
    if keys != versions {
        bail!("{versions} requests were answered and {keys} answers were kept");
    }
    Ok(())
}
