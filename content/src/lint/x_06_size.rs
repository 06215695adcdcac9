//! ## What it finds
//! How large a difference the planned number of subjects is likely to show.
//! ## Why it matters
//! A trial that is too small ends without an answer, whatever the texts are worth.
//! ## Instead
//! Plan more subjects, fewer arms, or a larger smallest difference.

use super::Flags;
use super::arms::{ArmRule, Arms};
use crate::{Document, Weight};

pub(super) const RULE: ArmRule = ArmRule {
    id: "X-06",
    name: "size",
    weight: Weight::Information,
    blocks_submit: false,
    why: "a trial that is too small ends without an answer",
    source: "power of a comparison of two shares (P)",
    check,
};

fn check(arms: &Arms<'_>, document: &Document, flags: &mut Flags) {
    let (Some(_), Some(planned)) = (arms.control_for(document), arms.planned) else { return };
    let points = |tenths: u32| format!("{}.{} points", tenths / 10, tenths % 10);
    let found = points(planned.detectable_tenths);
    let mut message =
        format!("{} subjects an arm can show a difference of {found}", planned.subjects_per_arm);
    if planned.detectable_tenths > planned.worth_having_tenths {
        let wanted = points(planned.worth_having_tenths);
        message.push_str(&format!(", and {wanted} are worth having"));
    }
    let place = document.blocks.first().map(|block| block.heading_span);
    flags.add(place.unwrap_or_default(), message);
}
