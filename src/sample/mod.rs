//! The demo book: deterministic from a seed, every name invented. Must never know: storage, transfer, screens, the clock.
