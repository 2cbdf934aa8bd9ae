// connect of a host with several addresses, by Happy Eyeballs (RFC 8305).
//
// IPv6 and IPv4 addresses alternate. An attempt begins when the previous one has failed, or after 250 ms; the first
// connection wins, the others are closed. The first attempt uses the socket's own descriptor, later ones use additional
// descriptors with the same options; the winner takes over the number of the own descriptor, which a program may know.

import { portOf, type Sockaddr } from "../../os/address/sockaddr.ts";
import { monotonicSeconds } from "../../os/clock.ts";
import { EAGAIN, EALREADY, ECONNABORTED, EINPROGRESS, EINTR, EISCONN } from "../../os/errno.ts";
import { LevelSet } from "../../os/readiness/level-set.ts";
import { eventsOf } from "../../os/readiness/poll.ts";
import { Descriptor } from "../../os/socket/descriptor.ts";
import { bind, connect, disconnect, localAddress } from "../../os/socket/socket.ts";
import { takePendingError } from "../../os/socket/socket-options.ts";
import { CLOSED, errorText, type Failure, TIMEOUT } from "../error-text.ts";
import { READABLE, type Steps, type StepWait, WRITABLE } from "../operation.ts";
import { copyTcpOptions } from "../options/copy-options.ts";
import { familyOfAddress, UNSPECIFIED } from "./family.ts";
import { type InetSocket, openInet } from "./inet.ts";
import { STREAM } from "./permitted-addresses.ts";

/** The delay between two attempts (RFC 8305, section 5). */
const ATTEMPT_DELAY_SECONDS = 0.25;
/** Maximum length of a wait for several descriptors where the system has no set for them. */
const POLL_INTERVAL_SECONDS = 0.02;

const CONNECTED = READABLE | WRITABLE;

/** A connection attempt in progress. */
interface Attempt {
  readonly descriptor: Descriptor;
  readonly family: number;
}

/** Connects to the first address that accepts. Returns the last failure, or undefined. */
export function* raceSteps(socket: InetSocket, found: readonly Sockaddr[]): Steps<Failure | undefined> {
  const race = new ConnectRace(socket, found);
  try {
    return yield* race.steps();
  } finally {
    race.close();
  }
}

class ConnectRace {
  private readonly socket: InetSocket;
  /** Untried addresses, the next one first. */
  private readonly addresses: Sockaddr[];
  private readonly deadline: number;
  /** Local address that the program bound the socket to; no second socket can use it. */
  private readonly bound: Sockaddr | undefined;
  private readonly opensBlocking: boolean;
  private ownFamily: number;
  private attempts: Attempt[] = [];
  /** Contains the attempts while there are several. */
  private set: LevelSet | undefined;
  private readonly setDescriptor = new Descriptor();
  private nextStart = 0;
  private failure: Failure | undefined;
  /** True if the failure concerns the socket itself and no other address can succeed. */
  private isFinal = false;

  constructor(socket: InetSocket, found: readonly Sockaddr[]) {
    const { inet, timeout, descriptor } = socket;
    this.socket = socket;
    this.addresses = alternating(found);
    const limit = timeout.waitLimit();
    this.deadline = limit < 0 ? Number.POSITIVE_INFINITY : monotonicSeconds() + limit;
    this.opensBlocking = socket.opensBlocking;
    this.ownFamily = inet.family;
    const local = descriptor.isOpen ? localAddress(descriptor.fd) : -1;
    this.bound = typeof local !== "number" && portOf(local) > 0 ? local : undefined;
  }

  *steps(): Steps<Failure | undefined> {
    const { socket } = this;
    for (;;) {
      const winner = this.begin() ?? this.connected();
      if (winner !== undefined) {
        this.keep(winner);
        return undefined;
      }
      const isLeft = this.addresses.length > 0 && !this.isFinal;
      const [first] = this.attempts;
      if (first === undefined) {
        if (isLeft) continue;
        return this.failure;
      }
      if (socket.timeout.neverWaits) {
        // The next call queries the outcome of this attempt.
        this.keep(first);
        return TIMEOUT;
      }
      const now = monotonicSeconds();
      if (now >= this.deadline) return TIMEOUT;
      if (isLeft && now >= this.nextStart) continue;
      const { generation } = socket.descriptor;
      const failure = yield this.wait(now, first);
      if (socket.descriptor.generation !== generation || socket.fd < 0) return CLOSED;
      if (failure !== undefined && failure !== TIMEOUT) return failure;
    }
  }

  /** Closes all descriptors except the socket's own. */
  close(): void {
    const { descriptor: own } = this.socket;
    own.companion = undefined;
    for (const { descriptor } of this.attempts) if (descriptor !== own) descriptor.close();
    this.setDescriptor.close();
  }

  /** Begins all due attempts. Returns one that connected immediately. */
  private begin(): Attempt | undefined {
    while (!this.isFinal && this.addresses.length > 0 && this.isDue()) {
      const address = this.addresses.shift() as Sockaddr;
      const attempt = this.open(address);
      if (attempt === undefined) continue;
      let result = connect(attempt.descriptor.fd, address);
      // Linux reports the failure of an earlier attempt on this descriptor once, even after SO_ERROR was read.
      if (result === -ECONNABORTED) result = connect(attempt.descriptor.fd, address);
      if (result === 0) return attempt;
      if (result === -EINPROGRESS || result === -EAGAIN || result === -EINTR) this.await(attempt);
      else this.fail(attempt, -result);
    }
    return undefined;
  }

  private isDue(): boolean {
    if (this.attempts.length === 0) return true;
    if (this.socket.timeout.neverWaits || monotonicSeconds() < this.nextStart) return false;
    if (this.bound === undefined) return true;
    // The address has used its share of the time.
    this.failure = TIMEOUT;
    this.attempts = [];
    return true;
  }

  /** A descriptor for an attempt: the socket's own if it is free, otherwise a new one with the same options. */
  private open(address: Sockaddr): Attempt | undefined {
    const { socket } = this;
    const family = familyOfAddress(address);
    const { descriptor: own } = socket;
    if (!own.isOpen || this.ownFamily === UNSPECIFIED) {
      // No program has seen this descriptor, or a failed connect left it over.
      this.failure = socket.inet.openFor(address, this.ownFamily);
      if (this.failure !== undefined) return undefined;
      this.ownFamily = family;
      own.stopBlocking();
      return { descriptor: own, family };
    }
    own.stopBlocking();
    const isFree = !this.attempts.some(({ descriptor }) => descriptor === own);
    if (isFree && this.ownFamily === family && (this.failure === undefined || this.reset(own))) {
      return { descriptor: own, family };
    }
    if (this.bound !== undefined) return undefined;
    const fd = openInet(family, socket.inet.type, false);
    if (fd < 0) {
      this.failure = errorText(-fd);
      return undefined;
    }
    if (socket.inet.type === STREAM) copyTcpOptions(own.fd, fd);
    const descriptor = new Descriptor();
    descriptor.own(fd, false);
    return { descriptor, family };
  }

  /** Prepares a descriptor for another attempt after a failure. Returns false if the system cannot. */
  private reset(own: Descriptor): boolean {
    if (disconnect(own.fd) !== 0) return false;
    // A port chosen by the kernel was released; a requested one stays bound.
    if (this.bound !== undefined) bind(own.fd, this.bound);
    return true;
  }

  private await(attempt: Attempt): void {
    this.attempts.push(attempt);
    const now = monotonicSeconds();
    const share = (this.deadline - now) / (this.addresses.length + 1);
    this.nextStart = now + (this.bound !== undefined ? share : ATTEMPT_DELAY_SECONDS);
    if (this.attempts.length < 2) return;
    this.set ??= this.createSet();
    this.set?.add(attempt.descriptor.fd, CONNECTED);
  }

  private createSet(): LevelSet | undefined {
    const set = LevelSet.create();
    if (typeof set === "number") return undefined;
    for (const { descriptor } of this.attempts) set.add(descriptor.fd, CONNECTED);
    this.setDescriptor.own(set.fd, false);
    return set;
  }

  /** Checks the attempts that are ready. Returns one that has connected. */
  private connected(): Attempt | undefined {
    for (const attempt of [...this.attempts]) {
      const { fd } = attempt.descriptor;
      if (eventsOf(fd, CONNECTED) <= 0) continue;
      // Readiness means that connect(2) has finished; SO_ERROR holds the outcome, and reading clears it.
      const errno = takePendingError(fd);
      if (errno === 0) return attempt;
      this.fail(attempt, errno ?? 0);
      this.nextStart = 0;
    }
    return undefined;
  }

  private fail(attempt: Attempt, errno: number): void {
    this.failure = errorText(errno);
    // The socket is connected, or an earlier call is connecting it: no address can change that.
    this.isFinal = errno === EISCONN || errno === EALREADY;
    this.attempts = this.attempts.filter((other) => other !== attempt);
    if (attempt.descriptor === this.socket.descriptor) this.set?.remove(attempt.descriptor.fd);
    else attempt.descriptor.close();
  }

  private wait(now: number, first: Attempt): StepWait {
    const { descriptor: own } = this.socket;
    const until = this.addresses.length > 0 ? Math.min(this.deadline, this.nextStart) : this.deadline;
    let seconds = until === Number.POSITIVE_INFINITY ? -1 : until - now;
    let waited = first.descriptor;
    let need = CONNECTED;
    if (this.attempts.length > 1 && this.set !== undefined) {
      waited = this.setDescriptor;
      need = READABLE;
    } else if (this.attempts.length > 1 && (seconds < 0 || seconds > POLL_INTERVAL_SECONDS)) {
      seconds = POLL_INTERVAL_SECONDS;
    }
    // Makes the wait end when the socket is closed.
    own.companion = waited === own ? undefined : waited;
    return { fd: waited.fd, need, seconds };
  }

  /** Moves an attempt's connection to the socket's descriptor. */
  private keep({ descriptor, family }: Attempt): void {
    const { descriptor: own, inet } = this.socket;
    this.attempts = this.attempts.filter((other) => other.descriptor !== descriptor);
    own.companion = undefined;
    if (descriptor !== own) own.takeOver(descriptor);
    if (this.opensBlocking) own.startBlocking();
    inet.family = family;
  }
}

/** Alternates addresses of the first one's family with the others (RFC 8305, section 4). */
function alternating(addresses: readonly Sockaddr[]): Sockaddr[] {
  const [first] = addresses as [Sockaddr];
  const family = familyOfAddress(first);
  const same = addresses.filter((address) => familyOfAddress(address) === family);
  const others = addresses.filter((address) => familyOfAddress(address) !== family);
  const longer = Math.max(same.length, others.length);
  return Array.from({ length: longer }, (_, index) => [same[index], others[index]])
    .flat()
    .filter((address) => address !== undefined);
}
