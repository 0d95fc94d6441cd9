//! Dots: names of single values, by the entry that wrote them.

use ciborium::Value as Cbor;

use crate::DeviceId;
use crate::cbor::{self, Malformed};

/// Names one value: the `n`-th that an entry wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dot {
    /// The device that wrote the entry.
    pub device: DeviceId,
    /// The entry's number, from 1.
    pub number: u64,
    /// 65,536 times the number of the part, plus a count of the part's values from 0.
    pub n: u32,
}

impl Dot {
    /// As an array of three.
    pub(crate) fn to_cbor(self) -> Cbor {
        cbor::array([
            cbor::bytes(self.device.as_bytes()),
            cbor::uint(self.number),
            cbor::uint(self.n.into()),
        ])
    }

    /// From an array of three.
    pub(crate) fn from_cbor(value: Cbor) -> Result<Self, Malformed> {
        let [device, number, n] = cbor::items(value)?;
        Ok(Self {
            device: DeviceId::from_bytes(cbor::fixed(device)?),
            number: cbor::number(number)?,
            n: cbor::small_number(n)?,
        })
    }
}

/// The most values of a part.
pub(crate) const MAX_VALUES: u32 = 1 << 16;

/// The count of the first value of a part; parts with acts are numbered from 1.
pub(crate) fn first_of_part(part: u32) -> u32 {
    part.saturating_mul(MAX_VALUES)
}

/// Dots as an array, sorted and each once.
pub(crate) fn over_to_cbor(over: &[Dot]) -> Cbor {
    let mut over = over.to_vec();
    over.sort_unstable();
    over.dedup();
    Cbor::Array(over.into_iter().map(Dot::to_cbor).collect())
}

/// Dots from such an array.
pub(crate) fn over_from_cbor(value: Cbor) -> Result<Vec<Dot>, Malformed> {
    let over: Vec<Dot> = cbor::list(value)?
        .into_iter()
        .map(Dot::from_cbor)
        .collect::<Result<_, _>>()?;
    over.is_sorted_by(|a, b| a < b).then_some(over).ok_or(Malformed)
}
