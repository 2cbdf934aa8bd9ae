// The module "socket.core".

import { DATAGRAM_SIZE, INVALID_SOCKET, setSize } from "../../net/constants.ts";
import type { Failure } from "../../net/error-text.ts";
import { familyNamed, INET, INET6 } from "../../net/inet/family.ts";
import type { Socket } from "../../net/socket.ts";
import { DEFAULT_BACKLOG } from "../../net/stream/stream.ts";
import { connectClientOperation } from "../../net/tcp/connect.ts";
import { bindServerOperation } from "../../net/tcp/listen.ts";
import { tcpMaster, tcpMasterOfAnyFamily } from "../../net/tcp/tcp-socket.ts";
import { udpSocket, udpSocketOfAnyFamily } from "../../net/udp/udp-socket.ts";
import { epochSeconds } from "../../os/clock.ts";
import { invalidOption } from "../../text/argument-text.ts";
import { bundledChunk } from "../../vm/bundled-lua.ts";
import { type CFunction, LUA_TNIL, type LuaState } from "../../vm/c-api/lua-api.ts";
import { argumentError, optText, pushFunctions } from "../../vm/c-api/stack.ts";
import type { MainLuaState } from "../../vm/lua-state.ts";
import { run } from "../wait/waiting.ts";
import { dnsFunctions } from "./dns.ts";
import type { LuaSockets } from "./lua-sockets.ts";
import { checkHost, checkPort, pushFailure } from "./results.ts";
import { selectFunction } from "./select.ts";
import { registerKind } from "./socket-classes.ts";
import { tcpKind } from "./tcp.ts";
import { isExceptionFunction, newtryFunction, registerExceptions } from "./try.ts";
import { udpKind } from "./udp.ts";

/** Opens the module: pushes its table. */
export function openSocketCore(vm: MainLuaState, sockets: LuaSockets): CFunction {
  const { api } = vm;
  const { dialect } = sockets.context;
  return (L) => {
    // Loading LuaSocket ignores SIGPIPE for the whole process (usocket.c).
    vm.ignoreBrokenPipe();
    registerKind(sockets, L, tcpKind(sockets));
    registerKind(sockets, L, udpKind(sockets));
    registerExceptions(api, L);

    const functions = {
      ...socketFunctions(sockets),
      newtry: newtryFunction(api, dialect),
      select: selectFunction(sockets),
    };
    const integers = {
      _DATAGRAMSIZE: DATAGRAM_SIZE,
      _SETSIZE: setSize(),
      _SOCKETINVALID: INVALID_SOCKET,
    };
    const available = Object.entries(functions).filter(([name]) => !dialect.lacks.has(name));
    const { tracing } = sockets;
    const own = Object.fromEntries(available);
    const dns = dnsFunctions(sockets);
    pushFunctions(api, L, tracing?.functions("socket.", own) ?? own);
    pushFunctions(api, L, tracing?.functions("socket.dns.", dns, () => true) ?? dns);
    api.setfield(L, -2, api.cstring("dns"));
    for (const [name, integer] of Object.entries(integers)) {
      if (dialect.lacks.has(name)) continue;
      api.pushinteger(L, integer);
      api.setfield(L, -2, api.cstring(name));
    }
    api.pushText(L, dialect.version);
    api.setfield(L, -2, api.cstring("_VERSION"));

    bundledChunk(api, L, "protect");
    api.pushcclosure(L, api.registerFunction(isExceptionFunction(api, dialect)), 0);
    api.call(L, 1, 1);
    api.setfield(L, -2, api.cstring("protect"));
    return 1;
  };
}

/** socket.bind, a function of "socket", not of the core. */
export function bindFunction(sockets: LuaSockets): CFunction {
  const { api, context, tracing } = sockets;
  const bind: CFunction = (L) => {
    const host = checkHost(api, L, 1);
    const port = checkPort(api, L, 2);
    const operation = bindServerOperation(host, port, api.optnumber(L, 3, DEFAULT_BACKLOG), context);
    return run(sockets.waiting, L, operation, (thread) => pushMade(sockets, thread, operation.take()));
  };
  return tracing?.function("socket.bind", bind) ?? bind;
}

function pushMade(sockets: LuaSockets, L: LuaState, made: Socket | Failure): number {
  return typeof made === "string" ? pushFailure(sockets.api, L, made) : sockets.push(L, made);
}

function socketFunctions(sockets: LuaSockets): Record<string, CFunction> {
  const { api, context, waiting } = sockets;

  return {
    tcp: (L) => pushMade(sockets, L, tcpMasterOfAnyFamily(context)),
    tcp4: (L) => pushMade(sockets, L, tcpMaster(context, INET)),
    tcp6: (L) => pushMade(sockets, L, tcpMaster(context, INET6)),
    udp: (L) => pushMade(sockets, L, udpSocketOfAnyFamily(context)),
    udp4: (L) => pushMade(sockets, L, udpSocket(context, INET)),
    udp6: (L) => pushMade(sockets, L, udpSocket(context, INET6)),

    connect(L) {
      const route = {
        host: checkHost(api, L, 1),
        port: checkPort(api, L, 2),
        localHost: api.type(L, 3) <= LUA_TNIL ? undefined : checkHost(api, L, 3),
        localPort: api.type(L, 4) <= LUA_TNIL ? 0 : checkPort(api, L, 4),
        family: 0,
      };
      const word = optText(api, L, 5, "unspec");
      const family = familyNamed(word);
      if (family === undefined) return argumentError(api, L, 5, invalidOption(word));
      return run(waiting, L, connectClientOperation({ ...route, family }, context), (thread, operation) =>
        pushMade(sockets, thread, operation.take()),
      );
    },

    gettime(L) {
      api.pushnumber(L, epochSeconds());
      return 1;
    },

    sleep: (L) => waiting.sleep(L, api.checknumber(L, 1)),

    /** skip(d, ...): returns the arguments behind the first d. */
    skip(L) {
      const results = api.gettop(L) - api.checkinteger(L, 1) - 1;
      return Math.min(Math.max(results, 0), api.gettop(L));
    },

    /** Frees resources of the library; here, there are none. */
    __unload: () => 0,
  };
}
