//! The words of the Block menu, and plain blocks for languages and kinds that the library lacks.

use content::document::BlockKind;

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

/// A block of that kind with everything that its shape needs, for the author to write over.
pub fn of(kind: BlockKind) -> String {
    let name = kind.name();
    let minutes = if kind == BlockKind::Steps { " minutes=15" } else { "" };
    let (title, body) = words(kind);
    format!("## {title} {{#{name} .{name}{minutes}}}\n\n{body}")
}

const STEPS: &str = "\
1. **Find your smart devices.** ViewSettings for cameras, recorders and doorbells.
2. **Pull out the plug.** Wait 10 seconds.
3. **Put the plug back and choose a new password** straight away.
4. **Do the same for your router.**

Can't do a step? Go on to the next one.";

const fn words(kind: BlockKind) -> (&'static str, &'static str) {
    match kind {
        BlockKind::Lead => ("What happened", "Write here."),
        BlockKind::Verify => ("Is this message real?", "Your code: ((case code))"),
        BlockKind::Steps => ("How to fix it", STEPS),
        BlockKind::Release => ("Done?", "Your internet works again in about ((release time))."),
        BlockKind::Help => ("Need help?", "Call ((help phone)), ((help hours)), ((help cost))."),
        BlockKind::StillWorks => ("What still works?", "((emergency calls))"),
        BlockKind::Consequence => ("What if I do nothing?", "Write here."),
        BlockKind::Why => ("Why did this happen?", "Write here."),
        BlockKind::Faq => {
            ("Questions and answers", "### What do people ask?\n\nWrite the answer here.")
        }
        BlockKind::ContactForm => ("Write to us", "Write here."),
        BlockKind::LanguageSwitch => ("Other languages", ""),
        BlockKind::Identity => ("Who we are", "((provider name)), your internet provider."),
        BlockKind::Inset => ("Good to know", "Write here."),
    }
}
