//! Forms from the outside: by vectors, by an example, by answers nobody would think of.

mod cases;
mod permit;
mod random;
mod vector;
