//! Contacts.

use domain::Kind;
use wire::Resource;
use wire::contact::Contact;
use words::word;

use super::value_list;
use crate::record::standard::{
    ACCOUNT, CITY, COUNTRY, CREATED_AT, CREATED_BY, DEPARTMENT, DESCRIPTION, EMAIL, EXTERNAL_IDS,
    LAST_ACTIVITY_AT, OWNER, PHONE, POSTAL_CODE, PROVINCE, STREET, TAGS, UPDATED_AT, UPDATED_BY,
};
use crate::record::{Entity, Field, Is, Page, Related, Section, View, check};

pub(crate) static CONTACT: Entity = Entity {
    kind: Kind::Contact,
    path: Contact::PATH,
    icon: icondata_lu::LuContact,
    one: word!(kind.contact),
    many: word!(kind.contacts),
    page: Page::WithActivities,
    name: "name",
    fields: &[
        Field::new("name", word!(field.person_name), Is::Text),
        ACCOUNT,
        Field::new("title", word!(field.title), Is::Text),
        EMAIL,
        Field::new("mobile", word!(field.mobile), Is::Phone),
        PHONE,
        OWNER,
        DEPARTMENT,
        Field::new("source", word!(field.source), Is::Choice(value_list::LEAD_SOURCE)),
        COUNTRY,
        PROVINCE,
        CITY,
        STREET,
        POSTAL_CODE,
        LAST_ACTIVITY_AT,
        TAGS,
        DESCRIPTION,
        EXTERNAL_IDS,
        CREATED_AT,
        CREATED_BY,
        UPDATED_AT,
        UPDATED_BY,
    ],
    columns: &["name", "account_id", "title", "email", "mobile", "owner_id", "last_activity_at"],
    sort: "-created_at",
    views: &[
        View { id: "all", label: word!(view.all), query: "" },
        View { id: "mine", label: word!(view.mine), query: "owner_id=me" },
        View { id: "recent", label: word!(view.recent), query: "created_at__within=last_30_days" },
    ],
    sections: &[
        Section {
            label: word!(section.about),
            fields: &["name", "account_id", "title", "source", "tag_ids", "description"],
        },
        Section { label: word!(section.communication), fields: &["email", "mobile", "phone"] },
        Section {
            label: word!(section.address),
            fields: &["country", "province", "city", "street", "postal_code", "external_ids"],
        },
    ],
    related: &[
        Related { kind: Kind::Opportunity, field: "contact_id" },
        Related { kind: Kind::AccountContact, field: "contact_id" },
    ],
    check: check::<Contact>,
};
