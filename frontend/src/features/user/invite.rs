//! Inviting people: each becomes a user, and gets a link by which the first password is set.

use domain::Kind;
use domain::access::Action;
use kit::{Banner, Button, ButtonKind, Dialog, DialogSize, Icon, IconButton, InputKind, TextInput, Tone};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Map, Value};
use wire::FieldError;
use words::tr;

use super::address::{addresses, name_from};
use super::link::{self, Link, LinkLine, Purpose};
use crate::api::{field_words, records, session};
use crate::features::organisation::USER;
use crate::record::FieldInput;
use crate::record::entry::{is_at, names_in};
use crate::state::clipboard;

/// What all who are invited together have in common.
const SHARED: [&str; 4] = ["department_id", "role_ids", "language", "time_zone"];

/// One person to invite.
#[derive(Debug, Clone, Copy)]
struct Guest {
    id: usize,
    name: RwSignal<String>,
    email: RwSignal<String>,
    error: RwSignal<Option<String>>,
    link: RwSignal<Option<Link>>,
}

/// Everybody to invite.
#[derive(Clone, Copy)]
struct Invitation {
    guests: RwSignal<Vec<Guest>>,
    shared: RwSignal<Map<String, Value>>,
    errors: RwSignal<Vec<FieldError>>,
    is_busy: RwSignal<bool>,
}

impl Invitation {
    fn new() -> Self {
        let mut shared = Map::new();
        if let Some(me) = untrack(session::me) {
            shared.insert("language".to_owned(), me.user.language.as_str().into());
            shared.insert("time_zone".to_owned(), me.user.time_zone.clone().into());
        }
        let invitation = Self {
            guests: RwSignal::new(Vec::new()),
            shared: RwSignal::new(shared),
            errors: RwSignal::new(Vec::new()),
            is_busy: RwSignal::new(false),
        };
        invitation.add(String::new());
        invitation
    }

    fn add(self, email: String) {
        self.guests.update(|guests| {
            let id = guests.last().map_or(0, |guest| guest.id + 1);
            guests.push(Guest {
                id,
                name: RwSignal::new(name_from(&email)),
                email: RwSignal::new(email),
                error: RwSignal::new(None),
                link: RwSignal::new(None),
            });
        });
    }

    /// Takes what was typed or pasted as an address: several become several guests.
    fn set_email(self, guest: Guest, text: &str) {
        let mut all = addresses(text).into_iter();
        let first = all.next().unwrap_or_default();
        if guest.name.with_untracked(|name| name.trim().is_empty()) {
            guest.name.set(name_from(&first));
        }
        guest.email.set(first);
        guest.error.set(None);
        all.for_each(|email| self.add(email));
    }

    fn has_links(self) -> bool {
        self.guests.with(|guests| guests.iter().any(|guest| guest.link.with(Option::is_some)))
    }

    fn is_done(self) -> bool {
        self.guests.with(|guests| guests.iter().all(|guest| guest.link.with(Option::is_some)))
    }

    fn input(self, guest: Guest) -> Map<String, Value> {
        let mut input = self.shared.get_untracked();
        input.retain(|_, value| !value.is_null());
        input.insert("name".to_owned(), guest.name.get_untracked().trim().into());
        input.insert("email".to_owned(), guest.email.get_untracked().trim().into());
        input.insert("is_active".to_owned(), Value::Bool(true));
        input
    }

    /// Makes the users one after the other. Who is in already is left alone, so it can be pressed again after a
    /// refusal.
    fn send(self) {
        self.errors.set(Vec::new());
        let has_department =
            self.shared.with_untracked(|shared| shared.get("department_id").is_some_and(Value::is_string));
        if !has_department {
            self.errors.set(vec![FieldError::at("department_id", wire::FieldCode::Required)]);
            return;
        }
        let waiting: Vec<Guest> = self.guests.with_untracked(|guests| {
            guests.iter().copied().filter(|guest| guest.link.with_untracked(Option::is_none)).collect()
        });
        self.is_busy.set(true);
        spawn_local(async move {
            for guest in waiting {
                let outcome = invite(self.input(guest)).await;
                match outcome {
                    Ok(made) => drop((guest.error.try_set(None), guest.link.try_set(Some(made)))),
                    Err(why) => drop(guest.error.try_set(Some(why))),
                }
            }
            self.is_busy.try_set(false);
        });
    }
}

/// Makes one user, and the link; or says why not.
async fn invite(input: Map<String, Value>) -> Result<Link, String> {
    if let Some(wrong) = (USER.check)(&input).first() {
        return Err(about(wrong));
    }
    let name = input.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    let user = records::create(&USER, &input)
        .await
        .map_err(|failure| failure.fields().first().map_or_else(|| failure.words(), about))?;
    link::make(user.id(), name, Purpose::Invite)
        .await
        .map_err(|failure| tr!(user.made_without_link, why = super::refusal(&failure, Purpose::Invite)))
}

/// What is wrong, with the name of the field.
fn about(error: &FieldError) -> String {
    let field = names_in(error).find_map(|name| USER.field(name));
    field.map_or_else(|| field_words(error), |field| format!("{}: {}", (field.label)(), field_words(error)))
}

/// The dialog.
#[component]
pub(super) fn InviteDialog(open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog open title=move || tr!(user.invite) size=DialogSize::Large>
            {move || open.get().then(|| form(Invitation::new(), open))}
        </Dialog>
    }
    .into_any()
}

fn form(invitation: Invitation, open: RwSignal<bool>) -> AnyView {
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !invitation.is_busy.get_untracked() {
            invitation.send();
        }
    };
    let close = Callback::new(move |()| open.set(false));
    let copy_all = Callback::new(move |()| {
        let line = |guest: &Guest| {
            let link = guest.link.get_untracked()?;
            Some(format!("{} <{}> {}", link.name, guest.email.get_untracked(), link.address))
        };
        let lines: Vec<String> =
            invitation.guests.with_untracked(|guests| guests.iter().filter_map(line).collect());
        clipboard::copy(&lines.join("\n"));
    });
    let buttons = move || {
        if invitation.is_done() {
            return view! {
                <Button label=move || tr!(user.copy_all) icon=icondata_lu::LuCopy on_press=copy_all />
                <Button label=move || tr!(common.done) kind=ButtonKind::Primary on_press=close />
            }
            .into_any();
        }
        view! {
            <Button label=move || tr!(common.cancel) kind=ButtonKind::Ghost on_press=close />
            <Button
                label=move || tr!(user.send)
                kind=ButtonKind::Primary
                submit=true
                busy=invitation.is_busy
            />
        }
        .into_any()
    };
    view! {
        <form class="record-form" on:submit=submit novalidate>
            <Show when=move || invitation.has_links()>
                <Banner tone=Tone::Warning>{move || tr!(user.link_once)}</Banner>
            </Show>
            <ul class="guests">
                <For each=move || invitation.guests.get() key=|guest| guest.id children=move |guest| row(invitation, guest) />
            </ul>
            <Show when=move || !invitation.is_done()>
                <div>
                    <Button
                        label=move || tr!(user.another)
                        icon=icondata_lu::LuPlus
                        kind=ButtonKind::Ghost
                        small=true
                        on_press=Callback::new(move |()| invitation.add(String::new()))
                    />
                </div>
                {shared(invitation)}
            </Show>
            <div class="dialog-actions">{buttons}</div>
        </form>
    }
    .into_any()
}

/// One guest: name and address, or the link once there is one.
fn row(invitation: Invitation, guest: Guest) -> AnyView {
    let fields = move || {
        if let Some(link) = guest.link.get() {
            return view! { <LinkLine link /> }.into_any();
        }
        let is_alone = move || invitation.guests.with(|guests| guests.len() < 2);
        let remove = Callback::new(move |()| {
            invitation.guests.update(|guests| guests.retain(|other| other.id != guest.id));
        });
        let error = move || {
            guest.error.get().map(|why| {
                view! { <p class="field-error" role="alert"><Icon icon=icondata_lu::LuCircleAlert size=14 /> <span>{why}</span></p> }
            })
        };
        view! {
            <div class="guest">
                <TextInput
                    kind=InputKind::Email
                    value=guest.email
                    on_input=Callback::new(move |text| guest.email.set(text))
                    on_change=Callback::new(move |text: String| invitation.set_email(guest, &text))
                    label=move || tr!(field.email)
                    placeholder=move || tr!(user.email_hint)
                    autocomplete="off"
                />
                <TextInput
                    value=guest.name
                    on_input=Callback::new(move |text| guest.name.set(text))
                    label=move || tr!(field.person_name)
                    placeholder=move || tr!(field.person_name)
                    max_length=100
                    autocomplete="off"
                />
                <IconButton
                    icon=icondata_lu::LuX
                    label=move || tr!(list.remove)
                    disabled=Signal::derive(is_alone)
                    on_press=remove
                />
            </div>
            {error}
        }
        .into_any()
    };
    view! { <li>{fields}</li> }.into_any()
}

/// What holds for all of them.
fn shared(invitation: Invitation) -> AnyView {
    let on_change = Callback::new(move |(name, value): (&'static str, Value)| {
        invitation.shared.update(|shared| drop(shared.insert(name.to_owned(), value)));
        invitation.errors.update(|errors| errors.retain(|error| !is_at(error, name)));
    });
    let gives_roles = session::may(Kind::Role, Action::Update);
    let fields = SHARED.iter().filter(|name| **name != "role_ids" || gives_roles);
    let fields = fields.filter_map(|name| USER.field(name)).map(|field| {
        let error = Signal::derive(move || {
            invitation
                .errors
                .with(|errors| errors.iter().find(|error| is_at(error, field.name)).map(field_words))
        });
        view! {
            <div class="form-field">
                <kit::Field label=field.label error required={USER.fact(field.name).is_required}>
                    <FieldInput field draft=invitation.shared on_change />
                </kit::Field>
            </div>
        }
    });
    view! { <div class="form-fields">{fields.collect_view()}</div> }.into_any()
}
