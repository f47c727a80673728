"""`minuted` as a user runs it: a process with words, a folder, variables, streams and an exit code of its own.

It is forked from one that has the libraries loaded: to load them takes ten seconds, and loading the model a second. That it also starts
from nothing is held by test_installed.py and by the tests that start `python -m assistant` themselves.
"""

import atexit
import gc
import json
import os
import runpy
import socket
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_LONGEST = 1 << 17  # bytes of an order: words and variables


def minuted(*words: str | Path, stdin: str = "", cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {k: v for k, v in os.environ.items() if not k.startswith("MINUTED_")} | {"COLUMNS": "160"} | environment
    order = json.dumps([[str(word) for word in words], str(cwd), variables]).encode()
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        given.write(stdin.encode())
        given.seek(0)
        socket.send_fds(_forking(), [order], [stream.fileno() for stream in (given, said, complained)])
        code = int(_forking().recv(_LONGEST))
        told = [(stream.seek(0), stream.read().decode())[1] for stream in (said, complained)]
    return subprocess.CompletedProcess(words, code, *told)


@cache
def _forking() -> socket.socket:
    """The way to a process that forks for each order. It ends when this one does."""
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-m", "tests.command_line", str(there.fileno())]
    forking = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"OMP_NUM_THREADS": "1"}, pass_fds=[there.fileno()])
    there.close()
    atexit.register(forking.wait)
    atexit.register(here.close)  # before that
    return here


def _load() -> None:
    """What the commands load when they need it. Nothing is opened, and no thread begun that a fork would lack."""
    import ingest.folder  # noqa: F401
    from corpus.embedding.embedder import Embedder

    Embedder().load()
    gc.freeze()  # else a child goes through all of it at its end, and copies it


def _fork_for(orders: socket.socket) -> None:
    """Fork for each order and tell the child's exit code. Returns in each child, which then is as that order has it."""
    while True:
        order, streams, _, _ = socket.recv_fds(orders, _LONGEST, 3)
        if not order:
            raise SystemExit
        child = os.fork()
        if not child:
            break
        for stream in streams:
            os.close(stream)
        orders.send(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())
    orders.close()
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    words, cwd, variables = json.loads(order)
    sys.argv[1:] = words
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(variables)
    tempfile.tempdir = None  # looked for anew, by this order's TMPDIR


if __name__ == "__main__":
    _load()
    _fork_for(socket.socket(fileno=int(sys.argv[1])))
    runpy.run_module("assistant", run_name="__main__", alter_sys=True)
