//! A place to run the program in, and lists of invented people.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// An empty folder to work in, removed afterwards.
pub(crate) struct House {
    folder: tempfile::TempDir,
}

/// What the program said and how it ended.
pub(crate) struct Said {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) status: i32,
}

impl House {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs `esep` in the folder, in English unless the arguments say otherwise.
    pub(crate) fn esep(&self, arguments: &[&str]) -> Said {
        let output: Output = Command::new(env!("CARGO_BIN_EXE_esep"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .env("LANG", "C.UTF-8")
            .env("XDG_DATA_HOME", self.folder.path().join("data"))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        Said {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            status: output.status.code().unwrap(),
        }
    }

    /// Runs `esep` and expects it to end well.
    pub(crate) fn well(&self, arguments: &[&str]) -> Said {
        let said = self.esep(arguments);
        assert_eq!(said.status, 0, "{arguments:?}\n{}\n{}", said.out, said.err);
        said
    }

    /// Every file below a folder, by path.
    pub(crate) fn files(&self, name: &str) -> Vec<String> {
        let root = self.path(name);
        let mut found = Vec::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.push(path.strip_prefix(&root).unwrap().display().to_string());
                }
            }
        }
        found.sort();
        found
    }
}

/// Data from elsewhere that is not part of the repository; `None`, loudly, when it is not there.
pub(crate) fn shared(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("ESEP_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    let path = root.join("data").join(name);
    if !path.exists() {
        #[expect(clippy::print_stderr, reason = "a test that did not run must be seen")]
        {
            eprintln!("SKIPPED: {name} is not there");
        }
        return None;
    }
    Some(path)
}

const SURNAMES: [&str; 8] = [
    "Абдыкадыров",
    "Токтосунов",
    "Жумабаев",
    "Эргешов",
    "Осмонов",
    "Сыдыков",
    "Исаков",
    "Шаршенов",
];
const GIVEN: [&str; 10] = [
    "Азамат",
    "Бакыт",
    "Эрлан",
    "Мирлан",
    "Данияр",
    "Марат",
    "Канат",
    "Тилек",
    "Бекзат",
    "Замир",
];

/// An invented man, always the same for the same number: surname, given name, birth date.
pub(crate) fn invented(number: usize) -> (String, String, String) {
    let surname = SURNAMES[number % SURNAMES.len()];
    let given = GIVEN[(number / SURNAMES.len()) % GIVEN.len()];
    let date = format!(
        "{:02}.{:02}.{}",
        1 + number * 7 % 28,
        1 + number * 5 % 12,
        1970 + number * 11 % 35
    );
    (surname.to_owned(), given.to_owned(), date)
}

/// A list of invented men as CSV, with own ids that begin with `mark`.
pub(crate) fn list(mark: &str, numbers: impl IntoIterator<Item = usize>) -> String {
    let mut text = "№,Фамилия,Имя,Дата рождения\n".to_owned();
    for number in numbers {
        let (surname, given, date) = invented(number);
        text += &format!("{mark}{number},{surname},{given},{date}\n");
    }
    text
}

/// Three lists of 80 invented men with a known overlap.
pub(crate) fn three_lists(house: &House) {
    house.write("union.csv", list("U", (0..80).filter(|n| n % 2 == 0)));
    house.write("media.csv", list("M", (0..80).filter(|n| n % 3 == 0)));
    house.write("court.csv", list("C", (0..80).filter(|n| n % 5 == 0)));
}

/// How many different men are on the three lists.
pub(crate) fn on_three_lists() -> usize {
    (0..80).filter(|n| n % 2 == 0 || n % 3 == 0 || n % 5 == 0).count()
}
