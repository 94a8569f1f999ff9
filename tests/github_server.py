"""A GitHub on this machine: git's own server behind a proxy that answers for https://github.com."""

from __future__ import annotations

import os
import ssl
import subprocess
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

_BACKEND = ["git", "http-backend"]


class GitHub:
    """Bare repositories in ``root``, private ones read with ``token`` alone."""

    def __init__(self, root: Path, token: str) -> None:
        self.repositories, self.token = root / "repositories", token
        self.asked: list[str] = []
        self.repositories.mkdir(parents=True)
        self.certificate, self._key = root / "certificate.pem", root / "key.pem"
        made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
        named = ["-subj", "/CN=github.com", "-addext", "subjectAltName=DNS:github.com"]
        out = ["-keyout", str(self._key), "-out", str(self.certificate)]
        subprocess.run([*made, *named, *out], check=True, capture_output=True)
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.tls.load_cert_chain(self.certificate, self._key)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.github = self  # type: ignore[attr-defined]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def settings(self, path: Path) -> Path:
        """Write git's settings that lead to here into ``path``."""
        proxy = f"http://127.0.0.1:{self._server.server_address[1]}"
        path.write_text(
            f"[http]\nproxy = {proxy}\n"
            "[user]\nname = A\nemail = a@example.org\n[init]\ndefaultBranch = main\n"
            "[safe]\ndirectory = *\n"
        )
        return path

    def push(self, name: str, files: dict[str, bytes], work: Path) -> None:
        """Make the repository ``owner/name`` with one commit of ``files`` and what ``work`` has."""
        work.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            (work / path).parent.mkdir(parents=True, exist_ok=True)
            (work / path).write_bytes(content)
        bare = self.repositories / f"{name}.git"
        bare.parent.mkdir(exist_ok=True)
        for command in (
            ["git", "init", "-q", "."],
            ["git", "add", "-A"],
            ["git", "commit", "-q", "--allow-empty", "-m", "work"],
            ["git", "clone", "-q", "--bare", ".", str(bare)],
        ):
            subprocess.run(command, cwd=work, check=True, capture_output=True)

    def close(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    @property
    def _github(self) -> GitHub:
        return self.server.github  # type: ignore[attr-defined]

    def do_CONNECT(self) -> None:
        """Stand in for what is asked for, behind the proxy."""
        self.send_response(200)
        self.end_headers()
        assert self.path == "github.com:443"
        with suppress(OSError):
            self.connection = self._github.tls.wrap_socket(self.connection, server_side=True)
            self.rfile = self.connection.makefile("rb")
            self.wfile = self.connection.makefile("wb", buffering=0)
            self.close_connection = False
            while not self.close_connection:
                self.handle_one_request()
        self.close_connection = True

    def do_GET(self) -> None:
        """Have git answer."""
        github, url = self._github, urlsplit(self.path)
        github.asked.append(self.headers.get("Authorization", ""))
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        inside = url.path.lstrip("/").split("/info/")[0].split("/git-upload-pack")[0]
        there = github.repositories / f"{inside.removesuffix('.git')}.git"
        if not there.is_dir():
            self._answer(b"Status: 404 Not Found\r\n\r\n")
            return
        environment = {
            **os.environ, "GIT_PROJECT_ROOT": str(github.repositories),
            "GIT_HTTP_EXPORT_ALL": "1", "REQUEST_METHOD": self.command,
            "PATH_INFO": url.path.replace(inside, f"{inside.removesuffix('.git')}.git", 1),
            "QUERY_STRING": url.query, "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
        }  # fmt: skip
        run = subprocess.run(_BACKEND, input=body, env=environment, stdout=subprocess.PIPE)
        self._answer(run.stdout)

    do_POST = do_GET

    def _answer(self, said: bytes) -> None:
        head, _, body = said.partition(b"\r\n\r\n")
        lines = [line.split(": ", 1) for line in head.decode().split("\r\n") if line]
        fields = {name: value for name, value in lines}
        self.send_response(int(fields.pop("Status", "200").split()[0]))
        for name, value in fields.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
