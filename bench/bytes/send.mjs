// send.mjs port size count: send(Buffer of size) count times; twice (warm-up first)
import { sendData } from "../ts/send-data.mjs";

const [port, size, count] = process.argv.slice(2).map(Number);
sendData(port, Buffer.alloc(size, "x"), count);
