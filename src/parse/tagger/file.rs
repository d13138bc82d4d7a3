//! The file of the tagger: a compressed list of bytes.
//!
//! `NVT3`, then in zstd: logarithm of the rows of both sets of weights, number of sets of the
//! dictionary, logarithm of its slots (a byte each), the sets and the slots (u32, little endian), the
//! rows of both sets of weights as they are in memory.

use super::{
    Tagger,
    dictionary::Dictionary,
    weights::{LANES, Weights},
};

const MAGIC: &[u8; 4] = b"NVT3";

/// How much larger the bytes are than compressed, about.
const RATIO: usize = 6;

/// Why a file is no tagger.
#[derive(Debug, thiserror::Error)]
pub(super) enum ModelFileError {
    /// Of another kind or version.
    #[error("no tagger file of version 3; expected one that scripts/train-tagger wrote")]
    Magic,
    /// Its parts do not have the sizes that its head says.
    #[error("{found} bytes of data where its head says {expected}")]
    Size {
        /// By the head.
        expected: usize,
        /// There are.
        found: usize,
    },
    /// Cannot be decompressed.
    #[error("cannot be decompressed: {0}")]
    Compression(#[from] std::io::Error),
}

/// Reads what `write_model` wrote.
pub(super) fn read_model(file: &[u8]) -> Result<Tagger, ModelFileError> {
    let packed = file.strip_prefix(MAGIC).ok_or(ModelFileError::Magic)?;
    // as one piece of memory: what grows is copied
    let mut bytes = Vec::with_capacity(packed.len() * RATIO);
    zstd::stream::copy_decode(packed, &mut bytes)?;
    let [cased, caseless, sets, slots, rest @ ..] = bytes.as_slice() else {
        return Err(ModelFileError::Size { expected: 4, found: bytes.len() });
    };
    let too_large = *cased > 24 || *caseless > 24 || *slots > 24;
    let (sets, slots) = (usize::from(*sets) * 4, 4_usize << (*slots).min(24));
    let (cased, caseless) = (1_usize << (*cased).min(24), 1_usize << (*caseless).min(24));
    let expected = sets + slots + (cased + caseless) * LANES;
    if too_large || expected != rest.len() {
        return Err(ModelFileError::Size { expected, found: rest.len() });
    }
    let (sets, rest) = rest.split_at(sets);
    let (slots, rest) = rest.split_at(slots);
    let (cased, caseless) = rest.split_at(cased * LANES);
    let dictionary = Dictionary {
        sets: sets.as_chunks().0.iter().map(|b| u32::from_le_bytes(*b)).collect(),
        slots: slots.as_chunks().0.iter().map(|b| u32::from_le_bytes(*b)).collect(),
    };
    Ok(Tagger { cased: weights(cased), caseless: weights(caseless), dictionary })
}

fn weights(bytes: &[u8]) -> Weights {
    Weights::packed(bytes.as_chunks().0.to_vec())
}

/// The bytes of a file that [`read_model`] reads.
#[cfg(any(test, feature = "stages"))]
pub(super) fn write_model(tagger: &Tagger) -> std::io::Result<Vec<u8>> {
    let Dictionary { slots, sets } = &tagger.dictionary;
    let mut bytes = vec![
        tagger.cased.bits() as u8,
        tagger.caseless.bits() as u8,
        sets.len() as u8,
        slots.len().trailing_zeros() as u8,
    ];
    bytes.extend(sets.iter().flat_map(|set| set.to_le_bytes()));
    bytes.extend(slots.iter().flat_map(|slot| slot.to_le_bytes()));
    let rows = tagger.cased.packed_rows().iter().chain(tagger.caseless.packed_rows());
    bytes.extend(rows.flatten());
    let mut file = MAGIC.to_vec();
    file.extend(zstd::encode_all(bytes.as_slice(), 19)?);
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Pos;

    #[test]
    fn what_is_written_is_read_and_damage_is_told() {
        let tagger = Tagger {
            cased: Weights::new([[3; Pos::COUNT]; 4].into_iter()),
            caseless: Weights::new([[-7; Pos::COUNT]; 2].into_iter()),
            dictionary: Dictionary { slots: vec![0, 0x0102_0301], sets: vec![9, 513] },
        };
        let file = write_model(&tagger).unwrap();
        assert_eq!(read_model(&file).unwrap(), tagger);
        assert!(matches!(read_model(b"NVX1"), Err(ModelFileError::Magic)));
        assert!(read_model(&file[..file.len() - 3]).is_err());
        let short = [MAGIC.to_vec(), zstd::encode_all(&[20, 2, 1, 1, 0][..], 1).unwrap()].concat();
        assert!(matches!(read_model(&short), Err(ModelFileError::Size { .. })));
    }
}
