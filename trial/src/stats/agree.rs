//! Agreement with reference values: a file of cases with inputs, expected numbers
//! and tolerances. Reads no file itself; a test and an example hand it the parsed text.

mod anytime;
mod case;
mod counts;
mod design;
mod judgement;
mod looks;
mod times;

use std::fmt;

use serde_json::Value;

use case::{Answer, Case, Unreadable};
use judgement::{expects_no_number, misses};

/// What came out for one case.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The case's name in the file.
    pub id: String,
    /// The statistic it asks for.
    pub family: String,
    /// Whether we agree.
    pub outcome: Outcome,
}

/// Whether a case agrees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Every expected number is met within its tolerance.
    Pass,
    /// A number is not met, or the case cannot be read: one line for each.
    Miss(Vec<String>),
    /// The family is not among ours: neither passed nor missed.
    NotOffered,
}

/// How many cases came out which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// Cases that agree.
    pub passed: u64,
    /// Cases that do not.
    pub missed: u64,
    /// Cases of families that we do not offer.
    pub not_offered: u64,
}

/// What computes the answer to one family's cases.
type Solver = fn(&Case) -> Result<Answer, Unreadable>;

const FAMILIES: &[(&str, Solver)] = &[
    ("av_logrank", anytime::log_rank),
    ("boschloo", counts::boschloo),
    ("chi2_3arm", counts::chi_square),
    ("cs_bernoulli_beta", anytime::rate_sequence),
    ("cs_diff_proportions", anytime::difference_sequence),
    ("events_schoenfeld", design::events),
    ("fisher_exact", counts::fisher),
    ("group_sequential", looks::boundary),
    ("group_sequential_design", looks::design),
    ("kaplan_meier", times::kaplan_meier),
    ("km_median", times::median),
    ("logrank", times::log_rank),
    ("logrank_k", times::log_rank_of_all),
    ("logrank_strata", times::stratified_log_rank),
    ("logrank_stratified", times::stratified_log_rank),
    ("mde_two_prop", design::smallest_difference),
    ("miettinen_nurminen_diff", counts::miettinen_nurminen),
    ("multiplicity", counts::multiplicity),
    ("newcombe_diff", counts::newcombe),
    ("noninferiority_score", counts::noninferiority),
    ("power_exact_fisher", design::exact_power),
    ("power_two_prop", design::power),
    ("risk_ratio", counts::risk_ratio),
    ("rmst", times::restricted_mean),
    ("samplesize_two_prop", design::sample_size),
    ("srm_chi2", counts::ratio_chi_square),
    ("srm_exact", counts::ratio_exact),
    ("srm_sequential", anytime::ratio_alarm),
    ("wilson", counts::wilson),
];

/// Judges every case of a file; `None` when the file holds no list of cases.
pub fn judge(file: &Value) -> Option<Vec<Judged>> {
    let datasets = file.get("datasets").unwrap_or(&Value::Null);
    let cases = file.get("cases")?.as_array()?;
    Some(cases.iter().map(|case| judge_case(case, datasets)).collect())
}

fn judge_case(raw: &Value, datasets: &Value) -> Judged {
    let text = |field: &str| raw.get(field).and_then(Value::as_str).unwrap_or("?").to_owned();
    let (id, family) = (text("id"), text("family"));
    let solver = FAMILIES.iter().find(|(name, _)| *name == family);
    let outcome = match solver.map(|(_, solve)| solve(&Case { raw, datasets })) {
        None => Outcome::NotOffered,
        Some(Err(Unreadable::NoValue)) if expects_no_number(raw) => Outcome::Pass,
        Some(Err(unreadable)) => Outcome::Miss(vec![unreadable.to_string()]),
        Some(Ok(answer)) => {
            let misses = misses(raw, &answer);
            if misses.is_empty() { Outcome::Pass } else { Outcome::Miss(misses) }
        }
    };
    Judged { id, family, outcome }
}

impl Total {
    /// Counts the outcomes.
    pub fn of(judged: &[Judged]) -> Total {
        let mut total = Total::default();
        for case in judged {
            match case.outcome {
                Outcome::Pass => total.passed += 1,
                Outcome::Miss(_) => total.missed += 1,
                Outcome::NotOffered => total.not_offered += 1,
            }
        }
        total
    }
}

impl fmt::Display for Judged {
    /// One line: how it came out, the case, and what was missed.
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let (id, family) = (&self.id, &self.family);
        match &self.outcome {
            Outcome::Pass => write!(to, "pass         {family}: {id}"),
            Outcome::Miss(why) => write!(to, "MISS         {family}: {id}: {}", why.join("; ")),
            Outcome::NotOffered => write!(to, "not offered  {family}: {id}"),
        }
    }
}

impl fmt::Display for Total {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let Total { passed, missed, not_offered } = self;
        let all = passed + missed + not_offered;
        write!(to, "{all} cases: {passed} passed, {missed} missed, {not_offered} not offered")
    }
}
