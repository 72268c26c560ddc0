//! The folder that the server hands files out from.
//!
//! Files know each other by plain names, such as `/assets/app.css`. Here they get names that tell what is in them, so
//! that browsers may keep them for ever, and every file that is added says those instead.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::step;

/// How files name each other.
const PREFIX: &str = "/assets/";
/// In the page: where scripts are named that are loaded later.
const LATER: &str = "<!-- Scripts that are loaded later. -->";
/// In the page: what stands for the build's id.
const BUILD: &str = "%build%";

/// The folder while it is filled.
pub(super) struct Dist {
    folder: PathBuf,
    names: BTreeMap<String, String>,
}

/// A finished folder.
pub(super) struct Build {
    /// The page and its assets.
    pub(super) files: Vec<PathBuf>,
    /// Those that a browser loads before anything can be seen.
    pub(super) first: BTreeSet<PathBuf>,
    /// What tells this build from all others.
    pub(super) id: String,
}

impl Dist {
    /// The folder, created if need be.
    pub(super) fn at(folder: &Path) -> Result<Self> {
        let assets = folder.join("assets");
        fs::create_dir_all(&assets).with_context(|| format!("cannot create {}", assets.display()))?;
        Ok(Self { folder: folder.to_owned(), names: BTreeMap::new() })
    }

    /// Adds a file under the name by which the others know it.
    pub(super) fn add(&mut self, name: &str, content: Vec<u8>) -> Result<()> {
        let (stem, ending) = name.rsplit_once('.').context("an asset's name has an ending")?;
        let full = format!("{stem}.{}.{ending}", step::short_fingerprint(&content));
        let path = self.asset(&full);
        if !path.exists() {
            fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))?;
        }
        self.names.insert(name.to_owned(), full);
        Ok(())
    }

    /// The same for a text that names files which were added before.
    pub(super) fn add_text(&mut self, name: &str, text: &str) -> Result<()> {
        let (text, _) = named(text, &self.names).with_context(|| format!("in {name}"))?;
        self.add(name, text.into_bytes())
    }

    /// Writes the page, which names these scripts for later, and removes the files of earlier builds.
    pub(super) fn finish(self, page: &str, later: &[String]) -> Result<Build> {
        let (page, first) = named(page, &self.names).context("in index.html")?;
        let metas = later.iter().map(|name| {
            let path = &self.names[&format!("{name}.js")];
            format!("<meta name=\"asset:{name}\" content=\"{PREFIX}{path}\">")
        });
        let page = page.replace(LATER, &metas.collect::<Vec<_>>().join("\n    "));
        let id = step::short_fingerprint(page.as_bytes());
        let (path, page) = (self.folder.join("index.html"), page.replace(BUILD, &id));
        if step::write_if_new(&path, &page)? {
            for packed in ["br", "gz"] {
                // Absent where the build before was not packed.
                let _absent = fs::remove_file(self.folder.join(format!("index.html.{packed}")));
            }
        }
        self.remove_others()?;
        let mut files = vec![path.clone()];
        files.extend(self.names.values().map(|name| self.asset(name)));
        let first = first.iter().map(|name| self.asset(name)).chain([path]).collect();
        Ok(Build { files, first, id })
    }

    fn asset(&self, name: &str) -> PathBuf {
        self.folder.join("assets").join(name)
    }

    fn remove_others(&self) -> Result<()> {
        let kept: BTreeSet<&str> = self.names.values().map(String::as_str).collect();
        for file in step::files_in(&self.folder.join("assets"))? {
            let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let plain = name.strip_suffix(".br").or_else(|| name.strip_suffix(".gz")).unwrap_or(name);
            if !kept.contains(plain) {
                fs::remove_file(file)?;
            }
        }
        Ok(())
    }
}

/// The text with full names in it, and which. Fails at the name of a file that was not added.
fn named(text: &str, names: &BTreeMap<String, String>) -> Result<(String, BTreeSet<String>)> {
    let mut parts = text.split(PREFIX);
    let mut result = parts.next().unwrap_or_default().to_owned();
    let mut used = BTreeSet::new();
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_alphanumeric() && !".-_".contains(c)).unwrap_or(part.len());
        let (name, rest) = part.split_at(end);
        let Some(full) = names.get(name) else { bail!("{PREFIX}{name} is not built") };
        result.extend([PREFIX, full, rest]);
        used.insert(full.clone());
    }
    Ok((result, used))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_name_each_other_by_what_is_in_them() {
        let names = BTreeMap::from([("a.css".to_owned(), "a.1.css".to_owned())]);
        let (text, used) = named("<link href=\"/assets/a.css\"> url(/assets/a.css)", &names).unwrap();
        assert_eq!(text, "<link href=\"/assets/a.1.css\"> url(/assets/a.1.css)");
        assert_eq!(used, BTreeSet::from(["a.1.css".to_owned()]));
        assert!(named("/assets/b.css", &names).is_err());
    }
}
