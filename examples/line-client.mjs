// @ts-check
// Talks to a server of lines (SMTP, POP3, Redis, the echo server ...) that may be slow: sends each command
// and prints the line that answers it.
//
//   node examples/line-client.mjs 127.0.0.1 8080 "first command" "second command"
//
// While an answer is not complete, it says what has come so far, and goes on waiting, but not for ever.

import socket from "luasocket";

const PATIENCE = 20; // times 0.5 seconds

const [host, port, ...commands] = process.argv.slice(2);
if (host === undefined || port === undefined) {
  console.error("usage: line-client.mjs host port [command ...]");
  process.exit(2);
}

/** @param {string | undefined} reason @returns {never} */
function giveUp(reason) {
  console.error(`line-client: ${reason}`);
  process.exit(1);
}

// Not socket.connect, which has no timeout: here the connection must not take long, either.
const [client] = socket.tcp();
client.settimeout(0.5);
const [connected, failure] = client.connect(host, port);
if (connected === undefined) giveUp(failure);

/** A whole line, however many pieces it comes in. */
function answer() {
  let [line, reason, partial] = client.receive("*l");
  for (let waits = 1; reason === "timeout" && waits < PATIENCE; waits++) {
    console.log(`... ${JSON.stringify(partial)}`);
    // What has come is no longer in the socket: as the prefix, it goes before the rest.
    [line, reason, partial] = client.receive("*l", partial);
  }
  return line ?? giveUp(reason);
}

for (const command of commands) {
  const [sent, reason] = client.send(`${command}\r\n`);
  if (sent === undefined) giveUp(reason);
  console.log(`> ${command}\n< ${answer()}`);
}
client.close();
