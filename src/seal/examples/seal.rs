//! The formats of this crate from a shell, for the tests that hold them against independent tools
//! (`tests/interop/seal`). Files come from standard input and go to standard output.

use std::error::Error;
use std::fs;
use std::io::{self, Read, Write};
use std::process::ExitCode;

use sayyar_seal::age::{self, Identity, Kind, Passphrase, Recipient, Recipients};
use sayyar_seal::ed25519::SigningKey;
use sayyar_seal::minisign::{self, Cost, SecretKey};
use sayyar_seal::sshsig;

type Outcome = Result<(), Box<dyn Error>>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match args.as_slice() {
        ["age", rest @ ..] => age_command(rest),
        ["sshsig", rest @ ..] => sshsig_command(rest),
        ["minisign", rest @ ..] => minisign_command(rest),
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

fn sshsig_command(args: &[&str]) -> Outcome {
    match args {
        // The key is 32 bytes that a test chose.
        ["public", seed] => output(format!("{}\n", SigningKey::from_seed(&array(seed)?).public()).as_bytes()),
        ["sign", seed, namespace] => {
            let key = SigningKey::from_seed(&array(seed)?);
            output(sshsig::Signature::sign(&key, namespace, &input()?).encode().as_bytes())
        }
        ["verify", key, namespace, signature] => {
            let signature = sshsig::Signature::parse(&fs::read(signature)?)?;
            // A `.pub` file ends in a comment.
            let key = fs::read_to_string(key)?.split_whitespace().take(2).collect::<Vec<_>>().join(" ").parse()?;
            Ok(signature.verify(&key, namespace, &input()?)?)
        }
        _ => Err("unknown sshsig command".into()),
    }
}

fn minisign_command(args: &[&str]) -> Outcome {
    let entropy = &mut entropy()?;
    match args {
        ["keygen", password, public] => {
            let key = SecretKey::generate(entropy);
            fs::write(public, key.public().to_file())?;
            output(key.to_file(password.as_bytes(), Cost::Interactive, entropy).as_bytes())
        }
        ["public", secret, password] => {
            let key = SecretKey::parse(&fs::read_to_string(secret)?, Some(password.as_bytes()))?;
            output(key.public().to_file().as_bytes())
        }
        ["sign", secret, password, trusted] => {
            let key = SecretKey::parse(&fs::read_to_string(secret)?, Some(password.as_bytes()))?;
            let signature = minisign::Signature::sign(&key, &input()?, "signature from Sayyar", trusted)?;
            output(signature.to_file().as_bytes())
        }
        ["verify", public, signature] => {
            let key = minisign::PublicKey::parse(&fs::read_to_string(public)?)?;
            let signature = minisign::Signature::parse(&fs::read(signature)?)?;
            output(format!("{}\n", signature.verify(&key, &input()?)?).as_bytes())
        }
        _ => Err("unknown minisign command".into()),
    }
}

/// 32 bytes, all the same.
fn array(byte: &str) -> Result<[u8; 32], Box<dyn Error>> {
    Ok([byte.parse()?; 32])
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
