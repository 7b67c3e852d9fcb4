//! `sayyar-bindgen WASM FOLDER`: makes `engine_bg.wasm` and its `engine.js` out of what the compiler wrote.
//!
//! The generator as a library: installing its command needs more than a build should ask for.

use std::path::Path;
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [wasm, folder] = args.as_slice() else {
        eprintln!("usage: sayyar-bindgen WASM FOLDER");
        return ExitCode::from(2);
    };
    match generate(wasm, Path::new(folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sayyar-bindgen: {error}");
            ExitCode::FAILURE
        }
    }
}

fn generate(wasm: &str, folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name("engine").typescript(true);
    bindgen.web(true)?.remove_name_section(true).remove_producers_section(true);
    Ok(bindgen.generate(folder)?)
}
