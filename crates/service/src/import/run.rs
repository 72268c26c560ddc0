//! The run of an import: from its first row, or from where the last run was stopped, to its end.

use std::time::Duration;

use domain::language::Language;
use domain::{Action, ImportId, Right};
use persistence::{
    Actor, Entity, Error, Progress, Result, Store, Tx, Via, VisitEntity, check_plan, every_entity,
};
use wire::FieldError;
use wire::import::{DateFormat, Import, ImportFailure, ImportProblem, MAX_ROWS};

use super::cell::Forms;
use super::chunk::{self, Outcome};
use super::file::{Row, Rows};
use super::mapping::{Mapping, Target};
use super::reference::References;

/// Rows of one transaction.
const CHUNK: usize = 500;
/// How often a chunk is tried when the database is busy.
const TRIES: u32 = 5;

/// Whether a run goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run {
    /// With the next chunk.
    On,
    /// Not now: the import stays as it is, and a later run goes on.
    Pause,
}

/// Runs the import to its end, as its user. Says how far it is after every chunk. Does nothing if the import is not
/// queued or running, and stops if another run is at it. Only [`Error::Unavailable`] is worth another try.
pub fn run(
    store: &Store,
    actor: &Actor,
    id: ImportId,
    mut on_progress: impl FnMut(&Import) -> Run,
) -> Result<Import> {
    let actor = &actor.through(Via::Import, format!("import-{id}"));
    let import: Import = store.read(actor, |read| read.get(id))?;
    if !import.status.is_active() {
        return Ok(import);
    }
    let done = match prepare(store, actor, &import) {
        Ok((rows, mapping, opened)) => go(store, actor, opened, rows, &mapping, &mut on_progress),
        Err(stop) => Err(stop),
    };
    match done {
        Ok(import) => Ok(import),
        Err(Stop::Later(error)) => Err(error),
        Err(Stop::Forever(problem)) => store.write(actor, |tx| tx.fail_import(id, &problem)),
    }
}

/// Why a run ends before the file does.
enum Stop {
    /// Another try may succeed.
    Later(Error),
    /// None will, with this plan and this file.
    Forever(String),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        match error {
            Error::Unavailable(_) => Self::Later(error),
            Error::Invalid(fields) => Self::Forever(in_words(&fields)),
            other => Self::Forever(other.to_string()),
        }
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        match error.downcast::<Error>() {
            Ok(error) => error.into(),
            Err(error) => Self::Forever(format!("the file cannot be read: {error}")),
        }
    }
}

fn in_words(fields: &[FieldError]) -> String {
    let each = fields.iter().map(|field| {
        let place = field.pointer.as_deref().unwrap_or_default();
        format!("{place} {}", field.words(Language::English))
    });
    each.collect::<Vec<_>>().join("; ")
}

/// Opens the file, lays the plan upon it, and goes to the first row that is not done.
fn prepare(store: &Store, actor: &Actor, import: &Import) -> Result<(Rows, Mapping, Import), Stop> {
    actor.needs(Right::Import)?;
    check_plan(&import.plan)?;
    let mut rows = Rows::open(store, actor, import.id, &import.plan)?;
    let mapping = mapping(import, &rows.headers, actor)?;
    if mapping.columns.iter().any(|column| matches!(column.target, Target::Owner(_))) {
        actor.needs(Right::Assign)?;
    }
    let total_rows = match import.total_rows {
        Some(known) => known,
        None => Rows::open(store, actor, import.id, &import.plan)?.skip(MAX_ROWS + 1)?,
    };
    if total_rows > MAX_ROWS {
        return Err(Stop::Forever(format!("the file has more than {MAX_ROWS} rows; send it in pieces")));
    }
    let opened = store.write(actor, |tx| match tx.lock_queued_import(import.id)? {
        Some(_) => tx.open_import(import.id, &rows.headers, total_rows).map(Some),
        None => Ok(None),
    })?;
    let Some(opened) = opened else { return Ok((rows, mapping, import.clone())) };
    rows.skip(opened.done_rows)?;
    Ok((rows, mapping, opened))
}

fn mapping(import: &Import, headers: &[String], actor: &Actor) -> Result<Mapping, Stop> {
    struct Find<'a> {
        import: &'a Import,
        headers: &'a [String],
        forms: Forms,
        found: Option<Result<Mapping, String>>,
    }
    impl VisitEntity for Find<'_> {
        fn visit<E: Entity>(&mut self) {
            if E::KIND == self.import.kind {
                self.found = Some(Mapping::new::<E>(&self.import.plan, self.headers, self.forms.clone()));
            }
        }
    }
    let plan = &import.plan;
    let date_formats =
        if plan.date_formats.is_empty() { vec![DateFormat::Iso] } else { plan.date_formats.clone() };
    let zone = actor.access().time_zone;
    let forms = Forms { decimal_separator: plan.decimal_separator, date_formats, zone };
    let mut find = Find { import, headers, forms, found: None };
    every_entity(&mut find);
    match find.found {
        Some(found) => found.map_err(Stop::Forever),
        None => Err(Stop::Forever(format!("there are no records of the kind {}", import.kind))),
    }
}

/// Chunk after chunk to the end of the file.
fn go(
    store: &Store,
    actor: &Actor,
    mut import: Import,
    mut rows: Rows,
    mapping: &Mapping,
    on_progress: &mut impl FnMut(&Import) -> Run,
) -> Result<Import, Stop> {
    let mut references = References::default();
    loop {
        let chunk = rows.take(CHUNK)?;
        if chunk.is_empty() {
            break;
        }
        let work = Chunk { import: &import, mapping, rows: &chunk };
        match persistently(|| store.write(actor, |tx| work.write(tx, &mut references)))? {
            Some(after) => import = after,
            None => return Ok(store.read(actor, |read| read.get(import.id))?),
        }
        if on_progress(&import) == Run::Pause {
            return Err(Stop::Later(Error::Unavailable("the import was interrupted".to_owned())));
        }
    }
    let finished = persistently(|| {
        store.write(actor, |tx| match tx.lock_running_import(import.id, import.done_rows)? {
            Some(import) => tx.finish_import(&import),
            None => tx.get(import.id),
        })
    })?;
    on_progress(&finished);
    Ok(finished)
}

/// Tries again while the database is busy.
fn persistently<T>(mut work: impl FnMut() -> Result<T>) -> Result<T> {
    let mut tries = 1;
    loop {
        match work() {
            Err(Error::Unavailable(why)) if tries < TRIES => {
                log::warn!("import: the database is busy, trying again: {why}");
                std::thread::sleep(Duration::from_millis(200) * tries);
                tries += 1;
            }
            done => return done,
        }
    }
}

/// Rows on their way into one transaction.
struct Chunk<'a> {
    import: &'a Import,
    mapping: &'a Mapping,
    rows: &'a [Row],
}

impl Chunk<'_> {
    /// Writes the rows and what became of them; None if the import is no longer ours.
    fn write(&self, tx: &mut Tx<'_>, references: &mut References) -> Result<Option<Import>> {
        let Some(import) = tx.lock_running_import(self.import.id, self.import.done_rows)? else {
            return Ok(None);
        };
        let outcomes = self.outcomes(tx, references);
        if outcomes.is_err() || import.is_dry_run {
            references.forget();
        }
        let (progress, failures) = self.tally(outcomes?);
        tx.advance_import(import.id, progress, &failures).map(Some)
    }

    fn outcomes(&self, tx: &mut Tx<'_>, references: &mut References) -> Result<Vec<Outcome>> {
        struct Write<'a, 'b, 'c> {
            chunk: &'a Chunk<'a>,
            tx: &'b mut Tx<'c>,
            references: &'b mut References,
            done: Option<Result<Vec<Outcome>>>,
        }
        impl VisitEntity for Write<'_, '_, '_> {
            fn visit<E: Entity>(&mut self) {
                if E::KIND == self.chunk.import.kind {
                    let Chunk { mapping, rows, .. } = self.chunk;
                    self.done = Some(chunk::write::<E>(self.tx, mapping, self.references, rows));
                }
            }
        }
        let kind = self.import.kind;
        let mut work = |tx: &mut Tx<'_>| {
            let mut write = Write { chunk: self, tx, references, done: None };
            every_entity(&mut write);
            write.done.unwrap_or(Err(Error::Forbidden(kind, Action::Create)))
        };
        if self.import.is_dry_run { tx.rehearse(work) } else { work(tx) }
    }

    fn tally(&self, outcomes: Vec<Outcome>) -> (Progress, Vec<ImportFailure>) {
        let mut progress = Progress::default();
        let mut failures = Vec::new();
        for (row, outcome) in self.rows.iter().zip(outcomes) {
            progress.done_rows += 1;
            match outcome {
                Outcome::Created => progress.created_rows += 1,
                Outcome::Updated => progress.updated_rows += 1,
                Outcome::Failed(errors) => {
                    progress.failed_rows += 1;
                    let problem = |error: FieldError| {
                        let field = error.pointer.as_deref().unwrap_or_default().trim_start_matches('/');
                        let field = field.split('/').next().unwrap_or_default();
                        ImportProblem { column: self.mapping.header_of(field), error }
                    };
                    let cells = row.cells.iter().map(|cell| cell.replace('\0', "\u{fffd}")).collect();
                    let problems = errors.into_iter().map(problem).collect();
                    failures.push(ImportFailure { row_number: row.number, cells, problems });
                }
            }
        }
        (progress, failures)
    }
}
