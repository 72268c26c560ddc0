//! Every component in every state, on one page: for those who make screens, and for those who check them.

mod actions;
mod inputs;
mod layers;
mod marks;
mod moving;
mod parts;
mod states;
mod table;
mod theme;

use leptos::prelude::*;
use leptos::text_prop::TextProp;
use words::{Word, tr, word};

use self::actions::Actions;
use self::inputs::{Choosing, Typing};
use self::layers::Layers;
use self::marks::{Formats, Marks};
use self::moving::{Board, Branches};
use self::parts::{Figures, Parts, Ways};
use self::states::States;
use self::table::Rows;
use self::theme::{Colours, Letters, Switches};
use crate::ask::Asker;
use crate::shortcut;
use crate::toast::Toasts;

/// A part of the page.
struct Section {
    /// In the address.
    id: &'static str,
    heading: Word,
    content: fn() -> AnyView,
}

const SECTIONS: [Section; 14] = [
    Section { id: "colours", heading: word!(gallery.colours), content: || view! { <Colours /> }.into_any() },
    Section { id: "letters", heading: word!(gallery.letters), content: || view! { <Letters /> }.into_any() },
    Section { id: "actions", heading: word!(gallery.actions), content: || view! { <Actions /> }.into_any() },
    Section { id: "typing", heading: word!(gallery.typing), content: || view! { <Typing /> }.into_any() },
    Section {
        id: "choosing",
        heading: word!(gallery.choosing),
        content: || view! { <Choosing /> }.into_any(),
    },
    Section { id: "layers", heading: word!(gallery.layers), content: || view! { <Layers /> }.into_any() },
    Section { id: "marks", heading: word!(gallery.marks), content: || view! { <Marks /> }.into_any() },
    Section { id: "states", heading: word!(gallery.states), content: || view! { <States /> }.into_any() },
    Section { id: "figures", heading: word!(gallery.figures), content: || view! { <Figures /> }.into_any() },
    Section {
        id: "parts",
        heading: word!(gallery.parts),
        content: || view! { <><Parts /><Ways /></> }.into_any(),
    },
    Section { id: "board", heading: word!(gallery.board), content: || view! { <Board /> }.into_any() },
    Section { id: "tree", heading: word!(gallery.tree), content: || view! { <Branches /> }.into_any() },
    Section { id: "grid", heading: word!(gallery.grid), content: || view! { <Rows /> }.into_any() },
    Section { id: "formats", heading: word!(gallery.formats), content: || view! { <Formats /> }.into_any() },
];

/// The page. It brings its own places for questions and messages.
#[component]
pub fn Gallery() -> impl IntoView {
    shortcut::listen();
    let contents = SECTIONS
        .map(|Section { id, heading, .. }| view! { <a href=format!("#{id}")>{heading}</a> })
        .collect_view();
    let sections = SECTIONS.map(|Section { id, heading, content }| {
        view! {
            <section class="gallery-section" id=id aria-labelledby=format!("{id}-heading")>
                <h2 id=format!("{id}-heading")>{heading}</h2>
                {content()}
            </section>
        }
    });
    view! {
        <div class="gallery">
            <header class="gallery-head">
                <h1>{move || tr!(gallery.title)}</h1>
                <Switches />
            </header>
            <nav class="gallery-contents" aria-label=move || tr!(gallery.contents)>
                {contents}
            </nav>
            <main class="gallery-main">{sections.collect_view()}</main>
        </div>
        <Asker />
        <Toasts />
    }
    .into_any()
}

/// Some components of one kind, beside each other, under a caption.
#[component]
fn Specimens(
    /// What they are.
    #[prop(into)]
    caption: TextProp,
    /// Each on a line of its own, over the whole width.
    #[prop(optional)]
    stacked: bool,
    /// The components.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="specimens">
            <h3 class="specimens-caption">{move || caption.get()}</h3>
            <div class="specimens-row" data-stacked=stacked.then_some("")>
                {children()}
            </div>
        </div>
    }
    .into_any()
}
