// What every socket has, whatever it is for.

import { Descriptor } from "../os/descriptor.js";
import type { Environment } from "./environment.js";
import type { Waiter } from "./operation.js";
import { Timeout } from "./timeout.js";

export abstract class Socket implements Waiter {
  /** What the socket is for: `tcp`, `udp`, `unixstream`, `unixdgram`. */
  abstract readonly kind: string;
  /** What it is at the moment. */
  abstract readonly role: string;
  readonly environment: Environment;
  readonly descriptor: Descriptor = new Descriptor();
  readonly timeout: Timeout;

  constructor(environment: Environment) {
    this.environment = environment;
    this.timeout = new Timeout(environment.dialect.blockLimitPerWait);
  }

  /** LuaSocket's class of the object, `tcp{client}` for example. */
  abstract readonly className: string;

  get fd(): number {
    return this.descriptor.fd;
  }

  waitLimit(): number {
    return this.timeout.waitLimit();
  }

  /** Whether received bytes wait to be asked for; select then answers at once. */
  abstract readonly isDirty: boolean;

  /** Closes the descriptor. Bytes that were received before can still be asked for. */
  close(): void {
    this.descriptor.close();
  }

  /** Closes the descriptor and forgets what was received: nobody can ask for it any more. */
  abstract discard(): void;
}
