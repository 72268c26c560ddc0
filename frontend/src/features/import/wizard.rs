//! The steps of one import. Which step is shown follows from how the import stands; the address says it only where a
//! step is gone back to. So an import can be left at any moment and taken up again.

mod follow;
mod frame;
mod step;

use domain::{ImportId, Kind};
use kit::{
    Button, ButtonKind, Empty, EmptyKind, Failed, LinkButton, Question, Skeleton, SkeletonShape, announce,
    ask, toast,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use wire::ProblemCode;
use wire::import::{Import, ImportPlan, StartImport};
use words::tr;

use self::follow::follow;
use self::frame::{Frame, marks};
use self::step::Step;
use super::check_step::CheckStep;
use super::match_step::MatchStep;
use super::run_step::{ResultStep, RunStep};
use super::upload_step::UploadStep;
use super::{calls, focus, kept};
use crate::api::Failure;

/// What the steps of an import share.
#[derive(Clone, Copy)]
pub(super) struct Wizard {
    pub(super) import: RwSignal<Import>,
    /// The server is asked to start or stop it.
    pub(super) is_busy: RwSignal<bool>,
    go: Callback<Place>,
}

/// What the address says of an import: a step that is gone back to, and the column to show there.
#[derive(Default)]
struct Place {
    step: Option<Step>,
    column: Option<String>,
}

impl Wizard {
    /// Shows the step that the import is at.
    pub(super) fn forward(self, import: Import) {
        self.import.try_set(import);
        self.go.try_run(Place::default());
    }

    /// Goes back to the columns, to one of them if it is named.
    pub(super) fn back_to_match(self, column: Option<String>) {
        self.go.run(Place { step: Some(Step::Match), column });
    }

    /// Lets a worker check the rows, or bring them in.
    pub(super) fn start(self, start: StartImport) {
        self.ask_server(async move { calls::start(&self.import.get_untracked(), start).await });
    }

    /// Stops the worker.
    pub(super) fn stop(self) {
        self.ask_server(async move { calls::cancel(self.import.get_untracked().id).await });
    }

    /// Asks once at a time, and shows the step that follows.
    fn ask_server(self, question: impl Future<Output = Result<Import, Failure>> + 'static) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        spawn_local(async move {
            let answer = question.await;
            self.is_busy.try_set(false);
            match answer {
                Ok(import) => self.forward(import),
                Err(failure) => self.refused(failure).await,
            }
        });
    }

    /// Tells why the server refused something. If somebody else was quicker, it shows how the import stands now.
    pub(super) async fn refused(self, failure: Failure) {
        toast::failed(failure.words(), None);
        if failure.is_conflict()
            && let Some(import) = self.import.try_get_untracked()
            && let Ok(now) = calls::get(import.id).await
        {
            self.forward(now);
        }
    }

    /// Deletes the import, and calls `on_deleted`, if the user means it.
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
    move || match (import.get(), failure.get()) {
        (Some(import), _) => view! { <Steps import /> }.into_any(),
        (None, Some(failure)) if failure.code() == Some(ProblemCode::NotFound) => gone(),
        (None, Some(failure)) => {
            let detail = failure.request_id().unwrap_or_default().to_owned();
            view! { <Failed text=move || failure.words() detail on_retry=load /> }.into_any()
        }
        (None, None) => view! { <Skeleton shape=SkeletonShape::Form /> }.into_any(),
    }
}

/// What is shown where there is no such import.
pub(super) fn gone() -> AnyView {
    view! {
        <Empty kind=EmptyKind::NoPermission title=move || tr!(import.gone) body=move || tr!(import.gone_text)>
            <LinkButton href="/imports" label=move || tr!(import.to_history) />
        </Empty>
    }
    .into_any()
}

#[component]
fn Steps(import: Import) -> impl IntoView {
    let (id, kind) = (import.id, import.kind);
    let import = RwSignal::new(import);
    let query = use_query_map();
    let navigate = StoredValue::new_local(use_navigate());
    let visit = move |path: &str| navigate.with_value(|navigate| navigate(path, NavigateOptions::default()));
    let go = Callback::new(move |place: Place| visit(&address(id, place)));
    let wizard = Wizard { import, is_busy: RwSignal::new(false), go };
    follow(import);
    let shown = Memo::new(move |_| {
        let asked = query.read().get("step");
        import.with(|import| Step::shown(import, asked.as_deref()))
    });
    Effect::new(move |before: Option<Step>| {
        let now = shown.get();
        match before {
            None => focus::arrive(),
            Some(before) if before != now => {
                announce(now.label());
                focus::step();
            }
            Some(_) => {}
        }
        now
    });
    let body = move || match shown.get() {
        Step::Upload => {
            let done = Callback::new(move |done: Import| {
                wizard.import.set(done);
                wizard.back_to_match(None);
            });
            view! { <UploadStep import=Some(import.get_untracked()) kind=None base=None on_done=done /> }
                .into_any()
        }
        Step::Match => view! { <MatchStep wizard column=query.read_untracked().get("column") /> }.into_any(),
        Step::Check => view! { <CheckStep wizard /> }.into_any(),
        Step::Run => view! { <RunStep wizard /> }.into_any(),
        Step::Result => view! { <ResultStep wizard /> }.into_any(),
    };
    let leave = Callback::new(move |()| visit("/imports"));
    let can_delete = move || import.with(|import| !import.status.is_active());
    let go_to = Callback::new(move |step: Step| {
        let is_own = import.with_untracked(Step::of) == step;
        go.run(Place { step: (!is_own).then_some(step), column: None });
    });
    view! {
        <Frame
            title=Signal::derive(move || import.with(|import| import.file_name.clone()))
            kind
            steps=Signal::derive(move || import.with(|import| marks(Some(import))))
            current=shown
            on_step=go_to
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

/// Where a step of an import is.
fn address(id: ImportId, place: Place) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(place.step.map(|step| ("step", step.name())));
    query.extend_pairs(place.column.map(|column| ("column", column)));
    let query = query.finish();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("/imports/{id}{mark}{query}")
}

/// The import that is about to be made. `base` is the plan to begin with.
#[component]
pub(super) fn New(kind: Option<Kind>, base: Option<ImportPlan>) -> impl IntoView {
    let navigate = StoredValue::new_local(use_navigate());
    let done = Callback::new(move |import: Import| {
        let path = address(import.id, Place::default());
        navigate.with_value(|navigate| navigate(&path, NavigateOptions::default()));
    });
    view! {
        <Frame
            title=Signal::derive(|| tr!(import.new))
            steps=Signal::derive(|| marks(None))
            current=Signal::stored(Step::Upload)
        />
        <UploadStep import=None kind base on_done=done />
    }
    .into_any()
}
