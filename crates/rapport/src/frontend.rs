//! The application in the browser, within the program; in a debug build read from the disk, so that it can be worked
//! on while the program runs.

use api::Site;
use rust_embed::Embed;

/// What `xtask web` made. The program can be built without.
#[derive(Embed)]
#[folder = "../../frontend/dist"]
#[allow_missing = true]
struct Files;

/// The files for the server.
pub(crate) fn site() -> Site {
    Site::new(|path| Files::get(path).map(|file| file.data))
}
