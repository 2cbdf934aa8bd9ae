// udp-pingpong.mjs port size: sendto, receivefrom, until the answer begins with "stop!"
import socket from "luasocket";
import { must } from "./must.mjs";

const [port, size] = process.argv.slice(2).map(Number);
const [udp] = socket.udp();
const data = "x".repeat(size);
must(udp.setsockname("127.0.0.1", 0));
let answer;
do {
  must(udp.sendto(data, "127.0.0.1", port));
  answer = must(udp.receivefrom());
} while (!answer.startsWith("stop!"));
udp.close();
