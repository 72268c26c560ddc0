//! Giving a lead to whom the rules say: who that would be, and why.

use kit::{Badge, Button, ButtonKind, Dialog, DialogSize, Empty, EmptyKind, Tone, format, toast};
use leptos::prelude::*;
use serde_json::Map;
use wire::assignment_rule::{AskedRule, AssignmentCandidate, LeadAssignment};
use words::tr;

use super::LEAD;
use crate::api::records::{self, Record};
use crate::api::{Load, Request};
use crate::features::loaded::{Loaded, Progress};
use crate::record::entry::Entry;

/// The dialog.
#[component]
pub(super) fn AssignByRules(open: RwSignal<bool>, lead: Signal<Record>) -> impl IntoView {
    view! {
        <Dialog open title=|| tr!(lead.assign_title) size=DialogSize::Medium>
            {move || open.get().then(|| view! { <Preview open lead /> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn Preview(open: RwSignal<bool>, lead: Signal<Record>) -> impl IntoView {
    let id = lead.with_untracked(Record::id);
    let preview = Load::new(move || async move {
        Request::get(format!("{}/{id}/assignment", LEAD.path)).read::<LeadAssignment>().await
    });
    view! {
        <Loaded progress=Progress::of(preview)>
            {move || preview.get().map(|preview| form(&preview, lead, open))}
        </Loaded>
    }
    .into_any()
}

fn form(preview: &LeadAssignment, lead: Signal<Record>, open: RwSignal<bool>) -> AnyView {
    let candidates = preview.rules.iter().flat_map(|rule| &rule.candidates);
    let owner = candidates.clone().find(|candidate| Some(candidate.user_id) == preview.owner_id);
    let Some(owner) = owner.map(|owner| owner.name.clone()) else {
        let rules = preview.rules.iter().map(asked).collect_view();
        return view! { <Empty kind=EmptyKind::Nothing title=|| tr!(lead.goes_to_nobody) /> {rules} }
            .into_any();
    };
    let entry = Entry::new(Map::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let lead = lead.get_untracked();
        let sent = async move { records::act(&LEAD, &lead, "assign-by-rules", &Map::new()).await };
        entry.send(Vec::new(), sent, move |_| {
            open.try_set(false);
            toast::done(tr!(record.assigned));
        });
    };
    let rules = preview.rules.iter().map(asked).collect_view();
    view! {
        <form class="record-form" on:submit=submit novalidate>
            {entry.banner()}
            <p>{move || tr!(lead.goes_to, owner = owner.clone())}</p>
            {rules}
            <div class="dialog-actions">
                <Button label=|| tr!(common.cancel) kind=ButtonKind::Ghost on_press=move || open.set(false) />
                <Button
                    label=|| tr!(lead.assign)
                    kind=ButtonKind::Primary
                    submit=true
                    busy=entry.is_busy()
                    shortcut="Control+Enter"
                />
            </div>
        </form>
    }
    .into_any()
}

/// A rule that was asked, and who there is.
fn asked(rule: &AskedRule) -> AnyView {
    let rows = rule.candidates.iter().map(candidate).collect_view();
    let nobody = rule.candidates.is_empty().then(|| {
        view! { <tr><td class="quiet" colspan="2">{move || tr!(lead.nobody_active)}</td></tr> }
    });
    view! {
        <div class="deal-table-scroll">
            <table class="deal-table">
                <thead>
                    <tr>
                        <th scope="col">{rule.name.clone()}</th>
                        <th scope="col" class="number">{move || tr!(lead.open_leads)}</th>
                    </tr>
                </thead>
                <tbody>{rows} {nobody}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn candidate(candidate: &AssignmentCandidate) -> AnyView {
    let AssignmentCandidate { name, is_absent, open_leads, is_full, .. } = candidate.clone();
    let absent = is_absent.then(|| view! { <Badge label=|| tr!(lead.is_absent) tone=Tone::Neutral /> });
    let full = is_full.then(|| view! { <Badge label=|| tr!(lead.is_full) tone=Tone::Warning /> });
    view! {
        <tr>
            <th scope="row" class:quiet=is_absent || is_full>{name} " " {absent} {full}</th>
            <td class="number">{move || format::number(open_leads)}</td>
        </tr>
    }
    .into_any()
}
