//! `rapport user`: users from the console, for a new installation and for whoever locked everybody out.

use std::io::BufRead;

use anyhow::{anyhow, ensure};
use clap::{Args, Subcommand};
use domain::Kind;
use persistence::{Actor, Entity, Error, Store};
use service::installation::{self, NewUser};
use wire::list::{Filter, Op, Test};
use wire::role::Role;
use wire::user::User;
use wire::{FieldCode, FieldError, ListQuery};

use crate::config::Config;

/// Letters and digits that are not mistaken for each other.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// What to do with users.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Create a user with a role and a password
    Create {
        /// Full name
        #[arg(long)]
        name: String,
        /// E-mail address, which is the sign-in name
        #[arg(long)]
        email: String,
        /// Code of the role, such as administrator
        #[arg(long)]
        role: String,
        #[command(flatten)]
        password: PasswordSource,
    },
    /// Set a new password and end all sessions of a user
    ResetPassword {
        /// E-mail address of the user
        #[arg(long)]
        email: String,
        #[command(flatten)]
        password: PasswordSource,
    },
    /// List users: e-mail address, name, roles, and whether they may sign in
    List,
}

/// Where a password comes from.
#[derive(Args)]
pub(crate) struct PasswordSource {
    /// Read the password from the first line of standard input instead of making one up
    #[arg(long)]
    password_stdin: bool,
}

/// Does it.
pub(crate) fn user(command: Command) -> anyhow::Result<()> {
    let config = Config::read()?;
    super::require_current(&config)?;
    let store = super::store(&config, "rapport user");
    match command {
        Command::Create { name, email, role, password } => create(&store, name, email, role, &password),
        Command::ResetPassword { email, password } => reset_password(&store, &email, &password),
        Command::List => list(&store),
    }
}

fn create(
    store: &Store,
    name: String,
    email: String,
    role: String,
    password: &PasswordSource,
) -> anyhow::Result<()> {
    let roles: Vec<String> = all::<Role>(store, Filter::all())?.into_iter().map(|role| role.code).collect();
    ensure!(roles.contains(&role), "there is no role {role}; there are {}", roles.join(", "));
    let password = password.take(&name, &email)?;
    let new = NewUser { name, email: email.clone(), role, password_hash: password.hash()? };
    installation::create_user(store, new).map_err(in_words)?;
    super::print(&format!("created the user {email}"))?;
    password.show()
}

fn reset_password(store: &Store, email: &str, password: &PasswordSource) -> anyhow::Result<()> {
    let unknown = || anyhow!("there is no user {email}");
    let wanted = Test { field: "email".to_owned(), op: Op::Eq, value: vec![email.trim().to_lowercase()] };
    let user = all::<User>(store, Filter::Test(wanted))?.pop().ok_or_else(unknown)?;
    let password = password.take(&user.name, &user.email)?;
    match store.force_password(&Actor::system("console"), email, &password.hash()?) {
        Err(Error::NotFound(Kind::User)) => return Err(unknown()),
        done => done.map_err(in_words)?,
    };
    super::print(&format!("set a new password for {email} and ended all sessions"))?;
    password.show()
}

fn list(store: &Store) -> anyhow::Result<()> {
    let roles = all::<Role>(store, Filter::all())?;
    for user in all::<User>(store, Filter::all())? {
        let held = roles.iter().filter(|role| user.role_ids.contains(&role.id));
        let held: Vec<&str> = held.map(|role| role.code.as_str()).collect();
        let state = if user.is_active { "active" } else { "inactive" };
        super::print(&format!("{}\t{}\t{}\t{state}", user.email, user.name, held.join(",")))?;
    }
    Ok(())
}

/// Every record that the filter lets through.
fn all<E: Entity>(store: &Store, filter: Filter) -> anyhow::Result<Vec<E>> {
    let actor = Actor::system("console");
    let mut query = ListQuery { filter, limit: wire::list::MAX_LIMIT, ..ListQuery::default() };
    let mut found = Vec::new();
    loop {
        let page = store.read(&actor, |read| read.page::<E>(&query)).map_err(in_words)?;
        found.extend(page.data);
        query.cursor = page.page.next_cursor;
        if query.cursor.is_none() {
            return Ok(found);
        }
    }
}

/// A password that is good enough.
struct Password {
    text: String,
    is_made_up: bool,
}

impl PasswordSource {
    /// Reads a password or makes one up; fails if the user may not have it.
    fn take(&self, name: &str, email: &str) -> anyhow::Result<Password> {
        let weakness = |text: &str| api::weakness("password", text, name, email);
        if !self.password_stdin {
            let random = std::iter::repeat_with(made_up).find(|text| weakness(text).is_none());
            return Ok(Password { text: random.unwrap_or_default(), is_made_up: true });
        }
        let mut text = String::new();
        std::io::stdin().lock().read_line(&mut text)?;
        let text = text.trim_end_matches(['\r', '\n']).to_owned();
        match weakness(&text) {
            None => Ok(Password { text, is_made_up: false }),
            Some(FieldError { code: FieldCode::Length, params, .. }) => {
                let limit = |name| params.get(name).map(String::as_str).unwrap_or_default();
                Err(anyhow!("the password must have {} to {} characters", limit("min"), limit("max")))
            }
            Some(_) => Err(anyhow!("the password is too easy to guess")),
        }
    }
}

impl Password {
    fn hash(&self) -> anyhow::Result<String> {
        api::hash_password(&self.text).map_err(anyhow::Error::msg)
    }

    /// Shows a password that nobody knows yet.
    fn show(&self) -> anyhow::Result<()> {
        if !self.is_made_up {
            return Ok(());
        }
        super::print(&format!("password, shown only this once: {}", self.text))
    }
}

/// 100 random bits as four groups of five characters.
fn made_up() -> String {
    let random: [u8; 20] = rand::random();
    let characters: Vec<char> = random
        .iter()
        .filter_map(|byte| ALPHABET.get(usize::from(byte % 32)))
        .map(|byte| char::from(*byte))
        .collect();
    let groups: Vec<String> = characters.chunks(5).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

/// An error with the fields it is about.
fn in_words(error: Error) -> anyhow::Error {
    let (Error::Invalid(fields) | Error::Rule { fields, .. }) = &error else { return error.into() };
    let place =
        |field: &FieldError| field.pointer.as_deref().unwrap_or_default().trim_start_matches('/').to_owned();
    let fields: Vec<String> =
        fields.iter().map(|field| format!("{}: {}", place(field), field.code.as_str())).collect();
    anyhow!(fields.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_up_passwords_are_good_and_differ() {
        let source = PasswordSource { password_stdin: false };
        let (one, two) = (source.take("Wei Li", "wei@example.com").unwrap(), made_up());
        assert_eq!((one.text.len(), two.len()), (23, 23));
        assert_ne!(one.text, two);
    }
}
