//! A file of the user's, as far as the browser looks into it before it is sent.

mod preview;
mod sample;

use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, TextDecoder};
use wire::import::{Delimiter, Encoding};

use self::sample::{delimiter_of, encoding_of};

pub(super) use self::preview::Preview;
pub(super) use self::sample::{BadHeader, Sample, Values};

/// What may be chosen.
pub(super) const ACCEPTED: &str = ".csv,.tsv,.txt,text/csv";

/// Bytes by which encoding and delimiter are guessed.
const GUESSED_BY: u32 = 64 * 1024;
/// Bytes that are searched for the values of columns.
const LOOKED_AT: u32 = 2 * 1024 * 1024;

/// The bytes that were looked at, so that they can be read again in another encoding.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Look {
    bytes: Vec<u8>,
    is_whole: bool,
}

impl Look {
    /// Reads the beginning of a file. None if the browser cannot, for example because it is gone.
    pub(super) async fn at(file: &File) -> Option<Self> {
        let part = file.slice_with_i32_and_f64(0, f64::from(LOOKED_AT)).ok()?;
        let buffer = JsFuture::from(part.array_buffer()).await.ok()?;
        let is_whole = file.size() <= f64::from(LOOKED_AT);
        Some(Self { bytes: Uint8Array::new(&buffer).to_vec(), is_whole })
    }

    /// False for what no encoding that the server reads can be, such as a sheet of a spreadsheet program.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.bytes[..], [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) || !self.bytes.contains(&0)
    }

    /// How the file seems to be written.
    pub(super) fn guess(&self) -> (Encoding, Delimiter) {
        let most = usize::try_from(GUESSED_BY).unwrap_or(usize::MAX).min(self.bytes.len());
        let beginning = &self.bytes[..most];
        let encoding = encoding_of(beginning);
        (encoding, delimiter_of(&decode(beginning, encoding)))
    }

    /// What is in it if it is written like this.
    pub(super) fn sample(&self, encoding: Encoding, delimiter: Delimiter) -> Sample {
        Sample::read(&decode(&self.bytes, encoding), delimiter, self.is_whole)
    }
}

/// The text of bytes; what is none is replaced by marks, as the server does before it refuses the row.
fn decode(bytes: &[u8], encoding: Encoding) -> String {
    let label = match (encoding, bytes) {
        (_, [0xff, 0xfe, ..]) => "utf-16le",
        (_, [0xfe, 0xff, ..]) => "utf-16be",
        (_, [0xef, 0xbb, 0xbf, ..]) | (Encoding::Utf8, _) => "utf-8",
        (Encoding::Gb18030, _) => "gb18030",
    };
    let decoder = TextDecoder::new_with_label(label).ok();
    let text = decoder.and_then(|decoder| decoder.decode_with_u8_array(bytes).ok());
    text.unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned())
}
