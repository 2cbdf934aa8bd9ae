#!/bin/sh
# LuaSocket 3.1.0 on Linux does not try every address of a name: after one that refuses, it skips the next.
#
# Versions: Debian 12, lua-socket 3.1.0-1+b1, lua5.4 5.4.4-3+deb12u1.
#
# A name has the addresses 127.0.0.2 and 127.0.0.3, and a server listens on the second. connect returns nil, "closed". With three
# addresses and the server on the second, it returns nil, "connection refused"; with the server on the third, it connects.
#
# inet_tryconnect (inet.c) calls connect(2) again on the same non-blocking descriptor. The attempt before has failed, and its error
# was read; Linux reports that failure once more, as ECONNABORTED (LuaSocket's word for it is "closed"), from the next connect(2),
# whatever its address. Only the call after that is a new attempt.
#
# Needs: apt-get, unshare with user and mount namespaces (the hosts file is the script's own). Prints "as found", or fails.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq lua-socket=3.1.0-1+b1 lua5.4=5.4.4-3+deb12u1 >/dev/null
for package in *.deb; do dpkg -x "$package" root; done

printf '%s\n' '127.0.0.1 localhost' '127.0.0.2 two' '127.0.0.3 two' \
  '127.0.0.2 three' '127.0.0.3 three' '127.0.0.4 three' > hosts
cat > connect.lua <<'LUA'
local socket = require "socket"
for _, case in ipairs { { "two", "127.0.0.3" }, { "three", "127.0.0.3" }, { "three", "127.0.0.4" } } do
  local name, address = case[1], case[2]
  local server = assert(socket.bind(address, 0))
  local _, port = server:getsockname()
  local connected, err = socket.tcp():connect(name, port)
  print(name, address, connected and "connected" or err)
  server:close()
end
LUA

usr="$folder/root/usr"
modules=$(dirname "$(find "$usr/lib" -path '*/lua/5.4/socket' | head -n 1)")
LD_LIBRARY_PATH=$(dirname "$(dirname "$modules")") LUA_PATH="$usr/share/lua/5.4/?.lua" LUA_CPATH="$modules/?.so" \
  unshare -rm sh -c 'mount --bind hosts /etc/hosts && exec "$0" connect.lua' "$usr/bin/lua5.4" > seen

printf 'two\t127.0.0.3\tclosed\nthree\t127.0.0.3\tconnection refused\nthree\t127.0.0.4\tconnected\n' > expected
if ! diff expected seen; then
  echo "changed: see above" >&2
  exit 1
fi
echo "as found"
