//! What the first step knows, and how it is sent.

use domain::Kind;
use kit::format;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::import::{Delimiter, Encoding, Import, ImportInput, ImportPlan, MAX_FILE_BYTES};
use words::tr;

use crate::api::Failure;
use crate::features;
use crate::features::import::file::{BadHeader, Look, Sample};
use crate::features::import::mapping::propose;
use crate::features::import::{calls, kept};
use crate::record::Entity;

/// What was chosen so far.
#[derive(Clone, Copy)]
pub(super) struct Upload {
    /// The import, as soon as the server knows it.
    pub(super) import: RwSignal<Option<Import>>,
    /// The kind of record that the rows become, as the API writes it; empty if none is chosen yet.
    pub(super) kind: RwSignal<String>,
    /// The template that was chosen, by its id.
    pub(super) template: RwSignal<String>,
    /// The plan to begin with: that of a template or of an earlier import.
    pub(super) base: RwSignal<Option<ImportPlan>>,
    pub(super) file: RwSignal<Option<web_sys::File>, LocalStorage>,
    look: RwSignal<Option<Look>>,
    pub(super) encoding: RwSignal<Encoding>,
    pub(super) delimiter: RwSignal<Delimiter>,
    /// The beginning of the file.
    pub(super) sample: Memo<Option<Sample>>,
    /// Why the file was not taken, by the browser or by the server.
    error: RwSignal<Option<String>>,
    /// It was tried to go on: what is missing is told from then on.
    was_tried: RwSignal<bool>,
    pub(super) is_busy: RwSignal<bool>,
    /// How much of the file has arrived, from 0 to 1.
    pub(super) arrived: RwSignal<f64>,
}

impl Upload {
    pub(super) fn new(import: Option<Import>, kind: Option<Kind>, base: Option<ImportPlan>) -> Self {
        let plan = import.as_ref().map(|import| &import.plan).or(base.as_ref());
        let encoding = RwSignal::new(plan.map(|plan| plan.encoding).unwrap_or_default());
        let delimiter = RwSignal::new(plan.map(|plan| plan.delimiter).unwrap_or_default());
        let kind = plan.map(|plan| plan.kind).or(kind).map(|kind| kind.as_str().to_owned());
        let look = RwSignal::new(None::<Look>);
        let sample = Memo::new(move |_| {
            let (encoding, delimiter) = (encoding.get(), delimiter.get());
            look.with(|look| look.as_ref().map(|look| look.sample(encoding, delimiter)))
        });
        Self {
            import: RwSignal::new(import),
            kind: RwSignal::new(kind.unwrap_or_default()),
            template: RwSignal::new(String::new()),
            base: RwSignal::new(base),
            file: RwSignal::new_local(None),
            look,
            encoding,
            delimiter,
            sample,
            error: RwSignal::new(None),
            was_tried: RwSignal::new(false),
            is_busy: RwSignal::new(false),
            arrived: RwSignal::new(0.0),
        }
    }

    /// The description of the kind; followed.
    pub(super) fn entity(self) -> Option<&'static Entity> {
        self.kind.with(|kind| kind.parse().ok()).and_then(features::entity)
    }

    /// Looks into a file that was chosen.
    pub(super) fn choose(self, file: web_sys::File) {
        self.error.set(None);
        self.look.set(None);
        if file.size() > most_bytes() {
            self.file.set(None);
            self.error.set(Some(tr!(import.too_large, most = most_size())));
            return;
        }
        self.file.set(Some(file.clone()));
        spawn_local(async move {
            match Look::at(&file).await {
                Some(look) if !look.is_text() => {
                    self.file.try_set(None);
                    self.error.try_set(Some(tr!(import.not_text)));
                }
                Some(look) => {
                    let (encoding, delimiter) = look.guess();
                    self.encoding.try_set(encoding);
                    self.delimiter.try_set(delimiter);
                    self.look.try_set(Some(look));
                }
                None => {
                    self.file.try_set(None);
                    self.error.try_set(Some(tr!(import.unreadable_file)));
                }
            }
        });
    }

    /// What is to be said of the kind; followed.
    pub(super) fn kind_error(self) -> Option<String> {
        (self.was_tried.get() && self.entity().is_none()).then(|| tr!(import.choose_kind))
    }

    /// What is to be said of the file; followed.
    pub(super) fn file_error(self) -> Option<String> {
        let missing = || (self.was_tried.get() && !self.has_file()).then(|| tr!(import.choose_file));
        self.error.get().or_else(|| self.bad_header()).or_else(missing)
    }

    fn bad_header(self) -> Option<String> {
        let bad = self.sample.with(|sample| sample.as_ref().and_then(Sample::bad_header))?;
        Some(match bad {
            BadHeader::Missing => tr!(import.header_missing),
            BadHeader::Unnamed(place) => tr!(import.header_unnamed, place = place),
            BadHeader::Twice(name) => tr!(import.header_twice, name = name),
        })
    }

    /// True if a file is chosen, or is at the server already; followed.
    fn has_file(self) -> bool {
        let is_there = || self.import.with(|import| import.as_ref().is_some_and(has_its_file));
        self.sample.with(Option::is_some) || self.file.with(Option::is_none) && is_there()
    }

    /// Sends what is new and goes on to the columns. False if something is missing.
    pub(super) fn go_on(self, on_done: Callback<Import>) -> bool {
        self.was_tried.set(true);
        let (entity, is_good) = untrack(|| (self.entity(), self.has_file() && self.bad_header().is_none()));
        let Some(entity) = entity.filter(|_| is_good) else { return false };
        if !self.is_busy.get_untracked() {
            self.send_and_leave(entity, on_done);
        }
        true
    }

    fn send_and_leave(self, entity: &'static Entity, on_done: Callback<Import>) {
        let (file, sample) = (self.file.get_untracked(), self.sample.get_untracked());
        let (Some(file), Some(sample)) = (file, sample) else {
            self.import.get_untracked().into_iter().for_each(|import| on_done.run(import));
            return;
        };
        self.is_busy.set(true);
        self.error.set(None);
        self.arrived.set(0.0);
        spawn_local(async move {
            let sent = self.send(entity, file, sample).await;
            self.is_busy.try_set(false);
            match sent {
                Ok(import) => drop(on_done.try_run(import)),
                Err(failure) => drop(self.error.try_set(Some(failure.words()))),
            }
        });
    }

    async fn send(
        self,
        entity: &'static Entity,
        file: web_sys::File,
        sample: Sample,
    ) -> Result<Import, Failure> {
        let plan = self.plan(entity, &sample);
        let input = ImportInput {
            file_name: file.name().chars().take(200).collect(),
            plan: propose::with_a_column(entity, &sample, plan.clone()),
        };
        let import = match self.import.get_untracked() {
            Some(import) => calls::change(&import, &input).await?,
            None => calls::create(&input).await?,
        };
        self.import.try_set(Some(import.clone()));
        let import = calls::put_file(&import, file, move |share| {
            self.arrived.try_set(share);
        })
        .await?;
        kept::keep_sample(import.id, &sample);
        kept::keep_plan(import.id, import.version, &plan);
        self.import.try_set(Some(import.clone()));
        Ok(import)
    }

    /// The plan that the next step begins with.
    fn plan(self, entity: &'static Entity, sample: &Sample) -> ImportPlan {
        let earlier = self.import.with_untracked(|import| {
            let import =
                import.as_ref().filter(|import| import.kind == entity.kind && has_its_file(import))?;
            Some(kept::plan(import.id, import.version).unwrap_or_else(|| import.plan.clone()))
        });
        let form = ImportPlan {
            encoding: self.encoding.get_untracked(),
            delimiter: self.delimiter.get_untracked(),
            ..empty_plan(entity.kind)
        };
        match earlier.or(self.base.get_untracked().filter(|base| base.kind == entity.kind)) {
            Some(plan) => ImportPlan { encoding: form.encoding, delimiter: form.delimiter, ..plan },
            None => propose::columns(entity, sample, form),
        }
    }
}

/// The greatest size of a file in words: a round number is enough to go by.
pub(super) fn most_size() -> String {
    format::file_size(MAX_FILE_BYTES - MAX_FILE_BYTES % 10_000_000)
}

/// The greatest size of a file as browsers tell sizes.
fn most_bytes() -> f64 {
    u32::try_from(MAX_FILE_BYTES).map_or(f64::INFINITY, f64::from)
}

fn has_its_file(import: &Import) -> bool {
    import.file_bytes.is_some()
}

fn empty_plan(kind: Kind) -> ImportPlan {
    ImportPlan {
        kind,
        mode: Default::default(),
        match_by: Vec::new(),
        encoding: Encoding::default(),
        delimiter: Delimiter::default(),
        decimal_separator: Default::default(),
        date_formats: Vec::new(),
        columns: Vec::new(),
    }
}
