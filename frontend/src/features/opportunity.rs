//! Deals: their list, their board, and what can be done with them.

mod board;
mod head;
mod history;
mod layout;
mod lines;
mod setup;
mod step;

use domain::Kind;
use wire::Resource;
use wire::opportunity::Opportunity;
use wire::opportunity_contact::OpportunityContact;
use wire::opportunity_line::OpportunityLine;
use words::word;

use super::value_list;
use crate::record::standard::{
    ACCOUNT, CONTACT, CREATED_AT, CREATED_BY, CURRENCY, DEPARTMENT, DESCRIPTION, EXTERNAL_IDS,
    LAST_ACTIVITY_AT, NAME, OWNER, TAGS, UPDATED_AT, UPDATED_BY,
};
use crate::record::{Entity, Field, Is, Page, Panel, Parts, Related, Section, View, check};

pub(crate) use board::BoardPage;
pub(crate) use step::StepDialog;

pub(crate) static OPPORTUNITY: Entity = Entity {
    kind: Kind::Opportunity,
    path: Opportunity::PATH,
    icon: icondata_lu::LuHandshake,
    one: word!(kind.opportunity),
    many: word!(kind.opportunities),
    page: Page::WithActivities,
    name: "name",
    fields: &[
        NAME,
        ACCOUNT,
        CONTACT,
        Field::new("stage_id", word!(field.stage), Is::Reference(Kind::Stage)).by_action(),
        Field::new("pipeline_id", word!(field.pipeline), Is::Reference(Kind::Pipeline)),
        Field::new("last_open_stage_id", word!(field.last_open_stage), Is::Reference(Kind::Stage)),
        Field::new("outcome", word!(field.outcome), Is::Choice(value_list::OUTCOME)),
        Field::new("amount", word!(field.amount), Is::Money("currency")).summed_as("base_amount"),
        CURRENCY,
        Field::new("base_amount", word!(field.base_amount), Is::Money("base_currency")),
        Field::new("weighted_amount", word!(field.weighted_amount), Is::Money("base_currency")),
        Field::new("probability", word!(field.probability), Is::Share).later(),
        OWNER,
        DEPARTMENT,
        Field::new("started_on", word!(field.started_on), Is::Day),
        Field::new("expected_close_date", word!(field.expected_close_date), Is::Day),
        Field::new("closed_on", word!(field.closed_on), Is::Day).later().by_action(),
        Field::new("source", word!(field.source), Is::Choice(value_list::LEAD_SOURCE)),
        Field::new("loss_reason_id", word!(field.loss_reason), Is::Reference(Kind::LossReason))
            .later()
            .by_action(),
        Field::new("close_note", word!(field.close_note), Is::Lines).later().by_action(),
        Field::new("stage_entered_at", word!(field.stage_entered_at), Is::Instant),
        LAST_ACTIVITY_AT,
        Field::new("rots_at", word!(field.rots_at), Is::Instant),
        TAGS,
        DESCRIPTION,
        EXTERNAL_IDS,
        CREATED_AT,
        CREATED_BY,
        UPDATED_AT,
        UPDATED_BY,
    ],
    columns: &[
        "name",
        "account_id",
        "stage_id",
        "amount",
        "probability",
        "expected_close_date",
        "owner_id",
        "outcome",
    ],
    sort: "-created_at",
    views: &[
        View { id: "open", label: word!(view.open), query: "outcome=open" },
        View { id: "my-open", label: word!(view.my_open), query: "owner_id=me&outcome=open" },
        View {
            id: "closing",
            label: word!(view.closing_this_month),
            query: "outcome=open&expected_close_date__within=this_month&sort=expected_close_date",
        },
        View {
            id: "won",
            label: word!(view.won_this_quarter),
            query: "outcome=won&closed_on__within=this_quarter&sort=-closed_on",
        },
        View { id: "all", label: word!(view.all), query: "" },
    ],
    sections: &[
        Section {
            label: word!(section.about),
            fields: &["name", "account_id", "contact_id", "stage_id", "source", "tag_ids", "description"],
        },
        Section { label: word!(section.money), fields: &["amount", "currency", "probability"] },
        Section {
            label: word!(section.dates),
            fields: &[
                "started_on",
                "expected_close_date",
                "closed_on",
                "close_note",
                "loss_reason_id",
                "external_ids",
            ],
        },
    ],
    related: &[Related { kind: Kind::OpportunityContact, field: "opportunity_id" }],
    check: check::<Opportunity>,
};

/// What the screens of deals have of their own.
pub(crate) static PARTS: Parts = Parts {
    list_head: Some(layout::of_list),
    mark: None,
    actions: Some(head::actions),
    head: Some(head::head),
    panels: &[
        Panel { id: "products", label: word!(kind.products), view: lines::panel },
        Panel { id: "stages", label: word!(deal.history), view: history::panel },
    ],
};

pub(crate) static OPPORTUNITY_LINE: Entity = Entity {
    kind: Kind::OpportunityLine,
    path: OpportunityLine::PATH,
    icon: icondata_lu::LuListOrdered,
    one: word!(kind.opportunity_line),
    many: word!(kind.opportunity_lines),
    page: Page::None,
    name: "product_id",
    fields: &[
        Field::new("product_id", word!(field.product), Is::Reference(Kind::Product)),
        Field::new("opportunity_id", word!(field.opportunity), Is::Reference(Kind::Opportunity)),
        Field::new("quantity", word!(field.quantity), Is::Decimal),
        Field::new("unit_price", word!(field.unit_price), Is::Money("currency")),
        Field::new("discount", word!(field.discount), Is::Share),
        Field::new("amount", word!(field.total), Is::Money("currency")),
        CURRENCY,
    ],
    columns: &["product_id", "quantity", "unit_price", "discount", "amount"],
    sort: "created_at",
    views: &[View { id: "all", label: word!(view.all), query: "" }],
    sections: &[Section {
        label: word!(section.about),
        fields: &["opportunity_id", "product_id", "quantity", "unit_price", "discount"],
    }],
    related: &[],
    check: check::<OpportunityLine>,
};

pub(crate) static OPPORTUNITY_CONTACT: Entity = Entity {
    kind: Kind::OpportunityContact,
    path: OpportunityContact::PATH,
    icon: icondata_lu::LuUsers,
    one: word!(kind.opportunity_contact),
    many: word!(kind.opportunity_contacts),
    page: Page::None,
    name: "contact_id",
    fields: &[
        CONTACT,
        Field::new("opportunity_id", word!(field.opportunity), Is::Reference(Kind::Opportunity)),
        Field::new("role", word!(field.role), Is::Choice(value_list::CONTACT_ROLE)),
    ],
    columns: &["contact_id", "role"],
    sort: "created_at",
    views: &[View { id: "all", label: word!(view.all), query: "" }],
    sections: &[Section { label: word!(section.about), fields: &["opportunity_id", "contact_id", "role"] }],
    related: &[],
    check: check::<OpportunityContact>,
};
