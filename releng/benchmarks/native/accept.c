/* Listens on TCP ports of every IPv4 address, takes each connection and ends it when the client has: FIN for FIN.
 *   accept PORT,PORT..      prints "ready" once it listens; ends by SIGTERM */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) {
  perror(what);
  exit(1);
}

int main(int count, char **arguments) {
  if (count != 2) return 2;
  struct rlimit files;
  if (getrlimit(RLIMIT_NOFILE, &files)) die("getrlimit");
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  int epoll = epoll_create1(EPOLL_CLOEXEC);
  for (char *port = strtok(arguments[1], ","); port; port = strtok(NULL, ",")) {
    int one = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(port))};
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 65535)) die(port);
    /* a set upper half tells a listener from a connection */
    struct epoll_event event = {.events = EPOLLIN, .data.u64 = 1ull << 32 | (unsigned)listener};
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
  }
  puts("ready");
  fflush(stdout);
  for (;;) {
    struct epoll_event events[512];
    int ready = epoll_wait(epoll, events, 512, -1);
    for (int i = 0; i < ready; i++) {
      int descriptor = (int)events[i].data.u64;
      if (!(events[i].data.u64 >> 32)) {
        char byte;
        if (recv(descriptor, &byte, 1, MSG_DONTWAIT) <= 0) close(descriptor);
        continue;
      }
      for (int peer; (peer = accept4(descriptor, NULL, NULL, SOCK_NONBLOCK)) >= 0;) {
        struct epoll_event event = {.events = EPOLLIN, .data.u64 = (unsigned)peer};
        epoll_ctl(epoll, EPOLL_CTL_ADD, peer, &event);
      }
    }
  }
}
