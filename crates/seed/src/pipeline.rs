//! Pipelines, their stages and the reasons why deals are lost.

use std::io::Result;

use fastrand::Rng;
use uuid::Uuid;

use crate::copy::{Rows, Value};
use crate::random::{Stream, number, weighted};
use crate::table::{Column, standard};
use crate::world::World;

pub(crate) const PIPELINE_COLUMNS: &[Column] =
    &["id", "version", "created_at", "created_by", "updated_at", "updated_by", "name", "is_default"];
pub(crate) const STAGE_COLUMNS: &[Column] = &[
    "id",
    "version",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
    "pipeline_id",
    "name",
    "position",
    "probability",
    "outcome",
    "required_fields",
    "rotting_days",
];
pub(crate) const REASON_COLUMNS: &[Column] = &[
    "id",
    "version",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
    "name",
    "needs_note",
    "is_active",
];

const PIPELINES: [&str; 2] = ["标准销售", "Partner Sales"];

/// A stage of a pipeline.
pub(crate) struct Stage {
    pub(crate) name: &'static str,
    /// In ten-thousandths.
    pub(crate) probability: i64,
    pub(crate) outcome: &'static str,
    pub(crate) rotting_days: i64,
    required: &'static [&'static str],
}

/// Stages of each pipeline, of which the last two are won and lost.
pub(crate) const STAGES: usize = 6;
pub(crate) const WON: usize = 4;
pub(crate) const LOST: usize = 5;

const fn open(
    name: &'static str,
    percent: i64,
    rotting_days: i64,
    required: &'static [&'static str],
) -> Stage {
    Stage { name, probability: percent * 100, outcome: "open", rotting_days, required }
}

const fn won(name: &'static str) -> Stage {
    Stage { name, probability: 10_000, outcome: "won", rotting_days: 0, required: &["account_id", "amount"] }
}

const fn lost(name: &'static str) -> Stage {
    Stage { name, probability: 0, outcome: "lost", rotting_days: 0, required: &[] }
}

static STAGE_TABLE: [[Stage; STAGES]; 2] = [
    [
        open("初步接洽", 10, 30, &[]),
        open("需求确认", 25, 30, &["account_id"]),
        open("方案报价", 50, 21, &["account_id", "amount"]),
        open("商务谈判", 75, 14, &["account_id", "amount"]),
        won("赢单"),
        lost("输单"),
    ],
    [
        open("Registered", 10, 45, &[]),
        open("Qualified", 30, 30, &["account_id"]),
        open("Proposal", 60, 21, &["account_id", "amount"]),
        open("Contracting", 80, 14, &["account_id", "amount"]),
        won("Won"),
        lost("Lost"),
    ],
];

struct Reason {
    name: &'static str,
    needs_note: bool,
    weight: u32,
}

const REASONS: [Reason; 8] = [
    Reason { name: "价格过高", needs_note: false, weight: 28 },
    Reason { name: "选择了竞争对手", needs_note: false, weight: 24 },
    Reason { name: "预算取消", needs_note: false, weight: 15 },
    Reason { name: "项目延期", needs_note: false, weight: 12 },
    Reason { name: "产品功能不满足", needs_note: false, weight: 9 },
    Reason { name: "失去联系", needs_note: false, weight: 7 },
    Reason { name: "其他", needs_note: true, weight: 5 },
    Reason { name: "重复商机", needs_note: false, weight: 0 },
];
/// Reasons that can no longer be chosen.
const RETIRED: usize = 7;
const OTHER: u64 = 6;

/// A stage by pipeline and position.
pub(crate) fn stage(pipeline: usize, position: usize) -> &'static Stage {
    &STAGE_TABLE[pipeline.min(1)][position.min(LOST)]
}

pub(crate) fn pipeline_id(world: &World, pipeline: usize) -> Uuid {
    world.fixed_id(Stream::PIPELINE, number(pipeline))
}

pub(crate) fn stage_id(world: &World, pipeline: usize, position: usize) -> Uuid {
    world.fixed_id(Stream::STAGE, number(pipeline * STAGES + position))
}

/// Why a deal was lost, as a number for [`reason_name`].
pub(crate) fn choose_reason(rng: &mut Rng) -> u64 {
    number(weighted(rng, REASONS.iter().map(|reason| reason.weight)))
}

pub(crate) fn reason_name(reason: u64) -> &'static str {
    REASONS.get(crate::random::position(reason)).map_or("", |reason| reason.name)
}

pub(crate) fn reason_id(world: &World, reason: u64) -> Uuid {
    world.fixed_id(Stream::LOSS_REASON, reason)
}

pub(crate) fn needs_note(reason: u64) -> bool {
    reason == OTHER
}

pub(crate) fn write_pipelines(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for (at, name) in PIPELINES.into_iter().enumerate() {
        let [id, version, created, creator, updated, updater] = standard(world, Stream::PIPELINE, number(at));
        rows.push(&[id, version, created, creator, updated, updater, name.into(), (at == 0).into()])?;
    }
    Ok(())
}

pub(crate) fn write_stages(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for (pipeline, stages) in STAGE_TABLE.iter().enumerate() {
        for (position, stage) in (0_i64..).zip(stages) {
            let at = number(pipeline * STAGES) + position.unsigned_abs();
            let [id, version, created, creator, updated, updater] = standard(world, Stream::STAGE, at);
            let required: Vec<String> = stage.required.iter().map(|field| (*field).to_owned()).collect();
            rows.push(&[
                id,
                version,
                created,
                creator,
                updated,
                updater,
                pipeline_id(world, pipeline).into(),
                stage.name.into(),
                position.into(),
                Value::TenThousandths(stage.probability),
                stage.outcome.into(),
                Value::Texts(&required),
                stage.rotting_days.into(),
            ])?;
        }
    }
    Ok(())
}

pub(crate) fn write_reasons(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for (at, reason) in REASONS.iter().enumerate() {
        let [id, version, created, creator, updated, updater] =
            standard(world, Stream::LOSS_REASON, number(at));
        let (needs_note, is_active) = (reason.needs_note.into(), (at != RETIRED).into());
        rows.push(&[
            id,
            version,
            created,
            creator,
            updated,
            updater,
            reason.name.into(),
            needs_note,
            is_active,
        ])?;
    }
    Ok(())
}
