//! Configuration, from the environment alone. `.env.example` names and explains every variable.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZero;
use std::str::FromStr;

use secrecy::SecretString;

/// Everything the program can be told.
#[derive(Debug)]
pub(crate) struct Config {
    /// `DATABASE_URL`: where the database is.
    pub(crate) database_url: SecretString,
    /// `RAPPORT_SECRET`: what tokens, cookies and cursors are signed with; 32 characters at least.
    pub(crate) secret: SecretString,
    /// `RAPPORT_PREVIOUS_SECRET`: the secret before, still accepted while it is replaced.
    pub(crate) previous_secret: Option<SecretString>,
    /// `RAPPORT_BIND`: address and port to serve on.
    pub(crate) bind: SocketAddr,
    /// `RAPPORT_PUBLIC_URL`: the address in the browser; requests from other origins cannot use cookies.
    pub(crate) public_url: String,
    /// `RAPPORT_TRUSTED_PROXIES`: addresses of reverse proxies whose `X-Forwarded-For` is believed, by commas.
    pub(crate) trusted_proxies: Vec<IpAddr>,
    /// `RAPPORT_POOL_SIZE`: database connections at most.
    pub(crate) pool_size: u32,
    /// `RAPPORT_WORKERS`: threads that speak HTTP.
    pub(crate) workers: usize,
    /// `RAPPORT_JOBS`: `on` works off jobs within `serve`; `off` leaves them to `rapport work`.
    pub(crate) jobs: Switch,
    /// `RAPPORT_DRAIN_SECONDS`: how long requests are still taken after SIGTERM.
    pub(crate) drain_seconds: u64,
    /// `RAPPORT_SHUTDOWN_SECONDS`: how long requests may go on after that.
    pub(crate) shutdown_seconds: u64,
}

/// On or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Switch {
    On,
    Off,
}

impl FromStr for Switch {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "on" => Ok(Self::On),
            "off" => Ok(Self::Off),
            _ => Err("it must be on or off"),
        }
    }
}

/// Every name that the program reads, for the test that compares it with `.env.example`.
#[cfg(test)]
const NAMES: &[&str] = &[
    "DATABASE_URL",
    "RAPPORT_SECRET",
    "RAPPORT_PREVIOUS_SECRET",
    "RAPPORT_BIND",
    "RAPPORT_PUBLIC_URL",
    "RAPPORT_TRUSTED_PROXIES",
    "RAPPORT_POOL_SIZE",
    "RAPPORT_WORKERS",
    "RAPPORT_JOBS",
    "RAPPORT_DRAIN_SECONDS",
    "RAPPORT_SHUTDOWN_SECONDS",
    "RAPPORT_LOG",
    "RAPPORT_LOG_FORMAT",
];

impl Config {
    /// Reads the environment; the error lists everything that is wrong with it.
    pub(crate) fn read() -> anyhow::Result<Self> {
        Self::from(variable)
    }

    fn from(variable: impl Fn(&str) -> Option<String>) -> anyhow::Result<Self> {
        let mut reader = Reader { variable, wrong: Vec::new() };
        let database_url = reader.text("DATABASE_URL");
        let secret = reader.text("RAPPORT_SECRET");
        if !secret.is_empty() && secret.len() < 32 {
            reader.wrong.push(
                "RAPPORT_SECRET: it must have 32 characters at least; `openssl rand -hex 32` makes one"
                    .to_owned(),
            );
        }
        let bind = reader.value("RAPPORT_BIND", SocketAddr::from(([127, 0, 0, 1], 8080)));
        let cores = std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        let sixteen = NonZero::<u32>::MIN.saturating_add(15);
        let config = Self {
            database_url: database_url.into(),
            secret: secret.into(),
            previous_secret: (reader.variable)("RAPPORT_PREVIOUS_SECRET").map(Into::into),
            bind,
            public_url: reader.value("RAPPORT_PUBLIC_URL", format!("http://{bind}")),
            trusted_proxies: reader.list("RAPPORT_TRUSTED_PROXIES"),
            pool_size: reader.value("RAPPORT_POOL_SIZE", sixteen).get(),
            workers: reader.value("RAPPORT_WORKERS", cores).get(),
            jobs: reader.value("RAPPORT_JOBS", Switch::On),
            drain_seconds: reader.value("RAPPORT_DRAIN_SECONDS", 5),
            shutdown_seconds: reader.value("RAPPORT_SHUTDOWN_SECONDS", 25),
        };
        anyhow::ensure!(
            reader.wrong.is_empty(),
            "the configuration is wrong:\n  {}",
            reader.wrong.join("\n  ")
        );
        Ok(config)
    }
}

/// The value of a variable, if it is set and not empty.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

struct Reader<F> {
    variable: F,
    wrong: Vec<String>,
}

impl<F: Fn(&str) -> Option<String>> Reader<F> {
    fn text(&mut self, name: &str) -> String {
        (self.variable)(name).unwrap_or_else(|| {
            self.wrong.push(format!("{name}: it is not set"));
            String::new()
        })
    }

    fn list<T: FromStr>(&mut self, name: &str) -> Vec<T>
    where
        T::Err: std::fmt::Display,
    {
        let text = (self.variable)(name).unwrap_or_default();
        let items: Result<Vec<T>, _> =
            text.split(',').filter(|item| !item.is_empty()).map(str::parse).collect();
        items.unwrap_or_else(|error| {
            self.wrong.push(format!("{name}: {error}"));
            Vec::new()
        })
    }

    fn value<T: FromStr>(&mut self, name: &str, default: T) -> T
    where
        T::Err: std::fmt::Display,
    {
        let Some(text) = (self.variable)(name) else { return default };
        text.parse().unwrap_or_else(|error| {
            self.wrong.push(format!("{name}: {error}"));
            default
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_mistakes_are_told_together() {
        let given = |name: &str| match name {
            "RAPPORT_SECRET" => Some("short".to_owned()),
            "RAPPORT_BIND" => Some("nowhere".to_owned()),
            "RAPPORT_JOBS" => Some("maybe".to_owned()),
            "RAPPORT_POOL_SIZE" | "RAPPORT_WORKERS" => Some("0".to_owned()),
            _ => None,
        };
        let error = Config::from(given).unwrap_err().to_string();
        for name in [
            "DATABASE_URL",
            "RAPPORT_SECRET",
            "RAPPORT_BIND",
            "RAPPORT_JOBS",
            "RAPPORT_POOL_SIZE",
            "RAPPORT_WORKERS",
        ] {
            assert!(error.contains(name), "{error}");
        }
    }

    #[test]
    fn the_example_names_every_variable_and_no_other() {
        let example = include_str!("../../../.env.example");
        let lines = example.lines().filter_map(|line| line.trim_start_matches("# ").split_once('='));
        let named: Vec<&str> = lines.map(|(name, _)| name).filter(|name| !name.contains(' ')).collect();
        assert_eq!(named, NAMES);
    }
}
