//! Every number that a report shows, as pure functions of counts and times.
//!
//! A rate is a share between 0 and 1, a time is in the unit of its observations, `alpha` is the
//! two-sided error rate (0.05 for 95 % limits). What cannot be computed is `None`, never NaN.
//! Definitions follow `docs/statistics.md`; only `libm` is used below them, so results are the same
//! bits natively and in the browser.

// Counts: rates, their differences, and tests of them.
pub mod boschloo;
pub mod chi_square;
pub mod fisher;
pub mod multiplicity;
pub mod rate;
pub mod risk_ratio;
pub mod score;

// Times: curves and what is read off them.
pub mod kaplan_meier;
pub mod life_table;
pub mod log_rank;
pub mod quantile;
pub mod restricted_mean;

// What holds under looking.
pub mod anytime;
pub mod anytime_log_rank;
pub mod cohort_log_rank;
pub mod gaussian_log_rank;
pub mod group_sequential;
pub mod sample_ratio;
pub mod sequence;

// Planning.
pub mod events;
pub mod exact_power;
pub mod power;
pub mod sample_size;
pub mod watching;

// What all of them stand on, and what they are held against.
pub mod agree;
pub(crate) mod special;
