//! Every number that a report shows, as pure functions of counts and times.
//!
//! A rate is a share between 0 and 1, a time is in the unit of its observations, `alpha` is the
//! two-sided error rate (0.05 for 95 % limits). What cannot be computed is `None`, never NaN.
//! Definitions follow `statistics.md`; only `libm` is used below them, so results are the same
//! bits natively and in the browser.

pub mod kaplan_meier;
pub mod life_table;
pub mod rate;
mod special;
