//! The visual language: colours and letters, and the switches of theme, density and language.

use domain::language::Language;
use leptos::prelude::*;
use words::{Word, tr, word};

use super::Specimens;
use crate::choice::Choice;
use crate::radio::Segmented;

/// Theme, density and language of the page; the page forgets them.
#[component]
pub(super) fn Switches() -> impl IntoView {
    view! {
        <div class="gallery-switches">
            <RootSwitch
                name="data-theme"
                label=word!(gallery.theme)
                values=[
                    ("", word!(gallery.theme_system)),
                    ("light", word!(gallery.theme_light)),
                    ("dark", word!(gallery.theme_dark)),
                ]
            />
            <RootSwitch
                name="data-density"
                label=word!(gallery.density)
                values=[
                    ("compact", word!(gallery.compact)),
                    ("", word!(gallery.usual)),
                    ("comfortable", word!(gallery.comfortable)),
                ]
            />
            <Languages />
        </div>
    }
    .into_any()
}

/// Switches an attribute of the page.
#[component]
fn RootSwitch(name: &'static str, label: Word, values: [(&'static str, Word); 3]) -> impl IntoView {
    let root = document().document_element();
    let value = RwSignal::new(root.and_then(|root| root.get_attribute(name)).unwrap_or_default());
    let choices =
        move || values.iter().map(|(value, label)| Choice::new(*value, label())).collect::<Vec<_>>();
    let choose = move |chosen: String| {
        if let Some(root) = document().document_element() {
            // Refused only if the name were none.
            _ = if chosen.is_empty() {
                root.remove_attribute(name)
            } else {
                root.set_attribute(name, &chosen)
            };
        }
        value.set(chosen);
    };
    view! { <Segmented label value on_change=choose choices /> }
}

#[component]
fn Languages() -> impl IntoView {
    let value = || words::language().as_str().to_owned();
    let choose = |chosen: String| {
        let language = if chosen == "en" { Language::English } else { Language::Chinese };
        words::set_language(language);
        if let Some(root) = document().document_element() {
            _ = root.set_attribute("lang", language.as_str());
        }
    };
    let choices = vec![Choice::new("en", "English"), Choice::new("zh-CN", "中文")];
    view! { <Segmented label=word!(gallery.language) value on_change=choose choices /> }
}

/// The colour tokens.
#[component]
pub(super) fn Colours() -> impl IntoView {
    let swatches = |names: &'static [&'static str]| {
        names
            .iter()
            .map(|name| {
                view! {
                    <div class="swatch" style:--swatch=format!("var(--{name})")>
                        <span class="swatch-colour"></span>
                        <code>{*name}</code>
                    </div>
                }
            })
            .collect_view()
    };
    view! {
        <Specimens caption=word!(gallery.surfaces)>
            {swatches(&["canvas", "surface", "raised", "subtle", "muted", "border", "border-2", "border-strong"])}
        </Specimens>
        <Specimens caption=word!(gallery.text_colours)>
            {swatches(&["text", "text-2", "text-3", "accent", "accent-hover", "accent-soft", "accent-text"])}
        </Specimens>
        <Specimens caption=word!(gallery.meanings)>
            {swatches(&[
                "success",
                "success-soft",
                "success-text",
                "warning",
                "warning-soft",
                "warning-text",
                "danger",
                "danger-soft",
                "danger-text",
            ])}
        </Specimens>
        <Specimens caption=word!(gallery.chart_colours)>
            {swatches(&["chart-1", "chart-2", "chart-3", "chart-4", "chart-5", "chart-6", "chart-7", "chart-8"])}
            {swatches(&["step-1", "step-2", "step-3", "step-4", "step-5", "step-6"])}
        </Specimens>
    }
    .into_any()
}

/// The sizes of letters.
#[component]
pub(super) fn Letters() -> impl IntoView {
    let sizes = ["4xl", "3xl", "2xl", "xl", "lg", "md", "sm", "xs"].map(|size| {
        view! {
            <p class="type-sample" style:--sample-size=format!("var(--fs-{size})") style:--sample-line=format!("var(--lh-{size})")>
                <code>{size}</code>
                <span>{move || tr!(gallery.sentence)} " 1,234.50"</span>
            </p>
        }
    });
    view! {
        <Specimens caption=word!(gallery.sizes) stacked=true>
            {sizes.collect_view()}
        </Specimens>
    }
    .into_any()
}
