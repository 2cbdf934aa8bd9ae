// udp-recv.mjs port: ask for datagrams, count them until one is "stop!", print their number; twice (warm-up first)
import socket from "luasocket";
import { must } from "./must.mjs";

const port = Number(process.argv[2]);
for (let pass = 0; pass < 2; pass++) {
  const udp = must(socket.udp());
  must(udp.setsockname("127.0.0.1", 0));
  must(udp.sendto("go", "127.0.0.1", port));
  let count = 0;
  while (must(udp.receivefrom()) !== "stop!") count++;
  must(udp.sendto(`done ${count}`, "127.0.0.1", port));
  udp.close();
}
