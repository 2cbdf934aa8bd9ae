# Runs a command in a terminal of its own and types into it.
# Standard input is JSON: {"command": [...], "steps": [{"type": "text", "until": "text"}, ...]}. What is typed with a
# step is typed at once; then the terminal must show its "until", behind what it has shown before. Prints JSON with
# all that the terminal showed, and the exit code.
import json, os, pty, select, sys, time

task = json.load(sys.stdin)
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(task["command"][0], task["command"])

shown, seen = b"", 0
deadline = time.monotonic() + 20


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


missing = None
for step in task["steps"]:
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
