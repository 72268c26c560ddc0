//! The frame around the screens.

pub(crate) mod address;
mod bell;
mod notices;
mod overlays;
mod palette;
mod shell;
mod shortcuts;
mod sidebar;
mod topbar;
pub(crate) mod viewport;

pub(crate) use overlays::Overlays;
pub(crate) use shell::Shell;
