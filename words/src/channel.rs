//! Where a document is read.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The way a document reaches its reader.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// The page behind which a quarantined customer is held.
    Garden,
    /// An e-mail, as HTML and as text.
    Email,
    /// A letter on paper.
    Letter,
    /// What the help desk reads out.
    Script,
}

/// The text names no channel.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a channel is garden, email, letter or script")]
pub struct UnknownChannel;

impl Channel {
    /// Every channel, in the order in which they are shown.
    pub const ALL: [Channel; 4] =
        [Channel::Garden, Channel::Email, Channel::Letter, Channel::Script];

    /// The name in addresses and front matter.
    pub const fn name(self) -> &'static str {
        match self {
            Channel::Garden => "garden",
            Channel::Email => "email",
            Channel::Letter => "letter",
            Channel::Script => "script",
        }
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Channel {
    type Err = UnknownChannel;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Channel::ALL.into_iter().find(|channel| channel.name() == text).ok_or(UnknownChannel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_json_spell_a_channel_alike() {
        for channel in Channel::ALL {
            assert_eq!(channel.to_string().parse(), Ok(channel));
            assert_eq!(serde_json::to_string(&channel).unwrap(), format!("\"{channel}\""));
        }
        assert_eq!("Garden".parse::<Channel>(), Err(UnknownChannel));
    }
}
