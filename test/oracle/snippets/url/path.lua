-- Paths are taken apart into unescaped segments, and put together escaped
local url = require "socket.url"
local t = require "prelude"

for _, path in ipairs { "a/b/c", "/a/b/", "", "/", "//", "a//b", "a%2fb/%41", "/a/./../b", "a/b;c", "a%zz", "/%20/" } do
  local segments = url.parse_path(path)
  t.show(path, segments)
  t.show("again", url.build_path(segments), url.build_path(segments, true))
end
t.show("nil", url.parse_path())
t.show("all kinds", url.build_path { "a b", "c/d;=+$,&@:!*'()~-_.", "\0\255", is_absolute = 1, is_directory = 1 })
t.show("as it is", url.build_path({ "a b", "c/d" }, true))
t.show("nothing", url.build_path {}, url.build_path { is_absolute = 1 }, url.build_path { is_directory = 1 })
t.show("empty segments", url.build_path { "", "" })
