import { testSameAsNative } from "../../support/same-as-native.js";

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
