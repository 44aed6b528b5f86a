package org.tidewaiter.transport.shell;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ThreadFactory;

/** A shell that runs on the device. Its streams are read and written by threads of their own; a failing stream is the end of the shell. */
public interface ShellChannel extends AutoCloseable {

    /** What it reads; closing it tells the device to end everything that it started. */
    OutputStream stdin();

    /** What it prints. */
    InputStream stdout();

    /** What it complains. */
    InputStream stderr();

    /** Makes the threads that read and write its streams: platform threads where those block in native code and would hold a carrier. */
    ThreadFactory threads();

    /** Ends the shell: first by end of input, then by force. From any thread, more than once; readers see the end of their streams. */
    @Override
    void close();
}
