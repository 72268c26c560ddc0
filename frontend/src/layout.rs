//! The frame around the screens.

pub(crate) mod address;
mod palette;
mod shell;
mod shortcuts;
mod sidebar;
mod topbar;
pub(crate) mod viewport;

pub(crate) use shell::Shell;
