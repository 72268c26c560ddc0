//! What stands over every step: where one is, and the steps.

use domain::Kind;
use kit::{Step as Mark, StepState, Stepper};
use leptos::prelude::*;
use wire::import::Import;
use words::tr;

use super::step::Step;
use crate::features;

/// Heading and steps.
#[component]
pub(super) fn Frame(
    #[prop(into)] title: Signal<String>,
    /// What the rows become, as soon as that is settled.
    #[prop(optional)]
    kind: Option<Kind>,
    #[prop(into)] steps: Signal<Vec<Mark>>,
    /// The step that is shown.
    #[prop(into)]
    current: Signal<Step>,
    /// When another step is gone to.
    #[prop(optional, into)]
    on_step: Option<Callback<Step>>,
    /// What can be done with the import.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let place =
        Signal::derive(move || Step::ALL.iter().position(|step| *step == current.get()).unwrap_or_default());
    let select = Callback::new(move |place: usize| {
        if let Some(on_step) = on_step {
            on_step.run(Step::ALL[place]);
        }
    });
    let of_kind = kind.and_then(features::entity).map(|entity| {
        view! {
            <kit::Icon icon=icondata_lu::LuChevronRight />
            <span class="quiet">{move || (entity.many)()}</span>
        }
    });
    view! {
        <header class="import-head">
            <nav class="record-trail" aria-label=move || tr!(record.trail)>
                <a href="/imports">{move || tr!(kind.imports)}</a>
                {of_kind}
            </nav>
            <div class="page-head">
                <h1 tabindex="-1">{move || title.get()}</h1>
                <div class="page-actions">{children.map(|children| children())}</div>
            </div>
            <Stepper steps current=place on_select=select />
        </header>
    }
    .into_any()
}

/// The steps of an import as marks: those before the one it is at are done. None for one that is still to be made.
pub(super) fn marks(import: Option<&Import>) -> Vec<Mark> {
    let mark = |step: Step| {
        let is_done =
            import.is_some_and(|import| step < Step::of(import) || Step::of(import) == Step::Result);
        let is_open = import.is_some_and(|import| step.is_open(import));
        Mark { label: step.label(), state: if is_done { StepState::Done } else { StepState::Todo }, is_open }
    };
    Step::ALL.into_iter().map(mark).collect()
}
