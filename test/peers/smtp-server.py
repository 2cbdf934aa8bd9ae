"""A mail server (aiosmtpd) on a port of 127.0.0.1, for smtp.test.ts.

Prints its port, then a line of JSON for each message, whose text it writes to a file in the folder given. The user
"me" has the password "secret". Further arguments: "auth" refuses who has not logged in; "plain" offers no AUTH LOGIN.
"""

import asyncio
import base64
import email
import json
import os
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

folder, options = sys.argv[1], sys.argv[2:]


def say(line):
    print(line, flush=True)


def described(part):
    if part.is_multipart():
        parts = [described(each) for each in part.get_payload()]
        return {"type": part.get_content_type(), "preamble": part.preamble, "epilogue": part.epilogue, "parts": parts}
    content = base64.b64encode(part.get_payload(decode=True)).decode()
    return {"type": part.get_content_type(), "content": content}


class Handler:
    count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550-no such\r\n550 mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        path = os.path.join(folder, f"{self.count}.eml")
        with open(path, "wb") as file:
            file.write(envelope.original_content)
        message = email.message_from_bytes(envelope.original_content)
        say(
            json.dumps(
                {
                    "path": path,
                    "client": session.host_name,
                    "authenticated": session.authenticated,
                    "from": envelope.mail_from,
                    "to": envelope.rcpt_tos,
                    "headers": {name.lower(): value for name, value in message.items()},
                    "body": described(message),
                }
            )
        )
        return "250 taken"


def authenticate(server, session, envelope, mechanism, data):
    known = isinstance(data, LoginPassword) and (data.login, data.password) == (b"me", b"secret")
    return AuthResult(success=known, handled=known)


def connection():
    return SMTP(
        Handler(),
        hostname="localhost",
        authenticator=authenticate,
        auth_required="auth" in options,
        auth_require_tls=False,
        auth_exclude_mechanism=["LOGIN"] if "plain" in options else [],
    )


async def main():
    server = await asyncio.get_running_loop().create_server(connection, "127.0.0.1", 0)
    say(server.sockets[0].getsockname()[1])
    await server.serve_forever()


asyncio.run(main())
