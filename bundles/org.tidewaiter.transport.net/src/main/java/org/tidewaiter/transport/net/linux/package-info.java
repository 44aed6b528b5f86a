/**
 * Sockets of Linux by {@code java.lang.foreign}: one thread and epoll for thousands of them, and the kernel's error queue, which tells who
 * sent which ICMP error. Numbers are those of the kernel's headers for 64-bit machines of both byte orders that Java runs on.
 */
@NullMarked
package org.tidewaiter.transport.net.linux;

import org.jspecify.annotations.NullMarked;
