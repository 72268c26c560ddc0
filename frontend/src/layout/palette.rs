//! The command palette: goes anywhere, finds records, starts what can be started.

use domain::access::Action;
use icondata_core::Icon;
use kit::{Dialog, DialogSize};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use words::tr;

use super::sidebar::{ADMINISTRATION, WORK};
use crate::api::records;
use crate::features::{ENTITIES, settings};
use crate::record::href_of;

/// Something that the palette leads to.
#[derive(Clone)]
struct Hit {
    icon: Icon,
    label: String,
    hint: String,
    href: String,
}

/// The palette.
#[component]
pub(super) fn Palette(open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog open title=move || tr!(palette.title) size=DialogSize::Medium>
            {move || open.get().then(|| palette(open))}
        </Dialog>
    }
    .into_any()
}

fn palette(open: RwSignal<bool>) -> AnyView {
    let navigate = StoredValue::new_local(use_navigate());
    let query = RwSignal::new(String::new());
    let found = RwSignal::new(Vec::<Hit>::new());
    let is_loading = RwSignal::new(false);
    let at = RwSignal::new(0_usize);
    let turn = StoredValue::new(0_u32);
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    let search = move |text: String| {
        query.set(text.clone());
        at.set(0);
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let mine = turn.get_value();
        let text = text.trim().to_owned();
        if text.chars().count() < 2 {
            found.set(Vec::new());
            is_loading.set(false);
            return;
        }
        is_loading.set(true);
        spawn_local(async move {
            gloo_timers::future::TimeoutFuture::new(150).await;
            for entity in
                ENTITIES.iter().filter(|entity| entity.has_page() && entity.may(Action::Read)).take(5)
            {
                if turn.try_get_value() != Some(mine) {
                    return;
                }
                let hits = records::options(entity, &text).await.unwrap_or_default();
                if turn.try_get_value() != Some(mine) {
                    return;
                }
                let hits = hits.into_iter().take(5).map(|hit| Hit {
                    icon: entity.icon,
                    label: hit.label,
                    hint: (entity.one)(),
                    href: entity.href(hit.id),
                });
                let hits: Vec<Hit> = hits.collect();
                let is_first = std::ptr::eq(*entity, ENTITIES[0]);
                found.try_update(|found| {
                    if is_first {
                        found.clear();
                    }
                    found.extend(hits);
                });
            }
            is_loading.try_set(false);
        });
    };
    let hits = Memo::new_with_compare(
        move |_| {
            let text = query.get().trim().to_lowercase();
            let own = places().into_iter().filter(|hit| hit.label.to_lowercase().contains(&text));
            own.take(if text.is_empty() { 30 } else { 6 }).chain(found.get()).collect::<Vec<_>>()
        },
        |_, _| true,
    );
    let go = move |hit: &Hit| {
        open.set(false);
        let href = hit.href.clone();
        navigate.with_value(|navigate| navigate(&href, Default::default()));
    };
    let on_key = move |event: KeyboardEvent| {
        let count = hits.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1).min(count.saturating_sub(1))),
            "ArrowUp" => at.update(|at| *at = at.saturating_sub(1)),
            "Enter" => {
                if let Some(hit) = hits.with_untracked(|hits| hits.get(at.get_untracked()).cloned()) {
                    go(&hit);
                }
            }
            _ => return,
        }
        event.prevent_default();
        reveal(at.get_untracked());
    };
    let rows = move || {
        let row = |(place, hit): (usize, Hit)| {
            let target = hit.clone();
            view! {
                <li
                    role="option"
                    id=format!("palette-{place}")
                    aria-selected=move || (at.get() == place).to_string()
                    on:click=move |_| go(&target)
                    on:pointermove=move |_| at.set(place)
                >
                    <kit::Icon icon=hit.icon />
                    <span class="palette-label">{hit.label}</span>
                    <span class="palette-hint">{hit.hint}</span>
                </li>
            }
        };
        hits.get().into_iter().enumerate().map(row).collect_view()
    };
    view! {
        <div class="palette" on:keydown=on_key>
            <input
                node_ref=input
                type="search"
                role="combobox"
                aria-expanded="true"
                aria-controls="palette-list"
                aria-activedescendant=move || format!("palette-{}", at.get())
                aria-label=move || tr!(palette.title)
                placeholder=move || tr!(palette.hint)
                prop:value=query
                on:input=move |event| search(event_target_value(&event))
            />
            <ul id="palette-list" role="listbox" aria-label=move || tr!(palette.results) aria-busy=move || is_loading.get().to_string()>
                {rows}
            </ul>
            <Show when=move || { hits.with(Vec::is_empty) && !is_loading.get() }>
                <p class="quiet" role="status">{move || tr!(palette.nothing)}</p>
            </Show>
        </div>
    }
    .into_any()
}

/// Screens and views that the user may open.
fn places() -> Vec<Hit> {
    let screens = WORK.iter().chain(ADMINISTRATION).filter(|place| (place.is_open)()).map(|place| Hit {
        icon: place.icon,
        label: (place.label)(),
        hint: tr!(palette.screen),
        href: place.href.to_owned(),
    });
    let views =
        ENTITIES.iter().filter(|entity| entity.has_page() && entity.may(Action::Read)).flat_map(|entity| {
            entity.views.iter().filter(|view| view.id != "all").map(|view| Hit {
                icon: entity.icon,
                label: format!("{} · {}", (entity.many)(), (view.label)()),
                hint: tr!(palette.view),
                href: href_of(entity, view),
            })
        });
    let setup = settings::places().map(|place| Hit {
        icon: place.icon,
        label: (place.label)(),
        hint: tr!(settings.title),
        href: place.href.to_owned(),
    });
    screens.chain(setup).chain(views).collect()
}

fn reveal(place: usize) {
    if let Some(row) = document().get_element_by_id(&format!("palette-{place}")) {
        row.scroll_into_view_with_bool(false);
    }
}
