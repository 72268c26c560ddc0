//! The exits of a lead, the way back to work, and giving it away by rules.

use domain::access::Action;
use domain::lead::{LeadStatus, LeadStep};
use domain::{Kind, Right};
use kit::{Badge, Button, ButtonKind, IconButton};
use leptos::prelude::*;
use words::{tr, word};

use super::assign::AssignByRules;
use super::convert::ConvertDialog;
use super::{LEAD, RECHECK_ON, score};
use crate::api::records::Record;
use crate::api::session;
use crate::features::value_list;
use crate::record::{Field, Is, Panel, Parts, Verb, Verbs};

/// What the page of a lead has of its own.
pub(in crate::features) static PARTS: Parts =
    Parts { actions: Some(exits), head: Some(standing), panels: &[SCORE], ..Parts::NONE };

const SCORE: Panel = Panel { id: "score", label: word!(field.score), view: score::panel };

const NOTE: Field = Field::new("note", word!(field.status_note), Is::Lines);

static EXITS: &[Verb] = &[
    Verb {
        action: "qualify",
        label: word!(lead.qualify),
        icon: icondata_lu::LuBadgeCheck,
        fields: &[NOTE],
        fits: |lead| can(LeadStep::Qualify, lead),
        done: word!(lead.qualified),
    },
    Verb {
        action: "nurture",
        label: word!(lead.nurture),
        icon: icondata_lu::LuSprout,
        fields: &[
            RECHECK_ON,
            Field::new("owner_id", word!(lead.nurtured_by), Is::Reference(Kind::User)),
            NOTE,
        ],
        fits: |lead| can(LeadStep::Nurture, lead),
        done: word!(lead.nurtured),
    },
    Verb {
        action: "disqualify",
        label: word!(lead.disqualify),
        icon: icondata_lu::LuCircleX,
        fields: &[
            Field::new("reason", word!(field.disqualify_reason), Is::Choice(value_list::DISQUALIFY_REASON)),
            NOTE,
        ],
        fits: |lead| can(LeadStep::Disqualify, lead),
        done: word!(lead.disqualified),
    },
    Verb {
        action: "reopen",
        label: word!(lead.reopen),
        icon: icondata_lu::LuRotateCcw,
        fields: &[NOTE],
        fits: |lead| can(LeadStep::Reopen, lead),
        done: word!(lead.reopened),
    },
];

/// How a lead stands.
fn status_of(lead: &Record) -> Option<LeadStatus> {
    lead.text("status")?.parse().ok()
}

/// True if the lead stands so that the step leads on.
fn can(step: LeadStep, lead: &Record) -> bool {
    status_of(lead).is_some_and(|status| step.check(status).is_ok())
}

fn exits(lead: Signal<Record>) -> AnyView {
    let (open, assigning) = (RwSignal::new(false), RwSignal::new(false));
    let may_assign = Memo::new(move |_| {
        let is_open = lead.with(|lead| status_of(lead).is_some_and(LeadStatus::is_open));
        is_open && session::has(Right::Assign) && LEAD.may(Action::Update)
    });
    let assign = move || {
        may_assign.get().then(|| {
            view! {
                <IconButton
                    icon=icondata_lu::LuSplit
                    label=|| tr!(lead.assign)
                    kind=ButtonKind::Secondary
                    on_press=Callback::new(move |()| assigning.set(true))
                />
            }
        })
    };
    let converts =
        Memo::new(move |_| LEAD.may(Action::Update) && lead.with(|lead| can(LeadStep::Convert, lead)));
    let convert = move || {
        converts.get().then(|| {
            view! {
                <Button
                    label=|| tr!(lead.convert)
                    icon=icondata_lu::LuArrowRightLeft
                    kind=ButtonKind::Primary
                    on_press=move || open.set(true)
                />
            }
        })
    };
    view! {
        {convert}
        <Verbs entity=&LEAD record=lead verbs=EXITS />
        {assign}
        <ConvertDialog open lead />
        <AssignByRules open=assigning lead />
    }
    .into_any()
}

/// How the lead stands, below its name.
fn standing(lead: Signal<Record>) -> AnyView {
    let status = Memo::new(move |_| lead.with(|lead| lead.text("status").map(str::to_owned)));
    let badge = move || {
        let status = status.get()?;
        let listed = value_list::LEAD_STATUS.iter().find(|listed| listed.value == status)?;
        Some(view! { <Badge label=listed.label tone=listed.tone dot=true /> })
    };
    view! { <p class="record-standing">{badge}</p> }.into_any()
}
