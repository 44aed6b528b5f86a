"""The server's side of the PowerShell Remoting Protocol, [MS-PSRP], as far as an audit meets it.

handle(request, user) answers what wsman.py hands over. POWERSHELL_ROWS in the environment is the folder of rows; POWERSHELL_REFUSED makes
PowerShell refuse scripts with that error; POWERSHELL_ABSENT makes the service have no PowerShell. A line for each shell that is created or
deleted, and each command that is begun or ended, goes to the file POWERSHELL_LOG.

A runspace pool answers scripts made of sections, "Read-Section 'ID' {...}", from a folder of recorded rows: ID.json, or ID.out or NNN-ID.out of a
recording. What a folder has no rows for is answered as Windows answers a class that it does not have. The folder's behaviour.json may say
otherwise for an ID, or for all under "*":

    {"bios": {"delay": 3}, "disks": {"error": "PermissionDenied HRESULT 0x80041003,GetCimInstanceCommand"},
     "software": {"bytes": 104857600}, "services": {"hang": true}, "drivers": {"shuffle": true}}
"""

import base64
import glob
import html
import json
import os
import re
import struct
import threading
import time
import uuid

SESSION_CAPABILITY = 0x00010002
INIT_RUNSPACEPOOL = 0x00010004
RUNSPACEPOOL_STATE = 0x00021005
APPLICATION_PRIVATE_DATA = 0x00021009
CREATE_PIPELINE = 0x00021006
PIPELINE_OUTPUT = 0x00041004
ERROR_RECORD = 0x00041005
PIPELINE_STATE = 0x00041006
OPENED, STOPPED, COMPLETED, FAILED = 2, 3, 4, 5
NOBODY = uuid.UUID(int=0)
FRAGMENT = 32000
MOST_SHELLS = 500
SECTION = re.compile(r"^Read-Section '([^']*)' \{$", re.M)


pools = {}
lock = threading.Lock()


def handle(request, user):
    """One request to a PowerShell shell; the answer with its HTTP status."""
    import wsman
    if os.environ.get("POWERSHELL_ABSENT"):
        raise wsman.Fault(2150858811, "w:InvalidResourceURI", "The resource URI is not there.")
    operation = request.action.rsplit("/", 1)[-1]
    shell = request.body.find(wsman.SHELL + "Shell")
    if operation == "Create":
        return 200, create(wsman, request, shell, user)
    identity = request.selectors.get("ShellId", "").upper()
    with lock:
        pool = pools.get(identity)
    if pool is None:
        raise wsman.Fault(2150858843, "w:InvalidSelectors", "The request contained invalid selectors for the resource.")
    return 200, OPERATIONS[operation](wsman, request, pool, identity)


def note(words):
    if os.environ.get("POWERSHELL_LOG"):
        with lock, open(os.environ["POWERSHELL_LOG"], "a") as log:
            log.write(words + "\n")


def create(wsman, request, shell, user):
    identity = shell.get("ShellId").upper()
    creation = next(e for e in shell if e.tag.endswith("}creationXml")).text
    rows = Rows(os.environ.get("POWERSHELL_ROWS", "."))
    with lock:
        if len(pools) > MOST_SHELLS:
            raise wsman.Fault(2150859173, "w:QuotaLimit", "This user is allowed a maximum number of concurrent shells.")
        pools[identity] = RunspacePool(base64.b64decode(creation), rows, refusal=os.environ.get("POWERSHELL_REFUSED"))
    note("create")
    return wsman.answer(request, "http://schemas.xmlsoap.org/ws/2004/09/transfer/CreateResponse",
                        "<x:ResourceCreated><a:Address>http://localhost/wsman</a:Address><a:ReferenceParameters>"
                        "<w:ResourceURI>" + request.resource + '</w:ResourceURI><w:SelectorSet><w:Selector Name="ShellId">' + identity
                        + "</w:Selector></w:SelectorSet></a:ReferenceParameters></x:ResourceCreated><rsp:Shell><rsp:ShellId>" + identity
                        + "</rsp:ShellId><rsp:ResourceUri>" + request.resource + "</rsp:ResourceUri><rsp:Owner>"
                        + wsman.account(user) + "</rsp:Owner></rsp:Shell>")


def command(wsman, request, pool, _):
    line = request.body.find(wsman.SHELL + "CommandLine")
    identity = line.get("CommandId").upper()
    note("command")
    pool.command(identity, base64.b64decode(line.findtext(wsman.SHELL + "Arguments")))
    return wsman.answer(request, wsman.SHELL_URI + "/CommandResponse",
                        "<rsp:CommandResponse><rsp:CommandId>" + identity + "</rsp:CommandId></rsp:CommandResponse>")


def receive(wsman, request, pool, _):
    identity = (request.body.find(wsman.SHELL + "Receive/" + wsman.SHELL + "DesiredStream").get("CommandId") or "").upper()
    told = request.header.findtext(wsman.WSMAN + "OperationTimeout", "PT20S")
    seconds = float(re.fullmatch(r"PT([0-9.]+)S", told).group(1))
    size = int(request.header.findtext(wsman.WSMAN + "MaxEnvelopeSize", "153600"))
    streams, done = pool.receive(identity, seconds, size * 5 // 8)
    if not streams and not done:
        raise wsman.Fault(2150858793, "w:TimedOut", "The operation timed out.")
    named = ' CommandId="%s"' % identity if identity else ""
    body = "".join('<rsp:Stream Name="stdout"%s>%s</rsp:Stream>' % (named, s) for s in streams)
    if done:
        body += '<rsp:CommandState%s State="%s/CommandState/Done"></rsp:CommandState>' % (named, wsman.SHELL_URI)
    return wsman.answer(request, wsman.SHELL_URI + "/ReceiveResponse", "<rsp:ReceiveResponse>" + body + "</rsp:ReceiveResponse>")


def send(wsman, request, pool, _):
    for stream in request.body.iter(wsman.SHELL + "Stream"):
        pool.more((stream.get("CommandId") or "").upper(), base64.b64decode(stream.text))
    return wsman.answer(request, wsman.SHELL_URI + "/SendResponse", "<rsp:SendResponse/>")


def signal(wsman, request, pool, _):
    note("signal")
    pool.signal(request.body.find(wsman.SHELL + "Signal").get("CommandId").upper())
    return wsman.answer(request, wsman.SHELL_URI + "/SignalResponse", "<rsp:SignalResponse/>")


def delete(wsman, request, pool, identity):
    pool.close()
    note("delete")
    with lock:
        pools.pop(identity, None)
    return wsman.answer(request, "http://schemas.xmlsoap.org/ws/2004/09/transfer/DeleteResponse", "")


OPERATIONS = {"Command": command, "Receive": receive, "Send": send, "Signal": signal, "Delete": delete}


def escaped(text):
    """A string of CLIXML, [MS-PSRP] 2.2.5.3.2: control characters and surrogates by their number."""
    def number(match):
        units = match.group().encode("utf-16-be", "surrogatepass")
        return "".join("_x%04X_" % struct.unpack(">H", units[i:i + 2]) for i in range(0, len(units), 2))
    text = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    return html.escape(re.sub("[\x00-\x1f\x7f-\x9f\ud800-\udfff\U00010000-\U0010ffff]", number, text), quote=False)


def unescaped(text):
    units = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)), html.unescape(text))
    return units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def fields(*members):
    return '<Obj RefId="0"><MS>%s</MS></Obj>' % "".join(members)


def messages(fragments, joined):
    """Joins fragments, [MS-PSRP] 2.2.4, to messages: (type, pool, pipeline, data)."""
    at, whole = 0, []
    while at < len(fragments):
        number, _, bits, length = struct.unpack_from(">QQBI", fragments, at)
        at += 21
        joined.setdefault(number, bytearray()).extend(fragments[at:at + length])
        at += length
        if bits & 2:
            whole.append(joined.pop(number))
    for message in whole:
        _, kind = struct.unpack_from("<II", message)
        yield (kind, uuid.UUID(bytes_le=bytes(message[8:24])), uuid.UUID(bytes_le=bytes(message[24:40])),
               bytes(message[40:]).decode("utf-8-sig"))


class Rows:
    """The recorded rows of one computer."""

    def __init__(self, folder):
        self.folder = folder
        path = os.path.join(folder, "behaviour.json")
        self.behaviour = json.load(open(path)) if os.path.exists(path) else {}

    def of(self, section):
        for pattern in (section + ".json", section + ".out", "[0-9]*-" + section + ".out"):
            found = sorted(glob.glob(os.path.join(self.folder, pattern)))
            if found:
                return open(found[0], encoding="utf-8").read()
        return None

    def of_class(self, name):
        """The rows of the recorded query of a CIM class."""
        recording = os.path.join(self.folder, "..", "recording.json")
        if os.path.exists(recording):
            for visit in json.load(open(recording, encoding="utf-8"))["visits"]:
                for exchange in visit["exchanges"]:
                    if "-ClassName %s " % name in exchange["request"]:
                        return self.of(exchange["requestId"])
        return self.of(name)

    def like(self, section):
        return self.behaviour.get(section, self.behaviour.get("*", {}))


class Pipeline:
    def __init__(self, pool, identity, script):
        self.pool, self.identity, self.script = pool, identity, script
        self.stopped = threading.Event()

    def run(self):
        if self.pool.refusal:
            self.end(FAILED, self.pool.refusal)
            return
        for section in SECTION.findall(self.script):
            like = self.pool.rows.like(section)
            self.say("begin " + section)
            if self.stopped.wait(3600 if like.get("hang") else like.get("delay", 0)):
                self.end(STOPPED)
                return
            rows = "[%s]" % json.dumps("x" * like["bytes"]) if "bytes" in like else self.pool.rows.of(section)
            error = like.get("error")
            if rows is None and error is None:
                error = "ObjectNotFound HRESULT 0x80041010,Microsoft.Management.Infrastructure.CimCmdlets.GetCimInstanceCommand"
            self.say(rows if rows is not None else "[]", like.get("shuffle"))
            if error:
                self.say("error " + error)
            self.say("end " + section)
        self.end(COMPLETED)

    def say(self, text, shuffle=False):
        self.pool.put(PIPELINE_OUTPUT, "<S>%s</S>" % escaped(text), self.identity, shuffle=shuffle)

    def end(self, state, error=None):
        record = "" if error is None else (
            '<Obj N="ExceptionAsErrorRecord" RefId="1"><ToString>%s</ToString><MS><S N="FullyQualifiedErrorId">%s</S>'
            '<I32 N="ErrorCategory_Category">0</I32></MS></Obj>' % (escaped(error), escaped(error)))
        self.pool.put(PIPELINE_STATE, fields('<I32 N="PipelineState">%d</I32>' % state, record), self.identity, done=True)


class RunspacePool:
    """One PowerShell. Output waits until a Receive fetches it."""

    def __init__(self, creation, rows, version="5.1.20348.2340", refusal=None):
        self.rows, self.refusal, self.joined = rows, refusal, {}
        self.objects, self.waiting = 0, []
        self.news = threading.Condition()
        self.pipelines = {}
        self.identity = None
        for kind, pool, _, _ in messages(creation, self.joined):
            self.identity = pool
            if kind == SESSION_CAPABILITY:
                self.put(SESSION_CAPABILITY, fields('<Version N="protocolversion">2.3</Version><Version N="PSVersion">2.0</Version>'
                                                    '<Version N="SerializationVersion">1.1.0.1</Version>'), pool=NOBODY)
        entry = '<En><S N="Key">%s</S>%s</En>'
        table = entry % ("PSVersion", '<Version N="Value">%s</Version>' % version)
        self.put(APPLICATION_PRIVATE_DATA, fields(
            '<Obj N="ApplicationPrivateData" RefId="1"><DCT>%s</DCT></Obj>' % entry % (
                "PSVersionTable", '<Obj N="Value" RefId="2"><DCT>%s</DCT></Obj>' % table)))
        self.put(RUNSPACEPOOL_STATE, fields('<I32 N="RunspaceState">%d</I32>' % OPENED))

    def put(self, kind, data, pipeline=NOBODY, pool=None, done=False, shuffle=False):
        """Queues a message in fragments for the pool's, or the pipeline's, next Receive."""
        message = struct.pack("<II", 1, kind) + (pool or self.identity).bytes_le + pipeline.bytes_le + b"\xef\xbb\xbf" + data.encode()
        with self.news:
            self.objects += 1
            pieces = [message[i:i + FRAGMENT] for i in range(0, len(message), FRAGMENT)]
            cut = [struct.pack(">QQBI", self.objects, i, (i == 0) | (i == len(pieces) - 1) << 1, len(piece)) + piece
                   for i, piece in enumerate(pieces)]
            for fragment in reversed(cut) if shuffle else cut:
                self.waiting.append((pipeline, fragment, False))
            if done:
                self.waiting.append((pipeline, b"", True))
            self.news.notify_all()

    def command(self, identity, fragments):
        self.pipelines[identity] = None
        self.more(identity, fragments)

    def more(self, identity, fragments):
        for kind, _, pipeline, data in messages(fragments, self.joined):
            if kind == CREATE_PIPELINE:
                script = unescaped(re.search(r'<S N="Cmd">(.*?)</S>', data, re.S).group(1))
                self.pipelines[identity] = Pipeline(self, pipeline, script)
                threading.Thread(target=self.pipelines[identity].run, daemon=True).start()

    def signal(self, identity):
        if self.pipelines.get(identity):
            self.pipelines[identity].stopped.set()

    def close(self):
        for identity in self.pipelines:
            self.signal(identity)

    def receive(self, identity, seconds, most):
        """What waits, up to so many bytes: (base64 of one or more fragments, ...), and whether the command is done."""
        pipeline = self.pipelines[identity].identity if self.pipelines.get(identity) else NOBODY
        deadline = time.monotonic() + seconds
        with self.news:
            while not any(p == pipeline for p, _, _ in self.waiting):
                if time.monotonic() >= deadline or not self.news.wait(deadline - time.monotonic()):
                    return [], False
            taken, size, done, rest = [], 0, False, []
            for p, fragment, last in self.waiting:
                if p != pipeline or size > most:
                    rest.append((p, fragment, last))
                    continue
                size += len(fragment)
                done |= last
                if fragment:
                    taken.append(base64.b64encode(fragment).decode())
            self.waiting = rest
            return taken, done
