//! Native benchmarks of the heart.
fn main() {}
