//! Leads: people who may become customers, and the exits that each of them takes.

mod assign;
mod convert;
mod exits;
mod rules;
mod score;

use domain::Kind;
use wire::Resource;
use wire::lead::Lead;
use words::word;

use super::value_list;
use crate::record::standard::{
    ACCOUNT, CITY, CONTACT, COUNTRY, CREATED_AT, CREATED_BY, DEPARTMENT, DESCRIPTION, EMAIL, EXTERNAL_IDS,
    LAST_ACTIVITY_AT, OWNER, PHONE, POSTAL_CODE, PROVINCE, STREET, TAGS, UPDATED_AT, UPDATED_BY,
};
use crate::record::{Entity, Field, Is, Page, Section, View, check};

pub(super) use exits::PARTS;
pub(super) use rules::{LEAD_MAPPING, SCORING_RULE};
pub(super) use score::RULE_PARTS;

const RECHECK_ON: Field = Field::new("recheck_on", word!(field.recheck_on), Is::Day);

pub(crate) static LEAD: Entity = Entity {
    kind: Kind::Lead,
    path: Lead::PATH,
    icon: icondata_lu::LuSprout,
    one: word!(kind.lead),
    many: word!(kind.leads),
    page: Page::WithActivities,
    name: "name",
    fields: &[
        Field::new("name", word!(field.person_name), Is::Text),
        Field::new("company_name", word!(field.company_name), Is::Text),
        Field::new("title", word!(field.title), Is::Text),
        Field::new("status", word!(field.status), Is::Choice(value_list::LEAD_STATUS)),
        Field::new("rating", word!(field.rating), Is::Choice(value_list::LEAD_RATING)),
        Field::new("score", word!(field.score), Is::Number),
        Field::new("is_hot", word!(field.is_hot), Is::Flag),
        EMAIL,
        Field::new("mobile", word!(field.mobile), Is::Phone),
        PHONE,
        OWNER,
        DEPARTMENT,
        Field::new("source", word!(field.source), Is::Choice(value_list::LEAD_SOURCE)),
        Field::new("industry", word!(field.industry), Is::Text),
        Field::new("employees", word!(field.employees), Is::Number),
        Field::new("website", word!(field.website), Is::Url),
        COUNTRY,
        PROVINCE,
        CITY,
        STREET,
        POSTAL_CODE,
        Field::new("consent_at", word!(field.consent_at), Is::Instant),
        Field::new("status_since", word!(field.status_since), Is::Instant),
        RECHECK_ON,
        Field::new(
            "disqualify_reason",
            word!(field.disqualify_reason),
            Is::Choice(value_list::DISQUALIFY_REASON),
        ),
        Field::new("status_note", word!(field.status_note), Is::Lines),
        Field::new("converted_at", word!(field.converted_at), Is::Instant),
        ACCOUNT,
        CONTACT,
        Field::new("opportunity_id", word!(kind.opportunity), Is::Reference(Kind::Opportunity)),
        LAST_ACTIVITY_AT,
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
        "company_name",
        "status",
        "rating",
        "score",
        "source",
        "owner_id",
        "last_activity_at",
        "created_at",
    ],
    sort: "-created_at",
    views: &[
        View { id: "open", label: word!(view.open), query: "status__in=new,working" },
        View { id: "mine", label: word!(view.mine), query: "owner_id=me&status__in=new,working" },
        View { id: "hot", label: word!(view.hot), query: "is_hot=true&status__in=new,working&sort=-score" },
        View { id: "nurtured", label: word!(view.nurtured), query: "status=nurturing&sort=recheck_on" },
        View { id: "qualified", label: word!(view.qualified), query: "status=qualified" },
        View { id: "all", label: word!(view.all), query: "" },
    ],
    sections: &[
        Section {
            label: word!(section.about),
            fields: &["name", "company_name", "title", "source", "rating", "tag_ids", "description"],
        },
        Section { label: word!(section.communication), fields: &["email", "mobile", "phone", "consent_at"] },
        Section { label: word!(section.company), fields: &["website", "industry", "employees"] },
        Section {
            label: word!(section.address),
            fields: &["country", "province", "city", "street", "postal_code", "external_ids"],
        },
        Section {
            label: word!(section.outcome),
            fields: &[
                "account_id",
                "contact_id",
                "opportunity_id",
                "recheck_on",
                "disqualify_reason",
                "status_note",
                "status_since",
            ],
        },
    ],
    related: &[],
    check: check::<Lead>,
};
