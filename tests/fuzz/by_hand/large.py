#!/usr/bin/env python3
"""Files and pastes that are far too large, given to the real program: how long it takes, and how much memory.

tests/fuzz/by_hand/large.py PATH-OF-GOALTREE [GB]: the size of the largest file, 1 if it is not said. Linux alone.
"""
import json, os, pty, resource, select, subprocess, sys, tempfile, time, fcntl, struct, termios

program, size = os.path.abspath(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 1
home = tempfile.mkdtemp(prefix="goaltree-large-")
env = {"HOME": home, "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8"}
file = os.path.join(home, "goals.json")


def report(what, start, usage, told=""):
    print(f"{what:34} {time.time() - start:7.2f} s {usage.ru_maxrss / 1024:8.0f} MB  {told}", flush=True)


def call(what, *args, stdin=None):
    start = time.time()
    child = subprocess.Popen([program, *args], env=env, cwd=home, stdin=stdin or subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    told = child.stderr.read(400).decode(errors="replace").split("\n")[0]
    _, status, usage = os.wait4(child.pid, 0)
    report(what, start, usage, f"exit {os.waitstatus_to_exitcode(status)} {told[:70]}")


def window(what, *steps):
    """Runs the program in a terminal; each step is what is sent, and is over when nothing has come for half a second."""
    pid, master = pty.fork()
    if pid == 0:
        os.chdir(home)
        os.execve(program, [program, "--file", file], env)
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    for name, keys in (("open", b""), *steps, ("quit", b"\x1b[27u\x1b[27u\x1b[27uq")):
        start = time.time()
        last, sent, data = time.time(), 0, keys
        while time.time() - last < (2 if name != "quit" else 1) and time.time() - start < 120:
            ready, writable, _ = select.select([master], [master] if sent < len(data) else [], [], 0.1)
            try:
                if ready:
                    os.read(master, 1 << 16)
                    last = time.time()
                if writable:
                    sent += os.write(master, data[sent:sent + 4096])
                    last = time.time()
            except OSError:
                break
        with open(f"/proc/{pid}/status") as status:
            peak = [line.split()[1] for line in status if line.startswith("VmHWM")]
        print(f"{what + ', ' + name:34} {last - start:7.2f} s {int((peak or ['0'])[0]) / 1024:8.0f} MB", flush=True)
    for _ in range(50):
        if os.waitpid(pid, os.WNOHANG)[0]:
            break
        time.sleep(0.1)
    else:
        os.kill(pid, 9)
        print(f"{what}: did not end")
    os.close(master)


def write(nodes):
    with open(file, "w") as out:
        out.write('{"goaltree":1,"nodes":[\n')
        out.write(",\n".join(json.dumps(node) for node in nodes))
        out.write("\n]}\n")


paste = lambda text: b"\x1b[200~" + text + b"\x1b[201~"
write({"id": f"n{n}", "title": f"level {n}", **({"parent": f"n{n - 1}"} if n else {})} for n in range(100_000))
call("100,000 levels, list", "--file", file, "list")
window("100,000 levels", ("*", b"*"), ("end", b"G"), ("tick", b" "))
write([{"id": "a", "title": "e\u0301\u0301日" * 125_000, "note": "n" * 1_000_000}, {"id": "b", "title": "B"}])
call("1 MB title, list", "--file", file, "list")
window("1 MB title", ("split", b"s"), ("edit", b"\x1b[27u\x1b[27ue"))
write([{"id": "a", "title": "A"}])
one, many = b"word " * 2_000_000, b"a line of some length ~5m\r" * 400_000
window("10 MB pasted into a line", ("paste", b"a" + paste(one)), ("a key", b"x"))
window("10 MB pasted into a find", ("paste", b"/" + paste(one)), ("a key", b"x"))
window("10 MB of lines pasted into a split", ("paste", b"s" + paste(many)), ("a key", b"x"))
window("10 MB of lines pasted into the tree", ("paste", paste(many)), ("a key", b"j"))
for what, start in (("1 GB of blanks", b" "), ("1 GB of NUL", b"\0"), ("a 1 GB title", b'{"goaltree":1,"nodes":[{"id":"a","title":"')):
    with open(file, "wb") as out:
        out.write(start)
        fill = b"x" if len(start) > 1 else start
        for _ in range(int(size * 1024)):
            out.write(fill * (1 << 20))
        out.write(b'"}]}' if len(start) > 1 else b"")
    call(what + ", list", "--file", file, "list")
    call(what + ", import", "import", file)
subprocess.run(["rm", "-r", home])
