//! What the page of a record shows below its head. Where there is room, what was done with it stands beside its
//! fields; in a narrow window there is one thing at a time, chosen by tabs.

use domain::access::Action;
use kit::{Tab, TabPanel, Tabs};
use leptos::prelude::*;
use uuid::Uuid;
use words::{Word, tr, word};

use super::composer::Composer;
use super::details::Details;
use super::related::RelatedLists;
use super::timeline::Timeline;
use super::{Entity, Page};
use crate::api::records::Record;
use crate::features;
use crate::layout::viewport;

/// A part of the page that can stand alone.
struct Part {
    id: &'static str,
    label: Word,
    view: ViewFn,
}

impl Part {
    fn new(id: &'static str, label: Word, view: impl Fn() -> AnyView + Send + Sync + 'static) -> Self {
        Self { id, label, view: view.into() }
    }
}

/// Everything below the head.
#[component]
pub(crate) fn Panels(entity: &'static Entity, id: Uuid, record: RwSignal<Record>) -> impl IntoView {
    move || {
        if viewport::is_narrow() {
            let mut all = vec![activity(entity, id), details(entity, record)];
            if entity.page != Page::WithActivities {
                all.reverse();
            }
            all.extend(related(entity, id).into_iter().chain(own(entity, record)));
            return view! { <div class="record-main">{one_at_a_time(all)}</div> }.into_any();
        }
        let main = [activity(entity, id)].into_iter().chain(own(entity, record));
        view! {
            <div class="record-columns">
                <div class="record-main">{one_at_a_time(main.collect())}</div>
                <aside class="record-rail" aria-label=move || tr!(record.details)>
                    <h2 class="visually-hidden">{move || tr!(record.details)}</h2>
                    <Details entity record />
                    <RelatedLists entity id />
                </aside>
            </div>
        }
        .into_any()
    }
}

/// What was done with the record, and what is written down next.
fn activity(entity: &'static Entity, id: Uuid) -> Part {
    Part::new("activity", word!(record.activity), move || {
        let composer = (entity.page == Page::WithActivities).then(|| view! { <Composer entity id /> });
        view! { {composer} <Timeline entity id /> }.into_any()
    })
}

fn details(entity: &'static Entity, record: RwSignal<Record>) -> Part {
    Part::new("details", word!(record.details), move || {
        view! {
            <section class="record-rail">
                <h2 class="visually-hidden">{move || tr!(record.details)}</h2>
                <Details entity record />
            </section>
        }
        .into_any()
    })
}

/// The lists of other kinds, if the user may read one.
fn related(entity: &'static Entity, id: Uuid) -> Option<Part> {
    let kinds = entity.related.iter().filter_map(|related| features::entity(related.kind));
    let part = || {
        Part::new("related", word!(record.related), move || {
            view! {
                <section class="record-rail">
                    <h2 class="visually-hidden">{move || tr!(record.related)}</h2>
                    <RelatedLists entity id />
                </section>
            }
            .into_any()
        })
    };
    kinds.into_iter().any(|kind| kind.may(Action::Read)).then(part)
}

/// What the kind has of its own.
fn own(entity: &'static Entity, record: RwSignal<Record>) -> impl Iterator<Item = Part> {
    let panels = features::parts(entity).panels.iter();
    panels.map(move |panel| Part::new(panel.id, panel.label, move || (panel.view)(record.into())))
}

/// One of the parts, with tabs to choose it by; a single one needs none. The first is shown at first.
fn one_at_a_time(parts: Vec<Part>) -> AnyView {
    if let [only] = &parts[..] {
        return only.view.run();
    }
    let selected = RwSignal::new(parts.first().map(|part| part.id.to_owned()).unwrap_or_default());
    let named = parts.iter().map(|part| (part.id, part.label)).collect::<Vec<_>>();
    let tabs =
        Signal::derive(move || named.iter().map(|(id, label)| Tab::new(*id, label())).collect::<Vec<_>>());
    let panels = parts.into_iter().map(|Part { id, view, .. }| {
        view! { <TabPanel id selected>{view.run()}</TabPanel> }
    });
    view! {
        <Tabs
            tabs
            selected
            on_select=Callback::new(move |id| selected.set(id))
            label=move || tr!(record.panels)
        />
        {panels.collect_view()}
    }
    .into_any()
}
