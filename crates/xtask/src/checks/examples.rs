//! The examples of the documents, run as a reader would run them: all in one shell, against a server with demo data.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::report::Outcome;
use crate::cluster::Cluster;
use crate::server::{Server, Settings};
use crate::{process, workspace};

/// In the order of reading: the second goes on where the first ends.
const DOCUMENTS: [&str; 2] = ["docs/api-guide.md", "docs/import-walkthrough.md"];
const OPENING: &str = "```sh";
const CLOSING: &str = "```";
/// Names the block that was at work when the shell ended before its time.
const TELL: &str = "trap '[ $? = 0 ] || echo \"error: the example at $EXAMPLE fails\" >&2' EXIT\n";

/// Fails, naming document and line, at the first block that fails.
pub(super) fn check(cluster: &Cluster, binary: &Path) -> Result<Outcome> {
    let script = script()?;
    let settings = Settings::on_new_database(cluster, "examples")?;
    let mut server = Server::start_with_demo_data(binary, &settings, "examples")?;
    let mut bash = Command::new("bash");
    bash.args(["-euo", "pipefail", "-c", &script]).current_dir(workspace::root());
    settings.give(&mut bash);
    bash.env("RAPPORT", format!("http://{}", server.address()));
    bash.env("PATH", path_with(binary)?);
    let log = workspace::tools()?.join("examples.log");
    bash.stdout(fs::File::create(&log)?);
    process::run(&mut bash).with_context(|| format!("what the examples printed is in {}", log.display()))?;
    server.check_alive()?;
    Ok(Outcome::Passed)
}

/// Every block of every document.
fn script() -> Result<String> {
    let mut script = TELL.to_owned();
    for document in DOCUMENTS {
        let text = fs::read_to_string(workspace::root().join(document))
            .with_context(|| format!("cannot read {document}"))?;
        let blocks = blocks(&text);
        if blocks.is_empty() {
            bail!("{document} has no example");
        }
        for (line, block) in blocks {
            script += &format!("EXAMPLE={document}:{line}\necho \"-- $EXAMPLE\"\n{block}");
        }
    }
    Ok(script)
}

/// The blocks of a document, each with the number of its first line.
fn blocks(text: &str) -> Vec<(usize, String)> {
    let mut blocks = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        if line == OPENING {
            let inside = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != CLOSING);
            blocks.push((index + 2, inside.flat_map(|line| [line, "\n"]).collect()));
        }
    }
    blocks
}

/// `PATH`, with the folder of the product's binary before all others.
fn path_with(binary: &Path) -> Result<std::ffi::OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let own = binary.parent().map(Path::to_path_buf);
    Ok(std::env::join_paths(own.into_iter().chain(std::env::split_paths(&path)))?)
}

#[cfg(test)]
mod tests {
    use super::blocks;

    #[test]
    fn only_blocks_of_shell_are_examples() {
        let text = "Text\n```sh\na\nb\n```\n```csv\nc\n```\n\n```sh\nd\n```\n";
        assert_eq!(blocks(text), [(3, "a\nb\n".to_owned()), (11, "d\n".to_owned())]);
    }
}
