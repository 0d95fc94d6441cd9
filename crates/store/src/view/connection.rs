//! Connecting to the view's file with every guard that SQLite and SQLCipher offer.

use std::fmt::Write as _;
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use super::{ViewFault, ViewKey};

/// What is set before anything is read. Nothing goes to a temporary file; deleted words are overwritten; pages and
/// foreign schema are distrusted; each commit waits for the disk.
const PROLOGUE: &str = "
    PRAGMA cipher_page_size = 4096;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA temp_store = MEMORY;
    PRAGMA secure_delete = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA mmap_size = 0;
    PRAGMA foreign_keys = ON;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA cache_size = -8000;
";

/// Opens or makes the file and gives it the key.
pub(super) fn connect(path: &Path, key: &ViewKey) -> Result<Connection, ViewFault> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    // Else SQLCipher writes to standard error by itself when a page does not fit.
    connection.execute_batch("PRAGMA cipher_log_level = NONE")?;
    connection.execute_batch(&key_pragma(key))?;
    connection.execute_batch(PROLOGUE)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Takes away what no later statement needs.
pub(super) fn guarded(mut connection: Connection) -> Result<Connection, ViewFault> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.authorizer(Some(allowed))?;
    Ok(connection)
}

/// The raw key with its salt, so that SQLCipher stretches nothing.
fn key_pragma(key: &ViewKey) -> Zeroizing<String> {
    let mut pragma = Zeroizing::new(String::with_capacity(128));
    pragma.push_str("PRAGMA key = \"x'");
    for byte in key.key.expose().iter().chain(&key.salt) {
        write!(pragma, "{byte:02x}").expect("writing to memory does not fail");
    }
    pragma.push_str("'\"");
    pragma
}

fn allowed(context: AuthContext<'_>) -> Authorization {
    match context.action {
        AuthAction::Select
        | AuthAction::Read { .. }
        | AuthAction::Insert { .. }
        | AuthAction::Update { .. }
        | AuthAction::Delete { .. }
        | AuthAction::Transaction { .. }
        | AuthAction::Savepoint { .. }
        | AuthAction::Recursive => Authorization::Allow,
        AuthAction::Function { function_name } if function_name != "load_extension" => Authorization::Allow,
        AuthAction::Pragma { pragma_name, .. } if is_harmless(pragma_name) => Authorization::Allow,
        _ => Authorization::Deny,
    }
}

fn is_harmless(pragma: &str) -> bool {
    const HARMLESS: [&str; 4] = [
        "data_version",
        "integrity_check",
        "cipher_integrity_check",
        "wal_checkpoint",
    ];
    HARMLESS.contains(&pragma)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RegisterId;
    use crate::sealing::SecretKey;
    use crate::view::View;

    fn check(connection: &Connection, pragma: &str, expected: &str) {
        let value: String = connection
            .query_row(
                &format!("SELECT CAST({pragma} AS TEXT) FROM pragma_{pragma}"),
                (),
                |row| row.get(0),
            )
            .expect("a pragma that is asked for");
        assert_eq!(value, expected, "{pragma}");
    }

    #[test]
    fn every_guard_is_on() {
        let folder = tempfile::tempdir().unwrap();
        let key = ViewKey {
            key: SecretKey::random(),
            salt: [1; 16],
        };
        let path = folder.path().join("view.db");
        let connection = connect(&path, &key).unwrap();
        check(&connection, "journal_mode", "wal");
        check(&connection, "synchronous", "2");
        check(&connection, "temp_store", "2");
        check(&connection, "secure_delete", "1");
        check(&connection, "trusted_schema", "0");
        check(&connection, "cell_size_check", "1");
        check(&connection, "foreign_keys", "1");
        check(&connection, "page_size", "4096");
        check(&connection, "locking_mode", "exclusive");
        connection.execute_batch("CREATE TABLE meta (name TEXT)").unwrap();
        let mut connection = guarded(connection).unwrap();
        for refused in [
            "ATTACH ':memory:' AS other",
            "SELECT load_extension('x')",
            "PRAGMA key = 'x'",
            "PRAGMA writable_schema = ON",
            "CREATE TABLE other (a)",
            "DROP TABLE meta",
            "VACUUM",
        ] {
            assert!(connection.execute_batch(refused).is_err(), "{refused}");
        }
        assert!(connection.transaction().is_ok());
    }

    #[test]
    fn only_its_key_opens_a_view() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("view.db");
        let register = RegisterId::from_bytes([3; 16]);
        let key = ViewKey {
            key: SecretKey::random(),
            salt: [1; 16],
        };
        assert_eq!(View::open(&path, &key, &register).err(), Some(ViewFault::Missing));
        View::create(&path, &key, &register).unwrap().close().unwrap();
        let view = View::open(&path, &key, &register).unwrap();
        assert_eq!(view.examine(), Ok(()));
        view.close().unwrap();
        let other = ViewKey {
            key: SecretKey::random(),
            salt: [1; 16],
        };
        assert_eq!(
            View::open(&path, &other, &register).err(),
            Some(ViewFault::Damaged)
        );
        let left: Vec<_> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|e| e.unwrap().file_name())
            .collect();
        assert_eq!(left, ["view.db"]);
        assert!(!std::fs::read(&path).unwrap().starts_with(b"SQLite"));
    }
}
