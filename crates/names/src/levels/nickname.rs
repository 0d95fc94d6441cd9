//! Pet names that no rule of sounds can find.
//!
//! General knowledge of English and Russian usage; prefixes such as Rob and Robert need no table.

use crate::levels::sound::sounds_of;

/// Each line is one name and the pet names it goes by.
const FAMILIES: &[&str] = &[
    "robert bob bobby rob robbie",
    "william bill billy will willie willy liam",
    "richard dick rick ricky rich",
    "edward ed ted ned eddie teddy",
    "john jack johnny jon",
    "james jim jimmy jamie jem",
    "thomas tom tommy",
    "charles charlie chuck chas",
    "henry harry hal hank",
    "george geo georgie",
    "margaret maggie peggy meg madge daisy",
    "elizabeth liz lizzie beth betty bess eliza libby",
    "mary molly polly may mamie",
    "catherine kate kitty katherine kathy cathy katie",
    "francis frank frankie",
    "alexander alex sandy alec александр саша шура саня",
    "anthony tony antony",
    "michael mike mick mickey михаил миша",
    "joseph joe joey",
    "samuel sam sammy",
    "benjamin ben benny",
    "daniel dan danny",
    "matthew matt",
    "andrew andy drew андрей андрюша",
    "frederick fred freddie",
    "albert bert al bertie",
    "walter walt wat",
    "arthur art",
    "stephen steve steven",
    "dorothy dot dolly",
    "sarah sally sadie",
    "ann annie nancy anne anna hannah",
    "susan sue susie",
    "jane jenny janet",
    "helen nell nellie ellen елена лена",
    "martha patty",
    "frances fanny",
    "theodore theo",
    "nicholas nick николай коля",
    "patrick pat paddy",
    "дмитрий дима митя",
    "евгений женя",
    "владимир вова володя",
    "алексей лёша алёша",
    "сергей серёжа",
    "иван ваня",
    "екатерина катя",
    "наталья наташа",
    "татьяна таня",
    "мария маша",
    "мухаммед мухаммад мохаммед магомед мухамед мамед махамат",
];

/// The families with every name folded; made once.
static FOLDED: std::sync::LazyLock<Vec<(Vec<u8>, u16)>> = std::sync::LazyLock::new(|| {
    let mut folded = Vec::new();
    for (family, number) in FAMILIES.iter().zip(1_u16..) {
        for name in family.split(' ') {
            folded.push((sounds_of(&name.chars().collect::<Vec<_>>()), number));
        }
    }
    folded.sort();
    folded.dedup_by(|later, earlier| later.0 == earlier.0);
    folded
});

/// The number of the family a word belongs to; 0 when none.
pub(crate) fn family(sounds: &[u8]) -> u16 {
    let found = FOLDED.binary_search_by(|(name, _)| name.as_slice().cmp(sounds));
    found.map_or(0, |at| FOLDED[at].1)
}
