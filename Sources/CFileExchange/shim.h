// Exchanging two paths in one step: glibc declares renameat2 only under _GNU_SOURCE, which Swift's importer does not
// set, and musl has no wrapper at all; so the system call is made here.
#ifndef ALLOT_FILE_EXCHANGE_H
#define ALLOT_FILE_EXCHANGE_H

#include <errno.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

long syscall(long number, ...);

/// Exchanges two paths. Returns 0, or -1 with errno set: ENOSYS or EINVAL where system or file system cannot.
static inline int allot_exchange_paths(const char *a, const char *b) {
#ifdef SYS_renameat2
  const unsigned int exchange = 1u << 1;
  return (int)syscall(SYS_renameat2, AT_FDCWD, a, AT_FDCWD, b, exchange);
#else
  errno = ENOSYS;
  return -1;
#endif
}

#endif
