//! The name of a document: message, variant, channel and locale.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{Channel, Locale, Slug};

/// Which document is meant; as text `iot-infection/improved/garden/en`.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema, IntoParams,
)]
#[into_params(parameter_in = Path)]
pub struct DocumentId {
    /// What the provider tells customers in one situation.
    pub message: Slug,
    /// One wording of it.
    pub variant: Slug,
    /// Where it is read.
    pub channel: Channel,
    /// In which language.
    pub locale: Locale,
}

/// The text is not the name of a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a document is named message/variant/channel/locale, such as iot-infection/improved/garden/en"
)]
pub struct InvalidDocumentId;

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}/{}", self.message, self.variant, self.channel, self.locale)
    }
}

impl FromStr for DocumentId {
    type Err = InvalidDocumentId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts: Vec<&str> = text.split('/').collect();
        let [message, variant, channel, locale] = parts[..] else {
            return Err(InvalidDocumentId);
        };
        Ok(DocumentId {
            message: message.parse().map_err(|_| InvalidDocumentId)?,
            variant: variant.parse().map_err(|_| InvalidDocumentId)?,
            channel: channel.parse().map_err(|_| InvalidDocumentId)?,
            locale: locale.parse().map_err(|_| InvalidDocumentId)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_it_is_written() {
        let text = "iot-infection/improved/garden/en";
        assert_eq!(text.parse::<DocumentId>().unwrap().to_string(), text);
    }

    #[test]
    fn a_name_has_exactly_four_valid_parts() {
        for wrong in ["", "a/b/garden", "a/b/garden/en/x", "a/b/fax/en", "A/b/garden/en"] {
            assert_eq!(wrong.parse::<DocumentId>(), Err(InvalidDocumentId), "{wrong:?}");
        }
    }
}
