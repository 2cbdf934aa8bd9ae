// The server methods of streams, for TCP and unix-domain sockets.

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
   *   `[undefined, "closed"]`, otherwise `[undefined, reason]`. The client has the server's encoding, but not its
   *   timeout: it starts without one.
   * @throws TypeError on anything but a server
   * @see LuaSocket reference, server:accept; accept(2)
   */
  accept(options?: OptionsOf<W>): Outcome<W, Result<Client>> {
    this.require(this.roles.accept, "accept");
    return this.wait(new Accept(this.socket), (server, operation) => server.accepted(operation), options);
  }

  /**
   * Iterates over the connections to this server until it is closed: `for (const client of server.clients())`, or
   * `for await` with promises. While the system is out of descriptors, new connections wait in the backlog.
   *
   * @returns an iterator for `for`, or for `for await` with promises. The loop ends when the server is closed.
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

  /** Same as `clients`, with promises: `for await (const client of server)`. */
  [Symbol.asyncIterator](): W extends "promise" ? AsyncIterator<Client> : never {
    return this.clients() as never;
  }

  /** Same as `clients`, for blocking calls: `for (const client of server)`. */
  [Symbol.iterator](): W extends "blocking" ? Iterator<Client> : never {
    return this.clients() as never;
  }

  /** Makes the object of an accepted connection. */
  protected abstract clientOver(socket: S): Client;

  private accepted({ client, failure }: Accept<S>): Result<Client> {
    return client === undefined ? [undefined, failure as Failure] : [this.clientOver(client)];
  }
}
