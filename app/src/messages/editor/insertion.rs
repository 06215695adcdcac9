//! What the Placeholder and Block menus put into the text.

use content::document::BlockKind;
use content::variable::Variable;

use super::selection::is_at_line_start;

/// A placeholder as it is written in the text.
pub fn placeholder(variable: &Variable) -> String {
    format!("(({}))", variable.name)
}

/// A new block with a heading that the author completes, on lines of its own.
/// `place` is where it goes, in UTF-16 units.
pub fn block(kind: BlockKind, source: &str, place: u32) -> String {
    let gap = match (place, is_at_line_start(source, place)) {
        (0, _) => "",
        (_, true) => "\n",
        (_, false) => "\n\n",
    };
    let name = kind.name();
    format!("{gap}## {} {{#{name} .{name}}}\n\n{}\n", title(kind), body(kind))
}

/// The kinds that an author can insert: the lead is what stands before the first heading.
pub fn block_kinds() -> impl Iterator<Item = BlockKind> {
    BlockKind::ALL.into_iter().filter(|kind| *kind != BlockKind::Lead)
}

/// What the menu says about a kind.
pub const fn description(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Lead => "what happened",
        BlockKind::Verify => "how to check that the message is real",
        BlockKind::Steps => "what to do, in order",
        BlockKind::Release => "how to get the internet back",
        BlockKind::Help => "who helps, when and at what cost",
        BlockKind::StillWorks => "what works meanwhile",
        BlockKind::Consequence => "what happens if the reader does nothing",
        BlockKind::Why => "why this happened, folded until it is opened",
        BlockKind::Faq => "questions and answers, folded until one is opened",
        BlockKind::ContactForm => "a form to write to the help desk",
        BlockKind::LanguageSwitch => "links to the page in other languages",
        BlockKind::Identity => "who sends this",
        BlockKind::Inset => "anything else",
    }
}

const fn title(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Lead => "What happened",
        BlockKind::Verify => "Is this message real?",
        BlockKind::Steps => "How to fix it",
        BlockKind::Release => "Done?",
        BlockKind::Help => "Need help?",
        BlockKind::StillWorks => "What still works?",
        BlockKind::Consequence => "What if I do nothing?",
        BlockKind::Why => "Why did this happen?",
        BlockKind::Faq => "Questions and answers",
        BlockKind::ContactForm => "Write to us",
        BlockKind::LanguageSwitch => "Other languages",
        BlockKind::Identity => "Who we are",
        BlockKind::Inset => "Good to know",
    }
}

const fn body(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Verify => "Your code: ((case code))",
        BlockKind::Steps => "1. **Do this first.** Then say how.",
        BlockKind::Release => "Your internet works again in about ((release time)).",
        BlockKind::Help => "Call ((help phone)), ((help hours)), ((help cost)).",
        BlockKind::StillWorks => "((emergency calls))",
        BlockKind::Identity => "((provider name)), your internet provider.",
        BlockKind::Faq => "### What do people ask?\n\nWrite the answer here.",
        BlockKind::LanguageSwitch => "",
        BlockKind::Lead
        | BlockKind::Consequence
        | BlockKind::Why
        | BlockKind::ContactForm
        | BlockKind::Inset => "Write here.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_begins_on_a_line_of_its_own_after_a_blank_one() {
        let text = |source: &str, place| block(BlockKind::Help, source, place);
        assert!(text("", 0).starts_with("## Need help? {#help .help}\n"));
        assert!(text("a\n", 2).starts_with("\n## "));
        assert!(text("a", 1).starts_with("\n\n## "));
    }

    #[test]
    fn every_inserted_block_names_its_own_kind() {
        for kind in block_kinds() {
            let text = block(kind, "", 0);
            assert!(text.contains(&format!("{{#{0} .{0}}}", kind.name())), "{text}");
        }
    }

    #[test]
    fn every_placeholder_of_the_menu_and_of_the_blocks_is_known() {
        let known: Vec<_> = content::variable::VARIABLES.iter().map(placeholder).collect();
        for kind in block_kinds() {
            for rest in block(kind, "", 0).split("((").skip(1) {
                let name = rest.split("))").next().unwrap();
                assert!(known.contains(&format!("(({name}))")), "{name}");
            }
        }
    }
}
