//! The rows of a list on a phone: cards of two lines.

use leptos::prelude::*;

use super::list_page::List;
use super::{Field, Is, cell};
use crate::api::records::Record;

/// The cards.
#[component]
pub(crate) fn Cards(list: List) -> impl IntoView {
    let entity = list.entity;
    let fields = Signal::derive(move || {
        let names = list.state.with(|state| state.columns_of(entity));
        names
            .iter()
            .filter_map(|name| entity.field(name))
            .filter(|field| field.name != entity.name)
            .collect::<Fields>()
    });
    let rows =
        move || list.data.with(|records| records.map_or_else(Vec::new, |records| records.rows.clone()));
    let card = move |record: Record| {
        let id = record.id().to_string();
        let (name, Parts { state, amount, rest }) = (cell::name_of(entity, &record), parts(&fields.get()));
        let shown = |field: Option<&'static Field>| {
            let filled = field.filter(|field| !record.value(field.name).is_null());
            filled.map(|field| cell::value(entity, field, &record, cell::Place::List))
        };
        let rest = rest.into_iter().map(|field| shown(Some(field))).collect_view();
        let href = entity.href(&id);
        view! {
            <li class="record-card">
                <div class="record-card-line">
                    {cell::mark(entity, &record)}
                    <a class="record-link" href=href on:click=move |_| list.remember()>{name}</a>
                    {shown(state)}
                </div>
                <div class="record-card-line" data-second="true"><span class="record-card-rest">{rest}</span> {shown(amount)}</div>
            </li>
        }
        .into_any()
    };
    view! {
        <ul class="record-cards" aria-label=move || (entity.many)()>
            <For each=rows key=|record| (record.id(), record.version()) children=card />
        </ul>
    }
    .into_any()
}

type Fields = Vec<&'static Field>;

/// What stands where on a card.
struct Parts {
    /// At the right of the name.
    state: Option<&'static Field>,
    /// At the right of the second line.
    amount: Option<&'static Field>,
    /// The second line.
    rest: Fields,
}

fn parts(fields: &Fields) -> Parts {
    let find = |wanted: fn(&Is) -> bool| fields.iter().copied().find(|field| wanted(&field.is));
    let state = find(|is| matches!(is, Is::Choice(_)));
    let amount =
        find(|is| matches!(is, Is::Money(_))).or_else(|| find(|is| matches!(is, Is::Day | Is::Instant)));
    let is_used =
        |field: &&'static Field| [state, amount].into_iter().flatten().all(|used| used.name != field.name);
    Parts { state, amount, rest: fields.iter().copied().filter(is_used).take(2).collect() }
}
