/* What a sweep of TCP ports costs at the least: non-blocking connect and epoll, one thread.
 *   connect FIRST-ADDRESS HOW-MANY PORT,PORT.. UNDER-WAY TIMEOUT-MILLIS
 * Open ports are ended FIN for FIN; what is silent is asked a second time. Prints one line of JSON. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MOST_PORTS = 64, MOST_FILES = 1 << 16, ENDING_MILLIS = 250 };

/* A connection, by its descriptor; in a list by age, of those that connect or of those that end. */
struct connection {
  int next, previous;
  unsigned probe;
  unsigned char ending, second;
  long long deadline;
};

struct list {
  int first, last;
};

static struct connection connections[MOST_FILES];
static struct list connecting = {-1, -1}, ending = {-1, -1};
static int epoll, ports[MOST_PORTS], port_count, timeout_millis;
static unsigned first_address;
static unsigned again[1 << 20], again_count;
static unsigned under_way, sent, open_count, closed_count, silent_count;

static long long millis(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000ll + now.tv_nsec / 1000000;
}

static void die(const char *what) {
  perror(what);
  exit(1);
}

static void append(struct list *list, int descriptor, long long deadline) {
  struct connection *added = &connections[descriptor];
  added->deadline = deadline;
  added->next = -1;
  added->previous = list->last;
  if (list->last >= 0) connections[list->last].next = descriptor;
  else list->first = descriptor;
  list->last = descriptor;
}

static void take(struct list *list, int descriptor) {
  struct connection *taken = &connections[descriptor];
  if (taken->previous >= 0) connections[taken->previous].next = taken->next;
  else list->first = taken->next;
  if (taken->next >= 0) connections[taken->next].previous = taken->previous;
  else list->last = taken->previous;
}

static void settle(int descriptor, int error) {
  take(&connecting, descriptor);
  under_way--;
  if (error == 0) {
    open_count++;
    struct epoll_event event = {.events = EPOLLIN, .data.fd = descriptor};
    shutdown(descriptor, SHUT_WR);
    epoll_ctl(epoll, EPOLL_CTL_MOD, descriptor, &event);
    connections[descriptor].ending = 1;
    append(&ending, descriptor, millis() + ENDING_MILLIS);
    return;
  }
  if (error == ECONNREFUSED || error == ECONNRESET) closed_count++;
  else if (error == ETIMEDOUT && !connections[descriptor].second) again[again_count++] = connections[descriptor].probe;
  else if (error == ETIMEDOUT) silent_count++;
  else {
    errno = error;
    die("connect");
  }
  close(descriptor);
}

static void ask(unsigned probe, int second) {
  struct sockaddr_in peer = {.sin_family = AF_INET, .sin_port = htons(ports[probe % port_count]),
                             .sin_addr.s_addr = htonl(first_address + probe / port_count)};
  int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor < 0 || descriptor >= MOST_FILES) die("socket");
  connections[descriptor] = (struct connection){.probe = probe, .second = second};
  append(&connecting, descriptor, millis() + timeout_millis);
  under_way++;
  sent++;
  struct epoll_event event = {.events = EPOLLOUT, .data.fd = descriptor};
  epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
  if (connect(descriptor, (struct sockaddr *)&peer, sizeof peer) && errno != EINPROGRESS) settle(descriptor, errno);
}

static void answered(int descriptor) {
  if (!connections[descriptor].ending) {
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size);
    settle(descriptor, error);
    return;
  }
  char byte;
  if (recv(descriptor, &byte, 1, MSG_DONTWAIT) <= 0 && errno != EAGAIN) {
    take(&ending, descriptor);
    close(descriptor);
  }
}

static void expire(void) {
  long long now = millis();
  while (connecting.first >= 0 && connections[connecting.first].deadline <= now) settle(connecting.first, ETIMEDOUT);
  while (ending.first >= 0 && connections[ending.first].deadline <= now) {
    int descriptor = ending.first;
    take(&ending, descriptor);
    close(descriptor);
  }
}

static int patience(void) {
  long long now = millis(), next = now + 1000;
  if (connecting.first >= 0 && connections[connecting.first].deadline < next) next = connections[connecting.first].deadline;
  if (ending.first >= 0 && connections[ending.first].deadline < next) next = connections[ending.first].deadline;
  return next > now ? (int)(next - now) : 0;
}

static long peak_kib(void) {
  char line[128];
  long peak = -1;
  FILE *status = fopen("/proc/self/status", "r");
  while (status && fgets(line, sizeof line, status)) sscanf(line, "VmHWM: %ld", &peak);
  if (status) fclose(status);
  return peak;
}

int main(int count, char **arguments) {
  if (count != 6) return 2;
  first_address = ntohl(inet_addr(arguments[1]));
  unsigned addresses = strtoul(arguments[2], NULL, 10), most = strtoul(arguments[4], NULL, 10);
  for (char *port = strtok(arguments[3], ","); port && port_count < MOST_PORTS; port = strtok(NULL, ",")) ports[port_count++] = atoi(port);
  timeout_millis = atoi(arguments[5]);
  struct rlimit files;
  if (getrlimit(RLIMIT_NOFILE, &files)) die("getrlimit");
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  epoll = epoll_create1(EPOLL_CLOEXEC);
  unsigned all = addresses * port_count, next = 0, repeated = 0;
  long long began = millis();
  while (next < all || under_way || repeated < again_count || ending.first >= 0) {
    while (under_way < most && next < all) ask(next++, 0);
    while (under_way < most && repeated < again_count) ask(again[repeated++], 1);
    struct epoll_event events[512];
    int ready = epoll_wait(epoll, events, 512, patience());
    for (int i = 0; i < ready; i++) answered(events[i].data.fd);
    expire();
  }
  printf("{\"open\": %u, \"closed\": %u, \"silent\": %u, \"sent\": %u, \"seconds\": %.3f, \"peakKib\": %ld}\n", open_count, closed_count, silent_count,
         sent, (millis() - began) / 1000.0, peak_kib());
}
