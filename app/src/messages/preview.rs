//! Documents on the screens that customers have: the devices, how they show pages, and the frames.
//! The editor and the comparison use them; nothing here knows how a document is edited.

mod bars;
mod choices;
mod device;
mod device_set;
mod devices;
mod dom_patch;
mod frame;
mod full_size;
mod grid;
mod page_frame;
mod page_parts;
mod preview_model;
mod restyle;
mod switches;
mod view_settings;

pub use choices::{Choices, Key};
pub use grid::{Grid, OneDevice};
pub use preview_model::PreviewModel;
pub use switches::{Effects, SingleSwitches, Switches};
