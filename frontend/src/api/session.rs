//! Who is signed in. The access token is only ever in memory; the refresh token is in a cookie that scripts cannot
//! read.

use std::cell::RefCell;
use std::sync::Arc;

use domain::access::Action;
use domain::{Kind, Reach, Right};
use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, Shared};
use leptos::prelude::*;
use leptos::reactive::graph::Observer;
use wire::auth::{ChangePassword, Client, Me, Refresh, SetPassword, SignIn, Tokens};

use super::{Failure, Request, names};

/// How far somebody is signed in.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Standing {
    /// Not yet known: the application has just started.
    Unknown,
    /// Nobody is.
    Out,
    /// This user is.
    In(Arc<Me>),
    /// This user was, and has to enter the password again to go on.
    Expired(Arc<Me>),
}

type Renewal = Shared<LocalBoxFuture<'static, Result<(), Failure>>>;

thread_local! {
    static TOKEN: RefCell<Option<String>> = const { RefCell::new(None) };
    static RENEWAL: RefCell<Option<Renewal>> = const { RefCell::new(None) };
    static SIGN_INS: ArcRwSignal<u32> = ArcRwSignal::new(0);
    static STANDING: ArcRwSignal<Standing> = ArcRwSignal::new(Standing::Unknown);
}

/// How far somebody is signed in. Followed where it is read in a reactive place.
pub(crate) fn standing() -> Standing {
    STANDING.with(
        |standing| {
            if Observer::get().is_some() { standing.get() } else { standing.get_untracked() }
        },
    )
}

/// The user, also one whose session has run out. Followed where it is read in a reactive place.
pub(crate) fn me() -> Option<Arc<Me>> {
    match standing() {
        Standing::In(me) | Standing::Expired(me) => Some(me),
        Standing::Unknown | Standing::Out => None,
    }
}

/// How far the user reaches with this action on this kind of record.
pub(crate) fn reach(kind: Kind, action: Action) -> Reach {
    me().map_or(Reach::None, |me| me.permissions.reach(kind, action))
}

/// True if the user may do this with at least their own records.
pub(crate) fn may(kind: Kind, action: Action) -> bool {
    reach(kind, action) > Reach::None
}

/// True if the user has this right.
pub(crate) fn has(right: Right) -> bool {
    me().is_some_and(|me| me.rights.contains(&right))
}

/// Follows sign-ins: what could not be fetched while nobody was signed in is fetched then.
pub(super) fn follow_sign_ins() {
    SIGN_INS.with(|count| count.track());
}

pub(super) fn token() -> Option<String> {
    TOKEN.with_borrow(Clone::clone)
}

pub(super) fn has_token() -> bool {
    TOKEN.with_borrow(Option::is_some)
}

/// Takes up the session that the browser's cookie names, when the application starts.
pub(crate) async fn resume() {
    let resumed = match refresh().await {
        Ok(()) => load().await,
        Err(failure) => Err(failure),
    };
    if resumed.is_err() {
        set(Standing::Out);
    }
}

/// Signs in. If somebody else than before does, what is remembered of records is forgotten.
pub(crate) async fn sign_in(email: String, password: String) -> Result<(), Failure> {
    let body = SignIn { email, password, client: Client::Browser };
    let tokens: Tokens = Request::search("auth/login", &body).read().await?;
    remember(tokens);
    load().await
}

/// Signs out, here and on the server.
pub(crate) async fn sign_out() -> Result<(), Failure> {
    Request::search("auth/logout", &Refresh::default()).send().await?;
    TOKEN.set(None);
    names::forget();
    set(Standing::Out);
    Ok(())
}

/// Sets the password that an invitation or a reset asks for.
pub(crate) async fn set_password(body: SetPassword) -> Result<(), Failure> {
    Request::search("auth/set-password", &body).send().await.map(drop)
}

/// Changes one's own password.
pub(crate) async fn change_password(body: ChangePassword) -> Result<(), Failure> {
    Request::post("auth/change-password", &body).send().await.map(drop)
}

/// Loads the user again, after a change of their own record or rights.
pub(crate) async fn load() -> Result<(), Failure> {
    let me: Me = Request::get("auth/me").read().await?;
    if let Some(before) = untrack(self::me)
        && before.user.id != me.user.id
    {
        names::forget();
    }
    kit::format::set_time_zone(&me.user.time_zone);
    SIGN_INS.with(|count| count.update(|count| *count = count.wrapping_add(1)));
    set(Standing::In(Arc::new(me)));
    Ok(())
}

/// Renews the access token. However many requests ask for it at once, the server is asked once.
pub(super) async fn renew() -> Result<(), Failure> {
    let renewal = RENEWAL
        .with_borrow_mut(|renewal| renewal.get_or_insert_with(|| refresh().boxed_local().shared()).clone());
    let result = renewal.await;
    RENEWAL.set(None);
    if matches!(result, Err(Failure::SignedOut))
        && let Some(me) = untrack(me)
    {
        set(Standing::Expired(me));
    }
    result
}

async fn refresh() -> Result<(), Failure> {
    TOKEN.set(None);
    match Request::search("auth/refresh", &Refresh::default()).read::<Tokens>().await {
        Ok(tokens) => {
            remember(tokens);
            Ok(())
        }
        Err(Failure::Problem(_)) => Err(Failure::SignedOut),
        Err(other) => Err(other),
    }
}

fn remember(tokens: Tokens) {
    TOKEN.set(Some(tokens.access_token));
}

fn set(standing: Standing) {
    STANDING.with(|signal| signal.set(standing));
}

/// Gives a session up that has run out.
pub(crate) fn forget() {
    TOKEN.set(None);
    names::forget();
    set(Standing::Out);
}
