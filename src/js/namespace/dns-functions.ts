// socket.dns: what resolvers know.

import { hostname } from "node:os";
import {
  type HostEntry,
  lookupAddressesOperation,
  lookupHostOperation,
  lookupIpOperation,
  lookupNamesOperation,
  type ResolvedAddress,
} from "../../net/inet/dns.ts";
import type { SteppedOperation } from "../../net/operation.ts";
import { NOBODY, type OptionsOf, type Outcome, type WaitMode } from "../../wait/mode.ts";
import { portArgument, textArgument } from "../arguments.ts";
import type { Failure, Result } from "../results.ts";
import type { NamespaceContext } from "./context.ts";

export type { HostEntry, ResolvedAddress };

/** A text and all that was found with it, or why it was not found. */
export type Resolved =
  | readonly [text: string, resolved: HostEntry]
  | readonly [text: undefined, err: Failure];

/** The names that were found, and that of the service if one was given; or why none was. */
export type NamesFound =
  | readonly [names: string[], service?: string]
  | readonly [names: undefined, err: Failure];

/** The functions of `socket.dns`. They wait for the system's resolver, whatever timeouts sockets have. */
export interface Dns<W extends WaitMode = "blocking"> {
  /**
   * The IPv4 address of a host.
   *
   * @param address  a name or an address
   * @returns `[ip, resolved]`, the first address and all that the resolver knows: `{ name, alias, ip }`;
   *   or `[undefined, reason]`, such as `"host not found"`. The resolver says when it gives up: no timeout holds,
   *   and there is no socket that could be closed.
   * @throws TypeError for what is no text
   * @see LuaSocket reference, dns.toip; gethostbyname(3)
   */
  toip(address: string, options?: OptionsOf<W>): Outcome<W, Resolved>;

  /**
   * The canonical name of a host, by its name or by its IPv4 address.
   *
   * @returns `[name, resolved]`, or `[undefined, reason]`. As with `toip`, no timeout holds, and nothing can be closed.
   * @throws TypeError for what is no text
   * @see LuaSocket reference, dns.tohostname; gethostbyaddr(3)
   */
  tohostname(address: string, options?: OptionsOf<W>): Outcome<W, Resolved>;

  /**
   * All addresses of a host, IPv4 and IPv6, in the order in which they should be tried.
   *
   * @returns `[addresses]`, each `{ family: "inet" | "inet6", addr }`; or `[undefined, reason]`. As with `toip`, no
   *   timeout holds, and nothing can be closed.
   * @throws TypeError for what is no text
   * @see LuaSocket reference, dns.getaddrinfo; getaddrinfo(3)
   */
  getaddrinfo(address: string, options?: OptionsOf<W>): Outcome<W, Result<ResolvedAddress[]>>;

  /**
   * The names of a host's addresses, and of a service.
   *
   * @param host     a name or an address; undefined for none
   * @param service  a port or a name, of TCP; undefined for none
   * @returns `[names, service]`: a name for each address of the host, the address itself where it has
   *   none; the name of the service, if one was given. Or `[undefined, reason]`. As with `toip`,
   *   no timeout holds, and nothing can be closed.
   * @throws TypeError for arguments of the wrong type; Error if both are missing
   * @see LuaSocket reference, dns.getnameinfo; getnameinfo(3)
   */
  getnameinfo(
    host?: string | undefined,
    service?: string | number | undefined,
    options?: OptionsOf<W>,
  ): Outcome<W, NamesFound>;

  /** The name of this host: `[name]`. @see LuaSocket reference, dns.gethostname; gethostname(2) */
  gethostname(): Result<string>;
}

function resolved(found: HostEntry | Failure, text: (entry: HostEntry) => string | undefined): Resolved {
  return typeof found === "string" ? [undefined, found] : [text(found) ?? "", found];
}

export function dnsFunctions<W extends WaitMode>({
  driver,
  socketContext: { gate },
}: NamespaceContext<W>): Dns<W> {
  const run = <Found, Result>(
    lookup: SteppedOperation<Found>,
    finish: (found: Found) => Result,
    options: OptionsOf<W> | undefined,
  ): Outcome<W, Result> =>
    driver.run(NOBODY, lookup, (_caller, operation) => finish(operation.take()), options);

  return {
    toip: (address, options = undefined) =>
      run(
        lookupIpOperation(textArgument(address, 1, "toip"), gate),
        (found) => resolved(found, ({ ip }) => ip[0]),
        options,
      ),

    tohostname: (address, options = undefined) =>
      run(
        lookupHostOperation(textArgument(address, 1, "tohostname"), gate),
        (found) => resolved(found, ({ name }) => name),
        options,
      ),

    getaddrinfo: (address, options = undefined) =>
      run(
        lookupAddressesOperation(textArgument(address, 1, "getaddrinfo"), gate),
        (found): Result<ResolvedAddress[]> => (typeof found === "string" ? [undefined, found] : [found]),
        options,
      ),

    getnameinfo(host, service, options = undefined) {
      const isMissing = (value: unknown): boolean => value === undefined || value === null;
      if (isMissing(host) && isMissing(service)) throw new Error("host and serv cannot be both nil");
      const name = isMissing(host) ? null : textArgument(host, 1, "getnameinfo");
      const port = isMissing(service) ? null : String(portArgument(service, 2, "getnameinfo"));
      return run(
        lookupNamesOperation(name, port, gate),
        (found): NamesFound => {
          if (typeof found === "string") return [undefined, found];
          const names = name === null ? [] : found.map(({ host: text }) => text);
          return port === null ? [names] : [names, found.at(-1)?.service ?? port];
        },
        options,
      );
    },

    gethostname: () => [hostname()],
  };
}
