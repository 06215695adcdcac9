//! ## What it finds
//! A page without a form, or with one that posts to somewhere else than the page's own address.
//! ## Why it matters
//! Six in ten customers and more use the form. In the garden no other address can be reached.
//! ## Instead
//! Keep the help block, which brings the form, or add a block with {#ask .contact-form}.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN, Page, Rule};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "C-02",
    name: "form",
    weight: Weight::Error,
    blocks_submit: true,
    channels: GARDEN,
    why: "six in ten customers and more use the form, and nothing else can be reached from the garden",
    source: "Çetin et al. 2019 (O)",
    #[cfg(test)]
    samples: Samples { bad: "# A\n\nText.", good: "# A\n\n## Help {#help .help}\n\nCall us." },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let mut forms = page.tags().iter().filter(|tag| tag.name == "form").peekable();
    if forms.peek().is_none() {
        flags.add(
            page.top(),
            "there is no form; add a help block, or one with {#ask .contact-form}",
        );
    }
    for form in forms {
        let action = form.get("action").unwrap_or_default();
        if !action.starts_with("/g/") {
            flags.add(
                page.top(),
                format!("a form posts to “{action}” and not to the page's own address"),
            );
        }
    }
}
