//! The way of a file into the database: part by part, so that no program holds all of it.

use std::io;

use domain::ImportId;
use persistence::{Actor, At, Error, Result, Store};
use wire::ProblemCode;
use wire::import::{Import, MAX_FILE_BYTES};

/// Bytes of a part.
const PART_BYTES: usize = 1024 * 1024;

/// A file on its way in. Dropped before [`Upload::finish`], it leaves an import that cannot be started.
pub struct Upload {
    actor: Actor,
    id: ImportId,
    part: i32,
    bytes: u64,
    waiting: Vec<u8>,
}

impl Upload {
    /// Begins anew; a file that was there goes.
    pub fn begin(store: &Store, actor: &Actor, at: At<Import>) -> Result<Self> {
        store.write(actor, |tx| tx.clear_import_file(at))?;
        Ok(Self { actor: actor.clone(), id: at.id, part: 0, bytes: 0, waiting: Vec::new() })
    }

    /// Takes more of the file; a file of more than 150 MiB is refused with `payload_too_large`.
    pub fn add(&mut self, store: &Store, bytes: &[u8]) -> Result<()> {
        self.bytes += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if self.bytes > MAX_FILE_BYTES {
            return Err(Error::Rule { code: ProblemCode::PayloadTooLarge, fields: Vec::new() });
        }
        self.waiting.extend_from_slice(bytes);
        while self.waiting.len() >= PART_BYTES {
            let rest = self.waiting.split_off(PART_BYTES);
            self.write(store)?;
            self.waiting = rest;
        }
        Ok(())
    }

    /// Says that this was all.
    pub fn finish(mut self, store: &Store) -> Result<Import> {
        if !self.waiting.is_empty() {
            self.write(store)?;
        }
        store.write(&self.actor, |tx| tx.complete_import_file(self.id, self.part, self.bytes))
    }

    fn write(&mut self, store: &Store) -> Result<()> {
        store.write(&self.actor, |tx| tx.add_import_part(self.id, self.part, &self.waiting))?;
        self.waiting.clear();
        self.part += 1;
        Ok(())
    }
}

/// Uploads all of `file`.
pub fn upload(store: &Store, actor: &Actor, id: ImportId, mut file: impl io::Read) -> Result<Import> {
    let mut upload = Upload::begin(store, actor, At { id, version: None })?;
    let mut buffer = vec![0; 256 * 1024];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return upload.finish(store),
            Ok(read) => upload.add(store, &buffer[..read])?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Error::Internal(format!("the file cannot be read: {error}"))),
        }
    }
}
