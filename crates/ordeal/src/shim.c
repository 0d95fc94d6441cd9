/* Stands between a program and the C library (LD_PRELOAD), and sees every call that touches files below one folder.
 *
 * It counts the calls; lets the call with a given number fail, tear, or be the last; and writes a trace of all of them.
 * What it shall do stands in the environment, see shim.rs. Linux only, and never part of what is shipped.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#define MAX_FD 1024

enum deed { NOTHING, EIO_ONCE, EIO_EVER, FULL_ONCE, FULL_EVER, SHORT, TORN, KILL };

static pthread_mutex_t guard = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static const char *root;
static size_t root_length;
static enum deed deed;
static uint64_t at;
static uint64_t count;
static int has_fired;
static int full_next = -1;
static int trace = -1;
static int note = -1;

/* What is open below the folder, by descriptor: a number that is never used again, 0 for anything else. */
static uint32_t handles[MAX_FD];
static uint32_t last_handle;
static char *names[MAX_FD];

static ssize_t raw_write(int fd, const void *bytes, size_t n) { return syscall(SYS_write, fd, bytes, n); }

static void write_all(int fd, const void *bytes, size_t n) {
    const char *from = bytes;
    while (n > 0) {
        ssize_t done = raw_write(fd, from, n);
        if (done <= 0) _exit(97);
        from += done;
        n -= (size_t)done;
    }
}

static enum deed deed_named(const char *name) {
    static const char *const all[] = {"nothing", "eio-once", "eio-ever", "full-once",
                                      "full-ever", "short", "torn", "kill"};
    for (int i = 0; i < 8; i++)
        if (strcmp(all[i], name) == 0) return (enum deed)i;
    return NOTHING;
}

static int side_file(const char *variable) {
    const char *path = getenv(variable);
    if (!path) return -1;
    int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd < 0) return -1;
    /* Out of the way of the program's own numbers. */
    int high = fcntl(fd, F_DUPFD_CLOEXEC, MAX_FD);
    if (high >= 0) {
        syscall(SYS_close, fd);
        fd = high;
    }
    return fd;
}

__attribute__((constructor)) static void begin(void) {
    root = getenv("ORDEAL_ROOT");
    if (!root) return;
    root_length = strlen(root);
    const char *number = getenv("ORDEAL_AT");
    const char *name = getenv("ORDEAL_DEED");
    at = number ? strtoull(number, NULL, 10) : 0;
    deed = name ? deed_named(name) : NOTHING;
    trace = side_file("ORDEAL_TRACE");
    note = side_file("ORDEAL_NOTE");
}

__attribute__((destructor)) static void end(void) {
    if (note < 0) return;
    char line[64];
    int n = snprintf(line, sizeof line, "count %llu\n", (unsigned long long)count);
    write_all(note, line, (size_t)n);
}

static int is_below(const char *path) {
    return root && strncmp(path, root, root_length) == 0 && (path[root_length] == '/' || path[root_length] == 0);
}

static uint32_t handle_of(int fd) { return fd >= 0 && fd < MAX_FD ? handles[fd] : 0; }

static void record(char kind, uint32_t handle, uint64_t number, const char *path, const void *bytes, size_t n) {
    if (trace < 0) return;
    uint32_t path_length = path ? (uint32_t)strlen(path) : 0;
    uint32_t length = (uint32_t)n;
    unsigned char head[21];
    head[0] = (unsigned char)kind;
    memcpy(head + 1, &handle, 4);
    memcpy(head + 5, &number, 8);
    memcpy(head + 13, &path_length, 4);
    memcpy(head + 17, &length, 4);
    write_all(trace, head, sizeof head);
    write_all(trace, path, path_length);
    write_all(trace, bytes, n);
}

/* The last file that bytes were moved into, or that was synced, renamed or removed: tells whose call one on a folder is. */
static char last_file[PATH_MAX];

static void remember(const char *call, const char *path) {
    int is_passing = strcmp(call, "open") == 0 || strcmp(call, "read") == 0 || strcmp(call, "pread") == 0;
    if (is_passing || strcmp(path, last_file) == 0) return;
    snprintf(last_file, sizeof last_file, "%s", path);
}

/* Counts a call. Answers what it shall meet; KILL never comes back. */
static enum deed meet(const char *call, const char *path) {
    count++;
    int is_ever = deed == EIO_EVER || deed == FULL_EVER;
    int is_now = at != 0 && (count == at || (is_ever && has_fired));
    if (!is_now) {
        remember(call, path);
        return NOTHING;
    }
    if (!has_fired) {
        has_fired = 1;
        if (note >= 0) {
            char line[2 * PATH_MAX + 64];
            int n = snprintf(line, sizeof line, "fired %llu %s %s after %s\n", (unsigned long long)count, call,
                             path + root_length, last_file[0] ? last_file + root_length : "nothing");
            if (n > (int)sizeof line) n = (int)sizeof line;
            write_all(note, line, (size_t)n);
        }
    }
    if (deed == KILL) {
        kill(getpid(), SIGKILL);
        for (;;) pause();
    }
    return deed;
}

/* Whether a call that moves no bytes fails, with errno set; a torn one is the last of the process. */
static int fails(const char *call, const char *path, int takes_space) {
    switch (meet(call, path)) {
    case EIO_ONCE:
    case EIO_EVER:
        errno = EIO;
        return 1;
    case FULL_ONCE:
    case FULL_EVER:
    case SHORT:
        errno = takes_space ? ENOSPC : EIO;
        return 1;
    case TORN:
        _exit(98);
    default:
        return 0;
    }
}

#define REAL(result, name, ...)                                                                                        \
    static result (*real)(__VA_ARGS__);                                                                                \
    if (!real) real = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name);

/* --- names --- */

static int opened(int fd, const char *path, int flags, int was_there) {
    if (fd < 0 || fd >= MAX_FD) return fd;
    struct stat about;
    int is_folder = fstat(fd, &about) == 0 && S_ISDIR(about.st_mode);
    handles[fd] = ++last_handle;
    free(names[fd]);
    names[fd] = strdup(path);
    uint64_t how = (uint64_t)(!was_there) | (uint64_t)((flags & O_TRUNC) != 0) << 1 | (uint64_t)is_folder << 2;
    record('O', last_handle, how, path, NULL, 0);
    return fd;
}

static int open_with(int (*real)(const char *, int, ...), const char *path, int flags, mode_t mode) {
    if (!is_below(path)) {
        int fd = real(path, flags, mode);
        if (fd >= 0 && fd < MAX_FD) handles[fd] = 0;
        return fd;
    }
    pthread_mutex_lock(&guard);
    int fd = -1;
    if (!fails("open", path, (flags & O_CREAT) != 0)) {
        int was_there = access(path, F_OK) == 0;
        fd = opened(real(path, flags, mode), path, flags, was_there);
    }
    int kept = errno;
    pthread_mutex_unlock(&guard);
    errno = kept;
    return fd;
}

#define MODE_OF(flags)                                                                                                 \
    mode_t mode = 0;                                                                                                   \
    if (flags & (O_CREAT | O_TMPFILE)) {                                                                               \
        va_list more;                                                                                                  \
        va_start(more, flags);                                                                                         \
        mode = va_arg(more, mode_t);                                                                                   \
        va_end(more);                                                                                                  \
    }

int open(const char *path, int flags, ...) {
    REAL(int, open, const char *, int, ...)
    MODE_OF(flags)
    return open_with(real, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    REAL(int, open64, const char *, int, ...)
    MODE_OF(flags)
    return open_with(real, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...) {
    REAL(int, openat, int, const char *, int, ...)
    MODE_OF(flags)
    if (!is_below(path)) return real(folder, path, flags, mode);
    return open(path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...) {
    REAL(int, openat64, int, const char *, int, ...)
    MODE_OF(flags)
    if (!is_below(path)) return real(folder, path, flags, mode);
    return open64(path, flags, mode);
}

int close(int fd) {
    REAL(int, close, int)
    if (handle_of(fd)) {
        pthread_mutex_lock(&guard);
        handles[fd] = 0;
        pthread_mutex_unlock(&guard);
    }
    return real(fd);
}

/* One name or two: calls that change folders. `real` is the call itself, already bound to its arguments. */
#define ON_NAMES(kind, call, path, other, takes_space, attempt)                                                        \
    pthread_mutex_lock(&guard);                                                                                        \
    int answer = -1;                                                                                                   \
    if (!fails(call, path, takes_space)) {                                                                             \
        answer = attempt;                                                                                              \
        if (answer == 0) record(kind, 0, 0, path, other, other ? strlen(other) : 0);                                   \
    }                                                                                                                  \
    int kept = errno;                                                                                                  \
    pthread_mutex_unlock(&guard);                                                                                      \
    errno = kept;                                                                                                      \
    return answer;

int rename(const char *from, const char *to) {
    REAL(int, rename, const char *, const char *)
    if (!is_below(from)) return real(from, to);
    ON_NAMES('R', "rename", from, to, 1, real(from, to))
}

int unlink(const char *path) {
    REAL(int, unlink, const char *)
    if (!is_below(path)) return real(path);
    const char *other = NULL;
    ON_NAMES('U', "unlink", path, other, 0, real(path))
}

int mkdir(const char *path, mode_t mode) {
    REAL(int, mkdir, const char *, mode_t)
    if (!is_below(path)) return real(path, mode);
    const char *other = NULL;
    ON_NAMES('M', "mkdir", path, other, 1, real(path, mode))
}

/* --- bytes --- */

static ssize_t put(const char *call, int fd, const void *bytes, size_t n, off_t offset, int is_placed) {
    pthread_mutex_lock(&guard);
    off_t place = offset;
    if (!is_placed) place = (fcntl(fd, F_GETFL) & O_APPEND) ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR);
    ssize_t answer = -1;
    size_t some = n;
    int is_last = 0;
    int error = 0;
    enum deed now = meet(call, names[fd]);
    if (full_next == fd && now == NOTHING) {
        full_next = -1;
        error = ENOSPC;
    }
    switch (now) {
    case EIO_ONCE:
    case EIO_EVER:
        error = EIO;
        break;
    case FULL_ONCE:
    case FULL_EVER:
        error = ENOSPC;
        break;
    case SHORT:
        some = n / 2;
        full_next = fd;
        if (some == 0) error = ENOSPC;
        break;
    case TORN:
        some = n / 2;
        is_last = 1;
        break;
    default:
        break;
    }
    if (error) {
        errno = error;
    } else {
        answer = is_placed ? syscall(SYS_pwrite64, fd, bytes, some, offset) : raw_write(fd, bytes, some);
        if (answer > 0) record('W', handle_of(fd), (uint64_t)place, NULL, bytes, (size_t)answer);
    }
    if (is_last) _exit(98);
    int kept = errno;
    pthread_mutex_unlock(&guard);
    errno = kept;
    return answer;
}

ssize_t write(int fd, const void *bytes, size_t n) {
    if (handle_of(fd)) return put("write", fd, bytes, n, 0, 0);
    if (fd == 1 && trace >= 0) {
        /* What the program says of its work stands in the trace, between the calls before and after. */
        pthread_mutex_lock(&guard);
        record('A', 0, 0, NULL, bytes, n);
        pthread_mutex_unlock(&guard);
    }
    return raw_write(fd, bytes, n);
}

ssize_t pwrite(int fd, const void *bytes, size_t n, off_t offset) {
    if (handle_of(fd)) return put("pwrite", fd, bytes, n, offset, 1);
    return syscall(SYS_pwrite64, fd, bytes, n, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t offset) {
    if (handle_of(fd)) return put("pwrite", fd, bytes, n, offset, 1);
    return syscall(SYS_pwrite64, fd, bytes, n, offset);
}

static ssize_t get(const char *call, int fd, void *bytes, size_t n, off_t offset, int is_placed) {
    pthread_mutex_lock(&guard);
    ssize_t answer = -1;
    if (!fails(call, names[fd], 0))
        answer = is_placed ? syscall(SYS_pread64, fd, bytes, n, offset) : syscall(SYS_read, fd, bytes, n);
    int kept = errno;
    pthread_mutex_unlock(&guard);
    errno = kept;
    return answer;
}

ssize_t read(int fd, void *bytes, size_t n) {
    if (handle_of(fd)) return get("read", fd, bytes, n, 0, 0);
    return syscall(SYS_read, fd, bytes, n);
}

ssize_t pread(int fd, void *bytes, size_t n, off_t offset) {
    if (handle_of(fd)) return get("pread", fd, bytes, n, offset, 1);
    return syscall(SYS_pread64, fd, bytes, n, offset);
}

ssize_t pread64(int fd, void *bytes, size_t n, off64_t offset) {
    if (handle_of(fd)) return get("pread", fd, bytes, n, offset, 1);
    return syscall(SYS_pread64, fd, bytes, n, offset);
}

/* --- the disk --- */

#define ON_FD(kind, call, number, takes_space, attempt)                                                                \
    if (!handle_of(fd)) return attempt;                                                                                \
    pthread_mutex_lock(&guard);                                                                                        \
    int answer = -1;                                                                                                   \
    if (!fails(call, names[fd], takes_space)) {                                                                        \
        answer = attempt;                                                                                              \
        if (answer == 0) record(kind, handle_of(fd), number, NULL, NULL, 0);                                           \
    }                                                                                                                  \
    int kept = errno;                                                                                                  \
    pthread_mutex_unlock(&guard);                                                                                      \
    errno = kept;                                                                                                      \
    return answer;

int fsync(int fd) {
    REAL(int, fsync, int)
    ON_FD('S', "fsync", 0, 1, real(fd))
}

int fdatasync(int fd) {
    REAL(int, fdatasync, int)
    ON_FD('S', "fdatasync", 0, 1, real(fd))
}

int ftruncate(int fd, off_t length) {
    REAL(int, ftruncate, int, off_t)
    ON_FD('T', "ftruncate", (uint64_t)length, 1, real(fd, length))
}

int ftruncate64(int fd, off64_t length) {
    REAL(int, ftruncate64, int, off64_t)
    ON_FD('T', "ftruncate", (uint64_t)length, 1, real(fd, length))
}
