//! Activities: what was done with customers, and what is to be done.

mod tick;

use domain::Kind;
use wire::Resource;
use wire::activity::Activity;
use words::word;

use super::value_list;
use crate::record::standard::{
    ACCOUNT, CONTACT, CREATED_AT, CREATED_BY, DEPARTMENT, EXTERNAL_IDS, OWNER, UPDATED_AT, UPDATED_BY,
};
use crate::record::{Entity, Field, Is, Page, Parts, Section, View, check};

pub(crate) static ACTIVITY: Entity = Entity {
    kind: Kind::Activity,
    path: Activity::PATH,
    icon: icondata_lu::LuListChecks,
    one: word!(kind.activity),
    many: word!(kind.activities),
    page: Page::Plain,
    name: "subject",
    fields: &[
        Field::new("subject", word!(field.subject), Is::Text),
        Field::new("type", word!(field.kind), Is::Choice(value_list::ACTIVITY_TYPE)),
        Field::new("due_at", word!(field.due_at), Is::Instant),
        Field::new("done_at", word!(field.done_at), Is::Instant).later(),
        OWNER,
        DEPARTMENT,
        ACCOUNT,
        CONTACT,
        Field::new("record_kind", word!(field.record_kind), Is::Choice(value_list::RECORD_KIND)),
        Field::new("record_id", word!(field.record), Is::ReferenceBy("record_kind")),
        Field::new("duration_minutes", word!(field.duration_minutes), Is::Number),
        Field::new("body", word!(field.body), Is::Lines),
        Field::new("result", word!(field.result), Is::Lines).later(),
        Field::new("next_step", word!(field.next_step), Is::Lines),
        EXTERNAL_IDS,
        CREATED_AT,
        CREATED_BY,
        UPDATED_AT,
        UPDATED_BY,
    ],
    columns: &["subject", "type", "due_at", "done_at", "account_id", "contact_id", "owner_id"],
    sort: "-created_at",
    views: &[
        View {
            id: "mine",
            label: word!(view.my_open),
            query: "owner_id=me&done_at__isnull=true&sort=due_at",
        },
        View {
            id: "today",
            label: word!(view.today),
            query: "owner_id=me&done_at__isnull=true&due_at__within=today&sort=due_at",
        },
        View { id: "done", label: word!(view.done), query: "done_at__isnull=false&sort=-done_at" },
        View { id: "all", label: word!(view.all), query: "" },
    ],
    sections: &[
        Section {
            label: word!(section.about),
            fields: &["subject", "type", "record_kind", "record_id", "contact_id", "body"],
        },
        Section {
            label: word!(section.work),
            fields: &["due_at", "done_at", "duration_minutes", "result", "next_step", "external_ids"],
        },
    ],
    related: &[],
    check: check::<Activity>,
};

/// What the screens of activities have of their own: they are ticked off.
pub(crate) static PARTS: Parts = Parts { mark: Some(tick::MARK), actions: Some(tick::action), ..Parts::NONE };
