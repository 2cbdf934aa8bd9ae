import { testSameAsNative } from "../../support/same-as-native.ts";

testSameAsNative([
  {
    name: "io.open knows every mode",
    script: String.raw`
      local function contents() local f = io.open("f", "rb") local s = f:read("*a") f:close() return s end
      for _, mode in ipairs { "w", "a", "r+", "a+", "w+", "wb", "ab", "r+b" } do
        local f = assert(io.open("f", mode))
        print(mode, f:seek("cur"), f:write(mode, "\0\200\n") ~= nil, f:seek("cur"), f:seek("set", 1))
        print((f:read("*a") or "unreadable"):gsub("[^\n -~]", "?"))
        f:close()
        print(#contents(), contents():byte(1, -1))
      end
      print(pcall(io.open, "f", "q"))`,
    // 5.1 tells nothing about a mode that does not exist.
    versions: ["5.4"],
  },
  {
    name: "an appending stream writes at the end, wherever it was moved",
    script: String.raw`
      local f = io.open("f", "w") f:write("one\n") f:close()
      f = io.open("f", "a")
      print(f:seek("cur"))
      f:seek("set", 0) f:write("two\n") print(f:seek("cur")) f:close()
      for line in io.lines("f") do print(line) end`,
  },
  {
    name: "seek moves, and a hole reads as zeros",
    script: `
      local f = io.open("f", "w+")
      print(f:seek("end", 5), f:write("x") == f or true, f:seek("set"), #f:read("*a"))
      print(f:seek("set", 2), f:read(3):byte(1, -1))
      print(f:seek("cur", -1), f:seek("end"), f:seek("end", -2))
      print((select(2, f:seek("set", -1))))`,
  },
  {
    name: "lines and read understand every format",
    script: String.raw`
      local f = io.open("f", "wb") f:write("12 0x1F -3.5e1 rest\nline\r\n\nlast") f:close()
      f = io.open("f", "rb")
      print(f:read("*n", "*n", "*n"))
      print(f:read("*l")) print(#f:read("*l")) print(f:read("*l")) print(f:read(2, 0, "*a"))
      print(f:read(0), f:read("*l"), f:read("*a"), f:read(1))
      f:close()
      for l in io.lines("f") do io.write("[", l, "]") end
      print(pcall(io.lines, "absent"))`,
  },
  {
    name: "tmpfile, tmpname, remove and rename work on the host's files",
    script: `
      local t = io.tmpfile() t:write("abc") t:seek("set") print(t:read("*a")) t:close()
      local n = os.tmpname() local f = assert(io.open(n, "w")) f:close() print(os.remove(n), io.open(n) == nil)
      f = io.open("a", "w") f:close()
      print(os.rename("a", "b"), io.open("a") == nil, io.open("b") ~= nil)
      os.execute("mkdir d d/e")
      print((select(2, os.remove("d")))) print(os.remove("d/e"), os.remove("d"))`,
    versions: ["5.4"],
  },
  {
    name: "a failure tells the system's reason",
    script: `
      local function reason(...) print((select(2, ...))) end
      reason(io.open("absent")) reason(io.open("absent/x", "w")) reason(io.open(".", "w"))
      reason(io.open("script.lua/x")) reason(os.remove("absent")) reason(os.rename("absent", "b"))
      reason(io.open(".", "r"):read(1)) reason(io.open("")) reason(loadfile("absent"))
      reason(pcall(dofile, "absent")) reason(pcall(io.lines, "absent")) reason(pcall(io.input, "absent"))`,
  },
  {
    name: "file names and contents are bytes",
    script: String.raw`
      local all = {} for i = 0, 255 do all[#all + 1] = string.char(i) end
      all = table.concat(all)
      local name = "n\195\164me \255"
      local f = assert(io.open(name, "wb")) f:write(all) f:close()
      f = assert(io.open(name, "rb")) print(f:read("*a") == all) f:close()
      print(os.remove(name))`,
  },
  {
    name: "a binary chunk loads from a file",
    script: `
      local f = io.open("c", "wb") f:write(string.dump(function(...) return "dumped", ... end)) f:close()
      print(assert(loadfile("c"))(1, 2))
      package.path = "./?.lua;./?" print(require("c"))`,
    versions: ["5.1"],
  },
  {
    name: "setvbuf and flush decide when a file has its bytes",
    script: String.raw`
      local function size() local f = io.open("f") local n = f:seek("end") f:close() return n end
      local f = io.open("f", "w")
      f:write("a") print(size()) f:flush() print(size())
      f:setvbuf("line") f:write("b") print(size()) f:write("\n") print(size())
      f:setvbuf("no") f:write("c") print(size())`,
  },
]);

testSameAsNative([
  {
    name: "failures have the system's words and number",
    script: `
      print(io.open("absent")) print(io.open("absent/too", "w")) print(io.open(".", "w")) print(io.open("/etc/passwd/x"))
      print(os.remove("absent")) print(os.rename("absent", "other")) print(os.remove("/proc/self/status"))
      local reader = io.open("script.lua") print(reader:write("x"))
      local writer = io.open("new", "w") print(writer:read("*a"))
      local full = io.open("/dev/full", "w") print(full:write("x") == full) print(full:flush()) print(full:close())
      print(io.popen("cat"):seek())
      print(pcall(io.lines, "absent"))`,
  },
  {
    name: "os.tmpname makes an empty file of its own",
    script: `
      local name, other = os.tmpname(), os.tmpname()
      print(name:match("^/tmp/lua_%w%w%w%w%w%w$") == name, name ~= other, #io.open(name):read("*a"))
      print(io.popen("stat -c %a " .. name):read("*l"), os.remove(name), os.remove(other))`,
  },
  {
    name: "wrong arguments are told as before",
    script: `
      for _, f in ipairs { io.open, os.remove, os.rename, io.read, io.write } do print(pcall(f, {})) end
      local file = io.open("script.lua")
      print(pcall(file.seek, file, "bad")) print(pcall(file.read, file, "*x")) print(pcall(file.close, 5))
      print(pcall(function() file:seek("bad") end)) print(pcall(function() io.open() end))`,
  },
  {
    name: "the default files can be set, read, written and closed",
    script: `
      io.output("out") io.write("a line\\n", 2) print(io.type(io.output())) print(io.close()) io.output(io.stdout)
      io.input("out") print(io.read("*l")) print(io.read("*n"), io.read("*a")) print(io.close(io.input())) io.input(io.stdin)
      print(io.read("*l"))`,
    input: "from stdin\n",
  },
]);
