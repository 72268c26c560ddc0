//! What the screens of all kinds of record have in common. A kind is an [`Entity`], a description; the list, the
//! record's page, the form and the filters are made from it, once for all kinds.

mod beyond;
mod bulk;
mod came_from;
mod cards;
pub(crate) mod cell;
pub(crate) mod codes;
mod composer;
pub(crate) mod conflict;
pub(crate) mod deletion;
mod details;
mod entity;
pub(crate) mod entry;
mod facts;
pub(crate) mod filter_bar;
pub(crate) mod filter_editor;
mod filters;
mod foot;
pub(crate) mod form;
mod in_place;
pub(crate) mod input;
pub(crate) mod list_page;
mod page;
mod panels;
mod parts;
pub(crate) mod peek;
pub(crate) mod related;
mod rows;
pub(crate) mod standard;
pub(crate) mod state;
mod timeline;
pub(crate) mod toolbar;
mod verb;
mod views;

pub(crate) use details::{Details, FieldList};
pub(crate) use entity::{Entity, Field, Is, ListValue, Page, Related, Section, View, check};
pub(crate) use facts::{Fact, fact};
pub(crate) use filter_bar::FilterBar;
pub(crate) use filter_editor::AddFilter;
pub(crate) use filters::Filters;
pub(crate) use input::FieldInput;
pub(crate) use list_page::ListPage;
pub(crate) use page::RecordPage;
pub(crate) use parts::{Mark, Panel, Parts};
pub(crate) use verb::{Verb, Verbs};
pub(crate) use views::href_of;
