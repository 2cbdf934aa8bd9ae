// Guess the number: a host that thinks of one, and a player who searches for it. A message is a line.
//
// Written for Defold: `socket` is a global, and calls have several results. The same file runs in Lua and in
// Node; lua.ts and node.ts define `socket`, `Client` and `Server` there.

/** Seconds of silence after which a peer counts as gone. */
const PATIENCE = 30;

/** Seconds for which a game shows one picture. */
const FRAME = 1 / 60;

/** The other end of a conversation. */
interface Peer {
  readonly connection: Client;
  /** The received part of its next line. */
  heard: string;
  gone: boolean;
}

/** Answers guesses at the secret until all of the expected players have come and left. */
export function host(secret: number, players: number): void {
  const server = listen();
  const [, port] = server.getsockname();
  print(`listening on ${port}`);
  let awaited = players;
  let peers: Peer[] = [];
  while (awaited > 0 || peers.length > 0) {
    const talking = select([server, ...peers.map((peer) => peer.connection)], PATIENCE);
    if (talking.length === 0) throw new Error("nobody plays");
    for (const peer of peers.filter((peer) => talking.includes(peer.connection))) {
      const guess = hear(peer);
      if (guess !== undefined) peer.connection.send(`${verdict(secret, Number(guess))}\n`);
      if (peer.gone) peer.connection.close();
    }
    peers = peers.filter((peer) => !peer.gone);
    if (talking.includes(server)) {
      const [connection, failure] = server.accept();
      peers.push(meet(must(connection, failure)));
      awaited -= 1;
    }
  }
  server.close();
}

/** Finds the secret of the host at a port, by halves. */
export function play(port: number): void {
  const [connection, failure] = socket.connect("127.0.0.1", port);
  const host = meet(must(connection, failure));
  let low = 1;
  let high = 100;
  let answer: string | undefined;
  while (answer !== "right" && low <= high) {
    const guess = Math.floor((low + high) / 2);
    host.connection.send(`${guess}\n`);
    answer = awaitLine(host);
    print(`${guess}? ${answer}`);
    if (answer === "higher") low = guess + 1;
    else high = guess - 1;
  }
  host.connection.close();
}

function verdict(secret: number, guess: number): string {
  if (guess === secret) return "right";
  return guess < secret ? "higher" : "lower";
}

function listen(): Server {
  const [tcp, failure] = socket.tcp();
  const server: Server = must(tcp, failure);
  const [bound, taken] = server.bind("127.0.0.1", 0);
  must(bound, taken);
  server.listen();
  return server;
}

function meet(connection: Client): Peer {
  connection.settimeout(0); // a host has other players, and a game has a picture to draw
  return { connection, heard: "", gone: false };
}

/** Returns the next line if it is complete. Keeps an incomplete one as the prefix of its rest. */
function hear(peer: Peer): string | undefined {
  const [line, reason, partial] = peer.connection.receive("*l", peer.heard);
  peer.heard = partial ?? "";
  peer.gone = reason !== undefined && reason !== "timeout";
  return line;
}

function awaitLine(peer: Peer): string {
  const deadline = socket.gettime() + PATIENCE;
  while (!peer.gone && socket.gettime() < deadline) {
    const line = hear(peer);
    if (line !== undefined) return line;
    select([peer.connection], FRAME); // a game draws its next picture here
  }
  throw new Error("the host does not answer");
}

/** Waits until a socket has data, and returns all that have. */
function select(sockets: (Client | Server)[], seconds: number): (Client | Server)[] {
  const [readable] = socket.select(sockets, undefined, seconds);
  return readable;
}

function must<T>(value: T | undefined, reason: string | undefined): T {
  if (value === undefined) throw new Error(reason);
  return value;
}
