//! The placeholders that authors may write, each with its type and where its value comes from.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::text_value::text_value;

/// The name between the brackets of `((case code))`: 1 to 40 letters, digits and single spaces,
/// lower case. Staff may type any case and any spaces; the name is the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String)]
pub struct VariableName(String);

/// The text names no variable.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a placeholder's name has 1 to 40 letters, digits and spaces")]
pub struct InvalidVariableName;

impl FromStr for VariableName {
    type Err = InvalidVariableName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        let name = words.join(" ");
        let allowed = |c: char| c.is_alphanumeric() || c == ' ';
        if name.is_empty() || name.chars().count() > 40 || !name.chars().all(allowed) {
            return Err(InvalidVariableName);
        }
        Ok(VariableName(name))
    }
}

text_value!(VariableName, InvalidVariableName);

/// What kind of value a variable holds, and so how it is written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum VariableKind {
    /// The code that the customer reads out.
    CaseCode,
    /// Text that everybody in the household may read.
    TextPublic,
    /// A kind of device, written as a word of the locale.
    DeviceKind,
    /// A number of minutes.
    Duration,
    /// How often something can be done.
    Count,
    /// A telephone number, written in its national form with a `tel:` link.
    Phone,
}

/// A variable that every document may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Variable {
    /// The name between the brackets.
    pub name: &'static str,
    /// What kind of value it holds.
    pub kind: VariableKind,
    /// What the menu of the editor says beside the name.
    pub description: &'static str,
    /// What it may look like on a page; counted in its place.
    pub sample: &'static str,
    /// Whether the value is the same on every page of the brand.
    pub from_brand: bool,
}

/// Every variable, in the order of the editor's menu. The list is part of a revision's hash.
pub const VARIABLES: [Variable; 11] = [
    variable("case code", VariableKind::CaseCode, "7K4-92R", SUBJECT)
        .about("the code that the customer can check with you"),
    variable("device", VariableKind::DeviceKind, "a camera", SUBJECT)
        .about("the kind of device, with its article"),
    variable("release time", VariableKind::Duration, "2 minutes", SUBJECT)
        .about("how long it takes until the internet works"),
    variable("releases left", VariableKind::Count, "twice", SUBJECT)
        .about("how often the customer can still do this"),
    variable("provider name", VariableKind::TextPublic, "Northwire", BRAND)
        .about("the name that customers know"),
    variable("account page name", VariableKind::TextPublic, "My Northwire", BRAND)
        .about("what the customer's account is called"),
    variable("help phone", VariableKind::Phone, "0800-555-010", BRAND)
        .about("the number of the help desk"),
    variable("help hours", VariableKind::TextPublic, "Monday to Saturday, 8:00 to 20:00", BRAND)
        .about("when the help desk can be reached"),
    variable("help cost", VariableKind::TextPublic, "free", BRAND).about("what a call costs"),
    variable("emergency calls", VariableKind::TextPublic, "Emergency calls still work.", BRAND)
        .about("a sentence on whether emergency calls still work"),
    variable("postal address", VariableKind::TextPublic, "1 Weir Street, Northport", BRAND)
        .about("where letters reach the provider"),
];

const SUBJECT: bool = false;
const BRAND: bool = true;

const fn variable(
    name: &'static str,
    kind: VariableKind,
    sample: &'static str,
    from_brand: bool,
) -> Variable {
    Variable { name, kind, description: "", sample, from_brand }
}

impl Variable {
    const fn about(self, description: &'static str) -> Variable {
        Variable { description, ..self }
    }
}

impl Variable {
    /// The variable of that name, if there is one.
    pub fn named(name: &VariableName) -> Option<&'static Variable> {
        VARIABLES.iter().find(|variable| variable.name == name.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_and_case_of_a_name_do_not_matter() {
        let name = "  Case \t CODE ".parse::<VariableName>().unwrap();
        assert_eq!(name.as_ref(), "case code");
        assert_eq!(Variable::named(&name).unwrap().kind, VariableKind::CaseCode);
    }

    #[test]
    fn a_name_has_letters_digits_and_spaces_only() {
        for wrong in ["", "  ", "a<b", "a))b", &"x".repeat(41)] {
            assert_eq!(wrong.parse::<VariableName>(), Err(InvalidVariableName), "{wrong:?}");
        }
    }

    #[test]
    fn every_variable_has_a_valid_name_of_its_own() {
        for (place, variable) in VARIABLES.iter().enumerate() {
            let name = variable.name.parse::<VariableName>().unwrap();
            assert_eq!(name.as_ref(), variable.name);
            assert_eq!(Variable::named(&name), Some(&VARIABLES[place]));
        }
    }
}
