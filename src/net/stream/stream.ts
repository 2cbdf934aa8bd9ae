// What every kind of byte stream has, whatever it runs over.

import { Descriptor } from "../../os/descriptor.js";
import type { Waiter } from "../operation.js";
import { Timeout } from "../timeout.js";
import type { InputBlocks } from "./input-block.js";
import { InputBuffer } from "./input-buffer.js";
import { Receive } from "./receive.js";
import { Send } from "./send.js";
import { Stats } from "./stats.js";

export class Stream implements Waiter {
  readonly descriptor: Descriptor = new Descriptor();
  readonly timeout: Timeout = new Timeout();
  readonly input: InputBuffer;
  readonly stats: Stats;
  readonly receiving: Receive;
  readonly sending: Send;

  constructor(blocks: InputBlocks) {
    this.input = new InputBuffer(blocks);
    this.stats = new Stats(this.input);
    this.receiving = new Receive(this);
    this.sending = new Send(this);
  }

  get fd(): number {
    return this.descriptor.fd;
  }

  waitLimit(): number {
    return this.timeout.waitLimit();
  }

  /** Whether received bytes wait to be asked for; select then answers at once. */
  get isDirty(): boolean {
    return this.input.length > 0;
  }

  /** Closes the descriptor. Bytes that were received before can still be asked for. */
  close(): void {
    this.descriptor.close();
  }

  /** Closes the descriptor and forgets what was received: nobody can ask for it any more. */
  discard(): void {
    this.close();
    this.input.release();
  }
}
