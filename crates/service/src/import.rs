//! Files become records: uploaded in parts, read row by row, written chunk by chunk.
//!
//! Each chunk is one transaction, which also moves the import on: killed at any moment, the next run goes on where
//! the last commit was, with no row twice and none lost.

mod cell;
mod chunk;
mod failures;
mod file;
mod mapping;
mod reference;
mod run;
mod upload;

pub use failures::{FailureBatch, failures};
pub use run::{Run, run};
pub use upload::{Upload, upload};

use domain::ImportId;
use persistence::job::RunImport;
use persistence::{At, Result, Tx};
use wire::import::{Import, StartImport};

/// Starts the import as a job: a worker takes it up once this transaction is committed.
pub fn start(tx: &mut Tx<'_>, at: At<Import>, start: StartImport) -> Result<Import> {
    let import = tx.start_import(at, start)?;
    tx.enqueue(&RunImport { import_id: import.id })?;
    Ok(import)
}

/// The whole of a file in the foreground, as the command line does it.
pub fn import_file(
    store: &persistence::Store,
    actor: &persistence::Actor,
    input: wire::import::ImportInput,
    file: impl std::io::Read,
    start: StartImport,
    on_progress: impl FnMut(&Import) -> Run,
) -> Result<Import> {
    let import: Import = store.write(actor, |tx| tx.create(input))?;
    let id: ImportId = import.id;
    upload(store, actor, id, file)?;
    store.write(actor, |tx| tx.start_import(At { id, version: None }, start))?;
    run(store, actor, id, on_progress)
}
