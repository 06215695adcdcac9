//! ## What it finds
//! A help block without the telephone number as text, the hours, or the cost of a call.
//! ## Why it matters
//! About half of the customers in the garden call. Who cannot find the number has no way out.
//! ## Instead
//! "Call ((help phone)), ((help hours)), ((help cost))."

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule, add_under_heading};
use crate::Weight;
use crate::document::BlockKind;
use crate::prose::Line;

pub(super) const RULE: Rule = Rule {
    id: "C-01",
    name: "help",
    weight: Weight::Error,
    blocks_submit: true,
    channels: ALL,
    why: "about half of the customers in the garden call; without number, hours and cost they are stuck",
    source: "Çetin et al. 2019: help desk in 44 of 97 and 21 of 40 logs (O)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\n## Help {#help .help}\n\nCall ((help phone)).",
        good: "# A\n\n## Help {#help .help}\n\nCall ((help phone)), ((help hours)), ((help cost)).",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let Some(section) = page.section(BlockKind::Help) else {
        flags.add(page.top(), "there is no help block; add one with {#help .help}");
        return;
    };
    let says = |list: &str| section.has(list, page.words) || !page.words.is_known();
    let number = digits(&page.brand.help.phone.national);
    let shown = |line: &Line| digits(&line.prose.text).contains(&number);
    let phone = section.uses("help phone") || section.lines.iter().any(shown);
    let hours = section.uses("help hours") || says("hours");
    let cost = section.uses("help cost") || says("cost");
    let missing: Vec<&str> = [(phone, "the number"), (hours, "the hours"), (cost, "the cost")]
        .into_iter()
        .filter_map(|(there, name)| (!there).then_some(name))
        .collect();
    if !missing.is_empty() {
        let fix =
            add_under_heading(section.block, "Add a line with all three", page.words.fix("help"));
        let message = format!("the help block lacks {}", missing.join(" and "));
        flags.add_with_fix(section.block.heading_span, message, fix);
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
