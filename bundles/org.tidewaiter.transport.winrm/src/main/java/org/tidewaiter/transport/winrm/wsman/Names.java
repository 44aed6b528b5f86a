package org.tidewaiter.transport.winrm.wsman;

/** Namespaces and addresses (DSP0226 annex A, [MS-WSMV] 2.1.1). */
final class Names {

    static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";
    static final String ADDRESSING = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
    static final String ANONYMOUS = ADDRESSING + "/role/anonymous";
    static final String TRANSFER = "http://schemas.xmlsoap.org/ws/2004/09/transfer";
    static final String ENUMERATION = "http://schemas.xmlsoap.org/ws/2004/09/enumeration";
    static final String WSMAN = "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd";
    static final String IDENTITY = "http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd";
    static final String MICROSOFT = "http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd";
    static final String FAULT = "http://schemas.microsoft.com/wbem/wsman/1/wsmanfault";
    static final String SHELL = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell";
    static final String COMMAND_SHELL = SHELL + "/cmd";
    static final String POWERSHELL = "http://schemas.microsoft.com/powershell";
    static final String POWERSHELL_RESOURCE = POWERSHELL + "/Microsoft.PowerShell";
    static final String WMI = "http://schemas.microsoft.com/wbem/wsman/1/wmi/";
    static final String WQL = "http://schemas.microsoft.com/wbem/wsman/1/WQL";
    static final String XML_SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

    private Names() {
    }
}
