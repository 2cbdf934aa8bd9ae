// udp-pingpong.mjs port size: sendto, receivefrom, until the answer begins with "stop!"
import socket from "luasocket/promises";
import { must } from "../ts/must.mjs";

const [port, size] = process.argv.slice(2).map(Number);
const udp = must(await socket.udp());
const data = "x".repeat(size);
must(await udp.setsockname("127.0.0.1", 0));
let answer;
do {
  must(await udp.sendto(data, "127.0.0.1", port));
  answer = must(await udp.receivefrom());
} while (!answer.startsWith("stop!"));
udp.close();
