#!/usr/bin/env python3
"""Random keys for the real program in a terminal: tests/fuzz/by_hand/monkey.py PATH-OF-GOALTREE [SECONDS [SEED]].

It is started again whenever a key ends it; it must end with 0, and its file must then be one that opens with nothing to
mend. Ctrl-Z and :write are left out. Linux and macOS.
"""
import fcntl, os, pty, random, select, struct, subprocess, sys, tempfile, termios, time

program = os.path.abspath(sys.argv[1])
seconds, seed = float((sys.argv[2:] or ["60"])[0]), int((sys.argv[3:] or ["1"])[0])
chance = random.Random(seed)
home = tempfile.mkdtemp(prefix="goaltree-monkey-")
env = {"HOME": home, "PATH": "/usr/bin:/bin", "EDITOR": "true", "TERM": "xterm-256color", "LANG": "C.UTF-8"}
file = os.path.join(home, "goals.json")
special = ["\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[1;3A", "\x1b[1;3B", "\x1b[1;3C", "\x1b[1;3D", "\x1b[H", "\x1b[F",
           "\x1b[5~", "\x1b[6~", "\x1b[3~", "\x1b[27u", "\x1b[Z", "\r", "\t", "\x7f", " ", "\x12", "\x13", "\x14", "\x07",
           "\x05", "\x0c", "\x0f", "\x10", "\x03", "\x1b[<0;5;5M", "\x1b[<64;5;5M", "\x1b[<0;70;9M", "\x1b[200~a\r  b ~5m\r\x1b[201~"]
letters = [chr(code) for code in range(33, 127)] + ["日", "e\u0301", "👩\u200d👧", "\u202e"]


def start():
    pid, master = pty.fork()
    if pid == 0:
        os.chdir(home)
        os.execve(program, [program, "--file", file], env)
    # Until it has the terminal, Ctrl-C is for whoever had it before.
    select.select([master], [], [], 10)
    return pid, master


def drain(master, patience=0.0):
    read = 0
    while select.select([master], [], [], patience)[0]:
        try:
            read += len(os.read(master, 1 << 16))
        except OSError:
            return read
    return read


def check(status):
    assert os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0, f"seed {seed}: ended with {status}"
    said = subprocess.run([program, "--file", file, "list"], env=env, capture_output=True, text=True)
    assert said.returncode == 0 and "goals.json, line" not in said.stderr, f"seed {seed}: {said.stderr}"


end, keys, runs, output = time.time() + seconds, 0, 1, 0
pid, master = start()
while time.time() < end:
    if chance.random() < 0.02:
        size = struct.pack("HHHH", chance.randint(1, 60), chance.randint(1, 200), 0, 0)
        fcntl.ioctl(master, termios.TIOCSWINSZ, size)
    key = chance.choice(special if chance.random() < 0.4 else letters)
    try:
        os.write(master, key.encode())
        keys += 1
    except OSError:
        pass
    output += drain(master, 0.001)
    done, status = os.waitpid(pid, os.WNOHANG)
    if done:
        os.close(master)
        check(status)
        runs += 1
        pid, master = start()
os.close(master)
_, status = os.waitpid(pid, 0)
code = os.waitstatus_to_exitcode(status)
assert code == 129, f"seed {seed}: after the terminal was closed, {code}"
check(0)
size = os.path.getsize(file) if os.path.exists(file) else 0
print(f"seed {seed}: {keys} keys, {runs} runs, {output} bytes shown, file of {size} bytes; nothing broke")
subprocess.run(["rm", "-r", home])
