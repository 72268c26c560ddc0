//! The way of a written file into the database: part by part, so that no program holds all of it.

use std::io::{self, Write};

use persistence::{Actor, Begun, Result, Store};

/// Bytes of a part.
const PART_BYTES: usize = 1024 * 1024;

/// The file of a run, as something to write into.
pub(super) struct Parts {
    store: Store,
    actor: Actor,
    begun: Begun,
    part: i32,
    bytes: i64,
    waiting: Vec<u8>,
}

impl Parts {
    /// The file of this run, empty.
    pub(super) fn new(store: &Store, actor: &Actor, begun: &Begun) -> Self {
        let (store, actor, begun) = (store.clone(), actor.clone(), begun.clone());
        Self { store, actor, begun, part: 0, bytes: 0, waiting: Vec::new() }
    }

    /// Stores the last part; says how many bytes the file has.
    pub(super) fn finish(mut self) -> Result<i64> {
        if !self.waiting.is_empty() {
            self.store_part()?;
        }
        Ok(self.bytes)
    }

    fn store_part(&mut self) -> Result<()> {
        let (begun, part, content) = (&self.begun, self.part, &self.waiting);
        self.store.write(&self.actor, |tx| tx.add_export_part(begun, part, content))?;
        self.bytes += i64::try_from(self.waiting.len()).unwrap_or(i64::MAX);
        self.part += 1;
        self.waiting.clear();
        Ok(())
    }
}

impl Write for Parts {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(PART_BYTES - self.waiting.len());
        self.waiting.extend_from_slice(&bytes[..taken]);
        if self.waiting.len() == PART_BYTES {
            self.store_part().map_err(io::Error::other)?;
        }
        Ok(taken)
    }

    /// Parts are stored when they are full: there is nothing to hurry.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
