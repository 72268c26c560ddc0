//! The command palette: goes anywhere, finds records of all kinds.

mod found;
mod hit;
mod marked;

use kit::{Dialog, DialogSize};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use words::tr;

use self::found::{Answer, Found};
use self::hit::{Group, Hit, groups};

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
    let typed = RwSignal::new(String::new());
    let found = Found::new();
    let at = RwSignal::new(0_usize);
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    let type_text = move |text: String| {
        found.ask(&text);
        typed.set(text);
        at.set(0);
    };
    let shown = Memo::new_with_compare(move |_| groups(&typed.get(), found.answer()), |_, _| true);
    let go = Callback::new(move |href: String| {
        open.set(false);
        navigate.with_value(|navigate| navigate(&href, Default::default()));
    });
    let on_key = move |event: KeyboardEvent| {
        let hits: Vec<Hit> =
            shown.with_untracked(|groups| groups.iter().flat_map(|group| group.hits.clone()).collect());
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1).min(hits.len().saturating_sub(1))),
            "ArrowUp" => at.update(|at| *at = at.saturating_sub(1)),
            "Enter" => {
                // What was found for an earlier text is not what is meant now.
                let is_stale = untrack(move || found.is_loading());
                if let Some(hit) = hits.get(at.get_untracked()).filter(|hit| !(hit.is_found && is_stale)) {
                    go.run(hit.href.clone());
                }
            }
            _ => return,
        }
        event.prevent_default();
        reveal(at.get_untracked());
    };
    let failure = move || match found.answer() {
        Some(Answer { result: Err(failure), .. }) => Some(failure.words()),
        _ => None,
    };
    let is_empty = move || shown.with(Vec::is_empty) && !found.is_loading() && failure().is_none();
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
                maxlength=wire::search::MAX_LENGTH
                prop:value=typed
                on:input=move |event| type_text(event_target_value(&event))
            />
            <div
                id="palette-list"
                class="palette-list"
                role="listbox"
                aria-label=move || tr!(palette.results)
                aria-busy=move || found.is_loading().to_string()
            >
                {move || list(shown.get(), at, go)}
            </div>
            <Show when=is_empty>
                <p class="quiet" role="status">{move || tr!(palette.nothing)}</p>
            </Show>
            {move || failure().map(|words| view! { <p class="quiet" role="alert">{words}</p> })}
        </div>
    }
    .into_any()
}

/// The groups, their hits numbered through.
fn list(groups: Vec<Group>, at: RwSignal<usize>, go: Callback<String>) -> AnyView {
    let mut first = 0;
    let group = |group: Group| {
        let places = first..;
        first += group.hits.len();
        let is_found = group.hits.iter().any(|hit| hit.is_found);
        let rows = places.zip(group.hits).map(|(place, hit)| row(place, &hit, at, go)).collect_view();
        let heading = (!group.name.is_empty())
            .then(|| view! { <p class="palette-group" role="presentation">{group.name.clone()}</p> });
        view! {
            <div role="group" aria-label=group.name class:is-found=is_found>
                {heading}
                {rows}
            </div>
        }
    };
    groups.into_iter().map(group).collect_view().into_any()
}

fn row(place: usize, hit: &Hit, at: RwSignal<usize>, go: Callback<String>) -> AnyView {
    let href = hit.href.clone();
    view! {
        <div
            class="palette-hit"
            role="option"
            id=format!("palette-{place}")
            aria-selected=move || (at.get() == place).to_string()
            on:click=move |_| go.run(href.clone())
            on:pointermove=move |_| at.set(place)
        >
            {hit.show()}
        </div>
    }
    .into_any()
}

fn reveal(place: usize) {
    if let Some(row) = document().get_element_by_id(&format!("palette-{place}")) {
        row.scroll_into_view_with_bool(false);
    }
}
