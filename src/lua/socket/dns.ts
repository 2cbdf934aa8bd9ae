// socket.dns in Lua.

import { hostname } from "node:os";
import type { Failure } from "../../net/error-text.ts";
import {
  type HostEntry,
  lookupAddressesOperation,
  lookupHostOperation,
  lookupIpOperation,
  lookupNamesOperation,
  type Names,
  type ResolvedAddress,
} from "../../net/inet/dns.ts";
import { type CFunction, LUA_TNIL, type LuaState } from "../../vm/c-api/lua-api.ts";
import { run } from "../wait/waiting.ts";
import type { LuaSockets } from "./lua-sockets.ts";
import { checkHost, checkPort, pushFailure } from "./results.ts";

export function dnsFunctions({
  api,
  context: { gate },
  waiting,
}: LuaSockets): Readonly<Record<string, CFunction>> {
  const pushList = (L: LuaState, texts: readonly string[]): void => {
    api.createtable(L, texts.length, 0);
    for (const [index, text] of texts.entries()) {
      api.pushText(L, text);
      api.rawseti(L, -2, index + 1);
    }
  };
  const setText = (L: LuaState, name: string, text: string): void => {
    api.pushText(L, text);
    api.setfield(L, -2, api.cstring(name));
  };
  const pushResolved = (
    L: LuaState,
    found: HostEntry | Failure,
    text: (entry: HostEntry) => string,
  ): number => {
    if (typeof found === "string") return pushFailure(api, L, found);
    api.pushText(L, text(found));
    api.createtable(L, 0, 3);
    setText(L, "name", found.name);
    pushList(L, found.alias);
    api.setfield(L, -2, api.cstring("alias"));
    pushList(L, found.ip);
    api.setfield(L, -2, api.cstring("ip"));
    return 2;
  };
  const pushAddresses = (L: LuaState, found: readonly ResolvedAddress[] | Failure): number => {
    if (typeof found === "string") return pushFailure(api, L, found);
    api.createtable(L, found.length, 0);
    for (const [index, { family, addr }] of found.entries()) {
      api.createtable(L, 0, 2);
      setText(L, "family", family);
      setText(L, "addr", addr);
      api.rawseti(L, -2, index + 1);
    }
    return 1;
  };
  const pushNames = (
    L: LuaState,
    found: readonly Names[] | Failure,
    host: string | null,
    service: string | null,
  ): number => {
    if (typeof found === "string") return pushFailure(api, L, found);
    pushList(L, host === null ? [] : found.map((names) => names.host));
    if (service === null) return 1;
    api.pushText(L, found.at(-1)?.service ?? service);
    return 2;
  };
  const isAbsent = (L: LuaState, index: number): boolean => api.type(L, index) <= LUA_TNIL;

  return {
    toip: (L) =>
      run(waiting, L, lookupIpOperation(checkHost(api, L, 1), gate), (thread, lookup) =>
        pushResolved(thread, lookup.take(), ({ ip }) => ip[0] ?? ""),
      ),

    tohostname: (L) =>
      run(waiting, L, lookupHostOperation(checkHost(api, L, 1), gate), (thread, lookup) =>
        pushResolved(thread, lookup.take(), ({ name }) => name),
      ),

    getaddrinfo: (L) =>
      run(waiting, L, lookupAddressesOperation(checkHost(api, L, 1), gate), (thread, lookup) =>
        pushAddresses(thread, lookup.take()),
      ),

    getnameinfo(L) {
      const host = isAbsent(L, 1) ? null : checkHost(api, L, 1);
      const service = isAbsent(L, 2) ? null : String(checkPort(api, L, 2));
      if (host === null && service === null) return api.raise(L, "host and serv cannot be both nil");
      return run(waiting, L, lookupNamesOperation(host, service, gate), (thread, lookup) =>
        pushNames(thread, lookup.take(), host, service),
      );
    },

    gethostname(L) {
      api.pushText(L, hostname());
      return 1;
    },
  };
}
