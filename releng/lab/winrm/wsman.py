"""The operations of the lab's WS-Management service: Identify, a command shell with canned answers, WMI queries with canned answers.

handle(envelope, user, denied) takes a request and gives (HTTP status, answer). PowerShell shells are psrp.py's, where there is one.
The envelopes are written from DSP0226 and [MS-WSMV], recorded from no device.
"""
import base64
import datetime
import json
import os
import re
import threading
import uuid
import xml.etree.ElementTree as ElementTree
from xml.sax.saxutils import escape

try:
    import psrp
except ImportError:
    psrp = None

SOAP = '{http://www.w3.org/2003/05/soap-envelope}'
ADDRESSING = '{http://schemas.xmlsoap.org/ws/2004/08/addressing}'
WSMAN = '{http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd}'
SHELL = '{http://schemas.microsoft.com/wbem/wsman/1/windows/shell}'
ENUMERATION = '{http://schemas.xmlsoap.org/ws/2004/09/enumeration}'
SHELL_URI = SHELL.strip('{}')
ENVELOPE = ('<s:Envelope xml:lang="en-US" xmlns:s="http://www.w3.org/2003/05/soap-envelope"'
            ' xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:x="http://schemas.xmlsoap.org/ws/2004/09/transfer"'
            ' xmlns:e="http://schemas.xmlsoap.org/ws/2004/08/eventing" xmlns:n="http://schemas.xmlsoap.org/ws/2004/09/enumeration"'
            ' xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd" xmlns:rsp="http://schemas.microsoft.com/wbem/wsman/1/windows/shell"'
            ' xmlns:p="http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd">')

# Command lines and what they print.
COMMANDS = {
    'ipconfig /all': b'\r\nWindows IP Configuration\r\n\r\n   Host Name . . . . . . . . . . . . : WINRM1\r\n',
    'whoami': None,
}
VOLUMES = [('C:\\', 'NTFS', '107374182400'), ('D:\\', 'ReFS', None), ('\\\\?\\Volume{4c1b02c1}\\', 'FAT32', '104857600')]

lock = threading.Lock()
shells = {}
enumerations = {}


class Fault(Exception):
    """A WSManFault."""

    def __init__(self, number, subcode, words):
        super().__init__(words)
        self.number = number
        self.subcode = subcode


class Request:
    """A request's envelope."""

    def __init__(self, envelope):
        root = ElementTree.fromstring(envelope)
        self.header = root.find(SOAP + 'Header')
        self.body = root.find(SOAP + 'Body')
        self.action = self.header.findtext(ADDRESSING + 'Action', '')
        self.resource = self.header.findtext(WSMAN + 'ResourceURI', '')
        self.message = self.header.findtext(ADDRESSING + 'MessageID', '')
        self.selectors = {s.get('Name'): s.text for s in self.header.iter(WSMAN + 'Selector')}


def identify():
    return (ENVELOPE + '<s:Header/><s:Body><wsmid:IdentifyResponse'
            ' xmlns:wsmid="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd">'
            '<wsmid:ProtocolVersion>http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd</wsmid:ProtocolVersion>'
            '<wsmid:ProductVendor>Microsoft Corporation</wsmid:ProductVendor>'
            '<wsmid:ProductVersion>OS: 0.0.0 SP: 0.0 Stack: 3.0</wsmid:ProductVersion>'
            '</wsmid:IdentifyResponse></s:Body></s:Envelope>').encode()


def answer(request, action, body):
    return (f'{ENVELOPE}<s:Header><a:Action>{action}</a:Action><a:MessageID>uuid:{str(uuid.uuid4()).upper()}</a:MessageID>'
            '<a:To>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</a:To>'
            f'<a:RelatesTo>{escape(request.message)}</a:RelatesTo></s:Header><s:Body>{body}</s:Body></s:Envelope>').encode()


def refusal(request, fault):
    return answer(request, 'http://schemas.dmtf.org/wbem/wsman/1/wsman/fault',
                  f'<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>{fault.subcode}</s:Value></s:Subcode></s:Code>'
                  f'<s:Reason><s:Text xml:lang="en-US">{escape(str(fault))} </s:Text></s:Reason><s:Detail>'
                  f'<f:WSManFault xmlns:f="http://schemas.microsoft.com/wbem/wsman/1/wsmanfault" Code="{fault.number}" Machine="winrm1">'
                  f'<f:Message>{escape(str(fault))} </f:Message></f:WSManFault></s:Detail></s:Fault>')


def account(user):
    """The bare name: gss-ntlmssp's names end in NUL, and Kerberos' have a realm."""
    return user.rstrip('\0').split('\\')[-1].split('@')[0]


def handle(envelope, user, denied):
    """One request; the answer is an envelope, whose HTTP status is 500 for a fault (SOAP 1.2 part 2, 7.5.2)."""
    if b'IdentifyResponse' not in envelope and b'Identify' in envelope[:2000] and b'Action' not in envelope[:2000]:
        return 200, identify()
    request = Request(envelope)
    try:
        if denied and account(user) == denied:
            raise Fault(5, 'w:AccessDenied', 'Access is denied.')
        if 'powershell' in request.resource and psrp:
            return psrp.handle(request, user)
        operation = request.action.rsplit('/', 1)[-1]
        if operation not in OPERATIONS:
            raise Fault(2150858752, 'w:ActionNotSupported', f'The action {operation} is not supported.')
        return 200, OPERATIONS[operation](request, user)
    except Fault as fault:
        return 500, refusal(request, fault)


def create(request, user):
    shell = str(uuid.uuid4()).upper()
    with lock:
        shells[shell] = {}
    return answer(request, 'http://schemas.xmlsoap.org/ws/2004/09/transfer/CreateResponse',
                  '<x:ResourceCreated><a:Address>http://winrm1.lab.test:5985/wsman</a:Address><a:ReferenceParameters>'
                  f'<w:ResourceURI>{escape(request.resource)}</w:ResourceURI><w:SelectorSet><w:Selector Name="ShellId">{shell}</w:Selector>'
                  f'</w:SelectorSet></a:ReferenceParameters></x:ResourceCreated><rsp:Shell><rsp:ShellId>{shell}</rsp:ShellId>'
                  f'<rsp:ResourceUri>{escape(request.resource)}</rsp:ResourceUri><rsp:Owner>{escape(account(user))}</rsp:Owner>'
                  '<rsp:ClientIP>127.0.0.1</rsp:ClientIP><rsp:InputStreams>stdin</rsp:InputStreams>'
                  '<rsp:OutputStreams>stdout stderr</rsp:OutputStreams></rsp:Shell>')


def shell_of(request):
    with lock:
        shell = shells.get(request.selectors.get('ShellId', '').upper())
    if shell is None:
        raise Fault(2150858843, 'w:InvalidSelectors', 'The request contained invalid selectors for the resource.')
    return shell


def command(request, user):
    shell = shell_of(request)
    line = request.body.find(SHELL + 'CommandLine')
    words = [line.findtext(SHELL + 'Command', '')] + [a.text or '' for a in line.findall(SHELL + 'Arguments')]
    text = ' '.join(words).strip()
    identifier = str(uuid.uuid4()).upper()
    output = account(user).encode() + b'\r\n' if text == 'whoami' else COMMANDS.get(text)
    shell[identifier] = (output, b'', 0) if output is not None else (b'', f"'{text}' is not recognized\r\n".encode(), 1)
    return answer(request, SHELL_URI + '/CommandResponse',
                  f'<rsp:CommandResponse><rsp:CommandId>{identifier}</rsp:CommandId></rsp:CommandResponse>')


def receive(request, _):
    shell = shell_of(request)
    identifier = request.body.find(f'{SHELL}Receive/{SHELL}DesiredStream').get('CommandId')
    if identifier not in shell:
        raise Fault(2150858793, 'w:TimedOut', 'The WS-Management service cannot complete the operation within the time specified in OperationTimeout.')
    streams = ''
    out, err, code = shell[identifier]
    for name, content in ('stdout', out), ('stderr', err):
        if content:
            streams += f'<rsp:Stream Name="{name}" CommandId="{identifier}">{base64.b64encode(content).decode()}</rsp:Stream>'
        streams += f'<rsp:Stream Name="{name}" CommandId="{identifier}" End="true"></rsp:Stream>'
    return answer(request, SHELL_URI + '/ReceiveResponse',
                  f'<rsp:ReceiveResponse>{streams}<rsp:CommandState CommandId="{identifier}" State="{SHELL_URI}/CommandState/Done">'
                  f'<rsp:ExitCode>{code}</rsp:ExitCode></rsp:CommandState></rsp:ReceiveResponse>')


def send(request, _):
    shell_of(request)
    return answer(request, SHELL_URI + '/SendResponse', '<rsp:SendResponse/>')


def signal(request, _):
    shell_of(request).pop(request.body.find(SHELL + 'Signal').get('CommandId'), None)
    return answer(request, SHELL_URI + '/SignalResponse', '<rsp:SignalResponse/>')


def delete(request, _):
    shell_of(request)
    with lock:
        shells.pop(request.selectors['ShellId'].upper(), None)
    return answer(request, 'http://schemas.xmlsoap.org/ws/2004/09/transfer/DeleteResponse', '')


def volume(row):
    name, system, capacity = row
    size = f'<p:Capacity>{capacity}</p:Capacity>' if capacity else '<p:Capacity xsi:nil="true"/>'
    return ('<p:Win32_Volume xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="p:Win32_Volume_Type"'
            ' xmlns:p="http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Win32_Volume"'
            ' xmlns:cim="http://schemas.dmtf.org/wbem/wscim/1/common">'
            f'{size}<p:FileSystem>{system}</p:FileSystem><p:InstallDate><cim:Datetime>2021-03-04T05:06:07Z</cim:Datetime></p:InstallDate>'
            f'<p:Name>{escape(name)}</p:Name><p:PowerManagementCapabilities>1</p:PowerManagementCapabilities>'
            '<p:PowerManagementCapabilities>3</p:PowerManagementCapabilities></p:Win32_Volume>')


def instance(name, row):
    """A recorded row as WMI writes it in XML: no types, nulls as nil, arrays as repeated elements."""
    def text(value):
        moment = re.fullmatch(r'/Date\((-?\d+)\)/', value) if isinstance(value, str) else None
        if moment:
            told = datetime.datetime.fromtimestamp(int(moment.group(1)) / 1000, datetime.timezone.utc)
            return f'<cim:Datetime>{told:%Y-%m-%dT%H:%M:%SZ}</cim:Datetime>'
        return str(value).lower() if isinstance(value, bool) else escape(str(value))
    properties = ''
    for key, value in row.items():
        for one in value if isinstance(value, list) else [value]:
            properties += f'<p:{key} xsi:nil="true"/>' if one is None else f'<p:{key}>{text(one)}</p:{key}>'
    return (f'<p:{name} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="p:{name}_Type"'
            f' xmlns:p="http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/{name}"'
            f' xmlns:cim="http://schemas.dmtf.org/wbem/wscim/1/common">{properties}</p:{name}>')


def instances(query):
    """What is recorded of a class, if anything."""
    name = re.search(r'FROM (\w+)', query).group(1)
    rows = psrp.Rows(os.environ['POWERSHELL_ROWS']).of_class(name) if psrp and 'POWERSHELL_ROWS' in os.environ else None
    return None if rows is None else [instance(name, row) for row in json.loads(rows)]


def page(kind, request, rows, size):
    first, rest = rows[:size], rows[size:]
    prefix = 'w' if kind == 'Enumerate' else 'n'
    context, end = '', f'<{prefix}:EndOfSequence/>'
    if rest:
        context, end = f'uuid:{str(uuid.uuid4()).upper()}', ''
        with lock:
            enumerations[context] = rest
    items = ''.join(first)
    return answer(request, f'http://schemas.xmlsoap.org/ws/2004/09/enumeration/{kind}Response',
                  f'<n:{kind}Response><n:EnumerationContext>{context}</n:EnumerationContext><{prefix}:Items>{items}</{prefix}:Items>{end}'
                  f'</n:{kind}Response>')


def enumerate_(request, _):
    query = request.body.findtext(f'.//{WSMAN}Filter', '')
    size = int(request.body.findtext(f'.//{WSMAN}MaxElements', '20'))
    rows = instances(query)
    if rows is None and 'Win32_Volume' in query:
        rows = [volume(row) for row in VOLUMES]
    if rows is None:
        raise Fault(2150859002, 'w:InvalidParameter', 'The WS-Management service cannot process the request. The class does not exist.')
    return page('Enumerate', request, rows, size)


def pull(request, _):
    context = request.body.findtext(f'.//{ENUMERATION}EnumerationContext', '')
    with lock:
        rows = enumerations.pop(context, None)
    if rows is None:
        raise Fault(2150858780, 'n:InvalidEnumerationContext', 'The enumeration context is not valid.')
    return page('Pull', request, rows, int(request.body.findtext(f'.//{ENUMERATION}MaxElements', '20')))


def release(request, _):
    with lock:
        enumerations.pop(request.body.findtext(f'.//{ENUMERATION}EnumerationContext', ''), None)
    return answer(request, 'http://schemas.xmlsoap.org/ws/2004/09/enumeration/ReleaseResponse', '')


OPERATIONS = {'Create': create, 'Command': command, 'Receive': receive, 'Send': send, 'Signal': signal, 'Delete': delete,
              'Enumerate': enumerate_, 'Pull': pull, 'Release': release}
