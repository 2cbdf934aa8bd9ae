# Runs a command in a terminal of its own and types into it.
# Standard input is JSON: {"command": [...], "steps": [{"type": "text", "until": "text"}, ...]}. What is typed with a
# step is typed at once, or with "blocked": true when the program's main thread waits, for other than the events of its
# loop; then the terminal must show its "until", behind what it has shown before. Prints JSON with all that the
# terminal showed, and the exit code.
import json, os, platform, pty, select, sys, time

task = json.load(sys.stdin)
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(task["command"][0], task["command"])

shown, seen = b"", 0
deadline = time.monotonic() + 40


def read():
    global shown
    ready, _, _ = select.select([terminal], [], [], max(0, deadline - time.monotonic()))
    if not ready:
        os.kill(pid, 9)
        return False
    try:
        data = os.read(terminal, 4096)
    except OSError:
        data = b""  # Linux tells so that the other side is closed
    shown += data
    return data != b""


# What libuv waits with: epoll_pwait, and epoll_pwait2. Ours is epoll_wait, which newer architectures have not got.
LOOP = {"x86_64": {"281", "441"}}.get(platform.machine(), {"22", "441"})
# futex: a sleep, or a moment for another thread.
FUTEX = {"x86_64": "202"}.get(platform.machine(), "98")


def wait():
    """What the main thread of the last process in a row of children waits in: its call, and how often it has waited."""
    last = str(pid)
    try:
        while children := open(f"/proc/{last}/task/{last}/children").read().split():
            last = children[-1]
        status = open(f"/proc/{last}/status").read()
        call = open(f"/proc/{last}/syscall").read().split()[0]
    except (OSError, IndexError):
        return None
    if "State:\tS" not in status or call in LOOP:
        return None
    return call, status[status.index("voluntary_ctxt_switches") :]


def blocked():
    before, looks = None, 0
    while time.monotonic() < deadline:
        now = wait()
        looks = looks + 1 if now is not None and now == before else 0
        if looks == (8 if now is not None and now[0] == FUTEX else 1):
            return
        before = now
        time.sleep(0.02)


missing = None
for step in task["steps"]:
    if step.get("blocked"):
        blocked()
    os.write(terminal, step["type"].encode())
    until = step["until"].encode()
    while until not in shown[seen:]:
        if not read():
            missing = step["until"]
            break
    if missing is not None:
        break
    seen = shown.index(until, seen) + len(until)
while missing is None and read():
    pass
_, status = os.waitpid(pid, 0)
json.dump({"shown": shown.decode("utf8", "replace"), "missing": missing, "code": os.waitstatus_to_exitcode(status)}, sys.stdout)
