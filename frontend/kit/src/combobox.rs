//! One of many values, found by typing.

mod list;
mod multi;

use icondata_lu::{LuChevronDown, LuX};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::text_prop::{OptionTextPropExt, TextProp};
use words::tr;

use self::list::{SuggestionList, Suggestions, leaves};
use crate::avatar::{Avatar, AvatarSize};
use crate::choice::Choice;
use crate::field::Naming;
use crate::icon::Icon;
use crate::popover::Anchor;

pub use self::multi::MultiCombobox;

/// An input with a list below it. The caller searches: `on_query` hears what is typed, and `choices` has what was
/// found.
#[component]
pub fn Combobox(
    /// What is picked.
    #[prop(into)]
    value: Signal<Option<Choice>>,
    /// When another is picked, or none.
    #[prop(into)]
    on_pick: Callback<Option<Choice>>,
    /// What was found.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// What to look for; empty when the list opens.
    #[prop(optional, into)]
    on_query: Option<Callback<String>>,
    /// The search has not ended.
    #[prop(optional, into)]
    loading: Signal<bool>,
    /// Shown while nothing is picked.
    #[prop(optional, into)]
    placeholder: Option<TextProp>,
    /// It may be emptied.
    #[prop(optional)]
    clearable: bool,
    /// When what is typed is to be created.
    #[prop(optional, into)]
    on_create: Option<Callback<String>>,
    /// It cannot be used.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Its name, where no field gives it one.
    #[prop(optional, into)]
    label: Option<TextProp>,
    /// The input, for those who must focus it.
    #[prop(optional)]
    node_ref: NodeRef<Input>,
) -> impl IntoView {
    let naming = Naming::of(label);
    let anchor = Anchor::new("options");
    let anchor_name = anchor.name.clone();
    let listbox = anchor.id.clone();
    let list = Suggestions {
        anchor: StoredValue::new(anchor),
        open: RwSignal::new(false),
        active: RwSignal::new(None),
        query: RwSignal::new(String::new()),
        choices,
        loading,
        on_query,
        on_create,
        on_pick: Callback::new(move |choice| on_pick.run(Some(choice))),
    };
    let typing = move || list.open.get() && list.query.with(|query| !query.is_empty());
    let text = move || {
        if typing() { list.query.get() } else { value.get().map(|choice| choice.label).unwrap_or_default() }
    };
    let avatar = move || {
        let person = value.get().filter(|choice| choice.avatar && !typing());
        person.map(|choice| view! { <Avatar name=choice.label size=AvatarSize::Small /> })
    };
    let dot = move || {
        let tone = value.get().and_then(|choice| choice.tone).filter(|_| !typing());
        tone.map(|tone| view! { <span class="dot" data-tone=tone.name()></span> })
    };
    let clear = move || {
        let shown = clearable && value.with(Option::is_some) && !disabled.get();
        shown.then(|| {
            view! {
                <button
                    type="button"
                    class="input-action"
                    aria-label=move || tr!(kit.clear)
                    on:click=move |_| {
                        list.hide();
                        on_pick.run(None);
                        if let Some(input) = node_ref.get_untracked() {
                            _ = input.focus();
                        }
                    }
                >
                    <Icon icon=LuX size=14 />
                </button>
            }
        })
    };
    view! {
        <div
            class="input combobox"
            style:anchor-name=anchor_name
            on:focusout=move |event| {
                if leaves(&event) {
                    list.hide();
                }
            }
        >
            {dot}
            {avatar}
            <input
                node_ref=node_ref
                id=naming.id.clone()
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                aria-autocomplete="list"
                aria-expanded=move || list.open.get().to_string()
                aria-controls=listbox
                aria-activedescendant=move || list.active_id()
                aria-label=naming.label()
                aria-describedby=naming.described_by()
                aria-invalid=naming.invalid()
                aria-required=naming.required()
                placeholder=move || placeholder.get()
                disabled=move || disabled.get()
                prop:value=text
                on:input=move |event| list.type_in(event_target_value(&event))
                on:click=move |_| list.show()
                on:focus={move |event| event_target::<web_sys::HtmlInputElement>(&event).select()}
                on:keydown=move |event| {
                    list.key(&event);
                }
            />
            {clear}
            <span class="combobox-mark" aria-hidden="true">
                <Icon icon=LuChevronDown />
            </span>
            <SuggestionList list chosen=Signal::derive(move || {
                value.get().map(|choice| choice.value).into_iter().collect()
            }) />
        </div>
    }
    .into_any()
}
