//! Names of the channels as plans and checklists say them.

use trial::Channel;

/// The name of a channel.
pub const fn channel_label(channel: Channel) -> &'static str {
    match channel {
        Channel::Garden => "Garden page",
        Channel::Email => "E-mail",
        Channel::Letter => "Letter",
        Channel::Script => "Help desk script",
    }
}
