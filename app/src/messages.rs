//! Messages: the list of what is written, the editor, the comparison of two texts, and the proof
//! that the browser renders the same bytes as the server.

mod compare;
mod editor;
mod list;
mod menu;
mod naming;
mod preview;
mod rendering;

pub use compare::ComparePage;
pub use editor::EditorPage;
pub use list::MessagesPage;
pub use rendering::RenderingPage;
