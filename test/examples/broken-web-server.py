# Answers each path with bytes as no web server would send them, and closes. Prints its port.
import socket

ANSWERS = {
    b"/early-hints": b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
    b"/trailer": b'HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n3;x="y"\r\nabc\r\n0\r\nX: 1\r\nY: 2\r\n\r\n',
    b"/no-content": b"HTTP/1.1 204 No Content\r\n\r\n",
    b"/old": b"HTTP/1.0 200 OK\r\n\r\nto\0the end",
    b"/cut-length": b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this",
    b"/cut-chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nonly this",
    b"/no-size": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
    b"/no-http": b"220 mail.example ESMTP\r\n",
    b"/nothing": b"",
}

server = socket.create_server(("127.0.0.1", 0))
print(server.getsockname()[1], flush=True)
while True:
    client, _ = server.accept()
    with client:
        request = b""
        while b"\r\n\r\n" not in request:
            piece = client.recv(4096)
            if not piece:
                break
            request += piece
        else:
            client.sendall(ANSWERS[request.split(b" ")[1]])
