//! The first step: what the rows are to become, which file, and how it is written.

use domain::Kind;
use domain::access::Action;
use kit::{Banner, Button, ButtonKind, Choice, FileDrop, Progress, Select, Tone, format};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use wire::import::{
    Delimiter, Encoding, Import, ImportInput, ImportPlan, ImportTemplate, MAX_FILE_BYTES, MAX_ROWS,
};
use words::tr;

use super::file::Look;
use super::listed::{all, pick};
use super::preview::Preview;
use super::sample::{BadHeader, Sample};
use super::{calls, kept, propose};
use crate::api::{Failure, Load, changes};
use crate::features::{self, ENTITIES};
use crate::record::Entity;

/// The step on the screen.
#[derive(Clone, Copy)]
struct Upload {
    /// The import, as soon as the server knows it.
    import: RwSignal<Option<Import>>,
    kind: RwSignal<String>,
    /// The template that was chosen, by its id.
    template: RwSignal<String>,
    /// The plan to begin with: that of a template or of an earlier import.
    base: RwSignal<Option<ImportPlan>>,
    file: RwSignal<Option<web_sys::File>, LocalStorage>,
    look: RwSignal<Option<Look>>,
    encoding: RwSignal<Encoding>,
    delimiter: RwSignal<Delimiter>,
    sample: Memo<Option<Sample>>,
    error: RwSignal<Option<String>>,
    is_busy: RwSignal<bool>,
    /// How much of the file has arrived.
    arrived: RwSignal<f64>,
}

impl Upload {
    fn new(import: Option<Import>, kind: Option<Kind>, base: Option<ImportPlan>) -> Self {
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
            is_busy: RwSignal::new(false),
            arrived: RwSignal::new(0.0),
        }
    }

    fn entity(self) -> Option<&'static Entity> {
        self.kind.with(|kind| kind.parse().ok()).and_then(features::entity)
    }

    /// Looks into a file that was chosen.
    fn choose(self, file: web_sys::File) {
        self.error.set(None);
        self.look.set(None);
        if file.size() > most_bytes() {
            self.file.set(None);
            self.error.set(Some(tr!(import.too_large, most = format::file_size(MAX_FILE_BYTES))));
            return;
        }
        self.file.set(Some(file.clone()));
        spawn_local(async move {
            match Look::at(&file).await {
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

    /// Why the file cannot be sent, if it cannot; followed.
    fn wrong(self) -> Option<String> {
        let bad = self.sample.with(|sample| sample.as_ref().and_then(Sample::bad_header))?;
        Some(match bad {
            BadHeader::Missing => tr!(import.header_missing),
            BadHeader::Unnamed(place) => tr!(import.header_unnamed, place = place),
            BadHeader::Twice(name) => tr!(import.header_twice, name = name),
        })
    }

    /// True if all is there that the next step needs; followed.
    fn is_ready(self) -> bool {
        let has_file = self.sample.with(Option::is_some) && self.wrong().is_none();
        let is_there = || self.import.with(|import| import.as_ref().is_some_and(has_its_file));
        self.entity().is_some() && (has_file || self.file.with(Option::is_none) && is_there())
    }

    /// Sends what is new and goes on to the columns.
    fn go_on(self, on_done: Callback<Import>) {
        let Some(entity) = untrack(|| self.entity()) else { return };
        if self.is_busy.get_untracked() {
            return;
        }
        let (file, sample) = (self.file.get_untracked(), self.sample.get_untracked());
        let (Some(file), Some(sample)) = (file, sample) else {
            if let Some(import) = self.import.get_untracked() {
                on_done.run(import);
            }
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

/// The step. `import` is none for a new one; `base` is the plan of an earlier import to begin with.
#[component]
pub(super) fn UploadStep(
    import: Option<Import>,
    kind: Option<Kind>,
    base: Option<ImportPlan>,
    on_done: Callback<Import>,
) -> impl IntoView {
    let upload = Upload::new(import, kind, base);
    let error = move || {
        let text = upload.error.get().or_else(|| upload.wrong())?;
        Some(view! { <Banner tone=Tone::Danger>{text}</Banner> })
    };
    let progress = move || {
        upload.is_busy.get().then(|| {
            view! { <Progress value=upload.arrived label=move || tr!(import.sending) /> }
        })
    };
    let navigate = StoredValue::new_local(use_navigate());
    let leave = move || navigate.with_value(|navigate| navigate("/imports", Default::default()));
    let head = if upload.import.with_untracked(Option::is_some) {
        view! { <p class="quiet">{move || upload.entity().map(|entity| tr!(import.becomes, kinds = (entity.many)()))}</p> }
            .into_any()
    } else {
        choices(upload)
    };
    view! {
        <div class="import-step" data-step="upload">
            {head}
            <FileChoice upload />
            {error}
            {progress}
            <div class="import-foot">
                <Button label=move || tr!(common.cancel) kind=ButtonKind::Ghost on_press=leave />
                <Button
                    label=move || tr!(import.go_on)
                    kind=ButtonKind::Primary
                    busy=upload.is_busy
                    disabled=Signal::derive(move || !upload.is_ready())
                    on_press=move || upload.go_on(on_done)
                />
            </div>
        </div>
    }
    .into_any()
}

/// What the rows are to become, and by which template.
fn choices(upload: Upload) -> AnyView {
    let templates = Load::new(|| {
        changes::follow(Kind::ImportTemplate);
        calls::templates()
    });
    let kinds = Signal::derive(|| {
        let may = ENTITIES.iter().filter(|entity| entity.may(Action::Create));
        may.map(|entity| Choice::new(entity.kind.as_str(), (entity.many)())).collect::<Vec<_>>()
    });
    let fitting = move |template: &&ImportTemplate| {
        let kind = upload.kind.get();
        kind.is_empty() || template.kind.as_str() == kind
    };
    let saved = Signal::derive(move || {
        templates.with(|all| {
            let all = all.map(Vec::as_slice).unwrap_or_default().iter().filter(fitting);
            all.map(|template| Choice::new(template.id.to_string(), template.name.clone()))
                .collect::<Vec<_>>()
        })
    });
    let choose_kind = Callback::new(move |kind: String| {
        upload.kind.set(kind);
        upload.template.set(String::new());
        upload.base.set(None);
    });
    let choose_template = Callback::new(move |id: String| {
        let chosen = templates.with(|all| {
            all.and_then(|all| all.iter().find(|template| template.id.to_string() == id).cloned())
        });
        if let Some(template) = &chosen {
            upload.kind.set(template.kind.as_str().to_owned());
        }
        upload.base.set(chosen.map(|template| template.plan));
        upload.template.set(id);
    });
    let none = move || {
        let is_again = upload.template.with(String::is_empty) && upload.base.with(Option::is_some);
        if is_again { tr!(import.template_earlier) } else { tr!(import.template_none) }
    };
    view! {
        <div class="form-fields">
            <kit::Field label=move || tr!(import.kind) required=true>
                <Select value=upload.kind choices=kinds on_change=choose_kind allow_none=move || tr!(import.choose) />
            </kit::Field>
            <kit::Field label=move || tr!(import.template) hint=move || tr!(import.template_hint)>
                <Select value=upload.template choices=saved on_change=choose_template allow_none=none />
            </kit::Field>
        </div>
    }
    .into_any()
}

/// The file, how it is written, and its first rows.
#[component]
fn FileChoice(upload: Upload) -> impl IntoView {
    let take = Callback::new(move |file| upload.choose(file));
    let hint = move || {
        let most = format::file_size(MAX_FILE_BYTES);
        tr!(import.file_hint, most = most, rows = format::number(MAX_ROWS))
    };
    let name = move || {
        let chosen = upload.file.with(|file| file.as_ref().map(|file| (file.name(), bytes_of(file.size()))));
        chosen.or_else(|| {
            upload.import.with(|import| {
                let import = import.as_ref()?;
                let bytes = import.file_bytes.and_then(|bytes| u64::try_from(bytes).ok())?;
                Some((import.file_name.clone(), bytes))
            })
        })
    };
    let chosen = move || {
        let (name, bytes) = name()?;
        Some(view! {
            <p class="import-file">
                <kit::Icon icon=icondata_lu::LuFileSpreadsheet />
                <strong class="cut">{name}</strong>
                <span class="quiet">{format::file_size(bytes)}</span>
            </p>
        })
    };
    let form = move || {
        upload.sample.with(Option::is_some).then(|| {
            view! {
                <div class="form-fields">
                    <kit::Field label=move || tr!(import.encoding) hint=move || tr!(import.encoding_hint)>
                        {pick(
                            upload.encoding.into(),
                            all(),
                            Callback::new(move |encoding| upload.encoding.set(encoding)),
                        )}
                    </kit::Field>
                    <kit::Field label=move || tr!(import.delimiter)>
                        {pick(
                            upload.delimiter.into(),
                            all(),
                            Callback::new(move |delimiter| upload.delimiter.set(delimiter)),
                        )}
                    </kit::Field>
                </div>
            }
        })
    };
    let kept =
        upload.import.with_untracked(|import| import.as_ref().and_then(|import| kept::sample(import.id)));
    let shown = Signal::derive(move || {
        upload.sample.get().or_else(|| kept.clone().filter(|_| upload.file.with(Option::is_none)))
    });
    view! {
        <FileDrop
            on_files=take
            accept=".csv,.tsv,.txt,text/csv"
            hint
            disabled=upload.is_busy
            label=move || tr!(import.file)
        />
        {chosen}
        {form}
        {move || shown.with(Option::is_some).then(|| view! { <Preview sample=shown /> })}
    }
    .into_any()
}

/// A size as browsers tell it: a whole number below 2^53.
fn bytes_of(size: f64) -> u64 {
    format!("{size:.0}").parse().unwrap_or_default()
}
