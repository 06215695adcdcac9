//! Every number that a report shows, as pure functions of counts and times.
//!
//! A rate is a share between 0 and 1, a time is in the unit of its observations, `alpha` is the
//! two-sided error rate (0.05 for 95 % limits). What cannot be computed is `None`, never NaN.
//! Definitions follow `statistics.md`; only `libm` is used below them, so results are the same
//! bits natively and in the browser.

pub mod agree;
pub mod anytime;
pub mod anytime_log_rank;
pub mod boschloo;
pub mod chi_square;
pub mod cohort_log_rank;
pub mod events;
pub mod exact_power;
pub mod fisher;
pub mod gaussian_log_rank;
pub mod kaplan_meier;
pub mod life_table;
pub mod log_rank;
pub mod multiplicity;
pub mod power;
pub mod quantile;
pub mod rate;
pub mod restricted_mean;
pub mod risk_ratio;
pub mod sample_ratio;
pub mod sample_size;
pub mod score;
pub mod sequence;
mod special;
