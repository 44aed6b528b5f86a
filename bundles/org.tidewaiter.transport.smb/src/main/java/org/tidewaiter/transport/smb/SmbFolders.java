package org.tidewaiter.transport.smb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

import com.hierynomus.msdtyp.AccessMask;
import com.hierynomus.msfscc.FileAttributes;
import com.hierynomus.msfscc.fileinformation.FileDirectoryInformation;
import com.hierynomus.mssmb2.SMB2CreateDisposition;
import com.hierynomus.mssmb2.SMB2CreateOptions;
import com.hierynomus.mssmb2.SMB2ShareAccess;
import com.hierynomus.mssmb2.SMBApiException;
import com.hierynomus.smbj.common.SMBRuntimeException;
import com.hierynomus.smbj.paths.PathResolver;
import com.hierynomus.smbj.share.DiskShare;

/**
 * The folders of a disk share over SMB 2 and 3. Files are opened for reading, sharing all access, so that nobody is kept from anything. A symbolic
 * link that the server wants to be followed here ([MS-SMB2] 2.2.2.2.1) is a refusal, as is a referral.
 */
final class SmbFolders implements Folders {

    private static final int CHUNK = 1 << 16;

    private final DiskShare share;

    private SmbFolders(DiskShare share) {
        this.share = share;
    }

    /** Over a share of a session. */
    static SmbFolders of(DiskShare connected) {
        // the library's own resolver would follow links for as long as a server names others
        return new SmbFolders(new DiskShare(connected.getSmbPath(), connected.getTreeConnect(), PathResolver.LOCAL));
    }

    @Override
    public List<Entry> list(String path, int most) throws TransportException {
        try (var folder = share.openDirectory(path, EnumSet.of(AccessMask.FILE_LIST_DIRECTORY, AccessMask.FILE_READ_ATTRIBUTES),
                null, SMB2ShareAccess.ALL, SMB2CreateDisposition.FILE_OPEN, EnumSet.of(SMB2CreateOptions.FILE_DIRECTORY_FILE))) {
            var entries = new ArrayList<Entry>();
            var listed = folder.iterator(FileDirectoryInformation.class);
            while (entries.size() < most && listed.hasNext()) {
                var entry = listed.next();
                entries.add(new Entry(entry.getFileName(),
                        (entry.getFileAttributes() & FileAttributes.FILE_ATTRIBUTE_DIRECTORY.getValue()) != 0,
                        entry.getEndOfFile(), entry.getLastWriteTime().toInstant()));
            }
            return entries;
        } catch (SMBRuntimeException e) {
            throw sorted(path, e);
        } catch (RuntimeException e) {
            throw broken(path, e);
        }
    }

    @Override
    public byte[] read(String path, int most) throws TransportException {
        try (var file = share.openFile(path, EnumSet.of(AccessMask.FILE_READ_DATA), null, SMB2ShareAccess.ALL,
                SMB2CreateDisposition.FILE_OPEN, Set.of(SMB2CreateOptions.FILE_NON_DIRECTORY_FILE))) {
            var bytes = new byte[most];
            var length = 0;
            while (length < most) {
                var read = file.read(bytes, length, length, Math.min(CHUNK, most - length));
                if (read <= 0) {
                    break;
                }
                length += read;
            }
            return Arrays.copyOf(bytes, length);
        } catch (SMBRuntimeException e) {
            throw sorted(path, e);
        } catch (RuntimeException e) {
            throw broken(path, e);
        }
    }

    /** A status that the server gave is about this file alone. */
    static TransportException sorted(String path, SMBRuntimeException failure) {
        var sorted = SmbFailures.sorted(path, failure);
        return failure instanceof SMBApiException && sorted.failure() == Failure.BROKEN
                ? new TransportException(Failure.UNSUPPORTED, String.valueOf(sorted.getMessage()), failure)
                : sorted;
    }

    /** The library checks no offset of an answer before it reads there. */
    private static TransportException broken(String path, RuntimeException failure) {
        return new TransportException(Failure.BROKEN,
                path + ": the answer is no listing or file (" + failure.getClass().getSimpleName() + ")", failure);
    }
}
