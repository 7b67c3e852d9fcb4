//! The formats of this crate from a shell, for the tests that hold them against independent tools
//! (`tests/interop/seal`). Files come from standard input and go to standard output.

use std::error::Error;
use std::fs;
use std::io::{self, Read, Write};
use std::process::ExitCode;

use sayyar_seal::age::{self, Identity, Kind, Passphrase, Recipient, Recipients};

type Outcome = Result<(), Box<dyn Error>>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match args.as_slice() {
        ["age", rest @ ..] => age_command(rest),
        _ => Err("unknown command".into()),
    };
    let Err(error) = outcome else { return ExitCode::SUCCESS };
    let code = error.downcast_ref().map_or("-", |error: &age::OpenError| error.code());
    _ = writeln!(io::stderr(), "{error}\ncode: {code}");
    ExitCode::FAILURE
}

fn age_command(args: &[&str]) -> Outcome {
    let entropy = &mut entropy()?;
    match args {
        ["keygen", kind] => {
            let identity = Identity::generate(if *kind == "x25519" { Kind::X25519 } else { Kind::Hybrid }, entropy);
            output(format!("# public key: {}\n{}\n", identity.recipient(), &*identity.to_text()).as_bytes())
        }
        ["recipient"] => output(format!("{}\n", identities(&String::from_utf8(input()?)?)?[0].recipient()).as_bytes()),
        ["encrypt", recipients @ ..] => {
            let recipients: Vec<Recipient> = recipients.iter().map(|text| text.parse()).collect::<Result<_, _>>()?;
            output(&age::encrypt(&input()?, &Recipients::new(recipients)?, entropy))
        }
        ["decrypt", file] => output(&age::decrypt(&input()?, &identities(&fs::read_to_string(file)?)?)?),
        ["encrypt-with", passphrase] => {
            output(&age::encrypt_with(&input()?, &Passphrase::new(passphrase.as_bytes()), entropy))
        }
        ["decrypt-with", passphrase] => output(&age::decrypt_with(&input()?, &Passphrase::new(passphrase.as_bytes()))?),
        _ => Err("unknown age command".into()),
    }
}

fn identities(text: &str) -> Result<Vec<Identity>, Box<dyn Error>> {
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    Ok(lines.map(Identity::parse).collect::<Result<_, _>>()?)
}

fn entropy() -> io::Result<impl FnMut(&mut [u8])> {
    let mut source = fs::File::open("/dev/urandom")?;
    Ok(move |bytes: &mut [u8]| source.read_exact(bytes).expect("the system gives random bytes"))
}

fn input() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn output(bytes: &[u8]) -> Outcome {
    io::stdout().write_all(bytes)?;
    Ok(())
}
