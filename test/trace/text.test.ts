import assert from "node:assert/strict";
import test from "node:test";
import { elementsText, plainLine, quotedBytes, quotedText } from "#src/trace/text.ts";

test("texts are quoted, with escapes for what a terminal would obey or not show", () => {
  assert.equal(quotedText('say "hi"\\\r\n\t'), '"say \\"hi\\"\\\\\\r\\n\\t"');
  assert.equal(quotedText("\x1b[2J\x00\x7f\x9b"), '"\\x1b[2J\\x00\\x7f\\x9b"');
  assert.equal(quotedText("a\u202eb\u2028c\ud800"), '"a\\u{202e}b\\u{2028}c\\u{d800}"');
  assert.equal(quotedText("Grüße"), '"Grüße"');
});

test("of long texts and bytes the beginning is shown, and the size", () => {
  assert.equal(quotedText("x".repeat(40)), `"${"x".repeat(40)}"`);
  assert.equal(quotedText("ü".repeat(41)), `"${"ü".repeat(40)}"... 82 bytes`);
  assert.equal(quotedBytes(Buffer.from("x".repeat(1000))), `"${"x".repeat(40)}"... 1000 bytes`);
});

test("bytes are shown as text where they are text, and no character is cut", () => {
  assert.equal(quotedBytes(Buffer.from("Grüße\n")), '"Grüße\\n"');
  assert.equal(quotedBytes(Buffer.from([0x61, 0xff, 0x00])), '"a\\xff\\x00"');
  assert.equal(quotedBytes(Buffer.from(`${"x".repeat(39)}ü`)), `"${"x".repeat(39)}"... 41 bytes`);
  assert.equal(quotedBytes(new Uint8Array()), '""');
});

test("of long lists the first elements are shown, and how many there are", () => {
  assert.equal(elementsText(2, String), "0, 1");
  assert.equal(elementsText(10, String), "0, 1, 2, 3, 4, 5, 6, 7, ... 10 in all");
});

test("a reason stays on its line", () => {
  assert.equal(plainLine('a "b"\nc\x1b'), 'a "b"\\nc\\x1b');
});
