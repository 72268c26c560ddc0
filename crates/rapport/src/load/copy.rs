//! One table, streamed: a thread writes the rows while the ones before are on their way to the database.

use std::io::{self, Write};
use std::pin::pin;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context;
use bytes::Bytes;
use futures_util::SinkExt;
use seed::{Table, World};
use tokio::sync::mpsc;
use tokio_postgres::Client;

/// Chunks of 64 KiB that may wait to be sent.
const WAITING: usize = 16;

/// Fills `table`; returns the number of rows.
pub(super) async fn copy(client: &Client, world: &Arc<World>, table: &'static Table) -> anyhow::Result<u64> {
    let started = Instant::now();
    let in_table = || format!("cannot fill the table {}", table.name);
    let (sender, mut written) = mpsc::channel(WAITING);
    let world = Arc::clone(world);
    let writer = tokio::task::spawn_blocking(move || table.write(&world, &mut Chunks(sender)));
    let mut sink = pin!(client.copy_in(&table.copy_statement()).await.with_context(in_table)?);
    while let Some(chunk) = written.recv().await {
        sink.send(chunk).await.with_context(in_table)?;
    }
    // Before the end of the COPY, which would make half a table of rows that could not be written.
    writer.await?.with_context(in_table)?;
    let rows = sink.finish().await.with_context(in_table)?;
    log::info!("{}: {rows} rows in {:.1} s", table.name, started.elapsed().as_secs_f64());
    Ok(rows)
}

/// Hands what is written to the connection.
struct Chunks(mpsc::Sender<Bytes>);

impl Write for Chunks {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let sent = self.0.blocking_send(Bytes::copy_from_slice(bytes));
        sent.map_err(|error| io::Error::new(io::ErrorKind::BrokenPipe, error))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
