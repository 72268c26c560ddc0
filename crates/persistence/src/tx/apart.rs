//! Keeping transactions apart that would make two of the same.

use diesel::sql_types::{Array, BigInt};
use diesel::{RunQueryDsl, sql_query};
use sha2::{Digest, Sha256};

use super::Tx;
use crate::Result;

impl Tx<'_> {
    /// Until this transaction ends, no other one goes on that names one of these texts, in any case. So what is looked
    /// for by them and then created is created once.
    pub fn keep_apart<'t>(&mut self, texts: impl IntoIterator<Item = &'t String>) -> Result<()> {
        let mut numbers: Vec<i64> =
            texts.into_iter().map(|text| lock_number(&format!("text\n{}", text.to_lowercase()))).collect();
        // All in the same order, so that nobody waits for each other.
        numbers.sort_unstable();
        numbers.dedup();
        // diesel has no statement for the lock.
        sql_query("SELECT pg_advisory_xact_lock(number) FROM unnest($1) AS number")
            .bind::<Array<BigInt>, _>(numbers)
            .execute(self.conn)?;
        Ok(())
    }
}

/// Number of the advisory lock that a text stands for.
pub(crate) fn lock_number(text: &str) -> i64 {
    Sha256::digest(text).iter().take(8).fold(0, |number, byte| (number << 8) | i64::from(*byte))
}
