//! Answers that are given once: a request that carries a key is done once, however often it is sent.

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use diesel::{declare_sql_function, dsl};
use serde_json::Value;
use wire::{FieldCode, FieldError, ProblemCode};

use crate::schema::idempotency_keys as keys;
use crate::tx::lock_number;
use crate::{Actor, Error, Result, Store, Tx};

/// A request that is to be done once.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Who asks.
    pub principal: String,
    /// Method and path.
    pub route: String,
    /// The key the client chose.
    pub key: String,
    /// What distinguishes the request: a hash of its query and body.
    pub fingerprint: Vec<u8>,
}

/// An answer as it can be kept and given again.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// `ETag` header.
    pub etag: Option<String>,
    /// `Location` header.
    pub location: Option<String>,
    /// The body; null for none.
    pub body: Value,
}

/// Hours that an answer is kept.
pub(crate) const KEPT_HOURS: i64 = 48;

#[declare_sql_function]
extern "SQL" {
    fn pg_try_advisory_xact_lock(key: BigInt) -> Bool;
}

impl Store {
    /// Runs `work` in one transaction and keeps its answer under the claim, in the same transaction. The answer
    /// comes with true if it was given before.
    pub fn write_once(
        &self,
        actor: &Actor,
        claim: Option<Claim>,
        work: impl FnOnce(&mut Tx<'_>) -> Result<Reply>,
    ) -> Result<(Reply, bool)> {
        self.write(actor, |tx| {
            let Some(claim) = claim else { return Ok((work(tx)?, false)) };
            if let Some(kept) = tx.kept(&claim)? {
                return Ok((kept, true));
            }
            let reply = work(tx)?;
            tx.keep(&claim, &reply)?;
            Ok((reply, false))
        })
    }
}

impl Tx<'_> {
    /// The answer given before; none means that the claim is ours until the transaction ends.
    fn kept(&mut self, claim: &Claim) -> Result<Option<Reply>> {
        let ours: bool = dsl::select(pg_try_advisory_xact_lock(claim.lock())).get_result(self.conn)?;
        if !ours {
            return Err(Error::Rule { code: ProblemCode::IdempotencyInProgress, fields: Vec::new() });
        }
        let oldest = self.now() - chrono::TimeDelta::hours(KEPT_HOURS);
        let row = keys::table.find((&claim.principal, &claim.route, &claim.key));
        type Kept = (Vec<u8>, i16, Option<String>, Option<String>, Value);
        let kept: Option<Kept> = row
            .filter(keys::created_at.gt(oldest))
            .select((keys::fingerprint, keys::status, keys::etag, keys::location, keys::body))
            .first(self.conn)
            .optional()?;
        let Some((fingerprint, status, etag, location, body)) = kept else { return Ok(None) };
        if fingerprint != claim.fingerprint {
            let fields = vec![FieldError::header("Idempotency-Key", FieldCode::Duplicate)];
            return Err(Error::Rule { code: ProblemCode::IdempotencyKeyReused, fields });
        }
        Ok(Some(Reply { status: u16::try_from(status).unwrap_or(200), etag, location, body }))
    }

    fn keep(&mut self, claim: &Claim, reply: &Reply) -> Result<()> {
        let now = self.now();
        let row = (
            keys::fingerprint.eq(&claim.fingerprint),
            keys::created_at.eq(now),
            keys::status.eq(i16::try_from(reply.status).unwrap_or(200)),
            keys::etag.eq(&reply.etag),
            keys::location.eq(&reply.location),
            keys::body.eq(&reply.body),
        );
        let key =
            (keys::principal.eq(&claim.principal), keys::route.eq(&claim.route), keys::key.eq(&claim.key));
        // An answer that is too old to be given again is replaced.
        diesel::insert_into(keys::table)
            .values((key, row))
            .on_conflict((keys::principal, keys::route, keys::key))
            .do_update()
            .set(row)
            .execute(self.conn)?;
        Ok(())
    }
}

impl Claim {
    /// Number of the advisory lock that keeps two of the same request apart.
    fn lock(&self) -> i64 {
        lock_number(&[&self.principal, &self.route, &self.key].map(String::as_str).join("\n"))
    }
}
