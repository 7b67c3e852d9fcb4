//! Rules by vectors, by examples of the reference, and rules nobody would think of.

mod places;
mod random;
mod reference;
mod vectors;
mod world;
