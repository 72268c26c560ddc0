//! What the documents say of the code is so, and the code keeps to its own rules of form.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use wire::{FieldCode, ProblemCode};

/// The clone's folder.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Every file of the project whose name ends so; what tools put into the clone is left out.
fn files(endings: &[&str]) -> Vec<PathBuf> {
    fn gather(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                if !matches!(name.as_str(), ".git" | "target" | "node_modules") {
                    gather(&path, endings, found);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    gather(root(), endings, &mut found);
    found.sort();
    assert!(!found.is_empty());
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The path as people write it.
fn name(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned()
}

/// Fails with all that is wrong.
fn none_wrong(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn source_files_are_short_and_say_what_they_are_for() {
    let mut wrong = Vec::new();
    for path in files(&[".rs"]) {
        let (name, text) = (name(&path), read(&path));
        // diesel writes it.
        if name.ends_with("persistence/src/schema.rs") {
            continue;
        }
        let lines = text.lines().count();
        if lines > 500 {
            wrong.push(format!("{name} has {lines} lines"));
        }
        if !text.starts_with("//! ") {
            wrong.push(format!("{name} does not begin with what it is for"));
        }
        let stem = path.file_stem().unwrap().to_str().unwrap();
        if ["utils", "util", "helpers", "helper", "common", "manager", "misc", "mod"].contains(&stem) {
            wrong.push(format!("{name} is named after nothing in the field"));
        }
    }
    none_wrong(wrong);
}

/// Where each of these words stands in the sources of the application in the browser, except in `but`.
fn in_the_browser(endings: &[&str], words: &[&str], but: &str) -> Vec<String> {
    let sources = files(endings).into_iter().filter(|path| {
        let name = name(path);
        name.starts_with("frontend/") && !name.starts_with("frontend/dist") && !name.ends_with(but)
    });
    let mut found = Vec::new();
    for path in sources {
        for (number, line) in (1..).zip(read(&path).lines()) {
            if words.iter().any(|word| line.contains(word)) {
                found.push(format!("{}:{number}: {}", name(&path), line.trim()));
            }
        }
    }
    found
}

#[test]
fn the_application_fetches_in_one_place() {
    none_wrong(in_the_browser(&[".rs"], &["gloo_net", "fetch_with"], "src/api/client.rs"));
    // The one way to tell how much of a file has been sent.
    none_wrong(in_the_browser(&[".rs"], &["XmlHttpRequest"], "src/api/upload.rs"));
}

#[test]
fn no_text_becomes_markup() {
    none_wrong(in_the_browser(&[".rs"], &["inner_html", "insert_adjacent_html", "outer_html"], "-"));
}

#[test]
fn tokens_stay_in_memory() {
    let session = read(&root().join("frontend/src/api/session.rs"));
    assert!(!session.contains("storage"), "the session keeps nothing in the browser");
    none_wrong(in_the_browser(
        &[".rs", ".js"],
        &["sessionStorage", "session_storage", "document.cookie"],
        "-",
    ));
}

#[test]
fn colours_stand_in_one_style_sheet() {
    let words = ["oklch(", "rgb(", "hsl(", ": #", " #fff", " #000"];
    none_wrong(in_the_browser(&[".css"], &words, "styles/tokens.css"));
}

#[test]
fn nothing_is_left_to_be_done() {
    let words = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X"), concat!("todo", "!(")];
    let mut wrong = Vec::new();
    for path in files(&[".rs", ".sql", ".toml", "Makefile"]) {
        for (number, line) in (1..).zip(read(&path).lines()) {
            if words.iter().any(|word| line.contains(word)) {
                wrong.push(format!("{}:{number}: {}", name(&path), line.trim()));
            }
        }
    }
    none_wrong(wrong);
}

/// Links of a Markdown text to files, with the lines they stand in.
fn links(text: &str) -> Vec<&str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let own = targets.filter(|target| !target.contains("://") && !target.starts_with("mailto:"));
    own.map(|target| target.split('#').next().unwrap_or_default())
        .filter(|target| !target.is_empty())
        .collect()
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut wrong = Vec::new();
    for path in files(&[".md"]) {
        let text = read(&path);
        let broken = links(&text).into_iter().filter(|link| !path.parent().unwrap().join(link).exists());
        wrong.extend(broken.map(|link| format!("{}: {link}", name(&path))));
    }
    none_wrong(wrong);
}

/// What stands in backticks, with what stands between it and the next.
fn quoted(text: &str) -> Vec<(&str, &str)> {
    let parts: Vec<&str> = text.split('`').collect();
    (1..parts.len())
        .step_by(2)
        .map(|at| (parts[at], parts.get(at + 1).copied().unwrap_or_default()))
        .collect()
}

/// True if what is quoted is meant as a path of a file or folder.
fn is_path(quoted: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./…".contains(c);
    let endings = [".rs", ".toml", ".md", ".json", ".sql", ".yaml", ".txt", ".ini", ".example"];
    let named = quoted.ends_with('/') || endings.iter().any(|ending| quoted.ends_with(ending));
    quoted.chars().all(plain)
        && !quoted.starts_with(['/', '.'])
        && (named || quoted.starts_with("migrations/"))
}

/// True if some file or folder of the project has this path, or ends with it; `…` stands for anything.
fn exists(written: &str, all: &[String]) -> bool {
    let wanted = written.trim_end_matches('/');
    if let Some((start, end)) = wanted.split_once('…') {
        return all
            .iter()
            .any(|path| path.starts_with(start) && path.split('/').any(|part| part.ends_with(end)));
    }
    let inside = format!("{wanted}/");
    all.iter().any(|path| {
        path == wanted
            || path.ends_with(&format!("/{wanted}"))
            || path.starts_with(&inside)
            || path.contains(&format!("/{inside}"))
    })
}

#[test]
fn files_that_documents_name_exist() {
    let all: Vec<String> = files(&[""]).iter().map(|path| name(path)).collect();
    // Made-up names that tell how files are called.
    let examples = ["foo.rs", "foo/", "foo/mod.rs", "metadata.toml"];
    let mut wrong = Vec::new();
    for document in ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "migrations/README.md"] {
        let text = read(&root().join(document));
        let paths = quoted(&text).into_iter().map(|(path, _)| path).filter(|path| is_path(path));
        let missing =
            paths.filter(|path| !path.contains('<') && !examples.contains(path) && !exists(path, &all));
        wrong.extend(missing.map(|path| format!("{document} names {path}")));
    }
    none_wrong(wrong);
}

/// The invariants of ARCHITECTURE.md: number, and what stands in italics, which names their enforcers.
fn invariants(text: &str) -> Vec<(&str, String)> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("- **I")?.split_once("** "));
    let italics = |rest: &str| {
        let parts: Vec<&str> = rest.split('*').collect();
        (1..parts.len()).step_by(2).map(|at| parts[at]).collect::<Vec<_>>().join(" ")
    };
    lines.map(|(number, rest)| (number, italics(rest))).collect()
}

#[test]
fn what_enforces_an_invariant_exists() {
    let all: Vec<String> = files(&[""]).iter().map(|path| name(path)).collect();
    let sources = files(&[".rs", ".sql", ".toml", "Makefile"]);
    let sources: Vec<String> =
        sources.iter().filter(|path| !path.ends_with("tidy.rs")).map(|path| read(path)).collect();
    let architecture = read(&root().join("ARCHITECTURE.md"));
    let invariants = invariants(&architecture);
    let numbers: Vec<String> = invariants.iter().map(|(number, _)| (*number).to_owned()).collect();
    let expected: Vec<String> = (1..=invariants.len()).map(|number| number.to_string()).collect();
    assert_eq!(numbers, expected, "invariants are numbered in order");
    let mut wrong = Vec::new();
    for (number, enforcers) in &invariants {
        let quoted = quoted(enforcers);
        if quoted.is_empty() {
            wrong.push(format!("I{number} names nothing that enforces it"));
        }
        for (at, (term, after)) in quoted.iter().enumerate() {
            let place = (*after == " in ").then(|| quoted.get(at + 1)).flatten().map(|(place, _)| *place);
            let known = if is_path(term) {
                exists(term, &all)
            } else if let Some(place) = place {
                let is_name = term.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
                let words =
                    if is_name { format!("fn {term}(") } else { term.trim_end_matches(']').to_owned() };
                exists(place, &all) && read(&root().join(place)).contains(&words)
            } else {
                let words = term.split(|c: char| !c.is_ascii_alphanumeric() && !"_-".contains(c));
                words
                    .filter(|word| !word.is_empty())
                    .all(|word| sources.iter().any(|text| text.contains(word)))
            };
            if !known {
                wrong.push(format!("I{number} names `{term}`, which is not there"));
            }
        }
    }
    none_wrong(wrong);
}

/// First cells of the rows below a heading, without backticks, each with the second cell.
fn table<'a>(text: &'a str, heading: &str) -> BTreeSet<(&'a str, &'a str)> {
    let section = text.split(heading).nth(1).unwrap_or_else(|| panic!("there is {heading}"));
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    rows.map(|(code, rest)| (code, rest.split(" |").next().unwrap_or_default())).collect()
}

#[test]
fn every_code_of_a_problem_is_explained_and_no_other() {
    let text = read(&root().join("docs/errors.md"));
    let explained = table(&text, "## Codes of problems");
    let explained: BTreeSet<(String, String)> =
        explained.into_iter().map(|(code, status)| (code.to_owned(), status.to_owned())).collect();
    let codes = ProblemCode::ALL.iter().map(|code| (code.as_str().to_owned(), code.status().to_string()));
    assert_eq!(explained, codes.collect());
    let explained: BTreeSet<&str> =
        table(&text, "## Codes of fields").into_iter().map(|(code, _)| code).collect();
    assert_eq!(explained, FieldCode::ALL.iter().map(|code| code.as_str()).collect());
}
