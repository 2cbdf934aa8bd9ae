// udp-send.mjs port size count: sendto count times, then "end count" until it is answered; twice
import socket from "luasocket/promises";
import { must } from "../ts/must.mjs";

const [port, size, count] = process.argv.slice(2).map(Number);
const udp = must(await socket.udp());
const data = "x".repeat(size);
must(await udp.setsockname("127.0.0.1", 0));
udp.settimeout(0.2);
for (let pass = 0; pass < 2; pass++) {
  for (let at = 0; at < count; at++) await udp.sendto(data, "127.0.0.1", port);
  let answer;
  do {
    await udp.sendto(`end ${count}`, "127.0.0.1", port);
    [answer] = await udp.receivefrom();
  } while (answer !== "ok");
}
udp.close();
