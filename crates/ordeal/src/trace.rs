//! Traces: every call that changed the register's files, in order, as the shim wrote them down.

/// One call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// A file or folder was opened; `handle` is never used again.
    Open {
        handle: u32,
        path: String,
        was_cut: bool,
        is_folder: bool,
    },
    /// Bytes were written.
    Write {
        handle: u32,
        offset: u64,
        bytes: Vec<u8>,
    },
    /// The file was given a length.
    Cut { handle: u32, length: u64 },
    /// The file, or folder, was synced.
    Sync { handle: u32 },
    /// A name was given to what stood under another.
    Rename { from: String, to: String },
    /// A name was removed.
    Remove { path: String },
    /// A folder was made.
    Folder { path: String },
    /// The program said something.
    Said { text: String },
}

const HEAD: usize = 21;

/// Reads a trace; a call that was being written down when the process ended is left out.
///
/// # Errors
///
/// When the bytes are no trace.
pub(crate) fn read(bytes: &[u8], root: &str) -> Result<Vec<Event>, String> {
    let mut events = Vec::new();
    let mut rest = bytes;
    while let Some((head, behind)) = rest.split_at_checked(HEAD) {
        let number =
            |from: usize| u32::from_le_bytes([head[from], head[from + 1], head[from + 2], head[from + 3]]);
        let (handle, n_path, n_bytes) = (number(1), number(13) as usize, number(17) as usize);
        let wide = u64::from(number(5)) | u64::from(number(9)) << 32;
        let Some((path, behind)) = behind.split_at_checked(n_path) else {
            break;
        };
        let Some((bytes, behind)) = behind.split_at_checked(n_bytes) else {
            break;
        };
        let path = below(path, root);
        events.push(match head[0] {
            b'O' => Event::Open {
                handle,
                path,
                was_cut: wide & 2 != 0,
                is_folder: wide & 4 != 0,
            },
            b'W' => Event::Write {
                handle,
                offset: wide,
                bytes: bytes.to_vec(),
            },
            b'T' => Event::Cut { handle, length: wide },
            b'S' => Event::Sync { handle },
            b'R' => Event::Rename {
                from: path,
                to: below(bytes, root),
            },
            b'U' => Event::Remove { path },
            b'M' => Event::Folder { path },
            b'A' => Event::Said {
                text: String::from_utf8_lossy(bytes).into_owned(),
            },
            other => return Err(format!("no call is written as {other}")),
        });
        rest = behind;
    }
    Ok(events)
}

/// A path relative to the watched folder; the folder itself is the empty path.
fn below(path: &[u8], root: &str) -> String {
    let path = String::from_utf8_lossy(path);
    let path = path.strip_prefix(root).unwrap_or(&path);
    path.trim_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(kind: u8, handle: u32, number: u64, path: &str, bytes: &[u8]) -> Vec<u8> {
        let mut all = vec![kind];
        all.extend(handle.to_le_bytes());
        all.extend(number.to_le_bytes());
        all.extend(u32::try_from(path.len()).unwrap().to_le_bytes());
        all.extend(u32::try_from(bytes.len()).unwrap().to_le_bytes());
        all.extend(path.as_bytes());
        all.extend(bytes);
        all
    }

    #[test]
    fn calls_are_read() {
        let mut bytes = call(b'O', 7, 1, "/r/a/b", b"");
        bytes.extend(call(b'W', 7, 1 << 33, "", b"xy"));
        bytes.extend(call(b'R', 0, 0, "/r/a/b", b"/r/c"));
        bytes.extend(call(b'A', 0, 0, "", b"ack 0\n"));
        bytes.extend(&call(b'U', 0, 0, "/r/c", b"")[..22]);
        let expected = [
            Event::Open {
                handle: 7,
                path: "a/b".to_owned(),
                was_cut: false,
                is_folder: false,
            },
            Event::Write {
                handle: 7,
                offset: 1 << 33,
                bytes: b"xy".to_vec(),
            },
            Event::Rename {
                from: "a/b".to_owned(),
                to: "c".to_owned(),
            },
            Event::Said {
                text: "ack 0\n".to_owned(),
            },
        ];
        assert_eq!(read(&bytes, "/r").unwrap(), expected);
        assert!(read(&call(b'X', 0, 0, "", b""), "/r").is_err());
    }
}
