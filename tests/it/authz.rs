//! Who may do what, over the whole of the live API.

mod matrix;
mod reach;
mod replay;
mod sight;
