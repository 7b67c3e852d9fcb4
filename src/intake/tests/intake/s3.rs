//! Sealed files in an S3-compatible store: a real server (`s3s-fs`) in this process, which fails when it is told to.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s::{Body, HttpError, HttpResponse};
use s3s_fs::FileSystem;
use sayyar_intake::store::{self, Bucket, Store, StoreError};
use sayyar_intake::system;
use sayyar_seal::age::Kind;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::cli::Place;
use crate::common::{Applicant, Desk, one, outcome};
use crate::kill::{receipts, stick, whole};
use crate::stores::in_folder;

/// What a server does with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// What it should.
    None,
    /// It says that it has no time.
    Busy,
    /// It answers after a while.
    Late(Duration),
    /// It does it, and its answer gets lost.
    Lost,
}

type Plan = Box<dyn FnMut(&str, &str) -> Fault + Send>;

/// A server. It goes when this does.
pub(crate) struct Server {
    pub(crate) folder: PathBuf,
    port: u16,
    plan: Arc<Mutex<Plan>>,
    _runtime: Runtime,
}

impl Drop for Server {
    fn drop(&mut self) {
        _ = fs::remove_dir_all(&self.folder);
    }
}

/// The server of tests that want a good one. Its folder is within another's, which goes with this program.
pub(crate) fn server(within: &Path) -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| Server::start(within.join("s3")))
}

impl Server {
    fn new() -> Self {
        Self::start(std::env::temp_dir().join(format!("sayyar-s3-{}", system::token::<8>())))
    }

    fn start(folder: PathBuf) -> Self {
        fs::create_dir_all(folder.join("root/sayyar")).expect("a folder");
        system::write_secret(&folder.join("secret"), b"hush hush\n").expect("a file");
        let mut builder = S3ServiceBuilder::new(FileSystem::new(folder.join("root")).expect("a folder"));
        builder.set_auth(SimpleAuth::from_single("desk", "hush hush"));
        let service = builder.build();
        let plan: Arc<Mutex<Plan>> = Arc::new(Mutex::new(Box::new(|_, _| Fault::None)));
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("threads");
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        runtime.spawn(serve(listener, service, plan.clone()));
        Self { folder, port, plan, _runtime: runtime }
    }

    /// What becomes of requests from now on, by their method and path.
    fn plan(&self, plan: impl FnMut(&str, &str) -> Fault + Send + 'static) {
        *self.plan.lock().unwrap_or_else(PoisonError::into_inner) = Box::new(plan);
    }

    /// Room for a store of its own.
    pub(crate) fn bucket(&self) -> Bucket {
        Bucket {
            name: "sayyar".into(),
            endpoint: format!("http://127.0.0.1:{}", self.port),
            region: "us-east-1".into(),
            prefix: format!("t{}", system::token::<8>()),
            access_key: Some("desk".into()),
            secret_key_file: Some(self.folder.join("secret")),
            path_style: true,
            patience: 30,
        }
    }

    /// Where the files of a bucket are.
    pub(crate) fn files(&self, bucket: &Bucket) -> PathBuf {
        self.folder.join("root/sayyar").join(&bucket.prefix)
    }
}

async fn serve(listener: TcpListener, service: S3Service, plan: Arc<Mutex<Plan>>) {
    while let Ok((stream, _)) = listener.accept().await {
        let (service, plan) = (service.clone(), plan.clone());
        let answer = service_fn(move |request| handle(service.clone(), plan.clone(), request));
        tokio::spawn(async move {
            _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), answer).await;
        });
    }
}

async fn handle(
    service: S3Service,
    plan: Arc<Mutex<Plan>>,
    request: hyper::Request<Incoming>,
) -> Result<HttpResponse, HttpError> {
    let fault = {
        let mut plan = plan.lock().unwrap_or_else(PoisonError::into_inner);
        plan(request.method().as_str(), request.uri().path())
    };
    match fault {
        Fault::None => {}
        Fault::Busy => {
            let text = "<Error><Code>SlowDown</Code><Message>later</Message></Error>";
            return Ok(hyper::Response::builder().status(503).body(Body::from(text.to_owned())).expect("an answer"));
        }
        Fault::Late(time) => tokio::time::sleep(time).await,
        Fault::Lost => {
            _ = service.call(request.map(Body::from)).await;
            return Err(HttpError::new("lost".into()));
        }
    }
    service.call(request.map(Body::from)).await
}

/// A desk of the program with SQLite and a bucket of this server.
fn desk(server: &Server) -> Place {
    let mut place = Place::new(Kind::X25519);
    let local = store::Place::local(place.folder.join("store"));
    place.empty_at(store::Place { bucket: Some(server.bucket()), ..local });
    assert_eq!(place.run(&["forms", "add", "work-permit-1.1.zip"]).code, Some(0));
    place
}

#[test]
fn a_store_that_fails_now_and_then_loses_nothing() {
    let server = Server::new();
    let place = desk(&server);
    stick(&place, 12);
    // Of three requests one is sent away once, one is done twice and not answered; each gets there in the end.
    let mut seen = HashMap::new();
    server.plan(move |method, path| {
        let kind = seen.len() % 3;
        let (kind, times) = seen.entry(format!("{method} {path}")).or_insert((kind, 0));
        *times += 1;
        match (*kind, *times) {
            (0, 1) => Fault::Busy,
            (1, 1 | 2) => Fault::Lost,
            _ => Fault::None,
        }
    });
    let told = place.run(&["ingest", "stick", "--json"]);
    assert_eq!(told.code, Some(1), "the photograph is refused: {told:?}");
    whole(&place, 12, &receipts(&told.out));
}

#[test]
fn a_store_that_answers_late_or_never_is_an_error_and_nothing_is_lost() {
    let server = Server::new();
    let mut place = desk(&server);
    let mut store = place.store.clone();
    store.bucket.as_mut().unwrap().patience = 1;
    place.put_store(store);
    stick(&place, 6);
    // Too late a few times, then as it should.
    let mut late = 3;
    server.plan(move |_, path| {
        late -= i32::from(late > 0 && path.contains("/files/"));
        if late > 0 && path.contains("/files/") { Fault::Late(Duration::from_secs(3)) } else { Fault::None }
    });
    let told = place.run(&["ingest", "stick", "--json"]);
    assert_eq!(told.code, Some(1), "{told:?}");
    let given = receipts(&told.out);
    assert_eq!(given.len(), 7);
    // From now on never, for what is sent; what is known is known.
    place.submission(&place.folder.join("stick"), 500);
    server.plan(|method, _| if method == "PUT" { Fault::Late(Duration::from_secs(3)) } else { Fault::None });
    let told = place.run(&["ingest", "stick", "--json"]);
    assert_eq!(told.code, Some(3), "{told:?}");
    assert!(told.err.contains("the bucket sayyar at http://127.0.0.1:") && told.err.contains("in time"), "{told:?}");
    assert_eq!(receipts(&told.out), given, "those that are known");
    server.plan(|_, _| Fault::None);
    whole(&place, 7, &given);
}

#[test]
fn what_keeps_a_store_shut_is_told_with_advice() {
    let server = Server::new();
    let good = server.bucket();
    let at = |bucket: Bucket| {
        let folder = server.folder.join(system::token::<4>());
        let error = Store::at(&store::Place { bucket: Some(bucket), ..store::Place::local(folder) }).unwrap_err();
        assert!(matches!(error, StoreError::Unreachable { .. }), "{error}");
        format!("{error}; {}", error.advice().unwrap())
    };
    system::write_secret(&server.folder.join("wrong"), b"something else\n").unwrap();
    let told = at(Bucket { secret_key_file: Some(server.folder.join("wrong")), ..good.clone() });
    assert!(told.contains("SignatureDoesNotMatch") && told.contains("secret_key_file"), "{told}");
    assert!(!told.contains("something else"), "{told}");
    let told = at(Bucket { access_key: Some("nobody".into()), ..good.clone() });
    assert!(told.contains("check `access_key`") || told.contains("may not use the bucket"), "{told}");
    let told = at(Bucket { name: "nowhere".into(), ..good.clone() });
    assert!(told.contains("the bucket nowhere at") && told.contains("make the bucket first"), "{told}");
    let told = at(Bucket { endpoint: "http://127.0.0.1:1".into(), patience: 1, ..good });
    assert!(told.contains("http://127.0.0.1:1") && told.contains("is the store running"), "{told}");
}

#[test]
fn bytes_that_changed_in_the_store_are_nobodys_answers() {
    let server = Server::new();
    let place = desk(&server);
    let (path, number) = place.submission(&place.folder, 700_000);
    assert_eq!(place.run(&["ingest", &path.display().to_string()]).code, Some(0));
    let show = || place.run(&["--as", "Aysel", "show", &number.to_string()]);
    assert_eq!(show().code, Some(0));
    let root = server.files(place.store.bucket.as_ref().unwrap());
    let (file, mut bytes) = in_folder(&root).into_iter().find(|(_, bytes)| bytes.len() > 700_000).unwrap();
    bytes[650_000] ^= 1;
    fs::write(file, bytes).unwrap();
    let told = show();
    assert!(told.code != Some(0) && !told.out.contains("family_name"), "{told:?}");
}

#[test]
fn what_was_sent_and_not_written_down_is_known_by_its_mark() {
    let server = Server::new();
    let mut desk = Desk::new();
    desk.place = store::Place { bucket: Some(server.bucket()), ..store::Place::local(desk.folder.join("s3")) };
    let root = server.files(desk.place.bucket.as_ref().unwrap());
    let objects = || in_folder(&root).len();
    let applicant = Applicant::new(&desk);
    let sealed = applicant.first(&desk);
    let intake = desk.intake();
    let mut staged = intake.stage(&mut sealed.bytes.as_slice()).unwrap();
    intake.write(&mut staged).unwrap();
    assert_eq!(objects(), 2, "bytes and mark");
    // A mark whose bytes are still on their way is left alone.
    fs::write(root.join("new").join("ab".repeat(32)), b"").unwrap();
    // Somebody else comes and finds it.
    let other = desk.intake();
    assert_eq!(other.resume().unwrap(), 1);
    assert!(other.store.files.left().unwrap().is_empty());
    assert_eq!(objects(), 2, "bytes, and the other mark");
    let told = one(&intake, &sealed);
    assert!(told.again && outcome(&told) == "taken", "{told:?}");
    let application = intake.find(&applicant.number()).unwrap().remove(0);
    intake.erase(&application, "Aysel", "asked for it").unwrap();
    assert_eq!(objects(), 1, "the other mark");
}
