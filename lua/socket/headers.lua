-- The module "socket.headers": canonical spelling of header field names, by their lower-case form.
local socket = require "socket"

local headers = { canonic = {} }
socket.headers = headers

local fields = {
  -- HTTP (RFC 9110, RFC 9111, RFC 9112), and obsolete fields of RFC 2616
  "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Accept-Ranges", "Age", "Allow",
  "Authentication-Info", "Authorization", "Cache-Control", "Connection", "Content-Encoding", "Content-Language",
  "Content-Length", "Content-Location", "Content-MD5", "Content-Range", "Content-Type", "Date", "ETag", "Expect",
  "Expires", "From", "Host", "If-Match", "If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since",
  "Last-Modified", "Location", "Max-Forwards", "Pragma", "Proxy-Authenticate", "Proxy-Authentication-Info",
  "Proxy-Authorization", "Range", "Referer", "Retry-After", "Server", "TE", "Trailer", "Transfer-Encoding",
  "Upgrade", "User-Agent", "Vary", "Via", "Warning", "WWW-Authenticate",
  -- HTTP extensions: cookies (RFC 6265), forms (RFC 6266), security (RFC 6797), origins (RFC 6454), links (RFC 8288)
  "Content-Disposition", "Cookie", "Link", "Origin", "Set-Cookie", "Strict-Transport-Security",
  -- Mail (RFC 5322), and its content (RFC 2045, RFC 2183)
  "Bcc", "Cc", "Comments", "Content-Description", "Content-ID", "Content-Transfer-Encoding", "In-Reply-To",
  "Keywords", "Message-ID", "MIME-Version", "Received", "References", "Reply-To", "Resent-Bcc", "Resent-Cc",
  "Resent-Date", "Resent-From", "Resent-Message-ID", "Resent-Reply-To", "Resent-Sender", "Resent-To",
  "Return-Path", "Sender", "Subject", "To", "X-Mailer",
  -- Delivery reports (RFC 3464, RFC 8098)
  "Action", "Alternate-Recipient", "Arrival-Date", "Diagnostic-Code", "DSN-Gateway", "Final-Log-ID",
  "Final-Recipient", "Last-Attempt-Date", "Original-Envelope-ID", "Original-Recipient", "Received-From-MTA",
  "Remote-MTA", "Reporting-MTA", "SMTP-Remote-Recipient", "Status", "Will-Retry-Until",
}

for _, name in ipairs(fields) do
  headers.canonic[name:lower()] = name
end

return headers
