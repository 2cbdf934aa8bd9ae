// socket.http against nginx: ours, and LuaSocket's own Lua files over our cores. The C LuaSocket must give what
// is expected here too.

import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { skipWithout } from "../support/oracle.ts";
import { Program } from "../support/program.ts";
import { scriptedPeer } from "../support/scripted-peer.ts";
import { nginx, type WebServer } from "./nginx.ts";

interface Way {
  readonly title: string;
  readonly command: readonly string[];
  /** Where the modules written in Lua come from. */
  readonly modules: string;
  readonly skip: string | false;
}

const OURS = "@luasocket/";

const ways = ["5.4", "5.1"].flatMap((version): Way[] => {
  const native = `lua${version}`;
  const skip = skipWithout(native, ["-lsocket", "-e", ""]);
  const ours = [process.execPath, "dist/bundle/cli.js", "--lua", version];
  // Debian's lua-socket puts them there.
  const stock = `@/usr/share/lua/${version}/`;
  const stockFirst = ["env", `LUA_PATH=${stock.slice(1)}?.lua;;`];
  return [
    { title: `ours, Lua ${version}`, command: ours, modules: OURS, skip: false },
    { title: `LuaSocket's files, Lua ${version}`, command: [...stockFirst, ...ours], modules: stock, skip },
    { title: `the C LuaSocket, Lua ${version}`, command: [native], modules: stock, skip },
  ];
});

const sha256 = (data: Uint8Array): string => createHash("sha256").update(data).digest("hex");

const files = {
  text: Buffer.from("Grüße\nin two lines\n"),
  empty: Buffer.alloc(0),
  large: randomBytes(20 << 20),
  "page.html": Buffer.from('<p>included: <!--#echo var="query_string" -->\n'.repeat(2000)),
  users: Buffer.from("Aladdin:{PLAIN}open sesame\n"),
};

const settings = `
  location = /moved { return 301 /text; }
  location = /moved-relative { absolute_redirect off; return 302 text; }
  location = /round { return 307 /round; }
  location = /none { return 204; }
  location = /secret { auth_basic secrets; auth_basic_user_file users; try_files /text =404; }
  location = /host { return 200 "$host, $http_host"; }
  location = /echo {
    proxy_set_header X-Body "$request_method $content_type [$request_body]";
    proxy_pass http://127.0.0.1:$server_port/said;
  }
  location = /said { return 200 "$http_x_body"; }
  location /uploads/ { dav_methods PUT; create_full_put_path on; client_max_body_size 100m; }
`;

interface Case {
  readonly behaviour: string;
  /** Has http, ltn12, the server's url and its folder. */
  readonly script: string;
  readonly prints: string | ((server: WebServer) => string);
  readonly leaves?: { readonly file: string; readonly content: Buffer };
}

const text = files.text.toString();

const cases: readonly Case[] = [
  {
    behaviour: "GET gives body, code, header and status line",
    script: `
      local body, code, headers, status = http.request(url .. "/text")
      print(body, code, headers["content-length"], headers.connection, status)`,
    prints: `${text}\t200\t${files.text.length}\tclose\tHTTP/1.1 200 OK\n`,
  },
  {
    behaviour: "an empty file is an empty body",
    script: `print((http.request(url .. "/empty")))`,
    prints: "\n",
  },
  {
    behaviour: "POST sends a form",
    script: `print((http.request(url .. "/echo", "name=value&other=%20")))`,
    prints: "POST application/x-www-form-urlencoded [name=value&other=%20]\n",
  },
  {
    behaviour: "a body whose length is not told is sent in chunks",
    script: `
      local answer = {}
      local source = ltn12.source.cat(ltn12.source.string("one, "), ltn12.source.string("two"))
      http.request { url = url .. "/echo", method = "PUT", source = source, sink = ltn12.sink.table(answer) }
      print(table.concat(answer))`,
    prints: "PUT  [one, two]\n",
  },
  {
    behaviour: "a large file is sent in chunks",
    script: `
      local source = ltn12.source.file(io.open(folder .. "/large", "rb"))
      print((select(2, http.request { url = url .. "/uploads/chunked", method = "PUT", source = source })))`,
    prints: "201\n",
    leaves: { file: "uploads/chunked", content: files.large },
  },
  {
    behaviour: "a body waits for 100 Continue, or not",
    script: `
      local answer = {}
      local _, code = http.request {
        url = url .. "/echo",
        method = "POST",
        headers = { expect = "100-continue", ["content-length"] = 4, ["content-type"] = "text/plain" },
        source = ltn12.source.string("body"),
        sink = ltn12.sink.table(answer),
      }
      print(code, table.concat(answer))`,
    prints: "200\tPOST text/plain [body]\n",
  },
  {
    behaviour: "an answer comes in chunks",
    script: `
      local body, code, headers = http.request(url .. "/page.html?a=b")
      print(code, headers["transfer-encoding"], headers["content-length"])
      io.write(body)`,
    prints: `200\tchunked\tnil\n${"<p>included: a=b\n".repeat(2000)}`,
  },
  {
    behaviour: "a large file comes whole to a file",
    script: `
      local _, code = http.request {
        url = url .. "/large",
        sink = ltn12.sink.file(io.open(folder .. "/received", "wb")),
      }
      print(code)`,
    prints: "200\n",
    leaves: { file: "received", content: files.large },
  },
  {
    behaviour: "redirections are followed, absolute and relative",
    script: `
      for _, path in ipairs { "/moved", "/moved-relative" } do
        local body, code, headers = http.request(url .. path)
        print(body, code, headers.location)
      end`,
    prints: ({ port }) => `${text}\t200\thttp://127.0.0.1:${port}/text\n${text}\t200\ttext\n`,
  },
  {
    behaviour: "redirections end, and can be refused",
    script: `
      print((select(2, http.request(url .. "/round"))))
      print((select(2, http.request { url = url .. "/moved", redirect = false })))`,
    prints: "307\n301\n",
  },
  {
    behaviour: "what is not there has code 404 and a body",
    script: `
      local body, code, _, status = http.request(url .. "/missing")
      print(body:match("<h1>(.-)</h1>"), code, status)`,
    prints: "404 Not Found\t404\tHTTP/1.1 404 Not Found\n",
  },
  {
    behaviour: "HEAD and 204 have no body",
    script: `
      local function sink(chunk) error("a body: " .. tostring(chunk)) end
      local _, code, headers = http.request { url = url .. "/large", method = "HEAD", sink = sink }
      print(code, headers["content-length"])
      print((select(2, http.request { url = url .. "/none", sink = sink })))`,
    prints: `200\t${files.large.length}\n204\n`,
  },
  {
    behaviour: "user and password open what is secret",
    script: `
      print((select(2, http.request(url .. "/secret"))))
      local with_user = url:gsub("//", "//Aladdin:open%%20sesame@")
      print((http.request(with_user .. "/secret")))`,
    prints: `401\n${text}\n`,
  },
  {
    behaviour: "a proxy is asked for what another host has",
    script: `
      http.PROXY = url
      print((http.request("http://example.invalid/host")))
      print((http.request("http://example.invalid:81/host")))`,
    prints: "example.invalid, example.invalid\nexample.invalid, example.invalid:81\n",
  },
];

const BEGIN = `
local http, ltn12 = require "socket.http", require "ltn12"
local url, folder = arg[1], arg[2]
`;

/** Prints from which files the modules are. */
const SOURCES = `
local socket, address, mime = require "socket", require "socket.url", require "mime"
for _, f in ipairs { socket.connect4, http.open, address.parse, ltn12.pump.all, mime.stuff } do
  print(debug.getinfo(f, "S").source)
end
`;
const MODULES = ["socket", "socket/http", "socket/url", "ltn12", "mime"];

for (const { title, command, modules, skip } of ways) {
  test(title, { skip: skip || skipWithout("nginx", ["-v"]) }, async (t) => {
    const server = await nginx(t, files, settings);
    const run = async (script: string): Promise<string> => {
      const path = join(server.folder, "script.lua");
      writeFileSync(path, BEGIN + script);
      const program = new Program(t, [...command, path, `http://127.0.0.1:${server.port}`, server.folder]);
      assert.equal(await program.ends(), 0, program.stderr);
      return program.stdout.toString();
    };

    await t.test("the modules are those that are meant", async () => {
      assert.equal(await run(SOURCES), MODULES.map((name) => `${modules}${name}.lua\n`).join(""));
    });
    for (const { behaviour, script, prints, leaves } of cases) {
      await t.test(behaviour, async () => {
        assert.equal(await run(script), typeof prints === "string" ? prints : prints(server));
        if (leaves === undefined) return;
        const left = readFileSync(join(server.folder, leaves.file));
        assert.equal(sha256(left), sha256(leaves.content));
      });
    }
  });
}

// LuaSocket waits for ever for the half byte, so it cannot be compared with.
for (const { title, command } of ways.filter(({ modules }) => modules === OURS)) {
  test(`a length that is no whole number tells nothing: ${title}`, async (t) => {
    const answer = "HTTP/1.1 200 OK\r\nContent-Length: 2.5\r\n\r\nbody";
    const port = await scriptedPeer(t, ["<data>", answer, "<end>"]);
    const script = `print((require("socket.http").request("http://127.0.0.1:${port}")))`;
    const program = new Program(t, [...command, "-e", script]);
    assert.equal(await program.ends(), 0, program.stderr);
    assert.equal(program.stdout.toString(), "body\n");
  });
}
