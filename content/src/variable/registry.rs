//! The table of all variables.

use super::{Variable, VariableKind};
use crate::Channel;

const ALL: &[Channel] = &Channel::ALL;

/// Where only the addressed person reads.
const PRIVATE: &[Channel] = &[Channel::Email, Channel::Letter];

/// Every variable, in the order of the editor's menu. The list is part of a revision's hash.
pub const VARIABLES: [Variable; 16] = [
    subject("case code", VariableKind::CaseCode, "Case code", "7K4-92R")
        .about("the code that the customer can check with you")
        .samples("795-T67", "ZZZ-ZZ7", "7K4-92R"),
    subject("device", VariableKind::DeviceKind, "Device", "a camera")
        .about("the kind of device, with its article")
        .samples("camera", "recorder", "unknown"),
    subject("release time", VariableKind::Duration, "Time until release", "2 minutes")
        .about("how long it takes until the internet works")
        .samples("2", "119", "90"),
    subject("releases left", VariableKind::Count, "Releases left", "twice")
        .about("how often the customer can still do this")
        .samples("2", "12", "3"),
    subject("paused on", VariableKind::Date, "Day of the pause", "Monday 30 November 2026")
        .about("the day on which the internet was paused")
        .samples("2026-05-01", "2026-09-30", "2026-11-30")
        .or_other_words(),
    subject("seen at", VariableKind::DateTime, "Last seen", "Monday 30 November 2026, 14:05")
        .about("when the virus was last seen")
        .samples("2026-05-01T09:05:00+01:00", "2026-09-30T23:59:00+02:00", "2026-11-30T14:05:00Z")
        .or_other_words(),
    subject("customer name", VariableKind::TextPersonal, "Customer's name", "Robin de Vries")
        .about("the name of the customer; never in the garden, where the whole household reads")
        .samples("Bo", "Wilhelmina Alexandrina van den Broek-Konstantinopoulou", "ليلى حداد")
        .only_in(PRIVATE)
        .or_other_words(),
    subject("fixed phone", VariableKind::Bool, "Fixed telephone", "")
        .about("whether the customer's fixed telephone runs over this line; for optional text")
        .samples("yes", "yes", "no"),
    brand("provider name", VariableKind::TextPublic, "Provider", "Northwire")
        .about("the name that customers know"),
    brand("account page name", VariableKind::TextPublic, "Account page", "My Northwire")
        .about("what the customer's account is called"),
    brand("website", VariableKind::UrlOwned, "Website", "https://northwire.example")
        .about("the address of the first host on the provider's list, shown in full"),
    brand("help phone", VariableKind::Phone, "Help line", "0800-555-010")
        .about("the number of the help desk"),
    brand(
        "help hours",
        VariableKind::TextPublic,
        "Help line hours",
        "Monday to Saturday, 8:00 to 20:00",
    )
    .about("when the help desk can be reached"),
    brand("help cost", VariableKind::TextPublic, "Cost of a call", "free")
        .about("what a call costs"),
    brand(
        "emergency calls",
        VariableKind::TextPublic,
        "Emergency calls",
        "Emergency calls still work.",
    )
    .about("a sentence on whether emergency calls still work"),
    brand("postal address", VariableKind::TextPublic, "Postal address", "1 Weir Street, Northport")
        .about("where letters reach the provider"),
];

const fn subject(
    name: &'static str,
    kind: VariableKind,
    label: &'static str,
    sample: &'static str,
) -> Variable {
    Variable {
        name,
        kind,
        label,
        description: "",
        sample,
        samples: ["", "", ""],
        channels: ALL,
        has_fallback: false,
        from_brand: false,
    }
}

const fn brand(
    name: &'static str,
    kind: VariableKind,
    label: &'static str,
    sample: &'static str,
) -> Variable {
    Variable { from_brand: true, ..subject(name, kind, label, sample) }
}

impl Variable {
    const fn about(self, description: &'static str) -> Variable {
        Variable { description, ..self }
    }

    const fn samples(self, short: &'static str, long: &'static str, rtl: &'static str) -> Variable {
        Variable { samples: [short, long, rtl], ..self }
    }

    const fn only_in(self, channels: &'static [Channel]) -> Variable {
        Variable { channels, ..self }
    }

    const fn or_other_words(self) -> Variable {
        Variable { has_fallback: true, ..self }
    }
}
