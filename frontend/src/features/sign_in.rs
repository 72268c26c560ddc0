//! Signing in: at the start, and again over the screen when a session has run out.

use domain::language::Language;
use kit::{Banner, Button, ButtonKind, Dialog, DialogSize, InputKind, Segmented, TextInput, Tone};
use leptos::prelude::*;
use leptos::task::spawn_local;
use words::tr;

use crate::api::Failure;
use crate::api::session::{self, Standing};
use crate::state::look;

/// The screen of those who are not signed in.
#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    view! {
        <main class="sign-in" id="main">
            <div class="sign-in-card">
                <div class="brand"><span class="brand-mark" aria-hidden="true"></span><span class="brand-name">"Rapport"</span></div>
                <h1 tabindex="-1">{move || tr!(sign_in.title)}</h1>
                <SignInForm email=String::new() />
            </div>
            <LanguageSwitch />
        </main>
    }
    .into_any()
}

/// Chooses the language of this browser.
#[component]
pub(crate) fn LanguageSwitch() -> impl IntoView {
    let languages = Signal::derive(|| {
        vec![
            kit::Choice::new(Language::Chinese.as_str(), tr!(language.chinese)),
            kit::Choice::new(Language::English.as_str(), tr!(language.english)),
        ]
    });
    let choose = Callback::new(|tag: String| {
        if let Ok(language) = tag.parse() {
            look::set_language(language);
        }
    });
    view! {
        <Segmented
            value=Signal::derive(move || words::language().as_str().to_owned())
            on_change=choose
            choices=languages
            label=move || tr!(field.language)
        />
    }
    .into_any()
}

/// Over the screen, when the session has run out: what is on the screen stays as it is.
#[component]
pub(crate) fn SignInAgain() -> impl IntoView {
    let open = RwSignal::new(false);
    let expired = || match session::standing() {
        Standing::Expired(me) => Some(me),
        _ => None,
    };
    Effect::new(move |_| open.set(expired().is_some()));
    // Closed without signing in it would come again with the next click: it leads to the sign-in instead.
    let give_up = Callback::new(move |()| {
        if untrack(expired).is_some() {
            session::forget();
        }
    });
    view! {
        <Dialog open title=move || tr!(sign_in.again) size=DialogSize::Small on_close=give_up>
            <p>{move || tr!(sign_in.again_text)}</p>
            {move || expired().map(|me| view! { <SignInForm email=me.user.email.clone() /> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn SignInForm(email: String) -> impl IntoView {
    let is_known = !email.is_empty();
    let (email, password) = (RwSignal::new(email), RwSignal::new(String::new()));
    let failure = RwSignal::new(None::<Failure>);
    let is_busy = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            let result = session::sign_in(email.get_untracked(), password.get_untracked()).await;
            is_busy.try_set(false);
            if let Err(why) = result {
                failure.try_set(Some(why));
                password.try_set(String::new());
            }
        });
    };
    view! {
        <form class="sign-in-form" on:submit=submit>
            {move || failure.get().map(|why| view! { <Banner tone=Tone::Danger>{move || why.words()}</Banner> })}
            <kit::Field label=move || tr!(field.email) required=true>
                <TextInput
                    kind=InputKind::Email
                    value=email
                    on_input=Callback::new(move |text| email.set(text))
                    autocomplete="username"
                    read_only=is_known
                />
            </kit::Field>
            <kit::Field label=move || tr!(sign_in.password) required=true>
                <TextInput
                    kind=InputKind::Password
                    value=password
                    on_input=Callback::new(move |text| password.set(text))
                    autocomplete="current-password"
                />
            </kit::Field>
            <Button label=move || tr!(sign_in.submit) kind=ButtonKind::Primary submit=true busy=is_busy />
        </form>
    }
    .into_any()
}
