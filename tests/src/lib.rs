//! Starts the bundle for the black-box tests.
