//! Which step an import is at, and which can be gone to.

use domain::ImportStatus;
use wire::import::Import;
use words::tr;

/// A step of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Upload,
    Match,
    Check,
    Run,
    Result,
}

impl Step {
    /// Every step, in order.
    pub(super) const ALL: [Self; 5] = [Self::Upload, Self::Match, Self::Check, Self::Run, Self::Result];

    /// Its name in the address.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Upload => "upload",
            Self::Match => "match",
            Self::Check => "check",
            Self::Run => "run",
            Self::Result => "result",
        }
    }

    /// In the language of the user.
    pub(super) fn label(self) -> String {
        match self {
            Self::Upload => tr!(import.step_upload),
            Self::Match => tr!(import.step_match),
            Self::Check => tr!(import.step_check),
            Self::Run => tr!(import.step_run),
            Self::Result => tr!(import.step_result),
        }
    }

    /// The step that an import is at.
    pub(super) const fn of(import: &Import) -> Self {
        let has_file = import.file_bytes.is_some();
        match import.status {
            status if status.is_active() && import.is_dry_run => Self::Check,
            status if status.is_active() => Self::Run,
            ImportStatus::Uploading if has_file => Self::Match,
            ImportStatus::Uploading => Self::Upload,
            _ if import.is_dry_run && has_file => Self::Check,
            // What was stopped, or failed as a whole, can go on.
            _ if has_file => Self::Run,
            _ => Self::Result,
        }
    }

    /// True if the step can be shown: the import is at it, or it was passed and can be done again.
    pub(super) fn is_open(self, import: &Import) -> bool {
        let own = Self::of(import);
        let can_change = import.file_bytes.is_some() && !import.status.is_active();
        self == own || can_change && self < own && matches!(self, Self::Upload | Self::Match)
    }

    /// The step to show: the one that is asked for, or else the one that the import is at.
    pub(super) fn shown(import: &Import, asked: Option<&str>) -> Self {
        let asked = Self::ALL.into_iter().find(|step| Some(step.name()) == asked);
        asked.filter(|step| step.is_open(import)).unwrap_or(Self::of(import))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn import(status: &str, is_dry_run: bool, file_bytes: Option<i64>) -> Import {
        serde_json::from_value(json!({
            "id": "01900000-0000-7000-8000-000000000001", "version": 1, "kind": "account", "status": status,
            "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z",
            "plan": { "kind": "account", "columns": [{ "to": "name", "column": "name" }] },
            "file_name": "accounts.csv", "file_bytes": file_bytes, "headers": [], "is_dry_run": is_dry_run,
            "done_rows": 0, "created_rows": 0, "updated_rows": 0, "failed_rows": 0,
        }))
        .unwrap()
    }

    #[test]
    fn the_step_follows_from_how_the_import_stands() {
        for (status, is_dry_run, file_bytes, step) in [
            ("uploading", false, None, Step::Upload),
            ("uploading", false, Some(9), Step::Match),
            ("queued", true, Some(9), Step::Check),
            ("partly_failed", true, Some(9), Step::Check),
            ("running", false, Some(9), Step::Run),
            ("cancelled", false, Some(9), Step::Run),
            ("failed", false, Some(9), Step::Run),
            ("succeeded", false, None, Step::Result),
            ("succeeded", true, None, Step::Result),
        ] {
            let import = import(status, is_dry_run, file_bytes);
            assert_eq!(Step::of(&import), step, "{status}, dry {is_dry_run}, {file_bytes:?}");
        }
    }

    #[test]
    fn only_what_was_passed_can_be_gone_back_to() {
        let checked = import("succeeded", true, Some(9));
        assert_eq!(Step::shown(&checked, Some("match")), Step::Match);
        assert_eq!(Step::shown(&checked, Some("upload")), Step::Upload);
        assert_eq!(Step::shown(&checked, Some("result")), Step::Check);
        assert_eq!(Step::shown(&checked, None), Step::Check);
        assert_eq!(Step::shown(&import("uploading", false, None), Some("match")), Step::Upload);
        assert_eq!(Step::shown(&import("running", false, Some(9)), Some("match")), Step::Run);
        assert_eq!(Step::shown(&import("succeeded", false, None), Some("match")), Step::Result);
    }
}
