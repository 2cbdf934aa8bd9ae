// What the resolver answers is looked at. A hosts file of our own is the resolver, in a namespace of mounts of its own.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import test from "node:test";
import { skipWithoutNamespace as skip, withHostsFile } from "../support/hosts-file.ts";
import { packageRoot } from "../support/program.ts";

const HOSTS = `
127.0.0.1 localhost
127.0.0.1 rebound.example.org
::1 rebound6.example.org
::ffff:127.0.0.1 mapped.example.org
64:ff9b::7f00:1 translated.example.org
169.254.169.254 metadata.example.org
10.0.0.1 lan.example.org
0.0.0.0 zero.example.org
127.0.0.1 two.example.org
127.0.0.2 two.example.org
127.0.0.1 evil.example
`;

const [unshare, ...withHosts] = withHostsFile(HOSTS) as [string, ...string[]];

/** What a program prints as JSON. `socket`, a server and its `port` are there. */
function answers(binding: "luasocket" | "luasocket/promises", body: string): unknown {
  const program = `
    import socket from "${binding}";
    import blocking from "luasocket";
    const [server] = blocking.bind("127.0.0.1", 0);
    const [, port] = server.getsockname();
    server.settimeout(0);
    const connect = async (policy, host, at = port) => {
      const [client, failure] = await socket.configure({ policy }).connect(host, at);
      const name = client?.getpeername()[0];
      client?.close();
      return name ?? failure;
    };
    const outcome = await (async () => { ${body} })();
    console.log(JSON.stringify(outcome));`;
  const { stdout, stderr, status } = spawnSync(
    unshare,
    [...withHosts, process.execPath, "--input-type=module", "-e", program],
    { cwd: packageRoot, encoding: "utf8", timeout: 60_000 },
  );
  assert.equal(status, 0, String(stderr));
  return JSON.parse(String(stdout));
}

for (const binding of ["luasocket", "luasocket/promises"] as const) {
  test(`${binding}: a name that is allowed and leads inside is refused`, { skip }, () => {
    const found = answers(
      binding,
      `const names = ["rebound", "rebound6", "mapped", "translated", "metadata", "lan", "zero", "two"];
       const outcomes = [];
       for (const name of names) outcomes.push(await connect({ connect: ["*.example.org"] }, name + ".example.org"));
       return [outcomes, server.accept()];`,
    );
    assert.deepEqual(found, [Array(8).fill("permission denied"), [null, "timeout"]]);
  });

  test(`${binding}: a name leads inside where the address is allowed, too, and only there`, { skip }, () => {
    const found = answers(
      binding,
      `const address = { connect: ["127.0.0.1"] }, both = { connect: ["*.example.org", "127.0.0.1"] };
       const hosts = ["rebound.example.org", "evil.example", "rebound6.example.org"];
       const outcomes = [];
       for (const policy of [address, both]) for (const host of hosts) outcomes.push(await connect(policy, host));
       return outcomes;`,
    );
    const each = ["127.0.0.1", "127.0.0.1", "permission denied"];
    assert.deepEqual(found, [...each, ...each]);
  });

  test(`${binding}: each address of a name is looked at, and those that are refused are passed over`, {
    skip,
  }, () => {
    const found = answers(
      binding,
      `const [second] = blocking.bind("127.0.0.2", port);
       return [
         await connect({}, "two.example.org"),
         await connect({ connect: true }, "two.example.org"),
         await connect({ connect: { deny: ["127.0.0.1"] } }, "two.example.org"),
         await connect({ connect: { deny: ["127.0.0.2"] } }, "two.example.org"),
         await connect({ connect: { deny: ["127.0.0.0/8"] } }, "two.example.org"),
       ];`,
    );
    assert.deepEqual(found, [
      "permission denied",
      "127.0.0.1",
      "127.0.0.2",
      "127.0.0.1",
      "permission denied",
    ]);
  });

  test(`${binding}: names are compared without case and without the dot at their end, and whole`, {
    skip,
  }, () => {
    const found = answers(
      binding,
      `const policy = { connect: { deny: ["evil.example", "*.example.org"] } };
       const outcomes = [];
       for (const host of ["evil.example", "EVIL.Example", "evil.example.", "rebound.example.ORG", "localhost"])
         outcomes.push(await connect(policy, host));
       const allowing = { connect: ["xample.org", "example", "*.evil.example", "127.0.0.9"], resolve: true };
       for (const host of ["rebound.example.org", "evil.example"]) outcomes.push(await connect(allowing, host));
       return outcomes;`,
    );
    assert.deepEqual(found, [
      ...Array(4).fill("permission denied"),
      "127.0.0.1",
      ...Array(2).fill("permission denied"),
    ]);
  });

  test(`${binding}: a name is cut off where C would cut it off, before anybody is asked`, { skip }, () => {
    const found = answers(
      binding,
      `const policy = { connect: ["*.example.com", "127.0.0.1"], resolve: ["*.example.com"] };
       return [
         await connect(policy, "evil.example\\0.example.com"),
         await connect({ connect: ["*.example.com"] }, "evil.example\\0.example.com"),
       ];`,
    );
    assert.deepEqual(found, Array(2).fill("permission denied"));
  });

  test(`${binding}: UDP's peers are looked at as TCP's are`, { skip }, () => {
    const found = answers(
      binding,
      `const guarded = socket.configure({ policy: { connect: ["*.example.org", "127.0.0.2"] } });
       const [udp] = guarded.udp();
       const outcomes = [await udp.setpeername("rebound.example.org", 9)];
       outcomes.push(await udp.setpeername("two.example.org", 9), udp.getpeername()[0]);
       return outcomes;`,
    );
    assert.deepEqual(found, [[null, "permission denied"], [1], "127.0.0.2"]);
  });
}
