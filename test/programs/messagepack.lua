local mp = require "MessagePack"
local data = { 1, -1, 127, 128, 65536, 2^33, -2^33, 0.5, "text", ("x"):rep(70000), true, false, { a = { b = {} } }, "\0\255" }
local packed = mp.pack(data)
local sum = 0 for i = 1, #packed do sum = (sum * 31 + packed:byte(i)) % 16777213 end
print(#packed, sum)
local back = mp.unpack(packed)
for i, v in ipairs(back) do print(i, type(v), type(v) == "string" and #v or type(v) == "table" and next(v) or v) end
print(pcall(mp.unpack, packed:sub(1, 20)))
