//! The company: users, branches, departments, roles.

use domain::Kind;
use wire::Resource;
use wire::branch::Branch;
use wire::department::Department;
use wire::role::Role;
use wire::user::User;
use words::word;

use super::value_list;
use crate::record::standard::{
    CREATED_AT, CREATED_BY, DEPARTMENT as DEPARTMENT_FIELD, EMAIL, EXTERNAL_IDS, IS_ACTIVE, NAME, PHONE,
    UPDATED_AT, UPDATED_BY,
};
use crate::record::{Entity, Field, Is, Page, Related, Section, View, check};

pub(crate) static USER: Entity = Entity {
    kind: Kind::User,
    path: User::PATH,
    icon: icondata_lu::LuUserRound,
    one: word!(kind.user),
    many: word!(kind.users),
    page: Page::Plain,
    name: "name",
    fields: &[
        Field::new("name", word!(field.person_name), Is::Text),
        EMAIL,
        Field::new("title", word!(field.title), Is::Text),
        DEPARTMENT_FIELD,
        Field::new("role_ids", word!(field.roles), Is::References(Kind::Role)),
        Field::new("manager_id", word!(field.manager), Is::Reference(Kind::User)),
        PHONE,
        Field::new("language", word!(field.language), Is::Choice(value_list::LANGUAGE)),
        Field::new("time_zone", word!(field.time_zone), Is::Zone),
        IS_ACTIVE,
        EXTERNAL_IDS,
        CREATED_AT,
        CREATED_BY,
        UPDATED_AT,
        UPDATED_BY,
    ],
    columns: &["name", "email", "title", "department_id", "role_ids", "is_active"],
    sort: "name",
    views: &[
        View { id: "active", label: word!(view.active), query: "is_active=true" },
        View { id: "inactive", label: word!(view.inactive), query: "is_active=false" },
        View { id: "all", label: word!(view.all), query: "" },
    ],
    sections: &[
        Section {
            label: word!(section.about),
            fields: &["name", "email", "title", "phone", "department_id", "manager_id", "role_ids"],
        },
        Section {
            label: word!(section.system),
            fields: &["language", "time_zone", "is_active", "external_ids"],
        },
    ],
    related: &[],
    check: check::<User>,
};

static ALL: &[View] = &[View { id: "all", label: word!(view.all), query: "" }];

pub(crate) static BRANCH: Entity = Entity {
    kind: Kind::Branch,
    path: Branch::PATH,
    icon: icondata_lu::LuLandmark,
    one: word!(kind.branch),
    many: word!(kind.branches),
    page: Page::Plain,
    name: "name",
    fields: &[
        NAME,
        Field::new("parent_id", word!(field.parent), Is::Reference(Kind::Branch)),
        Field::new("time_zone", word!(field.time_zone), Is::Zone),
        CREATED_AT,
        UPDATED_AT,
    ],
    columns: &["name", "parent_id", "time_zone"],
    sort: "name",
    views: ALL,
    sections: &[Section { label: word!(section.about), fields: &["name", "parent_id", "time_zone"] }],
    related: &[Related { kind: Kind::Department, field: "branch_id" }],
    check: check::<Branch>,
};

pub(crate) static DEPARTMENT: Entity = Entity {
    kind: Kind::Department,
    path: Department::PATH,
    icon: icondata_lu::LuNetwork,
    one: word!(kind.department),
    many: word!(kind.departments),
    page: Page::Plain,
    name: "name",
    fields: &[
        NAME,
        Field::new("branch_id", word!(field.branch), Is::Reference(Kind::Branch)),
        Field::new("parent_id", word!(field.parent), Is::Reference(Kind::Department)),
        CREATED_AT,
        UPDATED_AT,
    ],
    columns: &["name", "branch_id", "parent_id"],
    sort: "name",
    views: ALL,
    sections: &[Section { label: word!(section.about), fields: &["name", "branch_id", "parent_id"] }],
    related: &[Related { kind: Kind::User, field: "department_id" }],
    check: check::<Department>,
};

pub(crate) static ROLE: Entity = Entity {
    kind: Kind::Role,
    path: Role::PATH,
    icon: icondata_lu::LuShieldCheck,
    one: word!(kind.role),
    many: word!(kind.roles),
    page: Page::Plain,
    name: "name",
    fields: &[NAME, Field::new("code", word!(field.code), Is::Text), CREATED_AT, UPDATED_AT],
    columns: &["name", "code", "updated_at"],
    sort: "name",
    views: ALL,
    sections: &[Section { label: word!(section.about), fields: &["name", "code"] }],
    related: &[Related { kind: Kind::User, field: "role_ids" }],
    check: check::<Role>,
};
