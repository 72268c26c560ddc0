//! Rows of opportunities, their lines and their stays in stages.

use std::io::Result;

use uuid::Uuid;

use crate::account::choose_source;
use crate::catalogue::PRODUCTS;
use crate::contact;
use crate::copy::{Rows, Value};
use crate::opportunity::{Opportunity, Worth, last_open, product_id};
use crate::pipeline;
use crate::random::{Stream, chance, number, pick};
use crate::table::Column;
use crate::world::World;
use crate::{staff, tag};

pub(crate) const COLUMNS: &[Column] = &[
    "id",
    "version",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
    "owner_id",
    "department_id",
    "name",
    "account_id",
    "contact_id",
    "pipeline_id",
    "stage_id",
    "last_open_stage_id",
    "outcome",
    "amount",
    "currency",
    "amount_is_manual",
    "rate",
    "base_amount",
    "probability",
    "probability_is_manual",
    "started_on",
    "expected_close_date",
    "closed_on",
    "source",
    "loss_reason_id",
    "close_note",
    "description",
    "stage_entered_at",
    "last_activity_at",
    "rots_at",
    "tag_ids",
    "external_ids",
];
pub(crate) const LINE_COLUMNS: &[Column] = &[
    "id",
    "version",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
    "opportunity_id",
    "product_id",
    "quantity",
    "unit_price",
    "discount",
    "unit_cost",
    "currency",
    "amount",
];
pub(crate) const STAY_COLUMNS: &[Column] = &[
    "id",
    "opportunity_id",
    "pipeline_id",
    "stage_id",
    "from_stage_id",
    "entered_at",
    "left_at",
    "actor_id",
    "base_amount",
    "probability",
    "to_stage_id",
];

pub(crate) fn write(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for number in 0..world.sizes().opportunities {
        write_one(world, &Opportunity::get(world, number), rows)?;
    }
    Ok(())
}

/// Why a lost deal was lost.
pub(crate) fn loss_reason(world: &World, deal: &Opportunity) -> Option<u64> {
    let mut rng = world.rng(Stream::LOSS_REASON, deal.number);
    deal.is_lost().then(|| pipeline::choose_reason(&mut rng))
}

fn write_one(world: &World, deal: &Opportunity, rows: &mut Rows<'_>) -> Result<()> {
    let mut rng = world.rng(Stream::OPPORTUNITY, deal.number ^ (1 << 40));
    let worth = Worth::get(world, deal);
    let is_foreign = deal.account.place.is_foreign();
    let owner = world.user(deal.owner);
    let stay = deal.stay();
    let stage = pipeline::stage(deal.pipeline, stay.stage);
    let is_open = deal.closed().is_none();
    let is_manual = is_open && chance(&mut rng, 6);
    let probability = if is_manual { rng.i64(1..19) * 500 } else { stage.probability };
    let reason = loss_reason(world, deal);
    let active = world.last_activities().of_opportunity(deal.number);
    let rots = (stage.rotting_days > 0)
        .then(|| active.map_or(stay.entered, |at| at.max(stay.entered)).plus_days(stage.rotting_days));
    let versions = i64::try_from(deal.stays().len()).unwrap_or(1);
    rows.push(&[
        deal.id(world).into(),
        versions.into(),
        deal.created.into(),
        owner.into(),
        stay.entered.into(),
        owner.into(),
        owner.into(),
        staff::department_id(world, deal.owner).into(),
        (&name(deal, &worth, &mut rng)).into(),
        deal.account.id(world).into(),
        contact::id(world, deal.contact).into(),
        pipeline::pipeline_id(world, deal.pipeline).into(),
        pipeline::stage_id(world, deal.pipeline, stay.stage).into(),
        last_open(deal).map(|position| pipeline::stage_id(world, deal.pipeline, position)).into(),
        stage.outcome.into(),
        worth.amount.map_or(Value::Null, Value::Hundredths),
        worth.currency.code().into(),
        worth.is_manual.into(),
        Value::TenThousandths(worth.rate),
        worth.base().map_or(Value::Null, Value::Hundredths),
        Value::TenThousandths(probability),
        is_manual.into(),
        deal.created.day().into(),
        chance(&mut rng, 96).then_some(deal.expected).into(),
        deal.closed().map(crate::calendar::Moment::day).into(),
        chance(&mut rng, 94).then(|| choose_source(&mut rng)).into(),
        reason.map(|reason| pipeline::reason_id(world, reason)).into(),
        close_note(reason, is_open, is_foreign, &mut rng).into(),
        description(is_foreign, &mut rng).into(),
        stay.entered.into(),
        active.into(),
        rots.into(),
        Value::Ids(&tag::choose(world, &mut rng, is_foreign, 20)),
        Value::Texts(&[]),
    ])
}

/// What is to be sold, in a few words.
fn name(deal: &Opportunity, worth: &Worth, rng: &mut fastrand::Rng) -> String {
    const CHINESE: [&str; 8] =
        ["采购项目", "升级改造", "试点项目", "二期扩容", "年度框架", "续约", "数字化工厂项目", "新产线配套"];
    const ENGLISH: [&str; 7] =
        ["rollout", "pilot", "upgrade", "expansion, phase 2", "annual contract", "renewal", "new line"];
    let product = worth.lines.first().and_then(|line| PRODUCTS.get(line.product));
    let is_foreign = deal.account.place.is_foreign();
    let what = match (product, is_foreign) {
        (Some(product), _) if product.name.is_ascii() == is_foreign => product.name,
        (_, true) => pick(rng, &["Data terminals", "Edge gateways", "MES", "Warehouse system"]),
        (Some(product), false) => product.name,
        (None, false) => pick(rng, &["智能制造", "仓储物流", "设备联网", "质量追溯"]),
    };
    if is_foreign {
        return format!("{what} {} – {}", pick(rng, &ENGLISH), deal.account.place.city);
    }
    format!("{what}{}", pick(rng, &CHINESE))
}

fn close_note(
    reason: Option<u64>,
    is_open: bool,
    is_foreign: bool,
    rng: &mut fastrand::Rng,
) -> Option<&'static str> {
    const WON: [(&str, &str); 3] = [
        ("合同已签，预付款 30%。", "Contract signed, 30 % down payment."),
        ("客户认可现场演示，决策较快。", "The on-site demo convinced them; quick decision."),
        ("与竞争对手相比交付周期更短。", "We could deliver sooner than the competition."),
    ];
    const LOST: [(&str, &str); 3] = [
        ("客户内部调整，决策人更换。", "Reorganised; our sponsor has left."),
        ("对方报价低约 15%，我们未跟进降价。", "Other offer about 15 % lower; we did not match it."),
        ("项目推迟到明年再议。", "Project put off until next year."),
    ];
    let must = reason.is_some_and(pipeline::needs_note);
    if is_open || (!must && !chance(rng, 40)) {
        return None;
    }
    let notes = if reason.is_some() { &LOST } else { &WON };
    let note = pick(rng, notes);
    Some(if is_foreign { note.1 } else { note.0 })
}

fn description(is_foreign: bool, rng: &mut fastrand::Rng) -> Option<&'static str> {
    const TEXTS: [(&str, &str); 4] = [
        ("客户希望在季度末前完成选型，需提供三家同行业案例。", "Wants to choose by the end of the quarter."),
        ("需要与现有 ERP 对接，接口由我方开发。", "Must work with the ERP in place; we build the interface."),
        ("招标项目，预计三家入围。", "Tender; three bidders expected."),
        ("技术部门已认可方案，待财务审批预算。", "Engineering agrees; the budget is with finance."),
    ];
    if !chance(rng, 45) {
        return None;
    }
    let text = pick(rng, &TEXTS);
    Some(if is_foreign { text.1 } else { text.0 })
}

pub(crate) fn write_lines(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for deal_number in 0..world.sizes().opportunities {
        let deal = Opportunity::get(world, deal_number);
        let worth = Worth::get(world, &deal);
        let owner = world.user(deal.owner);
        for (at, line) in worth.lines.iter().enumerate() {
            rows.push(&[
                world.id(Stream::LINE, deal_number * 4 + number(at), deal.created).into(),
                1.into(),
                deal.created.into(),
                owner.into(),
                deal.created.into(),
                owner.into(),
                deal.id(world).into(),
                product_id(world, line.product).into(),
                line.quantity.into(),
                Value::Hundredths(line.price),
                Value::TenThousandths(line.discount),
                Value::Hundredths(line.cost),
                worth.currency.code().into(),
                Value::Hundredths(line.amount),
            ])?;
        }
    }
    Ok(())
}

pub(crate) fn write_stays(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for deal_number in 0..world.sizes().opportunities {
        let deal = Opportunity::get(world, deal_number);
        let base = Worth::get(world, &deal).base();
        let stage_id = |position| pipeline::stage_id(world, deal.pipeline, position);
        let mut from: Option<Uuid> = None;
        for (at, stay) in deal.stays().iter().enumerate() {
            let next = deal.stays().get(at + 1);
            rows.push(&[
                world.id(Stream::STAY, deal_number * 8 + number(at), stay.entered).into(),
                deal.id(world).into(),
                pipeline::pipeline_id(world, deal.pipeline).into(),
                stage_id(stay.stage).into(),
                from.into(),
                stay.entered.into(),
                next.map(|next| next.entered).into(),
                world.user(deal.owner).into(),
                base.map_or(Value::Null, Value::Hundredths),
                Value::TenThousandths(pipeline::stage(deal.pipeline, stay.stage).probability),
                next.map(|next| stage_id(next.stage)).into(),
            ])?;
            from = Some(stage_id(stay.stage));
        }
    }
    Ok(())
}
