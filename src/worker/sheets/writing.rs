//! A table on its way out: rows come in slices, the file leaves in pieces.

use super::Reply;
use super::reader::Say;
use crate::exchange::grid::Cell;
use crate::exchange::write::{FileForm, OutTable, TableWriter, Unwritten};

/// Bytes of a file in a message: the page takes each in a moment.
const PIECE: usize = 262_144;

/// The table that is being written; what went wrong is told at the end.
#[derive(Default)]
pub(super) struct Writing(Option<Result<TableWriter, Unwritten>>);

impl Writing {
    pub fn begin(&mut self, form: FileForm, table: OutTable, beside: Vec<OutTable>) {
        self.0 = Some(TableWriter::begin(form, table, beside));
    }

    pub fn add(&mut self, rows: Vec<Vec<Cell>>) {
        if let Some(Ok(writer)) = &mut self.0
            && let Err(why) = writer.add(rows)
        {
            self.0 = Some(Err(why));
        }
    }

    pub fn end(&mut self, say: Say<'_>) {
        let Some(writer) = self.0.take() else {
            return say(Reply::Failed);
        };
        match writer.and_then(TableWriter::finish) {
            Ok(written) => {
                in_pieces(&written.bytes, say);
                say(Reply::Written(written.cut));
            }
            Err(why) => say(Reply::Unwritten(why)),
        }
    }
}

/// Hands the bytes of a file over.
pub(super) fn in_pieces(bytes: &[u8], say: Say<'_>) {
    bytes.chunks(PIECE).for_each(|piece| say(Reply::Piece(piece.to_vec())));
}
