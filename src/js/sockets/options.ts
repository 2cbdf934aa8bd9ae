// setoption and getoption: look up the option and check the shape of its value.

import { GETSOCKOPT_FAILED } from "../../net/error-text.ts";
import { getOption, setSocketOption } from "../../net/options/option.ts";
import { readOptionValue, type ValueFields, type ValueReader } from "../../net/options/option-value.ts";
import type { Socket } from "../../net/socket.ts";
import type { OptionTable, SocketOption } from "../../net/socket-option.ts";
import { unsupportedOption } from "../../text/argument-text.ts";
import { badArgument, booleanArgument, numberArgument, objectArgument, textArgument } from "../arguments.ts";
import { type Done, done, type Result } from "../results.ts";

// The descriptor is looked up last: reading a caller's value may run code that closes it.

export function setoption(socket: Socket, table: OptionTable, name: unknown, value: unknown): Done {
  const option = named(table, name, "setoption");
  if (!option.canSet) throw unsupported(name, "setoption");
  const checked = readOptionValue(option, new ValueArgument(value));
  return done(setSocketOption(socket, option, checked));
}

export function getoption(socket: Socket, table: OptionTable, name: unknown): Result<unknown> {
  const option = named(table, name, "getoption");
  if (!option.canGet) throw unsupported(name, "getoption");
  const value = getOption(socket.fd, option);
  return value === undefined ? [undefined, GETSOCKOPT_FAILED] : [value ?? undefined];
}

function named(table: OptionTable, name: unknown, method: string): SocketOption {
  const option = table.get(textArgument(name, 1, method));
  if (option === undefined) throw unsupported(name, method);
  return option;
}

function unsupported(name: unknown, method: string): TypeError {
  return badArgument(1, method, unsupportedOption(String(name)));
}

/** Reads a JavaScript value, argument 2 of setoption. */
class ValueArgument implements ValueReader {
  private readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }

  boolean(): boolean {
    return booleanArgument(this.value, 2, "setoption");
  }

  number(): number {
    return numberArgument(this.value, 2, "setoption");
  }

  text(): string {
    return textArgument(this.value, 2, "setoption");
  }

  bytes(): Uint8Array {
    return Buffer.from(this.text());
  }

  fields(): ValueFields {
    const object = objectArgument(this.value, 2, "setoption");
    return {
      boolean(name) {
        const value = object[name];
        return typeof value === "boolean" ? value : undefined;
      },
      number(name, absent) {
        const { [name]: value = absent } = object;
        return typeof value === "number" ? value : undefined;
      },
      text(name) {
        const value = object[name];
        return typeof value === "string" ? value : undefined;
      },
    };
  }

  complain(complaint: string): never {
    throw badArgument(2, "setoption", complaint);
  }
}
