//! Files from the user's machine.

use icondata_lu::{LuFileSpreadsheet, LuUpload};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::text_prop::{OptionTextPropExt, TextProp};
use words::tr;

use crate::field::Naming;
use crate::format;
use crate::icon::Icon;

/// A place where files are dropped or chosen. `on_files` is called once for each.
#[component]
pub fn FileDrop(
    /// A file was chosen.
    #[prop(into)]
    on_files: Callback<web_sys::File>,
    /// What may be chosen: `.csv,.xlsx`.
    #[prop(optional)]
    accept: &'static str,
    /// Which files, and how large.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// The name and the size of the file that is chosen: another may take its place.
    #[prop(optional, into)]
    chosen: Signal<Option<(String, u64)>>,
    /// Several at once.
    #[prop(optional)]
    multiple: bool,
    /// It cannot be used.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Its name, where no field gives it one.
    #[prop(optional, into)]
    label: Option<TextProp>,
) -> impl IntoView {
    let naming = Naming::of(label);
    let input = NodeRef::<Input>::new();
    let over = RwSignal::new(false);
    let take = move |files: Option<web_sys::FileList>| {
        let Some(files) = files else { return };
        let count = if multiple { files.length() } else { files.length().min(1) };
        for file in (0..count).filter_map(|index| files.get(index)) {
            on_files.run(file);
        }
    };
    let take_chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        take(input.files());
        // So that the same file can be chosen again.
        input.set_value("");
    };
    let dropped = move |event: web_sys::DragEvent| {
        event.prevent_default();
        over.set(false);
        if !disabled.get_untracked() {
            take(event.data_transfer().and_then(|transfer| transfer.files()));
        }
    };
    let content = move || match chosen.get() {
        Some((name, bytes)) => view! {
            <Icon icon=LuFileSpreadsheet size=20 />
            <span class="file-drop-text">{name}</span>
            <span class="file-drop-hint">{format::file_size(bytes)}</span>
            <span class="file-drop-other">{move || tr!(kit.drop_other_file)}</span>
        }
        .into_any(),
        None => view! {
            <Icon icon=LuUpload size=20 />
            <span class="file-drop-text">{move || tr!(kit.drop_file)}</span>
            {hint.get().map(|hint| view! { <span class="file-drop-hint">{hint}</span> })}
        }
        .into_any(),
    };
    view! {
        <label
            class="file-drop"
            data-chosen=move || chosen.with(Option::is_some).then_some("")
            data-over=move || over.get().then_some("")
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            <input
                class="visually-hidden"
                type="file"
                node_ref=input
                id=naming.id.clone()
                accept=(!accept.is_empty()).then_some(accept)
                multiple=multiple
                disabled=move || disabled.get()
                aria-label=naming.label()
                aria-describedby=naming.described_by()
                aria-invalid=naming.invalid()
                aria-required=naming.required()
                on:change=take_chosen
            />
            {content}
        </label>
    }
    .into_any()
}
