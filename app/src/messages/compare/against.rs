//! Objections to a trial of the two texts as they are: rules that hold in every arm, and
//! differences that would be taken for an effect of the words (X-03, X-05 and their like).

use content::{ArmFinding, Arms, Brand, Context, Document, line_column, lint_arms};
use leptos::prelude::*;

use crate::fmt::sentence;

/// A finding about one of the two texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Against {
    /// `First` or `Second`.
    side: String,
    rule: String,
    line: u32,
    message: String,
    why: String,
}

/// What the rules about arms find in two texts of which the named blocks are meant to differ.
pub fn against(texts: [(&Document, &str); 2], declared: &[String], brand: &Brand) -> Vec<Against> {
    let [(first, first_source), (second, second_source)] = texts;
    let declared: Vec<&str> = declared.iter().map(String::as_str).chain(["+++"]).collect();
    let documents = [("First", first), ("Second", second)];
    let arms = Arms {
        documents: &documents,
        declared: &declared,
        context: Context::of(brand),
        // Two texts are compared here; which languages there are is asked when a trial is planned.
        locales: &[],
        planned: None,
    };
    // How many blocks differ is said beside their names.
    let told = |found: &ArmFinding| found.finding.rule != "X-02";
    let against = |ArmFinding { arm, finding }: ArmFinding| {
        let source = if arm == "First" { first_source } else { second_source };
        let (line, _) = line_column(source, finding.span.start);
        let (message, why) = (sentence(&finding.message), sentence(&finding.why));
        Against { side: arm, rule: finding.rule, line, message, why }
    };
    lint_arms(&arms).into_iter().filter(told).map(against).collect()
}

/// The list of what speaks against a trial of the two; nothing where nothing does.
#[component]
pub fn SpeaksAgainst(
    /// The findings, those of the first text first.
    against: Vec<Against>,
) -> impl IntoView {
    let entry = |Against { side, rule, line, message, why }: Against| {
        view! { <li><strong>{rule}</strong>" " {side} ", line " {line} ": " {message} " " <span class="aside">{why}</span></li> }
    };
    let is_fine = against.is_empty();
    (!is_fine).then(|| {
        view! {
            <section class="card" aria-label="Against a trial of these two">
                <h2>"Against a trial of these two"</h2>
                <ul>{against.into_iter().map(entry).collect_view()}</ul>
            </section>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(first: &str, second: &str, declared: &[&str]) -> Vec<(String, String)> {
        let [(a, _), (b, _)] = [content::parse(first), content::parse(second)];
        let declared: Vec<_> = declared.iter().map(|id| (*id).to_owned()).collect();
        let brand = content::library::brand();
        let found = against([(&a, first), (&b, second)], &declared, &brand);
        found.into_iter().map(|found| (found.side, found.rule)).collect()
    }

    #[test]
    fn another_telephone_number_is_told_although_the_block_may_differ() {
        let text = |number: &str| {
            format!("+++\nlocale = \"en\"\n+++\n# A\n\n## Help {{#help .help}}\n\nCall {number}.\n")
        };
        let (first, second) = (text("((help phone))"), text("0800 1234"));
        let found = rules(&first, &second, &["help"]);
        assert!(found.contains(&("Second".to_owned(), "X-05".to_owned())), "{found:?}");
    }

    #[test]
    fn what_holds_in_every_arm_is_asked_of_both() {
        let found = rules("# A\n", "# A\n", &[]);
        for side in ["First", "Second"] {
            assert!(found.contains(&(side.to_owned(), "X-03".to_owned())), "{found:?}");
        }
    }
}
