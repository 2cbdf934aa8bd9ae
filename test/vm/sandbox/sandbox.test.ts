// A sandbox: files, the environment, processes and compiled code, from the side of who wants out.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";
import { createLua, type Lua, LuaError, type LuaOptions } from "#src/lua.ts";
import { CLI } from "../../support/lua-commands.ts";

const VERSIONS = ["5.4", "5.1"] as const;
const SECRET = "LUASOCKET_SECRET";

const root = realpathSync(mkdtempSync(join(tmpdir(), "luasocket-sandbox-")));
after(() => rmSync(root, { recursive: true }));
mkdirSync(join(root, "open", "sub"), { recursive: true });
mkdirSync(join(root, "openness"));
mkdirSync(join(root, "shut"));
for (const path of ["open/file", "open/sub/file", "openness/file", "shut/file"])
  writeFileSync(join(root, path), path);
writeFileSync(join(root, "open", "module.lua"), "return 'loaded ' .. ...");
writeFileSync(join(root, "shut", "hidden.lua"), "return 'hidden'");
symlinkSync(join(root, "shut", "file"), join(root, "open", "link"));
symlinkSync(join(root, "shut"), join(root, "open", "folder"));
symlinkSync(join(root, "shut", "made"), join(root, "open", "dangling"));

function inSandbox(options: LuaOptions<"utf8">, check: (lua: Lua) => void): void {
  for (const version of VERSIONS) {
    using lua = createLua({ version, sandbox: true, ...options });
    check(lua);
  }
}

const OUTSIDE = [
  "shut/file",
  "open/../shut/file",
  "open/sub/../../shut/file",
  "open/link",
  "open/folder/file",
  "openness/file",
  "open/nowhere/../../shut/file",
  "nowhere",
  "open/folder/nowhere",
];

test("an empty sandbox has no files, no environment, no commands, no network, and its modules", () => {
  process.env[SECRET] = "secret";
  inSandbox({}, (lua) => {
    const results = lua.run(
      `local path = ...
       local seen = {}
       local function see(...) seen[#seen + 1] = tostring((select(select("#", ...), ...))) end
       see(io.open(path))
       see(io.open(path, "w"))
       see(io.popen("echo out"))
       see(os.remove(path))
       see(os.rename(path, path .. "x"))
       see(os.getenv("LUASOCKET_SECRET"))
       see(os.getenv("PATH"))
       see(pcall(io.lines, path) == false)
       see(pcall(os.tmpname) == false)
       see(io.tmpfile() == nil)
       see(pcall(dofile, path) == false)
       see(loadfile(path) == nil)
       see(pcall(require, "module") == false)
       see(type(package.loadlib))
       see((pcall(io.input, path)))
       see((pcall(io.output, path)))
       local socket = require "socket"
       require "socket.http" require "socket.smtp" require "socket.ftp" require "mime" require "ltn12"
       see(socket.connect("127.0.0.1", 1))
       see(socket.bind("127.0.0.1", 0))
       see(socket.dns.toip("localhost"))
       return table.concat(seen, " ")`,
      join(root, "open", "file"),
    );
    const denied = "permission denied";
    const expected = `13 13 13 13 13 nil nil true true true true true true nil false false ${denied} ${denied} ${denied}`;
    assert.deepEqual(results, [expected]);
    assert.equal(readFileSync(join(root, "open", "file"), "utf8"), "open/file");
    const [ok, what, code] = lua.run(`return os.execute("true")`);
    assert.deepEqual(
      [ok, what, code],
      lua.version === "5.4" ? [undefined, "exit", 126] : [126 << 8, undefined, undefined],
    );
    assert.ok([false, 0].includes(lua.run("return os.execute()")[0] as never));
  });
  delete process.env[SECRET];
});

test("files are read where that is allowed, and nowhere else, by whatever path", () => {
  inSandbox({ sandbox: { read: [join(root, "open")] } }, (lua) => {
    const read = lua.load(
      `local path = ...
       local file, message, number = io.open(path, "rb")
       if not file then return number end
       local text = file:read("*a")
       file:close()
       return text`,
    );
    for (const path of ["open/file", "open/sub/../file", "shut/../open/file"]) {
      assert.deepEqual(read(`${root}/${path}`), ["open/file"], path);
    }
    for (const path of OUTSIDE) assert.deepEqual(read(`${root}/${path}`), [13], path);
    assert.deepEqual(read(`${root}/open/nobody`), [2]);
    assert.deepEqual(read(""), [13]);
    assert.deepEqual(read("/proc/self/environ"), [13]);
    assert.deepEqual(read("/proc/self/root/etc/passwd"), [13]);
    for (const code of [
      `return select(3, io.open(..., "a"))`,
      `return select(3, io.open(..., "r+"))`,
      `return select(3, io.open(..., "w"))`,
      "return select(3, os.remove(...))",
      `return select(3, os.rename(..., ... .. "2"))`,
    ]) {
      assert.deepEqual(lua.run(code, join(root, "open", "file")), [13], code);
    }
    const path = `package.path = ${JSON.stringify(`${root}/open/?.lua;${root}/shut/?.lua`)}`;
    assert.match(String(lua.run(`${path} return require "module"`)[0]), /^loaded module/);
    assert.throws(() => lua.run(`${path} return require "hidden"`), /module 'hidden' not found/);
  });
});

test("files are written where that is allowed, and links lead nowhere", () => {
  inSandbox({ sandbox: { write: [join(root, "open")], read: [root] } }, (lua) => {
    const write = lua.load(
      `local path, mode = ...
       local file, message, number = io.open(path, mode)
       if not file then return number end
       file:write("written")
       file:close()
       return true`,
    );
    const made = join(root, "open", "made");
    for (const mode of ["w", "a", "r+", "w+", "a+"]) {
      assert.deepEqual(write(made, mode), [true], mode);
      for (const path of [...OUTSIDE, "open/dangling"]) {
        // To make a file through a link is to make it where the link leads to.
        const [outcome] = write(`${root}/${path}`, mode);
        assert.notEqual(outcome, true, `${mode} ${path}`);
      }
    }
    assert.ok(!existsSync(join(root, "shut", "made")));
    assert.equal(readFileSync(join(root, "shut", "file"), "utf8"), "shut/file");
    const rename = (from: string, to: string): unknown =>
      lua.run("return os.rename(...) or select(3, os.rename(...))", `${root}/${from}`, `${root}/${to}`)[0];
    assert.equal(rename("open/made", "shut/made"), 13);
    assert.equal(rename("shut/file", "open/stolen"), 13);
    assert.equal(rename("open/made", "open/folder/made"), 13);
    assert.equal(rename("open/made", "open/moved"), true);
    const remove = (path: string): unknown =>
      lua.run("return os.remove(...) or select(3, os.remove(...))", `${root}/${path}`)[0];
    for (const path of ["shut/file", "open/folder/file", "open/../shut/file", "shut"])
      assert.equal(remove(path), 13, path);
    assert.equal(remove("open/moved"), true);
    assert.equal(readFileSync(join(root, "shut", "file"), "utf8"), "shut/file");
  });
});

test("a link that is removed is the link, not what it leads to", () => {
  inSandbox({ sandbox: { write: [join(root, "open")] } }, (lua) => {
    symlinkSync(join(root, "shut", "file"), join(root, "open", "temporary"));
    assert.equal(lua.run("return os.remove(...)", join(root, "open", "temporary"))[0], true);
    assert.ok(existsSync(join(root, "shut", "file")));
  });
});

test("paths are bytes: folders with other letters, files whose names are no text", () => {
  const folder = join(root, "größer");
  mkdirSync(folder);
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xe4, 0xff])]), "bytes");
  for (const version of VERSIONS) {
    using lua = createLua({ version, sandbox: { read: [folder] } });
    assert.deepEqual(lua.run(`return io.open(... .. "/\\228\\255"):read("*l")`, folder), ["bytes"]);
  }
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [CLI, "--allow-read=.", "-e", `print(io.open("\\228\\255"):read("*l"), (io.open("../open/file")))`],
    { cwd: folder, encoding: "utf8", timeout: 60_000 },
  );
  assert.equal(stdout, "bytes\tnil\n", stderr);
});

test("what is denied of files stays denied", () => {
  inSandbox({ sandbox: { read: { allow: [root], deny: [join(root, "shut")] } } }, (lua) => {
    const opens = (path: string): unknown => lua.run("return io.open(...) ~= nil", `${root}/${path}`)[0];
    assert.deepEqual(["open/file", "shut/file", "open/link", "open/folder/file"].map(opens), [
      true,
      false,
      false,
      false,
    ]);
  });
});

test("of the environment there is what is allowed, or what the host gives", () => {
  process.env[SECRET] = "secret";
  const get = `return os.getenv("LUASOCKET_SECRET"), os.getenv("GIVEN")`;
  const cases: [LuaOptions<"utf8">, unknown[]][] = [
    [{ sandbox: { env: ["LUASOCKET_SECRET"] } }, ["secret", undefined]],
    [{ sandbox: { env: { deny: ["LUASOCKET_SECRET"] } } }, [undefined, undefined]],
    [{ env: { GIVEN: "given" } }, [undefined, "given"]],
    [
      { env: { GIVEN: "given", LUASOCKET_SECRET: "other" }, sandbox: { env: ["GIVEN"] } },
      [undefined, "given"],
    ],
  ];
  for (const [options, expected] of cases)
    inSandbox(options, (lua) => assert.deepEqual(lua.run(get), expected));
  delete process.env[SECRET];
});

test("commands run where that is allowed", () => {
  inSandbox({ sandbox: { run: true } }, (lua) => {
    assert.deepEqual(lua.run(`return io.popen("echo out"):read("*l")`), ["out"]);
    assert.ok([true, 1].includes(lua.run("return os.execute()")[0] as never));
  });
});

/** Compiled code; the VM that made it has no sandbox. */
function compiled(version: (typeof VERSIONS)[number]): Buffer {
  using free = createLua({ version, encoding: "buffer" });
  return free.run("return string.dump(function() return 'binary' end)")[0] as Buffer;
}

test("compiled code is loaded in no way", () => {
  for (const version of VERSIONS) {
    const code = compiled(version);
    const file = join(root, "open", "compiled.lua");
    writeFileSync(file, code);
    writeFileSync(join(root, "open", "hashed.lua"), Buffer.concat([Buffer.from("#!lua\n"), code]));
    using lua = createLua({ version, sandbox: { read: [join(root, "open")] } });
    lua.set("code", code);
    lua.set("file", file);
    for (const attempt of [
      "return (loadstring or load)(code)",
      "return (loadstring or load)(code, 'name')",
      "return load(code, 'name', 'b')",
      "return load(code, 'name', 'bt', {})",
      "local pieces = { code } return load(function() return table.remove(pieces) end)",
      "local at = 0 return load(function() at = at + 1 return at <= #code and code:sub(at, at) or nil end)",
      "return loadfile(file)",
      "return loadfile(file, 'b')",
      "return loadfile((file:gsub('compiled', 'hashed')))",
      "return pcall(dofile, file)",
      "package.path = file:gsub('compiled', '?') return pcall(require, 'compiled')",
      "string.byte, string.find = function() return 65 end, function() return 1 end return (loadstring or load)(code)",
      "_G.type = function() return 'number' end return (loadstring or load)(code, 'x', 'b')",
      "getmetatable('').__index = { find = function() return 1 end } return (loadstring or load)(code, 'x', 'b')",
    ]) {
      // A number of 5.1 for a name is its own affair: whatever it gives is no function.
      const [first, second] = lua.load(
        `local ok, f, message = pcall(function() ${attempt} end) return type(f), type(message)`,
      )() as string[];
      assert.notEqual(first, "function", attempt);
      assert.notEqual(second, "function", attempt);
      assert.notEqual(
        lua.load(`local ok, f, v = pcall(function() ${attempt} end) return v`)()[0],
        "binary",
        attempt,
      );
    }
    // Nor by the host, who may not know what it is given.
    for (const load of [
      () => lua.run(code),
      () => lua.load(code),
      () => lua.runFile(file),
      () => lua.loadFile(file),
    ]) {
      assert.throws(
        load,
        (error) => error instanceof LuaError && /attempt to load a binary chunk/.test(error.message),
      );
    }
    // Text is.
    assert.deepEqual(lua.run("return 1 + 1"), [2]);
  }
});

test("no function is got at that is at work below: the load that takes compiled code among them", () => {
  for (const version of VERSIONS) {
    using lua = createLua({ version, sandbox: true });
    lua.set("code", compiled(version));
    const code = `
      local seen, found = 0, nil
      local function look()
        for level = 0, 20 do
          for _, info in ipairs { debug.getinfo(level) or false, debug.getinfo(level, "f") or false,
                                  debug.getinfo(coroutine.running() or coroutine.create(print), level, "fS") or false } do
            if info then seen = seen + 1 end
            found = found or info and info.func or nil
          end
        end
      end
      load(function() look() return nil end)
      coroutine.wrap(function() load(function() look() return nil end) end)()
      return found, seen > 5`;
    assert.deepEqual(lua.run(code), [undefined, true]);
    using free = createLua({ version });
    assert.equal(typeof free.run(code)[0], "function");
    // It tells what it told, from where it was asked.
    const told = lua.load(
      `local function here() return debug.getinfo(1, "l").currentline, debug.getinfo(2, "Sl").currentline, debug.getinfo(here, "S").what end
       local a, b, c = here()
       return a, b, debug.getinfo(1, "S").short_src, debug.getinfo(print).what, debug.getinfo(100)`,
      "@told.lua",
    )();
    assert.deepEqual(told, [1, 2, "told.lua", "C", undefined]);
  }
});

test("all may be read, also through links, where all may be", () => {
  inSandbox({ sandbox: { read: true } }, (lua) => {
    assert.deepEqual(lua.run("return io.open(...):read('*l')", join(root, "open", "link")), ["shut/file"]);
    assert.deepEqual(lua.run("return select(3, io.open(..., 'w'))", join(root, "open", "link")), [13]);
  });
});

test("text is loaded as ever, by each of the functions", () => {
  inSandbox({ sandbox: { read: [join(root, "open")] } }, (lua) => {
    writeFileSync(
      join(root, "open", "text.lua"),
      "#!/usr/bin/lua\nlocal a = ...\nreturn a, debug.traceback('')",
    );
    const path = join(root, "open", "text.lua");
    assert.deepEqual(lua.run(`return (loadstring or load)("return 1 + ...", "=name")(2)`), [3]);
    assert.match(String(lua.run(`return select(2, (loadstring or load)("x x", "=name"))`)[0]), /^name:1: /);
    assert.deepEqual(
      lua.run(`local p = { "1", "return " } return load(function() return table.remove(p) end)()`),
      [1],
    );
    const [given, trace] = lua.run("return loadfile(...)(7)", path);
    assert.equal(given, 7);
    assert.match(String(trace), /text\.lua:3: in/);
    assert.deepEqual(lua.run("return select('#', dofile(...))", path), [2]);
    assert.deepEqual(lua.runFile(path, "x")[0], "x");
    assert.throws(
      () => lua.runFile(join(root, "nowhere.lua")),
      /cannot open .*nowhere\.lua: No such file or directory/,
    );
    assert.throws(() => lua.run("dofile((...))", join(root, "shut", "hidden.lua")), /Permission denied/);
    if (lua.version === "5.4") {
      assert.deepEqual(lua.run(`local env = { x = 5 } return load("return x", "n", "t", env)()`), [5]);
      assert.deepEqual(lua.run(`return load("return x", "n", "b")`)[0], undefined);
    }
  });
});

test("of debug there is what shows, and nothing that changes", () => {
  inSandbox({}, (lua) => {
    const names = lua.run(
      "local names = {} for name in pairs(debug) do names[#names + 1] = name end table.sort(names) return table.concat(names, ' ')",
    );
    assert.deepEqual(names, ["getinfo traceback"]);
  });
});

test("an event loop, and each dialect, has the same sandbox", async () => {
  for (const version of VERSIONS) {
    using lua = createLua({ version, sandbox: true, eventLoop: true });
    const code =
      "return (io.open('/etc/passwd')), pcall(function() require('socket').sleep(0) return 'slept' end)";
    assert.deepEqual(await lua.run(code), [undefined, true, "slept"]);
    const binary = compiled(version);
    await assert.rejects(async () => lua.run(binary), /binary chunk/);
    lua.set("code", binary);
    assert.deepEqual((await lua.run("return (loadstring or load)(code)"))[0], undefined);
  }
  using defold = createLua({ dialect: "defold", sandbox: true });
  assert.deepEqual(defold.run("return (socket.connect('127.0.0.1', 1)), (io.open('/etc/passwd'))"), [
    undefined,
    undefined,
  ]);
});

/** Runs the command, in the folder of the files. */
function command(
  args: readonly string[],
  input = "",
): { stdout: string; stderr: string; status: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [CLI, ...args], {
    cwd: root,
    input,
    encoding: "utf8",
    timeout: 60_000,
    env: { ...process.env, LUASOCKET_SECRET: "secret", LUA_PATH: `${root}/open/?.lua;;` },
  });
  return { stdout, stderr, status };
}

test("the command has options for it, and reads the script whatever the script may read", () => {
  writeFileSync(
    join(root, "shut", "script.lua"),
    "print(io.open('shut/file') ~= nil, os.getenv('LUASOCKET_SECRET'), (...))",
  );
  const script = join("shut", "script.lua");
  for (const version of VERSIONS) {
    const run = (...args: string[]): string => command(["--lua", version, ...args]).stdout.trim();
    assert.equal(run(script, "a"), "true\tsecret\ta");
    assert.equal(run("--sandbox", script, "a"), "false\tnil\ta");
    assert.equal(run("--allow-env", script), "false\tsecret\tnil");
    assert.equal(run("--allow-env=PATH", script), "false\tnil\tnil");
    assert.equal(run("--allow-read=shut,open", "--allow-env=LUASOCKET_SECRET", script), "true\tsecret\tnil");
    assert.equal(run("--allow-read", "--deny-read=shut", script), "false\tnil\tnil");
    assert.equal(
      run("--allow-read=open", "-e", "print(require 'module')"),
      run("-e", "print(require 'module')"),
    );
    assert.equal(run("--sandbox", "-e", "print((pcall(require, 'module')))"), "false");
    assert.equal(run("--sandbox", "-e", "print((io.popen('echo x')))"), "nil");
    assert.equal(run("--allow-run", "-e", "print(io.popen('echo x'):read())"), "x");
    const write = "local f = io.open('open/w', 'w') print(f ~= nil) if f then f:close() end";
    assert.equal(run("--sandbox", "-e", write), "false");
    assert.equal(run("--allow-write=open", "-e", write), "true");
    assert.equal(command(["--lua", version, "--sandbox", "-"], "print(1)").stdout, "1\n");
  }
});

test("the command's rules for sockets", () => {
  const connect =
    "local s = require 'socket' print(select(2, s.connect('127.0.0.1', 1)), select(2, s.connect('127.0.0.2', 1)))";
  const run = (...args: string[]): string => command([...args, "-e", connect]).stdout.trim();
  const [denied, refused] = ["permission denied", "connection refused"];
  assert.equal(run("--sandbox"), `${denied}\t${denied}`);
  assert.equal(run("--allow-net"), `${refused}\t${refused}`);
  assert.equal(run("--allow-net=127.0.0.1"), `${refused}\t${denied}`);
  assert.equal(run("--allow-net=127.0.0.1:2,127.0.0.2:1"), `${denied}\t${refused}`);
  assert.equal(run("--allow-net", "--deny-net=127.0.0.1:1"), `${denied}\t${refused}`);
  assert.equal(
    run("--allow-net=127.0.0.0/8", "--deny-net=127.0.0.1", "--event-loop"),
    `${denied}\t${refused}`,
  );
  const unix = "print(select(2, require('socket.unix').stream():connect('/nowhere')))";
  assert.equal(command(["--allow-net", "-e", unix]).stdout, `${denied}\n`);
  assert.equal(command(["--allow-unix=/nowhere", "-e", unix]).stdout, "No such file or directory\n");
  const listen = "print(require('socket').bind('127.0.0.1', 0) ~= nil)";
  assert.equal(command(["--allow-net=127.0.0.1", "-e", listen]).stdout, "true\n");
  assert.equal(command(["--allow-net=127.0.0.1:1", "-e", listen]).stdout, "false\n");
});

test("the command complains of options and rules that are none", () => {
  for (const [option, complaint] of [
    ["--allow-net=10.0.0.0/99", '"10.0.0.0/99" is not a rule for hosts'],
    ["--deny-net", "unrecognized option '--deny-net'"],
    ["--deny-net=", "unrecognized option '--deny-net='"],
    ["--allow-network", "unrecognized option '--allow-network'"],
    ["--allow-run=ls", "unrecognized option '--allow-run=ls'"],
    ["--sandbox=yes", "unrecognized option '--sandbox=yes'"],
  ] as const) {
    const { stderr, status } = command([option, "-e", "print(1)"]);
    assert.equal(status, 1, option);
    assert.ok(stderr.includes(complaint), `${option}: ${stderr}`);
  }
});
