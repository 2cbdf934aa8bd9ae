// @ts-check
// Talks to a line-based server (SMTP, POP3, Redis, the echo server ...) that may be slow: sends each command
// and prints the answering line.
//
//   node examples/line-client.mjs 127.0.0.1 8080 "first command" "second command"
//
// While an answer is incomplete, prints the received part and goes on waiting, for a limited time.

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

// Not socket.connect, which has no timeout: the connection is limited, too.
const [client] = socket.tcp();
client.settimeout(0.5);
const [connected, failure] = client.connect(host, port);
if (connected === undefined) giveUp(failure);

/** Receives a whole line, in any number of pieces. */
function answer() {
  let [line, reason, partial] = client.receive("*l");
  for (let waits = 1; reason === "timeout" && waits < PATIENCE; waits++) {
    console.log(`... ${JSON.stringify(partial)}`);
    // The received part is no longer in the socket: pass it as the prefix of the rest.
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
