//! What can be written about a register.

use std::path::PathBuf;

use actions::{DeviceId, KnownHead, RecordId, StretchPlan};
use clap::{Args, Subcommand};

use super::Allowed;

/// Where a register is and what opens it.
#[derive(Debug, Args)]
pub(crate) struct RegisterArgs {
    #[arg(value_name = "FOLDER.esep")]
    pub(crate) folder: PathBuf,
    /// Its first line is the passphrase; `-` is standard input.
    #[arg(long, value_name = "FILE|-")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// The witness, when it is not in the user's data folder.
    #[arg(long, value_name = "FILE")]
    pub(crate) witness: Option<PathBuf>,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
    /// The recovery sheet goes there instead of standard output.
    #[arg(long, value_name = "FILE")]
    pub(crate) sheet: Option<PathBuf>,
    /// Memory that a guess of the passphrase takes, in MiB; found by trying otherwise.
    #[arg(long, value_name = "MIB", value_parser = stretch_memory)]
    pub(crate) stretch_memory: Option<u32>,
    #[arg(long)]
    pub(crate) yes: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
    #[arg(long)]
    pub(crate) rebuild: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ForgetArgs {
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
    #[arg(value_name = "RECORD", value_parser = record)]
    pub(crate) record: RecordId,
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
    #[arg(long = "row", value_name = "LIST=ROW", value_parser = row)]
    pub(crate) rows: Vec<(String, String)>,
    #[arg(long)]
    pub(crate) yes: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    Verify(VerifyArgs),
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    #[arg(value_name = "FOLDER.esep")]
    pub(crate) folder: PathBuf,
    /// An entry that somebody wrote down.
    #[arg(long = "head", value_name = "DEVICE:NUMBER:HASH", value_parser = head)]
    pub(crate) heads: Vec<KnownHead>,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RecoverArgs {
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
    /// Holds the recovery words; `-` is standard input.
    #[arg(long, value_name = "FILE|-")]
    pub(crate) words_file: Option<PathBuf>,
    /// Only tries whether the words open the register.
    #[arg(long, conflicts_with_all = ["new_sheet", "passphrase_file"])]
    pub(crate) drill: bool,
    /// Makes a new sheet, and the old one worthless.
    #[arg(long)]
    pub(crate) new_sheet: bool,
    /// There are no words: an owner makes a new sheet with the passphrase.
    #[arg(long, requires = "new_sheet", conflicts_with_all = ["words_file", "drill"])]
    pub(crate) sheet_lost: bool,
    /// The new sheet goes there instead of standard output.
    #[arg(long, value_name = "FILE", requires = "new_sheet")]
    pub(crate) sheet: Option<PathBuf>,
    #[arg(long)]
    pub(crate) yes: bool,
}

fn stretch_memory(text: &str) -> Result<u32, Allowed> {
    let allowed = StretchPlan::FLOOR.memory_kib / 1024..=StretchPlan::CEILING.memory_kib / 1024;
    let mib = text.parse().ok();
    mib.filter(|mib| allowed.contains(mib)).ok_or(Allowed("64-2048"))
}

fn record(text: &str) -> Result<RecordId, Allowed> {
    RecordId::from_hex(&text.to_lowercase()).ok_or(Allowed("32 × 0-9 a-f"))
}

fn row(text: &str) -> Result<(String, String), Allowed> {
    let named = text
        .split_once('=')
        .filter(|(list, row)| !list.is_empty() && !row.is_empty());
    named
        .map(|(list, row)| (list.to_owned(), row.to_owned()))
        .ok_or(Allowed("LIST=ROW"))
}

fn head(text: &str) -> Result<KnownHead, Allowed> {
    read_head(text).ok_or(Allowed("DEVICE:NUMBER:HASH"))
}

fn read_head(text: &str) -> Option<KnownHead> {
    let mut parts = text.split(':');
    let device = DeviceId::from_hex(&parts.next()?.to_lowercase())?;
    let number = parts.next()?.parse().ok()?;
    let hash = hash(&parts.next()?.to_lowercase())?;
    parts
        .next()
        .is_none()
        .then_some(KnownHead { device, number, hash })
}

/// Reads 64 hexadecimal digits.
fn hash(text: &str) -> Option<[u8; 32]> {
    let half = |digits: Option<&str>| DeviceId::from_hex(digits?).map(|id| *id.as_bytes());
    let (first, second) = (half(text.get(..32))?, half(text.get(32..))?);
    let mut hash = [0; 32];
    hash[..16].copy_from_slice(&first);
    hash[16..].copy_from_slice(&second);
    Some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_as_it_is_shown() {
        let (device, digits) = ("0f".repeat(16), "a5".repeat(32));
        let read = head(&format!("{device}:7:{digits}")).unwrap();
        assert_eq!((read.number, read.hash), (7, [0xa5; 32]));
        assert_eq!(read.device.to_string(), device);
        for wrong in [
            "",
            "7",
            &format!("{device}:7"),
            &format!("{device}:x:{digits}"),
            &format!("{device}:7:{digits}:"),
            &format!("{device}:7:{digits}a"),
            &format!("{device}:7:{}", "п".repeat(32)),
        ] {
            assert!(head(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn rows_name_their_list() {
        assert_eq!(row("union=17=a"), Ok(("union".to_owned(), "17=a".to_owned())));
        for wrong in ["union", "=17", "union="] {
            assert!(row(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn nothing_below_the_floor_is_taken() {
        assert_eq!(stretch_memory("64"), Ok(64));
        for wrong in ["63", "0", "4096", "-1", "x"] {
            assert!(stretch_memory(wrong).is_err(), "{wrong}");
        }
    }
}
