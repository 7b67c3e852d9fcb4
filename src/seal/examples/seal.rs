//! The formats of this crate from a shell, for the tests that hold them against independent tools
//! (`tests/interop/seal`). Files come from standard input and go to standard output.

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::process::ExitCode;

use sayyar_seal::age::{self, Identity, Kind, Passphrase, Recipient, Recipients};
use sayyar_seal::ed25519::SigningKey;
use sayyar_seal::minisign::{self, Cost, SecretKey};
use sayyar_seal::sshsig;
use sayyar_seal::submission::{Details, FormBuild, Limits, Refusal, SignedBag, attachment_path, open_whole};
use sayyar_seal::{Digest, Locator, Number, Password};

type Outcome = Result<(), Box<dyn Error>>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match args.as_slice() {
        ["age", rest @ ..] => age_command(rest),
        ["sshsig", rest @ ..] => sshsig_command(rest),
        ["minisign", rest @ ..] => minisign_command(rest),
        ["submission", rest @ ..] => submission_command(rest),
        _ => Err("unknown command".into()),
    };
    let Err(error) = outcome else { return ExitCode::SUCCESS };
    let age = error.downcast_ref().map(|error: &age::OpenError| error.code());
    let code = age.or(error.downcast_ref().map(|error: &Refusal| error.code())).unwrap_or("-");
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
        // Opens what is handed in with forms that are not released: everybody may.
        ["test-identity"] => output(sayyar_seal::release::test_identity(Kind::Hybrid).to_text().as_bytes()),
        ["recipient"] => output(format!("{}\n", identities(&String::from_utf8(input()?)?)?[0].recipient()).as_bytes()),
        ["encrypt", recipients @ ..] => {
            let recipients: Vec<Recipient> = recipients.iter().map(|text| text.parse()).collect::<Result<_, _>>()?;
            let mut file = age::Encryptor::new(output_file()?, &Recipients::new(recipients)?, entropy)?;
            io::copy(&mut input_file()?, &mut file)?;
            Ok(file.finish()?.flush()?)
        }
        ["decrypt", file] => {
            let identities = identities(&fs::read_to_string(file)?)?;
            let (mut file, mut out) = (age::Decryptor::new(input_file()?, &identities)?, output_file()?);
            io::copy(&mut file, &mut out).map_err(why)?;
            Ok(out.flush()?)
        }
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

fn submission_command(args: &[&str]) -> Outcome {
    let entropy = &mut entropy()?;
    match args {
        // Answers on standard input; attachments by name; what was made goes into a folder.
        ["seal", folder, seed, recipients, attachments @ ..] => {
            let recipients: Vec<Recipient> =
                recipients.split(',').map(|text| text.parse()).collect::<Result<_, _>>()?;
            let key = SigningKey::from_seed(&array(seed)?);
            let (answers, password) = (input()?, Password::generate(entropy));
            let files = attachments.iter().map(fs::read).collect::<Result<Vec<_>, _>>()?;
            let paths: Vec<String> = (1..)
                .zip(attachments)
                .map(|(number, path)| attachment_path("contract", number, path.rsplit('/').next().unwrap_or(path)))
                .collect::<Result<_, _>>()?;
            let attached: Vec<(&str, &[u8])> =
                paths.iter().map(String::as_str).zip(files.iter().map(Vec::as_slice)).collect();
            let details = Details {
                form: FormBuild { id: "work-permit".parse()?, version: 3, build: 2, digest: Digest::of(b"form") },
                words: Digest::of(b"words"),
                language: "az".parse()?,
                filled_on: "2026-11-20".parse()?,
                previous: None,
                status: password.status_identity(&Number::of(&key.public()), recipients[0].kind())?.recipient(),
                engine: "sayyar-seal example".into(),
                assisted: false,
            };
            let bag = SignedBag::sign(details, &answers, &attached, &key, &Recipients::new(recipients)?)?;
            fs::write(format!("{folder}/application.age"), bag.seal(entropy)?)?;
            fs::write(format!("{folder}/copy.age"), bag.copy(&key, &password.passphrase(), entropy)?)?;
            fs::write(format!("{folder}/allowed"), format!("applicant {}\n", key.public()))?;
            fs::write(format!("{folder}/password"), &*password.to_text())?;
            Ok(fs::write(format!("{folder}/header.json"), bag.header().encode())?)
        }
        ["open", file] => {
            let identities = identities(&fs::read_to_string(file)?)?;
            let (opened, kept) = open_whole(&input()?, &identities, Limits::default())?;
            let mut text = format!("{}\n{}\n", opened.content_digest(), opened.header().encode());
            text.extend(kept.0.iter().map(|(path, content)| format!("{path} {}\n", content.len())));
            output(text.as_bytes())
        }
        // The same with the answers in the third line.
        ["answers", identities] => {
            let identities = self::identities(&fs::read_to_string(identities)?)?;
            let (opened, kept) = open_whole(&input()?, &identities, Limits::default())?;
            let answers = str::from_utf8(opened.answers())?;
            let mut text = format!("{}\n{}\n{answers}\n", opened.content_digest(), opened.header().encode());
            text.extend(kept.0.iter().map(|(path, content)| format!("{path} {}\n", content.len())));
            output(text.as_bytes())
        }
        // One line in, one line out, for an independent reading of FORMAT.md: `number KEY`, `password BYTES`,
        // `locator RECIPIENT`, `fingerprint RECIPIENT`, `status PASSWORD NUMBER`, `check TEXT`.
        ["facts"] => {
            for line in String::from_utf8(input()?)?.lines() {
                output((fact(line)? + "\n").as_bytes())?;
            }
            Ok(())
        }
        _ => Err("unknown submission command".into()),
    }
}

fn fact(line: &str) -> Result<String, Box<dyn Error>> {
    let words: Vec<&str> = line.splitn(3, ' ').collect();
    Ok(match words.as_slice() {
        ["number", byte_pairs] => {
            let raw: [u8; 32] = bytes(byte_pairs)?.try_into().map_err(|_| "32 bytes")?;
            Number::of(&SigningKey::from_seed(&raw).public()).to_string()
        }
        ["password", byte_pairs] => {
            let bytes = bytes(byte_pairs)?;
            Password::generate(&mut |out: &mut [u8]| out.copy_from_slice(&bytes)).to_text().to_string()
        }
        ["locator", recipient] => Locator::of(&recipient.parse()?).to_string(),
        ["fingerprint", recipient] => recipient.parse::<Recipient>()?.fingerprint().to_string(),
        ["status", password, number] => {
            let identity = Password::parse(password)?.status_identity(&number.parse()?, Kind::X25519)?;
            identity.to_text().to_string()
        }
        ["check", text @ ..] => format!("{}", text.join(" ").parse::<Number>().is_ok()),
        _ => return Err("unknown fact".into()),
    })
}

/// Bytes in hexadecimal.
fn bytes(text: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let pairs = text.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap_or(""), 16));
    Ok(pairs.collect::<Result<_, _>>()?)
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

/// Standard input and output as files, without the buffers of lines that `std` puts before them.
fn input_file() -> io::Result<File> {
    Ok(io::stdin().as_fd().try_clone_to_owned()?.into())
}

fn output_file() -> io::Result<io::BufWriter<File>> {
    Ok(io::BufWriter::with_capacity(1 << 18, io::stdout().as_fd().try_clone_to_owned()?.into()))
}

/// The error behind what a reader says.
fn why(error: io::Error) -> Box<dyn Error> {
    error.downcast::<age::OpenError>().map_or_else(Into::into, Into::into)
}

fn output(bytes: &[u8]) -> Outcome {
    io::stdout().write_all(bytes)?;
    Ok(())
}
