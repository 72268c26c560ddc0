//! Accounts, and the people at them.

use domain::Kind;
use wire::Resource;
use wire::account::Account;
use wire::account_contact::AccountContact;
use words::word;

use super::value_list;
use crate::record::standard::{
    ACCOUNT as ACCOUNT_FIELD, CITY, CONTACT, COUNTRY, CREATED_AT, CREATED_BY, CURRENCY, DEPARTMENT,
    DESCRIPTION, EMAIL, EXTERNAL_IDS, LAST_ACTIVITY_AT, NAME, OWNER, PHONE, POSTAL_CODE, PROVINCE, STREET,
    TAGS, UPDATED_AT, UPDATED_BY,
};
use crate::record::{Entity, Field, Is, Page, Related, Section, View, check};

pub(crate) static ACCOUNT: Entity = Entity {
    kind: Kind::Account,
    path: Account::PATH,
    icon: icondata_lu::LuBuilding2,
    one: word!(kind.account),
    many: word!(kind.accounts),
    page: Page::WithActivities,
    name: "name",
    fields: &[
        NAME,
        Field::new("type", word!(field.kind), Is::Choice(value_list::ACCOUNT_TYPE)),
        Field::new("industry", word!(field.industry), Is::Text),
        Field::new("size", word!(field.size), Is::Choice(value_list::ACCOUNT_SIZE)),
        OWNER,
        DEPARTMENT,
        PHONE,
        EMAIL,
        Field::new("website", word!(field.website), Is::Url),
        Field::new("region", word!(field.region), Is::Text),
        COUNTRY,
        PROVINCE,
        CITY,
        STREET,
        POSTAL_CODE,
        Field::new("parent_id", word!(field.parent), Is::Reference(Kind::Account)),
        Field::new("source", word!(field.source), Is::Choice(value_list::LEAD_SOURCE)),
        Field::new("first_source", word!(field.first_source), Is::Choice(value_list::LEAD_SOURCE)),
        Field::new("last_source", word!(field.last_source), Is::Choice(value_list::LEAD_SOURCE)),
        Field::new("employees", word!(field.employees), Is::Number),
        Field::new("annual_revenue", word!(field.annual_revenue), Is::Money("currency")),
        CURRENCY,
        Field::new("founded_year", word!(field.founded_year), Is::Year),
        LAST_ACTIVITY_AT,
        TAGS,
        DESCRIPTION,
        EXTERNAL_IDS,
        CREATED_AT,
        CREATED_BY,
        UPDATED_AT,
        UPDATED_BY,
    ],
    columns: &["name", "type", "industry", "owner_id", "phone", "city", "last_activity_at", "created_at"],
    sort: "-created_at",
    views: &[
        View { id: "all", label: word!(view.all), query: "" },
        View { id: "mine", label: word!(view.mine), query: "owner_id=me" },
        View { id: "customers", label: word!(view.customers), query: "type=customer" },
        View { id: "partners", label: word!(view.partners), query: "type=partner" },
    ],
    sections: &[
        Section {
            label: word!(section.about),
            fields: &["name", "type", "industry", "size", "parent_id", "source", "tag_ids", "description"],
        },
        Section { label: word!(section.communication), fields: &["phone", "email", "website"] },
        Section {
            label: word!(section.address),
            fields: &["country", "province", "city", "street", "postal_code", "region"],
        },
        Section {
            label: word!(section.company),
            fields: &["employees", "annual_revenue", "currency", "founded_year", "external_ids"],
        },
    ],
    related: &[
        Related { kind: Kind::Contact, field: "account_id" },
        Related { kind: Kind::Opportunity, field: "account_id" },
        Related { kind: Kind::Account, field: "parent_id" },
    ],
    check: check::<Account>,
};

pub(crate) static ACCOUNT_CONTACT: Entity = Entity {
    kind: Kind::AccountContact,
    path: AccountContact::PATH,
    icon: icondata_lu::LuUsers,
    one: word!(kind.account_contact),
    many: word!(kind.account_contacts),
    page: Page::None,
    name: "contact_id",
    fields: &[
        ACCOUNT_FIELD,
        CONTACT,
        Field::new("role", word!(field.role), Is::Choice(value_list::CONTACT_ROLE)),
        Field::new("is_primary", word!(field.is_primary), Is::Flag),
    ],
    columns: &["contact_id", "account_id", "role", "is_primary"],
    sort: "-created_at",
    views: &[View { id: "all", label: word!(view.all), query: "" }],
    sections: &[Section {
        label: word!(section.about),
        fields: &["account_id", "contact_id", "role", "is_primary"],
    }],
    related: &[],
    check: check::<AccountContact>,
};
