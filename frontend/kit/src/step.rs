//! Where something stands on a way of several steps.

use icondata_lu::{LuCheck, LuX};
use leptos::prelude::*;
use words::tr;

use crate::icon::Icon;
use crate::tone::Tone;

/// How far a step is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepState {
    /// It was not begun, or is under way.
    #[default]
    Todo,
    /// It is done.
    Done,
    /// Something in it is wrong.
    Failed,
}

/// A step of a [`Stepper`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is done in it.
    pub label: String,
    /// How far it is.
    pub state: StepState,
    /// It can be gone to.
    pub is_open: bool,
}

/// The steps of an assistant.
#[component]
pub fn Stepper(
    /// What there is to do.
    #[prop(into)]
    steps: Signal<Vec<Step>>,
    /// The number of the present one, from 0.
    #[prop(into)]
    current: Signal<usize>,
    /// When one that can be gone to is pressed.
    #[prop(optional, into)]
    on_select: Option<Callback<usize>>,
) -> impl IntoView {
    let rows = move || {
        let rows = steps.get().into_iter().enumerate().map(|(index, step)| {
            let state = match step.state {
                StepState::Todo => "todo",
                StepState::Done => "done",
                StepState::Failed => "failed",
            };
            let mark = match step.state {
                StepState::Done => view! { <Icon icon=LuCheck size=14 /> }.into_any(),
                StepState::Failed => view! { <Icon icon=LuX size=14 /> }.into_any(),
                StepState::Todo => (index + 1).to_string().into_any(),
            };
            let can_go = move || on_select.is_some() && step.is_open && current.get() != index;
            view! {
                <li class="step" data-state=state>
                    <button
                        type="button"
                        disabled=move || !can_go()
                        aria-current=move || (current.get() == index).then_some("step")
                        on:click=move |_| {
                            if let Some(on_select) = on_select {
                                on_select.run(index);
                            }
                        }
                    >
                        <span class="step-mark">{mark}</span>
                        <span class="step-label">{step.label}</span>
                    </button>
                </li>
            }
        });
        rows.collect_view()
    };
    view! {
        <ol class="stepper" aria-label=move || tr!(kit.steps)>
            {rows}
        </ol>
    }
    .into_any()
}

/// A stage of a [`StageBar`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stage {
    /// What tells it from the others.
    pub id: String,
    /// Its name.
    pub label: String,
    /// Shown on hover: since when, and for how long.
    pub hint: Option<String>,
}

/// The stages of a deal as chevrons: those behind, the present one, those ahead.
#[component]
pub fn StageBar(
    /// The stages in their order.
    #[prop(into)]
    stages: Signal<Vec<Stage>>,
    /// The id of the present one.
    #[prop(into)]
    current: Signal<String>,
    /// The colour of the present one: success for won, danger for lost.
    #[prop(optional, into)]
    tone: Signal<Option<Tone>>,
    /// When another is pressed; without it the stages cannot be pressed.
    #[prop(optional, into)]
    on_select: Option<Callback<String>>,
) -> impl IntoView {
    let rows = move || {
        let stages = stages.get();
        let at = current.with(|current| stages.iter().position(|stage| stage.id == *current));
        let tone = tone.get().unwrap_or(Tone::Accent).name();
        let rows = stages.into_iter().enumerate().map(|(index, stage)| {
            let state = match at {
                Some(at) if index < at => "passed",
                Some(at) if index == at => "current",
                _ => "ahead",
            };
            view! {
                <li class="stage" data-state=state data-tone=tone>
                    <button
                        type="button"
                        title=stage.hint
                        disabled=on_select.is_none()
                        aria-current=(state == "current").then_some("step")
                        on:click=move |_| {
                            if let Some(on_select) = on_select {
                                on_select.run(stage.id.clone());
                            }
                        }
                    >
                        {(state == "passed").then(|| view! { <Icon icon=LuCheck size=14 /> })}
                        <span class="stage-label">{stage.label}</span>
                    </button>
                </li>
            }
        });
        rows.collect_view()
    };
    view! {
        <ol class="stage-bar" aria-label=move || tr!(kit.stages)>
            {rows}
        </ol>
    }
    .into_any()
}
