import { testSameAsNative } from "../../support/same-as-native.ts";

testSameAsNative([
  { name: "os.exit gives its code", script: `io.write("unflushed") os.exit(7)` },
  { name: "os.exit without a code is success", script: `os.exit()` },
  { name: "os.exit takes booleans", script: `os.exit(false)` },
  {
    name: "os.exit runs through pcall and coroutines",
    script: `pcall(coroutine.wrap(function() os.exit(5) end))`,
  },
  {
    name: "os.exit can close the state first",
    script: `setmetatable({}, { __gc = function() print("finalized") end }) os.exit(3, true)`,
    versions: ["5.4"],
  },
  {
    name: "os.getenv sees the environment",
    script: `print(os.getenv("GREETING"), os.getenv("ABSENT"))`,
    env: { GREETING: "hällo" },
  },
  {
    name: "os.execute runs a command on the same streams",
    script: `io.stdout:flush() print(os.execute("echo out; echo err >&2; exit 3")) print(os.execute("true"))`,
  },
  { name: "os.execute without a command tells of a shell", script: `print(os.execute())` },
  {
    name: "a command of os.execute sees the environment",
    script: `os.execute('printf %s "$GREETING"')`,
    env: { GREETING: "hi" },
  },
  {
    name: "finalizers run at the end",
    script: `
      local p = newproxy and newproxy(true) or setmetatable({}, { __gc = true })
      getmetatable(p).__gc = function() io.write("finalized") end
      keep = p`,
  },
]);

// Addresses differ from run to run.
const SHOW = `
  local function show(...)
    local texts = {}
    for index = 1, select("#", ...) do texts[index] = tostring((select(index, ...))):gsub("0x%x+", "0x*") end
    print(table.concat(texts, " "))
  end
  local function call(...) show(pcall(...)) end
`;

testSameAsNative([
  {
    name: "io.popen reads what a command writes, every byte of it",
    script: `${SHOW}
      local pipe = io.popen("printf 'a\\\\nb\\\\000c\\\\377'; exit 3")
      show(io.type(pipe), pipe, pipe:read("*l"))
      show(#pipe:read("*a"), pipe:read("*a"), pipe:read("*l"))
      show(pipe:close())
      show(io.type(pipe), pipe)
      call(pipe.close, pipe)
      call(pipe.read, pipe)
      show(#io.popen("head -c 1000000 /dev/zero", "r"):read("*a"))`,
  },
  {
    name: "io.popen writes to a command, and closing waits for it",
    script: `${SHOW}
      print("before")
      local pipe = io.popen("cat; echo end", "w")
      show(io.type(pipe:write("one\\n", 2, "\\n")) or pipe:write(""))
      show(pipe:close())`,
  },
  {
    name: "closing a pipe tells how the command ended",
    script: `${SHOW}
      for _, command in ipairs { "true", "exit 7", "kill -9 $$", "nosuchcommand 2>/dev/null", "exit 28" } do
        show(command, io.popen(command):close())
      end
      show(io.close(io.popen("exit 5")))`,
  },
  {
    name: "a pipe can be closed before the command has ended",
    script: `${SHOW}
      local pipe = io.popen("yes")
      show(pipe:read("*l"), pipe:close())`,
  },
  {
    name: "the lines of a pipe, and several pipes at once",
    script: `${SHOW}
      for line in io.popen("seq 3"):lines() do show(line) end
      local pipes = {}
      for index = 1, 20 do pipes[index] = io.popen("echo " .. index) end
      for index = 20, 1, -1 do show(pipes[index]:read("*n"), pipes[index]:close()) end`,
  },
  {
    name: "a command of io.popen has the program's standard input, and environment",
    script: `${SHOW}
      show(io.popen("head -c 4; printf %s \\"$GREETING\\""):read("*a"))`,
    input: "abcdef",
    env: { GREETING: "hällo" },
  },
  {
    name: "a lost pipe is closed and its command waited for",
    script: `
      io.popen("cat > written", "w"):write("all of it")
      collectgarbage() collectgarbage()
      print(io.open("written"):read("*a"))`,
  },
  {
    name: "a pipe in a <close> variable is closed and its command waited for",
    script: `do local pipe <close> = io.popen("cat > written", "w") pipe:write("all of it") end print(io.open("written"):read("*a"))`,
    versions: ["5.4"],
  },
  {
    name: "arguments of io.popen are checked",
    script: `${SHOW}
      call(io.popen) call(io.popen, {}) call(io.popen, "true", {}) call(io.popen, "true", "x") call(io.popen, "true", "rw")`,
  },
  {
    name: "a pipe goes one way",
    script: `${SHOW}
      local reader, writer = io.popen("true"), io.popen("cat >/dev/null", "w")
      show(reader:write("x")) show(reader:seek()) show(writer:read(1)) show(reader:close()) show(writer:close())`,
  },
  {
    name: "os.execute tells a signal from an exit code",
    script: `${SHOW}
      for _, command in ipairs { "true", "exit 3", "kill -9 $$", "nosuchcommand 2>/dev/null" } do
        show(command, os.execute(command))
      end
      call(os.execute, {})`,
  },
  {
    name: "a command is bytes",
    script: `io.stdout:setvbuf("no") os.execute("printf '\\255' | od -An -tx1") print(io.popen("printf '\\255\\1'"):read("*a"))`,
  },
]);

testSameAsNative([
  {
    name: "os.setlocale knows one locale, and says so",
    script: `
      for _, name in ipairs { "C", "POSIX", "de_DE.UTF-8", "no_NO" } do print(name, os.setlocale(name)) end
      print(os.setlocale(), os.setlocale(nil, "time"), pcall(os.setlocale, "C", "bad")) print(pcall(os.setlocale, {}))`,
  },
]);
