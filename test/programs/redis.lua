-- lua-redis: binary values, lists and hashes, transactions, optimistic locking, publish and subscribe, errors.
local redis = require "redis"
local port = tonumber(os.getenv("REDIS_PORT"))
local client = redis.connect("127.0.0.1", port)
print(client:ping())
client:flushdb()

local all = {}
for byte = 0, 255 do all[#all + 1] = string.char(byte) end
all = table.concat(all)
client:set("bytes", all)
print(client:get("bytes") == all, client:strlen("bytes"))
local big = all:rep(4096)
client:set("big", big)
print(client:get("big") == big)

print(client:get("absent"), client:exists("bytes"), client:incrby("n", 41), client:incr("n"))
client:rpush("list", "a", "b", "c")
print(table.concat(client:lrange("list", 0, -1), ","))
client:hmset("hash", "x", "1", "y", "2")
local hash = client:hgetall("hash")
print(hash.x, hash.y)

-- Its transactions and pipelines insert by a position that Lua 5.3 and later refuse.
if _VERSION == "Lua 5.1" then
  local replies = client:pipeline(function(pipe)
    pipe:set("p", 1)
    pipe:incr("p")
    pipe:get("p")
    for index = 1, 1000 do pipe:rpush("many", index) end
  end)
  print(#replies, replies[2], replies[3], replies[1003])
  local results, count = client:transaction(function(transaction)
    transaction:set("t", "1")
    transaction:incrby("t", 2)
  end)
  print(#results, results[2], count)
  client:transaction({ watch = "w", cas = true, retry = 2 }, function(transaction)
    local value = tonumber(transaction:get("w") or 0)
    transaction:multi()
    transaction:set("w", value + 1)
  end)
  print(client:get("w"))
end

print(pcall(client.incr, client, "bytes"))

local subscriber, seen = redis.connect("127.0.0.1", port), 0
for message, abort in subscriber:pubsub({ subscribe = { "channel" } }) do
  print(message.kind, message.channel, message.payload)
  if message.kind == "subscribe" then
    client:publish("channel", "one")
    client:publish("channel", "two\0three\r\n")
  end
  seen = seen + 1
  if seen == 3 then abort() end
end
print((pcall(redis.connect, "127.0.0.1", 1)))
client:quit()
