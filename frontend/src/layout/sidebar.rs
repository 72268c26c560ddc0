//! The navigation: at the side, and at the bottom on a phone.

use domain::Kind;
use domain::access::Action;
use icondata_core::Icon;
use kit::{IconButton, Menu, MenuItem};
use leptos::prelude::*;
use leptos_router::components::A;
use words::{Word, tr, word};

use crate::api::session;
use crate::features::settings;
use crate::state::look;

/// A place to go to.
pub(crate) struct Destination {
    pub(crate) href: &'static str,
    pub(crate) icon: Icon,
    pub(crate) label: Word,
    /// The keys that lead there.
    pub(crate) keys: &'static str,
    /// Whether the user may go there.
    pub(crate) is_open: fn() -> bool,
}

fn reads(kind: Kind) -> bool {
    session::may(kind, Action::Read)
}

/// Every place in the order of the navigation; [`ADMINISTRATION`] comes after a line.
pub(crate) static WORK: &[Destination] = &[
    Destination {
        href: "/",
        icon: icondata_lu::LuHouse,
        label: word!(nav.home),
        keys: "g h",
        is_open: || true,
    },
    Destination {
        href: "/leads",
        icon: icondata_lu::LuSprout,
        label: word!(kind.leads),
        keys: "g l",
        is_open: || reads(Kind::Lead),
    },
    Destination {
        href: "/accounts",
        icon: icondata_lu::LuBuilding2,
        label: word!(kind.accounts),
        keys: "g c",
        is_open: || reads(Kind::Account),
    },
    Destination {
        href: "/contacts",
        icon: icondata_lu::LuContact,
        label: word!(kind.contacts),
        keys: "g p",
        is_open: || reads(Kind::Contact),
    },
    Destination {
        href: "/opportunities",
        icon: icondata_lu::LuHandshake,
        label: word!(kind.opportunities),
        keys: "g o",
        is_open: || reads(Kind::Opportunity),
    },
    Destination {
        href: "/activities",
        icon: icondata_lu::LuListChecks,
        label: word!(kind.activities),
        keys: "g t",
        is_open: || reads(Kind::Activity),
    },
    Destination {
        href: "/products",
        icon: icondata_lu::LuPackage,
        label: word!(kind.products),
        keys: "g i",
        is_open: || reads(Kind::Product),
    },
    Destination {
        href: "/analytics",
        icon: icondata_lu::LuChartColumn,
        label: word!(nav.analytics),
        keys: "g r",
        is_open: || reads(Kind::Opportunity),
    },
];

/// What is about the work of others: setting up and looking after.
pub(crate) static ADMINISTRATION: &[Destination] = &[
    Destination {
        href: "/imports",
        icon: icondata_lu::LuFileUp,
        label: word!(kind.imports),
        keys: "g m",
        is_open: crate::features::import::may_import,
    },
    Destination {
        href: "/settings",
        icon: icondata_lu::LuSlidersHorizontal,
        label: word!(settings.title),
        keys: "g s",
        is_open: || settings::places().next().is_some(),
    },
];

/// The places that fit into the bar of a phone; the rest is in a menu.
const ON_PHONE: usize = 4;

/// The navigation at the side.
#[component]
pub(crate) fn Sidebar(is_narrow: RwSignal<bool>) -> impl IntoView {
    let toggle = Callback::new(move |()| {
        is_narrow.update(|narrow| *narrow = !*narrow);
        look::set_sidebar_narrow(is_narrow.get_untracked());
    });
    let places = |places: &'static [Destination]| {
        move || places.iter().filter(|place| (place.is_open)()).map(link).collect_view()
    };
    let administers = move || ADMINISTRATION.iter().any(|place| (place.is_open)());
    view! {
        <nav class="sidebar" aria-label=move || tr!(shell.navigation)>
            <a class="brand" href="/"><span class="brand-mark" aria-hidden="true"></span><span class="brand-name">"Rapport"</span></a>
            <ul>{places(WORK)}</ul>
            <Show when=administers>
                <p class="sidebar-group">{move || tr!(shell.administration)}</p>
                <ul>{places(ADMINISTRATION)}</ul>
            </Show>
            <div class="sidebar-foot">
                <IconButton
                    icon=icondata_lu::LuPanelLeft
                    label=move || tr!(shell.toggle_sidebar)
                    on_press=toggle
                    shortcut="["
                />
            </div>
        </nav>
    }
    .into_any()
}

fn link(place: &'static Destination) -> AnyView {
    let exact = place.href == "/";
    view! {
        <li>
            <A href=place.href exact attr:class="sidebar-link" attr:title=move || (place.label)()>
                <kit::Icon icon=place.icon />
                <span>{move || (place.label)()}</span>
            </A>
        </li>
    }
    .into_any()
}

/// The navigation at the bottom of a phone.
#[component]
pub(crate) fn BottomBar() -> impl IntoView {
    let open = || WORK.iter().chain(ADMINISTRATION).filter(|place| (place.is_open)());
    let first = move || open().take(ON_PHONE).map(link).collect_view();
    let rest = Signal::derive(move || {
        let items =
            open().skip(ON_PHONE).map(|place| MenuItem::link((place.label)(), place.href).icon(place.icon));
        items
            .chain([MenuItem::link(tr!(nav.preferences), "/preferences").icon(icondata_lu::LuSettings)])
            .collect::<Vec<_>>()
    });
    view! {
        <nav class="bottom-bar" aria-label=move || tr!(shell.navigation)>
            <ul>
                {first}
                <li><Menu label=move || tr!(shell.more) icon=icondata_lu::LuEllipsis items=rest ghost=true /></li>
            </ul>
        </nav>
    }
    .into_any()
}
