-- A URL is taken apart, and put together again as it was
local url = require "socket.url"
local t = require "prelude"

for _, text in ipairs {
  "http://user:pw@host:80/a/b;par;x?q=1#frag", "http://host", "//host/p", "/p?q", "?q", "#f", "mailto:a@b", "a:b:c",
  "http://[::1]:80/x", "http://[fe80::1%25eth0]/", "http://u@h", "http://u:@h", "http://:p@h", "http://h:",
  "http://h:abc/", "http://@h", "ftp://a:b:c@h/x;type=i", "scheme:/p", "//", "http://", "http:///p", "HTTP://Host/",
  "1http://h/", "http://h/a;b/c;d", "http://h/;p", "a/b;c", "h;p", "http://h/?", "http://h/#", "http://h/p?#",
  "file:///etc/passwd", "http://h/a?b?c#d#e", "://h", "x+y.z-1:abc", "http://a@b@c/", "http://u:p:q@h:1:2/", "::",
  "http://h:80:90/", "a%20b", "http://h/p;", "?", "#", ";", "/;?#", "x", "a b", "http://h/\0\255",
} do
  t.show(text, url.parse(text))
  t.show("again", url.build(url.parse(text)))
end
t.show("empty", url.parse(""))
t.show("nil", url.parse(nil))
