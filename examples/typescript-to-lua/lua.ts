// Runs guess.ts in Lua, with LuaSocket. Defold itself has `socket` as a global.

import { host, play } from "./guess";

// Defold's types declare sockets as `any`. TypeScriptToLua must know which calls have several results.
declare global {
  type Several<Value, Failed extends [reason: string, last?: unknown]> = LuaMultiReturn<
    [value: Value, reason?: undefined, last?: undefined] | [value: undefined, ...Failed]
  >;

  interface Client {
    close(): void;
    receive(pattern: string, prefix: string): Several<string, [reason: string, partial: string]>;
    send(data: string): Several<number, [reason: string, last: number]>;
    settimeout(seconds: number): void;
  }

  interface Server {
    accept(): Several<Client, [reason: string]>;
    bind(address: string, port: number): Several<1, [reason: string]>;
    close(): void;
    getsockname(): LuaMultiReturn<[address: string, port: number, family: string]>;
    listen(): Several<1, [reason: string]>;
  }
}

Object.assign(globalThis, { socket: require("socket") });
io.stdout.setvbuf("line"); // as in a terminal, also where another program reads

const [role, number, players = "1"] = [...$vararg];
try {
  if (role === "host") host(Number(number), Number(players));
  else play(Number(number));
} catch (failure) {
  error(`${failure}`, 0); // lua shows no other object
}
