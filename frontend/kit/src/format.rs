//! Numbers, money and times as people read them, in the language of the screen and the time zone of the user.
//!
//! The browser's `Intl` does the work. What these functions return follows a change of language where it is called
//! in a reactive place.

mod amount;
mod intl;
mod local;
mod time;

pub use self::amount::{currency_symbol, decimal, file_size, money, money_compact, number, percent, plain};
pub use self::local::{from_local_input, to_local_input};
pub use self::time::{
    RelativeDay, clock, day, day_full, day_long, day_of, instant, instant_long, month, month_short, now,
    relative, relative_day, set_time_zone, time_zone, today,
};
