// Evaluation of the rules for hosts.

import { type ParsedAccess, parseAccess } from "./access.ts";
import { type AddressForms, isInside, isLoopback } from "./address-forms.ts";
import { isLocalhost, nameOf, parseRule, type Rule } from "./rule.ts";

export class NetworkAccess {
  private readonly rules: ParsedAccess<Rule>;

  /** @throws TypeError for invalid rules */
  constructor(access: unknown, setting: string) {
    this.rules = parseAccess(access, setting, parseRule);
  }

  /**
   * True if a socket may connect or send to an address.
   *
   * @param host  the host that resolved to the address
   * @param port  undefined for any
   */
  permitsPeer(host: string, forms: AddressForms, port: number | undefined): boolean {
    const { allow } = this.rules;
    const name = nameOf(host);
    if (this.denies(name, forms, port)) return false;
    if (allow === "all") return true;
    // The owner of a name chooses its addresses, so a name rule does not permit special-purpose addresses.
    const isOpenByName = name !== undefined && (!isInside(forms) || (isLocalhost(name) && isLoopback(forms)));
    return allow.some(
      (rule) =>
        rule.coversPort(port) &&
        (rule.isAny || rule.coversAddress(forms.canonical) || (isOpenByName && rule.coversName(name))),
    );
  }

  /** True if a socket may bind to a local address or join a group. */
  permitsLocal(host: string, forms: AddressForms, port: number): boolean {
    const { allow, deny } = this.rules;
    const name = nameOf(host);
    if (this.denies(name, forms, port)) return false;
    if (forms.isWildcard && deny.some((rule) => rule.coversPort(port) && isPartOf(rule, forms))) return false;
    if (allow === "all") return true;
    return allow.some(
      (rule) =>
        rule.coversPort(port) &&
        (rule.isAny || rule.coversAddress(forms.canonical) || (name !== undefined && rule.coversName(name))),
    );
  }

  /** True if a name may be looked up, since it may have an address that is permitted for connect. */
  permitsLookup(name: string | undefined): boolean {
    const { allow } = this.rules;
    if (this.deniesName(name)) return false;
    return allow === "all" || allow.some((rule) => rule.isAny || rule.isOfAddresses) || this.allowsName(name);
  }

  /** The same for bind. Local addresses are known without a lookup, so only names in rules are permitted. */
  permitsLocalLookup(name: string | undefined): boolean {
    const { allow } = this.rules;
    if (name === undefined || this.deniesName(name)) return false;
    return this.allowsName(name) || (isLocalhost(name) && (allow === "all" || allow.length > 0));
  }

  private allowsName(name: string | undefined): boolean {
    const { allow } = this.rules;
    return name !== undefined && allow !== "all" && allow.some((rule) => rule.coversName(name));
  }

  private deniesName(name: string | undefined): boolean {
    return this.rules.deny.some(
      (rule) => rule.coversAllPorts && (rule.isAny || (name !== undefined && rule.coversName(name))),
    );
  }

  private denies(name: string | undefined, { all }: AddressForms, port: number | undefined): boolean {
    return this.rules.deny.some(
      (rule) =>
        (port === undefined ? rule.coversAllPorts : rule.coversPort(port)) &&
        (rule.isAny ||
          all.some((ip) => rule.coversAddress(ip)) ||
          (name !== undefined && rule.coversName(name))),
    );
  }
}

/** True if a rule matches addresses that a wildcard address includes. */
function isPartOf(rule: Rule, { canonical }: AddressForms): boolean {
  return canonical.family === "ipv6" ? rule.isOfAddresses : rule.coversFamily(canonical);
}
