// The module "mime.core": filters over chunks of a text. The last call has no chunk.

import { type CFunction, LUA_TNIL, type LuaApi, type LuaState } from "../../vm/c-api/lua-api.ts";
import { pushFunctions } from "../../vm/c-api/stack.ts";
import { CRLF, SOFT_BREAK } from "./ascii.ts";
import { ATOM_SIZE, decodeBase64, encodeBase64 } from "./base64.ts";
import { AT_LINE_START, normalizeLineEnds, stuffDots } from "./line-ends.ts";
import { LINE_LENGTH, wrap, wrapQuoted } from "./line-wrapping.ts";
import { Output } from "./output.ts";
import { decodeQuoted, encodeLast, encodeQuoted } from "./quoted-printable.ts";

/** MIME in LuaSocket 3.1. */
const VERSION = "MIME 1.0.3";

/** Opens the module: pushes its table. */
export function openMimeCore(api: LuaApi): CFunction {
  return (L) => {
    pushFunctions(api, L, { ...codecs(api), ...lineFilters(api) });
    api.pushText(L, VERSION);
    api.setfield(L, -2, api.cstring("_VERSION"));
    return 1;
  };
}

/** Shared by all calls: the output of a filter is pushed before the next call begins. */
const output = new Output();

/**
 * Filters that take a text in two parts, and return the processed text and the unprocessed rest, which is the first
 * part of the next call. Without a second part the text ends.
 */
function codecs(api: LuaApi): Record<string, CFunction> {
  /** @param run  processes a text and returns the rest; at the end, it must process all of it */
  const codec =
    (run: (text: Buffer, isLast: boolean, L: LuaState) => Uint8Array): CFunction =>
    (L) => {
      if (isAbsent(api, L, 1)) return pushNils(api, L, 2);
      api.checklstring(L, 1, 0);
      const isLast = isAbsent(api, L, 2);
      if (!isLast) api.checklstring(L, 2, 0);
      output.begin();
      const text = isLast ? stringAt(api, L, 1) : Buffer.concat([stringAt(api, L, 1), stringAt(api, L, 2)]);
      const rest = run(text, isLast, L);
      if (!isLast) return pushBoth(api, L, Buffer.from(rest));
      if (output.length === 0) return pushNils(api, L, 2);
      api.pushBytes(L, output.content);
      api.pushnil(L);
      return 2;
    };

  return {
    /** b64(C [, D]) */
    b64: codec((text, isLast) => {
      const whole = isLast ? text.length : text.length - (text.length % ATOM_SIZE);
      output.addText(encodeBase64(text.subarray(0, whole)));
      return text.subarray(whole);
    }),

    /** unb64(C [, D]) */
    unb64: codec((text) => decodeBase64(text, output)),

    /** qp(C [, D [, marker]]) */
    qp: codec((text, isLast, L) => {
      const rest = text.subarray(encodeQuoted(text, optMarker(api, L, 3), output));
      if (isLast) encodeLast(rest, SOFT_BREAK, output);
      return rest;
    }),

    /** unqp(C [, D]) */
    unqp: codec((text) => text.subarray(decodeQuoted(text, output))),
  };
}

/** Filters that take a state and a chunk, and return the filtered chunk and the next state. */
function lineFilters(api: LuaApi): Record<string, CFunction> {
  const wrapping =
    (filter: typeof wrap, lineEnd: Uint8Array): CFunction =>
    (L) => {
      const left = whole(api.checknumber(L, 1));
      if (isAbsent(api, L, 2)) {
        const length = lengthArgument(api, L);
        if (left < length) api.pushBytes(L, lineEnd);
        else api.pushnil(L);
        api.pushnumber(L, length);
        return 2;
      }
      api.checklstring(L, 2, 0);
      const length = lengthArgument(api, L);
      return pushChunk(api, L, filter(stringAt(api, L, 2), left, length, output.begin()));
    };

  return {
    /** wrp(left [, chunk [, length]]) */
    wrp: wrapping(wrap, CRLF),

    /** qpwrp(left [, chunk [, length]]) */
    qpwrp: wrapping(wrapQuoted, SOFT_BREAK),

    /** eol(pending [, chunk [, marker]]) */
    eol(L) {
      const pending = api.checkinteger(L, 1);
      if (isAbsent(api, L, 2)) return pushEnd(api, L, 0);
      api.checklstring(L, 2, 0);
      const marker = optMarker(api, L, 3);
      return pushChunk(api, L, normalizeLineEnds(stringAt(api, L, 2), pending, marker, output.begin()));
    },

    /** dot(state [, chunk]) */
    dot(L) {
      const state = whole(api.checknumber(L, 1));
      if (isAbsent(api, L, 2)) return pushEnd(api, L, AT_LINE_START);
      api.checklstring(L, 2, 0);
      return pushChunk(api, L, stuffDots(stringAt(api, L, 2), state, output.begin()));
    },
  };
}

const isAbsent = (api: LuaApi, L: LuaState, argument: number): boolean => api.type(L, argument) <= LUA_TNIL;

/** Returns a view of a string argument in Lua's memory, valid until the next call that may allocate. */
function stringAt(api: LuaApi, L: LuaState, argument: number): Buffer {
  const pointer = api.tolstring(L, argument, api.sizeOut);
  return api.memory.buffer.subarray(pointer, pointer + api.size());
}

/** Reads the replacement of a line ending. As a C string in LuaSocket, it ends at a NUL. */
function optMarker(api: LuaApi, L: LuaState, argument: number): Uint8Array {
  if (isAbsent(api, L, argument)) return CRLF;
  return api.memory.readCString(api.checklstring(L, argument, 0));
}

/** Converts a number as C converts it to int; NaN becomes 0. */
function whole(number: number): number {
  return Math.trunc(number) || 0;
}

function lengthArgument(api: LuaApi, L: LuaState): number {
  return whole(api.optnumber(L, 3, LINE_LENGTH));
}

function pushNils(api: LuaApi, L: LuaState, count: number): number {
  for (let pushed = 0; pushed < count; pushed++) api.pushnil(L);
  return count;
}

function pushBoth(api: LuaApi, L: LuaState, rest: Uint8Array): number {
  api.pushBytes(L, output.content);
  api.pushBytes(L, rest);
  return 2;
}

function pushChunk(api: LuaApi, L: LuaState, state: number): number {
  api.pushBytes(L, output.content);
  api.pushnumber(L, state);
  return 2;
}

/** Pushes a filter's results at the end of the text: nil and the initial state. */
function pushEnd(api: LuaApi, L: LuaState, state: number): number {
  api.pushnil(L);
  api.pushnumber(L, state);
  return 2;
}
