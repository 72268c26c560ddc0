//! What of the program is no command: the tests load the demo data as `rapport seed` does.

pub mod load;
