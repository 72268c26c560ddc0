//! What the palette leads to: screens and views, and what was found.

use domain::access::Action;
use icondata_core::Icon;
use leptos::prelude::*;
use wire::search::{SearchGroup, SearchHit};
use words::tr;

use super::found::Answer;
use super::marked::marked;
use crate::features::{ENTITIES, entity, settings};
use crate::layout::sidebar::{ADMINISTRATION, WORK};
use crate::record::{Entity, href_of};

/// Something that the palette leads to.
#[derive(Clone)]
pub(super) struct Hit {
    pub(super) href: String,
    icon: Icon,
    label: String,
    /// What tells it from others of its name.
    detail: String,
    hint: String,
    /// The words to mark.
    q: String,
    /// True for a record, or a list of them.
    pub(super) is_found: bool,
}

/// Hits that stand together.
#[derive(Clone)]
pub(super) struct Group {
    /// Empty for screens and views.
    pub(super) name: String,
    pub(super) hits: Vec<Hit>,
}

impl Hit {
    fn place(icon: Icon, label: String, hint: String, href: String) -> Self {
        Self { icon, label, detail: String::new(), hint, href, q: String::new(), is_found: false }
    }

    fn record(entity: &Entity, item: SearchHit, q: &str) -> Self {
        let elsewhere = item
            .found_in
            .filter(|found| found.field != entity.name && Some(&found.value) != item.detail.as_ref());
        let hint = match elsewhere {
            Some(found) => found.value,
            None if item.is_similar => tr!(palette.similar),
            None => String::new(),
        };
        let (href, detail) = (entity.href(item.id), item.detail.unwrap_or_default());
        Self { icon: entity.icon, label: item.label, detail, hint, href, q: q.to_owned(), is_found: true }
    }

    /// The list that has the rest.
    fn rest(entity: &Entity, q: &str) -> Self {
        let query = form_urlencoded::Serializer::new(String::new()).append_pair("q", q).finish();
        let (label, href) =
            (tr!(palette.all_in, kind = (entity.many)()), format!("{}?{query}", entity.list_href()));
        Self { is_found: true, ..Self::place(icondata_lu::LuListFilter, label, String::new(), href) }
    }

    /// How it is shown.
    pub(super) fn show(&self) -> AnyView {
        let detail = (!self.detail.is_empty())
            .then(|| view! { <span class="palette-detail">{marked(&self.detail, &self.q)}</span> });
        view! {
            <kit::Icon icon=self.icon />
            <span class="palette-label">{marked(&self.label, &self.q)}{detail}</span>
            <span class="palette-hint">{marked(&self.hint, &self.q)}</span>
        }
        .into_any()
    }
}

/// All that goes with what is typed: places first, for they are there at once.
pub(super) fn groups(typed: &str, answer: Option<Answer>) -> Vec<Group> {
    let typed = typed.trim().to_lowercase();
    let places = places().into_iter().filter(|hit| hit.label.to_lowercase().contains(&typed));
    let places = places.take(if typed.is_empty() { 30 } else { 6 }).collect();
    let mut groups = vec![Group { name: String::new(), hits: places }];
    if let Some(Answer { q, result: Ok(found) }) = answer {
        groups.extend(found.data.into_iter().filter_map(|group| found_of(group, &q)));
    }
    groups.retain(|group| !group.hits.is_empty());
    groups
}

fn found_of(group: SearchGroup, q: &str) -> Option<Group> {
    let entity = entity(group.kind).filter(|entity| entity.has_page())?;
    let mut hits: Vec<Hit> = group.items.into_iter().map(|item| Hit::record(entity, item, q)).collect();
    hits.extend(group.has_more.then(|| Hit::rest(entity, q)));
    Some(Group { name: (entity.many)(), hits })
}

/// Screens and views that the user may open.
fn places() -> Vec<Hit> {
    let screens = WORK
        .iter()
        .chain(ADMINISTRATION)
        .filter(|place| (place.is_open)())
        .map(|place| Hit::place(place.icon, (place.label)(), tr!(palette.screen), place.href.to_owned()));
    let views =
        ENTITIES.iter().filter(|entity| entity.has_page() && entity.may(Action::Read)).flat_map(|entity| {
            entity.views.iter().filter(|view| view.id != "all").map(|view| {
                let label = format!("{} · {}", (entity.many)(), (view.label)());
                Hit::place(entity.icon, label, tr!(palette.view), href_of(entity, view))
            })
        });
    let setup = settings::places()
        .map(|place| Hit::place(place.icon, (place.label)(), tr!(settings.title), place.href.to_owned()));
    screens.chain(setup).chain(views).collect()
}
