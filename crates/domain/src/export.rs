//! Lists that leave the system as files.

crate::macros::text_enum! {
    /// The form of an exported file.
    pub enum ExportFormat {
        /// Comma-separated values in UTF-8, with a byte order mark for spreadsheets.
        Csv = "csv",
        /// A workbook of Office Open XML with one sheet.
        Xlsx = "xlsx",
    }
}

crate::macros::text_enum! {
    /// How an export stands.
    pub enum ExportStatus {
        /// Waiting for a worker.
        Queued = "queued",
        /// A worker writes the file.
        Running = "running",
        /// The file is there.
        Succeeded = "succeeded",
        /// There will be no file.
        Failed = "failed",
    }
}

impl ExportFormat {
    /// The media type of the file.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

impl ExportStatus {
    /// True while a worker has it or will have it.
    pub const fn is_active(self) -> bool {
        matches!(self, Self::Queued | Self::Running)
    }
}
