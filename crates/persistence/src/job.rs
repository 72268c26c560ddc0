//! Jobs: work for later, put into the queue in the transaction that makes it necessary.

use diesel::sql_types::{Json, Nullable, Text};
use diesel::{RunQueryDsl, sql_query};
use domain::{ExportId, ImportId};
use serde::{Deserialize, Serialize};

use crate::{Result, Tx};

/// A kind of job. It may run twice, and after a failure it is tried again.
pub trait Job: Serialize {
    /// Name of the job in the queue.
    const NAME: &'static str;

    /// Jobs of one key are one job.
    fn key(&self) -> Option<String>;
}

/// Reads the file of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunImport {
    /// The import.
    pub import_id: ImportId,
}

impl Job for RunImport {
    const NAME: &'static str = "run_import";

    fn key(&self) -> Option<String> {
        Some(format!("import:{}", self.import_id))
    }
}

/// Removes files of imports that nobody needs any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurgeImportFiles {}

impl Job for PurgeImportFiles {
    const NAME: &'static str = "purge_import_files";

    fn key(&self) -> Option<String> {
        Some(Self::NAME.to_owned())
    }
}

/// Removes notifications that are old.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurgeNotifications {}

impl Job for PurgeNotifications {
    const NAME: &'static str = "purge_notifications";

    fn key(&self) -> Option<String> {
        Some(Self::NAME.to_owned())
    }
}

/// Writes the file of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunExport {
    /// The export.
    pub export_id: ExportId,
}

impl Job for RunExport {
    const NAME: &'static str = "run_export";

    fn key(&self) -> Option<String> {
        Some(format!("export:{}", self.export_id))
    }
}

/// Removes exports whose time is over, with their files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurgeExports {}

impl Job for PurgeExports {
    const NAME: &'static str = "purge_exports";

    fn key(&self) -> Option<String> {
        Some(Self::NAME.to_owned())
    }
}

/// Takes nurtured leads whose day has come back to work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnLeads {}

impl Job for ReturnLeads {
    const NAME: &'static str = "return_leads";

    fn key(&self) -> Option<String> {
        Some(Self::NAME.to_owned())
    }
}

/// Scores all leads anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreLeads {}

impl Job for ScoreLeads {
    const NAME: &'static str = "score_leads";

    fn key(&self) -> Option<String> {
        Some(Self::NAME.to_owned())
    }
}

impl Tx<'_> {
    /// Puts a job into the queue; workers see it once this transaction is committed.
    pub fn enqueue<J: Job>(&mut self, job: &J) -> Result<()> {
        // The queue's own function, which diesel has no word for.
        sql_query("SELECT graphile_worker.add_job(identifier => $1, payload => $2, job_key => $3, max_attempts => 100)")
            .bind::<Text, _>(J::NAME)
            .bind::<Json, _>(serde_json::to_value(job)?)
            .bind::<Nullable<Text>, _>(job.key())
            .execute(self.conn)?;
        Ok(())
    }
}
