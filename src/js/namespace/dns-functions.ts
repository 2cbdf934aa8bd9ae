// socket.dns: name resolution.

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

/** The address or name, and everything that the resolver returned; or the failure. */
export type Resolved =
  | readonly [text: string, resolved: HostEntry]
  | readonly [text: undefined, err: Failure];

/** The names found, and the service's name if a service was passed; or the failure. */
export type NamesFound =
  | readonly [names: string[], service?: string]
  | readonly [names: undefined, err: Failure];

/** The functions of `socket.dns`. They wait for the system's resolver; socket timeouts do not apply. */
export interface Dns<W extends WaitMode = "blocking"> {
  /**
   * Looks up the IPv4 address of a host.
   *
   * @param address  a name or an address
   * @returns `[ip, resolved]`, the first address and everything that the resolver returned: `{ name, alias, ip }`;
   *   or `[undefined, reason]`, such as `"host not found"`. Only the resolver's own timeout applies, and no socket is
   *   involved that could be closed.
   * @throws TypeError if the argument is not a string
   * @see LuaSocket reference, dns.toip; gethostbyname(3)
   */
  toip(address: string, options?: OptionsOf<W>): Outcome<W, Resolved>;

  /**
   * Looks up the canonical name of a host by its name or IPv4 address.
   *
   * @returns `[name, resolved]`, or `[undefined, reason]`. As with `toip`, no timeout applies and no socket can be closed.
   * @throws TypeError if the argument is not a string
   * @see LuaSocket reference, dns.tohostname; gethostbyaddr(3)
   */
  tohostname(address: string, options?: OptionsOf<W>): Outcome<W, Resolved>;

  /**
   * Looks up all addresses of a host, IPv4 and IPv6, in the order in which to try them.
   *
   * @returns `[addresses]`, each `{ family: "inet" | "inet6", addr }`; or `[undefined, reason]`. As with `toip`, no
   *   timeout applies and no socket can be closed.
   * @throws TypeError if the argument is not a string
   * @see LuaSocket reference, dns.getaddrinfo; getaddrinfo(3)
   */
  getaddrinfo(address: string, options?: OptionsOf<W>): Outcome<W, Result<ResolvedAddress[]>>;

  /**
   * Looks up the names of a host's addresses, and the name of a service.
   *
   * @param host     a name or an address; undefined for none
   * @param service  a TCP port or service name; undefined for none
   * @returns `[names, service]`: for each address of the host its name, or the address itself if it has no
   *   name; and the service's name, if a service was passed. Or `[undefined, reason]`. As with `toip`, no
   *   timeout applies and no socket can be closed.
   * @throws TypeError for arguments of the wrong type; Error if both are missing
   * @see LuaSocket reference, dns.getnameinfo; getnameinfo(3)
   */
  getnameinfo(
    host?: string | undefined,
    service?: string | number | undefined,
    options?: OptionsOf<W>,
  ): Outcome<W, NamesFound>;

  /** Returns the name of this host, `[name]`. @see LuaSocket reference, dns.gethostname; gethostname(2) */
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
