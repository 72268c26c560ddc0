//! The score of a lead, line by line, and from which score on leads are hot.

use domain::Kind;
use domain::access::Action;
use kit::{Button, ButtonKind, Dialog, DialogSize, format, toast};
use leptos::prelude::*;
use serde_json::Map;
use wire::scoring_rule::{LeadScore, LeadScoring, ScoreLine};
use words::{tr, word};

use super::LEAD;
use super::rules::SCORING_RULE;
use crate::api::records::Record;
use crate::api::{Load, Request, changes};
use crate::features::loaded::{Loaded, Progress};
use crate::record::entry::Entry;
use crate::record::{Field, Is, Parts};

const SCORING: &str = "lead-scoring";

static HOT_SCORE: Field = Field::new("hot_score", word!(lead.hot_score), Is::Number);
static DECAY_POINTS: Field = Field::new("decay_points", word!(lead.decay_points), Is::Number);

/// What the list of scoring rules has of its own.
pub(in crate::features) static RULE_PARTS: Parts = Parts { list_head: Some(|_| scoring()), ..Parts::NONE };

/// The tab of the lead's page.
pub(super) fn panel(lead: Signal<Record>) -> AnyView {
    let id = lead.with_untracked(Record::id);
    let score = Load::new(move || {
        [Kind::Lead, Kind::Activity].into_iter().for_each(changes::follow);
        async move { Request::get(format!("{}/{id}/score", LEAD.path)).read::<LeadScore>().await }
    });
    view! {
        <Loaded progress=Progress::of(score)>
            {move || score.get().map(|score| table(&score))}
        </Loaded>
    }
    .into_any()
}

fn table(score: &LeadScore) -> AnyView {
    let lines = score.lines.iter().map(line).collect_view();
    let (total, hot_score) = (score.score, score.hot_score);
    let (weeks, decay) = (score.idle_weeks, score.decay);
    let lost = (decay > 0).then(|| {
        view! {
            <tr>
                <th scope="row">{move || tr!(lead.idle, weeks = format::number(weeks.into()))}</th>
                <td class="number">{move || format::number(-i64::from(decay))}</td>
            </tr>
        }
    });
    view! {
        <div class="deal-table-scroll">
            <table class="deal-table" data-points="">
                <thead>
                    <tr>
                        <th scope="col">{move || tr!(kind.scoring_rule)}</th>
                        <th scope="col" class="number">{move || tr!(field.points)}</th>
                    </tr>
                </thead>
                <tbody>{lines} {lost}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">
                            {move || tr!(lead.score_of, hot = format::number(hot_score.into()))}
                        </th>
                        <td class="number">{move || format::number(total.into())}</td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
    .into_any()
}

fn line(line: &ScoreLine) -> AnyView {
    let points = i64::from(line.points);
    view! {
        <tr>
            <th scope="row" class:quiet=!line.holds>{line.name.clone()}</th>
            <td class="number">{move || format::number(points)}</td>
        </tr>
    }
    .into_any()
}

/// The button beside the list of rules, and what it opens.
fn scoring() -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <Button
            label=|| tr!(lead.scoring)
            icon=icondata_lu::LuSlidersHorizontal
            on_press=move || open.set(true)
        />
        <Dialog open title=|| tr!(lead.scoring) size=DialogSize::Small>
            {move || open.get().then(|| view! { <Scoring open /> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn Scoring(open: RwSignal<bool>) -> impl IntoView {
    let scoring = Load::new(|| async { Request::get(SCORING).read::<LeadScoring>().await });
    view! {
        <Loaded progress=Progress::of(scoring)>
            {move || scoring.get().map(|scoring| form(scoring, open))}
        </Loaded>
    }
    .into_any()
}

fn form(scoring: LeadScoring, open: RwSignal<bool>) -> AnyView {
    let entry = Entry::new(Map::from_iter([
        (HOT_SCORE.name.to_owned(), scoring.hot_score.into()),
        (DECAY_POINTS.name.to_owned(), scoring.decay_points.into()),
    ]));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let request = Request::put(SCORING, &entry.filled()).changes(Kind::Lead);
        let sent = async move { request.read::<LeadScoring>().await };
        entry.send(Vec::new(), sent, move |_| {
            open.try_set(false);
            toast::done(tr!(lead.scored_anew));
        });
    };
    let may = SCORING_RULE.may(Action::Update);
    view! {
        <form class="record-form" on:submit=submit novalidate>
            {entry.banner()}
            {entry.input(&HOT_SCORE, None, Signal::stored(true))}
            {entry.input(&DECAY_POINTS, None, Signal::stored(true))}
            <div class="dialog-actions">
                <Button label=|| tr!(common.cancel) kind=ButtonKind::Ghost on_press=move || open.set(false) />
                <Button
                    label=|| tr!(common.save)
                    kind=ButtonKind::Primary
                    submit=true
                    busy=entry.is_busy()
                    disabled=!may
                    shortcut="Control+Enter"
                />
            </div>
        </form>
    }
    .into_any()
}
