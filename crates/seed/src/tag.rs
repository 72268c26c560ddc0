//! Tags that stand on accounts, contacts and opportunities.

use std::io::Result;

use fastrand::Rng;
use uuid::Uuid;

use crate::copy::Rows;
use crate::random::{Stream, number};
use crate::table::{Column, standard};
use crate::world::World;

pub(crate) const COLUMNS: &[Column] =
    &["id", "version", "created_at", "created_by", "updated_at", "updated_by", "name", "color"];

const TAGS: [(&str, &str); 10] = [
    ("重点客户", "red"),
    ("战略合作", "purple"),
    ("续约风险", "yellow"),
    ("新客户", "green"),
    ("价格敏感", "orange"),
    ("展会线索", "blue"),
    ("技术交流", "teal"),
    ("Key account", "pink"),
    ("Upsell", "green"),
    ("Tender", "gray"),
];
/// How many of the tags are Chinese; the others are English.
const CHINESE: usize = 7;

pub(crate) fn write(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for (at, (name, color)) in TAGS.iter().enumerate() {
        let [id, version, created, creator, updated, updater] = standard(world, Stream::TAG, number(at));
        rows.push(&[id, version, created, creator, updated, updater, (*name).into(), (*color).into()])?;
    }
    Ok(())
}

/// Up to two different tags in one language.
pub(crate) fn choose(world: &World, rng: &mut Rng, is_foreign: bool, percent: u32) -> Vec<Uuid> {
    let range = if is_foreign { CHINESE..TAGS.len() } else { 0..CHINESE };
    let count = match rng.u32(..100) {
        roll if roll < percent / 4 => 2,
        roll if roll < percent => 1,
        _ => 0,
    };
    let first = rng.usize(range.clone());
    let next = if first + 1 < range.end { first + 1 } else { range.start };
    [first, next].into_iter().take(count).map(|tag| world.fixed_id(Stream::TAG, number(tag))).collect()
}
