//! What stands at the top of a deal's page: how it stands, what it is worth, and the way through its stages.

use domain::access::Action;
use domain::opportunity::Outcome;
use domain::{Kind, Right};
use kit::{Badge, Button, ButtonKind, StageBar, Tone, format};
use leptos::prelude::*;
use uuid::Uuid;
use wire::stage::Stage;
use words::{tr, word};

use super::board::card;
use super::step::{self, Taken, outcome_of};
use super::{OPPORTUNITY, history, setup};
use crate::api::records::Record;
use crate::api::session;
use crate::record::cell;

/// The screen is told by the records that changed: nothing else is to be done after a step.
fn take(deal: Signal<Record>, to: Option<Stage>) {
    if let Some(to) = to {
        step::take(deal.get_untracked(), to, Callback::new(|_: Taken| ()));
    }
}

/// The stages of the deal's pipeline.
fn stages(deal: Signal<Record>) -> Memo<Vec<Stage>> {
    let setup = setup::load();
    let pipeline = Memo::new(move |_| deal.with(|deal| deal.id_in("pipeline_id")));
    Memo::new(move |_| {
        let found = setup.with(|setup| Some(setup?.stages_of(pipeline.get()?.into())));
        found.unwrap_or_default()
    })
}

/// The buttons: won and lost while it is open, open again once it is closed.
pub(super) fn actions(deal: Signal<Record>) -> AnyView {
    let stages = stages(deal);
    let outcome = Memo::new(move |_| deal.with(outcome_of));
    let to = move |outcome: Outcome| {
        stages.with_untracked(|stages| stages.iter().find(|stage| stage.outcome == outcome).cloned())
    };
    // It goes back to where it was closed.
    let back = move || {
        let last = deal.with_untracked(|deal| deal.id_in("last_open_stage_id"));
        let named =
            stages.with_untracked(|stages| stages.iter().find(|stage| Some(stage.id.0) == last).cloned());
        named.or_else(|| to(Outcome::Open))
    };
    let has =
        move |outcome: Outcome| stages.with(|stages| stages.iter().any(|stage| stage.outcome == outcome));
    let buttons = move || match outcome.get() {
        Outcome::Open => view! {
            <Button
                label=|| tr!(outcome.won)
                icon=icondata_lu::LuTrophy
                disabled=Signal::derive(move || !has(Outcome::Won))
                on_press=move || take(deal, to(Outcome::Won))
            />
            <Button
                label=|| tr!(outcome.lost)
                icon=icondata_lu::LuCircleX
                disabled=Signal::derive(move || !has(Outcome::Lost))
                on_press=move || take(deal, to(Outcome::Lost))
            />
        }
        .into_any(),
        Outcome::Won | Outcome::Lost => session::has(Right::Reopen)
            .then(|| {
                view! {
                    <Button
                        label=|| tr!(deal.reopen)
                        icon=icondata_lu::LuRotateCcw
                        kind=ButtonKind::Secondary
                        on_press=move || take(deal, back())
                    />
                }
            })
            .into_any(),
    };
    (move || OPPORTUNITY.may(Action::Update).then(buttons)).into_any()
}

/// The figures and the stages.
pub(super) fn head(deal: Signal<Record>) -> AnyView {
    view! {
        <div class="deal-head">
            {move || deal.with(figures)}
            <Stages deal />
        </div>
    }
    .into_any()
}

fn figures(deal: &Record) -> AnyView {
    let (label, tone, icon): (words::Word, _, _) = match outcome_of(deal) {
        Outcome::Open => (word!(outcome.open), Tone::Accent, None),
        Outcome::Won => (word!(outcome.won), Tone::Success, Some(icondata_lu::LuTrophy)),
        Outcome::Lost => (word!(outcome.lost), Tone::Danger, Some(icondata_lu::LuCircleX)),
    };
    let badge = match icon {
        Some(icon) => view! { <Badge label tone icon /> }.into_any(),
        None => view! { <Badge label tone dot=true /> }.into_any(),
    };
    let field = |name: &str| {
        let field = OPPORTUNITY.field(name)?;
        Some(cell::value(&OPPORTUNITY, field, deal, cell::Place::Page))
    };
    let is_open = outcome_of(deal) == Outcome::Open;
    let close_label: words::Word =
        if is_open { word!(field.expected_close_date) } else { word!(field.closed_on) };
    let close = card::close_date(deal).unwrap_or_else(cell::empty);
    let chance = is_open.then(|| fact(word!(field.probability), field("probability"), "probability"));
    let weighted = is_open.then(|| fact(word!(field.weighted_amount), field("weighted_amount"), "weighted"));
    view! {
        <dl class="deal-facts">
            <div class="deal-fact" data-fact="outcome">
                <dt>{move || tr!(field.outcome)}</dt>
                <dd>{badge} {is_open.then(|| card::stale(deal))}</dd>
            </div>
            {fact(word!(field.amount), field("amount"), "amount")}
            {chance}
            {weighted}
            {fact(close_label, Some(close), "close")}
        </dl>
    }
    .into_any()
}

fn fact(label: words::Word, value: Option<AnyView>, name: &'static str) -> AnyView {
    view! { <div class="deal-fact" data-fact=name><dt>{move || label()}</dt><dd>{value}</dd></div> }
        .into_any()
}

/// The way through the stages; a press moves the deal there.
#[component]
fn Stages(deal: Signal<Record>) -> impl IntoView {
    let id = deal.with_untracked(Record::id);
    let all = stages(deal);
    let stays = history::load(id);
    let outcome = Memo::new(move |_| deal.with(outcome_of));
    let current = Memo::new(move |_| deal.with(|deal| deal.id_in("stage_id")));
    // Of the stages in which deals end, the way shows the one that it took, or the one that is hoped for.
    let shown = move |stage: &Stage| match (stage.outcome, outcome.get()) {
        (Outcome::Open, _) | (Outcome::Won, Outcome::Open) => true,
        (_, Outcome::Open) => false,
        _ => Some(stage.id.0) == current.get(),
    };
    let steps = Signal::derive(move || {
        let hint = |stage: Uuid| {
            let stay =
                stays.with(|stays| stays?.iter().rev().find(|stay| stay.stage_id.0 == stage).cloned())?;
            let (since, days) = (format::day(format::day_of(stay.entered_at)), history::days(&stay));
            Some(tr!(deal.stay, since = since, days = format::number(days)))
        };
        let step = |stage: &Stage| kit::Stage {
            id: stage.id.to_string(),
            label: stage.name.clone(),
            hint: hint(stage.id.0),
        };
        all.with(|all| all.iter().filter(|stage| shown(stage)).map(step).collect::<Vec<_>>())
    });
    let tone = Signal::derive(move || match outcome.get() {
        Outcome::Open => None,
        Outcome::Won => Some(Tone::Success),
        Outcome::Lost => Some(Tone::Danger),
    });
    let current_id = Signal::derive(move || current.get().map(|id| id.to_string()).unwrap_or_default());
    let press = Callback::new(move |id: String| {
        let to = all.with_untracked(|all| all.iter().find(|stage| stage.id.to_string() == id).cloned());
        take(deal, to.filter(|to| Some(to.id.0) != current.get_untracked()));
    });
    let may = session::may(Kind::Opportunity, Action::Update);
    move || {
        if may {
            view! { <StageBar stages=steps current=current_id tone on_select=press /> }.into_any()
        } else {
            view! { <StageBar stages=steps current=current_id tone /> }.into_any()
        }
    }
}
