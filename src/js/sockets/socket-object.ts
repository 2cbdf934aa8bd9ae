// The methods that every socket object has.

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

  /** The current LuaSocket class of the object: `"tcp{client}"`, for example. */
  get class(): Class {
    return this.socket.className;
  }

  /**
   * Closes the socket. Data already sent is still delivered, buffered data can still be received. Closing a closed
   * object has no effect.
   *
   * @returns 1, always
   * @see LuaSocket reference, client:close; close(2)
   */
  close(): 1 {
    this.socket.close();
    return 1;
  }

  /** Same as `close`, for `using`. */
  [Symbol.dispose](): void {
    this.close();
  }

  /** Same as `close`, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }

  /**
   * Allows the process to exit while a call of this object waits in the event loop. Calls that already wait are not
   * affected.
   */
  unref(): this {
    this.isReferenced = false;
    return this;
  }

  /** Keeps the process alive while a call of this object waits, which is the default; undoes `unref`. */
  ref(): this {
    this.isReferenced = true;
    return this;
  }

  /** True if a waiting call of this object keeps the process alive. */
  hasRef(): boolean {
    return this.isReferenced;
  }

  /** True if received bytes are buffered here; `select` then reports the object at once. */
  dirty(): boolean {
    return this.socket.isDirty;
  }

  /** Returns the file descriptor, -1 for none. The object still owns it: other users must not close it. */
  getfd(): number {
    return this.socket.fd;
  }

  /**
   * Replaces the descriptor without closing the previous one; -1 removes it.
   *
   * @returns nothing; if a policy refuses, `[undefined, "permission denied"]`, and the object does not change
   * @throws TypeError if the argument is not a descriptor
   */
  setfd(fd: number): undefined | readonly [undefined, err: Failure] {
    const failure = this.socket.setDescriptor(descriptorArgument(fd, 1, "setfd"));
    if (!this.isGuarded) closeOnCollect(this);
    return failure === undefined ? undefined : [undefined, failure];
  }

  /** Returns the block and the total timeout in seconds; negative means none. */
  gettimeout(): readonly [block: number, total: number] {
    const { block, total } = this.socket.timeout;
    return [block, total];
  }

  /**
   * Sets a timeout for the calls of this object.
   *
   * If only one timeout is set, of either kind, it limits each whole call. If both are set, no single wait exceeds
   * the block timeout and no call exceeds the total timeout. With a timeout of 0, calls return what is available
   * and never wait. Name resolution is not limited.
   *
   * @param seconds  fractions allowed; negative or omitted: no timeout
   * @param mode     `"b"` (default): the block timeout; `"t"`: the total timeout
   * @throws TypeError for any other mode
   * @see LuaSocket reference, client:settimeout
   */
  settimeout(seconds?: number, mode: TimeoutMode | "b" | "t" | "r" = "block"): 1 {
    const limit = seconds === undefined || seconds === null ? -1 : numberArgument(seconds, 1, "settimeout");
    const kind = timeoutMode(textArgument(mode, 2, "settimeout"));
    if (kind === undefined) throw badArgument(2, "settimeout", INVALID_TIMEOUT_MODE);
    this.socket.timeout.set(limit, kind);
    return 1;
  }

  /** Waits for an operation, in the wait mode of this object. */
  protected wait<Op extends Operation, Result>(
    operation: Op,
    finish: (caller: this, operation: Op) => Result,
    options: OptionsOf<W> | undefined,
  ): Outcome<W, Result> {
    // The object may have been closed, and this operation may open it again.
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

// console.log and util.inspect print the same.
Object.defineProperty(SocketObject.prototype, inspect.custom, {
  value(this: SocketObject<string, ClassedSocket<string>, WaitMode>): string {
    return this.toString();
  },
});
