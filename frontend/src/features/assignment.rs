//! Who gets which leads, and who is away.

use domain::Kind;
use wire::Resource;
use wire::absence::Absence;
use wire::assignment_rule::AssignmentRule;
use words::word;

use super::value_list;
use crate::record::standard::{CREATED_AT, CREATED_BY, IS_ACTIVE, NAME, UPDATED_AT, UPDATED_BY};
use crate::record::{Entity, Field, Is, Page, Section, View, check};

static ALL: &[View] = &[View { id: "all", label: word!(view.all), query: "" }];

pub(crate) static ASSIGNMENT_RULE: Entity = Entity {
    kind: Kind::AssignmentRule,
    path: AssignmentRule::PATH,
    icon: icondata_lu::LuSplit,
    one: word!(kind.assignment_rule),
    many: word!(kind.assignment_rules),
    page: Page::Plain,
    name: "name",
    fields: &[
        NAME,
        Field::new("position", word!(field.position), Is::Number),
        IS_ACTIVE,
        Field::new("filter", word!(field.which_leads), Is::Filter(Kind::Lead)),
        Field::new("method", word!(field.method), Is::Choice(value_list::ASSIGNMENT_METHOD)),
        Field::new("user_ids", word!(field.members), Is::References(Kind::User)),
        Field::new("department_id", word!(field.whole_department), Is::Reference(Kind::Department)),
        Field::new("capacity", word!(field.capacity), Is::Number),
        Field::new("last_user_id", word!(field.last_user), Is::Reference(Kind::User)),
        CREATED_AT,
        CREATED_BY,
        UPDATED_AT,
        UPDATED_BY,
    ],
    columns: &["position", "name", "filter", "method", "user_ids", "capacity", "is_active"],
    sort: "position",
    views: ALL,
    sections: &[
        Section { label: word!(section.about), fields: &["name", "position", "is_active", "filter"] },
        Section {
            label: word!(field.members),
            fields: &["method", "user_ids", "department_id", "capacity", "last_user_id"],
        },
    ],
    related: &[],
    check: check::<AssignmentRule>,
};

pub(crate) static ABSENCE: Entity = Entity {
    kind: Kind::Absence,
    path: Absence::PATH,
    icon: icondata_lu::LuCalendarOff,
    one: word!(kind.absence),
    many: word!(kind.absences),
    page: Page::None,
    name: "user_id",
    fields: &[
        Field::new("user_id", word!(field.who_is_away), Is::Reference(Kind::User)),
        Field::new("starts_on", word!(field.starts_on), Is::Day),
        Field::new("ends_on", word!(field.ends_on), Is::Day),
        Field::new("note", word!(field.status_note), Is::Lines),
        CREATED_AT,
        CREATED_BY,
        UPDATED_AT,
        UPDATED_BY,
    ],
    columns: &["user_id", "starts_on", "ends_on", "note"],
    sort: "-starts_on",
    views: ALL,
    sections: &[Section {
        label: word!(section.about),
        fields: &["user_id", "starts_on", "ends_on", "note"],
    }],
    related: &[],
    check: check::<Absence>,
};
