//! Documents on the screens that customers have: the devices, how they show pages, and the frames.
//! The editor and the comparison use them; nothing here knows how a document is edited.

mod bars;
mod choices;
mod device;
mod device_set;
mod devices;
mod exchange;
mod frame;
mod full_size;
mod grid;
mod look;
mod page_frame;
mod page_parts;
mod restyle;
mod showing;
mod switches;

pub use choices::{Choices, Key};
pub use grid::{Grid, OneDevice};
pub use showing::Showing;
pub use switches::{Effects, SingleSwitches, Switches};
