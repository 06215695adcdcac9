//! Differences of two plans, field by field, in the words of the form. Plain data and one table.

use leptos::prelude::*;
use trial::PlanDraft;

use crate::page::WideTable;
use crate::trials::facts::facts;

/// A field in which two plans differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The field as the form names it.
    pub field: String,
    /// What the other plan says there.
    pub theirs: String,
    /// What the author's plan says there.
    pub mine: String,
}

/// Every field in which two plans differ, in the order of the form. Arms are compared by their
/// place.
pub fn differences(theirs: &PlanDraft, mine: &PlanDraft) -> Vec<Difference> {
    let n_arms = theirs.arms.len().max(mine.arms.len());
    facts(theirs, n_arms)
        .into_iter()
        .zip(facts(mine, n_arms))
        .filter(|(theirs, mine)| theirs.1 != mine.1)
        .map(|((field, theirs), (_, mine))| Difference { field, theirs, mine })
        .collect()
}

/// The fields that differ, theirs beside mine.
#[component]
pub fn DifferenceTable(
    /// The fields.
    differences: Vec<Difference>,
) -> impl IntoView {
    let row = |difference: Difference| {
        view! {
            <tr>
                <th scope="row">{difference.field}</th>
                <td>{difference.theirs}</td>
                <td>{difference.mine}</td>
            </tr>
        }
    };
    view! {
        <WideTable label="Where the plans differ">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Field"</th>
                        <th scope="col">"Theirs"</th>
                        <th scope="col">"Mine"</th>
                    </tr>
                </thead>
                <tbody>{differences.into_iter().map(row).collect_view()}</tbody>
            </table>
        </WideTable>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trials::plan_draft::{another_arm, empty};
    use trial::metric::Metric;
    use trial::plan::{ArmDraft, Design, Guardrail, Looking, Primary, SourcesDraft, Strata};

    #[test]
    fn equal_plans_do_not_differ() {
        assert_eq!(differences(&empty(), &empty()), []);
    }

    #[test]
    fn every_field_of_a_plan_is_compared() {
        let mine = PlanDraft {
            title: "t".to_owned(),
            hypothesis: "h".to_owned(),
            message: "m".to_owned(),
            locale: "nl".to_owned(),
            arms: vec![],
            control: "c".to_owned(),
            horizon_days: 1,
            quiet_days: 1,
            burden_days: 1,
            required_feeds: vec![],
            sources: SourcesDraft { contacts: Some("desk".to_owned()), ..SourcesDraft::default() },
            looks: Some(Looking::Daily),
            may_differ: vec!["steps".to_owned()],
            primary: Primary { margin: Some(0.05), ..Primary::default() },
            guardrails: vec![Guardrail { metric: Metric::CleanByHorizon, margin: 0.05 }],
            strata: Strata::Locale,
            design: Design { power: 0.9, ..Design::default() },
            smallest_count: 10,
            ethics_note: "e".to_owned(),
        };
        let fields: Vec<String> =
            differences(&empty(), &mine).into_iter().map(|difference| difference.field).collect();
        assert_eq!(fields.len(), 20, "{fields:?}");
        assert_eq!(fields[4..6], ["Arm 1", "Arm 2"]);
    }

    #[test]
    fn an_arm_that_only_one_plan_has_is_named() {
        let mut mine = empty();
        mine.arms.push(ArmDraft { name: "third".to_owned(), ..another_arm() });
        let difference = Difference {
            field: "Arm 3".to_owned(),
            theirs: "No such arm".to_owned(),
            mine: "third: no message; no channel; in quarantine; weight 1".to_owned(),
        };
        assert_eq!(differences(&empty(), &mine), [difference]);
    }
}
