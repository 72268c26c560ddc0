//! The rules for leads that an administrator sets: what becomes of their fields, and what gives them points.

use domain::Kind;
use wire::Resource;
use wire::lead_mapping::LeadMapping;
use wire::scoring_rule::ScoringRule;
use words::word;

use crate::features::value_list;
use crate::record::standard::{CREATED_AT, IS_ACTIVE, NAME, UPDATED_AT};
use crate::record::{Entity, Field, FieldsOf, Is, Page, Section, View, check};

static ALL: &[View] = &[View { id: "all", label: word!(view.all), query: "" }];

pub(crate) static LEAD_MAPPING: Entity = Entity {
    kind: Kind::LeadMapping,
    path: LeadMapping::PATH,
    icon: icondata_lu::LuArrowRightLeft,
    one: word!(kind.lead_mapping),
    many: word!(kind.lead_mappings),
    page: Page::None,
    name: "lead_field",
    fields: &[
        Field::new("lead_field", word!(field.lead_field), Is::FieldName(FieldsOf::Kind(Kind::Lead))),
        Field::new("target", word!(field.target), Is::Choice(value_list::LEAD_TARGET)),
        Field::new("target_field", word!(field.target_field), Is::FieldName(FieldsOf::Member("target"))),
        Field::new("position", word!(field.position), Is::Number),
        CREATED_AT,
        UPDATED_AT,
    ],
    columns: &["lead_field", "target", "target_field", "position"],
    sort: "position",
    views: ALL,
    sections: &[Section {
        label: word!(section.about),
        fields: &["lead_field", "target", "target_field", "position"],
    }],
    related: &[],
    check: check::<LeadMapping>,
};

pub(crate) static SCORING_RULE: Entity = Entity {
    kind: Kind::ScoringRule,
    path: ScoringRule::PATH,
    icon: icondata_lu::LuGauge,
    one: word!(kind.scoring_rule),
    many: word!(kind.scoring_rules),
    page: Page::None,
    name: "name",
    fields: &[
        NAME,
        Field::new("points", word!(field.points), Is::Number),
        IS_ACTIVE,
        Field::new("field", word!(field.lead_field), Is::FieldName(FieldsOf::Kind(Kind::Lead))),
        Field::new("test", word!(field.test), Is::Choice(value_list::FIELD_TEST)),
        Field::new("value", word!(field.value), Is::Text),
        Field::new("activity_type", word!(kind.activity), Is::Choice(value_list::ACTIVITY_TYPE)),
        Field::new("within_days", word!(field.within_days), Is::Number),
        CREATED_AT,
        UPDATED_AT,
    ],
    columns: &["name", "points", "field", "test", "value", "activity_type", "within_days", "is_active"],
    sort: "name",
    views: ALL,
    sections: &[
        Section { label: word!(section.about), fields: &["name", "points", "is_active"] },
        Section { label: word!(section.about_field), fields: &["field", "test", "value"] },
        Section { label: word!(section.about_activity), fields: &["activity_type", "within_days"] },
    ],
    related: &[],
    check: check::<ScoringRule>,
};
