# Runs a command in a network that loses, delays, doubles and reorders packets, or answers them with errors.
#
#   unshare --user --map-root-user --net python3 bad-network.py JSON command...
#
# The network is a TUN device of this script's (Linux, Documentation/networking/tuntap.rst), in a namespace without any
# other: packets that the command sends to 10.9.0.2 return to it at 10.9.0.1, as if from 10.9.0.2. Swapping the two
# addresses changes no checksum. So both ends are in one process or namespace, with a bad line between them; netem
# (tc(8)) does the same on kernels that have it.
#
# JSON: {"seed": number, "loss": probability, "double": probability, "delay": [min, max] milliseconds, so that packets
#        overtake each other, "cut": number of packets after which all are dropped, "unreachable": ICMP code of the
#        answer to each packet}
import fcntl, heapq, json, os, random, select, socket, struct, subprocess, sys, time

task = json.loads(sys.argv[1])
line = random.Random(task.get("seed", 1))
TUNSETIFF, SIOCSIFFLAGS, SIOCSIFADDR, SIOCSIFNETMASK = 0x400454CA, 0x8914, 0x8916, 0x891C
IFF_TUN, IFF_NO_PI, IFF_UP = 0x0001, 0x1000, 0x1

tun = os.open("/dev/net/tun", os.O_RDWR)
fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH22x", b"bad0", IFF_TUN | IFF_NO_PI))
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:

    def address(request, name, ip):
        fcntl.ioctl(control, request, struct.pack("16sHH4s16x", name, socket.AF_INET, 0, socket.inet_aton(ip)))

    address(SIOCSIFADDR, b"bad0", "10.9.0.1")
    address(SIOCSIFNETMASK, b"bad0", "255.255.255.0")
    for name in (b"bad0", b"lo"):
        fcntl.ioctl(control, SIOCSIFFLAGS, struct.pack("16sH22x", name, IFF_UP))
for name, value in task.get("sysctl", {}).items():
    try:
        with open(f"/proc/sys/net/ipv4/{name}", "w") as file:
            file.write(str(value))
    except FileNotFoundError:
        pass  # an older kernel: it only takes longer


def checksum(data):
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def unreachable(packet, code):
    """ICMP's answer to a packet (RFC 792), with the packet's header and 8 more bytes."""
    body = packet[: (packet[0] & 15) * 4 + 8]
    icmp = struct.pack("!BBHI", 3, code, 0, 0) + body
    icmp = struct.pack("!BBHI", 3, code, checksum(icmp), 0) + body
    header = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(icmp), 0, 0, 64, 1, 0, packet[16:20], packet[12:16])
    return header[:10] + struct.pack("!H", checksum(header)) + header[12:] + icmp


command = subprocess.Popen(sys.argv[2:])
queue, count, told = [], 0, dict(packets=0, lost=0, doubled=0, overtaken=0)
least, most = task.get("delay", [0, 0])
latest = 0.0
while command.poll() is None:
    now = time.monotonic()
    while queue and queue[0][0] <= now:
        os.write(tun, heapq.heappop(queue)[2])
    wait = min(queue[0][0] - now, 0.05) if queue else 0.05
    if not select.select([tun], [], [], max(wait, 0))[0]:
        continue
    packet = os.read(tun, 65536)
    if packet[0] >> 4 != 4:
        continue
    told["packets"] += 1
    if "unreachable" in task:
        os.write(tun, unreachable(packet, task["unreachable"]))
        continue
    if told["packets"] > task.get("cut", 1e9):
        continue
    if line.random() < task.get("loss", 0):
        told["lost"] += 1
        continue
    packet = packet[:12] + packet[16:20] + packet[12:16] + packet[20:]
    copies = 2 if line.random() < task.get("double", 0) else 1
    told["doubled"] += copies - 1
    for _ in range(copies):
        due = time.monotonic() + line.uniform(least, most) / 1000
        told["overtaken"] += due < latest
        latest = max(due, latest)
        count += 1
        heapq.heappush(queue, (due, count, packet))
print("network:", json.dumps(told), file=sys.stderr)
sys.exit(command.returncode if command.returncode >= 0 else 128 - command.returncode)
