//! Where the company is set up: a home whose cards lead to the screens for it.

use domain::access::Action;
use domain::{Kind, Right};
use icondata_core::Icon;
use kit::{Breadcrumbs, Crumb};
use leptos::prelude::*;
use words::{Word, tr, word};

use crate::api::session;

/// A screen for setting something up.
pub(crate) struct Place {
    pub(crate) href: &'static str,
    pub(crate) icon: Icon,
    pub(crate) label: Word,
    /// What it is for.
    text: Word,
    /// Whether the user may go there.
    pub(crate) is_open: fn() -> bool,
}

struct Group {
    label: Word,
    places: &'static [Place],
}

/// Whoever may change records of a kind sets them up; whoever may read the audit log may look at them.
fn sets_up(kind: Kind) -> bool {
    let changes = [Action::Create, Action::Update, Action::Delete];
    changes.into_iter().any(|action| session::may(kind, action))
        || (session::has(Right::Audit) && session::may(kind, Action::Read))
}

static GROUPS: &[Group] = &[
    Group {
        label: word!(settings.people),
        places: &[
            Place {
                href: "/users",
                icon: icondata_lu::LuUsers,
                label: word!(kind.users),
                text: word!(settings.users_text),
                is_open: || sets_up(Kind::User),
            },
            Place {
                href: "/roles",
                icon: icondata_lu::LuShieldCheck,
                label: word!(kind.roles),
                text: word!(settings.roles_text),
                is_open: || sets_up(Kind::Role),
            },
            Place {
                href: "/structure",
                icon: icondata_lu::LuNetwork,
                label: word!(structure.title),
                text: word!(settings.structure_text),
                is_open: || sets_up(Kind::Department) || sets_up(Kind::Branch),
            },
        ],
    },
    Group {
        label: word!(settings.selling),
        places: &[
            Place {
                href: "/pipelines",
                icon: icondata_lu::LuGitBranch,
                label: word!(kind.pipelines),
                text: word!(settings.pipelines_text),
                is_open: || sets_up(Kind::Pipeline),
            },
            Place {
                href: "/loss-reasons",
                icon: icondata_lu::LuThumbsDown,
                label: word!(kind.loss_reasons),
                text: word!(settings.loss_reasons_text),
                is_open: || sets_up(Kind::LossReason),
            },
            Place {
                href: "/scoring-rules",
                icon: icondata_lu::LuGauge,
                label: word!(kind.scoring_rules),
                text: word!(settings.scoring_text),
                is_open: || sets_up(Kind::ScoringRule),
            },
            Place {
                href: "/assignment-rules",
                icon: icondata_lu::LuSplit,
                label: word!(kind.assignment_rules),
                text: word!(settings.assignment_text),
                is_open: || sets_up(Kind::AssignmentRule),
            },
            Place {
                href: "/absences",
                icon: icondata_lu::LuCalendarOff,
                label: word!(kind.absences),
                text: word!(settings.absences_text),
                is_open: || sets_up(Kind::Absence),
            },
            Place {
                href: "/web-forms",
                icon: icondata_lu::LuClipboardPen,
                label: word!(kind.web_forms),
                text: word!(settings.web_forms_text),
                is_open: || sets_up(Kind::WebForm),
            },
            Place {
                href: "/lead-mappings",
                icon: icondata_lu::LuArrowRightLeft,
                label: word!(kind.lead_mappings),
                text: word!(settings.mappings_text),
                is_open: || sets_up(Kind::LeadMapping),
            },
            Place {
                href: "/tags",
                icon: icondata_lu::LuTag,
                label: word!(kind.tags),
                text: word!(settings.tags_text),
                is_open: || sets_up(Kind::Tag),
            },
            Place {
                href: "/categories",
                icon: icondata_lu::LuFolderTree,
                label: word!(kind.product_categories),
                text: word!(settings.categories_text),
                is_open: || sets_up(Kind::ProductCategory),
            },
            Place {
                href: "/exchange-rates",
                icon: icondata_lu::LuArrowLeftRight,
                label: word!(kind.exchange_rates),
                text: word!(settings.rates_text),
                is_open: || sets_up(Kind::ExchangeRate),
            },
        ],
    },
    Group {
        label: word!(settings.oversight),
        places: &[Place {
            href: "/audit",
            icon: icondata_lu::LuScrollText,
            label: word!(audit.title),
            text: word!(settings.audit_text),
            is_open: || session::has(Right::Audit),
        }],
    },
];

/// Every screen for setting something up that the user may open.
pub(crate) fn places() -> impl Iterator<Item = &'static Place> {
    GROUPS.iter().flat_map(|group| group.places).filter(|place| (place.is_open)())
}

/// The home.
#[component]
pub(crate) fn SettingsPage() -> impl IntoView {
    let groups = move || GROUPS.iter().filter_map(group).collect_view();
    view! {
        <section class="settings">
            <header class="page-head"><h1 tabindex="-1">{move || tr!(settings.title)}</h1></header>
            {groups}
        </section>
    }
    .into_any()
}

fn group(group: &'static Group) -> Option<AnyView> {
    let open: Vec<AnyView> = group.places.iter().filter(|place| (place.is_open)()).map(card).collect();
    if open.is_empty() {
        return None;
    }
    let shown = view! {
        <section class="settings-group">
            <h2>{move || (group.label)()}</h2>
            <ul class="settings-cards">{open}</ul>
        </section>
    };
    Some(shown.into_any())
}

fn card(place: &'static Place) -> AnyView {
    view! {
        <li>
            <a class="settings-card" href=place.href>
                <span class="settings-icon"><kit::Icon icon=place.icon /></span>
                <span class="settings-name">{move || (place.label)()}</span>
                <span class="settings-text">{move || (place.text)()}</span>
            </a>
        </li>
    }
    .into_any()
}

/// The way from the home to a screen: the screens between by name and address, then its own name.
#[component]
pub(crate) fn Trail(
    /// The screen between, if there is one.
    #[prop(optional)]
    through: Option<(Word, &'static str)>,
    /// The name of the screen.
    #[prop(into)]
    here: Signal<String>,
) -> impl IntoView {
    let items = Signal::derive(move || {
        let home = Crumb { label: tr!(settings.title), href: Some("/settings".to_owned()) };
        let between = through.map(|(label, href)| Crumb { label: label(), href: Some(href.to_owned()) });
        let here = Crumb { label: here.get(), href: None };
        [Some(home), between, Some(here)].into_iter().flatten().collect::<Vec<_>>()
    });
    view! { <Breadcrumbs items /> }.into_any()
}
