//! The product's server as a child of ours.

use std::fs::File;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, ToSocketAddrs};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::cluster::Cluster;
use crate::{http, process, workspace};

/// How long the server may take to be ready.
const START: Duration = Duration::from_secs(60);
/// How long it may take to finish the requests in hand: more than it allows itself.
const DRAIN: Duration = Duration::from_secs(40);

/// What the product's subcommands read from their environment.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) database_url: String,
    pub(crate) secret: String,
    pub(crate) address: SocketAddr,
    /// How long it goes on when it is asked to stop; nobody waits for a load balancer here.
    pub(crate) drain_seconds: u8,
}

/// A running server; dropping it stops it.
pub(crate) struct Server {
    child: Child,
    address: SocketAddr,
}

impl Settings {
    /// Those of a server of its own: a new database, a free address, nobody to wait for when it stops.
    pub(crate) fn on_new_database(cluster: &Cluster, name: &str) -> Result<Self> {
        Ok(Self {
            database_url: cluster.create_database(name)?,
            secret: workspace::random_hex(32)?,
            address: free_address()?,
            drain_seconds: 0,
        })
    }

    /// Puts the settings into a command's environment.
    pub(crate) fn give(&self, command: &mut Command) {
        command
            .env("DATABASE_URL", &self.database_url)
            .env("RAPPORT_SECRET", &self.secret)
            .env("RAPPORT_BIND", self.address.to_string())
            .env("RAPPORT_DRAIN_SECONDS", self.drain_seconds.to_string());
    }

    /// Runs one of the product's subcommands to its end.
    pub(crate) fn run(&self, binary: &Path, arguments: &[&str]) -> Result<()> {
        let mut command = Command::new(binary);
        command.args(arguments);
        self.give(&mut command);
        process::run(&mut command)
    }
}

impl Server {
    /// Starts `rapport serve` with these settings; `tune` may change the command before.
    pub(crate) fn start(binary: &Path, settings: &Settings, tune: impl FnOnce(&mut Command)) -> Result<Self> {
        Self::start_as("serve", binary, settings, tune)
    }

    /// The same for another of the product's subcommands that run until they are stopped.
    pub(crate) fn start_as(
        subcommand: &str,
        binary: &Path,
        settings: &Settings,
        tune: impl FnOnce(&mut Command),
    ) -> Result<Self> {
        let mut command = process::bound_to_us(binary, "TERM");
        command.arg(subcommand);
        settings.give(&mut command);
        tune(&mut command);
        // Its own process group: Ctrl-C in the terminal reaches only us, who then stop it.
        let child =
            command.process_group(0).stdin(Stdio::null()).spawn().context("the server cannot be started")?;
        Ok(Self { child, address: reachable(settings.address) })
    }

    /// Migrates the database, fills it with the demo company and starts the server, whose log goes to a file.
    pub(crate) fn start_with_demo_data(binary: &Path, settings: &Settings, log: &str) -> Result<Self> {
        settings.run(binary, &["migrate"])?;
        settings.run(binary, &["seed", "--scale", "demo", "--if-empty"])?;
        let log = File::create(Self::log_file(log)?)?;
        let errors = log.try_clone()?;
        let mut server = Self::start(binary, settings, |command| {
            command.stdout(log).stderr(errors);
        })?;
        server.wait_ready()?;
        Ok(server)
    }

    /// Where the log of this name is.
    pub(crate) fn log_file(name: &str) -> Result<PathBuf> {
        Ok(workspace::tools()?.join(format!("{name}-server.log")))
    }

    /// Waits until `/readyz` answers 200.
    pub(crate) fn wait_ready(&mut self) -> Result<()> {
        let deadline = Instant::now() + START;
        loop {
            process::check_signals()?;
            self.check_alive()?;
            let answer = http::get(self.address, "/readyz");
            if answer.as_ref().is_ok_and(|it| it.status == 200) {
                return Ok(());
            }
            if Instant::now() > deadline {
                let last =
                    answer.map_or_else(|error| error.to_string(), |it| format!("{} {}", it.status, it.body));
                bail!("the server was not ready in {} s; /readyz: {last}", START.as_secs());
            }
            std::thread::sleep(process::TICK);
        }
    }

    /// Fails once the server has ended by itself.
    pub(crate) fn check_alive(&mut self) -> Result<()> {
        match self.child.try_wait()? {
            Some(status) => bail!("the server ended by itself ({status})"),
            None => Ok(()),
        }
    }

    /// Ends the server at once, as a power cut would.
    pub(crate) fn kill(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Asks the server to end, and says when.
    pub(crate) fn ask_to_stop(&self) -> Result<Instant> {
        process::ask_to_end(&self.child)?;
        Ok(Instant::now())
    }

    /// Asks the server to end; how it ended, and after how long.
    pub(crate) fn stop(mut self) -> Result<(ExitStatus, Duration)> {
        let asked = Instant::now();
        process::stop(&mut self.child, DRAIN)?;
        Ok((self.child.wait()?, asked.elapsed()))
    }

    /// The server's process id.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Where it can be reached from this machine.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Err(error) = process::stop(&mut self.child, DRAIN) {
            eprintln!("warning: the server (process {}) may still run: {error}", self.child.id());
        }
    }
}

/// The address that `host:port` means. Fails unless it names a port.
pub(crate) fn parse_address(bind: &str) -> Result<SocketAddr> {
    let address = bind.to_socket_addrs().ok().and_then(|mut found| found.next());
    match address {
        Some(address) if address.port() != 0 => Ok(address),
        _ => bail!("RAPPORT_BIND must be host:port, such as 127.0.0.1:8080, not {bind:?}"),
    }
}

/// Fails with one sentence if the server could not listen there.
pub(crate) fn check_free(address: SocketAddr) -> Result<()> {
    let Err(error) = TcpListener::bind(address) else { return Ok(()) };
    if error.kind() != std::io::ErrorKind::AddrInUse {
        bail!("the server cannot listen on {address}: {error}");
    }
    let other = SocketAddr::new(address.ip(), address.port().wrapping_add(1));
    bail!(
        "port {} is taken by another program: end that, or choose another port, such as RAPPORT_BIND={other}",
        address.port()
    )
}

/// A free address on the loopback interface, below the ports that clients are given: a client that calls a server
/// which is away could else be given the server's own port, and would speak to itself.
pub(crate) fn free_address() -> Result<SocketAddr> {
    for _ in 0..100 {
        let random = u16::from_str_radix(&workspace::random_hex(2)?, 16)?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 10_000 + random % 20_000));
        if TcpListener::bind(address).is_ok() {
            return Ok(address);
        }
    }
    bail!("there is no free port on {}", Ipv4Addr::LOCALHOST)
}

/// `0.0.0.0` is an address to listen on, not to call.
fn reachable(mut address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    address
}
