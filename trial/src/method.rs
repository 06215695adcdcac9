//! Methods by which the numbers of a report are computed: an id beside each number, and the words
//! that the panel "how is this computed" shows for it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How a number is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Wilson's interval of a rate.
    Wilson,
    /// Newcombe's interval of a difference.
    Newcombe,
    /// Miettinen and Nurminen's interval of a difference.
    MiettinenNurminen,
    /// Katz's interval of a ratio.
    Katz,
    /// Fisher's exact test.
    Fisher,
    /// Boschloo's exact test.
    Boschloo,
    /// Pearson's chi-square.
    ChiSquare,
    /// The worst and the best bound of a rate.
    Bounds,
    /// The Kaplan–Meier curve with its pointwise band.
    KaplanMeier,
    /// The median of a curve with its limits.
    Median,
    /// The restricted mean of a curve.
    RestrictedMean,
    /// The confidence sequence of a difference.
    Sequence,
    /// The log-rank test that may be watched.
    AnytimeLogRank,
    /// Which counts of a breakdown are not shown.
    Suppression,
    /// Whether a guardrail is kept.
    Guardrail,
    /// The watched check of the arms' shares.
    SampleRatio,
    /// Holm's adjustment.
    Holm,
    /// Benjamini and Hochberg's adjustment.
    BenjaminiHochberg,
    /// The sizes of the planner.
    Planner,
    /// The looks that the verdict rests on.
    Looks,
}

/// What the panel shows about a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Its name.
    pub name: &'static str,
    /// What it does and how to read it, in a sentence or two.
    pub sentence: &'static str,
    /// Where it was published.
    pub source: &'static str,
}

const fn told(name: &'static str, sentence: &'static str, source: &'static str) -> Explanation {
    Explanation { name, sentence, source }
}

impl Method {
    /// Every method.
    pub fn all() -> impl Iterator<Item = Method> {
        TEXTS.iter().map(|(method, _)| *method)
    }

    /// The words of the panel.
    pub fn explain(self) -> Explanation {
        let text = TEXTS.iter().find(|(method, _)| *method == self);
        text.map_or(told("", "", ""), |(_, text)| *text)
    }
}

/// What the panel shows about each method.
const TEXTS: [(Method, Explanation); 20] = [
    (
        Method::Wilson,
        told(
            "Wilson interval",
            "The rates that would make the observed count unsurprising, 95 %. It stays within \
                 0 and 100 % and holds for small counts; it is for a single look.",
            "Wilson 1927",
        ),
    ),
    (
        Method::Bounds,
        told(
            "Worst and best bound",
            "The rate if none, and if all, of the subjects without an answer were clean. \
                 Leaving them out would reward a text that strands people in the garden.",
            "Manski 1990",
        ),
    ),
    (
        Method::Newcombe,
        told(
            "Newcombe interval",
            "The difference of two rates with limits made from the Wilson limits of both, \
                 95 %. For a single look: who looks every day is fooled more often.",
            "Newcombe 1998, method 10",
        ),
    ),
    (
        Method::MiettinenNurminen,
        told(
            "Score interval",
            "Every difference that the score test does not refuse, at the error rate of the \
                 planned look. Used once, at the planned look.",
            "Miettinen & Nurminen 1985",
        ),
    ),
    (
        Method::Katz,
        told(
            "Risk ratio",
            "One rate over the other, with limits that are symmetric in the logarithm. The \
                 difference comes first: a ratio hides how many subjects it is about.",
            "Katz et al. 1978",
        ),
    ),
    (
        Method::Sequence,
        told(
            "Limits that hold while you watch",
            "A bet against each possible difference, settled day by day for subjects whose \
                 days are over, as they were known then. The limits hold at all times at once, \
                 so looking every day fools nobody; they are wider for it.",
            "Robbins 1970; Howard et al. 2021",
        ),
    ),
    (
        Method::AnytimeLogRank,
        told(
            "Log-rank test that may be watched",
            "On each closed day, subjects who entered on the same day are compared by who \
                 became clean, and a bet against equal speed is settled. A day that is closed \
                 stays as it was.",
            "ter Schure et al. 2024",
        ),
    ),
    (
        Method::Fisher,
        told(
            "Fisher's exact test",
            "The chance, if the arms were equal, of counts at least as improbable as these, \
                 given all totals. It is never too small, and often too large.",
            "Fisher 1935",
        ),
    ),
    (
        Method::Boschloo,
        told(
            "Boschloo's exact test",
            "Fisher's p-value as the yardstick, and the worst case over the unknown common \
                 rate as the chance: exact, and more powerful than Fisher's own test.",
            "Boschloo 1970",
        ),
    ),
    (
        Method::ChiSquare,
        told(
            "Chi-square test",
            "How far the counts are from what equal shares would give, measured against \
                 chance. For large counts.",
            "Pearson 1900",
        ),
    ),
    (
        Method::KaplanMeier,
        told(
            "Curve of confirmed cleanup",
            "The share confirmed clean by each day. Subjects who are still followed count \
                 until the last complete day and not beyond; the band is pointwise, 95 %.",
            "Kaplan & Meier 1958",
        ),
    ),
    (
        Method::Median,
        told(
            "Median time",
            "The first day by which half are confirmed clean, with the days on which the band \
                 crosses one half as limits.",
            "Brookmeyer & Crowley 1982",
        ),
    ),
    (
        Method::RestrictedMean,
        told(
            "Restricted mean time",
            "Days not yet confirmed clean, on average, within the horizon and quiet time: the \
                 area above the curve. The difference is in days, 95 %, single look.",
            "Klein & Moeschberger 2003, 4.4",
        ),
    ),
    (
        Method::Holm,
        told(
            "Holm's adjustment",
            "The p-values of the metrics that the plan names, raised so that the chance of any \
                 false claim among them stays at 5 %.",
            "Holm 1979",
        ),
    ),
    (
        Method::BenjaminiHochberg,
        told(
            "Benjamini and Hochberg's adjustment",
            "The p-values of exploratory rows, raised so that of the rows that stand out about \
                 one in twenty is chance. A hint where to look, never a result.",
            "Benjamini & Hochberg 1995",
        ),
    ),
    (
        Method::Suppression,
        told(
            "Small counts",
            "A kind of subject with a count below the plan's smallest is not shown in any arm. As the \
                 arms' totals are known, the next smallest kind goes with it until no small count \
                 can be worked out.",
            "complementary suppression, Cox 1980",
        ),
    ),
    (
        Method::Guardrail,
        told(
            "Guardrails",
            "Kept when the limits that hold while you watch all stay within the margin, breached \
                 when they are all beyond it, worse when they are all on the wrong side of no \
                 difference. Each is watched at 5 %.",
            "by the sequences of Howard et al. 2021",
        ),
    ),
    (
        Method::SampleRatio,
        told(
            "Arms as planned",
            "A bet against the declared weights that may be watched: a small p says that \
                 subjects get lost in one arm, and then no other number can be trusted.",
            "Lindon & Malek 2022; Fabijan et al. 2019",
        ),
    ),
    (
        Method::Planner,
        told(
            "Sizes",
            "Subjects for the smallest difference worth having at the wanted power: once for \
                 the planned look, once for the limits that hold while you watch.",
            "Fleiss 1980; Kelly 1956",
        ),
    ),
    (
        Method::Looks,
        told(
            "Looks",
            "At the end of a day everyone who is mature is counted, with the outcome known then, and \
             the score statistic z is held against a boundary that spends the error rate of 0.05 \
             over all looks. Limits are the differences that the same boundary does not refuse.",
            "Lan & DeMets 1983; O'Brien & Fleming 1979; Jennison & Turnbull 2000",
        ),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_method_is_told_once_and_with_its_source() {
        let mut names: Vec<&str> = Method::all().map(|method| method.explain().name).collect();
        for method in Method::all() {
            let told = method.explain();
            assert!(told.sentence.ends_with('.') && !told.source.is_empty(), "{method:?}");
        }
        // The last of the enumeration: all before it have numbers of their own.
        let n_methods = Method::Looks as usize + 1;
        assert_eq!(Method::all().count(), n_methods);
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), n_methods);
    }
}
