// What streams have as servers, whatever they run over.

import type { StreamKind } from "../../net/roles.ts";
import { Accept, type Acceptor } from "../../net/stream/accept.ts";
import type { Stream } from "../../net/stream/stream.ts";
import { type Iteration, type OptionsOf, type Outcome, RETRY, type WaitMode } from "../../wait/mode.ts";
import type { Failure, Result } from "../results.ts";
import { connectionOf } from "./iteration.ts";
import { TransferObject } from "./transfer-object.ts";

export abstract class ServingObject<
  D extends string | Buffer,
  Kind extends StreamKind,
  S extends Stream<Kind> & Acceptor<S>,
  W extends WaitMode,
  Client,
> extends TransferObject<D, Kind, S, W> {
  /**
   * Waits for a connection to this server.
   *
   * @returns `[client]`; after the timeout `[undefined, "timeout"]`, on a closed server
   *   `[undefined, "closed"]`, otherwise `[undefined, reason]`. The client has no timeout, whatever the
   *   server has, and the server's encoding.
   * @throws TypeError on anything but a server
   * @see LuaSocket reference, server:accept; accept(2)
   */
  accept(options?: OptionsOf<W>): Outcome<W, Result<Client>> {
    this.require(this.roles.accept, "accept");
    return this.wait(new Accept(this.socket), (server, operation) => server.accepted(operation), options);
  }

  /**
   * The connections to this server, until it is closed: `for await (const client of server.clients())`, or
   * `for` where calls block. While the system has no descriptor left, the next one waits in the queue.
   *
   * @returns what `for` and `for await` take. The loop ends when the server is closed.
   * @throws TypeError on anything but a server; TryError in the loop, for a timeout and every other failure
   */
  clients(options?: OptionsOf<W>): Iteration<W, Client> {
    this.require(this.roles.accept, "clients");
    return this.driver.iterate(() =>
      this.wait(
        new Accept(this.socket),
        (server, operation) => {
          const connection = connectionOf(operation);
          return connection === undefined || connection === RETRY
            ? connection
            : server.clientOver(connection);
        },
        options,
      ),
    );
  }

  /** As `clients`, where calls give promises: `for await (const client of server)`. */
  [Symbol.asyncIterator](): W extends "promise" ? AsyncIterator<Client> : never {
    return this.clients() as never;
  }

  /** As `clients`, where calls block: `for (const client of server)`. */
  [Symbol.iterator](): W extends "blocking" ? Iterator<Client> : never {
    return this.clients() as never;
  }

  /** The object of a connection. */
  protected abstract clientOver(socket: S): Client;

  private accepted({ client, failure }: Accept<S>): Result<Client> {
    return client === undefined ? [undefined, failure as Failure] : [this.clientOver(client)];
  }
}
