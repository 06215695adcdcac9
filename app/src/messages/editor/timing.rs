//! Timings of the editor's steps, for the browser's own tools and for the benchmark: a measure
//! of the User Timing interface. It is taken away at once, so that a day of typing keeps no list;
//! whoever observes has it by then.

use web_sys::window;

/// Does a step and tells the browser how long it took, under this name.
pub fn timed<T>(name: &str, step: impl FnOnce() -> T) -> T {
    let Some(performance) = window().and_then(|window| window.performance()) else {
        return step();
    };
    // A browser that measures nothing still takes the step.
    let _ = performance.mark(name);
    let done = step();
    let _ = performance.measure_with_start_mark(name, name);
    performance.clear_marks_with_mark_name(name);
    performance.clear_measures_with_measure_name(name);
    done
}
