//! What the browser keeps of an import until it is over: the beginning of its file, and the plan as far as it is made.
//! So the work can be left and taken up again.

use domain::{ImportId, ImportStatus};
use serde_json::{Map, Value};
use wire::import::{Import, ImportPlan};

use super::file::Sample;
use crate::state::draft;

/// The beginning of the file.
pub(super) fn sample(id: ImportId) -> Option<Sample> {
    let values = draft::read(&sample_name(id));
    (!values.is_empty()).then(|| serde_json::from_value(Value::Object(values)).ok())?
}

/// The plan, if it was made on this version of the import.
pub(super) fn plan(id: ImportId, version: i64) -> Option<ImportPlan> {
    let values = draft::read(&plan_name(id));
    let is_of_version = values.get("version").and_then(Value::as_i64) == Some(version);
    let plan = values.get("plan").filter(|_| is_of_version)?;
    serde_json::from_value(plan.clone()).ok()
}

/// Keeps the beginning of the file.
pub(super) fn keep_sample(id: ImportId, sample: &Sample) {
    if let Ok(Value::Object(values)) = serde_json::to_value(sample) {
        draft::keep(&sample_name(id), &values);
    }
}

/// Keeps the plan, made on this version of the import.
pub(super) fn keep_plan(id: ImportId, version: i64, plan: &ImportPlan) {
    if let Ok(plan) = serde_json::to_value(plan) {
        let values = Map::from_iter([("version".to_owned(), version.into()), ("plan".to_owned(), plan)]);
        draft::keep(&plan_name(id), &values);
    }
}

/// Forgets all of it once the import is over.
pub(super) fn discard_if_over(import: &Import) {
    if import.file_bytes.is_none() && import.status != ImportStatus::Uploading {
        discard(import.id);
    }
}

/// Forgets all of it.
pub(super) fn discard(id: ImportId) {
    draft::discard(&sample_name(id));
    draft::discard(&plan_name(id));
}

fn sample_name(id: ImportId) -> String {
    format!("import.{id}.sample")
}

fn plan_name(id: ImportId) -> String {
    format!("import.{id}.plan")
}
