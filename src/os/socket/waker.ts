// A descriptor that this process makes readable to end a wait in another thread: a UDP socket connected to itself,
// which works on every platform.

import { packIPv4, type Sockaddr } from "../address/sockaddr.ts";
import { platform } from "../platform/platform.ts";
import { managedRegion } from "../region.ts";
import {
  AT_ONCE,
  bind,
  close,
  connect,
  localAddress,
  openSocket,
  receiveBytes,
  sendBytes,
} from "./socket.ts";

const ANY_PORT = 0;
const signal = managedRegion(new Uint8Array(1));

export class Waker {
  readonly fd: number;
  private isWoken = false;

  constructor() {
    this.fd = openSocket(platform.AF_INET, platform.SOCK_DGRAM, false);
    const isBound = this.fd >= 0 && bind(this.fd, packIPv4("127.0.0.1", ANY_PORT) as Sockaddr) === 0;
    const address = isBound ? localAddress(this.fd) : -1;
    if (typeof address === "number" || connect(this.fd, address) !== 0) {
      throw new Error("cannot create a wake-up descriptor: too many open files");
    }
  }

  /** Makes the descriptor readable. */
  wake(): void {
    if (this.isWoken) return;
    this.isWoken = true;
    sendBytes(this.fd, signal, 0, 1, false);
  }

  drain(): void {
    this.isWoken = false;
    receiveBytes(this.fd, signal, 0, 1, AT_ONCE);
  }

  close(): void {
    close(this.fd);
  }
}
