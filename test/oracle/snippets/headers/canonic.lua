-- The spelling of every name that LuaSocket knows
local headers = require "socket.headers"
local t = require "prelude"

t.show("in socket", require("socket").headers == headers)
for _, name in ipairs {
  "accept", "accept-charset", "accept-encoding", "accept-language", "accept-ranges", "action", "age", "allow",
  "alternate-recipient", "arrival-date", "authorization", "bcc", "cache-control", "cc", "comments", "connection",
  "content-description", "content-disposition", "content-encoding", "content-id", "content-language", "content-length",
  "content-location", "content-md5", "content-range", "content-transfer-encoding", "content-type", "cookie", "date",
  "diagnostic-code", "dsn-gateway", "etag", "expect", "expires", "final-log-id", "final-recipient", "from", "host",
  "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since", "in-reply-to", "keywords",
  "last-attempt-date", "last-modified", "location", "max-forwards", "message-id", "mime-version", "original-envelope-id",
  "original-recipient", "pragma", "proxy-authenticate", "proxy-authorization", "range", "received", "received-from-mta",
  "references", "referer", "remote-mta", "reply-to", "reporting-mta", "resent-bcc", "resent-cc", "resent-date",
  "resent-from", "resent-message-id", "resent-reply-to", "resent-sender", "resent-to", "retry-after", "return-path",
  "sender", "server", "smtp-remote-recipient", "status", "subject", "te", "to", "trailer", "transfer-encoding", "upgrade",
  "user-agent", "vary", "via", "warning", "will-retry-until", "www-authenticate", "x-mailer",
} do
  t.show(name, headers.canonic[name])
end
t.show("unknown", headers.canonic["x-unknown"])
