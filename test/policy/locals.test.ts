// A policy holds for where sockets are bound and listen, and for the groups that they join.

import assert from "node:assert/strict";
import socket from "luasocket";
import { type Binding, withBothBindings } from "../js/bridges/both-bindings.ts";
import { must } from "../support/connected-pair.ts";
import { leavesNoSocketOpen } from "../support/open-sockets.ts";

leavesNoSocketOpen();

/** Its calls are awaited, whatever they give. */
const awaited = (binding: Binding): typeof socket => binding as typeof socket;

const REFUSED = [undefined, "permission denied"];

withBothBindings(
  "servers are only where the policy says, and their clients are under it, too",
  async (t, binding) => {
    const guarded = awaited(binding).configure({ policy: { listen: ["127.0.0.1:0"] } });
    for (const [host, port] of [
      ["127.0.0.1", 40_000],
      ["127.0.0.2", 0],
      ["*", 0],
      ["0.0.0.0", 0],
      ["::", 0],
      ["::1", 0],
      ["::ffff:127.0.0.2", 0],
      ["localhost", 40_000],
    ] as const) {
      assert.deepEqual(await guarded.bind(host, port), REFUSED, host);
      for (const object of [must(guarded.tcp()), must(guarded.tcp6()), must(guarded.udp())]) {
        t.after(() => object.close());
        if (host.includes(":") && "listen" in object)
          assert.equal((await object.setsockname(host, port))[0], undefined);
        else if (object.getfamily() === "inet4")
          assert.deepEqual(await object.setsockname(host, port), REFUSED, host);
      }
    }
    const server = must(await guarded.bind("127.1", 0));
    t.after(() => server.close());
    server.settimeout(10);
    const peer = must(socket.connect("127.0.0.1", server.getsockname()[1] as number));
    t.after(() => peer.close());
    const client = must(await server.accept());
    t.after(() => client.close());
    peer.send("x\n");
    assert.deepEqual(await client.receive(), ["x"]);
    // An accepted client has its server's policy.
    assert.deepEqual(client.setfd(peer.getfd()), REFUSED);
  },
);

withBothBindings(
  "what listens without having been bound is bound by the kernel, to everything",
  async (t, binding) => {
    const guarded = awaited(binding).configure({ policy: { listen: ["127.0.0.1"] } });
    const master = must(guarded.tcp4());
    t.after(() => master.close());
    assert.deepEqual(master.listen(), REFUSED);
    assert.equal(master.class, "tcp{master}");
    assert.deepEqual(await master.bind("127.0.0.1", 0), [1]);
    assert.deepEqual(master.listen(), [1]);
    const all = must(
      awaited(binding)
        .configure({ policy: { listen: true } })
        .tcp4(),
    );
    t.after(() => all.close());
    assert.deepEqual(all.listen(), [1]);
  },
);

withBothBindings(
  "a wildcard address is every address: what is denied of them is denied of it",
  async (t, binding) => {
    const guarded = awaited(binding).configure({ policy: { listen: { deny: ["10.0.0.0/8", "*:8080"] } } });
    assert.deepEqual(await guarded.bind("*", 0), REFUSED);
    assert.deepEqual(await guarded.bind("::", 0), REFUSED);
    assert.deepEqual(await guarded.bind("127.0.0.1", 8080), REFUSED);
    const server = must(await guarded.bind("127.0.0.1", 0));
    server.close();
    const six = awaited(binding).configure({ policy: { listen: { deny: ["2001:db8::/32"] } } });
    const four = must(await six.bind("*", 0));
    t.after(() => four.close());
    assert.deepEqual(await six.bind("::", 0), REFUSED);
  },
);

withBothBindings("groups are joined where the policy lets one listen", async (t, binding) => {
  const guarded = awaited(binding).configure({
    policy: { listen: ["0.0.0.0", "239.1.0.0/16", "ff02::/16"] },
  });
  const udp = must(guarded.udp4());
  const udp6 = must(guarded.udp6());
  for (const object of [udp, udp6]) t.after(() => object.close());
  assert.deepEqual(await udp.setsockname("*", 0), [1]);
  const join = (multiaddr: string) =>
    udp.setoption("ip-add-membership", { multiaddr, interface: "127.0.0.1" });
  assert.deepEqual(join("239.2.0.1"), REFUSED);
  assert.deepEqual(join("224.0.0.251"), REFUSED);
  assert.notDeepEqual(join("239.1.0.1"), REFUSED);
  const leave = { multiaddr: "239.2.0.1", interface: "127.0.0.1" };
  assert.deepEqual(udp.setoption("ip-drop-membership", leave), [undefined, "setsockopt failed"]);
  const join6 = (multiaddr: string) => udp6.setoption("ipv6-add-membership", { multiaddr, interface: 1 });
  assert.deepEqual(join6("ff05::1"), REFUSED);
  assert.notDeepEqual(join6("ff02::1234"), REFUSED);
  assert.deepEqual(udp.setoption("broadcast", true), [1]);
});
