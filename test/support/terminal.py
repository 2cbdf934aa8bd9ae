# Runs a command in a terminal of its own and types into it.
# Standard input is JSON: {"command": [...], "steps": [{"type": "text", "until": "text"}, ...]}. The text of a step is
# typed at once, or with "blocked": true when the program's main thread waits, outside its event loop; then the terminal
# must show the step's "until", after its earlier output. Prints JSON with all output of the terminal, and the exit
# code.
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


# libuv waits with epoll_pwait and epoll_pwait2. We wait with epoll_wait, which newer architectures lack.
LOOP = {"x86_64": {"281", "441"}}.get(platform.machine(), {"22", "441"})
# futex: a sleep, or a short wait for another thread.
FUTEX = {"x86_64": "202"}.get(platform.machine(), "98")


def wait():
    """The system call that the main thread of the last in a chain of child processes waits in, and its number of waits."""
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
