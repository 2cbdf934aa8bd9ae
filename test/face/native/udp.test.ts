// UDP, call by call beside the C LuaSocket.

import { sameCalls } from "../../support/same-calls.js";

sameCalls("a datagram goes from one socket to another and back", ({ socket, call, make }) => {
  const a = make(socket, "udp4");
  const b = make(socket, "udp4");
  call(a, "setsockname", "127.0.0.1", 0);
  call(b, "settimeout", 5);
  call(a, "settimeout", 5);
  const [, port] = call(a, "getsockname");
  call(b, "sendto", "hello", "127.0.0.1", port);
  const [, ip, from] = call(a, "receivefrom");
  call(a, "sendto", "\0\xff\r\n", ip, from);
  call(b, "receivefrom");
  call(b, "sendto", "", "127.0.0.1", port);
  call(a, "receive");
  call(a, "settimeout", 0);
  call(a, "receive");
  call(a, "receivefrom");
});
