// send.mjs port size count: send(string of size) count times; twice (warm-up first)
import { sendData } from "./send-data.mjs";

const [port, size, count] = process.argv.slice(2).map(Number);
sendData(port, "x".repeat(size), count);
