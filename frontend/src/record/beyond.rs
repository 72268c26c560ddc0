//! What a list can be filtered by without being a member of its records: it stands in records that belong to them.

use domain::Kind;
use wire::Op;
use wire::list::Test;
use words::{tr, word};

use super::{Entity, Field, Is};
use crate::api::names;

/// Fields of related records that deals can be filtered by.
static OF_DEALS: &[Field] = &[
    Field::new("industry", word!(field.industry), Is::Text),
    Field::new("product_id", word!(field.product), Is::Reference(Kind::Product)),
    Field::new("branch_id", word!(field.branch), Is::Reference(Kind::Branch)),
    Field::new("last_open_stage_id", word!(field.last_open_stage), Is::Reference(Kind::Stage)),
];

/// The fields beyond those of the records.
pub(crate) fn fields(kind: Kind) -> &'static [Field] {
    if kind == Kind::Opportunity { OF_DEALS } else { &[] }
}

impl Entity {
    /// A field that the list can be filtered by.
    pub(crate) fn filterable(&self, name: &str) -> Option<&'static Field> {
        self.field(name).or_else(|| fields(self.kind).iter().find(|field| field.name == name))
    }
}

/// The stage that a test of a deal's stays in stages names, as text.
pub(crate) fn stage_of(test: &Test) -> Option<&str> {
    let is_of_stays = matches!(test.field.as_str(), "stage_at" | "stage_entered") && test.op == Op::Eq;
    test.value.first().filter(|_| is_of_stays)?.split_once('@').map(|(stage, _)| stage)
}

/// A test of a deal's stays in stages, in words; None for any other.
pub(crate) fn stay_words(test: &Test) -> Option<String> {
    let stage = stage_of(test)?.parse().ok().and_then(names::of).unwrap_or_else(|| tr!(record.unknown));
    let (_, when) = test.value.first()?.split_once('@')?;
    Some(match when.split_once("..") {
        Some((from, to)) => tr!(list.came_to_stage, stage = stage, from = from, to = to),
        None => tr!(list.was_in_stage, stage = stage, day = when),
    })
}
