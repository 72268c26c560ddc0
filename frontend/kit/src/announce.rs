//! Sentences for screen readers about what happens on the screen.

use leptos::prelude::*;

const ID: &str = "announcer";

/// Has screen readers say a sentence when they have ended what they say.
pub fn announce(text: impl Into<String>) {
    let text = text.into();
    let page = document();
    let region = page.get_element_by_id(ID).or_else(|| {
        let region = page.create_element("div").ok()?;
        for (name, value) in
            [("id", ID), ("class", "visually-hidden"), ("role", "status"), ("aria-live", "polite")]
        {
            region.set_attribute(name, value).ok()?;
        }
        page.body()?.append_child(&region).ok()?;
        Some(region)
    });
    let Some(region) = region else { return };
    // Emptied first, or the same sentence would not be said twice.
    region.set_text_content(None);
    request_animation_frame(move || region.set_text_content(Some(&text)));
}
