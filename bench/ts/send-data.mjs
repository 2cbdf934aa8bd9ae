import socket from "luasocket";
import { must } from "./must.mjs";

/** Sends data to a port `count` times; twice (warm-up first). */
export function sendData(port, data, count) {
  for (let pass = 0; pass < 2; pass++) {
    const client = must(socket.connect("127.0.0.1", port));
    client.setoption("tcp-nodelay", true);
    for (let i = 0; i < count; i++) must(client.send(data));
    client.shutdown("send");
    const answer = must(client.receive("*l"));
    if (answer !== `done ${count * data.length}`) throw new Error(`the peer says "${answer}"`);
    client.close();
  }
}
