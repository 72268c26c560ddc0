//! What the screens of all kinds of record have in common. A kind is an [`Entity`], a description; the list, the
//! record's page, the form and the filters are made from it, once for all kinds.

mod entity;
mod facts;
pub(crate) mod standard;

pub(crate) use entity::{Check, Entity, Field, Is, ListValue, Related, Section, View, check};
pub(crate) use facts::{Fact, fact};
