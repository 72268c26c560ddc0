//! Setting a password by the link of an invitation or a reset, for people who cannot sign in yet.

use kit::{Banner, Button, ButtonKind, InputKind, LinkButton, TextInput, Tone};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::auth::{PASSWORD_MAX, PASSWORD_MIN, SetPassword};
use words::tr;

use super::sign_in::LanguageSwitch;
use crate::api::session;
use crate::api::{Failure, field_words};
use crate::record::entry::is_at;

/// Where the page is.
pub(crate) const PATH: &str = "/set-password";

/// The page.
#[component]
pub(crate) fn SetPasswordPage() -> impl IntoView {
    let token = token();
    let is_done = RwSignal::new(false);
    let body = move || match (is_done.get(), token.clone()) {
        (true, _) => view! {
            <h1 tabindex="-1">{move || tr!(set_password.done)}</h1>
            <p>{move || tr!(set_password.done_text)}</p>
            <LinkButton href="/" label=move || tr!(sign_in.submit) kind=ButtonKind::Primary />
        }
        .into_any(),
        (false, None) => view! {
            <h1 tabindex="-1">{move || tr!(set_password.title)}</h1>
            <Banner tone=Tone::Warning>{move || tr!(set_password.no_token)}</Banner>
        }
        .into_any(),
        (false, Some(token)) => view! {
            <h1 tabindex="-1">{move || tr!(set_password.title)}</h1>
            <PasswordForm token is_done />
        }
        .into_any(),
    };
    view! {
        <main class="sign-in" id="main">
            <div class="sign-in-card">
                <div class="brand"><span class="brand-mark" aria-hidden="true"></span><span class="brand-name">"Rapport"</span></div>
                {body}
            </div>
            <LanguageSwitch />
        </main>
    }
    .into_any()
}

/// The token after the `#` of the address, or in its query.
fn token() -> Option<String> {
    let location = window().location();
    let parts = [location.hash().unwrap_or_default(), location.search().unwrap_or_default()];
    parts.iter().find_map(|part| {
        let part = part.trim_start_matches(['#', '?']);
        let found = form_urlencoded::parse(part.as_bytes()).find(|(name, _)| name == "token");
        found.map(|(_, token)| token.into_owned()).filter(|token| !token.is_empty())
    })
}

#[component]
fn PasswordForm(token: String, is_done: RwSignal<bool>) -> impl IntoView {
    let password = RwSignal::new(String::new());
    let failure = RwSignal::new(None::<Failure>);
    let is_busy = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let body = SetPassword { token: token.clone(), password: password.get_untracked() };
        spawn_local(async move {
            let result = session::set_password(body).await;
            is_busy.try_set(false);
            match result {
                Ok(()) => drop(is_done.try_set(true)),
                Err(why) => drop(failure.try_set(Some(why))),
            }
        });
    };
    let error = Signal::derive(move || failure.with(|failure| at(failure.as_ref(), "password")));
    let banner = move || {
        let why = failure.get()?;
        if at(Some(&why), "password").is_some() {
            return None;
        }
        let is_over = at(Some(&why), "token").is_some();
        Some(view! {
            <Banner tone=Tone::Danger>
                {move || if is_over { tr!(set_password.over) } else { why.words() }}
            </Banner>
        })
    };
    let is_short = move || password.with(|password| password.chars().count() < PASSWORD_MIN);
    view! {
        <form class="sign-in-form" on:submit=submit>
            {banner}
            <NewPassword password error on_input=Callback::new(move |text| {
                failure.set(None);
                password.set(text);
            }) />
            <Button
                label=move || tr!(set_password.submit)
                kind=ButtonKind::Primary
                submit=true
                busy=is_busy
                disabled=Signal::derive(is_short)
            />
        </form>
    }
    .into_any()
}

/// The field of a new password, with the rules for it.
#[component]
pub(super) fn NewPassword(
    password: RwSignal<String>,
    #[prop(into)] error: Signal<Option<String>>,
    on_input: Callback<String>,
) -> impl IntoView {
    view! {
        <kit::Field
            label=move || tr!(set_password.password)
            hint=move || tr!(set_password.rules, least = PASSWORD_MIN)
            error
            required=true
        >
            <TextInput
                kind=InputKind::Password
                value=password
                on_input
                autocomplete="new-password"
                max_length=PASSWORD_MAX
            />
        </kit::Field>
    }
    .into_any()
}

/// What is wrong with one field.
pub(super) fn at(failure: Option<&Failure>, name: &str) -> Option<String> {
    failure?.fields().iter().find(|error| is_at(error, name)).map(field_words)
}
