//! The list under a combobox: what is in it, which of it is active, and the keys that move through it.

use icondata_lu::{LuCheck, LuPlus};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use words::tr;

use crate::avatar::{Avatar, AvatarSize};
use crate::choice::Choice;
use crate::icon::Icon;
use crate::popover::Anchor;

/// The state of the list. The focus stays in the input; the active row is known by `aria-activedescendant`.
#[derive(Clone, Copy)]
pub(super) struct Suggestions {
    pub(super) anchor: StoredValue<Anchor>,
    pub(super) open: RwSignal<bool>,
    pub(super) active: RwSignal<Option<usize>>,
    /// What is typed and not yet picked.
    pub(super) query: RwSignal<String>,
    pub(super) choices: Signal<Vec<Choice>>,
    pub(super) loading: Signal<bool>,
    pub(super) on_query: Option<Callback<String>>,
    pub(super) on_create: Option<Callback<String>>,
    pub(super) on_pick: Callback<Choice>,
}

impl Suggestions {
    /// Opens the list, and asks for what is in it.
    pub(super) fn show(self) {
        if !self.open.get_untracked() {
            self.open.set(true);
            self.active.set(None);
            self.ask();
        }
    }

    /// Closes the list and forgets what was typed.
    pub(super) fn hide(self) {
        self.open.set(false);
        self.active.set(None);
        self.query.set(String::new());
    }

    /// Takes over what is typed.
    pub(super) fn type_in(self, text: String) {
        self.query.set(text);
        self.open.set(true);
        self.active.set(Some(0));
        self.ask();
    }

    /// The id of a row.
    pub(super) fn row_id(self, index: usize) -> String {
        self.anchor.with_value(|anchor| format!("{}-{index}", anchor.id))
    }

    /// For `aria-activedescendant`.
    pub(super) fn active_id(self) -> Option<String> {
        if !self.open.get() {
            return None;
        }
        self.active.get().filter(|index| *index < self.rows()).map(|index| self.row_id(index))
    }

    /// What may be created: what is typed, unless it is there already.
    fn creatable(self) -> Option<String> {
        self.on_create?;
        let query = self.query.get().trim().to_owned();
        let known = self.choices.with(|choices| choices.iter().any(|choice| choice.label == query));
        (!query.is_empty() && !known).then_some(query)
    }

    fn rows(self) -> usize {
        self.choices.with(Vec::len) + usize::from(self.creatable().is_some())
    }

    fn ask(self) {
        if let Some(on_query) = self.on_query {
            on_query.run(self.query.get_untracked());
        }
    }

    fn take(self, index: usize) {
        let choice = self.choices.with_untracked(|choices| choices.get(index).cloned());
        let created = untrack(|| self.creatable());
        self.hide();
        match (choice, created, self.on_create) {
            (Some(choice), ..) => self.on_pick.run(choice),
            (None, Some(text), Some(on_create)) => on_create.run(text),
            _ => {}
        }
    }

    /// Handles a key of the input; says whether it did.
    pub(super) fn key(self, event: &web_sys::KeyboardEvent) -> bool {
        // While a Chinese word is composed, Enter and the arrows belong to the input method.
        if event.is_composing() || event.key_code() == 229 {
            return false;
        }
        let open = self.open.get_untracked();
        let rows = untrack(|| self.rows());
        let active = self.active.get_untracked();
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if !open => self.show(),
            "ArrowDown" if rows > 0 => {
                self.active.set(Some(active.map_or(0, |index| (index + 1) % rows)));
            }
            "ArrowUp" if rows > 0 => {
                self.active.set(Some(active.map_or(rows - 1, |index| (index + rows - 1) % rows)));
            }
            "Enter" if open => match active.filter(|index| *index < rows) {
                Some(index) => self.take(index),
                None => return false,
            },
            "Escape" if open => self.hide(),
            _ => return false,
        }
        event.prevent_default();
        event.stop_propagation();
        true
    }
}

/// The list itself, over everything else on the page.
#[component]
pub(super) fn SuggestionList(
    list: Suggestions,
    /// Which values are chosen.
    #[prop(into)]
    chosen: Signal<Vec<String>>,
) -> impl IntoView {
    let panel = NodeRef::<Div>::new();
    let anchor = list.anchor.get_value();
    anchor.follow(panel, list.open);
    Effect::new(move |_| {
        if let Some(row) = list.active_id().and_then(|id| document().get_element_by_id(&id)) {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            row.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
    let rows = move || {
        let choices = list.choices.get();
        let mut rows = choices
            .into_iter()
            .enumerate()
            .map(|(index, choice)| row(list, index, choice, chosen))
            .collect::<Vec<_>>();
        if let Some(text) = list.creatable() {
            rows.push(creating_row(list, rows.len(), text));
        }
        rows
    };
    let note = move || {
        let empty = list.rows() == 0;
        match (list.loading.get(), empty) {
            (true, _) => Some(tr!(kit.loading)),
            (false, true) => Some(tr!(kit.no_match)),
            (false, false) => None,
        }
    };
    let listbox_id = anchor.id.clone();
    let content = move || {
        list.open.get().then(|| {
            view! {
                <ul
                    class="options"
                    id=listbox_id.clone()
                    role="listbox"
                    aria-label=move || tr!(kit.suggestions)
                    aria-busy=move || list.loading.get().then_some("true")
                >
                    {rows}
                </ul>
                {move || note().map(|text| view! { <p class="options-note">{text}</p> })}
            }
        })
    };
    view! {
        <div
            class="popover options-panel"
            popover="manual"
            node_ref=panel
            style:position-anchor=anchor.name.clone()
            on:mousedown=|event| event.prevent_default()
        >
            {content}
        </div>
    }
    .into_any()
}

fn row(list: Suggestions, index: usize, choice: Choice, chosen: Signal<Vec<String>>) -> AnyView {
    let value = choice.value.clone();
    let is_chosen = move || chosen.with(|chosen| chosen.contains(&value));
    let mark = is_chosen.clone();
    view! {
        <li
            class="option"
            id=list.row_id(index)
            role="option"
            aria-selected=move || is_chosen().to_string()
            data-active=move || (list.active.get() == Some(index)).then_some("")
            on:mousemove=move |_| {
                if list.active.get_untracked() != Some(index) {
                    list.active.set(Some(index));
                }
            }
            on:click=move |_| list.take(index)
        >
            {choice.tone.map(|tone| view! { <span class="dot" data-tone=tone.name()></span> })}
            {choice.avatar.then(|| view! { <Avatar name=choice.label.clone() size=AvatarSize::Small /> })}
            <span class="option-label">{choice.label}</span>
            {choice.hint.map(|hint| view! { <span class="option-hint">{hint}</span> })}
            {move || mark().then(|| view! { <Icon icon=LuCheck /> })}
        </li>
    }
    .into_any()
}

fn creating_row(list: Suggestions, index: usize, text: String) -> AnyView {
    view! {
        <li
            class="option"
            id=list.row_id(index)
            role="option"
            aria-selected="false"
            data-active=move || (list.active.get() == Some(index)).then_some("")
            on:click=move |_| list.take(index)
        >
            <Icon icon=LuPlus />
            <span class="option-label">{move || tr!(kit.create, text = text.clone())}</span>
        </li>
    }
    .into_any()
}

/// Whether the focus leaves the element that heard the event, for another one or for nothing.
pub(super) fn leaves(event: &web_sys::FocusEvent) -> bool {
    let here = event.current_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    let next = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    !here.is_some_and(|here| here.contains(next.as_ref()) && next.is_some())
}
