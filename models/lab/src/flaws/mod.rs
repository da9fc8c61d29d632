//! Faults made on purpose, so that what judges drawings can be judged.
//!
//! Each fault has a strength from 0, where the drawing stays as it is, to 1, where nobody would overlook it. A stronger
//! one contains every weaker one of the same seed: ink that is removed stays removed, ink that is added stays, and what is
//! bent is bent further in the same way. So a judge that is any good never scores the stronger one higher.

mod add;
mod bend;
mod counter;
mod flaw;
mod raster;
mod remove;
mod weight;

pub use flaw::Flaw;
pub use raster::Raster;

/// A drawing with a fault: `strength` from 0 to 1 (others are brought into that range), `seed` for where and which way.
///
/// A fault that a form has no place for (a filled counter where it encloses nothing) leaves it as it is.
pub fn apply(drawing: &Raster, flaw: Flaw, strength: f32, seed: u64) -> Raster {
    let strength = strength.clamp(0.0, 1.0);
    if strength == 0.0 {
        return drawing.clone();
    }
    match flaw {
        Flaw::MissingPart => remove::part(drawing, strength, seed),
        Flaw::MissingHead => remove::head(drawing, strength, seed),
        Flaw::ExtraStroke => add::stroke(drawing, strength, seed),
        Flaw::Blot => add::blot(drawing, strength, seed),
        Flaw::Slant => bend::slant(drawing, strength, seed),
        Flaw::Squeeze => bend::squeeze(drawing, strength, seed),
        Flaw::Wobble => bend::wobble(drawing, strength, seed),
        Flaw::HeadTilt => bend::head_tilt(drawing, strength, seed),
        Flaw::HeadWave => bend::head_wave(drawing, strength, seed),
        Flaw::Heavy => weight::heavy(drawing, strength),
        Flaw::Light => weight::light(drawing, strength),
        Flaw::Uneven => weight::uneven(drawing, strength, seed),
        Flaw::FilledCounter => counter::filled(drawing, strength, seed),
        Flaw::OpenedCounter => counter::opened(drawing, strength, seed),
    }
}

#[cfg(test)]
mod tests;
