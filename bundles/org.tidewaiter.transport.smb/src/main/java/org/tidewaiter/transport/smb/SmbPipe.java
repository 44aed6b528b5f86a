package org.tidewaiter.transport.smb;

import java.util.EnumSet;
import java.util.Set;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.transport.smb.rpc.RpcPipe;

import com.hierynomus.msdtyp.AccessMask;
import com.hierynomus.mssmb2.SMB2CreateDisposition;
import com.hierynomus.mssmb2.SMB2ImpersonationLevel;
import com.hierynomus.mssmb2.SMB2ShareAccess;
import com.hierynomus.smbj.common.SMBRuntimeException;
import com.hierynomus.smbj.share.NamedPipe;
import com.hierynomus.smbj.share.PipeShare;

/** The bytes of a named pipe ([MS-RPCE] 2.1.1.2). */
record SmbPipe(NamedPipe pipe, String name) implements RpcPipe.Bytes {

    static SmbPipe open(PipeShare share, String name) throws TransportException {
        try {
            return new SmbPipe(share.open(name, SMB2ImpersonationLevel.Impersonation,
                    EnumSet.of(AccessMask.FILE_READ_DATA, AccessMask.FILE_WRITE_DATA), null,
                    Set.of(SMB2ShareAccess.FILE_SHARE_READ, SMB2ShareAccess.FILE_SHARE_WRITE), SMB2CreateDisposition.FILE_OPEN,
                    null), name);
        } catch (SMBRuntimeException e) {
            var failure = SmbFailures.sorted("pipe " + name, e);
            throw failure.failure() != Failure.UNSUPPORTED ? failure
                    : new TransportException(Failure.UNSUPPORTED, "the pipe " + name + " is not there: its service"
                            + (name.equals("winreg") ? ", RemoteRegistry," : "") + " does not run", e);
        }
    }

    @Override
    public void write(byte[] bytes) throws TransportException {
        try {
            pipe.write(bytes);
        } catch (SMBRuntimeException e) {
            throw SmbFailures.sorted("pipe " + name, e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws TransportException {
        try {
            return pipe.read(buffer, offset, length);
        } catch (SMBRuntimeException e) {
            throw SmbFailures.sorted("pipe " + name, e);
        }
    }

    @Override
    public void close() {
        pipe.closeSilently();
    }
}
