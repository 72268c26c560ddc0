//! The link by which somebody sets a password. It is shown once, to be handed over by the one who asked for it.

use chrono::{DateTime, Utc};
use kit::{Banner, Button, Dialog, IconButton, Tone, format};
use leptos::prelude::*;
use serde_json::Map;
use uuid::Uuid;
use wire::auth::PasswordLink;
use words::tr;

use crate::api::{Failure, Request};
use crate::state::clipboard;

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The first password.
    Invite,
    /// Another password.
    Reset,
}

/// A link, and for whom.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Link {
    pub(super) name: String,
    pub(super) address: String,
    pub(super) expires_at: DateTime<Utc>,
}

/// Asks for a link; earlier ones are void.
pub(super) async fn make(id: Uuid, name: String, purpose: Purpose) -> Result<Link, Failure> {
    let action = match purpose {
        Purpose::Invite => "invite",
        Purpose::Reset => "reset-password",
    };
    let link: PasswordLink =
        Request::search(format!("users/{id}/actions/{action}"), &Map::new()).read().await?;
    let origin = window().location().origin().unwrap_or_default();
    // After the #, what is there stays out of the logs of servers.
    let address = format!("{origin}/set-password#token={}", link.token);
    Ok(Link { name, address, expires_at: link.expires_at })
}

/// A link with a button that copies it.
#[component]
pub(super) fn LinkLine(link: Link) -> impl IntoView {
    let (expires_at, name, address) = (link.expires_at, link.name, link.address.clone());
    view! {
        <div class="secret">
            <p class="secret-name">{name}</p>
            <div class="secret-line">
                <code class="secret-text" tabindex="0">{link.address}</code>
                <IconButton
                    icon=icondata_lu::LuCopy
                    label=move || tr!(user.copy_link)
                    on_press=Callback::new(move |()| clipboard::copy(&address))
                />
            </div>
            <p class="quiet">{move || tr!(user.link_until, time = format::instant(expires_at))}</p>
        </div>
    }
    .into_any()
}

/// Shows a link, this one time.
#[component]
pub(super) fn LinkDialog(link: RwSignal<Option<Link>>) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(link.with(Option::is_some)));
    let forget = Callback::new(move |()| link.set(None));
    let line = move || link.get().map(|link| view! { <LinkLine link /> });
    let footer = move || {
        view! { <Button label=move || tr!(common.done) on_press=Callback::new(move |()| open.set(false)) /> }
    };
    view! {
        <Dialog open title=move || tr!(user.link_title) footer on_close=forget>
            <Banner tone=Tone::Warning>{move || tr!(user.link_once)}</Banner>
            {line}
        </Dialog>
    }
    .into_any()
}
