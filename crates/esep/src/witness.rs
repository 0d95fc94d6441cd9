//! Where the witness of a register stands: in the user's data folder, where copies of the register do not take it along.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use actions::{Place, RegisterId};
use locale::Message;

use crate::failure::Failure;

/// The place of a register that is there.
pub(crate) fn place(folder: &Path, stated: Option<&Path>) -> Result<Place, Failure> {
    let witness = match stated {
        Some(path) => path.to_owned(),
        None => {
            let register = actions::register_in(folder).map_err(actions::desk::DeskError::from)?;
            of_register(register)?
        }
    };
    Ok(Place {
        folder: folder.to_owned(),
        witness,
    })
}

/// A witness for a register that has no identifier yet: beside the others, under the number of this process.
pub(crate) fn unnamed() -> Result<PathBuf, Failure> {
    Ok(made_folder()?.join(format!("new-{}.witness", std::process::id())))
}

/// Gives an unnamed witness the name of its register.
pub(crate) fn name(unnamed: &Path, register: RegisterId) -> Result<PathBuf, Failure> {
    let path = of_register(register)?;
    match std::fs::rename(unnamed, &path) {
        Ok(()) => Ok(path),
        Err(error) => Err(Failure::of_path(
            "error-unwritable-path",
            actions::ErrorKind::Failed,
            &path,
            &error,
        )),
    }
}

fn of_register(register: RegisterId) -> Result<PathBuf, Failure> {
    Ok(made_folder()?.join(actions::desk::witness_name(register)))
}

/// The folder of all witnesses, made if it is not there.
fn made_folder() -> Result<PathBuf, Failure> {
    let folder = data_folder(|name| std::env::var_os(name))
        .ok_or_else(|| Failure::wrong_use(Message::new("usage-witness")))?
        .join("esep")
        .join("witness");
    std::fs::create_dir_all(&folder).map_err(|error| {
        Failure::of_path(
            "error-unwritable-path",
            actions::ErrorKind::Failed,
            &folder,
            &error,
        )
    })?;
    Ok(folder)
}

/// Where this system keeps the data of a user's programs.
fn data_folder(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let path = |name| {
        variable(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    path("XDG_DATA_HOME")
        .or_else(|| path("APPDATA"))
        .or_else(|| path("HOME").map(|home| home.join(".local").join("share")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(variables: &[(&str, &str)], expected: Option<&str>) {
        let found = data_folder(|name| {
            let mut variables = variables.iter();
            variables
                .find(|(known, _)| *known == name)
                .map(|(_, value)| OsString::from(value))
        });
        assert_eq!(found, expected.map(PathBuf::from), "{variables:?}");
    }

    #[cfg(unix)]
    #[test]
    fn the_data_folder_is_the_systems() {
        check(
            &[("HOME", "/people/a"), ("XDG_DATA_HOME", "/data")],
            Some("/data"),
        );
        check(&[("HOME", "/people/a")], Some("/people/a/.local/share"));
        check(
            &[("HOME", "/people/a"), ("XDG_DATA_HOME", "here")],
            Some("/people/a/.local/share"),
        );
        check(&[], None);
    }
}
