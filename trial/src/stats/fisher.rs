//! Fisher's exact test of two rates.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::rate::Count;
use super::special::hypergeometric::Urn;
use super::special::stretch::Stretch;

/// Two tables count as equally probable when their probabilities differ by less than this share:
/// more than rounding does, less than any two different tables of a trial's size.
pub(super) const SAME: f64 = 1.0 + 1e-9;

/// Exact probabilities of tables as extreme as the observed one; each between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Fisher {
    /// All tables that are not more probable than the observed one.
    pub two_sided: f64,
    /// Tables with at most as many events in a.
    pub less: f64,
    /// Tables with at least as many events in a.
    pub greater: f64,
}

/// Fisher's exact test: given all margins, the events in a are hypergeometric.
///
/// Everything is 1 when an arm is empty, or when nobody or everybody has the event.
pub fn fisher(a: Count, b: Count) -> Fisher {
    let tables = urn(a, b).distribution();
    let observed = tables.probability(a.x());
    Fisher {
        two_sided: not_more_probable(&tables, observed),
        less: tables.up_to(a.x()).min(1.0),
        greater: tables.from(a.x()).min(1.0),
    }
}

/// The arms as an urn: a's subjects are marked, subjects with the event are drawn.
pub(super) fn urn(a: Count, b: Count) -> Urn {
    Urn { marked: a.n(), plain: b.n(), drawn: a.x() + b.x() }
}

fn not_more_probable(tables: &Stretch, observed: f64) -> f64 {
    let limit = observed * SAME;
    tables.probabilities.iter().filter(|p| **p <= limit).sum::<f64>().min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_without_a_choice_prove_nothing() {
        let count = |x, n| Count::new(x, n).unwrap();
        for (a, b) in [((0, 0), (3, 7)), ((0, 5), (0, 7)), ((5, 5), (7, 7)), ((0, 0), (0, 0))] {
            let got = fisher(count(a.0, a.1), count(b.0, b.1));
            assert_eq!(got, Fisher { two_sided: 1.0, less: 1.0, greater: 1.0 }, "{a:?} {b:?}");
        }
    }
}
