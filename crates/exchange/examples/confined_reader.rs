//! The smallest program that can be the child of `exchange::confined::read_tables`.
//!
//! With the argument `read` it reads one file; the tests also use it to see how other children fare.

use std::io::{self, Write};

fn main() -> io::Result<()> {
    match std::env::args().nth(1).as_deref() {
        Some("read") => exchange::confined::serve(io::stdin().lock(), io::stdout().lock()),
        Some("die") => std::process::exit(3),
        Some("hang") => loop {
            std::thread::park();
        },
        Some("lie") => io::stdout().write_all(&u64::MAX.to_le_bytes()),
        Some("probe") => probe(),
        _ => Err(io::ErrorKind::InvalidInput.into()),
    }
}

/// Serves, then tries what the walls should forbid and says how it went on standard error.
fn probe() -> io::Result<()> {
    let mut answer = Vec::new();
    exchange::confined::serve(io::stdin().lock(), &mut answer)?;
    let file = std::fs::File::open("/etc/passwd").is_err();
    let socket = std::net::TcpListener::bind("127.0.0.1:0").is_err();
    let program = std::process::Command::new("/bin/true").spawn().is_err();
    if file && socket && program {
        io::stdout().write_all(&answer)?;
    }
    Ok(())
}
