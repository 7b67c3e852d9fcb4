//! `sayyar form release`: signs a form, puts it among the sources and says so in the index.

pub mod index;
