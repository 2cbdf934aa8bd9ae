// atomics.mjs port: ping-pong through a worker thread that owns a net.Socket, while the main thread
// blocks in Atomics.wait. The usual way to block in Node without native code.
import net from "node:net";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

if (isMainThread) {
  const flag = new Int32Array(new SharedArrayBuffer(8));
  const bytes = Buffer.from(new SharedArrayBuffer(65536));
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { flag, shared: bytes.buffer, port: Number(process.argv[2]) },
  });
  let answer;
  do {
    Atomics.store(flag, 0, 0);
    worker.postMessage("hello\n");
    Atomics.wait(flag, 0, 0);
    answer = bytes.latin1Slice(0, flag[1]);
  } while (answer !== "stop!\n");
  worker.terminate();
} else {
  const { flag, shared, port } = workerData;
  const bytes = Buffer.from(shared);
  const s = net.connect({ host: "127.0.0.1", port, noDelay: true });
  s.on("data", (data) => {
    flag[1] = data.copy(bytes);
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  });
  parentPort.on("message", (text) => s.write(text));
}
