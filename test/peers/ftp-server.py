"""A file server (pyftpdlib) on a port of 127.0.0.1, for ftp.test.ts.

Prints its port. The user "me" has the password "secret" and may do everything in the folder given. Who logs in as
LuaSocket does without being told otherwise may read there.
"""

import sys

from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler
from pyftpdlib.log import config_logging
from pyftpdlib.servers import FTPServer

folder = sys.argv[1]

authorizer = DummyAuthorizer()
authorizer.add_user("me", "secret", folder, perm="elradfmwMT")
authorizer.add_user("ftp", "anonymous@anonymous.org", folder)


class Handler(FTPHandler):
    auth_failed_timeout = 0


Handler.authorizer = authorizer
config_logging(level="ERROR")
server = FTPServer(("127.0.0.1", 0), Handler)
print(server.socket.getsockname()[1], flush=True)
server.serve_forever()
