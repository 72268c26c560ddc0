//! How selling is set up: pipelines and their stages, loss reasons, tags, exchange rates.

use domain::Kind;
use wire::Resource;
use wire::exchange_rate::ExchangeRate;
use wire::loss_reason::LossReason;
use wire::pipeline::Pipeline;
use wire::stage::Stage;
use wire::tag::Tag;
use words::word;

use super::value_list;
use crate::record::standard::{CREATED_AT, CURRENCY, IS_ACTIVE, NAME, UPDATED_AT};
use crate::record::{Entity, Field, Is, Page, Related, Section, View, check};

static ALL: &[View] = &[View { id: "all", label: word!(view.all), query: "" }];

pub(crate) static PIPELINE: Entity = Entity {
    kind: Kind::Pipeline,
    path: Pipeline::PATH,
    icon: icondata_lu::LuGitBranch,
    one: word!(kind.pipeline),
    many: word!(kind.pipelines),
    page: Page::Plain,
    name: "name",
    fields: &[NAME, Field::new("is_default", word!(field.is_default), Is::Flag), CREATED_AT, UPDATED_AT],
    columns: &["name", "is_default", "created_at"],
    sort: "name",
    views: ALL,
    sections: &[Section { label: word!(section.about), fields: &["name", "is_default"] }],
    related: &[Related { kind: Kind::Stage, field: "pipeline_id" }],
    check: check::<Pipeline>,
};

pub(crate) static STAGE: Entity = Entity {
    kind: Kind::Stage,
    path: Stage::PATH,
    icon: icondata_lu::LuColumns3,
    one: word!(kind.stage),
    many: word!(kind.stages),
    page: Page::Plain,
    name: "name",
    fields: &[
        NAME,
        Field::new("pipeline_id", word!(field.pipeline), Is::Reference(Kind::Pipeline)),
        Field::new("position", word!(field.position), Is::Number),
        Field::new("outcome", word!(field.outcome), Is::Choice(value_list::OUTCOME)),
        Field::new("probability", word!(field.probability), Is::Share),
        Field::new("rotting_days", word!(field.rotting_days), Is::Number),
        Field::new("required_fields", word!(field.required_fields), Is::Texts),
    ],
    columns: &["name", "pipeline_id", "position", "outcome", "probability", "rotting_days"],
    sort: "position",
    views: ALL,
    sections: &[Section {
        label: word!(section.about),
        fields: &[
            "pipeline_id",
            "name",
            "position",
            "outcome",
            "probability",
            "rotting_days",
            "required_fields",
        ],
    }],
    related: &[],
    check: check::<Stage>,
};

pub(crate) static LOSS_REASON: Entity = Entity {
    kind: Kind::LossReason,
    path: LossReason::PATH,
    icon: icondata_lu::LuThumbsDown,
    one: word!(kind.loss_reason),
    many: word!(kind.loss_reasons),
    page: Page::Plain,
    name: "name",
    fields: &[
        NAME,
        Field::new("needs_note", word!(field.needs_note), Is::Flag),
        IS_ACTIVE,
        CREATED_AT,
        UPDATED_AT,
    ],
    columns: &["name", "needs_note", "is_active"],
    sort: "name",
    views: ALL,
    sections: &[Section { label: word!(section.about), fields: &["name", "needs_note", "is_active"] }],
    related: &[],
    check: check::<LossReason>,
};

pub(crate) static TAG: Entity = Entity {
    kind: Kind::Tag,
    path: Tag::PATH,
    icon: icondata_lu::LuTag,
    one: word!(kind.tag),
    many: word!(kind.tags),
    page: Page::None,
    name: "name",
    fields: &[
        NAME,
        Field::new("color", word!(field.color), Is::Choice(value_list::TAG_COLOR)),
        CREATED_AT,
        UPDATED_AT,
    ],
    columns: &["name", "color", "created_at"],
    sort: "name",
    views: ALL,
    sections: &[Section { label: word!(section.about), fields: &["name", "color"] }],
    related: &[],
    check: check::<Tag>,
};

pub(crate) static EXCHANGE_RATE: Entity = Entity {
    kind: Kind::ExchangeRate,
    path: ExchangeRate::PATH,
    icon: icondata_lu::LuArrowLeftRight,
    one: word!(kind.exchange_rate),
    many: word!(kind.exchange_rates),
    page: Page::None,
    name: "currency",
    fields: &[
        CURRENCY,
        Field::new("day", word!(field.valid_from), Is::Day),
        Field::new("rate", word!(field.rate), Is::Decimal),
        CREATED_AT,
        UPDATED_AT,
    ],
    columns: &["currency", "day", "rate"],
    sort: "-day",
    views: ALL,
    sections: &[Section { label: word!(section.about), fields: &["currency", "day", "rate"] }],
    related: &[],
    check: check::<ExchangeRate>,
};
