// @ts-check
// Sends or receives a file, and shows the progress: a bar on a terminal, lines elsewhere.
//
//   node examples/transfer.mjs receive copy.iso 4000
//   node examples/transfer.mjs send disk.iso 127.0.0.1 4000
//
// The sender sends a line with the size in bytes, then the bytes; the receiver confirms them with a line. An incomplete
// file is never left under the file's name.

import { open, rename, rm } from "node:fs/promises";
import socket from "luasocket/promises";

const CHUNK = 256 * 1024; // bytes
const PATIENCE = 30; // seconds without progress
const OFTEN = 100; // milliseconds between two updates of the bar
const WIDTH = 30; // characters

/** Returns the value of a result, or throws. @template T @param {readonly [T, ...unknown[]] | readonly [undefined, ...unknown[]]} result */
function must([value, reason]) {
  if (value === undefined) throw new Error(String(reason));
  return value;
}

/** Shows the progress on standard error. @param {number} total  in bytes */
function progressOf(total) {
  const { stderr } = process;
  const begun = performance.now();
  let shownAt = Number.NEGATIVE_INFINITY;
  let tenth = 0;

  /** @param {number} done */
  function bar(done) {
    const seconds = (performance.now() - begun) / 1000;
    const part = total === 0 ? 1 : done / total;
    const filled = Math.round(part * WIDTH);
    const rate = seconds > 0 ? done / seconds / 1e6 : 0;
    const left = part > 0 ? Math.ceil(seconds / part - seconds) : 0;
    const drawing = `[${"#".repeat(filled)}${" ".repeat(WIDTH - filled)}]`;
    const text = `${drawing} ${Math.floor(part * 100)}% ${rate.toFixed(1)} MB/s, ${left} s left`;
    // Overwrites the previous bar. Cut to the width of the line: a wrapped bar could not be overwritten.
    stderr.write(`\r${text.slice(0, stderr.columns - 1)}\x1b[K`);
  }

  return {
    /** @param {number} done  bytes so far */
    show(done) {
      if (stderr.isTTY) {
        const now = performance.now();
        if (now - shownAt < OFTEN && done < total) return;
        shownAt = now;
        bar(done);
      } else if (done * 10 >= (tenth + 1) * total && total > 0) {
        tenth = Math.floor((done / total) * 10);
        stderr.write(`${tenth * 10}%, ${done} of ${total} bytes\n`);
      }
    },
    /** Ends the line of the bar. */
    end() {
      if (stderr.isTTY) stderr.write("\n");
    },
  };
}

/** @param {string} path @param {string} host @param {string} port */
async function send(path, host, port) {
  const file = await open(path);
  const [client] = socket.tcp();
  client.settimeout(PATIENCE);
  must(await client.connect(host, port));
  const { size } = await file.stat();
  must(await client.send(`${size}\n`));
  const progress = progressOf(size);
  const memory = Buffer.alloc(CHUNK);
  try {
    for (let sent = 0; sent < size; ) {
      const { bytesRead } = await file.read(memory, 0, Math.min(CHUNK, size - sent), sent);
      if (bytesRead === 0) throw new Error("the file has become shorter");
      must(await client.send(memory.subarray(0, bytesRead)));
      sent += bytesRead;
      progress.show(sent);
    }
    // Sent means accepted by the system. Only the peer can confirm that it has the bytes.
    must(await client.receive("*l"));
  } finally {
    progress.end();
    client.close();
    await file.close();
  }
  console.log(`sent ${size} bytes`);
}

/** @param {string} path @param {string} port */
async function receive(path, port) {
  const server = must(await socket.bind("127.0.0.1", port));
  console.log("listening on", ...server.getsockname().slice(0, 2));
  const client = must(await server.accept());
  server.close();
  client.settimeout(PATIENCE);
  client.setlimits({ line: 20 });
  const size = Number(must(await client.receive("*l")));
  if (!Number.isSafeInteger(size) || size < 0) throw new Error("that is no size");
  const unfinished = `${path}.part`;
  const file = await open(unfinished, "w");
  const progress = progressOf(size);
  const memory = new Uint8Array(CHUNK);
  try {
    for (let received = 0; received < size; ) {
      const wanted = Math.min(CHUNK, size - received);
      must(await client.receiveinto(memory, 0, wanted));
      await file.writeFile(memory.subarray(0, wanted));
      received += wanted;
      progress.show(received);
    }
    await file.close();
    await rename(unfinished, path);
    must(await client.send("done\n"));
  } catch (error) {
    await file.close();
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    progress.end();
    client.close();
  }
  console.log(`received ${size} bytes`);
}

const [task, path, ...rest] = process.argv.slice(2);
const [first, second] = rest;
try {
  if (task === "send" && path && first && second) await send(path, first, second);
  else if (task === "receive" && path && first) await receive(path, first);
  else throw new Error("usage: transfer.mjs send file host port | receive file port");
} catch (error) {
  console.error(`transfer: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
