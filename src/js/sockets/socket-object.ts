// What every object of LuaSocket has, whatever it is for.

import { inspect } from "node:util";
import type { Operation } from "../../net/operation.ts";
import { classNamed, hasRole, type WantedRole } from "../../net/roles.ts";
import type { Socket } from "../../net/socket.ts";
import { type TimeoutMode, timeoutMode } from "../../net/timeout.ts";
import { closeOnCollect, type Holder } from "../../os/socket/close-on-collect.ts";
import { classExpected, INVALID_TIMEOUT_MODE } from "../../text/argument-text.ts";
import type { Caller, Driver, OptionsOf, Outcome, WaitMode } from "../../wait/mode.ts";
import { badArgument, badSelf, descriptorArgument, numberArgument, textArgument } from "../arguments.ts";
import type { Failure } from "../results.ts";
import { traceObject } from "../tracing.ts";

/** A socket that knows its class. */
interface ClassedSocket<Class extends string> extends Socket {
  readonly className: Class;
}

export abstract class SocketObject<Class extends string, S extends ClassedSocket<Class>, W extends WaitMode>
  implements Caller
{
  protected readonly socket: S;
  protected readonly driver: Driver<W>;
  private isReferenced = true;
  /** @internal */
  isGuarded = false;

  constructor(socket: S, driver: Driver<W>) {
    this.socket = socket;
    this.driver = driver;
    closeOnCollect(this);
    if (socket.context.tracer !== undefined) traceObject(this, socket);
  }

  /** @internal */
  get held(): Holder {
    return this.socket;
  }

  /** The class of LuaSocket that the object is of now: `"tcp{client}"`, for example. */
  get class(): Class {
    return this.socket.className;
  }

  /**
   * Closes the socket. What was sent goes on its way, what was received can still be asked for. A closed
   * object may be closed again.
   *
   * @returns 1, always
   * @see LuaSocket reference, client:close; close(2)
   */
  close(): 1 {
    this.socket.close();
    return 1;
  }

  /** As `close`, for `using`. */
  [Symbol.dispose](): void {
    this.close();
  }

  /** As `close`, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }

  /**
   * Lets the process end although a call of this object waits, in an event loop. A call that is waiting already
   * is not affected.
   */
  unref(): this {
    this.isReferenced = false;
    return this;
  }

  /** Takes `unref` back: the process goes on as long as a call of this object waits, which is the default. */
  ref(): this {
    this.isReferenced = true;
    return this;
  }

  /** Whether the process goes on as long as a call of this object waits. */
  hasRef(): boolean {
    return this.isReferenced;
  }

  /** Whether received bytes wait here to be asked for; `select` then reports the object at once. */
  dirty(): boolean {
    return this.socket.isDirty;
  }

  /** The file descriptor, -1 for none. It stays this object's: whoever else uses it must not close it. */
  getfd(): number {
    return this.socket.fd;
  }

  /**
   * Replaces the descriptor without closing the one before; -1 leaves the object without any.
   *
   * @returns nothing; where a policy refuses, `[undefined, "permission denied"]`, and the object is as it was
   * @throws TypeError for what is no descriptor
   */
  setfd(fd: number): undefined | readonly [undefined, err: Failure] {
    const failure = this.socket.setDescriptor(descriptorArgument(fd, 1, "setfd"));
    if (!this.isGuarded) closeOnCollect(this);
    return failure === undefined ? undefined : [undefined, failure];
  }

  /** The block and the total limit in seconds; below 0 is none. */
  gettimeout(): readonly [block: number, total: number] {
    const { block, total } = this.socket.timeout;
    return [block, total];
  }

  /**
   * Limits how long calls of this object may wait.
   *
   * With one limit set, of either kind, it is a deadline for each whole call. With both, no single wait
   * exceeds the block limit and no call the total. A limit of 0 gives what is there and never waits.
   * Name resolution is not limited.
   *
   * @param seconds  fractions allowed; below 0, or left out, is no limit
   * @param mode     `"b"` (default): the block limit; `"t"`: the total limit
   * @throws TypeError for a mode that is neither
   * @see LuaSocket reference, client:settimeout
   */
  settimeout(seconds?: number, mode: TimeoutMode | "b" | "t" | "r" = "block"): 1 {
    const limit = seconds === undefined || seconds === null ? -1 : numberArgument(seconds, 1, "settimeout");
    const kind = timeoutMode(textArgument(mode, 2, "settimeout"));
    if (kind === undefined) throw badArgument(2, "settimeout", INVALID_TIMEOUT_MODE);
    this.socket.timeout.set(limit, kind);
    return 1;
  }

  /** Waits for an operation, in the way of this object. */
  protected wait<Op extends Operation, Result>(
    operation: Op,
    finish: (caller: this, operation: Op) => Result,
    options: OptionsOf<W> | undefined,
  ): Outcome<W, Result> {
    // A closed object may be opened again.
    if (!this.isGuarded) closeOnCollect(this);
    return this.driver.run(this, operation, finish, options);
  }

  /** @throws TypeError if the object is not in the role that a method is for */
  protected require(wanted: WantedRole, method: string): void {
    const { kind, role } = this.socket;
    if (!hasRole(role, wanted)) throw badSelf(method, classExpected(classNamed(kind, wanted)));
  }

  /** `tcp{client}: 5`, with the descriptor. */
  toString(): string {
    return `${this.socket.className}: ${this.socket.fd}`;
  }
}

// Where objects are printed or logged, too.
Object.defineProperty(SocketObject.prototype, inspect.custom, {
  value(this: SocketObject<string, ClassedSocket<string>, WaitMode>): string {
    return this.toString();
  },
});
