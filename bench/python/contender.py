"""The same workloads on Python's socket module: contender.py workload [port] args..."""
import select
import selectors
import socket
import sys

HOST = "127.0.0.1"


def connected(port, nodelay=False):
    s = socket.create_connection((HOST, port))
    if nodelay:
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return s


def listening(backlog):
    server = socket.create_server((HOST, 0), backlog=backlog)
    print("PORT", server.getsockname()[1], flush=True)
    return server


def udp():
    u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    u.bind((HOST, 0))
    return u


def pingpong(port):
    s = connected(port, True)
    f = s.makefile("rb")
    send, readline = s.sendall, f.readline
    while True:
        send(b"hello\n")
        if readline() == b"stop!\n":
            break


def lines(port):
    for _ in range(2):
        with connected(port) as s, s.makefile("rb", 65536) as f:
            n = size = 0
            for line in f:
                n += 1
                size += len(line)
            s.sendall(b"done %d %d\n" % (n, size))


def recv(port, pattern):
    for _ in range(2):
        with connected(port) as s:
            size = 0
            if pattern == "*a":
                with s.makefile("rb") as f:
                    size = len(f.read())
            else:
                want, take, whole = int(pattern), s.recv, socket.MSG_WAITALL
                while data := take(want, whole):
                    size += len(data)
            s.sendall(b"done 0 %d\n" % size)


def send(port, size, count):
    size, count = int(size), int(count)
    data = b"x" * size
    for _ in range(2):
        with connected(port, True) as s:
            put = s.sendall
            for _ in range(count):
                put(data)
            s.shutdown(socket.SHUT_WR)
            assert s.recv(64) == b"done %d\n" % (count * size)


def connect(port):
    line = b""
    while line != b"stop!\n":
        with socket.create_connection((HOST, port)) as s:
            s.sendall(b"hello\n")
            line = s.recv(65536)


def accept():
    server = listening(128)
    line = b""
    while line != b"quit\n":
        c, _ = server.accept()
        with c:
            line = c.recv(65536)
            c.sendall(b"hello\n")


def udp_pingpong(port, size):
    u, data, to = udp(), b"x" * int(size), (HOST, port)
    while True:
        u.sendto(data, to)
        answer, _ = u.recvfrom(8192)
        if answer.startswith(b"stop!"):
            break


def udp_send(port, size, count):
    u, data, to, count = udp(), b"x" * int(size), (HOST, port), int(count)
    for _ in range(2):
        u.settimeout(None)
        for _ in range(count):
            u.sendto(data, to)
        u.settimeout(0.2)
        while True:
            u.sendto(b"end %d" % count, to)
            try:
                if u.recv(64) == b"ok":
                    break
            except TimeoutError:
                pass


def udp_recv(port):
    for _ in range(2):
        u, n = udp(), 0
        u.sendto(b"go", (HOST, port))
        take = u.recvfrom
        while take(8192)[0] != b"stop!":
            n += 1
        u.sendto(b"done %d" % n, (HOST, port))


def selecting(port, conns):
    all_ = [connected(port, True) for _ in range(int(conns))]
    while True:
        ready, _, _ = select.select(all_, [], [])
        if ready[0].recv(65536) == b"stop!\n":
            break
        ready[0].sendall(b"hello\n")


def echo_server():
    server = listening(4096)
    server.setblocking(False)
    loop = selectors.DefaultSelector()
    loop.register(server, selectors.EVENT_READ)
    while True:
        for key, _ in loop.select():
            s = key.fileobj
            if s is server:
                c, _ = server.accept()
                c.setblocking(False)
                c.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                loop.register(c, selectors.EVENT_READ)
            else:
                try:
                    data = s.recv(65536)
                except ConnectionResetError:
                    data = b""
                if data == b"quit\n":
                    return
                if data:
                    s.sendall(data)
                else:
                    loop.unregister(s)
                    s.close()


def conns(port, n):
    all_ = []
    for _ in range(int(n)):
        s = connected(port)
        s.sendall(b"hello\n")
        assert s.recv(64) == b"hello\n"
        all_.append(s)
    for s in all_:
        s.close()


WORKLOADS = {
    "pingpong": pingpong, "lines": lines, "recv": recv, "send": send, "connect": connect, "accept": accept,
    "udp-pingpong": udp_pingpong, "udp-send": udp_send, "udp-recv": udp_recv, "select": selecting,
    "echo-server": echo_server, "conns": conns,
}

name, *rest = sys.argv[1:]
WORKLOADS[name](*([int(rest[0])] + rest[1:] if rest else []))
