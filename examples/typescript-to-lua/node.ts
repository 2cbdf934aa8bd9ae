// Runs guess.ts in Node, with the globals that Defold provides.

import defold, { type DefoldClient, type DefoldMaster } from "luasocket/defold";
import { host, play } from "./guess.js";

declare global {
  var socket: typeof defold;
  var print: typeof console.log;
  type Client = DefoldClient;
  type Server = DefoldMaster;
}

Object.assign(globalThis, { socket: defold, print: console.log });

const [role, number, players = "1"] = process.argv.slice(2);
if (role === "host") host(Number(number), Number(players));
else play(Number(number));
