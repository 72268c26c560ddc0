//! The steps of one import. Which step is shown follows from how the import stands; the address says it only where a
//! step is gone back to. So an import can be left at any moment and taken up again.

use domain::{ImportId, ImportStatus, Kind};
use gloo_timers::future::TimeoutFuture;
use kit::{
    Button, ButtonKind, Empty, EmptyKind, Failed, LinkButton, Question, Skeleton, SkeletonShape,
    Step as Mark, StepState, Stepper, ask, toast,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_query_map};
use wire::ProblemCode;
use wire::import::{Import, ImportPlan};
use words::tr;

use super::check_step::CheckStep;
use super::match_step::MatchStep;
use super::run_step::{ResultStep, RunStep};
use super::upload_step::UploadStep;
use super::{calls, kept};
use crate::api::{Failure, changes};
use crate::features;

/// Milliseconds before the first look at how far an import is, and the most between two looks.
const PAUSES: (u32, u32) = (400, 5000);

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Upload,
    Match,
    Check,
    Run,
    Result,
}

impl Step {
    const ALL: [Self; 5] = [Self::Upload, Self::Match, Self::Check, Self::Run, Self::Result];

    /// Its name in the address.
    const fn name(self) -> &'static str {
        match self {
            Self::Upload => "upload",
            Self::Match => "match",
            Self::Check => "check",
            Self::Run => "run",
            Self::Result => "result",
        }
    }

    fn label(self) -> String {
        match self {
            Self::Upload => tr!(import.step_upload),
            Self::Match => tr!(import.step_match),
            Self::Check => tr!(import.step_check),
            Self::Run => tr!(import.step_run),
            Self::Result => tr!(import.step_result),
        }
    }

    const fn number(self) -> usize {
        match self {
            Self::Upload => 0,
            Self::Match => 1,
            Self::Check => 2,
            Self::Run => 3,
            Self::Result => 4,
        }
    }

    /// The step that an import is at.
    fn of(import: &Import) -> Self {
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

    /// The step to show: the one that is asked for, if it was passed already and can be gone back to.
    fn shown(import: &Import, asked: Option<&str>) -> Self {
        let own = Self::of(import);
        let asked = [Self::Upload, Self::Match].into_iter().find(|step| Some(step.name()) == asked);
        asked.filter(|step| can_go_back(import) && step.number() < own.number()).unwrap_or(own)
    }
}

/// True if the file and the plan of an import can still be changed.
const fn can_go_back(import: &Import) -> bool {
    import.file_bytes.is_some() && !import.status.is_active()
}

/// What the steps of an import share.
#[derive(Clone, Copy)]
pub(super) struct Wizard {
    pub(super) import: RwSignal<Import>,
    /// Shows a step that was passed already, or with None the one that the import is at. The second is the column to
    /// show there.
    go: Callback<(Option<Step>, Option<String>)>,
}

impl Wizard {
    /// Shows the step that the import is at.
    pub(super) fn forward(self, import: Import) {
        self.import.set(import);
        self.go.run((None, None));
    }

    /// Goes back to the columns, to one of them if it is named.
    pub(super) fn back_to_match(self, column: Option<String>) {
        self.go.run((Some(Step::Match), column));
    }

    /// Deletes the import.
    fn delete(self, on_deleted: Callback<()>) {
        spawn_local(async move {
            let import = self.import.get_untracked();
            let question = Question {
                title: tr!(import.delete_title, name = import.file_name.clone()),
                body: tr!(import.delete_text),
                confirm_label: tr!(import.delete),
                danger: true,
            };
            if !ask(question).await {
                return;
            }
            match calls::delete(&import).await {
                Ok(()) => {
                    kept::discard(import.id);
                    on_deleted.try_run(());
                }
                Err(failure) => toast::failed(failure.words(), None),
            }
        });
    }
}

/// The import that the address names.
#[component]
pub(super) fn Existing(id: ImportId) -> impl IntoView {
    let import = RwSignal::new(None::<Import>);
    let failure = RwSignal::new(None::<Failure>);
    let load = move || {
        failure.set(None);
        spawn_local(async move {
            match calls::get(id).await {
                Ok(found) => drop(import.try_set(Some(found))),
                Err(problem) => drop(failure.try_set(Some(problem))),
            }
        });
    };
    load();
    let is_there = Memo::new(move |_| import.with(Option::is_some));
    move || {
        match (is_there.get(), failure.get()) {
        (true, _) => {
            let Some(found) = import.get_untracked() else { return ().into_any() };
            view! { <Steps import=found /> }.into_any()
        }
        (false, Some(failure)) if failure.code() == Some(ProblemCode::NotFound) => view! {
            <Empty kind=EmptyKind::NoPermission title=move || tr!(import.gone) body=move || tr!(import.gone_text)>
                <LinkButton href="/imports" label=move || tr!(import.to_history) />
            </Empty>
        }
        .into_any(),
        (false, Some(failure)) => {
            let detail = failure.request_id().unwrap_or_default().to_owned();
            view! { <Failed text=move || failure.words() detail on_retry=load /> }.into_any()
        }
        (false, None) => view! { <Skeleton shape=SkeletonShape::Form /> }.into_any(),
    }
    }
}

#[component]
fn Steps(import: Import) -> impl IntoView {
    let id = import.id;
    let import = RwSignal::new(import);
    let query = use_query_map();
    let navigate = StoredValue::new_local(use_navigate());
    let go = Callback::new(move |(step, column): (Option<Step>, Option<String>)| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if let Some(step) = step {
            query.append_pair("step", step.name());
        }
        if let Some(column) = column {
            query.append_pair("column", &column);
        }
        let query = query.finish();
        let mark = if query.is_empty() { "" } else { "?" };
        navigate.with_value(|navigate| navigate(&format!("/imports/{id}{mark}{query}"), Default::default()));
    });
    let wizard = Wizard { import, go };
    follow(import);
    let shown = Memo::new(move |_| {
        let asked = query.read().get("step");
        import.with(|import| Step::shown(import, asked.as_deref()))
    });
    let body = move || match shown.get() {
        Step::Upload => {
            let import = import.get_untracked();
            let done = Callback::new(move |done: Import| {
                wizard.import.set(done);
                wizard.back_to_match(None);
            });
            view! { <UploadStep import=Some(import) kind=None base=None on_done=done /> }.into_any()
        }
        Step::Match => view! { <MatchStep wizard column=query.read_untracked().get("column") /> }.into_any(),
        Step::Check => view! { <CheckStep wizard /> }.into_any(),
        Step::Run => view! { <RunStep wizard /> }.into_any(),
        Step::Result => view! { <ResultStep wizard /> }.into_any(),
    };
    let leave = Callback::new(move |()| {
        navigate.with_value(|navigate| navigate("/imports", Default::default()));
    });
    let can_delete = move || import.with(|import| !import.status.is_active());
    let back = Callback::new(move |number: usize| {
        let step = Step::ALL.into_iter().find(|step| step.number() == number);
        go.run((step.filter(|step| import.with_untracked(Step::of) != *step), None));
    });
    view! {
        <Frame
            title=Signal::derive(move || import.with(|import| import.file_name.clone()))
            kind=import.with_untracked(|import| import.kind)
            current=shown
            is_over=Signal::derive(move || import.with(|import| Step::of(import) == Step::Result))
            can_go_back=Signal::derive(move || import.with(can_go_back))
            on_back=back
        >
            <Show when=can_delete>
                <Button
                    label=move || tr!(import.delete)
                    kind=ButtonKind::Ghost
                    icon=icondata_lu::LuTrash2
                    on_press=move || wizard.delete(leave)
                />
            </Show>
        </Frame>
        {body}
    }
    .into_any()
}

/// The import that is about to be made. `base` is the plan to begin with.
#[component]
pub(super) fn New(kind: Option<Kind>, base: Option<ImportPlan>) -> impl IntoView {
    let navigate = StoredValue::new_local(use_navigate());
    let done = Callback::new(move |import: Import| {
        navigate.with_value(|navigate| navigate(&format!("/imports/{}", import.id), Default::default()));
    });
    view! {
        <Frame
            title=Signal::derive(|| tr!(import.new))
            kind=None
            current=Signal::stored(Step::Upload)
            is_over=Signal::stored(false)
            can_go_back=Signal::stored(false)
            on_back=Callback::new(|_| ())
        />
        <UploadStep import=None kind base on_done=done />
    }
    .into_any()
}

/// Heading and steps.
#[component]
fn Frame(
    #[prop(into)] title: Signal<String>,
    #[prop(into)] kind: Option<Kind>,
    #[prop(into)] current: Signal<Step>,
    is_over: Signal<bool>,
    can_go_back: Signal<bool>,
    on_back: Callback<usize>,
    /// What can be done with it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let steps = Signal::derive(move || {
        let (current, is_over) = (current.get().number(), is_over.get());
        let mark = |step: Step| {
            let is_done = step.number() < current || is_over;
            Mark { label: step.label(), state: if is_done { StepState::Done } else { StepState::Todo } }
        };
        Step::ALL.into_iter().map(mark).collect::<Vec<_>>()
    });
    let number = Signal::derive(move || current.get().number());
    let of_kind = kind.and_then(features::entity).map(|entity| {
        view! { <span class="quiet">{move || (entity.many)()}</span> }
    });
    let stepper = move || {
        if can_go_back.get() {
            view! { <Stepper steps current=number on_select=on_back /> }.into_any()
        } else {
            view! { <Stepper steps current=number /> }.into_any()
        }
    };
    view! {
        <header class="import-head">
            <nav class="record-trail" aria-label=move || tr!(record.trail)>
                <a href="/imports">{move || tr!(kind.imports)}</a>
                <kit::Icon icon=icondata_lu::LuChevronRight />
                {of_kind}
            </nav>
            <div class="page-head">
                <h1 tabindex="-1">{move || title.get()}</h1>
                <div class="page-actions">{children.map(|children| children())}</div>
            </div>
            {stepper}
        </header>
    }
    .into_any()
}

/// Looks how far the import is while a worker has it, less and less often.
fn follow(import: RwSignal<Import>) {
    let is_active = Memo::new(move |_| import.with(|import| import.status.is_active()));
    Effect::new(move |_| {
        if !is_active.get() {
            return;
        }
        let id = import.with_untracked(|import| import.id);
        spawn_local(async move {
            let mut pause = PAUSES.0;
            while is_active.try_get_untracked() == Some(true) {
                TimeoutFuture::new(pause).await;
                if let Ok(now) = calls::get(id).await {
                    take(import, now);
                }
                pause = (pause * 3 / 2).min(PAUSES.1);
            }
        });
    });
}

/// Takes what the server said last, and tells the other screens when it is over.
fn take(import: RwSignal<Import>, now: Import) {
    if import.try_with_untracked(|before| before.version <= now.version) != Some(true) {
        return;
    }
    if !now.status.is_active() {
        changes::tell(Kind::Import);
        if !now.is_dry_run {
            changes::tell(now.kind);
        }
        if now.file_bytes.is_none() {
            kept::discard(now.id);
        }
    }
    import.try_set(now);
}
