//! Who is signed in: tokens, keys and sessions.
//!
//! Passwords and tokens come in here and go no further: behind it there are actors.

mod account;
mod actor;
mod api_key;
mod cookie;
mod gate;
mod origin;
mod password;
mod secret;
mod settings;
mod sign_in;
mod token;

use crate::routes::{Routes, mount};

pub use actor::Sessions;
pub(crate) use actor::{Caller, authenticate, origin_of};
pub use password::{hash as hash_password, weakness};
pub use settings::{AuthSettings, BadSecret};

/// The routes below `/auth`, and the links by which administrators let users in.
pub(crate) fn routes(routes: &mut Routes) {
    mount!(routes =>
        sign_in.login,
        sign_in.refresh,
        sign_in.logout,
        account.me,
        account.list_sessions,
        account.end_session,
        account.change_password,
        account.set_password,
        account.invite,
        account.reset_password,
        api_key.list,
        api_key.create,
        api_key.delete,
    );
}
