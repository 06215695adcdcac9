//! How long the texts of a brand may be: they stand on every page, which has to stay small.

use super::{BrandFacts, InvalidBrand, LocalText};

const MAX_LEGAL_NAME_CHARS: usize = 200;
const MAX_ADDRESS_CHARS: usize = 300;
const MAX_LOCAL_CHARS: usize = 300;
const MAX_LANGUAGES: usize = 100;
const MAX_VERIFY_METHODS: usize = 20;
const MAX_HOSTS: usize = 100;

/// Refuses the first text or list that is too long, by its name.
pub(super) fn check(facts: &BrandFacts) -> Result<(), InvalidBrand> {
    text("legal_name", &facts.legal_name, MAX_LEGAL_NAME_CHARS)?;
    text("address", &facts.address, MAX_ADDRESS_CHARS)?;
    local("help.hours", &facts.help.hours)?;
    local("help.cost", &facts.help.cost)?;
    local("account_page", &facts.account_page)?;
    local("emergency_calls", &facts.emergency_calls)?;
    list("verify_methods", facts.verify_methods.len(), MAX_VERIFY_METHODS)?;
    for (place, method) in facts.verify_methods.iter().enumerate() {
        local(&format!("verify_methods[{place}]"), method)?;
    }
    list("allowed_hosts", facts.allowed_hosts.len(), MAX_HOSTS)
}

fn text(field: &str, text: &str, max: usize) -> Result<(), InvalidBrand> {
    let is_right = text.chars().count() <= max && !text.chars().any(char::is_control);
    is_right.then_some(()).ok_or_else(|| InvalidBrand::Text { field: field.to_owned(), max })
}

fn local(field: &str, texts: &LocalText) -> Result<(), InvalidBrand> {
    list(field, texts.0.len(), MAX_LANGUAGES)?;
    let mut each = texts.0.iter();
    each.try_for_each(|(locale, words)| text(&format!("{field}.{locale}"), words, MAX_LOCAL_CHARS))
}

fn list(field: &str, n_entries: usize, max: usize) -> Result<(), InvalidBrand> {
    let is_right = n_entries <= max;
    is_right.then_some(()).ok_or_else(|| InvalidBrand::List { field: field.to_owned(), max })
}

#[cfg(test)]
mod tests {
    use crate::{Brand, BrandFacts, library};

    /// A changed brand is refused with the name of the fact, and the same one letter shorter is not.
    #[track_caller]
    fn check(max: usize, message: &str, change: impl Fn(&mut BrandFacts, String)) {
        let with = |n_chars: usize| {
            let mut facts = BrandFacts::from(library::brand());
            change(&mut facts, "é".repeat(n_chars));
            Brand::new(facts)
        };
        assert!(with(max).is_ok());
        assert_eq!(with(max + 1).unwrap_err().to_string(), message);
    }

    #[test]
    fn every_text_of_a_brand_has_a_length() {
        check(60, "the provider's name has 1 to 60 characters on one line", |facts, text| {
            facts.name = text;
        });
        check(200, "legal_name has at most 200 characters on one line", |facts, text| {
            facts.legal_name = text;
        });
        check(300, "address has at most 300 characters on one line", |facts, text| {
            facts.address = text;
        });
        let nl = || "nl".parse().unwrap();
        check(300, "help.hours.nl has at most 300 characters on one line", |facts, text| {
            facts.help.hours = super::LocalText::new([(nl(), text)]);
        });
        check(300, "verify_methods[1].nl has at most 300 characters on one line", |facts, text| {
            facts.verify_methods[1] = super::LocalText::new([(nl(), text)]);
        });
    }

    #[test]
    fn a_text_on_several_lines_and_a_list_without_end_are_refused() {
        let refused = |change: fn(&mut BrandFacts)| {
            let mut facts = BrandFacts::from(library::brand());
            change(&mut facts);
            Brand::new(facts).unwrap_err().to_string()
        };
        let told = refused(|facts| facts.address = "a\nb".to_owned());
        assert_eq!(told, "address has at most 300 characters on one line");
        let told = refused(|facts| {
            facts.allowed_hosts = vec![facts.allowed_hosts[0].clone(); 101];
        });
        assert_eq!(told, "allowed_hosts has at most 100 entries");
        let told = refused(|facts| facts.help.phone.national = "0".repeat(41));
        assert!(told.contains("at most 40"), "{told}");
    }
}
