// Groups of multicast between two processes, on the loopback interface.

import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import socket, { type UdpObject } from "luasocket";
import { must } from "../support/connected-pair.ts";
import { Program } from "../support/program.ts";

/** Joins a group, says so, and answers what comes to it. Its first argument is 4 or 6. */
const MEMBER = `
  import socket from "luasocket";
  const isSix = process.argv[1] === "6";
  const [udp] = isSix ? socket.udp6() : socket.udp4();
  udp.settimeout(30);
  udp.setoption("reuseaddr", true);
  udp.setsockname("*", 0);
  const joined = isSix
    ? udp.setoption("ipv6-add-membership", { multiaddr: "ff01::4:7" })
    : udp.setoption("ip-add-membership", { multiaddr: "239.192.4.7", interface: "127.0.0.1" });
  console.log(joined[0] === 1 ? "joined" : "failed", udp.getsockname()[1]);
  for (;;) {
    const [data, ip, port] = udp.receivefrom();
    if (data === undefined || data === "end") break;
    if (data === "leave") {
      udp.setoption(isSix ? "ipv6-drop-membership" : "ip-drop-membership",
        isSix ? { multiaddr: "ff01::4:7" } : { multiaddr: "239.192.4.7", interface: "127.0.0.1" });
    }
    udp.sendto("got " + data, ip, port);
  }
`;

async function member(
  t: TestContext,
  family: "4" | "6",
): Promise<{ program: Program; port: number } | undefined> {
  const program = new Program(t, [process.execPath, "--input-type=module", "-e", MEMBER, family]);
  const [, outcome, port] = await program.says(/(joined|failed) (\d+)/);
  return outcome === "joined" ? { program, port: Number(port) } : undefined;
}

function sender(t: TestContext, udp: UdpObject): UdpObject {
  t.after(() => udp.close());
  udp.settimeout(10);
  return udp;
}

test("what is sent to a group reaches its members, until they leave it", async (t) => {
  const other = await member(t, "4");
  assert.ok(other !== undefined, "the group could not be joined");
  const udp = sender(t, must(socket.udp4()));
  assert.deepEqual(udp.setoption("ip-multicast-if", "127.0.0.1"), [1]);
  assert.deepEqual(udp.setoption("ip-multicast-ttl", 0), [1]);
  udp.sendto("to the group", "239.192.4.7", other.port);
  assert.deepEqual(udp.receivefrom(), ["got to the group", "127.0.0.1", other.port]);
  udp.sendto("leave", "239.192.4.7", other.port);
  assert.deepEqual(udp.receive(), ["got leave"]);
  // Loopback keeps the order: had this one arrived, it would be answered before the next.
  udp.sendto("to nobody", "239.192.4.7", other.port);
  udp.sendto("to one", "127.0.0.1", other.port);
  assert.deepEqual(udp.receive(), ["got to one"]);
  udp.sendto("end", "127.0.0.1", other.port);
  assert.equal(await other.program.ends(), 0);
});

test("a group of IPv6", async (t) => {
  const other = await member(t, "6");
  if (other === undefined) return t.skip("the kernel refuses groups of IPv6");
  const udp = sender(t, must(socket.udp6()));
  const sent = udp.sendto("to the group", "ff01::4:7", other.port);
  // Of scope 1: it never leaves the host, but goes by way of an interface (RFC 4291 section 2.7).
  if (sent[0] === undefined) return t.skip(`the kernel has no way to the group: ${sent[1]}`);
  assert.deepEqual(udp.receive(), ["got to the group"]);
  udp.sendto("end", "::1", other.port);
  assert.equal(await other.program.ends(), 0);
});

test("a broadcast needs the option", (t) => {
  const to = sender(t, must(socket.udp4()));
  assert.deepEqual(to.setsockname("0.0.0.0", 0), [1]);
  const port = to.getsockname()[1] as number;
  const from = sender(t, must(socket.udp4()));
  assert.deepEqual(from.sendto("x", "127.255.255.255", port), [undefined, "permission denied"]);
  assert.deepEqual(from.setoption("broadcast", true), [1]);
  assert.deepEqual(from.sendto("to all", "127.255.255.255", port), [6]);
  assert.deepEqual(to.receive(), ["to all"]);
});
