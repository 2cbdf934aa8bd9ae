// What the rules for hosts say together.

import { type ParsedAccess, parseAccess } from "./access.ts";
import { type AddressForms, isInside, isLoopback } from "./address-forms.ts";
import { isLocalhost, nameOf, parseRule, type Rule } from "./rule.ts";

export class NetworkAccess {
  private readonly rules: ParsedAccess<Rule>;

  /** @throws TypeError for rules that are none */
  constructor(access: unknown, what: string) {
    this.rules = parseAccess(access, what, parseRule);
  }

  /**
   * Whether an address may be connected or sent to.
   *
   * @param host  what the address was found by
   * @param port  undefined for any
   */
  permitsPeer(host: string, forms: AddressForms, port: number | undefined): boolean {
    const { allow } = this.rules;
    const name = nameOf(host);
    if (this.denies(name, forms, port)) return false;
    if (allow === "all") return true;
    // Whoever owns a name says which addresses it has. So a name opens no way to what is inside.
    const isOpenByName = name !== undefined && (!isInside(forms) || (isLocalhost(name) && isLoopback(forms)));
    return allow.some(
      (rule) =>
        rule.coversPort(port) &&
        (rule.isAny || rule.coversAddress(forms.canonical) || (isOpenByName && rule.coversName(name))),
    );
  }

  /** Whether an address of this machine may be bound to, or a group be joined. */
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

  /** Whether somebody may be asked for the addresses of a name, since one may be an address to connect to. */
  permitsLookup(name: string | undefined): boolean {
    const { allow } = this.rules;
    if (this.deniesName(name)) return false;
    return allow === "all" || allow.some((rule) => rule.isAny || rule.isOfAddresses) || this.says(name);
  }

  /** The same for an address to bind to: one's own are known without asking. So only names that rules say count. */
  permitsLocalLookup(name: string | undefined): boolean {
    const { allow } = this.rules;
    if (name === undefined || this.deniesName(name)) return false;
    return this.says(name) || (isLocalhost(name) && (allow === "all" || allow.length > 0));
  }

  private says(name: string | undefined): boolean {
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

/** Whether a rule is for addresses that a wildcard address stands for. */
function isPartOf(rule: Rule, { canonical }: AddressForms): boolean {
  return canonical.family === "ipv6" ? rule.isOfAddresses : rule.coversFamily(canonical);
}
