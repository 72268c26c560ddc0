//! How an import stands.

crate::macros::text_enum! {
    /// How an import stands.
    pub enum ImportStatus {
        /// The file is not there yet, or the import was not started.
        Uploading = "uploading",
        /// Waiting for a worker.
        Queued = "queued",
        /// A worker reads the file.
        Running = "running",
        /// Every row was accepted.
        Succeeded = "succeeded",
        /// Some rows were refused.
        PartlyFailed = "partly_failed",
        /// Every row was refused, or the file cannot be read with this plan.
        Failed = "failed",
        /// Stopped by a user.
        Cancelled = "cancelled",
    }
}

impl ImportStatus {
    /// True while a worker has it or will have it.
    pub const fn is_active(self) -> bool {
        matches!(self, Self::Queued | Self::Running)
    }

    /// How an import stands when its last row is done.
    pub const fn finished(accepted_rows: i64, failed_rows: i64) -> Self {
        match (accepted_rows, failed_rows) {
            (_, 0) => Self::Succeeded,
            (0, _) => Self::Failed,
            _ => Self::PartlyFailed,
        }
    }
}
