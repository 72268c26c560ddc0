//! Users beyond their fields: how they get in, and how they are kept out.

mod address;
mod invite;
mod leaving;
mod link;

use domain::Kind;
use domain::access::Action;
use kit::{Button, Menu, MenuItem, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Map, Value};
use wire::ProblemCode;
use words::tr;

use self::invite::InviteDialog;
use self::leaving::LeavingDialog;
use self::link::{Link, LinkDialog, Purpose};
use super::organisation::USER;
use crate::api::records::{self, Record};
use crate::api::{Failure, session};
use crate::record::Parts;

/// What the screens of users have of their own.
pub(super) static PARTS: Parts =
    Parts { list_head: Some(|_| invite_button()), actions: Some(access_of), ..Parts::NONE };

/// The button beside the list of users.
fn invite_button() -> AnyView {
    let open = RwSignal::new(false);
    let button = || {
        (session::may(Kind::User, Action::Create) && session::may(Kind::User, Action::Update)).then(|| {
            view! {
                <Button
                    label=move || tr!(user.invite)
                    icon=icondata_lu::LuUserRoundPlus
                    on_press=Callback::new(move |()| open.set(true))
                />
                <InviteDialog open />
            }
        })
    };
    view! { {button()} }.into_any()
}

fn access_of(record: Signal<Record>) -> AnyView {
    (move || record.with(access)).into_any()
}

/// What can be done about the access of a user.
fn access(record: &Record) -> Option<AnyView> {
    let is_me = session::me().is_some_and(|me| me.user.id.0 == record.id());
    if is_me || !session::may(Kind::User, Action::Update) {
        return None;
    }
    let is_active = record.value("is_active") == &Value::Bool(true);
    let record = StoredValue::new(record.clone());
    let link = RwSignal::new(None::<Link>);
    let leaving = RwSignal::new(false);
    let ask_for = move |purpose: Purpose| {
        spawn_local(async move {
            let (id, name) = record.with_value(|record| (record.id(), name_of(record)));
            match link::make(id, name, purpose).await {
                Ok(made) => drop(link.try_set(Some(made))),
                Err(failure) => toast::failed(refusal(&failure, purpose), None),
            }
        });
    };
    let activate = move || {
        spawn_local(async move {
            let patch = Map::from_iter([("is_active".to_owned(), Value::Bool(true))]);
            match records::update(&USER, &record.get_value(), &patch).await {
                Ok(_) => toast::done(tr!(user.activated)),
                Err(failure) => toast::failed(failure.words(), None),
            }
        });
    };
    let items = Signal::derive(move || {
        if !is_active {
            return vec![MenuItem::new(tr!(user.activate), activate).icon(icondata_lu::LuUserRoundCheck)];
        }
        vec![
            MenuItem::new(tr!(user.invite_link), move || ask_for(Purpose::Invite))
                .icon(icondata_lu::LuUserRoundPlus),
            MenuItem::new(tr!(user.reset), move || ask_for(Purpose::Reset)).icon(icondata_lu::LuKeyRound),
            MenuItem::new(tr!(user.deactivate), move || leaving.set(true))
                .icon(icondata_lu::LuUserRoundX)
                .danger()
                .section(),
        ]
    });
    let shown = view! {
        <Menu label=move || tr!(user.access) icon=icondata_lu::LuKeyRound items />
        <LinkDialog link />
        <LeavingDialog open=leaving record />
    };
    Some(shown.into_any())
}

fn name_of(record: &Record) -> String {
    record.text("name").unwrap_or_default().to_owned()
}

/// Why there is no link: who has a password is not invited, and nobody hands out more than they may themselves.
fn refusal(failure: &Failure, purpose: Purpose) -> String {
    match (failure.code(), purpose) {
        (Some(ProblemCode::StateNotAllowed), Purpose::Invite) => tr!(user.has_password),
        (Some(ProblemCode::Forbidden), _) => tr!(user.may_more),
        _ => failure.words(),
    }
}
