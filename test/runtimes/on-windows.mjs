// What is another thing on Windows: run there by run.mjs, and no test elsewhere.

import assert from "node:assert/strict";
import socket from "luasocket";
import { createLua } from "luasocket/lua";
import promises from "luasocket/promises";

const LARGE = 1 << 20;
const [server] = socket.bind("127.0.0.1", 0);
const [, port] = server.getsockname();
const [client] = socket.connect("127.0.0.1", port);
const [peer] = server.accept();

// More than the system takes at once: the rest is told of, and goes on later.
client.settimeout(0);
const [, failure, sent] = client.send(Buffer.alloc(LARGE * 64));
assert.equal(failure, "timeout");
peer.setencoding("buffer");
const [bytes] = peer.receive(sent);
assert.equal(bytes.length, sent);

// struct linger has fields of two bytes.
assert.deepEqual(client.setoption("linger", { on: true, timeout: 0xffff }), [1]);
assert.deepEqual(client.getoption("linger"), [{ on: true, timeout: 0xffff }]);
assert.throws(() => client.setoption("reuseport", true), /unsupported option/);

// Neither is a SOCKET one of Node's descriptors, nor is anything lost by the attempt.
assert.throws(() => client.tonodesocket(), /Node cannot take over sockets on this system/);
assert.throws(() => server.tonodeserver(), /Node cannot take over sockets on this system/);
peer.send("still here\n");
client.settimeout(5);
assert.deepEqual(client.receive(), ["still here"]);

// What a descriptor is, Winsock says in a struct of its own.
const [udp] = socket.udp4();
for (const [owner, name] of [
  [server, "tcp{server}"],
  [client, "tcp{client}"],
  [udp, "udp{unconnected}"],
]) {
  const fd = owner.getfd();
  owner.setfd(-1);
  const [adopted, reason] = socket.adopt(fd);
  assert.equal(adopted?.class, name, reason);
  adopted.close();
}
assert.match(socket.adopt(3)[1], /nonsocket/);

// A select in the event loop watches copies of what others hold.
const [waiting] = await promises.bind("127.0.0.1", 0);
const selecting = promises.select([{ getfd: () => waiting.getfd() }], [], 5);
const [late] = await promises.connect("127.0.0.1", waiting.getsockname()[1]);
const [readable] = await selecting;
assert.equal(readable.length, 1);
late.close();

// A datagram that is larger than was asked for is cut, and the next one is whole.
const [receiver] = socket.udp4();
receiver.setsockname("127.0.0.1", 0);
const [sender] = socket.udp4();
sender.setpeername("127.0.0.1", receiver.getsockname()[1]);
for (const datagram of ["first datagram", "second"]) sender.send(datagram);
assert.deepEqual([receiver.receive(5), receiver.receive()], [["first"], ["second"]]);

// Commands are those of cmd.exe; there are no pipes to them.
const lua = createLua();
assert.deepEqual(lua.run("return os.execute('exit 3')"), [undefined, "exit", 3]);
assert.deepEqual(lua.run("return io.popen('dir')").slice(0, 2), [undefined, "dir: Function not implemented"]);
const [name] = lua.run(
  "local name = os.tmpname() assert(io.open(name)):close() assert(os.remove(name)) return name",
);
assert.match(name, /lua_\w{6}$/);
lua.close();

assert.ok(Math.abs(socket.gettime() - Date.now() / 1000) < 1);
assert.equal(socket.dns.toip("localhost")[0], "127.0.0.1");
