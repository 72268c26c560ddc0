//! The one list of entities.

use wire::import::{Import, ImportTemplate};
use wire::tag::Tag;

use crate::Entity;

/// Something to be done for every kind of record.
pub trait VisitEntity {
    /// Does it for `E`.
    fn visit<E: Entity>(&mut self);
}

/// Shows every kind of record to `visitor`. The only place where a new kind is announced: its routes, its part
/// of the API document and its tests follow.
pub fn every_entity(visitor: &mut impl VisitEntity) {
    visitor.visit::<Import>();
    visitor.visit::<ImportTemplate>();
    visitor.visit::<Tag>();
}
