//! From other people's lists to a number that can be defended.
fn main() {}
