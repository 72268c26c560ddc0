//! `rapport seed`: demo data for an empty database.

use chrono::NaiveDate;
use persistence::Runtime;
use rapport::load::{Loader, Method};
use secrecy::ExposeSecret;
use seed::Scale;

use crate::config::Config;
use crate::logging;

/// What the demo data is like.
#[derive(clap::Args)]
pub(crate) struct Seed {
    /// How much: demo, 100k or 1m
    #[arg(long)]
    scale: Scale,
    /// Do nothing if there are accounts already
    #[arg(long)]
    if_empty: bool,
    /// The day the data is for, as YYYY-MM-DD; today if not given
    #[arg(long)]
    day: Option<NaiveDate>,
}

/// Loads demo data; a database with accounts is left as it is.
pub(crate) fn seed(wanted: Seed) -> anyhow::Result<()> {
    logging::start();
    let config = Config::read()?;
    super::require_current(&config)?;
    let today = wanted.day.unwrap_or_else(|| Runtime::default().now().date_naive());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let loader = Loader::open(config.database_url.expose_secret()).await?;
        if wanted.if_empty && !loader.is_empty().await? {
            log::info!("there are accounts already; nothing was loaded");
            return Ok(());
        }
        loader.load(wanted.scale, today, Method::from(wanted.scale)).await?;
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use seed::{DEMO_LOGINS, DEMO_PASSWORD};

    fn words(role: &str) -> String {
        let (first, rest) = role.split_at(1);
        first.to_uppercase() + &rest.replace('_', " ")
    }

    #[test]
    fn the_list_of_demo_logins_is_up_to_date() {
        let mut expected =
            "# Who can sign in to the demo: e-mail address, password, role; then name and branch.\n"
                .to_owned();
        for login in DEMO_LOGINS {
            let (email, role) = (login.email, words(login.role));
            expected += &format!("{email} {DEMO_PASSWORD} {role} # {}, {}\n", login.name, login.branch);
        }
        assert_eq!(include_str!("../../demo-logins.txt"), expected);
    }
}
