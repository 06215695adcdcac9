//! Making a new variant from a document: its name, and its text with that name in it.

use content::{DocumentId, Slug};

/// The rule for the name of a variant, for people.
pub const NAME_RULE: &str = "1 to 40 of the letters a to z, digits and -, for example short-steps";

/// The name of the copy.
///
/// # Errors
/// A sentence that says what would be right.
pub fn copy_id(from: &DocumentId, name: &str) -> Result<DocumentId, String> {
    let variant: Slug = name.trim().parse().map_err(|_| format!("A name has {NAME_RULE}."))?;
    if variant == from.variant {
        return Err(format!("The copy needs a name of its own, other than {variant}."));
    }
    Ok(DocumentId { variant, ..from.clone() })
}

/// The text with another variant's name in its front matter; a text that names none stays as it is.
pub fn renamed(source: &str, variant: &Slug) -> String {
    let mut fences = 0;
    let line = |line: &str| {
        fences += usize::from(line.trim_end() == "+++");
        let names_variant = line.split_once('=').is_some_and(|(key, _)| key.trim() == "variant");
        if fences == 1 && names_variant {
            let end = if line.ends_with('\n') { "\n" } else { "" };
            format!("variant = \"{variant}\"{end}")
        } else {
            line.to_owned()
        }
    };
    source.split_inclusive('\n').map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from() -> DocumentId {
        "iot-infection/improved/garden/en".parse().unwrap()
    }

    #[test]
    fn a_copy_keeps_message_channel_and_language() {
        let id = copy_id(&from(), " short-steps ").unwrap();
        assert_eq!(id.to_string(), "iot-infection/short-steps/garden/en");
    }

    #[test]
    fn a_copy_needs_a_valid_name_of_its_own() {
        for wrong in ["", "Short steps", "improved"] {
            let sentence = copy_id(&from(), wrong).unwrap_err();
            assert!(sentence.ends_with('.'), "{sentence}");
        }
    }

    #[test]
    fn only_the_front_matter_is_renamed() {
        let source = "+++\nmessage = \"m\"\nvariant = \"improved\"\n+++\n# A\nvariant = \"x\"\n";
        let expected = "+++\nmessage = \"m\"\nvariant = \"short\"\n+++\n# A\nvariant = \"x\"\n";
        assert_eq!(renamed(source, &"short".parse().unwrap()), expected);
    }

    #[test]
    fn every_starter_can_be_copied_without_a_word_about_its_old_name() {
        for starter in content::library::documents() {
            let copy = renamed(starter.source, &"copy".parse().unwrap());
            let (document, _) = content::parse(&copy);
            assert_eq!(document.front.variant.map(|v| v.to_string()).as_deref(), Some("copy"));
        }
    }
}
