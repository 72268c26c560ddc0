//! Saved views: lists as their user wants to see them again. They are tabs of the lists and have no screen.

use domain::Kind;
use wire::Resource;
use wire::saved_view::SavedView;
use words::word;

use crate::record::standard::NAME;
use crate::record::{Entity, Page, Section, check};

pub(crate) static SAVED_VIEW: Entity = Entity {
    kind: Kind::SavedView,
    path: SavedView::PATH,
    icon: icondata_lu::LuBookmark,
    one: word!(kind.saved_view),
    many: word!(kind.saved_views),
    page: Page::None,
    name: "name",
    fields: &[NAME],
    columns: &["name"],
    sort: "name",
    views: &[],
    sections: &[Section { label: word!(section.about), fields: &["name"] }],
    related: &[],
    check: check::<SavedView>,
};
