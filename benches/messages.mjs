// The messages of a table on its way out, as the page writes them (postcard of `worker::sheets::Request`).

const [WRITE, ADD_ROWS, END_WRITING] = [11, 12, 13];
const [BLANK, TEXT, NUMBER] = [0, 1, 2];
const encoder = new TextEncoder();

/** Bytes that grow. */
class Out {
  bytes = new Uint8Array(1 << 18);
  view = new DataView(this.bytes.buffer);
  at = 0;
  room(more) {
    if (this.at + more <= this.bytes.length) return;
    const wider = new Uint8Array(2 * (this.at + more));
    wider.set(this.bytes);
    this.bytes = wider;
    this.view = new DataView(wider.buffer);
  }
  byte(value) {
    this.room(1);
    this.bytes[this.at++] = value;
  }
  count(value) {
    for (; value > 127; value = Math.floor(value / 128)) this.byte((value % 128) + 128);
    this.byte(value);
  }
  text(text) {
    this.room(3 * text.length + 5);
    // A length of one byte is nearly always enough; where it is not, the text is written again behind a longer one.
    const begins = this.at++;
    this.at += this.written(text);
    const length = this.at - begins - 1;
    if (length < 128) {
      this.bytes[begins] = length;
    } else {
      this.at = begins;
      this.count(length);
      this.at += this.written(text);
    }
  }
  /** Writes a text's UTF-8 and tells its bytes: short ones by hand, as a call of the encoder takes longer than they do. */
  written(text) {
    const { bytes } = this;
    let at = this.at;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit < 0x80) bytes[at++] = unit;
      else if (unit < 0x800) (bytes[at++] = 0xc0 | (unit >> 6)), (bytes[at++] = 0x80 | (unit & 63));
      else if (unit >> 11 !== 27) (bytes[at++] = 0xe0 | (unit >> 12)), (bytes[at++] = 0x80 | ((unit >> 6) & 63)), (bytes[at++] = 0x80 | (unit & 63));
      else return encoder.encodeInto(text, bytes.subarray(this.at)).written; // beyond the basic plane
    }
    return at - this.at;
  }
  number(value) {
    this.room(8);
    this.view.setFloat64(this.at, value, true);
    this.at += 8;
  }
  done() {
    return this.bytes.slice(0, this.at);
  }
}

/** A workbook begins, with a table of this name and these headings. */
export function beginWriting(name, heads) {
  const out = new Out();
  [WRITE, 0].forEach((byte) => out.byte(byte));
  out.text(name);
  out.count(heads.length);
  for (const head of heads) {
    out.text(head);
    out.byte(0); // as it comes
    out.count(0); // no choices
  }
  out.count(0); // no rows yet
  out.count(0); // no table beside it
  return out.done();
}

/** Some of its rows. */
export function addRows(rows) {
  const out = new Out();
  out.byte(ADD_ROWS);
  out.count(rows.length);
  for (const row of rows) {
    out.count(row.length);
    for (const cell of row) {
      if (cell === "") out.byte(BLANK);
      else if (typeof cell === "number") (out.byte(NUMBER), out.number(cell));
      else (out.byte(TEXT), out.text(cell));
    }
  }
  return out.done();
}

/** All of them came. */
export const endWriting = () => Uint8Array.of(END_WRITING);
