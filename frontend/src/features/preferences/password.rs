//! Changing one's password.

use kit::{Banner, Button, Card, InputKind, TextInput, Tone, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::auth::{ChangePassword, PASSWORD_MAX};
use words::tr;

use crate::api::{Failure, session};
use crate::features::set_password::{NewPassword, at};

/// The card.
#[component]
pub(super) fn Password() -> impl IntoView {
    let (current, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let failure = RwSignal::new(None::<Failure>);
    let is_busy = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let body = ChangePassword { current: current.get_untracked(), new: new.get_untracked() };
        spawn_local(async move {
            let result = session::change_password(body).await;
            is_busy.try_set(false);
            match result {
                Ok(()) => {
                    current.try_set(String::new());
                    new.try_set(String::new());
                    failure.try_set(None);
                    toast::done(tr!(preferences.password_changed));
                }
                Err(why) => drop(failure.try_set(Some(why))),
            }
        });
    };
    let is_wrong = Signal::derive(move || {
        failure.with(|failure| at(failure.as_ref(), "current")).map(|_| tr!(preferences.wrong_password))
    });
    let is_weak = Signal::derive(move || failure.with(|failure| at(failure.as_ref(), "new")));
    let banner = move || {
        let why = failure.get().filter(|_| is_wrong.get().is_none() && is_weak.get().is_none())?;
        Some(view! { <Banner tone=Tone::Danger>{move || why.words()}</Banner> })
    };
    let is_empty = move || current.with(String::is_empty) || new.with(String::is_empty);
    let email = move || session::me().map(|me| me.user.email.clone()).unwrap_or_default();
    view! {
        <Card title=move || tr!(sign_in.password)>
            <form class="preference" on:submit=submit>
                {banner}
                // Password managers learn from it whose password it is.
                <input class="visually-hidden" type="text" autocomplete="username" tabindex="-1" aria-hidden="true" readonly=true prop:value=email />
                <kit::Field label=move || tr!(preferences.current) error=is_wrong required=true>
                    <TextInput
                        kind=InputKind::Password
                        value=current
                        on_input=Callback::new(move |text| current.set(text))
                        autocomplete="current-password"
                        max_length=PASSWORD_MAX
                    />
                </kit::Field>
                <NewPassword password=new error=is_weak on_input=Callback::new(move |text| new.set(text)) />
                <p class="quiet">{move || tr!(preferences.password_text)}</p>
                <div>
                    <Button
                        label=move || tr!(preferences.change_password)
                        submit=true
                        busy=is_busy
                        disabled=Signal::derive(is_empty)
                    />
                </div>
            </form>
        </Card>
    }
    .into_any()
}
