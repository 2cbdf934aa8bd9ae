// A policy holds for whom sockets connect and send to, whatever the address is called, in every binding and dialect.

import assert from "node:assert/strict";
import test from "node:test";
import socket from "luasocket";
import old from "luasocket/2.0";
import defold from "luasocket/defold";
import promises from "luasocket/promises";
import { type Binding, withBothBindings } from "../js/bridges/both-bindings.ts";
import { must } from "../support/connected-pair.ts";
import { leavesNoSocketOpen } from "../support/open-sockets.ts";

leavesNoSocketOpen();

/** Its calls are awaited, whatever they give. */
const awaited = (binding: Binding): typeof socket => binding as typeof socket;

const REFUSED = [undefined, "permission denied"];

// All of them reach 127.0.0.1, or ::1.
const LOOPBACKS = [
  "127.0.0.1",
  "localhost",
  "LocalHost",
  "127.1",
  "0177.0.0.1",
  "0x7f.1",
  "2130706433",
  "0.0.0.0",
  "0",
  "*",
  "::1",
  "::",
  "::ffff:127.0.0.1",
  "::ffff:0.0.0.0",
  "localhost\0.example.org",
];

withBothBindings(
  "nobody gets at what is denied, whatever it is called, and the others are reached",
  async (t, either) => {
    const binding = awaited(either);
    const server = must(socket.bind("127.0.0.1", 0));
    t.after(() => server.close());
    const port = server.getsockname()[1] as number;
    server.settimeout(0);
    const denying = binding.configure({ policy: { connect: { deny: ["127.0.0.0/8", "::1"] } } });
    const elsewhere = binding.configure({
      policy: { connect: ["*.example.org", "192.0.2.0/24"], resolve: true },
    });
    for (const host of LOOPBACKS) {
      for (const namespace of [denying, elsewhere]) {
        assert.deepEqual(await namespace.connect(host, port), REFUSED, host);
        const tcp = must(namespace.tcp());
        t.after(() => tcp.close());
        assert.deepEqual(await tcp.connect(host, port), REFUSED, host);
        assert.deepEqual(await tcp.setpeername(host, port), REFUSED, host);
      }
    }
    assert.deepEqual(server.accept(), [undefined, "timeout"]);
    const others = binding.configure({ policy: { connect: { deny: ["10.0.0.0/8"] } } });
    const client = must(await others.connect("localhost", port));
    client.close();
  },
);

withBothBindings("datagrams go nowhere that is denied: sendto, setpeername, and send", async (t, either) => {
  const binding = awaited(either);
  const receiver = must(socket.udp4());
  t.after(() => receiver.close());
  receiver.setsockname("127.0.0.1", 0);
  const port = receiver.getsockname()[1] as number;
  receiver.settimeout(0);
  const namespace = binding.configure({ policy: { connect: { deny: ["127.0.0.0/8", "::1"] } } });
  for (const make of [namespace.udp, namespace.udp4, namespace.udp6]) {
    const udp = must(make());
    t.after(() => udp.close());
    for (const host of LOOPBACKS) {
      const [sent, why] = await udp.sendto("x", host, port);
      assert.equal(sent, undefined, host);
      // What is no number is none for sendto anyway, and what is of the other family neither.
      if (/^[\d.]+$/.test(host) && make !== namespace.udp6) assert.equal(why, "permission denied", host);
      if (host === "*") continue; // no peer at all
      const [done] = await udp.setpeername(host, port);
      assert.equal(done, undefined, host);
      assert.equal(udp.class, "udp{unconnected}");
    }
  }
  assert.deepEqual(receiver.receive(), [undefined, "timeout"]);

  const allowing = binding.configure({ policy: { connect: [`127.0.0.1:${port}`] } });
  const udp = must(allowing.udp());
  t.after(() => udp.close());
  assert.deepEqual(await udp.sendto("one", "127.0.0.1", port), [3]);
  assert.deepEqual(await udp.sendto("two", "127.0.0.1", port === 9 ? 10 : 9), REFUSED);
  assert.deepEqual(await udp.setpeername("127.0.0.1", port), [1]);
  assert.deepEqual(await udp.send("three"), [5]);
  assert.deepEqual([receiver.receive(), receiver.receive()], [["one"], ["three"]]);
  // What was refused is so the second time, although the address is remembered.
  assert.deepEqual(await udp.setpeername("*"), [1]);
  assert.deepEqual(await udp.sendto("x", "127.0.0.2", port), REFUSED);
  assert.deepEqual(await udp.sendto("x", "127.0.0.2", port), REFUSED);
});

withBothBindings("a name that is allowed opens nothing inside, but localhost does", async (t, either) => {
  const binding = awaited(either);
  const server = must(socket.bind("127.0.0.1", 0));
  t.after(() => server.close());
  const port = server.getsockname()[1] as number;
  const named = binding.configure({ policy: { connect: [`localhost:${port}`] } });
  for (const host of ["localhost", "LOCALHOST"]) {
    const client = must(await named.connect(host, port));
    client.close();
  }
  // The name is allowed, not its address.
  assert.deepEqual(await named.connect("127.0.0.1", port), REFUSED);
  assert.deepEqual(await named.connect("localhost", port === 1 ? 2 : 1), REFUSED);
});

test("no name is looked up for nothing", async () => {
  const none = socket.configure({ policy: { connect: ["example.org:443", "*.example.com"] } });
  for (const name of [
    "secret.attacker.example",
    "example.org.attacker.example",
    "notexample.com",
    "attacker.example\0.example.com",
    "example.org\0",
    "a b",
    "",
    "attacker.example .example.com",
  ]) {
    assert.deepEqual(none.dns.toip(name), REFUSED, name);
    assert.deepEqual(none.dns.tohostname(name), REFUSED, name);
    assert.deepEqual(none.dns.getaddrinfo(name), REFUSED, name);
    assert.deepEqual(none.dns.getnameinfo(name), REFUSED, name);
    assert.deepEqual(none.connect(name, 443), REFUSED, name);
    assert.deepEqual(none.bind(name, 0), REFUSED, name);
    assert.deepEqual(await promises.configure({ policy: {} }).dns.toip(name), REFUSED, name);
  }
  // Neither is the owner of an address told that somebody asks for its name.
  for (const address of ["127.0.0.1", "127.1", "192.0.2.1", "2001:db8::1", "fe80::1%lo"]) {
    assert.deepEqual(none.dns.tohostname(address), REFUSED, address);
    assert.deepEqual(none.dns.getnameinfo(address), REFUSED, address);
  }
  const some = socket.configure({ policy: { connect: ["127.0.0.0/8"], resolve: ["localhost"] } });
  assert.equal(some.dns.toip("localhost")[0], "127.0.0.1");
  assert.equal(some.dns.toip("127.0.0.1")[0], "127.0.0.1");
  assert.deepEqual(some.dns.toip("other.example"), REFUSED);
  assert.deepEqual(some.connect("other.example", 80), REFUSED);
});

test("the dialects ask as well, and so does who is connected from an address of his own", (t) => {
  const server = must(socket.bind("127.0.0.1", 0));
  t.after(() => server.close());
  const port = server.getsockname()[1] as number;
  const policy = { connect: [`127.0.0.1:${port}`], listen: ["127.0.0.2:0"] };
  for (const namespace of [defold, old].map((dialect) =>
    (dialect as unknown as typeof socket).configure({ policy }),
  )) {
    const client = must(namespace.connect("127.0.0.1", port));
    client.close();
    assert.deepEqual(namespace.connect("127.0.0.2", port), REFUSED);
    assert.deepEqual(namespace.bind("127.0.0.1", 0), REFUSED);
    const master = must(namespace.tcp());
    assert.deepEqual(master.connect("127.1.1.1", port), REFUSED);
    master.close();
    const bound = must(namespace.connect("127.0.0.1", port, "127.0.0.2"));
    assert.equal(bound.getsockname()[0], "127.0.0.2");
    bound.close();
    assert.deepEqual(namespace.connect("127.0.0.1", port, "127.0.0.3"), REFUSED);
  }
});

test("a namespace under a policy can be narrowed only, and the one that it came from stays free", (t) => {
  const server = must(socket.bind("127.0.0.1", 0));
  t.after(() => server.close());
  const port = server.getsockname()[1] as number;
  const narrow = socket.configure({ policy: { connect: ["127.0.0.1"] } });
  const wider = narrow.configure({
    policy: { connect: true, listen: true, unix: true, descriptors: true, resolve: true },
  });
  assert.deepEqual(wider.connect("127.0.0.2", port), REFUSED);
  assert.deepEqual(wider.bind("127.0.0.1", 0), REFUSED);
  const unbound = must(wider.unix.dgram());
  t.after(() => unbound.close());
  assert.deepEqual(unbound.bind("\0x"), REFUSED);
  assert.deepEqual(wider.adopt(server.getfd() + 1000), REFUSED);
  assert.deepEqual(wider.dns.toip("192.0.2.1"), REFUSED);
  assert.deepEqual(narrow.configure({ policy: {} }).connect("127.0.0.1", port), REFUSED);
  assert.deepEqual(narrow.configure({ encoding: "buffer" }).connect("127.0.0.2", port), REFUSED);
  for (const namespace of [wider, narrow, socket]) must(namespace.connect("127.0.0.1", port)).close();
});

test("a policy that is none, or is misspelt, throws at configure", () => {
  const configure = socket.configure as (settings: unknown) => unknown;
  assert.throws(
    () => configure({ policy: { connect: ["10.0.0.0/40"] } }),
    /policy\.connect: "10\.0\.0\.0\/40"/,
  );
  assert.throws(
    () => configure({ polizy: {} }),
    /bad argument #1 to 'configure' \(invalid option 'polizy'\)/,
  );
  assert.throws(() => configure({ policy: null }), /policy: object expected, got null/);
});
