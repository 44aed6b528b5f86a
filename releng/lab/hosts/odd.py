"""Ports that misbehave: 22 names itself and stalls, 23 accepts and is silent, 24 talks something else, 25 sends a byte now and then, 26 stalls like 22, but as an OpenSSH."""
import socket
import threading
import time


def stall(peer):
    peer.sendall(b"SSH-2.0-Stalling_1.0\r\n")
    time.sleep(3600)


def stall_as_openssh(peer):
    peer.sendall(b"SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n")
    time.sleep(3600)


def silent(_peer):
    time.sleep(3600)


def other(peer):
    peer.sendall(b"HTTP/1.0 400 Bad Request\r\n\r\n")
    peer.close()


def dribble(peer):
    peer.sendall(b"SSH-2.0-Dribbling_1.0\r\n")
    while True:
        peer.sendall(b"\0")
        time.sleep(0.5)


def guarded(handler, peer):
    try:
        handler(peer)
    except OSError:
        pass


def serve(port, handler):
    server = socket.create_server(("::", port), family=socket.AF_INET6, dualstack_ipv6=True, backlog=64)
    while True:
        peer, _ = server.accept()
        threading.Thread(target=guarded, args=(handler, peer), daemon=True).start()


for number, what in ((22, stall), (23, silent), (24, other), (26, stall_as_openssh)):
    threading.Thread(target=serve, args=(number, what), daemon=True).start()
serve(25, dribble)
