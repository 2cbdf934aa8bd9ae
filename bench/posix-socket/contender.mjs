// The workloads on posix-socket, an addon with the plain system calls: contender.mjs workload port args...
import { createRequire } from "node:module";

const posix = createRequire(import.meta.url)("posix-socket");
const { AF_INET, SOCK_STREAM, SOCK_DGRAM, IPPROTO_TCP, TCP_NODELAY } = posix;

const [workload, portText, sizeText] = process.argv.slice(2);
const peer = { sin_family: AF_INET, sin_port: Number(portText), sin_addr: "127.0.0.1" };
const memory = new ArrayBuffer(65536);
const bytes = Buffer.from(memory);
const hello = Uint8Array.from(Buffer.from("hello\n")).buffer;

function connected(type) {
  const fd = posix.socket(AF_INET, type, 0);
  posix.connect(fd, peer);
  return fd;
}

/** The answers are one line each, sent in one piece. */
function exchange(fd) {
  posix.send(fd, hello, hello.byteLength, 0);
  const size = posix.recv(fd, memory, memory.byteLength, 0);
  return bytes.latin1Slice(0, bytes.indexOf(0x0a) < size ? size - 1 : size);
}

const workloads = {
  pingpong() {
    const fd = connected(SOCK_STREAM);
    posix.setsockopt(fd, IPPROTO_TCP ?? 6, TCP_NODELAY ?? 1, 1);
    while (exchange(fd) !== "stop!");
    posix.close(fd);
  },
  connect() {
    let line;
    do {
      const fd = connected(SOCK_STREAM);
      line = exchange(fd);
      posix.close(fd);
    } while (line !== "stop!");
  },
  "udp-pingpong"() {
    const fd = posix.socket(AF_INET, SOCK_DGRAM, 0);
    const size = Number(sizeText);
    const data = Uint8Array.from(Buffer.alloc(size, "x")).buffer;
    do {
      posix.sendto(fd, data, size, 0, peer);
      posix.recvfrom(fd, memory, memory.byteLength, 0, {});
    } while (bytes.latin1Slice(0, 5) !== "stop!");
    posix.close(fd);
  },
};

workloads[workload]();
