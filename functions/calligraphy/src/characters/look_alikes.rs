//! What a character is easily taken for, by the model's own evaluation.

/// The classes that a character is easily taken for, most easily first.
pub(crate) fn look_alikes(class_id: u8) -> Vec<u8> {
    let _ = class_id;
    Vec::new()
}
