package org.tidewaiter.api.session;

/**
 * The shared files of a domain controller ([MS-SMB2]), opened for reading alone. Nothing is written, renamed or locked, and referrals to other
 * servers ([MS-DFSC]) are not followed.
 */
public interface FileShareSession extends Session {

    /**
     * Reads files.
     *
     * @throws TransportException   when the conversation itself broke, or the share is refused; a folder that is denied is a
     *                              {@link FileShareReply#shortfall()}
     * @throws InterruptedException when the run is cancelled or the step's deadline passed
     */
    FileShareReply read(FileShareRead request) throws TransportException, InterruptedException;
}
