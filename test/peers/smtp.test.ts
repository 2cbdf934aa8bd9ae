// Mail to aiosmtpd, whose parser of messages is Python's: what arrives is what was sent.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { skipWithout } from "../support/oracle.ts";
import { Program } from "../support/program.ts";
import { folderWith } from "./dnsmasq.ts";
import { type LuaClient, luaClients, runClient } from "./lua-clients.ts";

/** Debian's, which has the package python3-aiosmtpd. */
const PYTHON = "/usr/bin/python3";
const skip = skipWithout(PYTHON, ["-c", "import aiosmtpd"]);

interface Part {
  readonly type: string;
  readonly content?: string;
  readonly preamble?: string;
  readonly epilogue?: string;
  readonly parts?: readonly Part[];
}

interface Mail {
  readonly path: string;
  readonly client: string;
  readonly authenticated: boolean;
  readonly from: string;
  readonly to: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Part;
}

interface Sent {
  readonly result: readonly string[];
  /** What the client's source gave. */
  readonly text: Buffer;
  readonly server: Program;
}

async function send(
  t: TestContext,
  client: LuaClient,
  action: string,
  options: readonly string[] = [],
): Promise<Sent> {
  const folder = folderWith(t, {});
  const server = new Program(t, [PYTHON, "test/peers/smtp-server.py", folder, ...options]);
  const [, port] = await server.says(/^(\d+)\n/);
  const sent = join(folder, "sent");
  const result = await runClient(t, client, "test/peers/smtp-client.lua", [port as string, action, sent]);
  return { result, text: readFileSync(sent), server };
}

/** The mail that the server has taken, whose text must be the one that was sent. */
async function arrived({ result, text, server }: Sent): Promise<Mail> {
  assert.deepEqual(result, ["1"]);
  const [line] = await server.says(/\{.*\}\n/);
  const mail = JSON.parse(line) as Mail;
  // The client ends the last line of the text, ended or not.
  assert.deepEqual(readFileSync(mail.path), Buffer.concat([text, Buffer.from("\r\n")]));
  return mail;
}

const base64 = (text: string | Buffer): string => Buffer.from(text as string, "latin1").toString("base64");

for (const client of luaClients) {
  const options = { skip: skip || client.skip };

  test(`SMTP: a message with parts arrives, from ${client.name}`, options, async (t) => {
    const mail = await arrived(await send(t, client, "parts"));
    assert.equal(mail.client, "client.example.org");
    assert.deepEqual([mail.from, mail.to], ["me@example.org", ["you@example.org", "both@example.org"]]);
    const { subject, date = "", "mime-version": version, "x-mailer": mailer = "" } = mail.headers;
    assert.deepEqual([subject, version], ["parts", "1.0"]);
    assert.match(mailer, /^LuaSocket \d/);
    assert.ok(Math.abs(Date.parse(date) - Date.now()) < 3_600_000, date);
    const everyByte = Buffer.from(Array.from({ length: 256 * 40 }, (_, at) => at % 256));
    assert.deepEqual(mail.body, {
      type: "multipart/mixed",
      preamble: "before\r\n",
      epilogue: "\r\nafter\r\n\r\n",
      parts: [
        { type: "text/plain", content: base64(".\r\n.dot\r\n..\r\nend") },
        { type: "application/octet-stream", content: everyByte.toString("base64") },
        { type: "text/plain", content: base64(`gr\xfcn = green\r\n${" .x".repeat(60)}`) },
        {
          type: "multipart/mixed",
          preamble: "",
          epilogue: "\r\n.\r\n",
          parts: [{ type: "text/html", content: base64("<p>inner") }],
        },
      ],
    });
  });

  test(`SMTP: 20,000 lines with dots arrive, from ${client.name}`, options, async (t) => {
    await arrived(await send(t, client, "large"));
  });

  for (const [way, offer] of [
    ["LOGIN", ["auth"]],
    ["PLAIN", ["auth", "plain"]],
  ] as const) {
    test(`SMTP: AUTH ${way} lets in who knows the password, from ${client.name}`, options, async (t) => {
      assert.equal((await arrived(await send(t, client, "login", offer))).authenticated, true);
      const { result } = await send(t, client, "wrong", offer);
      assert.deepEqual(result, ["nil", "535 5.7.8 Authentication credentials invalid"]);
    });
  }

  test(`SMTP: what the server refuses is the error, from ${client.name}`, options, async (t) => {
    assert.deepEqual((await send(t, client, "small", ["auth"])).result, [
      "nil",
      "530 5.7.0 Authentication required",
    ]);
    const { result, server } = await send(t, client, "nobody");
    assert.deepEqual(result, ["nil", "550-no such / 550 mailbox"]);
    assert.doesNotMatch(server.stdout.toString(), /\{/);
  });
}
